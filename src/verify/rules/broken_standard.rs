//! `broken-standard`: an edition breaks a rule of its format.

use crate::diag::{Rule, Severity};

/// An edition breaks a rule of its format.
pub static RULE: Rule = Rule {
    id: "broken-standard",
    severity: Severity::Error,
    summary: "an edition breaks a rule of its format",
    explanation: r#"The file does not meet the standard of its format, or claims what is not true:
a PDF that claims to be accessible but has no language, a book whose spine names a file
that is not in it, a page with two elements of the same id.

The rules are those of PDF/UA-1 and PDF/A-2, EPUB 3.3 and EPUB Accessibility 1.1, and
of the HTML Standard, as far as they can be checked in the file itself. Build the edition
again, or fix the program that made it.
"#,
};
