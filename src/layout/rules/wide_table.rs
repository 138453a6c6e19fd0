//! `wide-table`: a table does not fit between the margins.

use crate::diag::{Rule, Severity};

/// See the explanation.
pub static RULE: Rule = Rule {
    id: "wide-table",
    severity: Severity::Warning,
    summary: "a table does not fit between the margins",
    explanation: "\
The longest words of the columns together are wider than the page, even in smaller type.

Take fewer columns, shorter words, or make one table of each group of columns.
",
};
