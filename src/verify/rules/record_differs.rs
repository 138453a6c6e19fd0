//! `record-differs`: the files are not those that the record of their build names.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The files are not those that the record of their build names.
pub static RULE: Rule = Rule {
    id: "record-differs",
    severity: Severity::Error,
    summary: "files that are not those of the record",
    explanation: r#"A build leaves a record beside the editions, `NAME.record.json`, with the hash of each
file that it read and of each that it made, and puts the hashes of what it made into
`SHA256SUMS`, which `sha256sum -c` reads. Somebody has changed, removed or added a file
since, or the source is another one than then. Whoever compares hashes is told
something that is not so.

Build again; then record and files say the same. Files that were published without
their record are verified with `--no-rebuild`, or with `--allow record-differs`.
"#,
};

/// A difference as a fault at `whole`.
pub fn fault(record: &str, difference: &str, whole: Span) -> Diagnostic {
    Diagnostic::new(&RULE, whole, format!("`{record}`: {difference}"))
        .help("build it again, so that the record is that of the files")
}
