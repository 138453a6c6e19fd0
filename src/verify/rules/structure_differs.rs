//! `structure-differs`: an edition has another structure than its source.

use crate::diag::{Rule, Severity};

/// An edition has another structure than its source.
pub static RULE: Rule = Rule {
    id: "structure-differs",
    severity: Severity::Error,
    summary: "an edition has another structure than its source",
    explanation: r#"A heading, list, note, table, image or link of the source is missing from the
edition, has another level or length, or leads elsewhere. The words may all be there, but
a reader who listens to the text, or who jumps from heading to heading, is lost.

The structure is read from the tags of a PDF, from the elements of HTML and EPUB, and
from the layout of plain text. Build the edition again; a file of another program may
have no tags at all.
"#,
};
