//! The result of a run.

use std::process::ExitCode;

/// The result of a run, which is the exit status. The worst of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Success: 0.
    Good,
    /// The document or an edition has errors: 1.
    Faults,
    /// The command failed, because of usage, configuration, or a file that is missing or cannot be written: 2.
    Unable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(match outcome {
            Outcome::Good => 0,
            Outcome::Faults => 1,
            Outcome::Unable => 2,
        })
    }
}
