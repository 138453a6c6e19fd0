//! `structure-differs`: an edition is not built as its source is.

use crate::diag::{Rule, Severity};

/// An edition is not built as its source is.
pub static RULE: Rule = Rule {
    id: "structure-differs",
    severity: Severity::Error,
    summary: "an edition is not built as its source is",
    explanation: r#"A heading, list, note, table, picture or link of the source is not there in the
edition, has another level or length, or leads elsewhere. The words may all be there;
a reader who hears the text, or who jumps from heading to heading, is lost all the same.

The structure is read from the tags of a PDF, from the elements of HTML and EPUB, and
from what plain text shows. Build the edition again; a file that another program made
may lack tags altogether.
"#,
};
