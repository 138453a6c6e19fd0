//! What is read: the sources of a publication.

use std::fmt;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::publication::{Publication, SourceFormat};
use crate::resource::Folder;
use crate::source::{SourceId, Sources};

/// The sources of a publication.
pub struct Input<'a> {
    /// What the manifest says; for a single file nothing but its slug.
    pub publication: Publication,
    /// What the chapters are written in.
    pub format: SourceFormat,
    /// The manifest, where there is one, and the chapters.
    pub sources: Sources,
    /// The chapters among the sources, in reading order.
    pub chapters: Vec<SourceId>,
    /// Where the images are.
    pub folder: &'a dyn Folder,
    /// What changes the document before it is checked, in order.
    pub filters: &'a [&'a dyn Filter],
}

/// A change of the whole document, between parsing and checking.
pub trait Filter {
    /// The document changed; what cannot be done is reported, and the document stays as it is.
    fn apply(&self, document: Document, sources: &Sources, diags: &mut Diagnostics) -> Document;
}

impl fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Input { publication, chapters, .. } = self;
        f.debug_struct("Input").field("publication", publication).field("chapters", chapters).finish()
    }
}
