//! TeX and LaTeX, and the entries of BibTeX.

use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;
use crate::highlight::words::Words;

/// Commands that make the structure of a document.
static STRUCTURE: Words<(), 128> = Words::new(&[(
    (),
    "begin end documentclass usepackage input include newcommand renewcommand newenvironment part chapter section \
     subsection subsubsection paragraph subparagraph def let title author date label ref cite item caption footnote \
     RequirePackage ProvidesPackage NeedsTeXFormat LoadClass bibliography",
)]);

/// Environments whose text is not TeX.
const VERBATIM: [&str; 5] = ["verbatim", "verbatim*", "lstlisting", "minted", "Verbatim"];

/// Reads all that is left in a scanner as TeX.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        scanner.at = scanner.find(scanner.at, b"\\%$&");
        match scanner.here() {
            b'%' => scanner.take(scanner.line_end(scanner.at), TokenKind::Comment),
            b'\\' => command(scanner),
            _other => scanner.at += 1,
        }
    }
    scanner.at = scanner.end();
}

fn command(scanner: &mut Scanner<'_>) {
    let end = scanner.skip(scanner.at + 1, |it| it.is_ascii_alphabetic() || it == b'@');
    if end == scanner.at + 1 {
        scanner.at = (end + scanner.width(end)).min(scanner.end());
        return;
    }
    let name = scanner.text(scanner.at + 1..end);
    let structural = STRUCTURE.get(name, false).is_some();
    scanner.take(end, if structural { TokenKind::Keyword } else { TokenKind::Function });
    if matches!(name, "begin" | "end") && scanner.here() == b'{' {
        let close = scanner.find(scanner.at, b"}\n");
        let environment = scanner.text(scanner.at + 1..close);
        scanner.at += 1;
        scanner.take(close, TokenKind::Type);
        if name == "begin" && VERBATIM.contains(&environment) {
            let stop = scanner.find_text(close, &format!("\\end{{{environment}}}"));
            let stop = stop.unwrap_or(scanner.end());
            scanner.at = scanner.line_end(close).min(stop);
            scanner.take(stop, TokenKind::String);
        }
    }
}

/// Reads all that is left in a scanner as BibTeX.
pub(super) fn read_entries(scanner: &mut Scanner<'_>) {
    let mut depth = 0_usize;
    while !scanner.done() {
        match scanner.here() {
            b'%' if depth == 0 => scanner.take(scanner.line_end(scanner.at), TokenKind::Comment),
            b'@' if depth == 0 => {
                scanner.take(scanner.word_end(scanner.at + 1, b""), TokenKind::Keyword);
                if matches!(scanner.here(), b'{' | b'(') {
                    scanner.at += 1;
                    depth = 1;
                    let key = scanner.find(scanner.at, b",=\n}\"");
                    if scanner.byte(key) == b',' {
                        scanner.take(key, TokenKind::Type);
                    }
                }
            }
            b'}' | b')' if depth > 0 => {
                depth -= 1;
                scanner.at += 1;
            }
            b'{' if depth > 0 => value(scanner, b'}'),
            b'"' if depth > 0 => value(scanner, b'"'),
            _other if depth == 0 => scanner.at = scanner.find(scanner.at, b"@%"),
            _other => field(scanner),
        }
    }
}

/// A value in braces or quotes.
fn value(scanner: &mut Scanner<'_>, close: u8) {
    let (mut at, mut depth) = (scanner.at + 1, 0_usize);
    while at < scanner.end() {
        match scanner.byte(at) {
            b'\\' => at += 1,
            it if it == close && depth == 0 => break,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _other => {}
        }
        at += 1;
    }
    scanner.take((at + 1).min(scanner.end()), TokenKind::String);
}

/// The name of a field, a number, or a sign.
fn field(scanner: &mut Scanner<'_>) {
    let end = scanner.word_end(scanner.at, b"-");
    if end == scanner.at {
        scanner.step();
    } else if scanner.byte(scanner.skip_blanks(end)) == b'=' {
        scanner.take(end, TokenKind::Attribute);
    } else if scanner.here().is_ascii_digit() {
        scanner.take(end, TokenKind::Number);
    } else {
        scanner.at = end;
    }
}
