//! Strings, and the code inside them.

use crate::highlight::description::{Escape, Keys, Quotes, Special};
use crate::highlight::reader::measure::{character_end, string_end};
use crate::highlight::reader::state::{Around, Open, Reader};
use crate::highlight::token::TokenKind;

impl Reader<'_, '_> {
    /// A string, whose prefix begins at a place.
    pub(super) fn string(&mut self, prefix: &str, start: usize) -> bool {
        let scanner = &mut self.scanner;
        let Some(form) = self.code.strings.iter().position(|it| scanner.starts(it.open)) else {
            return false;
        };
        let Some(quotes) = self.code.strings.get(form) else { return false };
        let body = scanner.at + quotes.open.len();
        if quotes.escape == Escape::Character {
            let Some(end) = character_end(scanner, body, quotes.close) else { return false };
            scanner.at = start;
            scanner.take(end, TokenKind::String);
            self.operand = true;
            return true;
        }
        let unclosed = self.unclosed.get(form).copied().unwrap_or(0);
        if scanner.at < unclosed {
            return false;
        }
        let close = string_end(scanner, body, quotes);
        let Ok(end) = close else {
            if let (Err(end), Some(unclosed)) = (close, self.unclosed.get_mut(form)) {
                *unclosed = end;
            }
            return false;
        };
        scanner.at = start;
        let has_code = !quotes.inside.is_empty()
            && (quotes.inside_after.is_empty() || prefix.bytes().any(|it| quotes.inside_after.contains(&it)));
        if has_code {
            self.pieces(quotes, body);
            return true;
        }
        let kind = if self.documents(quotes) { TokenKind::Comment } else { TokenKind::String };
        self.scanner.take(end, kind);
        self.key();
        self.operand = true;
        true
    }

    /// Whether a string that begins here is the documentation of what is around it, as in Python: it is the first
    /// in a block.
    fn documents(&self, quotes: &Quotes) -> bool {
        self.code.special == Special::Python
            && quotes.open.len() == 3
            && matches!(self.last, 0 | b':')
            && self.scanner.begins_line()
    }

    /// Makes the string that was read last a key if a colon follows.
    fn key(&mut self) {
        if self.code.keys == Keys::Colon
            && self.scanner.byte(self.scanner.skip_blanks(self.scanner.at)) == b':'
        {
            self.scanner.change_last(TokenKind::Attribute);
        }
    }

    /// The text of a string with code inside, from its beginning or from the end of a piece of code, up to the next.
    pub(super) fn pieces(&mut self, quotes: &'static Quotes, body: usize) {
        let mut at = body;
        loop {
            let byte = self.scanner.byte(at);
            if at >= self.scanner.end() || (byte == b'\n' && !quotes.long) {
                break;
            }
            if matches!(quotes.escape, Escape::Sign(sign) if sign == byte) && !self.opens(quotes, at) {
                at += 1;
                at += self.scanner.width(at);
            } else if self.scanner.is_at(at, quotes.close) {
                at += quotes.close.len();
                if !(quotes.escape == Escape::Doubled && self.scanner.is_at(at, quotes.close)) {
                    break;
                }
                at += quotes.close.len();
            } else if let Some((open, close)) = quotes.inside.iter().find(|it| self.scanner.is_at(at, it.0)) {
                at += open.len();
                let bracket = open.bytes().last().unwrap_or_default();
                if self.scanner.byte(at) == bracket && open.len() == 1 {
                    at += 1;
                    continue;
                }
                self.scanner.take(at, TokenKind::String);
                self.open.push(Open {
                    around: Around::String(quotes),
                    brackets: (bracket, *close),
                    depth: 0,
                });
                self.operand = false;
                return;
            } else {
                at += self.scanner.width(at);
            }
        }
        self.scanner.take(at.min(self.scanner.end()), TokenKind::String);
        self.operand = true;
    }

    /// Whether code begins at a place inside a string: with the sign of escapes, in some languages.
    fn opens(&self, quotes: &Quotes, at: usize) -> bool {
        quotes.inside.iter().any(|it| self.scanner.is_at(at, it.0))
    }
}
