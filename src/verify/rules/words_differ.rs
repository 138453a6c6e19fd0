//! `words-differ`: an edition does not have the words of its source.

use crate::diag::{Rule, Severity};

/// An edition does not have the words of its source.
pub static RULE: Rule = Rule {
    id: "words-differ",
    severity: Severity::Error,
    summary: "an edition does not have the words of its source",
    explanation: r#"An edition has missing, added, repeated or changed words. Its readers do not read
what was written.

`pamphlet verify` reads the file from disk and compares its running text, its notes and
its contents with the source. The message names the place in the edition and shows
the words around it; the location in the source is where those words should come from.

Most often the file is older than the source: build it again. If a new build still
differs, the error is in the program or in what changed the file afterwards.
"#,
};
