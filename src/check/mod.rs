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

use rayon::prelude::*;

use crate::check::passage::{Passage, passages};
use crate::diag::Diagnostics;
use crate::document::Document;
use crate::source::Sources;

/// What the rules look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The tree.
    pub document: &'a Document,
    /// The texts that it was read from.
    pub sources: &'a Sources,
    passages: Vec<Passage>,
}

impl<'a> Context<'a> {
    /// Of a document and its sources.
    pub fn new(document: &'a Document, sources: &'a Sources) -> Context<'a> {
        Context { document, sources, passages: passages(document) }
    }
}

/// Asks every rule, all at the same time; what they find comes in the order of the rules.
pub fn check(document: &Document, sources: &Sources, diags: &mut Diagnostics) {
    let cx = Context::new(document, sources);
    let ask = |find: &rules::Finder| {
        let mut found = Diagnostics::new();
        find(&cx, &mut found);
        found
    };
    let all: Vec<Diagnostics> = rules::FINDERS.par_iter().map(ask).collect();
    all.into_iter().for_each(|found| diags.append(found));
}
