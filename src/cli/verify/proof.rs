//! What `verify` found of a publication.

use std::path::PathBuf;

use crate::backend::html::Download;
use crate::pipeline::Manuscript;
use crate::plan::EditionPlan;
use crate::project::record::Holding;
use crate::theme::Theme;
use crate::verify::Report;

/// What was found of one edition.
pub(in crate::cli) struct Proof {
    pub(in crate::cli) path: PathBuf,
    pub(in crate::cli) edition: EditionPlan,
    /// What is on disk; `None` where there is no such file.
    pub(in crate::cli) there: Option<There>,
}

/// An edition that is there.
pub(in crate::cli) struct There {
    pub(in crate::cli) report: Report,
    /// Its SHA-256 in hexadecimal digits.
    pub(in crate::cli) hash: String,
    /// Whether a new build gives the same bytes; `None` where none was made.
    pub(in crate::cli) same: Option<bool>,
    /// The siblings that it links to and that are not there, each as it names them.
    pub(in crate::cli) lacks: Vec<String>,
}

impl Proof {
    pub(in crate::cli) fn is_good(&self) -> bool {
        self.there.as_ref().is_some_and(|it| it.report.is_clean())
    }
}

/// A publication with the proofs of its editions.
pub(in crate::cli) struct Proven {
    pub(in crate::cli) name: String,
    pub(in crate::cli) manuscript: Manuscript,
    pub(in crate::cli) proofs: Vec<Proof>,
    /// The record of the build; `None` where there need be none.
    pub(in crate::cli) record: Option<Holding>,
    /// The editions that the first page of a collection leads to.
    pub(in crate::cli) downloads: Vec<Download>,
    /// The theme of its HTML edition, which is that of the first page.
    pub(in crate::cli) theme: Option<Theme>,
}
