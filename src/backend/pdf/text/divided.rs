//! Words divided at the end of a line: their whole text is given where they begin.
//!
//! A soft hyphen at the end of a line is what ISO 32000-1 asks for (14.8.2.2.3),
//! but readers differ in it: poppler joins such a word, MuPDF keeps the soft
//! hyphen and the line end in it, pdf.js drops the first and keeps the second,
//! and all of them take the hyphen of a compound for one of line breaking. So
//! the last glyphs of the line carry the rest of the word, in `ActualText`
//! (14.9.4) and in the texts of their codes, for readers that ignore
//! `ActualText`; and the glyphs of the rest have the space that follows the
//! word as their text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::backend::pdf::structure::order::{ItemPosition, ReadingOrder, is_right_to_left};
use crate::document::text::has_no_spaces;
use crate::font::FaceId;
use crate::geometry::Point;
use crate::layout::Layout;
use crate::layout::frame::{Item, Mark, TextRun};
use crate::layout::structure::ContentId;

/// The longest text of a code, in UTF-16: MuPDF up to 1.21 ignores longer ones (`PDF_MRANGE_CAP`).
const LONGEST_TEXT: usize = 8;

/// How many words may be divided in one face: each needs a code, of which a font has 65,536.
const MOST_WORDS: usize = 40_000;

/// The words that are divided.
#[derive(Debug, Default)]
pub(super) struct DividedWords {
    /// By the run at whose end a word begins: the rest of the word.
    pub(super) rests: BTreeMap<ItemPosition, String>,
    /// By the run at whose start a rest is: how many bytes of its text are part of the rest.
    pub(super) rest_bytes: BTreeMap<ItemPosition, usize>,
    /// How many there are in each face.
    counts: BTreeMap<FaceId, usize>,
}

/// A run of content on its page.
#[derive(Clone, Copy)]
struct PlacedRun<'a> {
    position: ItemPosition,
    at: Point,
    content: ContentId,
    run: &'a TextRun,
}

/// The start of a run that belongs to a word of the line before.
struct RestPart {
    position: ItemPosition,
    bytes: usize,
}

impl DividedWords {
    /// Those of a layout.
    pub(super) fn of(layout: &Layout, order: &ReadingOrder) -> DividedWords {
        let mut runs = Vec::new();
        for (number, page) in layout.pages.iter().enumerate() {
            for (index, placed) in order.items(page) {
                if let (Item::Text(run), Mark::Content(content)) = (&placed.item, placed.mark) {
                    let position = ItemPosition { page: number, item: index };
                    runs.push(PlacedRun { position, at: placed.at, content, run });
                }
            }
        }
        // Notes come between the lines of a paragraph that continues on the next page.
        runs.sort_by_key(|run| order.rank(run.content));
        let mut divided = DividedWords::default();
        let mut from = 0;
        while from + 1 < runs.len() {
            from = divided.add_word(&runs, from);
        }
        divided
    }

