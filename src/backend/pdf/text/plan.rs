//! The codes of each run on the pages.
//!
//! One walk in the order of the layout gives each glyph in use an id in its
//! subset, and each of its texts a code, in the order in which they are met.
//! Readers put together the texts of the codes. A word in which a cluster has
//! several glyphs also gets its text as a whole: it becomes a marked-content
//! sequence of its own with `ActualText` (ISO 32000-1, 14.9.4), and so does a
//! word that is divided at the end of a line. The `ActualText` is always the
//! text of the codes, because MuPDF looks for the first in the second. The
//! sequences follow each other and are never nested, because readers lose the
//! rest of a sequence after a nested one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::backend::pdf::structure::order::{ItemPosition, ReadingOrder, is_right_to_left};
use crate::backend::pdf::text::clusters::{clusters, glyph_texts};
use crate::backend::pdf::text::codes::{FaceCodes, NO_TEXT, is_space};
use crate::backend::pdf::text::divided::{DividedWords, distribute_word, word_at_end};
use crate::font::{Face, FaceId, FontBook};
use crate::layout::Layout;
use crate::layout::frame::{Glyph, Item, TextRun};
use crate::source::Span;

/// The glyphs in use, and how each run is shown.
#[derive(Debug, Default)]
pub(crate) struct TextPlan {
    /// Of each face in use, its glyphs and codes.
    pub(crate) faces: BTreeMap<FaceId, FaceCodes>,
    /// How each run is shown.
    pub(crate) runs: BTreeMap<ItemPosition, EncodedRun>,
    /// What a standard forbids.
    pub(crate) forbidden: Vec<ForbiddenText>,
}

/// How a run is shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct EncodedRun {
    /// The code of each of its glyphs.
    pub(crate) codes: Vec<u16>,
    /// Its sequences, where it needs several; empty where it is one without `ActualText`.
    pub(crate) sequences: Vec<GlyphSequence>,
}

/// Glyphs that are shown in one marked-content sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GlyphSequence {
    /// Which of the run's glyphs.
    pub(crate) glyphs: Range<usize>,
    /// The `ActualText` of the sequence.
    pub(crate) actual_text: Option<String>,
}

/// Text that no archived or accessible PDF may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForbiddenText {
    /// Where it is in the source.
    pub(crate) span: Span,
    /// The text.
    pub(crate) text: String,
    /// Why it is forbidden.
    pub(crate) reason: ForbiddenReason,
}

/// Why a text may not be in the PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ForbiddenReason {
    /// The face has no glyph for it (ISO 19005-2, 6.2.11.8).
    NoGlyph,
    /// It has a meaning by private agreement only, or none (ISO 19005-2, 6.2.11.7.3; ISO 14289-1, 7.21.7).
    NoMeaning,
}

/// The divided words at the edges of a run.
#[derive(Debug, Clone, Copy, Default)]
struct RunEdges<'a> {
    /// The rest of the word that the run ends with, where it is divided.
    word_rest: Option<&'a str>,
    /// How many bytes at its start are part of the word on the line before.
    rest_bytes: usize,
}

impl TextPlan {
    /// The plan of a layout set in the faces of a book and read in an order.
    pub(crate) fn of(layout: &Layout, book: &FontBook, order: &ReadingOrder) -> TextPlan {
        let divided = DividedWords::of(layout, order);
        let mut plan = TextPlan::default();
        for (page, items) in layout.pages.iter().map(|page| &page.items).enumerate() {
            for (item, placed) in items.iter().enumerate() {
                let position = ItemPosition { page, item };
                if let Item::Text(run) = &placed.item {
                    let word_rest = divided.rests.get(&position).map(String::as_str);
                    let rest_bytes = divided.rest_bytes.get(&position).copied().unwrap_or(0);
                    plan.add(position, run, book.face(run.face), RunEdges { word_rest, rest_bytes });
                }
            }
        }
        plan
    }

    fn add(&mut self, position: ItemPosition, run: &TextRun, font: Option<&Face>, edges: RunEdges<'_>) {
        self.forbidden.extend(forbidden_texts(run));
        let RunTexts { texts, words } = RunTexts::of(run, font, edges);
        let face = self.faces.entry(run.face).or_default();
        let codes = run.glyphs.iter().zip(&texts).map(|(glyph, text)| face.code(glyph.id, text)).collect();
        let sequences = match words.as_slice() {
            [] if run.text.contains(is_right_to_left) => edge_spaces_apart(run),
            [] => Vec::new(),
            _ => words_apart(run, &words, &texts),
        };
        self.runs.insert(position, EncodedRun { codes, sequences });
    }
}

/// The texts of the glyphs of a run.
struct RunTexts<'a> {
    /// The text of each: nearly always a piece of the run's text.
    texts: Vec<Cow<'a, str>>,
    /// Glyphs whose word needs `ActualText`.
    words: Vec<Range<usize>>,
}

