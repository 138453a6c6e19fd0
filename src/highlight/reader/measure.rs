//! Where the pieces of code end: numbers, strings, characters, comments, brackets.

use crate::highlight::description::{Escape, Quotes};
use crate::highlight::scanner::Scanner;

/// Whether a byte belongs to a word.
pub(in crate::highlight) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Where a number ends that begins at a place: with fractions, exponents, separators, and units.
pub(in crate::highlight) fn number_end(scanner: &Scanner<'_>, start: usize) -> usize {
    let radix = scanner.byte(start) == b'0' && matches!(scanner.byte(start + 1) | 0x20, b'x' | b'b' | b'o');
    let mut at = start;
    loop {
        let byte = scanner.byte(at);
        let next = scanner.byte(at + 1);
        let goes_on = byte.is_ascii_alphanumeric()
            || byte == b'_'
            || (byte == b'.' && next.is_ascii_digit() && (at == start || scanner.byte(at - 1) != b'.'))
            || (byte == b'\'' && next.is_ascii_alphanumeric() && at > start && scanner.byte(at + 2) != b'\'')
            || (matches!(byte, b'+' | b'-')
                && next.is_ascii_digit()
                && at > start
                && (matches!(scanner.byte(at - 1), b'e' | b'E') && !radix
                    || matches!(scanner.byte(at - 1), b'p' | b'P') && radix));
        if !goes_on {
            return at.max(start + 1);
        }
        at += 1;
    }
}

/// Where a comment ends that has others inside; the end if it does not.
pub(super) fn nested_end(scanner: &Scanner<'_>, open: &str, close: &str) -> usize {
    let (mut at, mut depth) = (scanner.at + open.len(), 1);
    while at < scanner.end() {
        if scanner.is_at(at, close) {
            at += close.len();
            depth -= 1;
            if depth == 0 {
                return at;
            }
        } else if scanner.is_at(at, open) {
            at += open.len();
            depth += 1;
        } else {
            at += 1;
        }
    }
    scanner.end()
}

/// Where a string ends, after its quotes; or where it must have ended, but has not.
pub(super) fn string_end(scanner: &Scanner<'_>, body: usize, quotes: &Quotes) -> Result<usize, usize> {
    let mut at = body;
    while at < scanner.end() {
        let byte = scanner.byte(at);
        if byte == b'\n' && !quotes.long {
            return Err(at);
        }
        let escapes = match quotes.escape {
            Escape::Sign(sign) => byte == sign,
            Escape::Doubled | Escape::Never | Escape::Character => false,
        };
        if escapes {
            at += 1 + scanner.width(at + 1);
        } else if scanner.is_at(at, quotes.close) {
            at += quotes.close.len();
            if !(quotes.escape == Escape::Doubled && scanner.is_at(at, quotes.close)) {
                return Ok(at);
            }
            at += quotes.close.len();
        } else {
            at += 1;
        }
    }
    Err(scanner.end())
}

/// The longest escape in a character, in bytes: `\u{10ffff}`, `\N{…}`.
const LONGEST_ESCAPE: usize = 12;

/// Where a character ends, after its closing quote; `None` if it is not one character in quotes.
pub(super) fn character_end(scanner: &Scanner<'_>, body: usize, close: &str) -> Option<usize> {
    let mut at = body;
    match scanner.byte(at) {
        0 | b'\n' | b'\'' => return None,
        b'\\' => {
            at += 1 + scanner.width(at + 1);
            let stop = at + LONGEST_ESCAPE;
            while at < stop
                && (scanner.byte(at).is_ascii_alphanumeric() || matches!(scanner.byte(at), b'{' | b'}'))
            {
                at += 1;
            }
        }
        _other => at += scanner.width(at),
    }
    scanner.is_at(at, close).then(|| at + close.len())
}

/// How far the parameters of a function without a name may go, in bytes.
const LONGEST_PARAMETERS: usize = 200;

/// Where parentheses end that open at a place; that place if they go too far.
pub(super) fn parenthesis_end(scanner: &Scanner<'_>, from: usize) -> usize {
    let mut depth = 0_usize;
    for at in from..scanner.end().min(from + LONGEST_PARAMETERS) {
        match scanner.byte(at) {
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _other => {}
        }
    }
    from
}

/// How far attributes may go, in bytes; where one has no end this is looked through for each that begins.
const LONGEST_ATTRIBUTE: usize = 500;

/// Where the first brackets end that open at a place or after it; strings in them are passed over. The end of the
/// line if they do not end.
pub(super) fn bracket_end(scanner: &Scanner<'_>, from: usize, close: u8) -> usize {
    let (mut at, mut depth, mut quoted) = (from, 0_usize, false);
    while at < scanner.end().min(from + LONGEST_ATTRIBUTE) {
        match scanner.byte(at) {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'[' if !quoted => depth += 1,
            it if it == close && !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _other => {}
        }
        at += 1;
    }
    scanner.line_end(from)
}
