//! Lines of names and values: INI and its relatives, properties of Java, environment files.

use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;
use crate::highlight::yaml::is_constant;

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    let mut goes_on = false;
    while !scanner.done() {
        let end = scanner.line_end(scanner.at);
        let text = scanner.text(scanner.at..end).trim_end();
        let continued = text.ends_with('\\');
        scanner.within(end, |it| line(it, goes_on));
        scanner.at = (end + 1).min(scanner.end());
        goes_on = continued;
    }
}

fn line(scanner: &mut Scanner<'_>, goes_on: bool) {
    scanner.at = scanner.skip_blanks(scanner.at);
    match scanner.here() {
        _ if goes_on => {}
        b'#' | b';' | b'!' => scanner.take(scanner.end(), TokenKind::Comment),
        b'[' => scanner.take(scanner.find(scanner.at, b"]") + 1, TokenKind::Keyword),
        _other => entry(scanner),
    }
}

fn entry(scanner: &mut Scanner<'_>) {
    let sign = scanner.find(scanner.at, b"=:");
    if sign >= scanner.end() {
        return;
    }
    scanner.take(sign, TokenKind::Attribute);
    scanner.at = scanner.skip_blanks(sign + 1);
    let value = scanner.rest().trim_end();
    let comment = [" ;", " #"].iter().filter_map(|it| scanner.find_text(scanner.at, it)).min();
    let end = comment.map_or(scanner.at + value.len(), |it| it.max(scanner.at));
    let value = scanner.text(scanner.at..end).trim_end();
    let quoted = |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    if quoted('"') || quoted('\'') {
        scanner.take(end, TokenKind::String);
    } else if is_constant(value) {
        scanner.take(end, TokenKind::Number);
    }
    if comment.is_some() {
        scanner.at = end;
        scanner.take(scanner.end(), TokenKind::Comment);
    }
}
