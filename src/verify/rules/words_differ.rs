//! `words-differ`: an edition does not say the words of its source.

use crate::diag::{Rule, Severity};

/// An edition does not say the words of its source.
pub static RULE: Rule = Rule {
    id: "words-differ",
    severity: Severity::Error,
    summary: "an edition does not say the words of its source",
    explanation: r#"An edition has lost, added, doubled or changed words. What a reader of this edition
is told is then not what was written.

`pamphlet verify` reads the file from disk and holds its running text, its notes and
its contents against the source. The message names the place in the edition and shows
the words around it; the place in the source is where those words should come from.

Most often the file is older than the source: build it again. When a new build still
says other words, the fault is in the program or in what changed the file afterwards.
"#,
};
