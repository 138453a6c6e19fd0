//! Where in code the reader is.

use std::collections::VecDeque;

use crate::highlight::description::{Code, MOST_QUOTES, Quotes};
use crate::highlight::scanner::Scanner;
use crate::highlight::special::Heredoc;
use crate::highlight::token::TokenKind;

/// A scanner with what the reader must know of what is before it.
pub(super) struct Reader<'s, 'a> {
    pub(super) scanner: &'s mut Scanner<'a>,
    pub(super) code: &'static Code,
    /// Whether the last thing was a value, so that an operator follows and not another value.
    pub(super) operand: bool,
    /// Whether the last word was `new`.
    pub(super) after_new: bool,
    /// The last byte that was neither blank nor in a comment, 0 at the beginning.
    pub(super) last: u8,
    /// What the name that comes next is, by the word before it.
    pub(super) expected: Option<Expected>,
    /// The strings and elements that the code is inside of, outermost first.
    pub(super) open: Vec<Open>,
    /// For each form of string: an opening before this place has no closing.
    pub(super) unclosed: [usize; MOST_QUOTES],
    /// A regular expression that begins before this place has no end.
    pub(super) no_pattern: usize,
    /// The here documents whose text begins on the next line.
    pub(super) heredocs: VecDeque<Heredoc>,
}

/// Something with code inside it.
pub(super) struct Open {
    pub(super) around: Around,
    /// What opens a bracket and what closes it, in the code.
    pub(super) brackets: (u8, u8),
    /// How many brackets of the code are open.
    pub(super) depth: usize,
}

/// What is around code.
#[derive(Clone, Copy)]
pub(super) enum Around {
    String(&'static Quotes),
    /// The text in so many elements.
    Text(usize),
    /// The attributes of an element in so many.
    Tag(usize),
}

/// What the next name is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Name(TokenKind),
    /// A function if it has parameters.
    Value,
}

impl<'s, 'a> Reader<'s, 'a> {
    /// Where a scanner is, with nothing before it.
    pub(super) fn new(scanner: &'s mut Scanner<'a>, code: &'static Code) -> Reader<'s, 'a> {
        Reader {
            scanner,
            code,
            operand: false,
            after_new: false,
            last: 0,
            expected: None,
            open: Vec::new(),
            unclosed: [0; MOST_QUOTES],
            no_pattern: 0,
            heredocs: VecDeque::new(),
        }
    }
}

impl Around {
    /// Whether it may go over line ends.
    pub(super) fn is_long(self) -> bool {
        match self {
            Around::String(quotes) => quotes.long,
            Around::Text(_) | Around::Tag(_) => true,
        }
    }
}
