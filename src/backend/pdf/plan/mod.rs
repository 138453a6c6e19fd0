//! What each glyph of the pages is called and what it says.
//!
//! One walk in the order of painting gives each glyph that is used an id in its
//! subset, and each thing that it says a code, in the order in which they are
//! met. Readers put together what the codes say. A word in which a cluster has
//! several glyphs is given its text as a whole, too: it becomes a marked-content
//! sequence of its own with `ActualText` (ISO 32000-1, 14.9.4), and so does a
//! word that the end of a line divides. What it says is always what its codes
//! say, because MuPDF looks for the one in the other. The sequences stand side
//! by side, never one in another, because readers lose the rest of a sequence
//! after a nested one.

mod codes;
mod divided;
mod shares;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::backend::pdf::order::ReadingOrder;
use crate::backend::pdf::plan::codes::{SILENT, is_space};
use crate::backend::pdf::plan::divided::{Divided, say_whole, word_at_end};
use crate::backend::pdf::plan::shares::{clusters, shares};
use crate::font::{Face, FaceId, FontBook};
use crate::layout::Layout;
use crate::layout::frame::{Glyph, Item, TextRun};
use crate::source::Span;

pub(super) use crate::backend::pdf::plan::codes::{Code, FacePlan};
pub(super) use crate::backend::pdf::plan::shares::is_right_to_left;

/// The glyphs in use, and how each run is shown.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Of each face in use, its glyphs.
    pub(super) faces: BTreeMap<FaceId, FacePlan>,
    /// How each run is shown.
    pub(super) runs: BTreeMap<Place, Shown>,
    /// What a standard forbids.
    pub(super) faults: Vec<Fault>,
}

/// A run of the layout: the index of its page, and that of its item on the page.
pub(super) type Place = (usize, usize);

/// How a run is shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The code of each of its glyphs.
    pub(super) codes: Vec<u16>,
    /// Its stretches, where it has a word with a text of its own; else it is one.
    pub(super) stretches: Vec<Stretch>,
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

/// What stands at the edges of a run.
#[derive(Debug, Clone, Copy, Default)]
struct Edges<'a> {
    /// The rest of the word that the run ends with, where the end of its line divides it.
    rest: Option<&'a str>,
    /// How many bytes at its start have been said on the line before.
    said: usize,
}

impl Plan {
    /// The plan of a layout set in the faces of a book and read in an order.
    pub(super) fn of(layout: &Layout, book: &FontBook, order: &ReadingOrder) -> Plan {
        let divided = Divided::of(layout, order);
        let mut plan = Plan::default();
        for (number, page) in layout.pages.iter().enumerate() {
            for (index, placed) in page.items.iter().enumerate() {
                let place = (number, index);
                if let Item::Text(run) = &placed.item {
                    let rest = divided.rests.get(&place).map(String::as_str);
                    let edges = Edges { rest, said: divided.said.get(&place).copied().unwrap_or(0) };
                    plan.add(place, run, book.face(run.face), edges);
                }
            }
        }
        plan
    }

    fn add(&mut self, place: Place, run: &TextRun, font: Option<&Face>, edges: Edges<'_>) {
        self.faults.extend(faults(run));
        let Said { texts, wholes } = Said::by(run, font, edges);
        let face = self.faces.entry(run.face).or_default();
        let codes = run.glyphs.iter().zip(&texts).map(|(glyph, says)| face.code(glyph.id, says)).collect();
        let stretches = match wholes.as_slice() {
            [] if run.text.contains(is_right_to_left) => turned(run),
            [] => Vec::new(),
            _ => stretches(run, &wholes, &texts),
        };
        self.runs.insert(place, Shown { codes, stretches });
    }
}

/// What a run says.
struct Said<'a> {
    /// What each of its glyphs says: nearly always a piece of the run's text.
    texts: Vec<Cow<'a, str>>,
    /// Glyphs whose word is said as a whole, too.
    wholes: Vec<Range<usize>>,
}

