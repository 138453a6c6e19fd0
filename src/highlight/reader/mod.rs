//! Reads a programming language by its description.
//!
//! In reading order:
//!
//! - [`state`]: where in the code the reader is
//! - [`measure`]: where a number, a string, a comment ends
//! - [`string`]: strings, and the code inside them
//! - [`name`]: words, and what they are by what is around them
//! - [`element`]: the elements of JSX

mod state;
mod measure;
mod string;
mod name;
mod element;

use crate::highlight::description::{Code, Place};
use crate::highlight::reader::measure::{bracket_end, nested_end};
use crate::highlight::reader::state::{Around, Reader};
use crate::highlight::scanner::Scanner;
use crate::highlight::special::{self, Literal};
use crate::highlight::token::TokenKind;

pub(super) use measure::{is_word, number_end};

/// Reads all that is left in a scanner.
pub(super) fn read(scanner: &mut Scanner<'_>, code: &'static Code) {
    let mut reader = Reader::new(scanner, code);
    while !reader.scanner.done() {
        reader.next();
    }
}

impl Reader<'_, '_> {
    /// Reads one thing: a comment, a string, a number, a word, a sign, or the blanks before one.
    fn next(&mut self) {
        if self.scanner.here().is_ascii_whitespace() {
            return self.blank();
        }
        if self.attribute() {
            return;
        }
        let byte = self.scanner.here();
        // A literal before a comment: the mark of a comment may begin one.
        let literal = self.element() || self.special();
        if !literal && self.comment() {
            return;
        }
        let read = literal || self.string("", self.scanner.at) || self.mark();
        if !read && !self.number(byte) && !self.word() {
            self.sign(byte);
        }
        self.last = self.scanner.before();
    }

    fn blank(&mut self) {
        if self.scanner.here() == b'\n' {
            self.line_feed();
        } else {
            self.scanner.at =
                self.scanner.skip(self.scanner.at, |it| it != b'\n' && it.is_ascii_whitespace());
        }
    }

    /// Ends a line, and what ends with it. Here documents begin.
    fn line_feed(&mut self) {
        self.scanner.at += 1;
        self.expected = None;
        while self.open.last().is_some_and(|it| !it.around.is_long()) {
            self.open.pop();
        }
        self.operand = false;
        while let Some(heredoc) = self.heredocs.pop_front() {
            heredoc.read(self.scanner);
        }
    }

    fn comment(&mut self) -> bool {
        let scanner = &mut self.scanner;
        let Some(comment) = self.code.comments.iter().find(|it| {
            let begins = if self.code.any_case {
                scanner.starts_in_any_case(it.open)
            } else {
                scanner.starts(it.open)
            };
            begins
                && match it.place {
                    Place::Anywhere => true,
                    Place::Apart => matches!(
                        scanner.before(),
                        0 | b' '
                            | b'\t'
                            | b'\n'
                            | b'\r'
                            | b';'
                            | b'('
                            | b')'
                            | b'{'
                            | b'}'
                            | b','
                            | b'['
                            | b']'
                    ),
                    Place::Line => scanner.begins_line(),
                }
        }) else {
            return false;
        };
        let end = match comment.close {
            None => scanner.line_end(scanner.at),
            Some(close) if comment.nests => nested_end(scanner, comment.open, close),
            Some(close) => {
                let body = scanner.at + comment.open.len();
                scanner.find_text(body, close).map_or(scanner.end(), |it| it + close.len())
            }
        };
        scanner.take(end, TokenKind::Comment);
        true
    }

    fn special(&mut self) -> bool {
        match special::literal(self.scanner, self.code.special, self.operand) {
            None => false,
            Some(Literal::Token(end, kind)) => {
                self.scanner.take(end, kind);
                self.operand = self.operand || kind != TokenKind::Comment;
                true
            }
            Some(Literal::Plain(end)) => {
                self.scanner.at = end;
                self.operand = true;
                true
            }
            Some(Literal::Heredoc(end, heredoc)) => {
                self.scanner.take(end, TokenKind::String);
                self.heredocs.push_back(heredoc);
                self.operand = true;
                true
            }
        }
    }

