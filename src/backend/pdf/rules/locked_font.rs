//! `locked-font`.

use crate::diag::{Rule, Severity};

/// A font forbids to be embedded.
pub(in crate::backend::pdf) static LOCKED_FONT: Rule = Rule {
    id: "locked-font",
    severity: Severity::Error,
    summary: "a font forbids to be embedded",
    explanation: "\
A font file may say that it must not go into documents (`fsType` of its table
`OS/2`). A PDF without its fonts looks different everywhere, and ISO 19005-2
(PDF/A), 6.2.11.4, and ISO 14289-1 (PDF/UA), 7.21.4, forbid it.

Use another font, or ask its maker for a licence that allows embedding.
",
};
