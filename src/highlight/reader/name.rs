//! Words and names, and what they are by what is around them.

use crate::highlight::description::{Capitals, Keys, Special};
use crate::highlight::reader::measure::{is_word, parenthesis_end};
use crate::highlight::reader::state::{Expected, Reader};
use crate::highlight::scanner::Scanner;
use crate::highlight::token::TokenKind;

/// A word of the code, after which the scanner is.
struct Name<'a> {
    text: &'a str,
    start: usize,
    /// Whether it is a member of something, so that it is no word of the language.
    member: bool,
}

impl Reader<'_, '_> {
    pub(super) fn word(&mut self) -> bool {
        let start = self.scanner.at;
        let mut end = self.scanner.word_end(start, self.code.letters);
        if end == start {
            return false;
        }
        if self.code.endings.contains(&self.scanner.byte(end)) && self.scanner.byte(end + 1) != b'=' {
            end += 1;
        }
        let word = self.scanner.text(start..end);
        self.scanner.at = end;
        if self.is_prefix(word) && self.string(word, start) {
            return true;
        }
        let name = Name { text: word, start, member: is_member(self.scanner, start) && word != "await" };
        let known = self.known(&name);
        if let Some(kind) = self.kind(&name, known) {
            self.scanner.push(start..end, kind);
        }
        self.operand = known != Some(TokenKind::Keyword) || is_value(word);
        self.after_new = word == "new";
        self.expected = if known.is_some() { self.expects(word) } else { None };
        true
    }

    /// What a word of the language is; `None` for a name.
    fn known(&self, name: &Name<'_>) -> Option<TokenKind> {
        let kind = if name.member { None } else { self.code.words.get(name.text, self.code.any_case) }?;
        let acts = kind == TokenKind::Keyword || kind == TokenKind::Function;
        let is_name = if self.code.special == Special::Lisp {
            // A list begins with what it does.
            acts && self.byte_before(name) != b'('
        } else {
            kind == TokenKind::Keyword && self.is_plain_here(name.text)
        };
        (!is_name).then_some(kind)
    }

    /// Whether a word that is a keyword only in some places is a name here: a keyword has something after it.
    fn is_plain_here(&self, word: &str) -> bool {
        if !self.code.contextual.split(' ').any(|it| it == word) {
            return false;
        }
        let next = self.scanner.skip_blanks(self.scanner.at);
        let follows = self.scanner.byte(next);
        let apart = next > self.scanner.at;
        let begins = is_word(follows)
            || matches!(follows, b'"' | b'\'' | b'`' | b'{' | b'[' | b'(' | b'@' | b'*' | b'$');
        !(apart && begins || matches!(word, "get" | "set" | "init") && follows == b';')
    }

    fn is_prefix(&self, word: &str) -> bool {
        let next = self.scanner.here();
        if !matches!(next, b'"' | b'\'' | b'`') || self.code.prefixes.is_empty() {
            return false;
        }
        self.code.prefixes == "*" || self.code.prefixes.split(' ').any(|it| it.eq_ignore_ascii_case(word))
    }

    /// What the next name is after a word of the language.
    fn expects(&self, word: &str) -> Option<Expected> {
        let has = |words: &str| {
            words
                .split(' ')
                .any(|it| if self.code.any_case { it.eq_ignore_ascii_case(word) } else { it == word })
        };
        if has(self.code.functions_after) {
            Some(Expected::Name(TokenKind::Function))
        } else if has(self.code.types_after) {
            Some(Expected::Name(TokenKind::Type))
        } else if has(self.code.values_after) {
            Some(Expected::Value)
        } else {
            None
        }
    }

    /// What a name is, which the language may know: by the word before it, by what is around it, or by its letters.
    fn kind(&self, name: &Name<'_>, known: Option<TokenKind>) -> Option<TokenKind> {
        if self.is_symbol(name) {
            return Some(TokenKind::Number);
        }
        // A function may have the name of a type, as one that converts has.
        if known == Some(TokenKind::Keyword) || (known.is_some() && self.expected.is_none()) {
            return known;
        }
        let expected = self.expected_kind();
        expected.or(known).or_else(|| self.kind_by_place(name)).or_else(|| self.kind_by_letters(name))
    }

    /// What the word before a name makes it.
    fn expected_kind(&self) -> Option<TokenKind> {
        let next = self.scanner.here();
        match self.expected? {
            // The function is what follows the dot.
            Expected::Name(TokenKind::Function)
                if next == b'.' || next == b':' && is_word(self.scanner.ahead(1)) =>
            {
                None
            }
            Expected::Name(kind) => Some(kind),
            Expected::Value => (self.has_parameters() || self.is_arrow()).then_some(TokenKind::Function),
        }
    }

    /// What a name is by its line: a function with its type, or a key.
    fn kind_by_place(&self, name: &Name<'_>) -> Option<TokenKind> {
        let signature = self.code.signature;
        let next = self.scanner.skip_blanks(self.scanner.at);
        if !signature.is_empty()
            && matches!(self.byte_before(name), 0 | b'\n')
            && self.scanner.is_at(next, signature)
        {
            return Some(TokenKind::Function);
        }
        self.is_key(name).then_some(TokenKind::Attribute)
    }