impl<'a> Said<'a> {
    fn by(run: &'a TextRun, font: Option<&Face>, edges: Edges<'_>) -> Said<'a> {
        let mut said = Said { texts: Vec::with_capacity(run.glyphs.len()), wholes: Vec::new() };
        for glyphs in clusters(&run.glyphs) {
            let (cluster, text) = cluster(run, &glyphs);
            if cluster.len() == 1 {
                said.texts.push(Cow::Borrowed(if text.is_empty() { SILENT } else { text }));
                continue;
            }
            // Marks above and below part a word for poppler, so it is said as a whole; but a substitute for letters
            // from right to left would be read backwards by poppler and MuPDF, which turn what they extract.
            if !text.contains(is_right_to_left) {
                said.wholes.push(glyphs);
            }
            let spoken = |share: String| if share.is_empty() { SILENT.into() } else { share.into() };
            said.texts.extend(shares(cluster, text, font).into_iter().map(spoken));
        }
        said.divide(run, edges);
        said
    }

    /// Lets the glyphs at the edges say what they say of words that are divided there.
    fn divide(&mut self, run: &TextRun, edges: Edges<'_>) {
        let glyphs = run.glyphs.iter().zip(&mut self.texts);
        let silent = glyphs.filter(|(it, _)| (it.end as usize) <= edges.said);
        silent.for_each(|(_, says)| *says = Cow::Borrowed(" "));
        if let Some(rest) = edges.rest {
            let word = word_at_end(run);
            say_whole(&mut self.texts[word.clone()], rest);
            self.wholes.push(word);
        }
    }
}

/// The glyphs and the text of a cluster.
fn cluster<'a>(run: &'a TextRun, glyphs: &Range<usize>) -> (&'a [Glyph], &'a str) {
    let cluster = &run.glyphs[glyphs.clone()];
    (cluster, run.text.get(cluster[0].cluster()).unwrap_or(""))
}

/// What of a run a standard forbids.
fn faults(run: &TextRun) -> impl Iterator<Item = Fault> {
    let suspect = run.glyphs.iter().any(|it| it.id == 0) || run.text.contains(has_no_meaning);
    clusters(if suspect { &run.glyphs } else { &[] }).filter_map(|glyphs| {
        let (cluster, text) = cluster(run, &glyphs);
        let kind = fault(text, cluster)?;
        Some(Fault { span: run.span, text: text.to_owned(), kind })
    })
}

