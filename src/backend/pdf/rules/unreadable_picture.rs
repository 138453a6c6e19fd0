//! `unreadable-picture`.

use crate::diag::{Rule, Severity};

/// A picture cannot be read.
pub(in crate::backend::pdf) static UNREADABLE_PICTURE: Rule = Rule {
    id: "unreadable-picture",
    severity: Severity::Error,
    summary: "a picture cannot be read",
    explanation: "\
The file is not what its first bytes say, is cut short, or asks for more memory
than any honest picture.

Replace it by one that opens in a viewer.
",
};
