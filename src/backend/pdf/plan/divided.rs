//! Words that the end of a line divides are said whole where they begin.
//!
//! A soft hyphen at the end of a line is what ISO 32000-1 asks for (14.8.2.2.3),
//! but readers differ in it: poppler joins such a word, MuPDF leaves the soft
//! hyphen and the line end in it, pdf.js drops the one and keeps the other, and
//! all of them take a hyphen of the word's own for one of division. So the last
//! glyphs of the line say the rest of the word, in `ActualText` (14.9.4) and by
//! their codes, for those that do not read that; and the glyphs of the rest are
//! read as the space that follows the word.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::backend::pdf::order::ReadingOrder;
use crate::backend::pdf::plan::Place;
use crate::backend::pdf::plan::shares::is_right_to_left;
use crate::document::script::has_no_spaces;
use crate::font::FaceId;
use crate::geometry::Point;
use crate::layout::Layout;
use crate::layout::frame::{Item, Mark, TextRun};
use crate::layout::structure::ContentId;

/// How much a code may say, in UTF-16: MuPDF up to 1.21 passes over one that says more (`PDF_MRANGE_CAP`).
const LONGEST_TEXT: usize = 8;

/// How many words may be divided in one face: each needs a code, of which a font has 65,536.
const MOST_WORDS: usize = 40_000;

/// The words that are divided.
#[derive(Debug, Default)]
pub(super) struct Divided {
    /// By the run that a word begins in, at its end: the rest of the word.
    pub(super) rests: BTreeMap<Place, String>,
    /// By the run that a rest stands in, at its start: how many bytes of its text have been said already.
    pub(super) said: BTreeMap<Place, usize>,
    /// How many there are in each face.
    counts: BTreeMap<FaceId, usize>,
}

/// A run of content in its place.
#[derive(Clone, Copy)]
struct Stood<'a> {
    place: Place,
    at: Point,
    content: ContentId,
    run: &'a TextRun,
}

impl Divided {
    /// Those of a layout.
    pub(super) fn of(layout: &Layout, order: &ReadingOrder) -> Divided {
        let mut runs = Vec::new();
        for (number, page) in layout.pages.iter().enumerate() {
            for (index, placed) in order.items(page) {
                if let (Item::Text(run), Mark::Content(content)) = (&placed.item, placed.mark) {
                    runs.push(Stood { place: (number, index), at: placed.at, content, run });
                }
            }
        }
        // Notes stand between the lines of a paragraph that goes on on the next page.
        runs.sort_by_key(|it| order.rank(it.content));
        let mut divided = Divided::default();
        let mut from = 0;
        while from + 1 < runs.len() {
            from = divided.word(&runs, from);
        }
        divided
    }