impl<'a> RunTexts<'a> {
    fn of(run: &'a TextRun, font: Option<&Face>, edges: RunEdges<'_>) -> RunTexts<'a> {
        let mut result = RunTexts { texts: Vec::with_capacity(run.glyphs.len()), words: Vec::new() };
        for glyphs in clusters(&run.glyphs) {
            let (cluster, text) = cluster(run, &glyphs);
            if cluster.len() == 1 {
                result.texts.push(Cow::Borrowed(if text.is_empty() { NO_TEXT } else { text }));
                continue;
            }
            // Marks above and below split a word for poppler, so it gets `ActualText`; but that of right-to-left
            // letters would be read backwards by poppler and MuPDF, which reverse what they extract.
            if !text.contains(is_right_to_left) {
                result.words.push(glyphs);
            }
            let or_no_text = |text: String| if text.is_empty() { NO_TEXT.into() } else { text.into() };
            result.texts.extend(glyph_texts(cluster, text, font).into_iter().map(or_no_text));
        }
        result.complete_words(run, edges);
        result
    }

    /// Gives the glyphs at the edges their texts of divided words.
    fn complete_words(&mut self, run: &TextRun, edges: RunEdges<'_>) {
        let glyphs = run.glyphs.iter().zip(&mut self.texts);
        let rest = glyphs.filter(|(glyph, _)| (glyph.end as usize) <= edges.rest_bytes);
        rest.for_each(|(_, text)| *text = Cow::Borrowed(" "));
        if let Some(rest) = edges.word_rest {
            let word = word_at_end(run);
            distribute_word(&mut self.texts[word.clone()], rest);
            self.words.push(word);
        }
    }
}

/// The glyphs and the text of a cluster.
fn cluster<'a>(run: &'a TextRun, glyphs: &Range<usize>) -> (&'a [Glyph], &'a str) {
    let cluster = &run.glyphs[glyphs.clone()];
    (cluster, run.text.get(cluster[0].cluster()).unwrap_or(""))
}

/// What of a run a standard forbids.
fn forbidden_texts(run: &TextRun) -> impl Iterator<Item = ForbiddenText> {
    let is_suspect = run.glyphs.iter().any(|it| it.id == 0) || run.text.contains(has_no_meaning);
    clusters(if is_suspect { &run.glyphs } else { &[] }).filter_map(|glyphs| {
        let (cluster, text) = cluster(run, &glyphs);
        let reason = forbidden_reason(text, cluster)?;
        Some(ForbiddenText { span: run.span, text: text.to_owned(), reason })
    })
}

