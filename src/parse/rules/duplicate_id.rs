//! `duplicate-id`: two places carry the same id.

use crate::diag::{Rule, Severity};

/// Two places carry the same id.
pub static RULE: Rule = Rule {
    id: "duplicate-id",
    severity: Severity::Error,
    summary: "two places carry the same id",
    explanation: r##"
An id must name one place, because links lead to it. The second one is ignored.

Give one of the two another id. Ids made from the words of headings never
clash: a number is added to the second.
"##,
};
