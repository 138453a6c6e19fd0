//! What each glyph of the pages is called and what it says.
//!
//! One walk in the order of painting gives each glyph that is used the next id
//! of its subset, and the text that extraction gives for it. A code of a PDF
//! font has one text only (ISO 32000-1, 9.10.3). Where that is not enough, a
//! cluster of several glyphs or a glyph with a second meaning, the whole word
//! is given its text by itself: it becomes a marked-content sequence of its own
//! with `ActualText` (14.9.4). The sequences stand side by side, never one in
//! another, because readers lose the rest of a sequence after a nested one.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_bidi::{BidiClass, bidi_class};

use crate::font::{Face, FaceId, FontBook};
use crate::layout::Layout;
use crate::layout::frame::{Glyph, Item, TextRun};
use crate::source::Span;

/// What text extraction gives for a glyph that has no text of its own, the second of a cluster:
/// a zero-width space, because a code without a text is a fault (ISO 14289-1, 7.21.7).
const SILENT: &str = "\u{200b}";

/// The glyphs in use and the stretches that need a text of their own.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Of each face in use, its glyphs.
    pub(super) faces: BTreeMap<FaceId, FacePlan>,
    /// The stretches of each run that has a word with a text of its own; a run that is not here is one stretch.
    pub(super) stretches: BTreeMap<Place, Vec<Stretch>>,
    /// What a standard forbids.
    pub(super) faults: Vec<Fault>,
}

/// A run of the layout: the index of its page, and that of its item on the page.
pub(super) type Place = (usize, usize);

/// The glyphs of a face that are in use.
#[derive(Debug, Default)]
pub(super) struct FacePlan {
    /// The glyph in the font for each id in the subset; the first is `.notdef`.
    pub(super) originals: Vec<u16>,
    /// The text for each id in the subset.
    pub(super) texts: Vec<String>,
    /// Whether each text is only a makeshift, which a better one may replace.
    makeshift: Vec<bool>,
    /// The id in the subset for each glyph of the font; 0 where it is not in use.
    ids: Vec<u16>,
}

/// Glyphs that are shown in one marked-content sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Which of the run's glyphs.
    pub(super) glyphs: Range<usize>,
    /// What they say, where their own texts do not say it.
    pub(super) says: Option<String>,
}

/// Text that no archived or accessible PDF may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where it stands in the source.
    pub(super) span: Span,
    /// The text.
    pub(super) text: String,
    /// Why not.
    pub(super) kind: FaultKind,
}

/// Why a text may not be in the PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The face has no glyph for it (ISO 19005-2, 6.2.11.8).
    NoGlyph,
    /// It has a meaning by private agreement only, or none (ISO 19005-2, 6.2.11.7.3; ISO 14289-1, 7.21.7).
    NoMeaning,
}

impl Plan {
    /// The plan of a layout set in the faces of a book.
    pub(super) fn of(layout: &Layout, book: &FontBook) -> Plan {
        let mut plan = Plan::default();
        for (number, page) in layout.pages.iter().enumerate() {
            for (index, placed) in page.items.iter().enumerate() {
                if let Item::Text(run) = &placed.item {
                    plan.add((number, index), run, book.face(run.face));
                }
            }
        }
        plan
    }

    fn add(&mut self, place: Place, run: &TextRun, font: Option<&Face>) {
        let face = self.faces.entry(run.face).or_default();
        let mut odd = Vec::new();
        for glyphs in clusters(&run.glyphs) {
            let text = run.text.get(run.glyphs[glyphs.start].cluster()).unwrap_or("");
            if let Some(kind) = fault(text, &run.glyphs[glyphs.clone()]) {
                self.faults.push(Fault { span: run.span, text: text.to_owned(), kind });
            }
            if !face.enter(&run.glyphs[glyphs.clone()], text, font) {
                odd.push(glyphs);
            }
        }
        if !odd.is_empty() {
            self.stretches.insert(place, stretches(run, &odd));
        }
    }
}

