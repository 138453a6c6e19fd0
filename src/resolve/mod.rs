//! What refers to something else in the text: files that are included, numbers, and references to them, once for all
//! editions; and what only some of them show.
//!
//! A tree comes out as the reader sees it, so that a backend only prints: the numbers of sections, figures, tables and
//! listings are inlines of headings and captions, and a reference has its words. Resolving again, with other wishes, replaces what
//! was generated before.

mod abbreviations;
mod citations;
mod conditions;
mod end_notes;
mod excerpt;
mod glossary;
mod include;
mod index;
mod lists;
mod members;
mod imprint;
mod numbers;
mod passages;
mod paths;
mod references;
pub mod rules;

pub use abbreviations::expand;
pub use citations::cite;
pub use conditions::{Conditions, EditionName};
pub use end_notes::place_notes;
pub use excerpt::{Borrowed, Taken, TakenForm, excerpt};
pub use include::include;
pub use index::{Locators, PagePlace, Places};
pub use lists::place_lists;
pub use members::{MemberLinks, PageOf, link_members};
pub use passages::passages;
pub use paths::Origin;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::publication::Numbers;

/// Gives a document its numbers, its references their words, and its index the sections of its entries.
pub fn resolve(document: &mut Document, numbers: &Numbers, diags: &mut Diagnostics) {
    resolve_with(document, numbers, Locators::Sections, diags);
}

/// The same for an edition in pages: what is said of places is where they are in these.
pub fn resolve_with(
    document: &mut Document,
    numbers: &Numbers,
    locators: Locators<'_>,
    diags: &mut Diagnostics,
) {
    imprint::fill(document);
    let wanted = references::wanted(document);
    let numbers = references::needed(document, numbers, &wanted);
    let names = numbers::number(document, &numbers);
    if !wanted.targets.is_empty() {
        references::complete(document, &wanted.targets, &names, diags);
    }
    let places = match locators {
        Locators::Pages(places) => Some(places),
        Locators::Sections => None,
    };
    if wanted.has_pages {
        references::add_pages(document, places);
    }
    if wanted.has_abbreviations {
        abbreviations::list(document);
    }
    if wanted.has_glossary {
        glossary::link(document, diags);
    }
    if !wanted.lists.is_empty() {
        lists::write(document, places);
    }
    if wanted.has_index {
        index::index(document, locators, diags);
    }
}

/// Whether a document says on which pages something is, so that it is not complete before its pages are known.
pub fn names_pages(document: &Document) -> bool {
    let wanted = references::wanted(document);
    wanted.has_index || wanted.has_pages || !wanted.lists.is_empty()
}
