//! `meaningless-text`.

use crate::diag::{Rule, Severity};

/// A character has a meaning by private agreement only.
pub(in crate::backend::pdf) static MEANINGLESS_TEXT: Rule = Rule {
    id: "meaningless-text",
    severity: Severity::Error,
    summary: "a character has a meaning by private agreement only",
    explanation: "\
Characters of Unicode's private use areas mean whatever a font makes of them:
no reader can search, speak or copy them. ISO 19005-2 (PDF/A), 6.2.11.7.3,
forbids them, as ISO 14289-1 (PDF/UA), 7.21.7, does.

Write the character that Unicode has for the sign, or use a picture with a text
that stands for it.
",
};
