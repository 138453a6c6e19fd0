//! Style sheets: CSS, and SCSS, Sass and Less, which nest.

use crate::highlight::reader::{is_word, number_end};
use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// Which language of style sheets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Css,
    /// SCSS and Less: comments to the line end, variables.
    Scss,
    /// Sass: a statement is a line.
    Sass,
}

/// What a statement is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Selector,
    /// Before the colon of a declaration.
    Property,
    Value,
    /// After the name of an at-rule.
    Rule,
}

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>, dialect: Dialect) {
    let mut part = None;
    while !scanner.done() {
        let byte = scanner.here();
        if byte.is_ascii_whitespace() {
            if byte == b'\n' && dialect == Dialect::Sass {
                part = None;
            }
            scanner.at += 1;
        } else if matches!(byte, b'#' | b'@') && scanner.ahead(1) == b'{' {
            // `#{$name}` is a part of a name.
            scanner.at = (scanner.find(scanner.at, b"}\n") + 1).min(scanner.end());
        } else if comment(scanner, dialect) || string(scanner, byte) {
            continue;
        } else if matches!(byte, b'{' | b'}' | b';') {
            part = part.filter(|_| dialect == Dialect::Sass);
            scanner.at += 1;
        } else {
            let current = part.unwrap_or_else(|| statement(scanner, byte, dialect));
            part = Some(piece(scanner, byte, current));
        }
    }
}

fn comment(scanner: &mut Scanner<'_>, dialect: Dialect) -> bool {
    let end = if scanner.starts("/*") {
        scanner.find_text(scanner.at + 2, "*/").map_or(scanner.end(), |it| it + 2)
    } else if dialect != Dialect::Css && scanner.starts("//") && scanner.before() != b':' {
        scanner.line_end(scanner.at)
    } else {
        return false;
    };
    scanner.take(end, TokenKind::Comment);
    true
}

fn string(scanner: &mut Scanner<'_>, quote: u8) -> bool {
    if quote != b'"' && quote != b'\'' {
        return false;
    }
    let mut at = scanner.at + 1;
    loop {
        match scanner.byte(at) {
            b'\\' => at += 1 + scanner.width(at + 1),
            0 | b'\n' => break,
            it if it == quote => {
                at += 1;
                break;
            }
            _other => at += 1,
        }
    }
    scanner.take(at, TokenKind::String);
    true
}

/// What the statement is that begins here: by what comes first, a brace or a semicolon. What is looked at is then
/// read as one statement, so that each byte is looked at once.
fn statement(scanner: &Scanner<'_>, byte: u8, dialect: Dialect) -> Part {
    if byte == b'@' && !dialect_variable(scanner) {
        return Part::Rule;
    }
    let stops: &[u8] = if dialect == Dialect::Sass { b"\n" } else { b";{}" };
    let mut end = scanner.find(scanner.at, stops);
    while scanner.byte(end) == b'{' && end > scanner.at && matches!(scanner.byte(end - 1), b'#' | b'@') {
        end = scanner.find(scanner.find(end, b"}\n") + 1, stops);
    }
    let colon = scanner.find(scanner.at, b":;{}\n");
    let has_colon = scanner.byte(colon) == b':' && colon < end;
    let nested = dialect == Dialect::Sass && !matches!(scanner.byte(colon + 1), b' ');
    match scanner.byte(end) {
        b'{' => Part::Selector,
        _other if has_colon && !nested => Part::Property,
        _other if dialect == Dialect::Css && matches!(byte, b'.' | b'#' | b'[' | b'*') => Part::Selector,
        _other if matches!(byte, b'.' | b'#' | b'&' | b'>' | b'+' | b'~' | b'*' | b'[') => Part::Selector,
        _other if dialect == Dialect::Sass => Part::Selector,
        _other => Part::Value,
    }
}

/// Whether an at sign begins a variable of Less, as in `@width: 1px`.
fn dialect_variable(scanner: &Scanner<'_>) -> bool {
    let end = scanner.word_end(scanner.at + 1, b"-");
    scanner.byte(scanner.skip_blanks(end)) == b':' && scanner.byte(end) != b' '
}

