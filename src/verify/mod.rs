//! The proof that editions say what their source says.
//!
//! ```text
//! Document ──expected──► Reading ──survey──► ┐
//!                                            ├ compare ─► Report
//! bytes ────extract────► Reading ──survey──► ┘
//! ```
//!
//! The readers share nothing with the backends: they take the bytes as a
//! stranger's, and read the files of other programs, too. Nothing here reads a
//! disk; the command line hands the bytes over.

pub mod reading;
pub mod word;
mod bidi;
pub mod survey;
pub mod expected;
pub mod phrases;
pub mod extract;
pub mod compare;
pub mod bytes;
pub mod report;
pub mod rules;

pub use report::{Aspect, Finding, Report, Tally};

use crate::document::Document;

/// The formats of editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// PDF.
    Pdf,
    /// EPUB.
    Epub,
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

impl Format {
    /// The format of a file by the ending of its name; `None` for any other.
    pub fn of(path: &str) -> Option<Format> {
        match path.rsplit('.').next()?.to_ascii_lowercase().as_str() {
            "pdf" => Some(Format::Pdf),
            "epub" => Some(Format::Epub),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "txt" => Some(Format::Text),
            _ => None,
        }
    }

    /// Signs that dress the text in this format and are compared with nothing.
    pub const fn dress(self) -> &'static [char] {
        match self {
            Format::Pdf | Format::Epub | Format::Html => &['☐', '☑', '☒', '↩'],
            Format::Text => &['☐', '☑', '☒', '*', '_', '~', '|', '[', ']', '•', '◦', '▪', '─', '│'],
        }
    }
}

/// Reads an edition and holds it against its document.
pub fn verify(document: &Document, file: &str, format: Format, bytes: &[u8]) -> Report {
    let (reading, mut findings) = extract::read(format, bytes);
    let (tally, differences) = compare::compare(document, format, &reading);
    findings.extend(differences);
    Report::new(file, tally, findings).structured(reading.structured)
}

/// Reads a site from its first page on, and holds it against its document. `bytes` gives the file of a path.
pub fn verify_site(
    document: &Document,
    file: &str,
    first: &str,
    bytes: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Report {
    let (reading, mut findings) = extract::html::read_site(first, bytes);
    let (tally, differences) = compare::compare(document, Format::Html, &reading);
    findings.extend(differences);
    Report::new(file, tally, findings)
}
