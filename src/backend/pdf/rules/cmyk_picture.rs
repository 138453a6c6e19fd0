//! `cmyk-picture`.

use crate::diag::{Rule, Severity};

/// A CMYK image has no colour profile.
pub(crate) static CMYK_PICTURE: Rule = Rule {
    id: "cmyk-picture",
    severity: Severity::Error,
    summary: "a CMYK image has no colour profile",
    explanation: "\
An image in CMYK gives the amount of each ink, but which colours these are
depends on the inks and the paper. Without a colour profile no program can show
it faithfully, and ISO 19005-2 (PDF/A), 6.2.4.3, forbids it.

Convert the image to RGB, or save it again with its colour profile.
",
};