    /// Enters the word at the end of a run, if it is divided there; where to go on.
    fn word(&mut self, runs: &[Stood<'_>], from: usize) -> usize {
        let mut rest = String::new();
        let mut said = Vec::new();
        let mut at = from;
        while let (Some(before), Some(after)) = (runs.get(at), runs.get(at + 1)) {
            if !divides(*before, *after) {
                break;
            }
            let part = after.run.text.split(char::is_whitespace).next().unwrap_or("");
            rest.push_str(part.trim_end_matches('\u{ad}'));
            said.push((after.place, part.len()));
            at += 1;
            if part.len() < after.run.text.len() {
                break;
            }
        }
        let count = self.counts.entry(runs[from].run.face).or_default();
        let begun = runs[from].run;
        let room = begun.glyphs.len() - word_at_end(begun).start;
        let long = begun.text.len() - word_start(&begun.text) + rest.len() > room * LONGEST_TEXT;
        if at == from || long || *count >= MOST_WORDS || goes_on(runs, at, &said) {
            return at.max(from + 1);
        }
        *count += 1;
        self.rests.insert(runs[from].place, rest);
        self.said.extend(said);
        at
    }
}

/// The glyphs of the word that a run ends with.
pub(super) fn word_at_end(run: &TextRun) -> Range<usize> {
    let start = word_start(&run.text);
    let before = run.glyphs.iter().rposition(|it| (it.start as usize) < start);
    before.map_or(0, |it| it + 1)..run.glyphs.len()
}

/// Where the word begins that a text ends with.
fn word_start(text: &str) -> usize {
    text.char_indices().rfind(|(_, it)| it.is_whitespace()).map_or(0, |(at, it)| at + it.len_utf8())
}

/// Lets the glyphs of the first part of a word say all of it: each its own as long as those after it can say what is
/// left, the others as much as they must.
pub(super) fn say_whole(says: &mut [Cow<'_, str>], rest: &str) {
    let mut whole: String = says.concat();
    whole.truncate(whole.trim_end_matches('\u{ad}').len());
    whole.push_str(rest);
    let mut left = whole.as_str();
    for (after, said) in (0..says.len()).rev().zip(says.iter_mut()) {
        let units = |text: &str| text.encode_utf16().count();
        let own = units(said).min(units(left));
        let must = units(left).saturating_sub(after * LONGEST_TEXT);
        let mut taken = 0;
        let end = left.char_indices().find(|(_, it)| {
            let full = taken >= own.max(must);
            taken += it.len_utf16();
            full
        });
        let end = end.map_or(left.len(), |(at, _)| at);
        *said = Cow::Owned(left[..end].to_owned());
        left = &left[end..];
    }
}

/// Whether a line ends between two runs and divides a word.
fn divides(before: Stood<'_>, after: Stood<'_>) -> bool {
    // What is raised or lowered stands on a base line of its own, but after what it follows.
    let back = after.at.x < before.at.x + before.run.width() / 2;
    let ends = before.place.0 != after.place.0 || (after.at.y != before.at.y && back);
    let (Some(last), Some(next)) = (before.run.text.chars().next_back(), after.run.text.chars().next())
    else {
        return false;
    };
    let parts = |it: char| it.is_whitespace() || is_right_to_left(it) || stands_alone(it);
    // In a line from right to left the space at its end stands before words that run from left to right.
    let signs = before.run.text.trim_end_matches('\u{ad}').len();
    let adjacent = before.run.start as usize + signs == after.run.start as usize;
    before.content == after.content && ends && adjacent && !parts(last) && !parts(next)
}

/// Whether the letters after the rest of a word, in a run of their own, belong to it: it cannot be said whole then.
fn goes_on(runs: &[Stood<'_>], last: usize, said: &[(Place, usize)]) -> bool {
    let (Some(stood), Some((_, bytes))) = (runs.get(last), said.last()) else { return false };
    let whole = *bytes == stood.run.text.len();
    let next = runs.get(last + 1).filter(|it| it.place.0 == stood.place.0 && it.at.y == stood.at.y);
    whole && next.is_some_and(|it| it.run.text.starts_with(char::is_alphabetic))
}

/// Whether a line may end at a letter without dividing anything.
fn stands_alone(letter: char) -> bool {
    has_no_spaces(letter) || matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole<'a>(parts: &[&'a str], rest: &str) -> Vec<Cow<'a, str>> {
        let mut says: Vec<Cow<'_, str>> = parts.iter().map(|it| Cow::Borrowed(*it)).collect();
        say_whole(&mut says, rest);
        says
    }

    #[test]
    fn the_sign_of_division_says_the_rest() {
        assert_eq!(whole(&["d", "i", "\u{ad}"], "vide,"), ["d", "i", "vide,"]);
        assert_eq!(whole(&["l", "l", "-"], "known"), ["l", "l", "-known"]);
    }

    #[test]
    fn a_long_rest_is_said_by_several_glyphs() {
        assert_eq!(
            whole(&["i", "n", "t", "e", "r", "\u{ad}"], "nationalization"),
            ["i", "n", "t", "e", "rnationa", "lization"]
        );
        assert_eq!(whole(&["\u{1d400}", "-"], "1234567"), ["\u{1d400}", "-1234567"]);
    }
}
