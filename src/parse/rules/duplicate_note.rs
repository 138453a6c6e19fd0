//! `duplicate-note`: a note is defined twice under one label.

use crate::diag::{Rule, Severity};

/// A note is defined twice under one label.
pub static RULE: Rule = Rule {
    id: "duplicate-note",
    severity: Severity::Error,
    summary: "a note is defined twice under one label",
    explanation: r##"
A label such as `[^1]` can name one note in a file; upper and lower case are
the same. The second definition is left out, so its words would be lost.

Give the second note another label, or join the two.
"##,
};