/// One piece of a statement: a name, a number, a sign. What the next is part of.
fn piece(scanner: &mut Scanner<'_>, byte: u8, part: Part) -> Part {
    let end = scanner.word_end(scanner.at, b"-");
    let next = scanner.byte(end);
    match byte {
        b'@' => {
            let end = scanner.word_end(scanner.at + 1, b"-");
            let variable = part != Part::Rule;
            scanner.take(end, if variable { TokenKind::Attribute } else { TokenKind::Keyword });
        }
        b'$' => scanner.take(scanner.word_end(scanner.at + 1, b"-"), TokenKind::Attribute),
        b':' if part == Part::Property => {
            scanner.at += 1;
            return Part::Value;
        }
        b'.' | b'#' | b'%' if part == Part::Selector && is_name(scanner.ahead(1)) => {
            scanner.take(scanner.word_end(scanner.at + 1, b"-"), TokenKind::Attribute);
        }
        b':' if part == Part::Selector => {
            let name = scanner.skip(scanner.at, |it| it == b':');
            scanner.take(scanner.word_end(name, b"-"), TokenKind::Function);
        }
        b'[' if part == Part::Selector => {
            scanner.at += 1;
            scanner.take(scanner.word_end(scanner.at, b"-"), TokenKind::Attribute);
        }
        b'#' if scanner.ahead(1).is_ascii_hexdigit() => {
            scanner.take(scanner.word_end(scanner.at + 1, b""), TokenKind::Number);
        }
        b'!' => scanner.take(scanner.word_end(scanner.at + 1, b"-"), TokenKind::Keyword),
        b'.' | b'0'..=b'9' | b'+' | b'-'
            if is_number(scanner) && (part != Part::Selector || byte.is_ascii_digit()) =>
        {
            number(scanner)
        }
        _other if end == scanner.at => scanner.step(),
        _other if part == Part::Property => scanner.take(end, TokenKind::Attribute),
        _other if part == Part::Selector => {
            if scanner.byte(end) == b'(' {
                scanner.at = end;
            } else {
                scanner.take(end, TokenKind::Keyword);
            }
        }
        _other if next == b'(' => function(scanner, end),
        _other if byte == b'-' && scanner.ahead(1) == b'-' => scanner.take(end, TokenKind::Attribute),
        _other => word(scanner, end, part),
    }
    part
}

/// A function; an address without quotes is a string.
fn function(scanner: &mut Scanner<'_>, end: usize) {
    let is_address = scanner.text(scanner.at..end).eq_ignore_ascii_case("url");
    scanner.take(end, TokenKind::Function);
    if is_address && !matches!(scanner.ahead(1), b'"' | b'\'') {
        scanner.at += 1;
        scanner.take(scanner.find(scanner.at, b")\n"), TokenKind::String);
    }
}

/// A word in a value or after an at-rule.
fn word(scanner: &mut Scanner<'_>, end: usize, part: Part) {
    let text = scanner.text(scanner.at..end);
    match (part, text) {
        (Part::Rule, "and" | "or" | "not" | "only" | "from" | "to" | "in" | "through" | "if") => {
            scanner.take(end, TokenKind::Keyword);
        }
        (Part::Rule, _) if scanner.byte(scanner.skip_blanks(end)) == b':' => {
            scanner.take(end, TokenKind::Attribute)
        }
        // What is a word in a value is one of the constants of its property.
        (Part::Value, _) => scanner.take(end, TokenKind::Number),
        _other => scanner.at = end,
    }
}

/// A number with its unit.
fn number(scanner: &mut Scanner<'_>) {
    let sign = usize::from(matches!(scanner.here(), b'+' | b'-'));
    let mut end = number_end(scanner, scanner.at + sign);
    if scanner.byte(end) == b'%' {
        end += 1;
    }
    scanner.take(end, TokenKind::Number);
}

fn is_number(scanner: &Scanner<'_>) -> bool {
    let signed = matches!(scanner.here(), b'+' | b'-');
    let first = scanner.ahead(usize::from(signed));
    let apart = !signed || !is_word(scanner.before());
    apart
        && (first.is_ascii_digit()
            || first == b'.' && scanner.ahead(1 + usize::from(signed)).is_ascii_digit())
}

fn is_name(byte: u8) -> bool {
    is_word(byte) || byte == b'-'
}
