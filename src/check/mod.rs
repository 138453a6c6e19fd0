//! What is wrong with a document, found before anything is published.
//!
//! What parsing alone can see, as an undefined note, it reports itself. Here are
//! the questions to the whole tree, one rule a file.

pub mod rules;

use crate::diag::Diagnostics;
use crate::document::Document;

/// Asks every rule.
pub fn check(document: &Document, diags: &mut Diagnostics) {
    for find in rules::FINDERS {
        find(document, diags);
    }
}
