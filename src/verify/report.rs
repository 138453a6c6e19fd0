//! The report of an edition: a list of findings, each with its location.

use std::collections::BTreeSet;

use crate::source::Span;

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The same words in the same order.
    Words,
    /// The same headings, lists, notes, tables, figures, links.
    Structure,
    /// The requirements of the format's standards.
    Standard,
    /// The same bytes.
    Bytes,
    /// The same parts as a build writes.
    Parts,
}

impl Aspect {
    /// Its name in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Aspect::Words => "words",
            Aspect::Structure => "structure",
            Aspect::Standard => "standard",
            Aspect::Bytes => "bytes",
            Aspect::Parts => "parts",
        }
    }
}

/// One difference from the source, or one violation of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub aspect: Aspect,
    /// The message, a lower-case phrase.
    pub message: String,
    /// Where in the source; `None` where it has no location there.
    pub source: Option<Span>,
    /// Where in the edition, as in `page 3`; empty for the whole.
    pub location: String,
}

impl Finding {
    /// A finding without a location in the source.
    pub fn new(aspect: Aspect, location: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding { aspect, message: message.into(), source: None, location: location.into() }
    }

    /// The finding with its location in the source.
    #[must_use]
    pub fn at(mut self, source: Option<Span>) -> Finding {
        self.source = source;
        self
    }
}

/// How much was compared.
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

/// The report of one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The name of the edition's file.
    pub file: String,
    /// How much was compared.
    pub tally: Tally,
    /// Whether headings, lists and links are marked, so that they could be compared.
    pub structured: bool,
    /// Whether its parts are those that a build writes; `None` where they were not compared.
    pub parts: Option<bool>,
    /// The findings, at most [`Report::MAX`] of each aspect.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more: usize,
}

impl Report {
    /// How many findings of an aspect are kept: the first ones show what is wrong.
    pub const MAX: usize = 50;

    /// A report of findings in their order, of an edition whose structure is marked.
    pub fn new(file: impl Into<String>, tally: Tally, all: Vec<Finding>) -> Report {
        let mut counts = [0; 5];
        let file = file.into();
        let mut report = Report { file, tally, structured: true, parts: None, findings: Vec::new(), more: 0 };
        for finding in all {
            let count = &mut counts[finding.aspect as usize];
            *count += 1;
            if *count <= Report::MAX {
                report.findings.push(finding);
            } else {
                report.more += 1;
            }
        }
        report
    }

    /// What is to be said of a PDF without tags as long as its parts are not compared.
    pub(super) fn untagged() -> Finding {
        Finding::new(Aspect::Words, "", "the file has no tags, so its words are not compared")
    }

    /// Whether nothing but its parts can show what it has: it is a PDF without tags.
    pub fn needs_parts(&self) -> bool {
        self.parts.is_none() && self.findings.contains(&Report::untagged())
    }

    /// Adds the differences from what a build writes; `None` where they were not compared. Where words differ, most of
    /// these are the same differences once more, and where another finding is at the same place too.
    #[must_use]
    pub fn with_parts(mut self, differences: Option<Vec<Finding>>) -> Report {
        if self.needs_parts() && differences.is_some() {
            self.findings.retain(|it| *it != Report::untagged());
        }
        self.parts = differences.as_ref().map(Vec::is_empty);
        let mut new = differences.unwrap_or_default();
        if self.findings.iter().any(|it| it.aspect == Aspect::Words && !it.location.is_empty()) {
            return self;
        }
        let known: BTreeSet<&str> =
            self.findings.iter().map(|it| it.location.as_str()).filter(|it| !it.is_empty()).collect();
        new.retain(|it| !known.contains(it.location.as_str()));
        self.more += new.len().saturating_sub(Report::MAX);
        new.truncate(Report::MAX);
        self.findings.extend(new);
        self
    }

    /// Whether there is no finding.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}
