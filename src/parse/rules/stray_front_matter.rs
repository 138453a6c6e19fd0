//! `stray-front-matter`: front matter stands in a later chapter.

use crate::diag::{Rule, Severity};

/// Front matter stands in a later chapter.
pub static RULE: Rule = Rule {
    id: "stray-front-matter",
    severity: Severity::Warning,
    summary: "front matter stands in a later chapter",
    explanation: r##"
The metadata of a publication stands in its manifest or at the head of its
first file. That of a later file is not used.

Move it there.
"##,
};
