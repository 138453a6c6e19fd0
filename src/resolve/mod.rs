//! What refers to something else in the text: files that are included, numbers, and references to them, once for all
//! editions; and what only some of them show.
//!
//! A tree comes out as the reader sees it, so that a backend only prints: the numbers of sections, figures and tables are
//! inlines of headings and captions, and a reference has its words. Resolving again, with other wishes, replaces what
//! was generated before.

mod citations;
mod conditions;
mod excerpt;
mod include;
mod members;
mod numbers;
mod passages;
mod paths;
mod references;
pub mod rules;

pub use citations::cite;
pub use conditions::{Conditions, EditionName};
pub use excerpt::{Borrowed, Taken, TakenForm, excerpt};
pub use include::include;
pub use members::{MemberLinks, PageOf, link_members};
pub use passages::passages;
pub use paths::Origin;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::publication::Numbers;

/// Gives a document its numbers, and its references their words.
pub fn resolve(document: &mut Document, numbers: &Numbers, diags: &mut Diagnostics) {
    let wanted = references::targets(document);
    let numbers = references::needed(document, numbers, &wanted);
    let names = numbers::number(document, &numbers);
    if !wanted.is_empty() {
        references::complete(document, &wanted, &names, diags);
    }
}
