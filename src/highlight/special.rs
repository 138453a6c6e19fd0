//! The literals that only one language and its relatives have.

use crate::highlight::description::Special;
use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// What begins at a place.
pub(super) enum Literal {
    /// A token up to a place.
    Token(usize, TokenKind),
    /// A name or the like up to a place, which is nothing else.
    Plain(usize),
    /// The opening of a here document, whose text begins on the next line.
    Heredoc(usize, Heredoc),
}

/// A here document: text up to a line that is its tag.
pub(super) struct Heredoc {
    tag: String,
    /// Whether blanks may stand before the tag at the end.
    indented: bool,
}

impl Heredoc {
    /// Reads its text and its last line.
    pub(super) fn read(&self, scanner: &mut Scanner<'_>) {
        let start = scanner.at;
        let mut at = start;
        loop {
            let end = scanner.line_end(at);
            let line = scanner.text(at..end).trim_end_matches('\r');
            let line = if self.indented { line.trim_start() } else { line };
            let closes = line.strip_prefix(self.tag.as_str());
            if closes.is_some_and(|it| it.is_empty() || it.starts_with([';', ',', ')', '.'])) {
                let tag = end - scanner.text(at..end).trim_start().len() + self.tag.len();
                scanner.take(tag, TokenKind::String);
                return;
            }
            if end >= scanner.end() {
                scanner.take(end, TokenKind::String);
                return;
            }
            at = end + 1;
        }
    }
}

/// The literal that begins where a scanner is. `operand` is whether a value was before it.
pub(super) fn literal(scanner: &Scanner<'_>, special: Special, operand: bool) -> Option<Literal> {
    match special {
        Special::None | Special::Python => None,
        Special::C => c(scanner),
        Special::Rust => rust(scanner),
        Special::Lua => lua(scanner),
        Special::Ruby => ruby(scanner, operand),
        Special::Perl => perl(scanner, operand),
        Special::Php => php(scanner),
        Special::Terraform => heredoc(scanner, "<<"),
        Special::Elixir => elixir(scanner, operand),
        Special::Swift if scanner.here() == b'#' && scanner.before() != b'#' => numbered(scanner, 0, b'"'),
        Special::Swift => None,
        Special::CSharp => c_sharp(scanner),
        Special::Matlab => matlab(scanner, operand),
        Special::OCaml => ocaml(scanner),
        Special::Sql => sql(scanner),
        Special::Lisp => lisp(scanner),
        Special::Erlang => erlang(scanner),
        Special::Zig => {
            scanner.starts("\\\\").then(|| Literal::Token(scanner.line_end(scanner.at), TokenKind::String))
        }
        Special::PowerShell => power_shell(scanner),
    }
}

/// `#include`, and the like at the beginning of a line; raw strings as in `R"x(a)x"`.
fn c(scanner: &Scanner<'_>) -> Option<Literal> {
    match scanner.here() {
        b'#' if scanner.begins_line() => {
            let name = scanner.skip_blanks(scanner.at + 1);
            let end = scanner.word_end(name, b"");
            Some(Literal::Token(end, TokenKind::Keyword))
        }
        b'<' => {
            let line = scanner.at.saturating_sub(16);
            let before = scanner.text(line..scanner.at).trim_end();
            let included = before.ends_with("include") || before.ends_with("import");
            if !included || !before.contains('#') {
                return None;
            }
            let end = scanner.find(scanner.at, b">\n");
            (scanner.byte(end) == b'>').then(|| Literal::Token(end + 1, TokenKind::String))
        }
        b'R' | b'L' | b'u' | b'U' if !is_in_word(scanner) => {
            let prefix =
                ["R\"", "LR\"", "uR\"", "UR\"", "u8R\""].into_iter().find(|it| scanner.starts(it))?;
            let tag = scanner.at + prefix.len();
            let body = scanner.find(tag, b"( )\\\n\"");
            let close = format!("){}\"", scanner.text(tag..body));
            if scanner.byte(body) != b'(' || close.len() > 18 {
                return None;
            }
            let end = scanner.find_text(body, &close).map_or(scanner.end(), |it| it + close.len());
            Some(Literal::Token(end, TokenKind::String))
        }
        _other => None,
    }
}

