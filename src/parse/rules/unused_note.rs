//! `unused-note`: a note is defined but never referenced.

use crate::diag::{Rule, Severity};

/// A note is defined but never referenced.
pub static RULE: Rule = Rule {
    id: "unused-note",
    severity: Severity::Warning,
    summary: "a note is defined but never referenced",
    explanation: r##"
A note without a mark in the text has no place, so no edition has its words.

Refer to it with its label, as in `[^2]`, or remove it.
"##,
};
