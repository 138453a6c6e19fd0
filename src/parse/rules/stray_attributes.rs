//! `stray-attributes`: attributes belong to nothing.

use crate::diag::{Rule, Severity};

/// Attributes belong to nothing.
pub static RULE: Rule = Rule {
    id: "stray-attributes",
    severity: Severity::Warning,
    summary: "attributes belong to nothing",
    explanation: r##"
A line of attributes such as `{.lower-alpha}` belongs to the block after it,
and there is none.

Put the line directly before the block that it is about, or remove it.
"##,
};