/// Splits a run so that each word that is said as a whole is a stretch of its own.
fn stretches(run: &TextRun, wholes: &[Range<usize>], says: &[Cow<'_, str>]) -> Vec<Stretch> {
    let mut list: Vec<Stretch> = Vec::new();
    let mut done = 0;
    for cluster in wholes {
        if cluster.start < done {
            continue;
        }
        let word = word_around(run, cluster, done);
        if word.start > done {
            list.push(Stretch { glyphs: done..word.start, says: None });
        }
        done = word.end;
        list.push(Stretch { says: Some(says[word.clone()].concat()), glyphs: word });
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

/// The stretches of a run from right to left: a space at its right end is read first, one at its left end last, but
/// MuPDF turns letters only and leaves spaces where they are painted.
fn turned(run: &TextRun) -> Vec<Stretch> {
    let blank = |index: &usize| run.text.get(run.glyphs[*index].cluster()).is_some_and(is_space);
    let count = run.glyphs.len();
    let left = (0..count).take_while(blank).count();
    let right = (left..count).rev().take_while(blank).count();
    let parts = [count - right..count, left..count - right, 0..left];
    parts.into_iter().filter(|it| !it.is_empty()).map(|glyphs| Stretch { glyphs, says: None }).collect()
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
        let order = ReadingOrder::of(&layout.structure);
        Plan::of(&layout, &FontBook::default(), &order)
    }

    fn texts(plan: &Plan) -> Vec<&str> {
        plan.faces[&FaceId(0)].codes.iter().skip(1).map(|it| it.says.as_str()).collect()
    }

    /// Two lines of one paragraph, a glyph for each character; a soft hyphen is drawn as the glyph 9.
    fn lines(first: &str, second: &str) -> Layout {
        let set = |text: &str| {
            let glyphs: Vec<(u16, u32, u32)> = text
                .char_indices()
                .map(|(at, it)| {
                    (if it == '\u{ad}' { 9 } else { it as u16 }, at as u32, (at + it.len_utf8()) as u32)
                })
                .collect();
            run(text, &glyphs)
        };
        let start = first.trim_end_matches('\u{ad}').len() as u32;
        let mut layout = layout_of(vec![set(first), TextRun { start, ..set(second) }]);
        layout.pages[0].items[1].mark = layout.pages[0].items[0].mark;
        layout
    }

    #[test]
    fn glyphs_are_numbered_as_they_come() {
        let plan = planned(layout_of(vec![run("aba", &[(30, 0, 1), (20, 1, 2), (30, 2, 3)])]));
        assert_eq!(plan.faces[&FaceId(0)].originals, [0, 30, 20]);
        assert_eq!(texts(&plan), ["a", "b"]);
        assert_eq!(plan.runs[&(0, 0)].codes, [1, 2, 1]);
        assert!(plan.runs[&(0, 0)].stretches.is_empty());
    }

    #[test]
    fn a_ligature_says_its_letters() {
        let plan = planned(layout_of(vec![run("fi", &[(7, 0, 2)])]));
        assert_eq!(texts(&plan), ["fi"]);
        assert!(plan.runs[&(0, 0)].stretches.is_empty());
    }

    #[test]
    fn a_cluster_of_several_glyphs_makes_its_word_a_stretch() {
        let plan = planned(layout_of(vec![run("x é", &[(1, 0, 1), (2, 1, 2), (3, 2, 4), (4, 2, 4)])]));
        assert_eq!(texts(&plan), ["x", " ", "é", SILENT]);
        let expected = Stretch { glyphs: 2..4, says: Some(format!("é{SILENT}")) };
        assert_eq!(plan.runs[&(0, 0)].stretches[1], expected);
    }

    #[test]
    fn a_divided_word_is_said_where_it_begins() {
        let plan = planned(lines("a di\u{ad}", "vide b"));
        assert_eq!(texts(&plan), ["a", " ", "d", "i", "vide", " ", " ", " ", " ", "b"]);
        assert_eq!(
            plan.runs[&(0, 0)].stretches[1],
            Stretch { glyphs: 2..5, says: Some("divide".to_owned()) }
        );
        assert!(plan.runs[&(0, 1)].stretches.is_empty());
    }

    #[test]
    fn a_hyphen_of_the_word_stays_in_it() {
        let plan = planned(lines("well-", "known b"));
        assert_eq!(
            plan.runs[&(0, 0)].stretches,
            [Stretch { glyphs: 0..5, says: Some("well-known".to_owned()) }]
        );
    }

    #[test]
    fn words_with_a_space_between_that_stands_elsewhere_are_not_one() {
        let mut layout = lines("ab", "cd");
        if let Item::Text(run) = &mut layout.pages[0].items[1].item {
            run.start += 1;
        }
        let plan = planned(layout);
        assert!(plan.runs.values().all(|it| it.stretches.is_empty()));
    }

    #[test]
    fn a_line_of_whole_words_says_them_all() {
        let plan = planned(lines("one ", "two"));
        assert!(plan.runs.values().all(|it| it.stretches.is_empty()));
        assert_eq!(texts(&plan), ["o", "n", "e", " ", "t", "w"]);
    }

    #[test]
    fn a_rest_that_goes_on_in_another_run_is_left() {
        let mut layout = lines("a di\u{ad}", "vi");
        let mut more = layout.pages[0].items[1].clone();
        more.at.x += crate::geometry::Length::pt(50);
        layout.pages[0].items.push(more);
        let plan = planned(layout);
        assert!(plan.runs[&(0, 0)].stretches.is_empty());
        assert!(texts(&plan).contains(&"\u{ad}"));
    }

    #[test]
    fn what_a_standard_forbids_is_found() {
        let plan = planned(layout_of(vec![run("q\u{e000}", &[(0, 0, 1), (5, 1, 4)])]));
        let kinds: Vec<FaultKind> = plan.faults.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [FaultKind::NoGlyph, FaultKind::NoMeaning]);
    }
}
