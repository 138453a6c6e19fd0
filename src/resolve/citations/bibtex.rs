//! BibTeX and BibLaTeX.

use std::collections::BTreeMap;

use crate::source::{SourceId, Span};

/// A place in a file that is not understood, with what is wrong there.
pub(super) type Wrong = (usize, String);

/// An entry as it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct Raw {
    /// Its type, as `article`.
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) fields: Fields,
    pub(super) span: Span,
}

/// The fields of an entry, by their names in small letters.
pub(super) type Fields = BTreeMap<String, String>;

/// Reads the entries of a file; and what is wrong with it.
pub(super) fn read(id: SourceId, text: &str) -> (Vec<Raw>, Vec<Wrong>) {
    let mut reader = Reader { text, at: 0, end: text.len(), strings: BTreeMap::new() };
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    while let Some(at) = text[reader.at..].find('@').map(|it| reader.at + it) {
        reader.at = at + 1;
        if at >= reader.end {
            reader.end = next_entry(text, at);
        }
        match reader.entry() {
            Ok(Some((kind, key, fields))) => {
                let span = Span::new(id, at..reader.at);
                entries.push(Raw { kind, key, fields, span });
            }
            Ok(None) => {}
            Err(why) => {
                wrong.push((at, why));
                // What is not closed ends before the next line that begins an entry, here and from here on.
                reader.end = next_entry(text, at);
                reader.at = reader.end;
            }
        }
    }
    (entries, wrong)
}

/// The place before the next line that begins with an entry.
fn next_entry(text: &str, at: usize) -> usize {
    text[at + 1..].find("\n@").map_or(text.len(), |it| at + 1 + it)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    /// Where braces and quotation marks end that are not closed.
    end: usize,
    /// What `@string` defines.
    strings: BTreeMap<String, String>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Where what is opened here may be closed.
    fn open(&self) -> &'t str {
        &self.text[self.at..self.end.max(self.at)]
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, mark: char) -> bool {
        self.space();
        let found = self.rest().starts_with(mark);
        self.at += if found { mark.len_utf8() } else { 0 };
        found
    }

    fn name(&mut self) -> &'t str {
        self.space();
        let rest = self.rest();
        let end = rest.find(|it: char| it.is_whitespace() || "{}(),=\"#".contains(it)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// What comes after an `@`; `None` for what is no entry.
    fn entry(&mut self) -> Result<Option<(String, String, Fields)>, String> {
        let kind = self.name().to_ascii_lowercase();
        if kind.is_empty() || !(self.take('{') || self.take('(')) {
            return Ok(None);
        }
        if ["comment", "preamble"].contains(&kind.as_str()) {
            self.braced(1)?;
            return Ok(None);
        }
        let mut key = String::new();
        if kind != "string" {
            self.space();
            let rest = self.rest();
            let end = rest.find([',', '}', '\n']).unwrap_or(rest.len());
            key = rest[..end].trim().to_owned();
            self.at += end;
            self.take(',');
        }
        let mut fields = Fields::new();
        while !(self.take('}') || self.take(')')) {
            let name = self.name().to_ascii_lowercase();
            if name.is_empty() || !self.take('=') {
                return Err(format!("the entry `{key}` is not understood here, or not closed"));
            }
            let value = self.value()?;
            let name = match name.as_str() {
                "archiveprefix" => "eprinttype".to_owned(),
                "primaryclass" => "eprintclass".to_owned(),
                _ => name,
            };
            fields.insert(name, value);
            self.take(',');
        }
        if kind == "string" {
            self.strings.append(&mut fields);
            return Ok(None);
        }
        Ok(Some((kind, key, fields)))
    }

    /// The value of a field: texts joined by `#`.
    fn value(&mut self) -> Result<String, String> {
        let mut value = String::new();
        loop {
            self.space();
            if self.take('{') {
                value.push_str(self.braced(1)?);
            } else if self.take('"') {
                value.push_str(self.quoted()?);
            } else {
                let name = self.name();
                if name.is_empty() {
                    return Err("a field has no value".to_owned());
                }
                let known = self.strings.get(&name.to_ascii_lowercase());
                value.push_str(known.map_or_else(|| month(name).unwrap_or(name), String::as_str));
            }
            if !self.take('#') {
                return Ok(value);
            }
        }
    }

    /// What is in braces, of which some are open.
    fn braced(&mut self, mut depth: usize) -> Result<&'t str, String> {
        let rest = self.open();
        for (at, _) in rest.match_indices(['{', '}']) {
            if rest[..at].ends_with('\\') {
                continue;
            }
            depth = if rest[at..].starts_with('{') { depth + 1 } else { depth - 1 };
            if depth == 0 {
                self.at += at + 1;
                return Ok(&rest[..at]);
            }
        }
        Err("a brace is not closed".to_owned())
    }

    fn quoted(&mut self) -> Result<&'t str, String> {
        let rest = self.open();
        let mut depth = 0_usize;
        for (at, mark) in rest.match_indices(['{', '}', '"']) {
            match mark {
                "{" => depth += 1,
                "}" => depth = depth.saturating_sub(1),
                _ if depth == 0 && !rest[..at].ends_with('\\') => {
                    self.at += at + 1;
                    return Ok(&rest[..at]);
                }
                _ => {}
            }
        }
        Err("a quotation mark is not closed".to_owned())
    }
}

/// The number of a month that BibTeX knows by its name.
pub(super) fn month(name: &str) -> Option<&'static str> {
    const MONTHS: [(&str, &str); 12] = [
        ("jan", "1"),
        ("feb", "2"),
        ("mar", "3"),
        ("apr", "4"),
        ("may", "5"),
        ("jun", "6"),
        ("jul", "7"),
        ("aug", "8"),
        ("sep", "9"),
        ("oct", "10"),
        ("nov", "11"),
        ("dec", "12"),
    ];
    let short = name.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().find(|it| it.0 == short).map(|it| it.1)
}
