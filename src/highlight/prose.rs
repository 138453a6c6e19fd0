//! Languages of marked text: Markdown, reStructuredText, Textile, AsciiDoc.

use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// Reads a part of a scanner in a language by its name.
pub(super) type ReadNamed = fn(&mut Scanner<'_>, &str);

/// Reads all that is left in a scanner as Markdown. The code of its fences is read by `read_named`.
pub(super) fn read_markdown(scanner: &mut Scanner<'_>, read_named: ReadNamed) {
    if scanner.starts("---\n")
        && let Some(end) = scanner.find_text(4, "\n---\n")
    {
        scanner.at += 4;
        scanner.within(end, |it| read_named(it, "yaml"));
    }
    while !scanner.done() {
        let end = scanner.line_end(scanner.at);
        let mark = scanner.skip_blanks(scanner.at);
        if scanner.is_at(mark, "```") || scanner.is_at(mark, "~~~") {
            fence(scanner, mark, read_named);
        } else if scanner.byte(mark) == b'#' && heading(scanner, mark) {
            scanner.take(end, TokenKind::Keyword);
        } else if scanner.is_at(mark, "<!--") {
            let close = scanner.find_text(mark, "-->").map_or(scanner.end(), |it| it + 3);
            scanner.take(close, TokenKind::Comment);
        } else {
            scanner.within(end, markdown_line);
        }
        scanner.at = (scanner.at + usize::from(scanner.here() == b'\n')).min(scanner.end());
    }
}

fn heading(scanner: &Scanner<'_>, mark: usize) -> bool {
    let text = scanner.skip(mark, |it| it == b'#');
    text <= mark + 6 && matches!(scanner.byte(text), 0 | b' ' | b'\n')
}

/// A block of code, in the language that it names.
fn fence(scanner: &mut Scanner<'_>, mark: usize, read_named: ReadNamed) {
    let sign = scanner.byte(mark);
    let body = scanner.line_end(mark);
    let count = scanner.skip(mark, |it| it == sign) - mark;
    let language = scanner.text(mark + count..body).trim();
    let language = language.split([' ', ',', '}']).next().unwrap_or_default().trim_start_matches(['{', '.']);
    scanner.take(body, TokenKind::String);
    let mut close = body;
    loop {
        if close >= scanner.end() {
            break;
        }
        let start = scanner.skip_blanks(close + 1);
        let signs = scanner.skip(start, |it| it == sign) - start;
        if signs >= count {
            break;
        }
        close = scanner.line_end(start);
    }
    scanner.within(close, |it| read_named(it, language));
    if !scanner.done() {
        scanner.at += 1;
        scanner.take(scanner.line_end(scanner.at), TokenKind::String);
    }
}

/// Code, links and comments in a line of Markdown.
fn markdown_line(scanner: &mut Scanner<'_>) {
    let mut no_code = 0;
    while !scanner.done() {
        scanner.at = scanner.find(scanner.at, b"`]\\<");
        match scanner.here() {
            b'`' => code(scanner, &mut no_code),
            b']' if matches!(scanner.ahead(1), b'(' | b':') => link(scanner),
            b'<' if scanner.starts("<http") || scanner.starts("<mailto:") => {
                scanner.take((scanner.find(scanner.at, b"> ") + 1).min(scanner.end()), TokenKind::String);
            }
            b'\\' => scanner.at += 1 + scanner.width(scanner.at + 1),
            _other => scanner.at += 1,
        }
    }
}

/// Code between backticks; one without its pair is plain, as are all that follow it in the line.
fn code(scanner: &mut Scanner<'_>, no_code: &mut usize) {
    let body = scanner.skip(scanner.at, |it| it == b'`');
    let marks = scanner.text(scanner.at..body);
    let end = if scanner.at < *no_code { None } else { scanner.find_text(body, marks) };
    match end {
        Some(end) => scanner.take(end + marks.len(), TokenKind::String),
        None => {
            *no_code = scanner.end();
            scanner.at = body;
        }
    }
}

/// The target of a link.
fn link(scanner: &mut Scanner<'_>) {
    let inline = scanner.ahead(1) == b'(';
    scanner.at += 2;
    let end = scanner.find(scanner.at, if inline { b")" } else { b"\n" });
    scanner.take(end, TokenKind::String);
}

/// Reads all that is left in a scanner as reStructuredText.
pub(super) fn read_restructured(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        let end = scanner.line_end(scanner.at);
        let mark = scanner.skip_blanks(scanner.at);
        if mark == scanner.at && !scanner.text(mark..end).trim().is_empty() && is_underline(scanner, end) {
            let below = scanner.line_end(end + 1);
            scanner.take(below, TokenKind::Keyword);
        } else if scanner.is_at(mark, ".. ") {
            scanner.within(end, |it| directive(it, mark));
        } else {
            scanner.within(end, restructured_line);
        }
        scanner.at = (scanner.at + usize::from(scanner.here() == b'\n')).min(scanner.end());
    }
}

/// Whether the line below a line end is one sign again and again.
fn is_underline(scanner: &Scanner<'_>, end: usize) -> bool {
    let sign = scanner.byte(end + 1);
    let last = scanner.skip(end + 1, |it| it == sign);
    sign.is_ascii_punctuation() && last > end + 3 && matches!(scanner.byte(last), 0 | b'\n' | b'\r')
}

/// `.. name:: argument`, or a comment.
fn directive(scanner: &mut Scanner<'_>, mark: usize) {
    match scanner.find_text(mark, "::") {
        Some(name) => {
            scanner.at = mark + 3;
            scanner.take(name + 2, TokenKind::Keyword);
            restructured_line(scanner);
        }
        None if matches!(scanner.byte(mark + 3), b'_' | b'[' | b'|') => {}
        None => scanner.take(scanner.end(), TokenKind::Comment),
    }
}

/// Code, roles and fields in a line of reStructuredText.
fn restructured_line(scanner: &mut Scanner<'_>) {
    let mut no_code = 0;
    let first = scanner.skip_blanks(scanner.at);
    if scanner.byte(first) == b':' {
        let close = scanner.find(first + 1, b":");
        if scanner.byte(close) == b':' && scanner.byte(close + 1) != b'`' {
            scanner.take(close + 1, TokenKind::Attribute);
        }
    }
    while !scanner.done() {
        scanner.at = scanner.find(scanner.at, b"`\\");
        match scanner.here() {
            b'`' => code(scanner, &mut no_code),
            _other => scanner.at += 1 + scanner.width(scanner.at + 1),
        }
    }
}

/// Reads all that is left in a scanner as Textile or AsciiDoc: headings and code.
pub(super) fn read_plain_marks(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        let end = scanner.line_end(scanner.at);
        let level = scanner.ahead(1).is_ascii_digit() && scanner.here() == b'h' && scanner.ahead(2) == b'.';
        let signs = scanner.skip(scanner.at, |it| it == b'=');
        if level || signs > scanner.at && signs <= scanner.at + 6 && scanner.byte(signs) == b' ' {
            scanner.take(end, TokenKind::Keyword);
        } else if scanner.starts("//") || scanner.starts("###. ") {
            scanner.take(end, TokenKind::Comment);
        } else {
            scanner.within(end, |it| {
                let mut no_code = 0;
                while !it.done() {
                    it.at = it.find(it.at, b"`");
                    if !it.done() {
                        code(it, &mut no_code);
                    }
                }
            });
        }
        scanner.at = (end + 1).min(scanner.end());
    }
}
