//! Code by kinds of word: what a keyword is, what a string, what a comment.
//!
//! The grammars are those of Sublime Text that come with `syntect`. They are
//! unpacked once, and only for a document with code in a language they know.
//! What a kind looks like is the theme's to say; that nothing but the looks of
//! code changes, this room's: it gives ranges and never text.

mod grammar;
mod kind;
mod toml;

use std::ops::Range;

pub use kind::Kind;

/// How much of a piece of code is looked at, in bytes; the rest stays plain. A grammar reads about a megabyte in a
/// second, and nobody reads a listing of twenty pages by its colours.
const MOST: usize = 64 * 1024;

/// The longest line that is looked at, in bytes: the time for a line may grow with the square of its length.
const LONGEST_LINE: usize = 1000;

/// A stretch of code of one kind, in bytes.
pub type Stretch = (Range<usize>, Kind);

/// The stretches of code that are more than plain, in order and without overlap; none of a language that is not
/// known. A stretch never goes over a line end.
pub fn stretches(code: &str, language: &str) -> Vec<Stretch> {
    let Some(grammar) = Grammar::of(language) else { return Vec::new() };
    let mut found = match grammar {
        Grammar::Toml => toml::stretches(lines(code)),
        Grammar::Sublime(syntax) => grammar::stretches(lines(code), syntax),
    };
    join(code, &mut found);
    found
}

/// Whether there is a grammar for a language, by its name or the ending of its files.
pub fn knows(language: &str) -> bool {
    Grammar::of(language).is_some()
}

/// What reads a language.
enum Grammar {
    /// TOML, which the grammars of Sublime Text do not have.
    Toml,
    /// One of those that they have.
    Sublime(&'static grammar::Syntax),
}

impl Grammar {
    fn of(word: &str) -> Option<Grammar> {
        // What stands after a comma is for other programs, as in `rust,no_run`.
        let language = word.split(',').next().unwrap_or(word);
        if language.eq_ignore_ascii_case("toml") {
            return Some(Grammar::Toml);
        }
        grammar::named(language).map(Grammar::Sublime)
    }
}

/// The lines of code that are looked at, each with its place and its end.
fn lines(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let placed = code.split_inclusive('\n').map(move |line| {
        let at = next;
        next += line.len();
        (at, line)
    });
    placed.take_while(|(at, line)| at + line.len() <= MOST).filter(|(_, line)| line.len() <= LONGEST_LINE)
}

/// Makes one stretch of those of one kind that touch, without the white space at their ends.
fn join(code: &str, stretches: &mut Vec<Stretch>) {
    let mut joined: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for (range, kind) in stretches.drain(..) {
        match joined.last_mut() {
            Some((last, known)) if *known == kind && last.end == range.start && !ends_line(code, last) => {
                last.end = range.end;
            }
            Some(_) | None => joined.push((range, kind)),
        }
    }
    for (range, kind) in joined {
        let Some(text) = code.get(range.clone()) else { continue };
        let start = range.end - text.trim_start().len();
        let end = range.start + text.trim_end().len();
        if start < end {
            stretches.push((start..end, kind));
        }
    }
}

fn ends_line(code: &str, range: &Range<usize>) -> bool {
    code.get(range.clone()).is_some_and(|it| it.ends_with('\n'))
}

#[cfg(test)]
mod tests;
