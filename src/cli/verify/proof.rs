//! What `verify` found of a publication.

use std::path::PathBuf;

use crate::backend::html::Download;
use crate::pipeline::Manuscript;
use crate::plan::EditionPlan;
use crate::project::record::Holding;
use crate::theme::Theme;
use crate::verify::Report;

/// What was found of one edition.
pub(super) struct Proof {
    pub(super) path: PathBuf,
    pub(super) edition: EditionPlan,
    /// What is on disk; `None` where there is no such file.
    pub(super) there: Option<There>,
}

/// An edition that is there.
pub(super) struct There {
    pub(super) report: Report,
    /// Its SHA-256 in hexadecimal digits.
    pub(super) hash: String,
    /// Whether a new build gives the same bytes; `None` where none was made.
    pub(super) same: Option<bool>,
    /// The siblings that it links to and that are not there, each as it names them.
    pub(super) lacks: Vec<String>,
}

impl Proof {
    pub(super) fn is_good(&self) -> bool {
        self.there.as_ref().is_some_and(|it| it.report.is_clean())
    }
}

/// A publication with the proofs of its editions.
pub(super) struct Proven {
    pub(super) name: String,
    pub(super) manuscript: Manuscript,
    pub(super) proofs: Vec<Proof>,
    /// The record of the build; `None` where there need be none.
    pub(super) record: Option<Holding>,
    /// The editions that the first page of a collection leads to.
    pub(super) downloads: Vec<Download>,
    /// The theme of its HTML edition, which is that of the first page.
    pub(super) theme: Option<Theme>,
}
