//! The direction of lines: each is shown by itself, as a paragraph of its own.

use unicode_bidi::{BidiClass, bidi_class};

use crate::document::Direction;

/// The mark that a line needs before it: where it holds letters of both directions and begins with one of the
/// other, all of it would be turned around (UAX #9, P2 and P3). `None` where it needs none.
pub(super) fn mark(line: &str, direction: Direction) -> Option<char> {
    let mut strong = line.chars().filter_map(of);
    let first = strong.next()?;
    (first != direction && strong.any(|it| it == direction)).then_some(match direction {
        Direction::LeftToRight => '\u{200e}',
        Direction::RightToLeft => '\u{200f}',
    })
}

/// The direction of a letter; `None` for what has none of its own, or only that of numbers.
fn of(sign: char) -> Option<Direction> {
    let class = bidi_class(sign);
    if class == BidiClass::L {
        Some(Direction::LeftToRight)
    } else {
        matches!(class, BidiClass::R | BidiClass::AL).then_some(Direction::RightToLeft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_the_other_way_is_marked() {
        let (ltr, rtl) = (Direction::LeftToRight, Direction::RightToLeft);
        assert_eq!(mark("עברית and more", ltr), Some('\u{200e}'));
        assert_eq!(mark("[1] PDF نسخة", rtl), Some('\u{200f}'));
        assert_eq!(mark("a word of עברית", ltr), None);
        assert_eq!(mark("עברית בלבד", ltr), None, "a line of one direction is shown in it");
        assert_eq!(mark("fn main() {}", rtl), None);
        assert_eq!(mark("2026 — 1", ltr), None);
    }
}
