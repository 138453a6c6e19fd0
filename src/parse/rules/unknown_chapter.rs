//! `unknown-chapter`: a link leads to a Markdown file that is not a chapter.

use crate::diag::{Rule, Severity};

/// A link leads to a Markdown file that is not a chapter.
pub static RULE: Rule = Rule {
    id: "unknown-chapter",
    severity: Severity::Warning,
    summary: "a link leads to a Markdown file that is not a chapter",
    explanation: r##"
A link to another `.md` file leads to that chapter in every edition. This file
is not among the chapters of the publication, so readers would get a link to a
file that they do not have.

Add the file to the `chapters` of the manifest, or link to its address.
"##,
};
