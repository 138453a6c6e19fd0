//! `stray-file`: a file among those of a publication that its build did not make.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// A file among those of a publication that its build did not make.
pub static RULE: Rule = Rule {
    id: "stray-file",
    severity: Severity::Warning,
    summary: "a file among those of a publication that its build did not make",
    explanation: r#"A build removes what a former build made and this one does not, as the page of a
chapter that is gone. It knows such files by the record of the former build, and removes
none that was changed since, and none that no record names. What is left so stands
beside the pages, and is published with them: readers and search engines find words
that the source no longer says.

Remove the file, or move it to another folder.
"#,
};

/// A file as a fault at `whole`.
pub fn fault(file: &str, whole: Span) -> Diagnostic {
    let message = format!("`{file}` stands among the files of the publication, and no build has left it so");
    Diagnostic::new(&RULE, whole, message).help("remove it, or move it to another folder")
}
