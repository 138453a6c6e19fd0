//! `missing-edition`: an edition does not exist.

use crate::diag::{Rule, Severity};

/// An edition does not exist.
pub static RULE: Rule = Rule {
    id: "missing-edition",
    severity: Severity::Error,
    summary: "an edition does not exist",
    explanation: r#"A requested edition is not in the folder, so it cannot be verified. Readers who follow a
link to it find nothing.

Build it, or name the editions that have to exist: `pamphlet verify --to pdf,html`.
"#,
};
