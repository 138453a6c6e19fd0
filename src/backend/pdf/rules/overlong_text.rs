//! `overlong-text`.

use crate::diag::{Rule, Severity};

/// A text is too long for a PDF string.
pub(crate) static OVERLONG_TEXT: Rule = Rule {
    id: "overlong-text",
    severity: Severity::Error,
    summary: "a text is too long for a PDF string",
    explanation: "\
An address, a title, an alternative text and the like is one string in a PDF,
and ISO 19005-2 (PDF/A), 6.1.13, allows it 32,767 bytes: about sixteen thousand
characters. Running text has no such limit.

Shorten it, or move it into the running text.
",
};