impl FacePlan {
    /// The id in the subset of a glyph in use; 0, which is `.notdef`, for any other.
    pub(super) fn id(&self, glyph: u16) -> u16 {
        self.ids.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// Enters the glyphs of a cluster; whether their own texts say what it says.
    fn enter(&mut self, glyphs: &[Glyph], text: &str, font: Option<&Face>) -> bool {
        if let [glyph] = glyphs
            && !text.is_empty()
        {
            return self.claim(glyph.id, text);
        }
        let shares = shares(glyphs, text, font);
        if say(&shares, text) {
            return glyphs.iter().zip(&shares).fold(true, |all, (glyph, it)| self.claim(glyph.id, it) && all);
        }
        for (glyph, share) in glyphs.iter().zip(&shares) {
            self.lend(glyph.id, if share.is_empty() { SILENT } else { share });
        }
        false
    }

    /// Gives a glyph a text for good; `false` where it has another already.
    fn claim(&mut self, glyph: u16, text: &str) -> bool {
        let id = self.id(glyph);
        if id == 0 {
            self.push(glyph, text, false);
            return true;
        }
        let index = usize::from(id);
        if self.makeshift[index] {
            self.makeshift[index] = false;
            text.clone_into(&mut self.texts[index]);
            return true;
        }
        // A no-break space that is drawn as the space is one: the page has been broken already.
        self.texts[index] == text || (is_space(&self.texts[index]) && is_space(text))
    }

    /// Gives a glyph a text that counts only as long as nothing claims it.
    fn lend(&mut self, glyph: u16, text: &str) {
        if self.id(glyph) == 0 {
            self.push(glyph, text, true);
        }
    }

    fn push(&mut self, glyph: u16, text: &str, makeshift: bool) {
        if self.originals.is_empty() {
            self.originals.push(0);
            self.texts.push(SILENT.to_owned());
            self.makeshift.push(false);
        }
        // No face has more than 65,535 glyphs, and `.notdef` has its id already.
        let id = u16::try_from(self.originals.len()).unwrap_or(0);
        if glyph == 0 || id == 0 {
            return;
        }
        let slot = usize::from(glyph);
        if self.ids.len() <= slot {
            self.ids.resize(slot + 1, 0);
        }
        self.ids[slot] = id;
        self.originals.push(glyph);
        self.texts.push(text.to_owned());
        self.makeshift.push(makeshift);
    }
}

/// The glyphs of each cluster, in the order in which they stand.
fn clusters(glyphs: &[Glyph]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = glyphs.get(start)?;
        let same = glyphs[start..].iter().take_while(|it| it.cluster() == first.cluster()).count();
        let range = start..start + same;
        start = range.end;
        Some(range)
    })
}

/// What each glyph of a cluster says: the characters that the font has it for, and of the others all by the first
/// glyph that is left.
fn shares(glyphs: &[Glyph], text: &str, font: Option<&Face>) -> Vec<String> {
    let mut left: Vec<char> = text.chars().collect();
    let mut shares = vec![String::new(); glyphs.len()];
    for (glyph, share) in glyphs.iter().zip(&mut shares) {
        let own = left.iter().position(|it| font.and_then(|font| font.glyph(*it)) == Some(glyph.id));
        share.extend(own.map(|index| left.remove(index)));
    }
    if text.starts_with(is_right_to_left) {
        part_letter_and_marks(&mut left, &mut shares);
    }
    if let Some(share) = shares.iter_mut().find(|it| it.is_empty()) {
        share.extend(left);
    }
    shares
}

/// Gives the letter of a right-to-left cluster to the last glyph, and leaves its marks to the first.
///
/// The shape of a letter depends on its neighbours, and several marks share one, so the font does not have those
/// shapes for the characters; but glyphs stand from left to right, so the letter comes last.
fn part_letter_and_marks(left: &mut Vec<char>, shares: &mut [String]) {
    if shares.iter().filter(|it| it.is_empty()).count() < 2 {
        return;
    }
    if let Some(share) = shares.iter_mut().rev().find(|it| it.is_empty()) {
        share.extend(left.extract_if(.., |it| bidi_class(*it) != BidiClass::NSM));
    }
}

/// Whether shares in the order of their glyphs say what the cluster says.
///
/// Right-to-left glyphs stand the other way around, as readers expect: they turn what they extract. They turn an
/// `ActualText` as well (poppler 22.12 and PDFium do), so it would be read backwards; therefore marks that stand in
/// another order than they were typed in are left as they are there.
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

fn is_right_to_left(letter: char) -> bool {
    matches!(bidi_class(letter), BidiClass::R | BidiClass::AL)
}

/// Splits a run so that each word with an odd cluster is a stretch that says what the word says.
fn stretches(run: &TextRun, odd: &[Range<usize>]) -> Vec<Stretch> {
    let mut list: Vec<Stretch> = Vec::new();
    let mut done = 0;
    for cluster in odd {
        if cluster.start < done {
            continue;
        }
        let word = word_around(run, cluster, done);
        if word.start > done {
            list.push(Stretch { glyphs: done..word.start, says: None });
        }
        done = word.end;
        list.push(Stretch { says: Some(text_of(run, &word)), glyphs: word });
    }
    if done < run.glyphs.len() {
        list.push(Stretch { glyphs: done..run.glyphs.len(), says: None });
    }
    list
}

/// The glyphs of the word that a cluster stands in, none of them before `from`.
fn word_around(run: &TextRun, cluster: &Range<usize>, from: usize) -> Range<usize> {
    let parts = |index: &usize| {
        let text = run.text.get(run.glyphs[*index].cluster()).unwrap_or("");
        !text.is_empty() && is_space(text)
    };
    if parts(&cluster.start) {
        return cluster.clone();
    }
    let start = (from..cluster.start).rev().find(parts).map_or(from, |space| space + 1);
    let end = (cluster.end..run.glyphs.len()).find(parts).unwrap_or(run.glyphs.len());
    start..end
}

