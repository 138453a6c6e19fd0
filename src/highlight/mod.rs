//! Syntax highlighting: code as tokens such as keywords, strings and comments.
//!
//! In reading order:
//!
//! - [`token`]: a token, and the kinds of token
//! - [`words`]: the words of a language in a table that the compiler builds
//! - [`scanner`]: a place in code that moves forward, and the tokens so far
//! - [`description`]: what a programming language looks like, as data;
//!   [`languages`] has one for each
//! - [`reader`]: reads a programming language by its description, with the
//!   literals that only some have in [`special`]
//! - [`markup`], [`css`], [`shell`], [`make`], [`tex`], [`yaml`], [`toml`],
//!   [`settings`], [`diff`], [`pattern`], [`prose`]: readers of what is no such language
//! - [`grammar`]: the languages by their names
//!
//! A reader passes over the code once, in time linear in its length, and never
//! fails. What it is not sure of stays plain: a wrong colour is worse than none.
//! The theme decides what a kind looks like. This module gives ranges and never
//! text, so that highlighting cannot change code.

mod token;
mod words;
mod scanner;
mod description;
mod languages;
mod special;
mod reader;
mod css;
mod markup;
mod shell;
mod make;
mod tex;
mod yaml;
mod toml;
mod settings;
mod diff;
mod pattern;
mod prose;
mod grammar;

pub use token::{Token, TokenKind};

use crate::highlight::grammar::Grammar;
use crate::highlight::scanner::Scanner;

/// The tokens of code that are not plain, in order and without overlap; none for an unknown language. A token never
/// goes past a line end.
pub fn tokens(code: &str, language: &str) -> Vec<Token> {
    let Some(grammar) = grammar_of(language) else { return Vec::new() };
    let mut scanner = Scanner::new(code);
    grammar::read(&mut scanner, grammar);
    scanner.into_tokens()
}

/// Whether there is a grammar for a language, by its name or file extension.
pub fn knows(language: &str) -> bool {
    grammar_of(language).is_some()
}

fn grammar_of(word: &str) -> Option<Grammar> {
    // What follows a comma is for other programs, as in `rust,no_run`.
    grammar::named(word.split(',').next().unwrap_or(word))
}

#[cfg(test)]
mod tests;