/// Raw strings as in `r#"a"#`; a lifetime.
fn rust(scanner: &Scanner<'_>) -> Option<Literal> {
    match scanner.here() {
        b'r' | b'b' | b'c' if !is_in_word(scanner) => {
            let prefix = ["r", "br", "cr"]
                .into_iter()
                .find(|it| scanner.starts(it) && matches!(scanner.ahead(it.len()), b'#' | b'"'))?;
            numbered(scanner, prefix.len(), b'"')
        }
        b'\'' => {
            let end = scanner.word_end(scanner.at + 1, b"");
            let is_name =
                end > scanner.at + 1 && !scanner.ahead(1).is_ascii_digit() && scanner.byte(end) != b'\'';
            is_name.then_some(Literal::Token(end, TokenKind::Keyword))
        }
        _other => None,
    }
}

/// A string with number signs around its quotes, from so many bytes on.
fn numbered(scanner: &Scanner<'_>, by: usize, quote: u8) -> Option<Literal> {
    let quotes = scanner.skip(scanner.at + by, |it| it == b'#');
    let count = quotes - scanner.at - by;
    if scanner.byte(quotes) != quote || count > 255 || (count == 0 && by == 0) {
        return None;
    }
    let close = format!("\"{}", "#".repeat(count));
    let end = scanner.find_text(quotes + 1, &close).map_or(scanner.end(), |it| it + close.len());
    Some(Literal::Token(end, TokenKind::String))
}

/// Strings in long brackets as in `[==[a]==]`, and comments in them.
fn lua(scanner: &Scanner<'_>) -> Option<Literal> {
    let (open, kind) = match scanner.here() {
        b'[' => (scanner.at, TokenKind::String),
        b'-' if scanner.starts("--[") => (scanner.at + 2, TokenKind::Comment),
        _other => return None,
    };
    let body = scanner.skip(open + 1, |it| it == b'=');
    let level = body - open - 1;
    if scanner.byte(body) != b'[' || level > 255 {
        return None;
    }
    let close = format!("]{}]", "=".repeat(level));
    let end = scanner.find_text(body + 1, &close).map_or(scanner.end(), |it| it + close.len());
    Some(Literal::Token(end, kind))
}

/// `%w[a b]`, `:symbol`, `<<~TEXT`, `=begin`.
fn ruby(scanner: &Scanner<'_>, operand: bool) -> Option<Literal> {
    match scanner.here() {
        b'%' if !operand => {
            let letter = scanner.ahead(1);
            let by = if letter.is_ascii_alphabetic() { 2 } else { 1 };
            let known =
                by == 1 || matches!(letter, b'q' | b'Q' | b'w' | b'W' | b'i' | b'I' | b'r' | b's' | b'x');
            let sign = scanner.ahead(by);
            let is_open =
                matches!(sign, b'(' | b'[' | b'{' | b'<') || by == 2 && matches!(sign, b'|' | b'!' | b'/');
            if !known || !is_open {
                return None;
            }
            delimited(scanner, scanner.at + by).map(|end| Literal::Token(end, TokenKind::String))
        }
        b':' if scanner.ahead(1) == b'"' && scanner.before() != b':' => {
            let end = scanner.find(scanner.at + 2, b"\"\n");
            (scanner.byte(end) == b'"').then_some(Literal::Token(end + 1, TokenKind::Number))
        }
        b':' => symbol(scanner),
        b'<' if !operand || matches!(scanner.before(), b' ' | b'(') => {
            let marked = matches!(scanner.ahead(2), b'~' | b'-' | b'"' | b'\'')
                || scanner.ahead(2).is_ascii_uppercase();
            if marked { heredoc(scanner, "<<") } else { None }
        }
        b'=' if scanner.starts("=begin") && is_line_start(scanner) => Some(until_line(scanner, "\n=end")),
        b'@' | b'$' => Some(Literal::Plain(
            scanner.word_end(scanner.skip(scanner.at, |it| it == b'@' || it == b'$'), b""),
        )),
        _other => None,
    }
}

/// `:name`, after which no colon follows.
fn symbol(scanner: &Scanner<'_>) -> Option<Literal> {
    let first = scanner.ahead(1);
    let before = scanner.before();
    let apart = !(before == b':' || before.is_ascii_alphanumeric() || before == b'_' || before == b')');
    if !apart || !(first.is_ascii_alphabetic() || first == b'_' || first >= 0x80) {
        return None;
    }
    let mut end = scanner.word_end(scanner.at + 1, b"");
    if matches!(scanner.byte(end), b'?' | b'!') {
        end += 1;
    }
    Some(Literal::Token(end, TokenKind::Number))
}

