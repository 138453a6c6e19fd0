//! `remote-image`: an image has an absolute address.

use crate::diag::{Rule, Severity};

/// An image has an absolute address.
pub static RULE: Rule = Rule {
    id: "remote-image",
    severity: Severity::Error,
    summary: "an image has an absolute address",
    explanation: r##"
Images are part of the editions and are read when these are built. pamphlet
never uses the network, and an absolute path is different on each machine.

Put a copy of the image into the publication's folder and give its path from
the source file: `![A crowd](images/crowd.jpg)`.
"##,
};
