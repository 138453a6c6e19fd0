//! BibTeX and BibLaTeX.

use std::collections::BTreeMap;

use crate::resolve::citations::entry::{Entry, Name, When, is_whole};
use crate::source::{SourceId, Span};

/// A place in a file that is not understood, with what is wrong there.
pub(super) type Wrong = (usize, String);

/// Reads the entries of a file; and what is wrong with it.
pub(super) fn read(id: SourceId, text: &str) -> (Vec<Entry>, Vec<Wrong>) {
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
                entries.push(entry(&kind, key, &fields, span));
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

type Fields = BTreeMap<String, String>;

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
fn month(name: &str) -> Option<&'static str> {
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

fn entry(kind: &str, key: String, fields: &Fields, span: Span) -> Entry {
    let first =
        |names: &[&str]| names.iter().find_map(|it| fields.get(*it)).map(|it| plain(it)).unwrap_or_default();
    let raw = |name: &str| fields.get(name).map_or("", String::as_str);
    let date = When::parse(raw("date")).or_else(|| {
        let month = plain(raw("month"));
        let month = month.parse().ok().or_else(|| self::month(&month)?.parse().ok());
        let day = plain(raw("day")).parse().ok();
        Some(When { month, day, ..When::parse(&plain(raw("year")))? })
    });
    let (authors, has_others) = names(raw("author"));
    let subtitle = first(&["subtitle"]);
    let title = first(&["title"]);
    let title = if subtitle.is_empty() { title } else { format!("{title}: {subtitle}") };
    Entry {
        key,
        span,
        is_whole: is_whole(kind),
        authors,
        has_others,
        editors: names(raw("editor")).0,
        title,
        container: first(&[
            "journaltitle",
            "journal",
            "booktitle",
            "maintitle",
            "website",
            "organization",
            "howpublished",
        ]),
        volume: first(&["volume"]),
        issue: first(&["number", "issue"]),
        pages: first(&["pages"]),
        edition: first(&["edition"]),
        publisher: first(&["publisher", "institution", "school"]),
        place: first(&["location", "address"]),
        date,
        accessed: When::parse(raw("urldate")),
        doi: raw("doi").trim().to_owned(),
        url: raw("url").trim().replace("\\_", "_").replace("\\%", "%").replace("\\&", "&"),
        note: first(&["note", "addendum"]),
    }
}

/// The names of a field; and whether there are others.
fn names(text: &str) -> (Vec<Name>, bool) {
    let (mut found, mut has_others) = (Vec::new(), false);
    let mut depth = 0_i32;
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace().chain(["and"]) {
        if word.eq_ignore_ascii_case("and") && depth == 0 {
            let name = words.join(" ");
            words.clear();
            match name.as_str() {
                "" => {}
                "others" => has_others = true,
                body if body.starts_with('{') && body.ends_with('}') => found.push(Name::body(&plain(body))),
                _ => found.push(Name::parse(&plain(&name))),
            }
            continue;
        }
        depth += i32::try_from(word.matches('{').count()).unwrap_or(0)
            - i32::try_from(word.matches('}').count()).unwrap_or(0);
        words.push(word);
    }
    (found, has_others)
}

/// Text without the markup of TeX.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        rest = &rest[next.len_utf8()..];
        match next {
            '{' | '}' => {}
            '~' => out.push('\u{a0}'),
            '-' if rest.starts_with("--") => {
                out.push('—');
                rest = &rest[2..];
            }
            '-' if rest.starts_with('-') => {
                out.push('–');
                rest = &rest[1..];
            }
            '\\' => rest = command(rest, &mut out),
            _ if next.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(next),
        }
    }
    out.trim().to_owned()
}

/// A command of TeX, after its backslash; gives what follows it.
fn command<'t>(rest: &'t str, out: &mut String) -> &'t str {
    const LETTERS: [(&str, &str); 14] = [
        ("ss", "ß"),
        ("oe", "œ"),
        ("OE", "Œ"),
        ("ae", "æ"),
        ("AE", "Æ"),
        ("aa", "å"),
        ("AA", "Å"),
        ("o", "ø"),
        ("O", "Ø"),
        ("l", "ł"),
        ("L", "Ł"),
        ("i", "ı"),
        ("textendash", "–"),
        ("textemdash", "—"),
    ];
    let Some(first) = rest.chars().next() else { return rest };
    if let Some(mark) = accent(first)
        && !(first.is_alphabetic() && rest[1..].starts_with(char::is_alphabetic))
    {
        let after = rest[first.len_utf8()..].trim_start_matches(['{', ' ']);
        let after = after
            .strip_prefix("\\i")
            .map_or(after, |it| if it.starts_with(char::is_alphabetic) { after } else { it });
        let dotless = rest[first.len_utf8()..].trim_start_matches(['{', ' ']).len() != after.len();
        let letter = if dotless { Some('i') } else { after.chars().next() };
        if let Some(letter) = letter.filter(|it| it.is_alphabetic()) {
            out.push_str(&composed(letter, mark));
            return if dotless { after } else { &after[letter.len_utf8()..] };
        }
    }
    if !first.is_alphabetic() {
        out.push(first);
        return &rest[first.len_utf8()..];
    }
    let end = rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len());
    out.push_str(LETTERS.iter().find(|it| it.0 == &rest[..end]).map_or("", |it| it.1));
    rest[end..].trim_start_matches(' ')
}