/// The operators of Perl that quote: `q(a)`, `m/a/i`, `s/a/b/g`; here documents; POD.
fn perl(scanner: &Scanner<'_>, operand: bool) -> Option<Literal> {
    match scanner.here() {
        b'q' | b'm' | b's' | b't' | b'y'
            if !is_in_word(scanner)
                && !matches!(scanner.before(), b'$' | b'@' | b'%' | b'&' | b'-' | b'>' | b'{') =>
        {
            let end = scanner.word_end(scanner.at, b"");
            let word = scanner.text(scanner.at..end);
            let parts = match word {
                "q" | "qq" | "qw" | "qr" | "qx" | "m" => 1,
                "s" | "tr" | "y" => 2,
                _other => return None,
            };
            let sign = scanner.byte(end);
            if !sign.is_ascii_punctuation() || matches!(sign, b',' | b';' | b')' | b'=') {
                return None;
            }
            let mut close = delimited(scanner, end)?;
            if parts == 2 {
                let paired = matches!(sign, b'(' | b'[' | b'{' | b'<');
                let second = if paired { scanner.skip_blanks(close) } else { close - 1 };
                close = delimited(scanner, second)?;
            }
            Some(Literal::Token(scanner.skip(close, |it| it.is_ascii_lowercase()), TokenKind::String))
        }
        b'<' if matches!(scanner.ahead(2), b'~' | b'"' | b'\'') || scanner.ahead(2).is_ascii_uppercase() => {
            heredoc(scanner, "<<")
        }
        b'=' if is_line_start(scanner) && scanner.ahead(1).is_ascii_alphabetic() => {
            Some(until_line(scanner, "\n=cut"))
        }
        b'$' | b'@' => Some(Literal::Plain(variable_end(scanner))),
        b'%' if !operand => Some(Literal::Plain(variable_end(scanner))),
        _other => None,
    }
}

/// Where a variable of Perl ends, with the signs that are names: `$!`, `$#list`.
fn variable_end(scanner: &Scanner<'_>) -> usize {
    let name = scanner.skip(scanner.at + 1, |it| it == b'$' || it == b'#');
    let end = scanner.word_end(name, b"");
    let sign = scanner.byte(end);
    if end == name && sign.is_ascii_punctuation() && !matches!(sign, b'{' | b')' | b'(' | b',') {
        return end + 1;
    }
    end
}

/// `<<<TEXT`.
fn php(scanner: &Scanner<'_>) -> Option<Literal> {
    if scanner.starts("<<<") { heredoc(scanner, "<<<") } else { None }
}

/// A here document after a mark: `~` or `-` for one that is indented, quotes, and its tag.
fn heredoc(scanner: &Scanner<'_>, mark: &str) -> Option<Literal> {
    if !scanner.starts(mark) {
        return None;
    }
    let mut at = scanner.at + mark.len();
    let indented = matches!(scanner.byte(at), b'~' | b'-') || mark == "<<<";
    if matches!(scanner.byte(at), b'~' | b'-') {
        at += 1;
    }
    at = if mark == "<<<" { scanner.skip_blanks(at) } else { at };
    let quote = scanner.byte(at);
    let quoted = matches!(quote, b'"' | b'\'' | b'`');
    let name = if quoted { at + 1 } else { at };
    let end = scanner.word_end(name, b"");
    let closed = !quoted || scanner.byte(end) == quote;
    if end == name || !closed || scanner.byte(name).is_ascii_digit() || end > name + 80 {
        return None;
    }
    let tag = scanner.text(name..end).to_owned();
    Some(Literal::Heredoc(end + usize::from(quoted), Heredoc { tag, indented }))
}

/// The here document of a shell, where its mark is.
pub(super) fn shell_heredoc(scanner: &Scanner<'_>) -> Option<(usize, Heredoc)> {
    let dash = scanner.byte(scanner.at + 2) == b'-';
    let at = scanner.skip_blanks(scanner.at + if dash { 3 } else { 2 });
    let quote = scanner.byte(at);
    let name = at + usize::from(matches!(quote, b'"' | b'\'' | b'\\'));
    let end = scanner.word_end(name, b"");
    let digit = scanner.byte(name).is_ascii_digit() || scanner.before().is_ascii_digit();
    if end == name || digit || end > name + 80 {
        return None;
    }
    let close = end + usize::from(matches!(quote, b'"' | b'\'') && scanner.byte(end) == quote);
    Some((close, Heredoc { tag: scanner.text(name..end).to_owned(), indented: dash }))
}

