//! `path-outside`: an image lies outside the publication's folder.

use crate::diag::{Rule, Severity};

/// An image lies outside the publication's folder.
pub static RULE: Rule = Rule {
    id: "path-outside",
    severity: Severity::Error,
    summary: "an image lies outside the publication's folder",
    explanation: r##"
The path climbs with `..` out of the folder of the publication. pamphlet reads
nothing outside it, so that a publication is complete in itself and building a
stranger's text cannot pick up files of yours.

Move the image into the publication's folder.
"##,
};
