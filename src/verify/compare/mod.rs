//! Comparing: the content of an edition with the content that it has to have.
//!
//! In reading order:
//!
//! - `diff`: the differences between two sequences;
//! - `comparison`: the state that the steps share;
//! - `grammar`: words that may be next to the text without being part of it;
//! - `words`: the same words in the same order, with `bidi` for lines that run both ways;
//! - `entry`, `links`, `features`: the same headings, lists, tables, figures, links and marks;
//! - `asides`: contents and running content;
//! - `notes`: the notes;
//! - `pages`: numbers of pages.
//!
//! A PDF without tags is not compared: its positions do not say what is text, in which order, and what stands beside it.

pub mod diff;
mod comparison;
mod grammar;
mod bidi;
mod words;
mod entry;
mod links;
mod features;
mod asides;
mod notes;
mod pages;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::{Direction, Document};

use super::content::{Content, Event, Format, Location, Role};
use super::expected::expected;
use super::extract::differing_part;
use super::normalize::{normalize, primary_language};
use super::normalized::{Feature, FeatureKind, Normalized};
use super::phrases::phrases;
use super::report::{Aspect, Finding, Tally};
use super::word::Word;
use comparison::{Comparison, TextPair};

/// The first difference of a file from the bytes that a new build makes; `None` if they are the same.
pub fn compare_bytes(format: Format, rebuilt: &[u8], found: &[u8]) -> Option<Finding> {
    if rebuilt == found {
        return None;
    }
    let at = rebuilt.iter().zip(found).take_while(|(a, b)| a == b).count();
    let location = match format {
        Format::Pdf => format!("byte {}", at + 1),
        Format::Epub => differing_part(rebuilt, found).unwrap_or_else(|| format!("byte {}", at + 1)),
        Format::Html | Format::Text => {
            let before = found.get(..at).unwrap_or(found);
            format!("line {}", before.iter().filter(|it| **it == b'\n').count() + 1)
        }
    };
    let sizes = if rebuilt.len() == found.len() {
        format!("both have {} bytes", found.len())
    } else {
        format!("{} bytes, not {}", found.len(), rebuilt.len())
    };
    let message = format!("the file differs from a new build ({sizes})");
    Some(Finding::new(Aspect::Bytes, location, message))
}

/// How much an edition contains, and its differences from its document.
pub fn compare(document: &Document, format: Format, content: &Content) -> (Tally, Vec<Finding>) {
    let tables = count_tables(document);
    let is_text = format == Format::Text;
    let records: BTreeSet<usize> = if is_text && document.meta.lang.direction() == Direction::RightToLeft {
        (0..tables).collect()
    } else {
        BTreeSet::new()
    };
    let (tally, findings) = compare_with(document, format, content, &records);
    if !is_text || tables == 0 || findings.is_empty() {
        return (tally, findings);
    }
    (tally, with_best_tables(document, content, records, findings))
}

/// Plain text may draw a table or write it as records: each table is compared in the form that fits better.
fn with_best_tables(
    document: &Document,
    content: &Content,
    mut records: BTreeSet<usize>,
    mut findings: Vec<Finding>,
) -> Vec<Finding> {
    /// How many tables are tried: each trial compares the whole text.
    const MAX: usize = 40;
    for table in (0..count_tables(document)).take(MAX) {
        let mut other = records.clone();
        if !other.remove(&table) {
            other.insert(table);
        }
        let (_, trial) = compare_with(document, Format::Text, content, &other);
        if trial.len() < findings.len() {
            (records, findings) = (other, trial);
        }
    }
    findings
}

fn count_tables(document: &Document) -> usize {
    let html = expected(document, Format::Html, &BTreeSet::new());
    html.events.iter().filter(|(_, it)| *it == Event::Open(Role::Table)).count()
}

/// Compares an edition in which the tables with these indices are written as records.
fn compare_with(
    document: &Document,
    format: Format,
    content: &Content,
    records: &BTreeSet<usize>,
) -> (Tally, Vec<Finding>) {
    let expected = normalize(&expected(document, format, records), format.ignored());
    let found = normalize(content, format.ignored());
    let mut comparison = Comparison {
        format,
        content,
        lang: &document.meta.lang,
        phrases: phrases(document),
        findings: Vec::new(),
    };
    let tally = comparison.run(document, &expected, &found);
    (tally, comparison.findings)
}

