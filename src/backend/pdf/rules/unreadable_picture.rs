//! `unreadable-picture`.

use crate::diag::{Rule, Severity};

/// An image cannot be read.
pub(crate) static UNREADABLE_PICTURE: Rule = Rule {
    id: "unreadable-picture",
    severity: Severity::Error,
    summary: "an image cannot be read",
    explanation: "\
The file has another format than its first bytes say, is incomplete, or needs
more memory than a real image does.

Replace it with a file that opens in an image viewer.
",
};
