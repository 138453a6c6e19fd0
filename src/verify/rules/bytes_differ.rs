//! `bytes-differ`: an edition is not the file that its source makes.

use crate::diag::{Rule, Severity};

/// An edition is not the file that its source makes.
pub static RULE: Rule = Rule {
    id: "bytes-differ",
    severity: Severity::Error,
    summary: "an edition is not the file that its source makes",
    explanation: r#"The same source makes the same bytes, on any machine and on any day. The file on disk
differs from a new build: it was changed, it was made from another source or with other
options, or by another version of the program.

Verify with the options that it was built with (`--theme`, `--font-path`,
`--creation-date`), or build it again. For files of other programs, use
`--no-rebuild`: then only words and structure are compared with the source.
"#,
};