/// `~r/a/`, atoms, `&1`.
fn elixir(scanner: &Scanner<'_>, operand: bool) -> Option<Literal> {
    match scanner.here() {
        b'~' if !operand && scanner.ahead(1).is_ascii_alphabetic() => {
            let end = scanner.word_end(scanner.at + 1, b"");
            if scanner.is_at(end, "\"\"\"") {
                let close = scanner.find_text(end + 3, "\"\"\"").map_or(scanner.end(), |it| it + 3);
                return Some(Literal::Token(close, TokenKind::String));
            }
            let sign = scanner.byte(end);
            if !matches!(sign, b'/' | b'|' | b'"' | b'\'' | b'(' | b'[' | b'{' | b'<') {
                return None;
            }
            let close = delimited(scanner, end)?;
            Some(Literal::Token(scanner.skip(close, |it| it.is_ascii_lowercase()), TokenKind::String))
        }
        b':' => symbol(scanner),
        _other => None,
    }
}

/// Raw strings of three or more quotes; directives.
fn c_sharp(scanner: &Scanner<'_>) -> Option<Literal> {
    match scanner.here() {
        b'"' if scanner.starts("\"\"\"") => {
            let body = scanner.skip(scanner.at, |it| it == b'"');
            let quotes = scanner.text(scanner.at..body);
            let end = scanner.find_text(body, quotes).map_or(scanner.end(), |it| it + quotes.len());
            Some(Literal::Token(end, TokenKind::String))
        }
        b'#' if scanner.begins_line() => {
            Some(Literal::Token(scanner.word_end(scanner.at + 1, b""), TokenKind::Keyword))
        }
        _other => None,
    }
}

/// A quote after a value transposes it.
fn matlab(scanner: &Scanner<'_>, operand: bool) -> Option<Literal> {
    let transposes = scanner.here() == b'\'' && operand && !matches!(scanner.before(), b' ' | b'\t');
    transposes.then(|| Literal::Plain(scanner.at + 1))
}

/// `{|a|}`, `{tag|a|tag}`; type variables.
fn ocaml(scanner: &Scanner<'_>) -> Option<Literal> {
    match scanner.here() {
        b'{' => {
            let bar = scanner.skip(scanner.at + 1, |it| it.is_ascii_lowercase() || it == b'_');
            let tag = scanner.text(scanner.at + 1..bar);
            if scanner.byte(bar) != b'|' || tag.len() > 80 {
                return None;
            }
            let close = format!("|{tag}}}");
            let end = scanner.find_text(bar + 1, &close).map_or(scanner.end(), |it| it + close.len());
            Some(Literal::Token(end, TokenKind::String))
        }
        b'\'' if scanner.ahead(2) != b'\'' && scanner.ahead(1) != b'\\' => {
            Some(Literal::Plain(scanner.word_end(scanner.at + 1, b"")))
        }
        _other => None,
    }
}

/// `$tag$a$tag$`, as in PostgreSQL.
fn sql(scanner: &Scanner<'_>) -> Option<Literal> {
    if scanner.here() != b'$' {
        return None;
    }
    let tag = scanner.word_end(scanner.at + 1, b"");
    if scanner.byte(tag) != b'$' || scanner.ahead(1).is_ascii_digit() || tag > scanner.at + 80 {
        return None;
    }
    let quotes = scanner.text(scanner.at..tag + 1);
    let end = scanner.find_text(tag + 1, quotes).map_or(scanner.end(), |it| it + quotes.len());
    Some(Literal::Token(end, TokenKind::String))
}

