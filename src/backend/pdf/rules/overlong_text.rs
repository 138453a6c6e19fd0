//! `overlong-text`.

use crate::diag::{Rule, Severity};

/// A text is longer than a string of an archived PDF may be.
pub(in crate::backend::pdf) static OVERLONG_TEXT: Rule = Rule {
    id: "overlong-text",
    severity: Severity::Error,
    summary: "a text is longer than a PDF can hold in one piece",
    explanation: "\
An address, a title, an alternative text and the like is one string in a PDF,
and ISO 19005-2 (PDF/A), 6.1.13, allows it 32,767 bytes: some sixteen thousand
characters. Running text has no such limit.

Shorten it, or move what it says into the text.
",
};
