//! Why a project cannot be opened, built or written.

use std::fmt;

use crate::diag::Diagnostics;
use crate::source::Sources;

/// A failure with a help, and the faults that led to it.
#[derive(Debug)]
pub struct Failure {
    /// What failed.
    pub message: String,
    /// What to do, as an imperative; empty where the faults say it.
    pub help: String,
    /// The faults of a manifest, with its text.
    pub faults: Option<Box<(Diagnostics, Sources)>>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// An error with a message and a help.
pub(crate) fn advise(message: impl Into<String>, help: impl Into<String>) -> anyhow::Error {
    anyhow::Error::new(Failure { message: message.into(), help: help.into(), faults: None })
}

/// An error of a manifest, with its faults.
pub(super) fn invalid_manifest(shown: &str, faults: Diagnostics, sources: Sources) -> anyhow::Error {
    let message = format!("invalid manifest `{shown}`");
    anyhow::Error::new(Failure { message, help: String::new(), faults: Some(Box::new((faults, sources))) })
}
