//! Regular expressions.

use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        match scanner.here() {
            b'\\' => scanner.take(escape_end(scanner), TokenKind::Number),
            b'[' => class(scanner),
            b'(' => {
                let mark = if scanner.ahead(1) == b'?' { mark_end(scanner) } else { scanner.at + 1 };
                scanner.take(mark, TokenKind::Keyword);
            }
            b')' | b'|' | b'*' | b'+' | b'?' | b'^' | b'$' => {
                scanner.take(scanner.at + 1, TokenKind::Keyword)
            }
            b'{' => {
                let end = scanner.skip(scanner.at + 1, |it| it.is_ascii_digit() || it == b',');
                let closed = scanner.byte(end) == b'}';
                if closed {
                    scanner.take(end + 1, TokenKind::Keyword);
                } else {
                    scanner.at += 1;
                }
            }
            _other => scanner.step(),
        }
    }
}

/// Where an escape ends, with the name of a property.
fn escape_end(scanner: &Scanner<'_>) -> usize {
    let end = scanner.at + 1 + scanner.width(scanner.at + 1);
    if matches!(scanner.ahead(1), b'p' | b'P' | b'k' | b'x' | b'u') && scanner.byte(end) == b'{' {
        let close = scanner.word_end(end + 1, b"=-");
        return close + usize::from(scanner.byte(close) == b'}');
    }
    end.min(scanner.end())
}

/// Where the mark of a group ends: `(?:`, `(?<name>`, `(?=`.
fn mark_end(scanner: &Scanner<'_>) -> usize {
    let name = scanner.skip(scanner.at + 2, |it| matches!(it, b'<' | b'P' | b'=' | b'!' | b':' | b'>'));
    let end = scanner.word_end(name, b"-");
    if matches!(scanner.byte(end), b'>' | b':') { end + 1 } else { name }
}

/// A class of characters; its escapes are part of it.
fn class(scanner: &mut Scanner<'_>) {
    let mut at = scanner.at + 1;
    loop {
        match scanner.byte(at) {
            0 | b'\n' => break,
            b'\\' => at += 1 + scanner.width(at + 1),
            b']' => {
                at += 1;
                break;
            }
            _other => at += scanner.width(at),
        }
    }
    scanner.take(at.min(scanner.end()), TokenKind::String);
}