    /// What a name is by its letters: a constant, a type, or a function that is called.
    fn kind_by_letters(&self, name: &Name<'_>) -> Option<TokenKind> {
        let (scanner, code) = (&self.scanner, self.code);
        let next = scanner.here();
        let turbofish = code.special == Special::Rust && scanner.starts("::<");
        let called = code.calls && (next == b'(' || turbofish);
        if code.special == Special::C && name.text.ends_with("_t") && !called {
            return Some(TokenKind::Type);
        }
        let capital = name.text.chars().next().is_some_and(char::is_uppercase);
        let in_capitals = capital && name.text.len() > 1 && !name.text.chars().any(char::is_lowercase);
        if in_capitals && code.constants && !called && !self.is_type_in_capitals(name.text) {
            return Some(TokenKind::Number);
        }
        let is_type = match code.capitals {
            Capitals::Names => false,
            Capitals::Types => true,
            Capitals::TypesUnlessCalled => !name.member && next != b'\\' && (!called || self.after_new),
            Capitals::Declared => !name.member && (self.after_new || self.declares()),
        };
        if capital && is_type {
            return Some(TokenKind::Type);
        }
        let is_macro = code.special == Special::Rust && name.text.ends_with('!');
        (called || is_macro).then_some(TokenKind::Function)
    }

    /// Whether a name is a symbol, as `a` is in `f(a: 1)`; a colon may also belong to an operator with three parts.
    fn is_symbol(&self, name: &Name<'_>) -> bool {
        let next = self.scanner.ahead(1);
        self.code.keys == Keys::Symbols
            && self.scanner.here() == b':'
            && next != b':'
            && !is_word(next)
            && !name.member
            && !matches!(self.byte_before(name), b':' | b'?')
    }

    fn byte_before(&self, name: &Name<'_>) -> u8 {
        name.start.checked_sub(1).map_or(0, |at| self.scanner.byte(at))
    }

    /// Whether a name in capitals alone is a type and not a constant, as `URL` is in `URL.of(…)`.
    fn is_type_in_capitals(&self, word: &str) -> bool {
        let next = self.scanner.skip_blanks(self.scanner.at);
        let named = next > self.scanner.at && is_word(self.scanner.byte(next));
        self.code.capitals == Capitals::Types
            && self.code.special != Special::Rust
            && !word.contains('_')
            && (self.after_new || named || matches!(self.scanner.here(), b'.' | b'<'))
    }

    /// Whether another name follows, with type arguments or a mark for nothing between.
    fn declares(&self) -> bool {
        let scanner = &self.scanner;
        let next = scanner.skip_blanks(scanner.at);
        match scanner.here() {
            b'<' => true,
            b'?' => matches!(scanner.ahead(1), b' ' | b'>' | b',' | b')' | b'['),
            b'[' => scanner.ahead(1) == b']',
            _other => {
                let word = scanner.text(next..scanner.word_end(next, b""));
                let operators = ["is", "as", "and", "or", "in", "when", "with", "on", "equals", "by", "into"];
                next > scanner.at && !word.is_empty() && !operators.contains(&word)
            }
        }
    }

    /// Whether parameters follow the name of a value, and not its type or what it is.
    fn has_parameters(&self) -> bool {
        let next = self.scanner.byte(self.scanner.skip_blanks(self.scanner.at));
        is_word(next) || matches!(next, b'(' | b'~' | b'?' | b'{' | b'[')
    }

    /// Whether a function without a name of its own follows an equals sign: `= function`, `= (a) =>`.
    fn is_arrow(&self) -> bool {
        let scanner = &self.scanner;
        let sign = scanner.skip_blanks(scanner.at);
        let value = scanner.skip_blanks(sign + 1);
        if !self.code.patterns || scanner.byte(sign) != b'=' {
            return false;
        }
        if scanner.is_at(value, "function")
            || scanner.is_at(value, "async ")
            || scanner.is_at(value, "async(")
        {
            return true;
        }
        let parameters = if scanner.byte(value) == b'(' {
            parenthesis_end(scanner, value)
        } else {
            scanner.word_end(value, b"$")
        };
        parameters > value && scanner.is_at(scanner.skip_blanks(parameters), "=>")
    }

    fn is_key(&self, name: &Name<'_>) -> bool {
        let next = self.scanner.skip_blanks(self.scanner.at);
        let sign = self.scanner.byte(next);
        match self.code.keys {
            Keys::None | Keys::Symbols => false,
            Keys::Colon => sign == b':',
            Keys::Equals => {
                sign == b'=' && self.scanner.byte(next + 1) != b'=' && self.byte_before(name) != b'.'
            }
        }
    }
}

/// Whether a word of the language is a value, so that what follows is an operator.
fn is_value(word: &str) -> bool {
    matches!(word, "this" | "self" | "super" | "end")
}

/// Whether a name is a member: after a dot that is not one of a range, or after an arrow.
fn is_member(scanner: &Scanner<'_>, start: usize) -> bool {
    let back = |by: usize| start.checked_sub(by).map_or(0, |at| scanner.byte(at));
    match back(1) {
        b'.' => back(2) != b'.' && back(2) != b' ' && back(2) != 0,
        b'>' => back(2) == b'-',
        _other => false,
    }
}
