//! `pdf-without-glyph`.

use crate::diag::{Rule, Severity};

/// No font has a glyph for a character.
pub(crate) static PDF_WITHOUT_GLYPH: Rule = Rule {
    id: "pdf-without-glyph",
    severity: Severity::Error,
    summary: "no font has a glyph for a character",
    explanation: "\
The character would be printed as an empty box. ISO 19005-2 (PDF/A),
6.2.11.8, forbids it.

Add a font that has the character with `--font-path`, or use another character.
",
};
