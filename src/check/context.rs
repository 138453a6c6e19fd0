//! What the rules look at.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::passage::{Passage, is_raw, passages};
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::publication::rules::INVALID_UTF8;
use crate::source::{SourceId, Sources, Span};

/// What the rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The tree.
    pub document: &'a Document,
    /// The texts that it was read from.
    pub sources: &'a Sources,
    /// The files that were no UTF-8, as reading them has said.
    pub(super) garbled: BTreeSet<SourceId>,
    /// Markup of other dialects, as reading the sources has said, by where it begins.
    foreign: BTreeMap<(SourceId, usize), usize>,
    /// The texts of its paragraphs, headings, cells and captions.
    pub(super) passages: Vec<Passage>,
}

impl<'a> Context<'a> {
    /// Of a document, its sources, and what reading them has found.
    pub fn new(document: &'a Document, sources: &'a Sources, found: &Diagnostics) -> Context<'a> {
        let garbled = found.iter().filter(|it| it.rule.id == INVALID_UTF8.id);
        let garbled = garbled.map(|it| it.primary.span.source).collect();
        let is_foreign = |it: &&Diagnostic| {
            ["foreign-syntax", "ignored-include", "ignored-condition"].contains(&it.rule.id)
        };
        let place = |it: &Diagnostic| {
            let range = it.primary.span.range();
            ((it.primary.span.source, range.start), range.end)
        };
        let foreign = found.iter().filter(is_foreign).map(place).collect();
        Context { document, sources, garbled, foreign, passages: passages(document) }
    }

    /// Whether a place begins in markup of another dialect, of which enough has been said.
    pub(super) fn is_foreign(&self, span: Span) -> bool {
        let (source, start) = (span.source, span.range().start);
        let before = self.foreign.range((source, 0)..=(source, start)).next_back();
        before.is_some_and(|(_, end)| start < *end)
    }

    /// Whether a text was taken out of raw HTML.
    pub(super) fn is_raw(&self, text: &str, span: Span) -> bool {
        is_raw(text, self.sources.slice(span))
    }
}
