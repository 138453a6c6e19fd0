//! `bytes-differ`: an edition is not the file that its source makes.

use crate::diag::{Rule, Severity};

/// An edition is not the file that its source makes.
pub static RULE: Rule = Rule {
    id: "bytes-differ",
    severity: Severity::Error,
    summary: "an edition is not the file that its source makes",
    explanation: r#"The same source makes the same bytes, on any machine and on any day. The file on disk
has other bytes than a new build: somebody changed it, it was made from another source
or with other options, or the program that made it is of another version.

Verify with the options that it was built with (`--theme`, `--font-path`,
`--creation-date`), or build it again. For files that another program made, say
`--no-rebuild`: then words and structure alone are held against the source.
"#,
};
