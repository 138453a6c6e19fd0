//! `wide-table`: a table does not fit between the margins.

use crate::diag::{Rule, Severity};

/// See the explanation.
pub static RULE: Rule = Rule {
    id: "wide-table",
    severity: Severity::Warning,
    summary: "a table does not fit between the margins",
    explanation: "\
The longest words of the columns together are wider than the page, even with less space between columns and in \
type of 7 points. Or one word is so much wider than the room for its column that it is divided between any two of \
its letters, so that the rest of the table keeps its size. Nothing is ever set over anything else, or cut off.

Take fewer columns, shorter words, or make one table of each group of columns. Put soft hyphens (`&shy;`) into a long \
word where it may be divided.
",
};
