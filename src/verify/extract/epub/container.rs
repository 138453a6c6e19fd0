//! The container: a ZIP file whose first entry is its media type (EPUB 3.3, 4).

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::{CompressionMethod, ZipArchive};

/// The content of the first entry.
const MEDIA_TYPE: &str = "application/epub+zip";

/// The largest size of an entry, and of all together: a hostile book has more.
const MAX: u64 = 256 << 20;

/// An open book.
pub(in crate::verify) struct Container<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: u64,
    /// Names that are in the central directory duplicates.
    duplicates: Vec<String>,
}

impl<'a> Container<'a> {
    /// Opens a book; the error is a message.
    pub(in crate::verify) fn open(bytes: &'a [u8]) -> Result<Container<'a>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("the file is not a ZIP archive: {error}"))?;
        let names: Vec<String> =
            (0..archive.len()).filter_map(|it| archive.name_for_index(it)).map(str::to_owned).collect();
        let mut sorted = names.clone();
        sorted.sort();
        let duplicates = sorted.windows(2).filter(|it| it[0] == it[1]).map(|it| it[0].clone()).collect();
        Ok(Container { bytes, archive, names, left: MAX, duplicates })
    }

    /// The names of the files.
    pub(in crate::verify) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The text of a file; `None` if it does not exist or is not text.
    pub(super) fn text(&mut self, path: &str) -> Option<String> {
        String::from_utf8(self.bytes(path)?).ok()
    }

    /// The bytes of a file; `None` if it does not exist.
    pub(in crate::verify) fn bytes(&mut self, path: &str) -> Option<Vec<u8>> {
        let file = self.archive.by_name(path).ok()?;
        let mut bytes = Vec::new();
        file.take(self.left).read_to_end(&mut bytes).ok()?;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Some(bytes)
    }

    /// What the archive says of itself after its files; `None` if nothing.
    pub(in crate::verify) fn remark(&self) -> Option<String> {
        let remark = self.archive.comment();
        (!remark.is_empty()).then(|| String::from_utf8_lossy(remark).into_owned())
    }

    /// The checksums of the files, by name.
    fn checksums(&mut self) -> BTreeMap<String, u32> {
        let checksum =
            |index| self.archive.by_index_raw(index).map(|it| (it.name().to_owned(), it.crc32())).ok();
        (0..self.names.len()).filter_map(checksum).collect()
    }

    /// The violations in the container (EPUB 3.3, 4.2).
    pub(super) fn violations(&mut self) -> Vec<String> {
        let mut violations: Vec<String> =
            self.duplicates.iter().map(|it| format!("`{it}` is in the book twice")).collect();
        violations.extend(self.first_entry());
        for index in 0..self.archive.len() {
            let Ok(mut file) = self.archive.by_index(index) else {
                violations.push(format!("`{}` cannot be unpacked", self.names[index]));
                continue;
            };
            // Reading to the end compares the bytes with their checksum.
            let read = std::io::copy(&mut file.by_ref().take(MAX), &mut std::io::sink());
            if let Err(error) = read {
                violations.push(format!("`{}` cannot be unpacked: {error}", file.name()));
            }
        }
        violations
    }

    /// The media type is at byte 38, stored, without extra field (EPUB 3.3, 4.2.2).
    fn first_entry(&mut self) -> Option<String> {
        let violation = |it: &str| Some(it.to_owned());
        let local = self.bytes.get(..38 + MEDIA_TYPE.len());
        let exact = local.is_some_and(|it| {
            it.starts_with(b"PK\x03\x04") && it[26..30] == [8, 0, 0, 0] && &it[30..38] == b"mimetype"
        });
        if !exact {
            return violation("the first entry is not `mimetype` without extra field");
        }
        let stored =
            self.archive.by_name("mimetype").is_ok_and(|it| it.compression() == CompressionMethod::Stored);
        if !stored {
            return violation("`mimetype` is compressed");
        }
        let media_type = self.text("mimetype");
        if media_type.as_deref() != Some(MEDIA_TYPE) {
            return violation("`mimetype` is not `application/epub+zip`");
        }
        None
    }
}

/// The first file that differs between two books; `None` if none does, or if one is not an archive.
pub(in crate::verify) fn differing_part(one: &[u8], other: &[u8]) -> Option<String> {
    let checksums = |bytes| Container::open(bytes).ok().map(|mut it| it.checksums());
    let (one, other) = (checksums(one)?, checksums(other)?);
    let names = one.keys().chain(other.keys());
    names.filter(|it| one.get(*it) != other.get(*it)).min().cloned()
}
