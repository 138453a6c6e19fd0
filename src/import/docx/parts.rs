//! The parts of a Word file, read.

use std::collections::BTreeMap;

use crate::document::{Id, Lang};
use crate::import::docx::package::Relations;
use crate::import::docx::styles::{Numberings, Styles};
use crate::import::docx::xml::Element;

/// The parts of a file as they are needed for its text.
pub(super) struct Parts {
    pub(super) styles: Styles,
    pub(super) numberings: Numberings,
    pub(super) relations: Relations,
    /// Those of footnotes, and those of endnotes.
    pub(super) note_relations: [Relations; 2],
    /// The footnotes and the endnotes by their ids.
    pub(super) notes: [BTreeMap<String, Element>; 2],
    pub(super) lang: Lang,
}

/// An id of the name of a bookmark.
pub(super) fn bookmark_id(name: &str) -> Option<Id> {
    let name: String =
        name.chars().map(|it| if it.is_alphanumeric() || "-_:.".contains(it) { it } else { '-' }).collect();
    Id::new(name.trim_start_matches('_').to_owned())
}
