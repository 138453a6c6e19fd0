//! `undefined-link`: a link refers to a label that is not defined.

use crate::diag::{Rule, Severity};

/// A link refers to a label that is not defined.
pub static RULE: Rule = Rule {
    id: "undefined-link",
    severity: Severity::Error,
    summary: "a link refers to a label that is not defined",
    explanation: r##"
`[text][label]` needs a line `[label]: https://example.org` in the same file.

Define the label, or write `\[text]` where the brackets are meant as such.
"##,
};
