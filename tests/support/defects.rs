//! Defects planted in the bytes of good editions.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::io::{Cursor, Read as _, Write as _};

use pamphlet::verify::{Format, Report, verify};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Read;
use super::editions::{backend, render, show};

/// A defect: a replacement in an edition, and the finding that it has to cause.
pub(crate) struct Defect {
    /// Text of the edition; the first occurrence is replaced.
    pub(crate) from: &'static str,
    /// The replacement.
    pub(crate) to: &'static str,
    /// A part of a finding's message.
    pub(crate) message: &'static str,
    /// A part of the finding's location in the edition; empty where it has none there.
    pub(crate) location: &'static str,
    /// The line of the source in the finding; 0 for none.
    pub(crate) line: usize,
}

/// A defect.
pub(crate) const fn defect(
    from: &'static str,
    to: &'static str,
    message: &'static str,
    location: &'static str,
    line: usize,
) -> Defect {
    Defect { from, to, message, location, line }
}

/// The defects that are not found in the edition of a text, each with the findings instead.
pub(crate) fn missed(
    read: &Read,
    format: Format,
    defects: &[Defect],
    plant: fn(&[u8], &Defect) -> Vec<u8>,
) -> Vec<String> {
    let good = render(backend(format), read);
    let missed = defects.iter().filter_map(|defect| {
        let report = verify(&read.document, "sample", format, &plant(&good, defect));
        let Defect { from, to, message, location, line } = defect;
        let found = has_finding(read, &report, message, location, *line);
        let findings = show(&report, &read.sources);
        (!found).then(|| format!("{from} -> {to}: expected `{message}` [{location}] {line}\n{findings}"))
    });
    missed.collect()
}

/// Whether a report has a finding with a message, at a location and a line of the source.
pub(crate) fn has_finding(read: &Read, report: &Report, message: &str, location: &str, line: usize) -> bool {
    report.findings.iter().any(|it| {
        let position =
            it.source.and_then(|span| Some(read.sources.get(span.source)?.position(span.range().start)));
        let here = position.map_or(0, |it| it.line);
        it.message.contains(message) && it.location.contains(location) && here == line
    })
}

/// The text with the defect.
pub(crate) fn in_text(bytes: &[u8], defect: &Defect) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("text");
    assert!(text.contains(defect.from), "`{}` is in the edition", defect.from);
    text.replacen(defect.from, defect.to, 1).into_bytes()
}

/// The book with the defect in the first of its files that contains the text.
pub(crate) fn in_book(bytes: &[u8], defect: &Defect) -> Vec<u8> {
    let mut planted = false;
    let book = repacked(bytes, |_, content| {
        let text = String::from_utf8(content).map_err(|error| error.into_bytes());
        match text {
            Ok(text) if !planted && text.contains(defect.from) => {
                planted = true;
                Some(text.replacen(defect.from, defect.to, 1).into_bytes())
            }
            Ok(text) => Some(text.into_bytes()),
            Err(bytes) => Some(bytes),
        }
    });
    assert!(planted, "`{}` is in the book", defect.from);
    book
}

/// The book with each file changed; one for which `change` returns `None` is removed.
pub(crate) fn repacked(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut book = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..book.len() {
        let mut file = book.by_index(index).expect("an entry");
        let name = file.name().to_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("content");
        let Some(content) = change(&name, content) else { continue };
        let method = if name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).expect("an entry");
        writer.write_all(&content).expect("content");
    }
    writer.finish().expect("an archive").into_inner()
}
