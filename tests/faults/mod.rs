//! The bench of planted faults: some hundreds of changes to good editions, and how many of them `verify` finds when it
//! may use no build record, each with its place.
//!
//! `FAULTS=folder cargo test --test integration faults` writes the faulty files into a folder, and what was found of
//! each, for other programs to judge.

#![allow(clippy::expect_used, reason = "a test may panic")]

mod book;
mod page;
mod pdf;
mod plain;

use std::fs;
use std::path::Path;

use pamphlet::verify::{Format, Report, compare_parts, verify};

use crate::support::Read;
use crate::support::editions::{backend, render, show, titled};

/// A change to a good edition.
pub(crate) struct Fault {
    /// What was changed.
    pub(crate) name: String,
    /// The file with the change.
    pub(crate) bytes: Vec<u8>,
}

/// A replacement in a text: what, and by what.
pub(crate) type Change = (&'static str, &'static str);

/// A text with a change at its first occurrence; the change has to be possible.
pub(crate) fn changed(text: &str, (from, to): &Change) -> String {
    assert!(text.contains(from), "`{from}` is in the edition:\n{text}");
    text.replacen(from, to, 1)
}

/// What was found of the faults of a format.
struct Count {
    planted: usize,
    found: usize,
    /// How many the comparison of words and structure finds without the parts.
    alone: usize,
    missed: Vec<String>,
}

/// The report of a file as `verify` makes it without a record.
fn report(read: &Read, format: Format, good: &[u8], bytes: &[u8]) -> (bool, Report) {
    let report = verify(&read.document, "edition", format, bytes);
    let alone = !report.is_clean();
    (alone, report.with_parts(compare_parts(format, good, bytes)))
}

fn count(format: Format, faults: fn(&[u8]) -> Vec<Fault>) -> Count {
    let read = titled(include_str!("source.md"));
    let good = render(backend(format), &read);
    let (_, clean) = report(&read, format, &good, &good);
    assert!(clean.is_clean(), "{}", show(&clean, &read.sources));
    let faults = faults(&good);
    let mut count = Count { planted: faults.len(), found: 0, alone: 0, missed: Vec::new() };
    let mut lines = String::new();
    for (at, fault) in faults.iter().enumerate() {
        assert!(fault.bytes != good, "`{}` changes nothing", fault.name);
        let (alone, report) = report(&read, format, &good, &fault.bytes);
        // A place in the file, or in the source for what is missing from it.
        let is_found = report.findings.iter().any(|it| !it.location.is_empty() || it.source.is_some());
        count.found += usize::from(is_found);
        count.alone += usize::from(alone);
        if !is_found {
            count.missed.push(format!("{}\n{}", fault.name, show(&report, &read.sources)));
        }
        lines.push_str(&format!("{at:03} {}\n{}", fault.name, show(&report, &read.sources)));
        write(format, &format!("{at:03}"), &fault.bytes);
    }
    write(format, "found", lines.as_bytes());
    count
}

/// Keeps a file where the environment names a folder for it.
fn write(format: Format, name: &str, bytes: &[u8]) {
    let Some(folder) = std::env::var_os("FAULTS") else { return };
    let extension = format!("{format:?}").to_lowercase();
    let folder = Path::new(&folder).join(&extension);
    fs::create_dir_all(&folder).expect("a folder");
    let extension = if name == "found" { "log" } else { extension.as_str() };
    fs::write(folder.join(format!("{name}.{extension}")), bytes).expect("written");
}

#[test]
fn nearly_all_planted_faults_are_found_with_their_places() {
    let all = [
        (Format::Pdf, count(Format::Pdf, pdf::faults)),
        (Format::Epub, count(Format::Epub, book::faults)),
        (Format::Html, count(Format::Html, page::faults)),
        (Format::Text, count(Format::Text, plain::faults)),
    ];
    let (mut planted, mut found, mut table, mut missed) = (0, 0, String::new(), String::new());
    for (format, count) in &all {
        planted += count.planted;
        found += count.found;
        table.push_str(&format!(
            "{format:?}: {} planted, {} found, {} by words and structure alone\n",
            count.planted, count.found, count.alone
        ));
        missed.push_str(&count.missed.join(""));
    }
    println!("{table}{planted} planted, {found} found\nmissed:\n{missed}");
    assert!(planted >= 300, "{planted} faults");
    assert!(found * 100 >= planted * 95, "{table}{missed}");
}
