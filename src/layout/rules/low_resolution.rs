//! `low-resolution`: an image has too few pixels for print.

use crate::diag::{Rule, Severity};

/// See the explanation.
pub static RULE: Rule = Rule {
    id: "low-resolution",
    severity: Severity::Warning,
    summary: "an image has too few pixels for print",
    explanation: "\
At the size at which it is printed the image has fewer than 150 pixels to the inch, and looks coarse.

Use a larger image, or ask for a smaller width: `![...](picture.png){width=50%}`.
",
};
