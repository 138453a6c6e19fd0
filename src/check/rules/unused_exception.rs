//! `unused-exception`: an exception covers no fault.

use crate::diag::{Rule, Severity};

/// An exception covers no fault.
pub static RULE: Rule = Rule {
    id: "unused-exception",
    severity: Severity::Warning,
    summary: "an exception that covers no fault",
    explanation: r##"An exception says that the author has seen a fault and lets it stand. Where there is
no such fault any more, the exception says something that is not so, and will hide
the next fault of its kind in that block.

It is looked for by `pamphlet check` where every edition is checked: some faults show
only in one of them.

Remove the comment.
"##,
};
