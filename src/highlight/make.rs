//! Makefiles: targets, variables, directives, and recipes in the language of the shell.

use crate::highlight::scanner::Scanner;
use crate::highlight::shell;
use crate::highlight::token::TokenKind;

const DIRECTIVES: [&str; 16] = [
    "define", "else", "endef", "endif", "export", "if", "ifdef", "ifeq", "ifndef", "ifneq", "include",
    "-include", "sinclude", "override", "undefine", "vpath",
];

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        let recipe = scanner.here() == b'\t';
        let mut end = scanner.line_end(scanner.at);
        while scanner.byte(end) == b'\n' && end > scanner.at && scanner.byte(end - 1) == b'\\' {
            end = scanner.line_end(end + 1);
        }
        scanner.within(end, |it| if recipe { recipe_line(it) } else { line(it) });
        scanner.at = (end + 1).min(scanner.end());
    }
}

/// A command: without the marks before it, and with the functions of Make skipped.
fn recipe_line(scanner: &mut Scanner<'_>) {
    scanner.at = scanner.skip(scanner.at, |it| matches!(it, b'\t' | b' ' | b'@' | b'-' | b'+'));
    if scanner.here() == b'#' {
        scanner.take(scanner.end(), TokenKind::Comment);
    }
    shell::read(scanner);
}

fn line(scanner: &mut Scanner<'_>) {
    scanner.at = scanner.skip_blanks(scanner.at);
    let end = scanner.word_end(scanner.at, b"-");
    let word = scanner.text(scanner.at..end);
    if DIRECTIVES.contains(&word) && matches!(scanner.byte(end), 0 | b' ' | b'\t' | b'(') {
        scanner.take(end, TokenKind::Keyword);
        scanner.at = scanner.skip_blanks(end);
        if !matches!(word, "export" | "override") {
            rest(scanner);
            return;
        }
    }
    let sign = head_end(scanner);
    match scanner.byte(sign) {
        b'=' => {
            let name = scanner.text(scanner.at..sign).trim_end_matches([':', '?', '+', '!', ' ', '\t']);
            scanner.take(scanner.at + name.len(), TokenKind::Attribute);
            scanner.at = sign + 1;
        }
        b':' => {
            scanner.take(sign, TokenKind::Function);
            scanner.at = sign;
        }
        _other => {}
    }
    rest(scanner);
}

/// Where the name before an equals sign or the targets before a colon end; the end if there is neither.
fn head_end(scanner: &Scanner<'_>) -> usize {
    let (mut at, mut depth) = (scanner.at, 0_usize);
    while at < scanner.end() {
        match scanner.byte(at) {
            b'(' | b'{' => depth += 1,
            b')' | b'}' => depth = depth.saturating_sub(1),
            b'#' => return scanner.end(),
            b'=' if depth == 0 => return at,
            b':' if depth == 0 => {
                let sign = scanner.skip(at, |it| it == b':');
                return if scanner.byte(sign) == b'=' { sign } else { at };
            }
            _other => {}
        }
        at += 1;
    }
    scanner.end()
}

/// Values and prerequisites: the functions of Make, and a comment.
fn rest(scanner: &mut Scanner<'_>) {
    while !scanner.done() {
        match scanner.here() {
            b'#' if scanner.before() != b'\\' => scanner.take(scanner.end(), TokenKind::Comment),
            b'$' if matches!(scanner.ahead(1), b'(' | b'{') => {
                scanner.at += 2;
                let end = scanner.word_end(scanner.at, b"-");
                if scanner.byte(end) == b' ' {
                    scanner.take(end, TokenKind::Function);
                }
            }
            _other => scanner.step(),
        }
    }
}
