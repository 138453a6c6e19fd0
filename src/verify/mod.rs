//! Verification: proves that an edition has the content of its source.
//!
//! ```text
//! Document ──expected──► Content ──normalize──► Normalized ┐
//!                                                          ├ compare ─► Report
//! bytes ────extract────► Content ──normalize──► Normalized ┘
//! ```
//!
//! The readers share no code with the backends: they read any file by the standard of its format, those of other
//! programs too. Nothing here reads the disk; the command line passes the bytes.
//!
//! In reading order:
//!
//! - [`content`]: what an edition contains, as one list of events for all formats;
//! - [`report`]: findings, and the report of an edition;
//! - [`word`]: text as comparable words, and [`reading_order`]: bidirectional lines;
//! - [`expected`] and [`phrases`]: the content that an edition has to have, and what it may have besides;
//! - [`extract`]: the content that a file has, and where it breaks its standard;
//! - [`normalized`] and [`normalize`]: content split into running text, notes and asides;
//! - [`compare`]: the differences;
//! - [`parts`]: the differences from what a build writes, part by part;
//! - [`passages`]: what two texts have in common, passage by passage; [`inspection`]: what a file says of itself;
//! - [`rules`]: findings as diagnostics.

pub mod content;
pub mod report;
pub mod word;
mod reading_order;
mod expected;
mod phrases;
pub mod extract;
mod normalized;
mod normalize;
pub mod compare;
pub mod parts;
pub mod passages;
pub mod inspection;
pub mod rules;

use std::collections::BTreeSet;

pub use compare::compare_bytes;
pub use content::Format;
pub use inspection::inspect;
pub use parts::compare_parts;
pub use report::{Aspect, Finding, Report, Tally};

use crate::document::Document;
use content::Content;

/// Reads an edition and compares it with its document. `file` is its name in the report.
///
/// The words of a PDF without tags are not compared, which is a finding until its parts are
/// ([`Report::with_parts`]): where nothing is marked, positions do not show which words are the text.
pub fn verify(document: &Document, file: &str, format: Format, bytes: &[u8]) -> Report {
    let (content, mut findings) = extract::extract(format, bytes);
    if format == Format::Pdf && !content.structured {
        findings.extend((!content.events.is_empty()).then(Report::untagged));
        return Report { structured: false, ..Report::new(file, Tally::default(), findings) };
    }
    let (mut tally, mut differences) = compare::compare(document, format, &content);
    if format == Format::Text && !differences.is_empty() {
        (tally, differences) = without_tables_of_code(document, bytes, &content, (tally, differences));
    }
    findings.extend(differences);
    Report { structured: content.structured, ..Report::new(file, tally, findings) }
}

/// Compares plain text again with each of its tables read as lines, and keeps what fits better: code may look like a
/// table.
fn without_tables_of_code(
    document: &Document,
    bytes: &[u8],
    content: &Content,
    mut best: (Tally, Vec<Finding>),
) -> (Tally, Vec<Finding>) {
    /// How many tables are tried: each trial compares the whole text.
    const MAX: usize = 40;
    let text = String::from_utf8_lossy(bytes);
    let mut not_tables = BTreeSet::new();
    for table in content.tables.iter().take(MAX) {
        not_tables.insert(*table);
        let trial =
            compare::compare(document, Format::Text, &extract::text::extract_with(&text, &not_tables));
        if trial.1.len() < best.1.len() {
            best = trial;
        } else {
            not_tables.remove(table);
        }
    }
    best
}

/// Reads a site, starting at its `first` page, and compares it with its document. `bytes` returns the file at a path.
pub fn verify_site(
    document: &Document,
    file: &str,
    first: &str,
    bytes: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Report {
    let (content, mut findings) = extract::html::extract_site(first, bytes);
    let (tally, differences) = compare::compare(document, Format::Html, &content);
    findings.extend(differences);
    Report::new(file, tally, findings)
}
