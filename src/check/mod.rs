//! What is wrong with a document, found before anything is published.
//!
//! What parsing alone can see, as an undefined note, it reports itself. Here are
//! the questions to the whole tree, one rule a file; what they share, the
//! [`passage`]s of text with their places and the runs of neighbouring blocks;
//! and the [`exception`]s that an author makes, with a reason. What can be mended without
//! asking anybody is mended by [`repair`].

pub mod exception;
pub mod rules;
pub mod repair;
mod align;
mod passage;
mod neighbours;
mod tongue;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::check::passage::{Passage, passages};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::publication::rules::invalid_utf8;
use crate::source::{SourceId, Sources, Span};

/// What the rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The tree.
    pub document: &'a Document,
    /// The texts that it was read from.
    pub sources: &'a Sources,
    /// The files that were no UTF-8, as reading them has said.
    garbled: BTreeSet<SourceId>,
    passages: Vec<Passage>,
}

impl<'a> Context<'a> {
    /// Of a document, its sources, and what reading them has found.
    pub fn new(document: &'a Document, sources: &'a Sources, found: &Diagnostics) -> Context<'a> {
        let garbled = found.iter().filter(|it| it.rule.id == invalid_utf8::RULE.id);
        let garbled = garbled.map(|it| it.primary.span.source).collect();
        Context { document, sources, garbled, passages: passages(document) }
    }

    /// Whether a text was taken out of raw HTML: its source has the tags that the text has not.
    fn is_raw(&self, text: &str, span: Span) -> bool {
        !text.starts_with('<') && self.sources.slice(span).starts_with('<')
    }
}

/// Asks every rule, all at the same time; what they find comes in the order of the rules.
pub fn check(document: &Document, sources: &Sources, diags: &mut Diagnostics) {
    let cx = Context::new(document, sources, diags);
    let ask = |find: &rules::Finder| {
        let mut found = Diagnostics::new();
        find(&cx, &mut found);
        found
    };
    let all: Vec<Diagnostics> = rules::FINDERS.par_iter().map(ask).collect();
    all.into_iter().for_each(|found| diags.append(found));
}
