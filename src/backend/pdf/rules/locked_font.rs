//! `locked-font`.

use crate::diag::{Rule, Severity};

/// A font does not allow embedding.
pub(crate) static LOCKED_FONT: Rule = Rule {
    id: "locked-font",
    severity: Severity::Error,
    summary: "a font does not allow embedding",
    explanation: "\
A font file may forbid to be embedded in documents (`fsType` in its table
`OS/2`). A PDF without its fonts looks different everywhere, and ISO 19005-2
(PDF/A), 6.2.11.4, and ISO 14289-1 (PDF/UA), 7.21.4, require them.

Use another font, or get a licence that allows embedding.
",
};
