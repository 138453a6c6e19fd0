//! A place in code that moves forward, and the tokens found so far.

use std::ops::Range;

use crate::highlight::token::{Token, TokenKind};

/// Reads code from its beginning to its end. All that looks ahead is bounded, or looks at what is then passed over,
/// so that the time is linear.
pub(super) struct Scanner<'a> {
    code: &'a str,
    /// Where it is, in bytes.
    pub(super) at: usize,
    /// Where it ends: that of the code, or of a part in another language.
    end: usize,
    tokens: Vec<Token>,
    /// How many bytes were looked at, those that were looked at twice twice.
    #[cfg(test)]
    looked: std::cell::Cell<usize>,
}

impl<'a> Scanner<'a> {
    /// At the beginning of code.
    pub(super) fn new(code: &'a str) -> Scanner<'a> {
        Scanner {
            code,
            at: 0,
            end: code.len(),
            tokens: Vec::new(),
            #[cfg(test)]
            looked: std::cell::Cell::default(),
        }
    }

    /// How many bytes were looked at, those that were looked at twice twice.
    #[cfg(test)]
    pub(super) fn looked(&self) -> usize {
        self.looked.get()
    }

    /// Counts bytes that are looked at, in tests: the time is linear if their number is.
    fn look(&self, _bytes: usize) {
        #[cfg(test)]
        self.looked.set(self.looked.get() + _bytes);
    }

    /// Counts the bytes from a place to where something was found.
    fn looked_to(&self, from: usize, to: usize) -> usize {
        self.look(to.saturating_sub(from) + 1);
        to
    }

    /// The tokens, in order.
    pub(super) fn into_tokens(self) -> Vec<Token> {
        self.tokens
    }

    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Whether nothing is left.
    pub(super) fn done(&self) -> bool {
        self.at >= self.end
    }

    /// The byte at a place, 0 before the beginning and after the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.look(1);
        if at < self.end { self.code.as_bytes().get(at).copied().unwrap_or(0) } else { 0 }
    }

    /// The byte where it is.
    pub(super) fn here(&self) -> u8 {
        self.byte(self.at)
    }

    /// The byte so many after where it is.
    pub(super) fn ahead(&self, by: usize) -> u8 {
        self.byte(self.at + by)
    }

    /// The byte before where it is, 0 at the beginning.
    pub(super) fn before(&self) -> u8 {
        self.at.checked_sub(1).map_or(0, |at| self.byte(at))
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        self.text(self.at..self.end)
    }

