//! A difference, and how messages show it.
//!
//! Differences between two lists, and how much they have in common.

use crate::verify::compare::diff::{Hunk, diff};
use std::hash::Hash;

/// A difference: where it is in the file, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) location: String,
    pub(super) message: String,
}

impl Difference {
    pub(super) fn new(location: impl Into<String>, message: impl Into<String>) -> Difference {
        Difference { location: location.into(), message: message.into() }
    }
}

/// What is in the file instead of what a build writes; empty for nothing.
pub(super) fn instead(found: &str, made: &str) -> String {
    match (visible(found), visible(made)) {
        (found, made) if made.is_empty() => format!("`{found}` is added"),
        (found, made) if found.is_empty() => format!("`{made}` is missing"),
        (found, made) => format!("`{found}` instead of `{made}`"),
    }
}

/// How many characters of a part are shown.
const SHOWN: usize = 80;

/// A text as messages show it: short, and with the characters that cannot be seen by their numbers.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::new();
    for (at, character) in text.trim_matches('\n').chars().enumerate() {
        if at == SHOWN {
            shown.push('…');
            break;
        }
        if character == '\n' || character == '\r' && text.ends_with('\n') {
            shown.push(' ');
        } else if is_invisible(character) {
            shown.push_str(&format!("U+{:04X}", u32::from(character)));
        } else {
            shown.push(character);
        }
    }
    shown
}

/// Controls, and characters that only change how others are set or are empty themselves (Unicode Standard, 23.2).
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{2000}'..='\u{200f}' |
            '\u{2028}'..='\u{202f}' | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{3164}' | '\u{feff}' |
            '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The differences of two lists, and whether at least half of the longer one is in both.
pub(super) struct Sequence {
    /// The differences in their order.
    pub(super) hunks: Vec<Hunk>,
    /// The share that both have, from 0 to 1.
    pub(super) likeness: f64,
}

impl Sequence {
    pub(super) fn of<T: Eq + Hash>(made: &[T], found: &[T]) -> Sequence {
        let hunks = diff(made, found);
        let changed: usize = hunks.iter().map(|it| it.left.len()).sum();
        let longer = made.len().max(found.len()).max(1);
        Sequence { likeness: (made.len() - changed) as f64 / longer as f64, hunks }
    }

    /// Whether two files have so much in common that one was made from the other.
    pub(super) fn is_alike(&self) -> bool {
        self.likeness >= 0.5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_cannot_be_seen_are_shown_by_number() {
        assert_eq!(visible("a\u{200b}b\u{202e}"), "aU+200BbU+202E");
        assert_eq!(instead("a", ""), "`a` is added");
        assert_eq!(instead("", "a"), "`a` is missing");
        assert_eq!(instead("a", "b"), "`a` instead of `b`");
    }
}
