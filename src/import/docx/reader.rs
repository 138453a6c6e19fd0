//! What is known while a Word file is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Date, NoteId, Notes};
use crate::import::docx::package::Parts;
use crate::import::docx::package::Relations;
use crate::import::docx::xml::Element;
use crate::import::imported::Manifest;
use crate::import::imported::Remarks;

/// What is at the head of a text and is no part of it.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) authors: Vec<String>,
    /// The date on the page, where it is one.
    pub(super) date: Option<Date>,
}

impl Front {
    /// Completes a manifest; the title on the page is the title.
    pub(super) fn complete(self, manifest: &mut Manifest) {
        if let Some(title) = self.title {
            manifest.title = title;
        }
        manifest.subtitle = self.subtitle;
        if !self.authors.is_empty() {
            manifest.authors = self.authors;
        }
        // That of the properties is when the file was made.
        if let Some(date) = self.date {
            manifest.date = Some(date.to_iso());
        }
    }
}

/// Reads the text of a file.
pub(super) struct Reader<'p> {
    pub(super) parts: &'p Parts,
    pub(super) notes: Notes,
    pub(super) remarks: Remarks,
    pub(super) front: Front,
    /// The images by the names of their parts, with their new paths.
    pub(super) images: BTreeMap<String, String>,
    /// The text boxes of the paragraph that is being read.
    pub(super) boxes: Vec<Element>,
    /// The notes that are read already.
    pub(super) known: BTreeMap<(usize, String), NoteId>,
    /// The bookmarks that links lead to.
    pub(super) wanted: BTreeSet<String>,
    /// Which notes are being read; none for the text itself.
    pub(super) within: Option<usize>,
    pub(super) depth: usize,
    /// The words near what is being read.
    pub(super) place: String,
}

impl<'p> Reader<'p> {
    pub(super) fn new(parts: &'p Parts, document: &Element) -> Reader<'p> {
        let mut wanted = BTreeSet::new();
        find_anchors(document, &mut wanted);
        Reader {
            parts,
            notes: Notes::default(),
            remarks: Remarks::default(),
            front: Front::default(),
            images: BTreeMap::new(),
            boxes: Vec::new(),
            known: BTreeMap::new(),
            wanted,
            within: None,
            depth: 0,
            place: String::new(),
        }
    }

    /// Notes a loss or a guess at the present place.
    pub(super) fn remark(&mut self, message: &str) {
        let place = if self.place.trim().is_empty() { "the beginning" } else { &self.place };
        self.remarks.add(place, message);
    }

    /// The relationships of the part that is being read.
    pub(super) fn relations(&self) -> &'p Relations {
        match self.within {
            None => &self.parts.relations,
            Some(kind) => &self.parts.note_relations[kind.min(1)],
        }
    }

    /// The new path of an image.
    pub(super) fn image_path(&mut self, part: String) -> String {
        let name = part.rsplit('/').next().unwrap_or("image").to_owned();
        self.images.entry(part).or_insert_with(|| format!("images/{name}")).clone()
    }
}

/// The bookmarks that links of a text lead to.
fn find_anchors(element: &Element, into: &mut BTreeSet<String>) {
    for child in element.elements() {
        if child.name == "hyperlink" {
            into.extend(child.attribute("anchor").map(str::to_owned));
        } else if child.name == "instrText" && child.text().contains("\\l") {
            into.extend(child.text().split('"').nth(1).map(str::to_owned));
        }
        find_anchors(child, into);
    }
}
