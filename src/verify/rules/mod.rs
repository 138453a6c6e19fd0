//! The rules that a published edition can break, and findings as diagnostics.

pub mod broken_standard;
pub mod bytes_differ;
pub mod missing_edition;
pub mod record_differs;
pub mod stray_file;
pub mod structure_differs;
pub mod words_differ;

use crate::diag::{Diagnostic, Rule};
use crate::source::Span;

use super::report::{Aspect, Finding};

/// All rules.
pub const ALL: &[&Rule] = &[
    &broken_standard::RULE,
    &bytes_differ::RULE,
    &missing_edition::RULE,
    &record_differs::RULE,
    &stray_file::RULE,
    &structure_differs::RULE,
    &words_differ::RULE,
];

/// The diagnostic of a finding in the edition `file`; one without a location in the source is at `whole`.
pub fn diagnostic(file: &str, finding: &Finding, whole: Span) -> Diagnostic {
    let (rule, help) = match finding.aspect {
        Aspect::Words => (&words_differ::RULE, None),
        Aspect::Structure => (&structure_differs::RULE, None),
        Aspect::Standard => (&broken_standard::RULE, None),
        Aspect::Bytes => (
            &bytes_differ::RULE,
            Some(
                "build it again, or verify it with the fonts that it was built with, and with the options too if it has no record",
            ),
        ),
    };
    let location =
        if finding.location.is_empty() { String::new() } else { format!(", {}", finding.location) };
    let message = format!("`{file}`{location}: {}", finding.message);
    let diagnostic = Diagnostic::new(rule, finding.source.unwrap_or(whole), message);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The diagnostic of an edition that does not exist.
pub fn missing(file: &str, whole: Span) -> Diagnostic {
    let message = format!("`{file}` does not exist");
    Diagnostic::new(&missing_edition::RULE, whole, message)
        .help("build it, or name the existing editions with `--to`")
}
