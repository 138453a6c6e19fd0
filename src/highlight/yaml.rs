//! YAML 1.2: keys, strings, blocks of text, anchors and tags.

use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        let start = scanner.at;
        let indent = scanner.skip_blanks(start) - start;
        scanner.at = start + indent;
        if indent == 0 && scanner.here() == b'%' {
            scanner.take(scanner.line_end(scanner.at), TokenKind::Keyword);
        } else {
            if indent == 0 && (scanner.starts("---") || scanner.starts("...")) {
                scanner.at += 3;
            }
            line_and_block(scanner, indent);
        }
        scanner.at += usize::from(scanner.here() == b'\n');
    }
}

/// A line, and the text below it if it ends with the mark of a block.
fn line_and_block(scanner: &mut Scanner<'_>, indent: usize) {
    while scanner.here() == b'-' && matches!(scanner.ahead(1), b' ' | b'\n') {
        scanner.at = scanner.skip_blanks(scanner.at + 1);
    }
    if line(scanner) {
        block(scanner, indent);
    }
}

/// A block of text: lines that are further in than the one above.
fn block(scanner: &mut Scanner<'_>, indent: usize) {
    let start = scanner.at;
    let mut end = start;
    while scanner.byte(end) == b'\n' {
        let text = scanner.skip_blanks(end + 1);
        let blank = matches!(scanner.byte(text), b'\n' | b'\r');
        if !blank && text - end - 1 <= indent {
            break;
        }
        end = scanner.line_end(text);
        if end >= scanner.end() {
            break;
        }
    }
    scanner.take(end, TokenKind::String);
}

/// What is left of a line, or of several if a string or a bracket goes over their ends. Whether a block of text
/// follows.
fn line(scanner: &mut Scanner<'_>) -> bool {
    let mut depth = 0_usize;
    let mut is_block = false;
    let mut value_start = true;
    while !scanner.done() {
        match scanner.here() {
            b'\n' if depth == 0 => break,
            b'#' if matches!(scanner.before(), 0 | b' ' | b'\t' | b'\n') => {
                scanner.take(scanner.line_end(scanner.at), TokenKind::Comment);
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\n' => {
                scanner.at += 1;
                continue;
            }
            b'"' | b'\'' if value_start => quoted(scanner),
            b'&' | b'*' if value_start => scanner.take(name_end(scanner), TokenKind::Type),
            b'!' if value_start => {
                scanner.take(name_end(scanner), TokenKind::Type);
                continue;
            }
            b'|' | b'>' if value_start && depth == 0 => {
                is_block = true;
                scanner.at = scanner.skip(scanner.at + 1, |it| matches!(it, b'+' | b'-' | b'0'..=b'9'));
                continue;
            }
            b'[' | b'{' if value_start => {
                depth += 1;
                scanner.at += 1;
                continue;
            }
            b']' | b'}' if depth > 0 => {
                depth -= 1;
                scanner.at += 1;
                continue;
            }
            b',' if depth > 0 => {
                scanner.at += 1;
                value_start = true;
                continue;
            }
            b':' => {
                scanner.at += 1;
                value_start = true;
                continue;
            }
            _other => plain(scanner, depth > 0),
        }
        value_start = false;
    }
    is_block
}

/// A string, which may go over line ends; a quote without its pair is text. It has none further on either, so this
/// happens once for each kind of quote.
fn quoted(scanner: &mut Scanner<'_>) {
    let quote = scanner.here();
    let mut at = scanner.at + 1;
    while at < scanner.end() {
        match scanner.byte(at) {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && scanner.byte(at + 1) == b'\'' => at += 1,
            it if it == quote => break,
            _other => {}
        }
        at += 1;
    }
    if at >= scanner.end() {
        scanner.at += 1;
        return;
    }
    let end = at + 1;
    let is_key = scanner.byte(end) == b':';
    scanner.take(end, if is_key { TokenKind::Attribute } else { TokenKind::String });
}

/// A scalar without quotes: a key, a number, a constant, or text.
fn plain(scanner: &mut Scanner<'_>, flow: bool) {
    let start = scanner.at;
    let mut at = start;
    loop {
        let byte = scanner.byte(at);
        let blank = |it: u8| matches!(it, 0 | b' ' | b'\n' | b'\r' | b'\t');
        let ends = match byte {
            0 | b'\n' => true,
            b':' => blank(scanner.byte(at + 1)) || flow && matches!(scanner.byte(at + 1), b',' | b'}' | b']'),
            b'#' => at > start && blank(scanner.byte(at - 1)),
            b',' | b']' | b'}' | b'[' | b'{' => flow,
            _other => false,
        };
        if ends {
            break;
        }
        at += 1;
    }
    let end = at.max(start + scanner.width(start));
    let text = scanner.text(start..end).trim_end();
    if scanner.byte(at) == b':' {
        scanner.take(end, TokenKind::Attribute);
    } else if is_constant(text) {
        scanner.take(start + text.len(), TokenKind::Number);
        scanner.at = end;
    } else {
        scanner.at = end;
    }
}

/// Whether a scalar is a number or a constant, and not text.
pub(super) fn is_constant(text: &str) -> bool {
    let known = ["true", "false", "null", "~", "yes", "no", "on", "off"];
    let digits = text.trim_start_matches(['-', '+', '.']);
    let number = digits.starts_with(|it: char| it.is_ascii_digit())
        && digits.bytes().all(|it| {
            it.is_ascii_hexdigit()
                || matches!(it, b'.' | b'_' | b'-' | b'+' | b':' | b'x' | b'o' | b'T' | b'Z')
        });
    number || known.iter().any(|it| text.eq_ignore_ascii_case(it))
}

fn name_end(scanner: &Scanner<'_>) -> usize {
    scanner.skip(scanner.at + 1, |it| !matches!(it, b' ' | b'\n' | b'\r' | b'\t' | b',' | b']' | b'}'))
}
