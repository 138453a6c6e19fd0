//! `cmyk-picture`.

use crate::diag::{Rule, Severity};

/// A picture is in CMYK and does not say with which inks.
pub(in crate::backend::pdf) static CMYK_PICTURE: Rule = Rule {
    id: "cmyk-picture",
    severity: Severity::Error,
    summary: "a picture is in CMYK and does not say with which inks",
    explanation: "\
A picture in CMYK says how much of each ink to print, but which colours these
are depends on the inks and the paper. Without a colour profile nobody can show
it faithfully, and ISO 19005-2 (PDF/A), 6.2.4.3, forbids it.

Convert the picture to RGB, or save it again with its colour profile.
",
};
