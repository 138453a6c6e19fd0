//! `stray-file`: an untracked file among those of a publication.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// An untracked file among those of a publication.
pub static RULE: Rule = Rule {
    id: "stray-file",
    severity: Severity::Warning,
    summary: "an untracked file among those of a publication",
    explanation: r#"A build removes the files that an earlier build made and this one does not make, such as
the page of a removed chapter. It finds them in the record of the earlier build, and
keeps those that were changed since, and those that are in no record. Such a file is
published with the pages: readers and search engines find words that the source no
longer has.

Remove the file, or move it to another folder.
"#,
};

/// The diagnostic of an untracked file, at `whole`.
pub fn diagnostic(file: &str, whole: Span) -> Diagnostic {
    let message = format!(
        "`{file}` is among the files of the publication, but is in no record of a build, or was changed since"
    );
    Diagnostic::new(&RULE, whole, message).help("remove it, or move it to another folder")
}
