//! The tokens of TOML 1.0: the language of this program's own manifests.

use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// The quotes of multi-line strings.
const LONG_QUOTES: [&str; 2] = ["\"\"\"", "'''"];

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    let mut reader = Reader::default();
    while !scanner.done() {
        let end = (scanner.line_end(scanner.at) + 1).min(scanner.end());
        reader.begin(scanner.text(scanner.at..end));
        while scanner.at < end {
            let (length, kind) = reader.token(scanner.text(scanner.at..end));
            let to = scanner.at + length.max(1);
            if let Some(kind) = kind {
                scanner.push(scanner.at..to, kind);
            }
            scanner.at = to;
        }
    }
}

/// Where in the grammar the reader is.
#[derive(Default)]
struct Reader {
    /// The quotes of a multi-line string that has not ended.
    open: Option<&'static str>,
    /// The brackets that are open, innermost last.
    nesting: Vec<Bracket>,
    /// The kind of a name that comes next; `None` where a value is expected.
    name: Option<TokenKind>,
}

#[derive(PartialEq, Eq)]
enum Bracket {
    Array,
    Table,
}

impl Reader {
    /// Starts a line: unless something is still open it has a key, or the name of a table.
    fn begin(&mut self, line: &str) {
        if self.open.is_none() && self.nesting.is_empty() {
            let table = line.trim_start().starts_with('[');
            self.name = Some(if table { TokenKind::Keyword } else { TokenKind::Attribute });
        }
    }

    /// The length of the next token, and its kind.
    fn token(&mut self, rest: &str) -> (usize, Option<TokenKind>) {
        if let Some(quotes) = self.open.or_else(|| LONG_QUOTES.into_iter().find(|it| rest.starts_with(it))) {
            return (self.long_string(rest, quotes), Some(TokenKind::String));
        }
        if rest.starts_with('#') {
            return (rest.len(), Some(TokenKind::Comment));
        }
        if rest.starts_with(['"', '\'']) {
            return (quoted(rest), Some(self.name.unwrap_or(TokenKind::String)));
        }
        let word = rest.find(|it: char| !is_bare(it)).unwrap_or(rest.len());
        if word > 0 {
            return (word, Some(self.name.unwrap_or(TokenKind::Number)));
        }
        let sign = rest.chars().next().unwrap_or_default();
        self.punctuation(sign);
        (sign.len_utf8(), None)
    }

    /// Updates the state by a punctuation mark.
    fn punctuation(&mut self, sign: char) {
        match sign {
            '=' => self.name = None,
            '{' => self.nesting.push(Bracket::Table),
            '[' if self.name != Some(TokenKind::Keyword) => self.nesting.push(Bracket::Array),
            '}' | ']' => {
                self.nesting.pop();
            }
            _other => {}
        }
        if matches!(sign, '{' | ',') {
            let named = self.nesting.last() == Some(&Bracket::Table);
            self.name = named.then_some(TokenKind::Attribute);
        }
    }

    /// The length of a multi-line string, up to the line end if it continues.
    fn long_string(&mut self, rest: &str, quotes: &'static str) -> usize {
        let body = if self.open.is_some() { 0 } else { quotes.len() };
        let end = rest.get(body..).and_then(|it| it.find(quotes)).map(|it| body + it + quotes.len());
        self.open = end.is_none().then_some(quotes);
        end.unwrap_or(rest.len())
    }
}

/// The length of a string in quotes, up to the line end if it is not closed.
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
