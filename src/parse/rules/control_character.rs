//! `control-character`: a control character stands in the text.

use crate::diag::{Rule, Severity};

/// A control character stands in the text.
pub static RULE: Rule = Rule {
    id: "control-character",
    severity: Severity::Error,
    summary: "a control character stands in the text",
    explanation: r##"
A character of the ranges U+0000–U+0008, U+000B–U+001F or U+007F, or one of
the two last code points of a plane, stands in the source. XML forbids most of
them, so an EPUB with one cannot be opened, and no font has a glyph for them.
The tree holds U+FFFD in its place.

Remove the character. It often comes from copying out of a PDF or a terminal.
"##,
};
