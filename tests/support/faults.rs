//! Faults planted in the bytes of good editions.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A fault: what stands there, what is put in its stead, and what has to be said of it.
pub(crate) struct Fault {
    /// Text of the edition; the first occurrence is replaced.
    pub(crate) from: &'static str,
    /// What is put in its stead.
    pub(crate) to: &'static str,
    /// A part of a finding's message.
    pub(crate) says: &'static str,
    /// A part of that finding's place in the edition; empty where it has none there.
    pub(crate) at: &'static str,
    /// The line of the source that it has; 0 for none.
    pub(crate) line: usize,
}

/// A fault in few words.
pub(crate) const fn fault(
    from: &'static str,
    to: &'static str,
    says: &'static str,
    at: &'static str,
    line: usize,
) -> Fault {
    Fault { from, to, says, at, line }
}

/// The text with the fault planted.
pub(crate) fn in_text(bytes: &[u8], fault: &Fault) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).expect("text");
    assert!(text.contains(fault.from), "`{}` stands in the edition", fault.from);
    text.replacen(fault.from, fault.to, 1).into_bytes()
}

/// The book with the fault planted in the first of its files that holds the text.
pub(crate) fn in_book(bytes: &[u8], fault: &Fault) -> Vec<u8> {
    let mut planted = false;
    let book = repacked(bytes, |_, content| {
        let text = String::from_utf8(content).map_err(|error| error.into_bytes());
        match text {
            Ok(text) if !planted && text.contains(fault.from) => {
                planted = true;
                Some(text.replacen(fault.from, fault.to, 1).into_bytes())
            }
            Ok(text) => Some(text.into_bytes()),
            Err(bytes) => Some(bytes),
        }
    });
    assert!(planted, "`{}` stands in the book", fault.from);
    book
}

/// The book with each file as `change` makes it; a file that it gives nothing for is left out.
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
