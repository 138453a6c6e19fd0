//! `record-differs`: the files do not match the record of their build.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::source::Span;

/// The files do not match the record of their build.
pub static RULE: Rule = Rule {
    id: "record-differs",
    severity: Severity::Error,
    summary: "files do not match the record of their build",
    explanation: r#"A build writes a record next to the editions, `NAME.record.json`, with the hash of each
file that it read and of each that it made, and writes the hashes of what it made into
`SHA256SUMS`, which `sha256sum -c` reads. A file has been changed, removed or added
since, or the source has changed. Anybody who compares hashes gets a wrong result.

Build again; then the record matches the files. Verify files that were published without
their record with `--no-rebuild`, or with `--allow record-differs`.
"#,
};

/// The diagnostic of a difference, at `whole`.
pub fn diagnostic(record: &str, difference: &str, whole: Span) -> Diagnostic {
    Diagnostic::new(&RULE, whole, format!("`{record}`: {difference}"))
        .help("build it again, so that the record matches the files")
}
