//! TOML 1.0, as far as its kinds of word go: the language of this program's own manifests.

use crate::highlight::{Kind, Stretch};

/// What quotes a string that goes over lines.
const LONG_QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// The stretches in lines of TOML.
pub(super) fn stretches<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Vec<Stretch> {
    let mut reader = Reader::default();
    let mut found = Vec::new();
    for (start, line) in lines {
        reader.begin(line);
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|it| !it.is_empty()) {
            let (length, kind) = reader.token(rest);
            found.extend(kind.map(|kind| (start + at..start + at + length, kind)));
            at += length;
        }
    }
    found
}

/// Where in the grammar the reader is.
#[derive(Default)]
struct Reader {
    /// The quotes of a string that goes over lines and has not ended.
    open: Option<&'static str>,
    /// The brackets that are open, innermost last.
    nesting: Vec<Bracket>,
    /// What a name would be that stands next; `None` where a value is due.
    name: Option<Kind>,
}

#[derive(PartialEq, Eq)]
enum Bracket {
    Array,
    Table,
}

impl Reader {
    /// Begins a line: unless something is still open it has a key, or the name of a table.
    fn begin(&mut self, line: &str) {
        if self.open.is_none() && self.nesting.is_empty() {
            let table = line.trim_start().starts_with('[');
            self.name = Some(if table { Kind::Keyword } else { Kind::Attribute });
        }
    }

    /// The length of what stands next, and what it is.
    fn token(&mut self, rest: &str) -> (usize, Option<Kind>) {
        if let Some(quotes) = self.open.or_else(|| LONG_QUOTES.into_iter().find(|it| rest.starts_with(it))) {
            return (self.long_string(rest, quotes), Some(Kind::String));
        }
        if rest.starts_with('#') {
            return (rest.len(), Some(Kind::Comment));
        }
        if rest.starts_with(['"', '\'']) {
            return (quoted(rest), Some(self.name.unwrap_or(Kind::String)));
        }
        let word = rest.find(|it: char| !is_bare(it)).unwrap_or(rest.len());
        if word > 0 {
            return (word, Some(self.name.unwrap_or(Kind::Number)));
        }
        let sign = rest.chars().next().unwrap_or_default();
        self.sign(sign);
        (sign.len_utf8(), None)
    }

    /// Takes note of a sign.
    fn sign(&mut self, sign: char) {
        match sign {
            '=' => self.name = None,
            '{' => self.nesting.push(Bracket::Table),
            '[' if self.name != Some(Kind::Keyword) => self.nesting.push(Bracket::Array),
            '}' | ']' => {
                self.nesting.pop();
            }
            _other => {}
        }
        if matches!(sign, '{' | ',') {
            let named = self.nesting.last() == Some(&Bracket::Table);
            self.name = named.then_some(Kind::Attribute);
        }
    }

    /// The length of a string in three quotes, to the end of the line where it goes on.
    fn long_string(&mut self, rest: &str, quotes: &'static str) -> usize {
        let body = if self.open.is_some() { 0 } else { quotes.len() };
        let end = rest.get(body..).and_then(|it| it.find(quotes)).map(|it| body + it + quotes.len());
        self.open = end.is_none().then_some(quotes);
        end.unwrap_or(rest.len())
    }
}

/// The length of a string in quotes, to the end of its line where it does not end.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, it) in rest.char_indices().skip(1) {
        if rest.starts_with(it) && !escaped {
            return at + 1;
        }
        escaped = it == '\\' && rest.starts_with('"') && !escaped;
    }
    rest.len()
}

fn is_bare(it: char) -> bool {
    it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.' | '+' | ':')
}
