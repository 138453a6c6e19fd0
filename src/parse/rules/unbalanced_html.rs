//! `unbalanced-html`: an inline tag is not closed, or not opened.

use crate::diag::{Rule, Severity};

/// An inline tag is not closed, or not opened.
pub static RULE: Rule = Rule {
    id: "unbalanced-html",
    severity: Severity::Error,
    summary: "an inline tag is not closed, or not opened",
    explanation: r##"
`<sup>` and `</sup>` come in pairs, within the same emphasis, link or cell.

Close the tag where the emphasis or link ends that it stands in.
"##,
};
