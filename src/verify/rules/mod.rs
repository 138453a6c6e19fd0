//! The rules that a published edition can break.

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

/// All of them.
pub const ALL: &[&Rule] = &[
    &broken_standard::RULE,
    &bytes_differ::RULE,
    &missing_edition::RULE,
    &record_differs::RULE,
    &stray_file::RULE,
    &structure_differs::RULE,
    &words_differ::RULE,
];

/// A finding in the edition `file` as a fault; what has no place in the source is at `whole`.
pub fn fault(file: &str, finding: &Finding, whole: Span) -> Diagnostic {
    let (rule, help) = match finding.aspect {
        Aspect::Words => (&words_differ::RULE, None),
        Aspect::Structure => (&structure_differs::RULE, None),
        Aspect::Standard => (&broken_standard::RULE, None),
        Aspect::Bytes => (
            &bytes_differ::RULE,
            Some(
                "build it again, or verify it with the fonts that it was built with, and, where it has no record, the options",
            ),
        ),
    };
    let place = if finding.place.is_empty() { String::new() } else { format!(", {}", finding.place) };
    let message = format!("`{file}`{place}: {}", finding.message);
    let fault = Diagnostic::new(rule, finding.source.unwrap_or(whole), message);
    match help {
        Some(help) => fault.help(help),
        None => fault,
    }
}

/// The fault of an edition that is not there.
pub fn missing(file: &str, whole: Span) -> Diagnostic {
    let message = format!("`{file}` is not there");
    Diagnostic::new(&missing_edition::RULE, whole, message)
        .help("build it, or say with `--to` which editions there are")
}