/// Splits a run so that each word with `ActualText` is a sequence of its own.
fn words_apart(run: &TextRun, words: &[Range<usize>], texts: &[Cow<'_, str>]) -> Vec<GlyphSequence> {
    let mut list: Vec<GlyphSequence> = Vec::new();
    let mut done = 0;
    for cluster in words {
        if cluster.start < done {
            continue;
        }
        let word = word_around(run, cluster, done);
        if word.start > done {
            list.push(GlyphSequence { glyphs: done..word.start, actual_text: None });
        }
        done = word.end;
        list.push(GlyphSequence { actual_text: Some(texts[word.clone()].concat()), glyphs: word });
    }
    if done < run.glyphs.len() {
        list.push(GlyphSequence { glyphs: done..run.glyphs.len(), actual_text: None });
    }
    list
}

/// The glyphs of the word that holds a cluster, none of them before `from`.
fn word_around(run: &TextRun, cluster: &Range<usize>, from: usize) -> Range<usize> {
    let is_separator = |index: &usize| {
        let text = run.text.get(run.glyphs[*index].cluster()).unwrap_or("");
        !text.is_empty() && is_space(text)
    };
    if is_separator(&cluster.start) {
        return cluster.clone();
    }
    let start = (from..cluster.start).rev().find(is_separator).map_or(from, |space| space + 1);
    let end = (cluster.end..run.glyphs.len()).find(is_separator).unwrap_or(run.glyphs.len());
    start..end
}

/// The sequences of a right-to-left run: a space at its right end is read first, one at its left end last, but MuPDF
/// reverses only letters and leaves spaces where they are painted.
fn edge_spaces_apart(run: &TextRun) -> Vec<GlyphSequence> {
    let is_blank = |index: &usize| run.text.get(run.glyphs[*index].cluster()).is_some_and(is_space);
    let count = run.glyphs.len();
    let left = (0..count).take_while(is_blank).count();
    let right = (left..count).rev().take_while(is_blank).count();
    let parts = [count - right..count, left..count - right, 0..left];
    let parts = parts.into_iter().filter(|glyphs| !glyphs.is_empty());
    parts.map(|glyphs| GlyphSequence { glyphs, actual_text: None }).collect()
}

fn forbidden_reason(text: &str, glyphs: &[Glyph]) -> Option<ForbiddenReason> {
    if glyphs.iter().any(|it| it.id == 0) {
        return Some(ForbiddenReason::NoGlyph);
    }
    text.chars().any(has_no_meaning).then_some(ForbiddenReason::NoMeaning)
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

    fn planned(layout: Layout) -> TextPlan {
        let order = ReadingOrder::of(&layout.structure);
        TextPlan::of(&layout, &FontBook::default(), &order)
    }

    fn texts(plan: &TextPlan) -> Vec<&str> {
        plan.faces[&FaceId(0)].codes.iter().skip(1).map(|it| it.text.as_str()).collect()
    }

    /// Two lines of one paragraph, a glyph for each character; a soft hyphen is drawn as the glyph 9.
    fn lines(first: &str, second: &str) -> Layout {
        let shape = |text: &str| {
            let glyphs: Vec<(u16, u32, u32)> = text
                .char_indices()
                .map(|(at, it)| {
                    (if it == '\u{ad}' { 9 } else { it as u16 }, at as u32, (at + it.len_utf8()) as u32)
                })
                .collect();
            run(text, &glyphs)
        };
        let start = first.trim_end_matches('\u{ad}').len() as u32;
        let mut layout = layout_of(vec![shape(first), TextRun { start, ..shape(second) }]);
        layout.pages[0].items[1].mark = layout.pages[0].items[0].mark;
        layout
    }

    #[test]
    fn glyphs_are_numbered_in_order() {
        let plan = planned(layout_of(vec![run("aba", &[(30, 0, 1), (20, 1, 2), (30, 2, 3)])]));
        assert_eq!(plan.faces[&FaceId(0)].originals, [0, 30, 20]);
        assert_eq!(texts(&plan), ["a", "b"]);
        assert_eq!(plan.runs[&ItemPosition { page: 0, item: 0 }].codes, [1, 2, 1]);
        assert!(plan.runs[&ItemPosition { page: 0, item: 0 }].sequences.is_empty());
    }

    #[test]
    fn ligature_has_the_text_of_its_letters() {
        let plan = planned(layout_of(vec![run("fi", &[(7, 0, 2)])]));
        assert_eq!(texts(&plan), ["fi"]);
        assert!(plan.runs[&ItemPosition { page: 0, item: 0 }].sequences.is_empty());
    }

    #[test]
    fn cluster_of_several_glyphs_gives_its_word_actual_text() {
        let plan = planned(layout_of(vec![run("x é", &[(1, 0, 1), (2, 1, 2), (3, 2, 4), (4, 2, 4)])]));
        assert_eq!(texts(&plan), ["x", " ", "é", NO_TEXT]);
        let expected = GlyphSequence { glyphs: 2..4, actual_text: Some(format!("é{NO_TEXT}")) };
        assert_eq!(plan.runs[&ItemPosition { page: 0, item: 0 }].sequences[1], expected);
    }

    #[test]
    fn divided_word_has_its_text_where_it_begins() {
        let plan = planned(lines("a di\u{ad}", "vide b"));
        assert_eq!(texts(&plan), ["a", " ", "d", "i", "vide", " ", " ", " ", " ", "b"]);
        assert_eq!(
            plan.runs[&ItemPosition { page: 0, item: 0 }].sequences[1],
            GlyphSequence { glyphs: 2..5, actual_text: Some("divide".to_owned()) }
        );
        assert!(plan.runs[&ItemPosition { page: 0, item: 1 }].sequences.is_empty());
    }

    #[test]
    fn hyphen_of_a_compound_stays_in_the_word() {
        let plan = planned(lines("well-", "known b"));
        assert_eq!(
            plan.runs[&ItemPosition { page: 0, item: 0 }].sequences,
            [GlyphSequence { glyphs: 0..5, actual_text: Some("well-known".to_owned()) }]
        );
    }

    #[test]
    fn words_with_a_space_elsewhere_are_not_joined() {
        let mut layout = lines("ab", "cd");
        if let Item::Text(run) = &mut layout.pages[0].items[1].item {
            run.start += 1;
        }
        let plan = planned(layout);
        assert!(plan.runs.values().all(|it| it.sequences.is_empty()));
    }

    #[test]
    fn line_of_whole_words_is_not_divided() {
        let plan = planned(lines("one ", "two"));
        assert!(plan.runs.values().all(|it| it.sequences.is_empty()));
        assert_eq!(texts(&plan), ["o", "n", "e", " ", "t", "w"]);
    }

    #[test]
    fn rest_that_continues_in_another_run_is_left() {
        let mut layout = lines("a di\u{ad}", "vi");
        let mut more = layout.pages[0].items[1].clone();
        more.at.x += crate::geometry::Length::pt(50);
        layout.pages[0].items.push(more);
        let plan = planned(layout);
        assert!(plan.runs[&ItemPosition { page: 0, item: 0 }].sequences.is_empty());
        assert!(texts(&plan).contains(&"\u{ad}"));
    }

    #[test]
    fn forbidden_text_is_found() {
        let plan = planned(layout_of(vec![run("q\u{e000}", &[(0, 0, 1), (5, 1, 4)])]));
        let reasons: Vec<ForbiddenReason> = plan.forbidden.iter().map(|it| it.reason).collect();
        assert_eq!(reasons, [ForbiddenReason::NoGlyph, ForbiddenReason::NoMeaning]);
    }
}
