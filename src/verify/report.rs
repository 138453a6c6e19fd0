//! What was found: a list of differences, each with its place.

use crate::source::Span;

/// What kind of promise is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The same words in the same order.
    Words,
    /// The same headings, lists, notes, tables, figures, links.
    Structure,
    /// What the standards of the format ask.
    Standard,
    /// The same bytes.
    Bytes,
}

impl Aspect {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Aspect::Words => "words",
            Aspect::Structure => "structure",
            Aspect::Standard => "standard",
            Aspect::Bytes => "bytes",
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The promise that is broken.
    pub aspect: Aspect,
    /// What is so, as a lower-case phrase.
    pub message: String,
    /// Where in the source; `None` where it has no place there.
    pub source: Option<Span>,
    /// Where in the edition, as in `page 3`; empty for the whole.
    pub place: String,
}

impl Finding {
    /// A finding without a place in the source.
    pub fn new(aspect: Aspect, place: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding { aspect, message: message.into(), source: None, place: place.into() }
    }

    /// With its place in the source.
    #[must_use]
    pub fn at(mut self, source: Option<Span>) -> Finding {
        self.source = source;
        self
    }
}

/// What was held against the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Words of the text and of its notes.
    pub words: usize,
    /// Notes.
    pub notes: usize,
    /// Headings; none where the format does not mark them.
    pub headings: usize,
    /// Links; none where the format does not mark them.
    pub links: usize,
}

/// What was found in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The name of the edition's file.
    pub file: String,
    /// What it holds.
    pub tally: Tally,
    /// Whether the format told headings, lists and links apart, so that they could be compared.
    pub structured: bool,
    /// The differences, at most [`Report::MOST`] of each aspect.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more: usize,
}

impl Report {
    /// How many differences of an aspect are kept: the first say what is wrong.
    pub const MOST: usize = 50;

    /// A report of findings in their order.
    pub fn new(file: impl Into<String>, tally: Tally, all: Vec<Finding>) -> Report {
        let mut counts = [0; 4];
        let mut report = Report { file: file.into(), tally, structured: true, findings: Vec::new(), more: 0 };
        for finding in all {
            let count = &mut counts[finding.aspect as usize];
            *count += 1;
            if *count <= Report::MOST {
                report.findings.push(finding);
            } else {
                report.more += 1;
            }
        }
        report
    }

    /// With what was not told.
    #[must_use]
    pub fn structured(mut self, structured: bool) -> Report {
        self.structured = structured;
        self
    }

    /// Whether nothing differs.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}