/// The text of glyphs, from the first byte of any of their clusters to the last.
fn text_of(run: &TextRun, glyphs: &Range<usize>) -> String {
    let glyphs = &run.glyphs[glyphs.clone()];
    let start = glyphs.iter().map(|it| it.cluster().start).min().unwrap_or(0);
    let end = glyphs.iter().map(|it| it.cluster().end).max().unwrap_or(0);
    run.text.get(start..end).unwrap_or("").to_owned()
}

fn is_space(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

fn fault(text: &str, glyphs: &[Glyph]) -> Option<FaultKind> {
    if glyphs.iter().any(|it| it.id == 0) {
        return Some(FaultKind::NoGlyph);
    }
    text.chars().any(has_no_meaning).then_some(FaultKind::NoMeaning)
}

/// Private use, and what a character map may not name (ISO 14289-1, 7.21.7).
fn has_no_meaning(letter: char) -> bool {
    matches!(letter,
        '\u{0}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::pdf::support::{layout_of, run};

    fn planned(layout: Layout) -> Plan {
        Plan::of(&layout, &FontBook::default())
    }

    #[test]
    fn glyphs_are_numbered_as_they_come() {
        let plan = planned(layout_of(vec![run("aba", &[(30, 0, 1), (20, 1, 2), (30, 2, 3)])]));
        let face = &plan.faces[&FaceId(0)];
        assert_eq!(face.originals, [0, 30, 20]);
        assert_eq!(face.texts, [SILENT, "a", "b"]);
        assert!(plan.stretches.is_empty());
    }

    #[test]
    fn a_ligature_says_its_letters() {
        let plan = planned(layout_of(vec![run("fi", &[(7, 0, 2)])]));
        assert_eq!(plan.faces[&FaceId(0)].texts[1], "fi");
        assert!(plan.stretches.is_empty());
    }

    #[test]
    fn a_second_meaning_makes_the_word_a_stretch_of_its_own() {
        let first = run("-", &[(9, 0, 1)]);
        let second = run("a\u{ad}b c", &[(1, 0, 1), (9, 1, 3), (2, 3, 4), (3, 4, 5), (4, 5, 6)]);
        let plan = planned(layout_of(vec![first, second]));
        let expected = [
            Stretch { glyphs: 0..3, says: Some("a\u{ad}b".to_owned()) },
            Stretch { glyphs: 3..5, says: None },
        ];
        assert_eq!(plan.stretches[&(0, 1)], expected);
    }

    #[test]
    fn a_cluster_of_several_glyphs_makes_its_word_a_stretch() {
        let plan = planned(layout_of(vec![run("x e\u{301}", &[(1, 0, 1), (2, 1, 2), (3, 2, 5), (4, 2, 5)])]));
        let face = &plan.faces[&FaceId(0)];
        assert_eq!(face.texts[3..], ["e\u{301}", SILENT]);
        assert_eq!(plan.stretches[&(0, 0)][1], Stretch { glyphs: 2..4, says: Some("e\u{301}".to_owned()) });
    }

    #[test]
    fn a_letter_and_its_mark_each_say_their_own() {
        let font = FontBook::default();
        let face = font.face(FaceId(0)).expect("a face");
        let (letter, mark) = (face.glyph('e').expect("e"), face.glyph('\u{301}').expect("an acute"));
        let plan = planned(layout_of(vec![run("e\u{301}", &[(letter, 0, 3), (mark, 0, 3)])]));
        assert!(plan.stretches.is_empty());
        assert_eq!(plan.faces[&FaceId(0)].texts[1..], ["e", "\u{301}"]);
    }

    #[test]
    fn a_letter_and_its_marks_are_parted_where_the_font_does_not_know_their_shapes() {
        let glyphs = run("ر\u{651}\u{64e}", &[(1, 0, 6), (2, 0, 6)]).glyphs;
        assert_eq!(shares(&glyphs, "ر\u{651}\u{64e}", None), ["\u{651}\u{64e}", "ر"]);
    }

    #[test]
    fn marks_of_right_to_left_letters_stand_before_them() {
        let shares = ["\u{64e}".to_owned(), "\u{628}".to_owned()];
        assert!(say(&shares, "\u{628}\u{64e}"));
        assert!(!say(&["ि".to_owned(), "त्र".to_owned()], "त्रि"));
    }

    #[test]
    fn a_no_break_space_may_be_drawn_as_a_space() {
        let plan = planned(layout_of(vec![run(" \u{a0}", &[(1, 0, 1), (1, 1, 3)])]));
        assert!(plan.stretches.is_empty());
    }

    #[test]
    fn what_a_standard_forbids_is_found() {
        let plan = planned(layout_of(vec![run("q\u{e000}", &[(0, 0, 1), (5, 1, 4)])]));
        let kinds: Vec<FaultKind> = plan.faults.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [FaultKind::NoGlyph, FaultKind::NoMeaning]);
    }
}
