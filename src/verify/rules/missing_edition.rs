//! `missing-edition`: an edition that is not there.

use crate::diag::{Rule, Severity};

/// An edition that is not there.
pub static RULE: Rule = Rule {
    id: "missing-edition",
    severity: Severity::Error,
    summary: "an edition that is not there",
    explanation: r#"An edition that was asked for is not in the folder, so that nothing can be proved of
it. Readers who follow a link to it find nothing.

Build it, or name the editions that there have to be: `pamphlet verify --to pdf,html`.
"#,
};
