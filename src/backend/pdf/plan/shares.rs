//! What each glyph of a cluster says.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use crate::font::Face;
use crate::geometry::Em;
use crate::layout::frame::Glyph;

/// The glyphs of each cluster, in the order in which they stand.
pub(super) fn clusters(glyphs: &[Glyph]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = glyphs.get(start)?;
        let same = glyphs[start..].iter().take_while(|it| it.cluster() == first.cluster()).count();
        let range = start..start + same;
        start = range.end;
        Some(range)
    })
}

/// The share of each of several glyphs in what their cluster says. A share is empty only where there are more glyphs than
/// characters.
pub(super) fn shares(glyphs: &[Glyph], text: &str, font: Option<&Face>) -> Vec<String> {
    let shares = if text.starts_with(is_right_to_left) {
        part_letters_and_marks(glyphs, text)
    } else {
        own(glyphs, text, font)
    };
    if say(&shares, text) { shares } else { spread(glyphs.len(), text) }
}

/// Whether shares in the order of their glyphs say what their cluster says.
///
/// Right-to-left glyphs stand the other way around, as readers expect: they turn what they extract. Marks that
/// stand in another order than they were typed in are left as they are there.
fn say(shares: &[String], text: &str) -> bool {
    if shares.iter().any(String::is_empty) {
        return false;
    }
    let mut said: Vec<char> = shares.iter().flat_map(|it| it.chars()).collect();
    let mut meant: Vec<char> = text.chars().collect();
    if meant.first().is_some_and(|it| is_right_to_left(*it)) {
        said.sort_unstable();
        meant.sort_unstable();
    }
    said == meant
}

/// The characters that the font has each glyph for, and of the others all by the first glyph that is left.
fn own(glyphs: &[Glyph], text: &str, font: Option<&Face>) -> Vec<String> {
    let mut left: Vec<char> = text.chars().collect();
    let mut shares = vec![String::new(); glyphs.len()];
    for (glyph, share) in glyphs.iter().zip(&mut shares) {
        let own = left.iter().position(|it| font.and_then(|font| font.glyph(*it)) == Some(glyph.id));
        share.extend(own.map(|index| left.remove(index)));
    }
    if let Some(share) = shares.iter_mut().find(|it| it.is_empty()) {
        share.extend(left);
    }
    shares
}

/// The letters of a right-to-left cluster by the glyphs that move the pen, its marks by those that do not.
///
/// The shape of a letter depends on its neighbours, and several marks share one, so the font does not have those
/// shapes for the characters; but glyphs stand from left to right, so the last of each kind comes first.
fn part_letters_and_marks(glyphs: &[Glyph], text: &str) -> Vec<String> {
    let is_mark = |it: &char| bidi_class(*it) == BidiClass::NSM;
    let (marks, letters): (Vec<char>, Vec<char>) = text.chars().partition(is_mark);
    let stands = |it: &Glyph| it.advance != Em::ZERO;
    let (letter_places, mark_places): (Vec<usize>, Vec<usize>) =
        (0..glyphs.len()).rev().partition(|index| stands(&glyphs[*index]));
    let mut shares = vec![String::new(); glyphs.len()];
    for (places, mut characters) in [(letter_places, letters), (mark_places, marks)] {
        let mut rest = places.as_slice();
        while let Some((place, after)) = rest.split_first() {
            let take = if after.is_empty() { characters.len() } else { characters.len().min(1) };
            shares[*place].extend(characters.drain(..take));
            rest = after;
        }
    }
    shares
}

/// A character for each glyph, the rest for the last: what is read in the order of the glyphs is the text, though
/// a glyph may say what another shows. Right-to-left glyphs are read from the last to the first.
fn spread(count: usize, text: &str) -> Vec<String> {
    let backwards = text.starts_with(is_right_to_left);
    let mut left: Vec<char> = text.chars().collect();
    let mut shares = vec![String::new(); count];
    for step in 0..count {
        let place = if backwards { count - 1 - step } else { step };
        let take = if step + 1 == count { left.len() } else { left.len().min(1) };
        shares[place].extend(left.drain(..take));
    }
    shares
}

/// Whether a letter is read from right to left.
pub(in crate::backend::pdf) fn is_right_to_left(letter: char) -> bool {
    // Hebrew is the first script that is, and the tables need not be asked of what comes before.
    letter >= '\u{590}' && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::pdf::support::run;
    use crate::font::{FaceId, FontBook};

    #[test]
    fn a_letter_and_its_mark_each_say_their_own() {
        let font = FontBook::default();
        let face = font.face(FaceId(0)).expect("a face");
        let (letter, mark) = (face.glyph('e').expect("e"), face.glyph('\u{301}').expect("an acute"));
        let glyphs = run("e\u{301}", &[(letter, 0, 3), (mark, 0, 3)]).glyphs;
        assert_eq!(shares(&glyphs, "e\u{301}", Some(face)), ["e", "\u{301}"]);
    }

    #[test]
    fn a_letter_and_its_marks_are_parted_where_the_font_does_not_know_their_shapes() {
        let mut glyphs = run("ر\u{651}\u{64e}", &[(1, 0, 6), (2, 0, 6)]).glyphs;
        glyphs[0].advance = Em::ZERO;
        assert_eq!(shares(&glyphs, "ر\u{651}\u{64e}", None), ["\u{651}\u{64e}", "ر"]);
    }

    #[test]
    fn marks_of_right_to_left_letters_stand_before_them() {
        let shares = ["\u{64e}".to_owned(), "\u{628}".to_owned()];
        assert!(say(&shares, "\u{628}\u{64e}"));
        assert!(!say(&["ि".to_owned(), "त्र".to_owned()], "त्रि"));
    }

    #[test]
    fn a_vowel_that_is_drawn_before_its_consonant_is_said_after_it() {
        let glyphs = run("त्रि", &[(1, 0, 12), (2, 0, 12)]).glyphs;
        assert_eq!(shares(&glyphs, "त्रि", None), ["त", "्रि"]);
    }

    #[test]
    fn a_glyph_too_many_says_nothing() {
        let glyphs = run("ी", &[(1, 0, 3), (2, 0, 3)]).glyphs;
        assert_eq!(shares(&glyphs, "ी", None), ["ी", ""]);
    }
}