impl Comparison<'_> {
    fn run(&mut self, document: &Document, expected: &Normalized, found: &Normalized) -> Tally {
        let body = self.body(expected, found);
        self.metadata();
        self.non_linear_text(&found.flow.words[body.clone()]);
        let hunks = self.words(&expected.flow.words, &found.flow.words, &body);
        // What is added before the first word may be the title block, with a different word in it.
        let added = hunks.first().filter(|it| it.left.is_empty() && it.right.start == 0);
        let text_start = body.start + added.map_or(0, |it| it.right.end);
        self.title_block(&found.flow.words, &(text_start..body.end));
        let pair = TextPair {
            expected,
            found,
            hunks: &hunks,
            body: body.clone(),
            flow_hunks: &hunks,
            flow_start: body.start,
        };
        if self.content.structured {
            self.features(&expected.flow, &found.flow, &pair);
            self.asides(expected, found);
            self.page_numbers(document, &pair);
        } else {
            self.addresses(expected, found);
        }
        self.notes(&pair);
        tally(found, &body)
    }

    /// The title and the language in the metadata, where there are any: catalogues, tabs and screen readers use them.
    fn metadata(&mut self) {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (titles, title) = (&self.content.titles, plain(&self.phrases.title));
        let mut messages = Vec::new();
        if let Some(first) = titles.first().filter(|_| !titles.iter().any(|it| plain(it).contains(&title))) {
            messages.push(format!("the title in the metadata is `{first}`, not `{title}`"));
        }
        let own = self.lang;
        let differs = |it: &&String| primary_language(it) != primary_language(own.as_str());
        let langs = &self.content.langs;
        let wrong = langs.first().filter(|_| langs.iter().all(|it| differs(&it)));
        // A PDF has a language in its catalogue as well (ISO 32000-1, 14.9.2).
        if let Some(lang) = wrong.or(self.content.lang.as_ref().filter(differs)) {
            messages.push(format!("the language in the metadata is `{lang}`, not `{own}`"));
        }
        self.findings.extend(messages.into_iter().map(|it| Finding::new(Aspect::Structure, "", it)));
    }

    /// Text in files that are outside the reading order (EPUB 3.3, 5.7.2). Notes may be in one: their marks lead there.
    fn non_linear_text(&mut self, body: &[Word]) {
        let mut reported = BTreeSet::new();
        for word in body {
            let Location::Part { part, .. } = word.location else { continue };
            if self.content.non_linear.contains(&part) && reported.insert(part) {
                let message = "the text is outside the reading order (`linear=\"no\"`)";
                let location = self.content.show(word.location);
                self.findings.push(Finding::new(Aspect::Structure, location, message));
            }
        }
    }
}

/// How much the body of an edition contains.
fn tally(found: &Normalized, body: &Range<usize>) -> Tally {
    let count =
        |is: fn(&Feature) -> bool| found.texts().flat_map(|it| &it.features).filter(|it| is(it)).count();
    Tally {
        words: body.len() + found.notes.iter().map(|it| it.text.words.len()).sum::<usize>(),
        notes: found.notes.len(),
        headings: count(|it| matches!(it.kind, FeatureKind::Heading(_))),
        links: count(|it| matches!(it.kind, FeatureKind::Link(_))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_differing_byte_is_located() {
        let location =
            |rebuilt: &[u8], found: &[u8]| compare_bytes(Format::Text, rebuilt, found).map(|it| it.location);
        assert_eq!(location(b"a\nb\n", b"a\nb\n"), None);
        assert_eq!(location(b"a\nb\n", b"a\nc\n").as_deref(), Some("line 2"));
        assert_eq!(location(b"a\nb\n", b"a\n").as_deref(), Some("line 2"), "a truncated file");
        let pdf = compare_bytes(Format::Pdf, b"%PDF", b"%PdF").expect("a difference");
        assert_eq!((pdf.location.as_str(), pdf.aspect), ("byte 3", Aspect::Bytes));
        let broken = compare_bytes(Format::Epub, b"PK12", b"PK13").expect("a difference");
        assert_eq!(broken.location, "byte 4", "a file that is not an archive has no parts");
    }
}
