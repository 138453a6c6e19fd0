//! The text of each glyph of a cluster.

use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use crate::backend::pdf::structure::order::is_right_to_left;
use crate::font::Face;
use crate::geometry::Em;
use crate::layout::frame::Glyph;

/// The glyphs of each cluster, in the order in which they are placed.
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

/// The text of each of several glyphs of one cluster. A text is empty only where there are more glyphs than
/// characters.
pub(super) fn glyph_texts(glyphs: &[Glyph], text: &str, font: Option<&Face>) -> Vec<String> {
    let texts = if text.starts_with(is_right_to_left) {
        letters_and_marks(glyphs, text)
    } else {
        by_character_map(glyphs, text, font)
    };
    if reads_as(&texts, text) { texts } else { one_character_each(glyphs.len(), text) }
}

/// Whether texts in the order of their glyphs read as the text of their cluster.
///
/// Right-to-left glyphs are placed in reverse, as readers expect: they reverse what they extract. Marks that are
/// placed in another order than they were typed in are accepted there.
fn reads_as(texts: &[String], expected: &str) -> bool {
    if texts.iter().any(String::is_empty) {
        return false;
    }
    let mut found: Vec<char> = texts.iter().flat_map(|it| it.chars()).collect();
    let mut expected: Vec<char> = expected.chars().collect();
    if expected.first().is_some_and(|it| is_right_to_left(*it)) {
        found.sort_unstable();
        expected.sort_unstable();
    }
    found == expected
}

/// The character that the font maps to each glyph; the first glyph without one gets all that are left.
fn by_character_map(glyphs: &[Glyph], text: &str, font: Option<&Face>) -> Vec<String> {
    let mut left: Vec<char> = text.chars().collect();
    let mut texts = vec![String::new(); glyphs.len()];
    for (glyph, text) in glyphs.iter().zip(&mut texts) {
        let own = left.iter().position(|it| font.and_then(|font| font.glyph(*it)) == Some(glyph.id));
        text.extend(own.map(|index| left.remove(index)));
    }
    if let Some(text) = texts.iter_mut().find(|it| it.is_empty()) {
        text.extend(left);
    }
    texts
}

/// The letters of a right-to-left cluster for the glyphs that advance, its marks for those that do not.
///
/// The shape of a letter depends on its neighbours, and several marks share one, so the font does not map
/// characters to those shapes; but glyphs are placed from left to right, so the last of each kind comes first.
fn letters_and_marks(glyphs: &[Glyph], text: &str) -> Vec<String> {
    let is_mark = |it: &char| bidi_class(*it) == BidiClass::NSM;
    let (marks, letters): (Vec<char>, Vec<char>) = text.chars().partition(is_mark);
    let advances = |glyph: &Glyph| glyph.advance != Em::ZERO;
    let (letter_glyphs, mark_glyphs): (Vec<usize>, Vec<usize>) =
        (0..glyphs.len()).rev().partition(|index| advances(&glyphs[*index]));
    let mut texts = vec![String::new(); glyphs.len()];
    for (indices, mut characters) in [(letter_glyphs, letters), (mark_glyphs, marks)] {
        let mut rest = indices.as_slice();
        while let Some((index, after)) = rest.split_first() {
            let take = if after.is_empty() { characters.len() } else { characters.len().min(1) };
            texts[*index].extend(characters.drain(..take));
            rest = after;
        }
    }
    texts
}

/// A character for each glyph, the rest for the last: what is read in the order of the glyphs is the text, though
/// a glyph may have the text of what another shows. Right-to-left glyphs are read from the last to the first.
fn one_character_each(count: usize, text: &str) -> Vec<String> {
    let is_reversed = text.starts_with(is_right_to_left);
    let mut left: Vec<char> = text.chars().collect();
    let mut texts = vec![String::new(); count];
    for step in 0..count {
        let index = if is_reversed { count - 1 - step } else { step };
        let take = if step + 1 == count { left.len() } else { left.len().min(1) };
        texts[index].extend(left.drain(..take));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::pdf::support::run;
    use crate::font::{FaceId, FontBook};

    #[test]
    fn letter_and_mark_have_each_their_own_text() {
        let font = FontBook::default();
        let face = font.face(FaceId(0)).expect("a face");
        let (letter, mark) = (face.glyph('e').expect("e"), face.glyph('\u{301}').expect("an acute"));
        let glyphs = run("e\u{301}", &[(letter, 0, 3), (mark, 0, 3)]).glyphs;
        assert_eq!(glyph_texts(&glyphs, "e\u{301}", Some(face)), ["e", "\u{301}"]);
    }

    #[test]
    fn right_to_left_letter_and_marks_are_separated_without_the_font() {
        let mut glyphs = run("ر\u{651}\u{64e}", &[(1, 0, 6), (2, 0, 6)]).glyphs;
        glyphs[0].advance = Em::ZERO;
        assert_eq!(glyph_texts(&glyphs, "ر\u{651}\u{64e}", None), ["\u{651}\u{64e}", "ر"]);
    }

    #[test]
    fn right_to_left_marks_may_come_before_their_letters() {
        let texts = ["\u{64e}".to_owned(), "\u{628}".to_owned()];
        assert!(reads_as(&texts, "\u{628}\u{64e}"));
        assert!(!reads_as(&["ि".to_owned(), "त्र".to_owned()], "त्रि"));
    }

    #[test]
    fn vowel_drawn_before_its_consonant_is_read_after_it() {
        let glyphs = run("त्रि", &[(1, 0, 12), (2, 0, 12)]).glyphs;
        assert_eq!(glyph_texts(&glyphs, "त्रि", None), ["त", "्रि"]);
    }

    #[test]
    fn surplus_glyph_has_no_text() {
        let glyphs = run("ी", &[(1, 0, 3), (2, 0, 3)]).glyphs;
        assert_eq!(glyph_texts(&glyphs, "ी", None), ["ी", ""]);
    }
}
