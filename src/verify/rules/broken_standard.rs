//! `broken-standard`: an edition breaks a rule of its format.

use crate::diag::{Rule, Severity};

/// An edition breaks a rule of its format.
pub static RULE: Rule = Rule {
    id: "broken-standard",
    severity: Severity::Error,
    summary: "an edition breaks a rule of its format",
    explanation: r#"The file is not what the standard of its format asks for, or claims what is not so:
a PDF that says it is accessible and has no language, a book whose spine names a file
that is not in it, a page with two elements of one id.

The rules are those of PDF/UA-1 and PDF/A-2, EPUB 3.3 and EPUB Accessibility 1.1, and
of the HTML Standard, as far as they can be seen in the file itself. Build the edition
again, or mend the program that made it.
"#,
};
