//! HTML and XML: tags, their attributes, and the scripts and styles inside; templates with code of another language.

use crate::highlight::css;
use crate::highlight::description::Code;
use crate::highlight::languages::web::JAVASCRIPT;
use crate::highlight::reader;
use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// What a kind of markup has besides tags.
#[derive(Clone, Copy)]
pub(super) struct Markup {
    /// Whether `script` and `style` hold code.
    pub(super) scripts: bool,
    /// What is around the code of a template, and its language.
    pub(super) template: Option<(&'static str, &'static str, &'static Code)>,
}

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>, markup: Markup) {
    while !scanner.done() {
        scanner.at = scanner.find(scanner.at, b"<&{");
        if !template(scanner, markup) && !comment(scanner) && !tag(scanner, markup) {
            match scanner.here() {
                b'&' => entity(scanner),
                _other => scanner.at += 1,
            }
        }
    }
    scanner.at = scanner.end();
}

/// Code between the marks of a template.
fn template(scanner: &mut Scanner<'_>, markup: Markup) -> bool {
    let Some((open, close, code)) = markup.template.filter(|it| scanner.starts(it.0)) else { return false };
    let name = scanner.at + open.len();
    // `<?php` and `<%=` are marks as a whole.
    let start = scanner.skip(name, |it| matches!(it, b'=' | b'-' | b'!' | b'@' | b'#'));
    let start = if open == "<?" { scanner.word_end(start, b"") } else { start };
    scanner.take(start, TokenKind::Keyword);
    let end = scanner.find_text(start, close);
    scanner.within(end.unwrap_or(scanner.end()), |it| reader::read(it, code));
    if end.is_some() {
        scanner.take(scanner.at + close.len(), TokenKind::Keyword);
    }
    true
}

fn comment(scanner: &mut Scanner<'_>) -> bool {
    let (close, kind) = if scanner.starts("<!--") {
        ("-->", TokenKind::Comment)
    } else if scanner.starts("<![CDATA[") {
        ("]]>", TokenKind::String)
    } else {
        return false;
    };
    let end = scanner.find_text(scanner.at + 4, close).map_or(scanner.end(), |it| it + close.len());
    scanner.take(end, kind);
    true
}

/// A tag with its attributes, a declaration, or a processing instruction; then the code that it holds.
fn tag(scanner: &mut Scanner<'_>, markup: Markup) -> bool {
    if scanner.here() != b'<' {
        return false;
    }
    let mark = 1 + usize::from(matches!(scanner.ahead(1), b'/' | b'!' | b'?'));
    let name = scanner.at + mark;
    let end = scanner.word_end(name, b"-:.");
    if end == name || scanner.byte(name).is_ascii_digit() {
        return false;
    }
    let holds = scanner.text(name..end);
    scanner.at = name;
    scanner.take(end, TokenKind::Keyword);
    let closed = attributes(scanner, markup);
    if mark == 1 && closed && markup.scripts {
        contents(scanner, holds);
    }
    true
}

/// The attributes of a tag, and its end. Whether it is a tag that opens an element.
fn attributes(scanner: &mut Scanner<'_>, markup: Markup) -> bool {
    let mut value = false;
    while !scanner.done() {
        let byte = scanner.here();
        match byte {
            b'>' => {
                let empty = scanner.before() == b'/';
                scanner.at += 1;
                return !empty;
            }
            b'<' => {
                if !template(scanner, markup) {
                    return false;
                }
            }
            b'"' | b'\'' => {
                let close = scanner.find(scanner.at + 1, if byte == b'"' { b"\"" } else { b"'" });
                scanner.take((close + 1).min(scanner.end()), TokenKind::String);
                value = false;
            }
            b'{' => {
                scanner.at = scanner.find(scanner.at, b"}\n>");
                value = false;
            }
            b'=' => {
                value = true;
                scanner.at += 1;
            }
            b' ' | b'\t' | b'\n' | b'\r' => scanner.at += 1,
            _other => {
                let end = scanner.skip(scanner.at, |it| {
                    !matches!(
                        it,
                        b' ' | b'\t' | b'\n' | b'\r' | b'=' | b'>' | b'<' | b'"' | b'\'' | b'/' | b'?'
                    )
                });
                let end = if value { scanner.skip(end, |it| it == b'/').max(end) } else { end };
                if end == scanner.at {
                    scanner.at += 1;
                } else {
                    scanner.take(end, if value { TokenKind::String } else { TokenKind::Attribute });
                    value = false;
                }
            }
        }
    }
    false
}

/// What an element holds that is not markup.
fn contents(scanner: &mut Scanner<'_>, name: &str) {
    let close = match name {
        "script" | "SCRIPT" => "</",
        "style" | "STYLE" => "</",
        _other => return,
    };
    let mut from = scanner.at;
    let end = loop {
        match scanner.find_text(from, close) {
            None => break scanner.end(),
            Some(at) if scanner.text(at + 2..at + 2 + name.len()).eq_ignore_ascii_case(name) => break at,
            Some(at) => from = at + 2,
        }
    };
    let script = name.eq_ignore_ascii_case("script");
    scanner.within(end, |it| {
        if script { reader::read(it, &JAVASCRIPT) } else { css::read(it, css::Dialect::Css) }
    });
}

/// A character by its name or number.
fn entity(scanner: &mut Scanner<'_>) {
    let end = scanner.word_end(scanner.at + 1, b"#");
    if scanner.byte(end) == b';' && end > scanner.at + 1 {
        scanner.take(end + 1, TokenKind::Number);
    } else {
        scanner.at += 1;
    }
}
