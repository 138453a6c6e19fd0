//! Syntax highlighting: code as tokens such as keywords, strings and comments.
//!
//! In reading order:
//!
//! - [`token`]: a token, and the kinds of token
//! - [`grammar`]: the grammars of Sublime Text that come with `syntect`, unpacked
//!   once, and only for a document with code in a language that they know
//! - [`toml`]: TOML, which these grammars do not have
//!
//! The theme decides what a kind looks like. This module gives ranges and never
//! text, so that highlighting cannot change code.

mod token;
mod grammar;
mod toml;

use std::ops::Range;

pub use token::{Token, TokenKind};

/// How much of a piece of code is highlighted, in bytes; the rest stays plain. A grammar reads about a megabyte in a
/// second, and nobody reads a listing of twenty pages by its colours.
const MOST: usize = 64 * 1024;

/// The longest line that is highlighted, in bytes: the time for a line may grow with the square of its length.
const LONGEST_LINE: usize = 1000;

/// The tokens of code that are not plain, in order and without overlap; none for an unknown language. A token never
/// goes past a line end.
pub fn tokens(code: &str, language: &str) -> Vec<Token> {
    let Some(grammar) = Grammar::of(language) else { return Vec::new() };
    let mut found = match grammar {
        Grammar::Toml => toml::tokens(lines(code)),
        Grammar::Sublime(syntax) => grammar::tokens(lines(code), syntax),
    };
    join(code, &mut found);
    found
}

/// Whether there is a grammar for a language, by its name or file extension.
pub fn knows(language: &str) -> bool {
    Grammar::of(language).is_some()
}

/// What reads a language.
enum Grammar {
    /// TOML, which the grammars of Sublime Text do not have.
    Toml,
    /// A grammar of Sublime Text.
    Sublime(&'static grammar::Syntax),
}

impl Grammar {
    fn of(word: &str) -> Option<Grammar> {
        // What follows a comma is for other programs, as in `rust,no_run`.
        let language = word.split(',').next().unwrap_or(word);
        if language.eq_ignore_ascii_case("toml") {
            return Some(Grammar::Toml);
        }
        grammar::named(language).map(Grammar::Sublime)
    }
}

/// The lines of code that are highlighted, each with its offset and its line end.
fn lines(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let placed = code.split_inclusive('\n').map(move |line| {
        let at = next;
        next += line.len();
        (at, line)
    });
    placed.take_while(|(at, line)| at + line.len() <= MOST).filter(|(_, line)| line.len() <= LONGEST_LINE)
}

/// Joins adjacent tokens of one kind, and trims white space at their ends.
fn join(code: &str, tokens: &mut Vec<Token>) {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens.drain(..) {
        match joined.last_mut() {
            Some(last)
                if last.kind == token.kind
                    && last.range.end == token.range.start
                    && !ends_line(code, &last.range) =>
            {
                last.range.end = token.range.end;
            }
            Some(_) | None => joined.push(token),
        }
    }
    for Token { range, kind } in joined {
        let Some(text) = code.get(range.clone()) else { continue };
        let start = range.end - text.trim_start().len();
        let end = range.start + text.trim_end().len();
        if start < end {
            tokens.push(Token { range: start..end, kind });
        }
    }
}

fn ends_line(code: &str, range: &Range<usize>) -> bool {
    code.get(range.clone()).is_some_and(|it| it.ends_with('\n'))
}

#[cfg(test)]
mod tests;
