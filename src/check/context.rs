//! What the rules look at.

use std::collections::BTreeSet;

use crate::check::passage::{Passage, is_raw, passages};
use crate::diag::Diagnostics;
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
    /// The texts of its paragraphs, headings, cells and captions.
    pub(super) passages: Vec<Passage>,
}

impl<'a> Context<'a> {
    /// Of a document, its sources, and what reading them has found.
    pub fn new(document: &'a Document, sources: &'a Sources, found: &Diagnostics) -> Context<'a> {
        let garbled = found.iter().filter(|it| it.rule.id == INVALID_UTF8.id);
        let garbled = garbled.map(|it| it.primary.span.source).collect();
        Context { document, sources, garbled, passages: passages(document) }
    }

    /// Whether a text was taken out of raw HTML.
    pub(super) fn is_raw(&self, text: &str, span: Span) -> bool {
        is_raw(text, self.sources.slice(span))
    }
}
