//! What an edition says against what it has to say.

pub mod diff;
mod apart;
mod asides;
mod features;
mod item;
mod metadata;
mod phrase;
mod turned;
mod words;

use phrase::Grammar;

pub(super) use features::address;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::{Direction, Document, Lang};
use crate::source::Span;

use super::expected::expected;
use super::phrases::{Phrases, phrases};
use super::reading::{Place, Reading};
use super::report::{Aspect, Finding, Tally};
use super::survey::{Feature, FeatureKind, Survey, Text, survey};
use super::{Format, word};

/// What is known while one edition is compared.
struct Comparison<'a> {
    format: Format,
    reading: &'a Reading,
    /// The language of the document.
    lang: &'a Lang,
    phrases: Phrases,
    expected: Survey,
    found: Survey,
    /// What stands among the text where no tags tell it apart: furniture, contents, notes, markers. `None` where
    /// something tells.
    among: Option<Grammar>,
    /// The numbers that stand as marks of notes in the words of a page without tags; none where something tells.
    marks: BTreeSet<String>,
    findings: Vec<Finding>,
}

/// What an edition holds, and its differences from its document.
pub fn compare(document: &Document, format: Format, reading: &Reading) -> (Tally, Vec<Finding>) {
    let tables = count_tables(document);
    let all: BTreeSet<usize> = (0..tables).collect();
    let plain = format == Format::Text;
    let begin =
        if plain && document.meta.lang.direction() == Direction::RightToLeft { all } else { BTreeSet::new() };
    let (tally, findings) = compare_with(document, format, reading, &begin);
    if !plain || tables == 0 || findings.is_empty() {
        return (tally, findings);
    }
    (tally, tables_told(document, reading, begin, findings))
}

/// Plain text may draw a table or tell it as records: each is compared in the way that fits better.
fn tables_told(
    document: &Document,
    reading: &Reading,
    mut records: BTreeSet<usize>,
    mut findings: Vec<Finding>,
) -> Vec<Finding> {
    /// So many tables are tried; each trial compares the whole text.
    const MOST: usize = 40;
    for table in (0..count_tables(document)).take(MOST) {
        let mut other = records.clone();
        if !other.remove(&table) {
            other.insert(table);
        }
        let (_, trial) = compare_with(document, Format::Text, reading, &other);
        if trial.len() < findings.len() {
            (records, findings) = (other, trial);
        }
    }
    findings
}

fn count_tables(document: &Document) -> usize {
    let plain = expected(document, Format::Html, &BTreeSet::new());
    plain
        .events
        .iter()
        .filter(|(_, it)| *it == super::reading::Event::Open(super::reading::Role::Table))
        .count()
}

fn compare_with(
    document: &Document,
    format: Format,
    reading: &Reading,
    records: &BTreeSet<usize>,
) -> (Tally, Vec<Finding>) {
    let expected = survey(&expected(document, format, records), format.dress());
    let found = survey(reading, format.dress());
    let (phrases, findings) = (phrases(document), Vec::new());
    let (lang, among, marks) = (&document.meta.lang, None, BTreeSet::new());
    let mut comparison =
        Comparison { format, reading, lang, phrases, expected, found, among, marks, findings };
    let tally = comparison.run();
    (tally, comparison.findings)
}

/// What the body of an edition holds.
fn tally(found: &Survey, body: &Range<usize>) -> Tally {
    let texts = || std::iter::once(&found.flow).chain(found.notes.iter().map(|it| &it.text));
    let count = |is: fn(&Feature) -> bool| texts().flat_map(|it| &it.features).filter(|it| is(it)).count();
    Tally {
        words: body.len() + found.notes.iter().map(|it| it.text.words.len()).sum::<usize>(),
        notes: found.notes.len(),
        headings: count(|it| matches!(it.kind, FeatureKind::Heading(_))),
        links: count(|it| matches!(it.kind, FeatureKind::Link(_))),
    }
}

/// The first words of a note, which a page without tags has in its text where the note cannot be told from it.
fn beginning(note: &super::survey::Note) -> String {
    let words = &note.text.words;
    word::joined(&words[..words.len().min(8)])
}

