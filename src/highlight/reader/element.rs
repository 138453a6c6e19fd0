//! Elements between code: JSX.

use crate::highlight::reader::measure::is_word;
use crate::highlight::reader::state::{Around, Open, Reader};
use crate::highlight::token::TokenKind;

impl Reader<'_, '_> {
    /// An element, where a value is expected.
    pub(super) fn element(&mut self) -> bool {
        let scanner = &self.scanner;
        if !self.code.elements || self.operand || scanner.here() != b'<' {
            return false;
        }
        let end = scanner.word_end(scanner.at + 1, b".-");
        let named = scanner.ahead(1).is_ascii_alphabetic() || scanner.ahead(1) == b'>';
        if !named || !matches!(scanner.byte(end), b' ' | b'>' | b'/' | b'\n') {
            return false;
        }
        self.text(0);
        true
    }

    /// What is in so many elements: text, tags, and code in braces, up to the end of the outermost.
    pub(super) fn text(&mut self, mut level: usize) {
        while !self.scanner.done() {
            self.scanner.at = self.scanner.find(self.scanner.at, b"<{");
            if self.scanner.here() == b'{' {
                return self.code_inside(Around::Text(level));
            }
            let closes = self.scanner.ahead(1) == b'/';
            let name = self.scanner.at + 1 + usize::from(closes);
            let end = self.scanner.word_end(name, b".-");
            self.scanner.at = name.min(self.scanner.end());
            self.scanner.take(end.min(self.scanner.end()), TokenKind::Keyword);
            if closes {
                self.scanner.at = self.scanner.skip(self.scanner.at, |it| it == b' ');
                self.scanner.at += usize::from(self.scanner.here() == b'>');
                level = level.saturating_sub(1);
            } else {
                match self.attributes(level) {
                    None => return,
                    Some(inner) => level = inner,
                }
            }
            if level == 0 {
                break;
            }
        }
        self.operand = true;
    }

    /// The attributes of an element in so many, and the end of its tag. In how many the text then is; `None` where
    /// code begins.
    fn attributes(&mut self, level: usize) -> Option<usize> {
        while !self.scanner.done() {
            match self.scanner.here() {
                b'>' => {
                    let empty = self.scanner.before() == b'/';
                    self.scanner.at += 1;
                    return Some(if empty { level } else { level + 1 });
                }
                b'{' => {
                    self.code_inside(Around::Tag(level));
                    return None;
                }
                quote @ (b'"' | b'\'') => {
                    let close = self.scanner.find(self.scanner.at + 1, &[quote]);
                    self.scanner.take((close + 1).min(self.scanner.end()), TokenKind::String);
                }
                byte if is_word(byte) => {
                    let end = self.scanner.word_end(self.scanner.at, b"-:");
                    if end == self.scanner.at {
                        self.scanner.step();
                    } else {
                        self.scanner.take(end, TokenKind::Attribute);
                    }
                }
                _sign => self.scanner.step(),
            }
        }
        Some(level)
    }

    /// Goes on after the code in the attributes of an element in so many.
    pub(super) fn tag(&mut self, level: usize) {
        match self.attributes(level) {
            None => {}
            Some(0) => self.operand = true,
            Some(inner) => self.text(inner),
        }
    }

    fn code_inside(&mut self, around: Around) {
        self.scanner.at += 1;
        self.open.push(Open { around, brackets: (b'{', b'}'), depth: 0 });
        self.operand = false;
    }
}
