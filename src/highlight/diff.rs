//! Differences between files.

use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// What begins a line that tells where the change is.
const HEADERS: [&str; 14] = [
    "diff ",
    "index ",
    "--- ",
    "+++ ",
    "@@",
    "*** ",
    "Index: ",
    "====",
    "new file",
    "deleted file",
    "similarity ",
    "rename ",
    "old mode",
    "new mode",
];

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        let end = scanner.line_end(scanner.at);
        let kind = match scanner.here() {
            _ if HEADERS.iter().any(|it| scanner.starts(it)) => Some(TokenKind::Comment),
            b'+' | b'>' => Some(TokenKind::Inserted),
            b'-' | b'<' => Some(TokenKind::Deleted),
            b'\\' => Some(TokenKind::Comment),
            _other => None,
        };
        if let Some(kind) = kind {
            scanner.take(end, kind);
        }
        scanner.at = (end + 1).min(scanner.end());
    }
}