    /// Brackets with attributes.
    fn attribute(&mut self) -> bool {
        let scanner = &mut self.scanner;
        let Some((open, close)) = self.code.attributes.iter().find(|it| scanner.starts(it.0)) else {
            return false;
        };
        // A bracket alone is an attribute at the beginning of a line only.
        if open.len() == 1 && !(scanner.begins_line() && scanner.ahead(1).is_ascii_alphabetic()) {
            return false;
        }
        let end = bracket_end(scanner, scanner.at, *close);
        scanner.take(end, TokenKind::Attribute);
        true
    }

    /// A name after a sign that gives it a meaning.
    fn mark(&mut self) -> bool {
        let scanner = &mut self.scanner;
        for (sign, kind) in self.code.marks {
            let inside_word = is_word(scanner.before()) || scanner.before() == b')';
            if scanner.starts(sign) && !inside_word {
                let name = scanner.at + sign.len();
                let mut end = scanner.word_end(name, self.code.letters);
                while scanner.byte(end) == b'.'
                    && is_word(scanner.byte(end + 1))
                    && *kind == TokenKind::Attribute
                {
                    end = scanner.word_end(end + 1, self.code.letters);
                }
                if end > name {
                    scanner.take(end, *kind);
                    self.operand = true;
                    return true;
                }
            }
        }
        if self.code.sigils.contains(&scanner.here()) {
            let end = scanner.word_end(scanner.at + 1, b"");
            self.operand = true;
            scanner.at = end;
            return true;
        }
        false
    }

    fn number(&mut self, byte: u8) -> bool {
        let scanner = &mut self.scanner;
        if byte == b'.' && scanner.ahead(1).is_ascii_digit() {
            if is_word(scanner.before()) || matches!(scanner.before(), b')' | b']' | b'.') {
                // A field of a tuple, or the end of a range.
                let digits = if scanner.before() == b'.' {
                    scanner.at + 1
                } else {
                    scanner.skip(scanner.at + 1, |it| it.is_ascii_digit())
                };
                scanner.at = digits;
                return true;
            }
        } else if !byte.is_ascii_digit() {
            return false;
        }
        let end = number_end(scanner, scanner.at);
        scanner.take(end, TokenKind::Number);
        self.operand = true;
        true
    }

    /// A sign: operators, brackets. It may close the code inside a string, or begin a regular expression.
    fn sign(&mut self, byte: u8) {
        if byte == b'/' && self.code.patterns && !self.operand && self.pattern() {
            return;
        }
        let mut closed = None;
        if let Some(open) = self.open.last_mut() {
            if byte == open.brackets.1 && open.depth == 0 {
                closed = Some(open.around);
            } else if byte == open.brackets.1 {
                open.depth -= 1;
            } else if byte == open.brackets.0 {
                open.depth += 1;
            }
        }
        if let Some(around) = closed {
            self.open.pop();
            self.leave_code(around);
            return;
        }
        // After a brace a statement begins more often than an operator.
        self.operand = matches!(byte, b')' | b']');
        if !matches!(byte, b'*' | b'&') {
            self.expected = None;
        }
        self.scanner.step();
    }

    /// Goes on with what is around the code, after its closing bracket.
    fn leave_code(&mut self, around: Around) {
        match around {
            Around::String(quotes) => {
                let body = self.scanner.at + 1;
                self.pieces(quotes, body);
            }
            Around::Text(level) => {
                self.scanner.at += 1;
                self.text(level);
            }
            Around::Tag(level) => {
                self.scanner.at += 1;
                self.tag(level);
            }
        }
    }

    /// A regular expression between slashes, with its flags.
    fn pattern(&mut self) -> bool {
        let scanner = &mut self.scanner;
        if scanner.at < self.no_pattern || scanner.ahead(1) == b' ' {
            return false;
        }
        let (mut at, mut in_class) = (scanner.at + 1, false);
        loop {
            match scanner.byte(at) {
                0 | b'\n' => {
                    self.no_pattern = at;
                    return false;
                }
                b'\\' => at += 1,
                b'[' => in_class = true,
                b']' => in_class = false,
                b'/' if !in_class => break,
                _other => {}
            }
            at += scanner.width(at);
        }
        let end = scanner.skip(at + 1, |it| it.is_ascii_lowercase());
        scanner.take(end, TokenKind::String);
        self.operand = true;
        true
    }
}
