//! What is wrong with a document, found before anything is published.
//!
//! What parsing alone can see, as an undefined note, it reports itself. Here are
//! the questions to the whole tree, one rule a file; what they share, the
//! [`passage`]s of text with their places and the runs of neighbouring blocks;
//! and the [`exception`]s that an author makes, with a reason. What can be fixed without
//! asking anybody is fixed by [`repair`].

pub mod exception;
pub mod repair;
pub mod rules;
mod context;
mod passage;
mod neighbours;
mod language;

use rayon::prelude::*;

pub use context::Context;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::source::Sources;

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