/// The combining mark of an accent of TeX.
fn accent(name: char) -> Option<char> {
    Some(match name {
        '"' => '\u{308}',
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        '.' => '\u{307}',
        'c' => '\u{327}',
        'v' => '\u{30c}',
        'u' => '\u{306}',
        'H' => '\u{30b}',
        'k' => '\u{328}',
        'r' => '\u{30a}',
        _ => return None,
    })
}

/// A letter with an accent, as one character where there is one.
fn composed(letter: char, mark: char) -> String {
    const TABLE: [(char, &str, &str); 12] = [
        ('\u{308}', "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"),
        ('\u{301}', "aeiouycnszlAEIOUYCNSZ", "áéíóúýćńśźĺÁÉÍÓÚÝĆŃŚŹ"),
        ('\u{300}', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
        ('\u{302}', "aeiouwyAEIOU", "âêîôûŵŷÂÊÎÔÛ"),
        ('\u{303}', "anoANO", "ãñõÃÑÕ"),
        ('\u{304}', "aeiouAEIOU", "āēīōūĀĒĪŌŪ"),
        ('\u{307}', "cegzCEGIZ", "ċėġżĊĖĠİŻ"),
        ('\u{327}', "cstgCST", "çşţģÇŞŢ"),
        ('\u{30c}', "cdenrstzCDENRSTZ", "čďěňřšťžČĎĚŇŘŠŤŽ"),
        ('\u{306}', "aguAGU", "ăğŭĂĞŬ"),
        ('\u{30b}', "ouOU", "őűŐŰ"),
        ('\u{328}', "aeiuAEIU", "ąęįųĄĘĮŲ"),
    ];
    let row = TABLE.iter().find(|it| it.0 == mark);
    let one = row.and_then(|(_, from, to)| to.chars().nth(from.chars().position(|it| it == letter)?));
    one.map_or_else(|| format!("{letter}{mark}"), |it| it.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    fn entries(text: &str) -> (Vec<Entry>, Vec<Wrong>) {
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a.bib", text)).expect("room");
        read(id, text)
    }

    #[test]
    fn entries_are_read_with_their_names_and_dates() {
        let text = "@string{cup = {Coast Press}}\n% a remark\n@comment{x}\n\
            @book{tide, author = {M\\\"uller, J{\\\"o}rg and Ludwig van Berg and {The Harbour Board} and others},\n\
            title = \"The {Tide} -- a history\", publisher = cup # { Ltd.}, year = 2019, month = mar}\n\
            @Article{ebb, title={Ebb \\& flow}, date = {2020-01-02}, journaltitle={Sea}, pages={1--9}, urldate={2021-02-03}}\n";
        let (found, wrong) = entries(text);
        assert_eq!(wrong, []);
        let tide = &found[0];
        let names: Vec<&str> = tide.authors.iter().map(|it| it.family.as_str()).collect();
        assert_eq!((names, tide.has_others), (vec!["Müller", "van Berg", "The Harbour Board"], true));
        assert_eq!((tide.authors[0].given.as_str(), tide.title.as_str()), ("Jörg", "The Tide – a history"));
        assert_eq!((tide.publisher.as_str(), tide.is_whole), ("Coast Press Ltd.", true));
        assert_eq!(tide.date, Some(When { year: "2019".to_owned(), month: Some(3), day: None }));
        let ebb = &found[1];
        assert_eq!(
            (ebb.title.as_str(), ebb.container.as_str(), ebb.pages.as_str()),
            ("Ebb & flow", "Sea", "1–9")
        );
        assert_eq!(ebb.accessed.as_ref().and_then(|it| it.day), Some(3));
    }

    #[test]
    fn accents_of_tex_are_letters() {
        for (tex, text) in [
            ("Fran\\c{c}ois", "François"),
            ("na\\\"{\\i}ve", "naïve"),
            ("{\\o}re", "øre"),
            ("\\v Capek", "Čapek"),
            ("50\\%", "50%"),
        ] {
            assert_eq!(plain(tex), text);
        }
    }

    #[test]
    fn what_is_broken_has_its_place() {
        let (found, wrong) =
            entries("@book{a, title = {A}}\n@book{b, title {B}}\n@book{c, title={C}}\n@book{d, title={D");
        assert_eq!(found.iter().map(|it| it.key.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(wrong.iter().map(|it| it.0).collect::<Vec<_>>(), [22, 62]);
        for text in ["@", "@{", "@a{", "@a{b,", "@a{b,c=", "@a{b,c=\"", "x@y.z", "@a(b,c=1)"] {
            entries(text);
        }
    }
}
