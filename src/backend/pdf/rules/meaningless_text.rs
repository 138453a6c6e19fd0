//! `meaningless-text`.

use crate::diag::{Rule, Severity};

/// A character has no meaning in Unicode.
pub(crate) static MEANINGLESS_TEXT: Rule = Rule {
    id: "meaningless-text",
    severity: Severity::Error,
    summary: "a character has no meaning in Unicode",
    explanation: "\
Characters of Unicode's private use areas mean whatever a font defines: no
program can search, speak or copy them. ISO 19005-2 (PDF/A), 6.2.11.7.3, and
ISO 14289-1 (PDF/UA), 7.21.7, forbid them.

Use the character that Unicode has for the symbol, or an image with an
alternative text.
",
};
