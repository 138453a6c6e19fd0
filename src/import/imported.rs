//! What an import gives.

use crate::document::{Document, Lang};
use crate::import::manifest::Manifest;
use crate::markdown::{self, Typing};

/// A source of ours, and what is to be known of how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Its files; the first is the manifest.
    pub files: Vec<NewFile>,
    /// What was lost or guessed.
    pub remarks: Vec<Remark>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path below the folder of the source, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl NewFile {
    /// The manifest.
    pub(super) fn manifest(manifest: &Manifest) -> NewFile {
        NewFile { path: "pamphlet.toml".to_owned(), bytes: manifest.text().into_bytes() }
    }
}

/// Something that was lost or guessed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Where: a file, or the words at the place.
    pub place: String,
    /// What.
    pub message: String,
}

/// Why something cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    /// A refusal with its help.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), help: help.into() }
    }
}

/// The remarks of an import as they come.
#[derive(Debug, Default)]
pub(super) struct Remarks(pub(super) Vec<Remark>);

impl Remarks {
    /// Adds one, if it is not there already.
    pub(super) fn add(&mut self, place: &str, message: impl Into<String>) {
        let place: String = place.chars().take(60).collect();
        let remark = Remark { place: place.trim().to_owned(), message: message.into() };
        if !self.0.contains(&remark) {
            self.0.push(remark);
        }
    }
}

impl Imported {
    /// The source of a document that is one chapter, named after a file.
    pub(super) fn of_document(
        name: &str,
        document: &Document,
        mut manifest: Manifest,
        images: Vec<NewFile>,
        remarks: Remarks,
    ) -> Imported {
        let text = markdown::write(document, Typing::Typed);
        let stem = stem(name);
        if manifest.title.is_empty() {
            manifest.title = stem.replace(['-', '_'], " ");
        }
        Imported::of_text(&stem, text, manifest, images, remarks)
    }

    /// The source of a text that is one chapter.
    pub(super) fn of_text(
        stem: &str,
        text: String,
        mut manifest: Manifest,
        images: Vec<NewFile>,
        mut remarks: Remarks,
    ) -> Imported {
        let path = format!("{stem}.md");
        if manifest.language.as_deref().and_then(Lang::new).is_none() {
            manifest.language = None;
            remarks.add("pamphlet.toml", "no language is given; it is detected from the text");
        }
        manifest.chapters = vec![path.clone()];
        let mut files = vec![NewFile::manifest(&manifest), NewFile { path, bytes: text.into_bytes() }];
        files.extend(images);
        Imported { files, remarks: remarks.0 }
    }
}

/// The name of a file without its ending, as the name of a chapter.
pub(super) fn stem(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |it| it.0);
    crate::publication::slug(stem).unwrap_or_else(|| "text".to_owned())
}