impl Comparison<'_> {
    fn run(&mut self) -> Tally {
        let (expected, mut found) = (std::mem::take(&mut self.expected), std::mem::take(&mut self.found));
        if self.format == Format::Pdf && !self.reading.structured {
            apart::set_apart(&expected, &mut found);
            self.among = Some(self.grammar_of_untold(&expected, &found));
            self.marks = expected.notes.iter().map(|it| it.name.clone()).collect();
        }
        let body = self.body(&expected, &found);
        self.metadata();
        self.apart(&found.flow.words[body.clone()]);
        let hunks = self.words(&expected.flow.words, &found.flow.words, &body);
        // What is added before the first word may be the title block, with a word in it that is another.
        let added = hunks.first().filter(|it| it.left.is_empty() && it.right.start == 0);
        let begin = body.start + added.map_or(0, |it| it.right.end);
        self.around(&found.flow.words, &(begin..body.end));
        let flow = (hunks.as_slice(), body.start);
        let pair =
            features::Pair { expected: &expected, found: &found, hunks: &hunks, body: body.clone(), flow };
        if self.reading.structured {
            self.features(&expected.flow, &found.flow, &pair);
            self.asides(&expected, &found);
        } else {
            self.addresses(&expected, &found);
        }
        self.notes(&expected, &found, &pair);
        tally(&found, &body)
    }

    /// Each note's words and what is in it, and the ways to and from it.
    fn notes(&mut self, expected: &Survey, found: &Survey, pair: &features::Pair) {
        if found.notes.is_empty() && !self.reading.structured && self.among.is_none() {
            // They stand in the text, where they were looked for.
            return;
        }
        let said = LazyCell::new(|| word::joined(&found.flow.words));
        for (at, note) in expected.notes.iter().enumerate() {
            let number = at + 1;
            let there = if self.reading.structured {
                found.notes.get(at)
            } else {
                found.notes.iter().find(|it| it.name == note.name)
            };
            let Some(there) = there else {
                if self.among.is_some() && said.contains(&beginning(note)) {
                    continue;
                }
                let message = format!("note {number} is lost: `{}`", word::shown(&note.text.words));
                self.structure(note.place, Place::Whole, message);
                continue;
            };
            let label = label_length(&note.text, &there.text, number);
            let body = label..there.text.words.len();
            let hunks = self.words(&note.text.words, &there.text.words, &body);
            if self.reading.structured {
                let pair = features::Pair { hunks: &hunks, body, ..*pair };
                self.features(&note.text, &there.text, &pair);
                self.ways(number, note.place, there);
            }
        }
        for note in found.notes.iter().skip(expected.notes.len()).filter(|_| self.reading.structured) {
            let message = format!("a note is added: `{}`", word::shown(&note.text.words));
            self.structure(Place::Whole, note.place, message);
        }
        for place in &found.lost_marks {
            self.structure(Place::Whole, *place, "the mark of a note leads to no note");
        }
    }

    /// Notes are reached from their marks, and lead back.
    fn ways(&mut self, number: usize, source: Place, note: &super::survey::Note) {
        if !note.marked {
            self.structure(source, note.place, format!("no mark leads to note {number}"));
        }
        if note.back_links == 0 {
            self.structure(source, note.place, format!("no link leads back from note {number} to its mark"));
        }
        let digits: String = note.label.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() && digits != number.to_string() {
            self.structure(source, note.place, format!("note {number} is labelled `{}`", note.label));
        }
    }

    /// The addresses of links in an edition that has them as text.
    fn addresses(&mut self, expected: &Survey, found: &Survey) {
        let texts = || std::iter::once(&found.flow).chain(found.notes.iter().map(|it| &it.text));
        let shown: String = texts().map(|it| word::joined(&it.words)).collect();
        let listed: BTreeSet<String> = found
            .asides
            .iter()
            .flat_map(|it| &it.links)
            .filter_map(|(goal, _)| features::address(goal))
            .collect();
        let links = std::iter::once(&expected.flow).chain(expected.notes.iter().map(|it| &it.text));
        for feature in links.flat_map(|it| &it.features) {
            let FeatureKind::Link(goal) = &feature.kind else { continue };
            let Some(address) = features::address(goal) else { continue };
            let bare = address
                .trim_start_matches("mailto:")
                .trim_start_matches("https://")
                .trim_start_matches("http://");
            let in_text = word::joined(&word::words(bare.trim_end_matches('/'), Place::Whole));
            let dressed: String = in_text.chars().filter(|it| !self.format.dress().contains(it)).collect();
            if !listed.contains(&address) && !shown.contains(&dressed) {
                self.structure(
                    feature.place,
                    Place::Whole,
                    format!("the address `{address}` of a link is lost"),
                );
            }
        }
    }

    fn structure(&mut self, source: Place, place: Place, message: impl Into<String>) {
        let finding = Finding::new(Aspect::Structure, self.reading.show(place), message);
        self.findings.push(finding.at(span(source)));
    }
}

/// How many words at the start of a note are its own label, which the source has not.
fn label_length(expected: &Text, found: &Text, number: usize) -> usize {
    let number = number.to_string();
    let starts = |text: &Text| text.words.first().is_some_and(|it| it.text == number);
    if !starts(found) || starts(expected) {
        return 0;
    }
    let dot = found.words.get(1).is_some_and(|it| matches!(it.text.as_str(), "." | ")" | ":"));
    let expects = expected.words.first().is_some_and(|it| it.text == ".");
    1 + usize::from(dot && !expects)
}

fn span(place: Place) -> Option<Span> {
    match place {
        Place::Source(span) => Some(span),
        Place::Whole | Place::Line(_) | Place::Page(_) | Place::Part { .. } => None,
    }
}
