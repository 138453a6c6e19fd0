//! The state of one comparison, which all its steps share.

use std::ops::Range;

use crate::document::Lang;
use crate::source::Span;
use crate::verify::content::{Content, Format, Location};
use crate::verify::normalized::Normalized;
use crate::verify::phrases::Phrases;
use crate::verify::report::{Aspect, Finding};

use super::diff::Hunk;

/// One edition while it is compared.
pub(super) struct Comparison<'a> {
    pub(super) format: Format,
    /// The content of the edition.
    pub(super) content: &'a Content,
    /// The language of the document.
    pub(super) lang: &'a Lang,
    /// What the edition may have besides the text.
    pub(super) phrases: Phrases,
    pub(super) findings: Vec<Finding>,
}

/// A text of the document and the text of the edition that it is compared with.
#[derive(Clone)]
pub(super) struct TextPair<'a> {
    /// The whole expected content.
    pub(super) expected: &'a Normalized,
    /// The whole content of the edition.
    pub(super) found: &'a Normalized,
    /// The differences between the words; the found ones count from the start of `body`.
    pub(super) hunks: &'a [Hunk],
    /// The found words that belong to the text.
    pub(super) body: Range<usize>,
    /// The differences between the running texts: links lead there from notes too.
    pub(super) flow_hunks: &'a [Hunk],
    /// Where the body of the found running text starts.
    pub(super) flow_start: usize,
}

impl Comparison<'_> {
    /// Adds a finding about the structure, with its location in the source and in the edition.
    pub(super) fn structure(&mut self, source: Location, location: Location, message: impl Into<String>) {
        let finding = Finding::new(Aspect::Structure, self.content.show(location), message);
        self.findings.push(finding.at(span(source)));
    }
}

/// The span of a location in the source.
pub(super) fn span(location: Location) -> Option<Span> {
    match location {
        Location::Source(span) => Some(span),
        Location::Whole | Location::Line(_) | Location::Page(_) | Location::Part { .. } => None,
    }
}