    /// The code of a range; empty if there is none.
    pub(super) fn text(&self, range: Range<usize>) -> &'a str {
        self.code.get(range).unwrap_or_default()
    }

    /// Whether the code at a place begins with a text.
    pub(super) fn is_at(&self, at: usize, text: &str) -> bool {
        self.look(1);
        let bytes = self.code.as_bytes();
        at + text.len() <= self.end && bytes.get(at..at + text.len()).is_some_and(|it| it == text.as_bytes())
    }

    /// Whether what is left begins with a text.
    pub(super) fn starts(&self, text: &str) -> bool {
        self.is_at(self.at, text)
    }

    /// Whether what is left begins with a text, in letters of either case.
    pub(super) fn starts_in_any_case(&self, text: &str) -> bool {
        let bytes = self.code.as_bytes().get(self.at..(self.at + text.len()).min(self.end));
        bytes.is_some_and(|it| it.eq_ignore_ascii_case(text.as_bytes()))
    }

    /// Whether only blanks are between the beginning of the line and here. Asked only where a mark may begin a line,
    /// and bounded: what is further in is not at the beginning.
    pub(super) fn begins_line(&self) -> bool {
        for back in 1..=64 {
            match self.at.checked_sub(back).map(|at| self.byte(at)) {
                None | Some(b'\n') => return true,
                Some(b' ' | b'\t') => {}
                Some(_) => return false,
            }
        }
        false
    }

    /// Where the first of some bytes is, at or after a place; the end if there is none. The bytes are ASCII.
    pub(super) fn find(&self, from: usize, bytes: &[u8]) -> usize {
        let rest = self.code.as_bytes().get(from..self.end).unwrap_or_default();
        let found = rest.iter().position(|it| bytes.contains(it)).map_or(self.end, |it| from + it);
        self.looked_to(from, found)
    }

    /// Where a text is, at or after a place; `None` if there is none.
    pub(super) fn find_text(&self, from: usize, text: &str) -> Option<usize> {
        let found = self.code.get(from..self.end)?.find(text).map(|it| from + it);
        self.looked_to(from, found.unwrap_or(self.end));
        found
    }

    /// Where the line of a place ends: at its line feed, or at the end.
    pub(super) fn line_end(&self, from: usize) -> usize {
        let rest = self.code.get(from..self.end).unwrap_or_default();
        self.looked_to(from, rest.find('\n').map_or(self.end, |it| from + it))
    }

    /// Where blanks end that begin at a place.
    pub(super) fn skip_blanks(&self, from: usize) -> usize {
        self.skip(from, |it| matches!(it, b' ' | b'\t'))
    }

    /// Where a stretch of such bytes ends that begins at a place. The bytes are ASCII.
    pub(super) fn skip(&self, from: usize, is_in: impl Fn(u8) -> bool) -> usize {
        let rest = self.code.as_bytes().get(from..self.end).unwrap_or_default();
        self.looked_to(from, rest.iter().position(|it| !is_in(*it)).map_or(self.end, |it| from + it))
    }

    /// Where a word ends that begins at a place: letters, digits, low lines, and some more signs.
    pub(super) fn word_end(&self, from: usize, more: &[u8]) -> usize {
        let mut at = from;
        loop {
            let byte = self.byte(at);
            if byte.is_ascii_alphanumeric() || byte == b'_' || (byte != 0 && more.contains(&byte)) {
                at += 1;
            } else if byte < 0x80 {
                return at;
            } else {
                match self.text(at..self.end).chars().next() {
                    Some(letter) if letter.is_alphanumeric() => at += letter.len_utf8(),
                    Some(_) | None => return at,
                }
            }
        }
    }

    /// The length of the character at a place, 1 at the end.
    pub(super) fn width(&self, at: usize) -> usize {
        match self.byte(at) {
            0..0x80 => 1,
            _wide => self.text(at..self.end).chars().next().map_or(1, char::len_utf8),
        }
    }

    /// Passes over one character.
    pub(super) fn step(&mut self) {
        self.at += self.width(self.at);
    }

    /// Takes what is left up to a place as a token.
    pub(super) fn take(&mut self, to: usize, kind: TokenKind) {
        self.push(self.at..to, kind);
        self.at = to.max(self.at);
    }

    /// Reads a part in another way: the scanner ends where the part does, and is then there.
    pub(super) fn within(&mut self, end: usize, read: impl FnOnce(&mut Scanner<'a>)) {
        let whole = self.end;
        self.end = end.min(whole);
        read(self);
        self.at = self.end;
        self.end = whole;
    }

    /// Adds a token for each line of a range, without the blanks at its ends. One that goes on is joined to it.
    pub(super) fn push(&mut self, range: Range<usize>, kind: TokenKind) {
        self.look(range.len());
        let mut start = range.start;
        for line in self.text(range).split('\n') {
            let end = start + line.len();
            let from = end - line.trim_start().len();
            let to = start + line.trim_end().len();
            match self.tokens.last_mut() {
                _ if from >= to => {}
                Some(last) if last.kind == kind && last.range.end == from => last.range.end = to,
                Some(last) if last.range.end > from => {}
                Some(_) | None => self.tokens.push(Token { range: from..to, kind }),
            }
            start = end + 1;
        }
    }

    /// Gives the last token another kind.
    pub(super) fn change_last(&mut self, kind: TokenKind) {
        if let Some(last) = self.tokens.last_mut() {
            last.kind = kind;
        }
    }
}
