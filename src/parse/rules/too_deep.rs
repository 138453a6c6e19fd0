//! `too-deep`: blocks or inlines are nested too deep.

use crate::diag::{Rule, Severity};

/// Blocks or inlines are nested too deep.
pub static RULE: Rule = Rule {
    id: "too-deep",
    severity: Severity::Error,
    summary: "blocks or inlines are nested too deep",
    explanation: r##"
More than 64 quotations, lists and containers lie within each other, or more
than 64 inlines. No edition can show that. What is deeper is taken as if it
stood at that depth.
"##,
};