/// `:keyword`, `#\a`, `#t`.
fn lisp(scanner: &Scanner<'_>) -> Option<Literal> {
    match scanner.here() {
        b':' if matches!(scanner.before(), 0 | b' ' | b'\n' | b'\t' | b'(' | b'[' | b'{' | b'\'') => {
            let end = scanner.word_end(scanner.skip(scanner.at, |it| it == b':'), b"-+*/<>=!?.&$%");
            (end > scanner.at + 1).then_some(Literal::Token(end, TokenKind::Number))
        }
        b'#' if scanner.ahead(1) == b'\\' => {
            let name = scanner.at + 2 + scanner.width(scanner.at + 2);
            Some(Literal::Token(scanner.word_end(name, b"").min(scanner.end()), TokenKind::String))
        }
        b'#' if matches!(scanner.ahead(1), b't' | b'f') => {
            Some(Literal::Token(scanner.word_end(scanner.at + 1, b""), TokenKind::Number))
        }
        b'\\' => Some(Literal::Token(scanner.at + 1 + scanner.width(scanner.at + 1), TokenKind::String)),
        _other => None,
    }
}

/// `$a`, a character; `?name`, a macro; `-module` at the beginning of a line.
fn erlang(scanner: &Scanner<'_>) -> Option<Literal> {
    match scanner.here() {
        b'$' if scanner.ahead(1) > b' ' => {
            let escape = usize::from(scanner.ahead(1) == b'\\');
            let at = scanner.at + 1 + escape;
            Some(Literal::Token(at + scanner.width(at), TokenKind::String))
        }
        b'?' => Some(Literal::Token(scanner.word_end(scanner.at + 1, b""), TokenKind::Number)),
        b'-' if is_line_start(scanner) && scanner.ahead(1).is_ascii_lowercase() => {
            Some(Literal::Token(scanner.word_end(scanner.at + 1, b""), TokenKind::Attribute))
        }
        _other => None,
    }
}

/// `@"` and `@'` up to a line that begins with the same; variables; operators with a dash; command names.
fn power_shell(scanner: &Scanner<'_>) -> Option<Literal> {
    match scanner.here() {
        b'@' if matches!(scanner.ahead(1), b'"' | b'\'') => {
            let close = if scanner.ahead(1) == b'"' { "\n\"@" } else { "\n'@" };
            let end = scanner.find_text(scanner.at, close).map_or(scanner.end(), |it| it + close.len());
            Some(Literal::Token(end, TokenKind::String))
        }
        b'$' => Some(Literal::Plain(scanner.word_end(scanner.at + 1, b":"))),
        b'-' if scanner.ahead(1).is_ascii_alphabetic() => {
            Some(Literal::Plain(scanner.word_end(scanner.at + 1, b"")))
        }
        it if it.is_ascii_uppercase() && !is_in_word(scanner) => {
            // `Get-Item`: a verb, a dash, and a noun.
            let dash = scanner.word_end(scanner.at, b"");
            let end = scanner.word_end(dash, b"-");
            let is_name = scanner.byte(dash) == b'-' && scanner.byte(dash + 1).is_ascii_uppercase();
            is_name.then_some(Literal::Token(end, TokenKind::Function))
        }
        _other => None,
    }
}

/// How far a literal between signs of the author's choice may go, in bytes.
const LONGEST: usize = 1024;

/// Where a literal ends whose opening sign is at a place: at the sign that pairs with it, or the same sign. `None`
/// if it does not end, which is then found out again for each that begins there: the bound keeps that linear.
fn delimited(scanner: &Scanner<'_>, open: usize) -> Option<usize> {
    let first = scanner.byte(open);
    let close = match first {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        same => same,
    };
    let (mut at, mut depth) = (open + 1, 0_usize);
    let line = close == b'/' || close == first;
    while at < scanner.end().min(open + LONGEST) {
        match scanner.byte(at) {
            b'\\' => at += 1,
            b'\n' if line => return None,
            it if it == close && depth == 0 => return Some(at + 1),
            it if it == close => depth -= 1,
            it if it == first => depth += 1,
            _other => {}
        }
        at += 1;
    }
    None
}

fn is_in_word(scanner: &Scanner<'_>) -> bool {
    let before = scanner.before();
    before.is_ascii_alphanumeric() || before == b'_' || before >= 0x80
}

fn is_line_start(scanner: &Scanner<'_>) -> bool {
    matches!(scanner.before(), 0 | b'\n')
}

/// A comment up to the line that begins with a text.
fn until_line(scanner: &Scanner<'_>, close: &str) -> Literal {
    let end = scanner.find_text(scanner.at, close).map_or(scanner.end(), |it| scanner.line_end(it + 1));
    Literal::Token(end, TokenKind::Comment)
}
