//! What is to be published, and how.

use std::fmt;
use std::sync::Arc;

use crate::pipeline::gate::Levels;
use crate::publication::{Edition, Publication};
use crate::resource::Folder;
use crate::source::{SourceId, Sources};

/// What is to be read.
pub struct Job<'a> {
    /// What the manifest says; for a single file nothing but its slug.
    pub publication: Publication,
    /// The manifest, where there is one, and the chapters.
    pub sources: Sources,
    /// The chapters among the sources, in reading order.
    pub chapters: Vec<SourceId>,
    /// Where the pictures are.
    pub folder: &'a dyn Folder,
}

impl fmt::Debug for Job<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Job { publication, chapters, .. } = self;
        f.debug_struct("Job").field("publication", publication).field("chapters", chapters).finish()
    }
}

/// What the command line says, which lies over front matter and manifest.
#[derive(Debug, Clone, Copy)]
pub struct Wishes<'a> {
    /// The editions to make, in the order of [`Edition::ALL`].
    pub editions: &'a [Edition],
    /// The theme; `None` for that of the publication.
    pub theme: Option<&'a str>,
    /// Font files, which come before those of the program.
    pub fonts: &'a [Arc<[u8]>],
    /// What faults weigh.
    pub levels: &'a Levels,
    /// The moment of making in seconds since 1970 UTC; `None` for that of the publication's date.
    pub created: Option<u64>,
}
