//! `low-resolution`: a picture has too few pixels for print.

use crate::diag::{Rule, Severity};

/// See the explanation.
pub static RULE: Rule = Rule {
    id: "low-resolution",
    severity: Severity::Warning,
    summary: "a picture has too few pixels for print",
    explanation: "\
At the size at which it is printed the picture has fewer than 150 pixels to the inch, and looks coarse.

Use a larger picture, or ask for a smaller width: `![...](picture.png){width=50%}`.
",
};
