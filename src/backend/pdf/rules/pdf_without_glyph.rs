//! `pdf-without-glyph`.

use crate::diag::{Rule, Severity};

/// No font has a shape for a character.
pub(in crate::backend::pdf) static PDF_WITHOUT_GLYPH: Rule = Rule {
    id: "pdf-without-glyph",
    severity: Severity::Error,
    summary: "no font has a shape for a character",
    explanation: "\
The character would be printed as an empty box. ISO 19005-2 (PDF/A),
6.2.11.8, forbids it.

Give a font that has the character with `--font-path`, or write another.
",
};
