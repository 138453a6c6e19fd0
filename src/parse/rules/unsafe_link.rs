//! `unsafe-link`: a link runs a program.

use crate::diag::{Rule, Severity};

/// A link runs a program.
pub static RULE: Rule = Rule {
    id: "unsafe-link",
    severity: Severity::Error,
    summary: "a link runs a program",
    explanation: r##"
Addresses such as `javascript:` and `data:` run code or carry files into the
reader's program. Reading systems refuse them. The link becomes plain text.
"##,
};