    /// Adds the word at the end of a run, if it is divided there; the run to continue with.
    fn add_word(&mut self, runs: &[PlacedRun<'_>], from: usize) -> usize {
        let mut rest = String::new();
        let mut parts = Vec::new();
        let mut last = from;
        while let (Some(before), Some(after)) = (runs.get(last), runs.get(last + 1)) {
            if !is_divided_between(*before, *after) {
                break;
            }
            let part = after.run.text.split(char::is_whitespace).next().unwrap_or("");
            rest.push_str(part.trim_end_matches('\u{ad}'));
            parts.push(RestPart { position: after.position, bytes: part.len() });
            last += 1;
            if part.len() < after.run.text.len() {
                break;
            }
        }
        let first = runs[from].run;
        let count = self.counts.entry(first.face).or_default();
        let room = first.glyphs.len() - word_at_end(first).start;
        let is_too_long = first.text.len() - word_start(&first.text) + rest.len() > room * LONGEST_TEXT;
        if last == from || is_too_long || *count >= MOST_WORDS || continues(runs, last, &parts) {
            return last.max(from + 1);
        }
        *count += 1;
        self.rests.insert(runs[from].position, rest);
        self.rest_bytes.extend(parts.into_iter().map(|part| (part.position, part.bytes)));
        last
    }
}

/// The glyphs of the word that a run ends with.
pub(super) fn word_at_end(run: &TextRun) -> Range<usize> {
    let start = word_start(&run.text);
    let before = run.glyphs.iter().rposition(|glyph| (glyph.start as usize) < start);
    before.map_or(0, |index| index + 1)..run.glyphs.len()
}

/// Where the word begins that a text ends with.
fn word_start(text: &str) -> usize {
    text.char_indices().rfind(|(_, it)| it.is_whitespace()).map_or(0, |(at, it)| at + it.len_utf8())
}

/// Distributes a whole word over the glyphs of its first part: each has its own text as long as those after it have
/// room for what is left, the others as much as they must.
pub(super) fn distribute_word(texts: &mut [Cow<'_, str>], rest: &str) {
    let mut whole: String = texts.concat();
    whole.truncate(whole.trim_end_matches('\u{ad}').len());
    whole.push_str(rest);
    let mut left = whole.as_str();
    for (after, text) in (0..texts.len()).rev().zip(texts.iter_mut()) {
        let units = |text: &str| text.encode_utf16().count();
        let own = units(text).min(units(left));
        let least = units(left).saturating_sub(after * LONGEST_TEXT);
        let mut taken = 0;
        let end = left.char_indices().find(|(_, it)| {
            let is_full = taken >= own.max(least);
            taken += it.len_utf16();
            is_full
        });
        let end = end.map_or(left.len(), |(at, _)| at);
        *text = Cow::Owned(left[..end].to_owned());
        left = &left[end..];
    }
}

/// Whether a line ends between two runs and divides a word.
fn is_divided_between(before: PlacedRun<'_>, after: PlacedRun<'_>) -> bool {
    // A superscript or subscript has a base line of its own, but comes after what it follows.
    let is_back = after.at.x < before.at.x + before.run.width() / 2;
    let ends = before.position.page != after.position.page || (after.at.y != before.at.y && is_back);
    let (Some(last), Some(next)) = (before.run.text.chars().next_back(), after.run.text.chars().next())
    else {
        return false;
    };
    let separates = |it: char| it.is_whitespace() || is_right_to_left(it) || breaks_anywhere(it);
    // In a right-to-left line the space at its end comes before words that run from left to right.
    let bytes = before.run.text.trim_end_matches('\u{ad}').len();
    let is_adjacent = before.run.start as usize + bytes == after.run.start as usize;
    before.content == after.content && ends && is_adjacent && !separates(last) && !separates(next)
}

/// Whether letters in a run of their own follow the rest of a word and belong to it, so that the word is incomplete.
fn continues(runs: &[PlacedRun<'_>], last: usize, parts: &[RestPart]) -> bool {
    let (Some(placed), Some(part)) = (runs.get(last), parts.last()) else { return false };
    let is_whole_run = part.bytes == placed.run.text.len();
    let next =
        runs.get(last + 1).filter(|run| run.position.page == placed.position.page && run.at.y == placed.at.y);
    is_whole_run && next.is_some_and(|next| next.run.text.starts_with(char::is_alphabetic))
}

/// Whether a line may end at a letter without dividing a word.
fn breaks_anywhere(letter: char) -> bool {
    has_no_spaces(letter) || matches!(letter, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distributed<'a>(parts: &[&'a str], rest: &str) -> Vec<Cow<'a, str>> {
        let mut texts: Vec<Cow<'_, str>> = parts.iter().map(|it| Cow::Borrowed(*it)).collect();
        distribute_word(&mut texts, rest);
        texts
    }

    #[test]
    fn hyphen_carries_the_rest_of_the_word() {
        assert_eq!(distributed(&["d", "i", "\u{ad}"], "vide,"), ["d", "i", "vide,"]);
        assert_eq!(distributed(&["l", "l", "-"], "known"), ["l", "l", "-known"]);
    }

    #[test]
    fn long_rest_is_distributed_over_several_glyphs() {
        assert_eq!(
            distributed(&["i", "n", "t", "e", "r", "\u{ad}"], "nationalization"),
            ["i", "n", "t", "e", "rnationa", "lization"]
        );
        assert_eq!(distributed(&["\u{1d400}", "-"], "1234567"), ["\u{1d400}", "-1234567"]);
    }
}
