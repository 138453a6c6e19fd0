//! `extra-cell`: a row of a table has more cells than columns.

use crate::diag::{Rule, Severity};

/// A row of a table has more cells than columns.
pub static RULE: Rule = Rule {
    id: "extra-cell",
    severity: Severity::Error,
    summary: "a row of a table has more cells than columns",
    explanation: r##"
A table has as many columns as its head. What stands in a row behind the last
of them would be in no edition.

Add a column to the head and to the line of dashes, or write `\\|` where a bar
is part of a cell, in code as well.
"##,
};
