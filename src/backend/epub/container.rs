//! The book as a file: epub-builder makes the container, and a finishing pass amends it.
//!
//! epub-builder (0.8.3) writes the `mimetype`, `META-INF/container.xml`, the
//! package document with manifest, spine and guide, and carries chapters,
//! style sheet and images. Its package document lacks much and is amended
//! in [`super::package`]. Its navigation document (no language, roles, labels
//! or page list, an empty list of landmarks) and its NCX (no identifier, depth
//! or page list) are replaced: of these two nothing could stay but the `ol`.
//! Its file for Apple Books, which asks for the book's own fonts instead of
//! the reader's, stays only where fonts are embedded.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;

use anyhow::Context as _;
use chrono::DateTime;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::backend::epub::package::{self, Amendments};
use crate::backend::epub::sheet::xml;
use crate::document::{Direction, Meta};

/// The navigation document.
pub(super) const NAVIGATION: &str = "nav.xhtml";

/// The folder of everything but `META-INF`; epub-builder's choice.
const ROOT: &str = "OEBPS/";
/// The file by which Apple Books is told to prefer the book's fonts.
const APPLE: &str = "META-INF/com.apple.ibooks.display-options.xml";

/// A book, ready to be packed.
#[derive(Debug)]
pub(super) struct Book<'a> {
    /// Title, description, rights, subjects.
    pub(super) meta: &'a Meta,
    /// What is in for an identifier while epub-builder has the word.
    pub(super) uuid: Uuid,
    /// What the contents are called.
    pub(super) contents: &'a str,
    /// The creation date, in seconds since 1970 UTC.
    pub(super) created: u64,
    /// The files in reading order.
    pub(super) files: Vec<File>,
    /// The style sheet.
    pub(super) style: String,
    /// Images and fonts.
    pub(super) resources: Vec<Resource>,
    /// The navigation document.
    pub(super) navigation: String,
    /// The contents for readers of EPUB 2.
    pub(super) ncx: String,
    /// What epub-builder's package document lacks.
    pub(super) amendments: Amendments,
}

/// A file of the reading order.
#[derive(Debug)]
pub(super) struct File {
    /// Its path.
    pub(super) path: String,
    /// XHTML.
    pub(super) text: String,
    /// What the guide of EPUB 2 calls it; `None` where it is not in the guide.
    pub(super) guide: Option<(ReferenceType, &'static str)>,
}

/// An image or font.
#[derive(Debug)]
pub(super) struct Resource {
    /// Its path.
    pub(super) path: String,
    /// Its bytes.
    pub(super) bytes: Arc<[u8]>,
    /// Its media type.
    pub(super) media_type: &'static str,
    /// Whether it is the cover.
    pub(super) cover: bool,
}

/// The bytes of the book.
pub(super) fn pack(book: Book) -> anyhow::Result<Vec<u8>> {
    let draft = draft(&book).context("epub-builder cannot make the container")?;
    finish(&draft, book).context("cannot finish the container")
}

/// What epub-builder makes of the book.
fn draft(book: &Book) -> anyhow::Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    // Its own escaping leaves characters that XML does not know; ours has been done in `xml`.
    builder.escape_html(false);
    builder.epub_version(EpubVersion::V33);
    let created = i64::try_from(book.created).ok().and_then(|it| DateTime::from_timestamp(it, 0));
    builder.set_modified_date(created.context("the creation date is out of range")?);
    builder.set_uuid(book.uuid);
    builder.metadata("title", xml(&book.meta.title))?;
    builder.metadata("toc_name", xml(book.contents))?;
    for (key, value) in [("description", &book.meta.description), ("license", &book.meta.rights)] {
        value.iter().try_for_each(|it| builder.metadata(key, xml(it)).map(|_| ()))?;
    }
    for subject in &book.meta.subjects {
        builder.metadata("subject", xml(subject))?;
    }
    if book.meta.lang.direction() == Direction::RightToLeft {
        builder.metadata("direction", "rtl")?;
    }
    builder.stylesheet(book.style.as_bytes())?;
    for file in &book.files {
        let mut content = EpubContent::new(&file.path, file.text.as_bytes());
        if let Some((kind, title)) = file.guide {
            content = content.title(xml(title)).reftype(kind);
        }
        builder.add_content(content)?;
    }
    // Their bytes come when the container is finished, so that they are compressed once at most.
    for it in &book.resources {
        match it.cover {
            true => builder.add_cover_image(&it.path, std::io::empty(), it.media_type)?,
            false => builder.add_resource(&it.path, std::io::empty(), it.media_type)?,
        };
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    Ok(bytes)
}

/// The container with the files that are amended; every entry has the same time and rights.
fn finish(draft: &[u8], book: Book) -> anyhow::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(draft))?;
    let package = amend_package(&mut archive, &book.amendments)?;
    let mut amended = BTreeMap::from([
        (format!("{ROOT}content.opf"), package),
        (format!("{ROOT}{NAVIGATION}"), book.navigation),
        (format!("{ROOT}toc.ncx"), book.ncx),
    ]);
    let fonts = book.resources.iter().any(|it| it.media_type.starts_with("font/"));
    let resources: BTreeMap<String, &Resource> =
        book.resources.iter().map(|it| (format!("{ROOT}{}", it.path), it)).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(draft.len())));
    let time = zip::DateTime::default();
    let options = SimpleFileOptions::default().last_modified_time(time).unix_permissions(0o644);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        if let Some(text) = amended.remove(entry.name()) {
            writer.start_file(entry.name(), options)?;
            writer.write_all(text.as_bytes())?;
        } else if let Some(resource) = resources.get(entry.name()) {
            // A photograph or screenshot is compressed already.
            let is_compressed =
                ["image/png", "image/jpeg", "image/webp", "image/gif"].contains(&resource.media_type);
            let method = if is_compressed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            writer.start_file(entry.name(), options.compression_method(method))?;
            writer.write_all(&resource.bytes)?;
        } else if entry.name() != APPLE || fonts {
            writer.raw_copy_file_touch(entry, time, Some(0o644))?;
        }
    }
    Ok(writer.finish()?.into_inner())
}

fn amend_package(archive: &mut ZipArchive<Cursor<&[u8]>>, amendments: &Amendments) -> anyhow::Result<String> {
    let mut package = String::new();
    archive.by_name(&format!("{ROOT}content.opf"))?.read_to_string(&mut package)?;
    package::amend(&package, amendments)
}
