//! Word's `.docx` (ECMA-376): its styles, lists, tables, notes, links, images and emphasis as our tree.

mod xml;
mod package;
mod styles;
mod reader;
mod format;
mod runs;
mod lists;
mod body;

use std::collections::BTreeMap;

use crate::document::{Date, Document, Lang};
use crate::import::docx::package::Parts;
use crate::import::docx::package::{Package, Relations};
use crate::import::docx::reader::Reader;
use crate::import::docx::styles::{Numberings, Styles};
use crate::import::docx::xml::Element;
use crate::import::imported::Manifest;
use crate::import::imported::{Imported, NewFile, Refusal, Remarks};

/// Imports a file.
pub(super) fn import(name: &str, bytes: &[u8]) -> Result<Imported, Refusal> {
    let refuse = |message: String| {
        Refusal::new(
            format!("`{name}` cannot be read as a Word file: {message}"),
            "open it and save it again as `.docx`",
        )
    };
    let package = Package::open(bytes).map_err(refuse)?;
    let part = |name: &str| package.xml(name).map_err(refuse);
    let Some(document) = part("word/document.xml")? else {
        return Err(refuse("it has no part `word/document.xml`".to_owned()));
    };
    let styles = Styles::of(part("word/styles.xml")?.as_ref());
    let core = part("docProps/core.xml")?;
    let mut manifest = properties(core.as_ref());
    manifest.language = manifest.language.or(styles.lang.clone()).filter(|it| Lang::new(it).is_some());
    let parts = Parts {
        numberings: Numberings::of(part("word/numbering.xml")?.as_ref()),
        relations: Relations::of(part("word/_rels/document.xml.rels")?.as_ref()),
        note_relations: [
            Relations::of(part("word/_rels/footnotes.xml.rels")?.as_ref()),
            Relations::of(part("word/_rels/endnotes.xml.rels")?.as_ref()),
        ],
        notes: [notes(part("word/footnotes.xml")?.as_ref()), notes(part("word/endnotes.xml")?.as_ref())],
        lang: manifest.language.as_deref().and_then(Lang::new).unwrap_or_default(),
        styles,
    };
    let mut reader = Reader::new(&parts, &document);
    let blocks = reader.body(&document);
    let Reader { notes, mut remarks, front, images, .. } = reader;
    if ["headerReference", "footerReference"].iter().any(|it| document.below(it).is_some()) {
        remarks.add(
            "the whole text",
            "what is at the head and foot of each page is left out; each edition has its own",
        );
    }
    front.complete(&mut manifest);
    let images = copied(&package, images, &mut remarks);
    let mut tree = Document { blocks, notes, ..Document::default() };
    tree.meta.lang = parts.lang.clone();
    drop_lost_images(&mut tree, &images);
    Ok(Imported::of_document(name, &tree, manifest, images, remarks))
}

/// The notes of a part; separators are no notes.
fn notes(root: Option<&Element>) -> BTreeMap<String, Element> {
    let is_note = |it: &&Element| it.attribute("type").is_none_or(|it| it == "normal");
    let pair = |it: &Element| Some((it.attribute("id")?.to_owned(), it.clone()));
    root.into_iter().flat_map(Element::elements).filter(is_note).filter_map(pair).collect()
}

/// What the properties of a file say (Dublin Core).
fn properties(core: Option<&Element>) -> Manifest {
    let value = |name: &str| {
        let text = core?.child(name)?.text();
        Some(text.trim().to_owned()).filter(|it| !it.is_empty())
    };
    let list = |text: String, marks: &[char]| -> Vec<String> {
        text.split(marks).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
    };
    let date = value("created").and_then(|it| Date::parse(it.get(..10)?));
    Manifest {
        title: value("title").unwrap_or_default(),
        authors: value("creator").map(|it| list(it, &[';'])).unwrap_or_default(),
        language: value("language"),
        description: value("description"),
        subjects: value("keywords").map(|it| list(it, &[',', ';'])).unwrap_or_default(),
        date: date.map(Date::to_iso),
        ..Manifest::default()
    }
}

/// The images of the text as files. What no edition can show is reported.
fn copied(package: &Package, images: BTreeMap<String, String>, remarks: &mut Remarks) -> Vec<NewFile> {
    let mut files = Vec::new();
    for (part, path) in images {
        let ending = path.rsplit('.').next().unwrap_or("").to_lowercase();
        if !["png", "jpg", "jpeg", "gif", "webp", "svg"].contains(&ending.as_str()) {
            remarks
                .add(&path, format!("an image in the format `{ending}` is left out; save it as PNG or SVG"));
            continue;
        }
        match package.part(&part) {
            Ok(Some(bytes)) => files.push(NewFile { path, bytes }),
            Ok(None) => remarks.add(&path, "the image is missing in the file"),
            Err(error) => remarks.add(&path, error),
        }
    }
    files
}

/// Puts the alternative text in place of images that are not there.
fn drop_lost_images(document: &mut Document, images: &[NewFile]) {
    let is_there = |path: &str| images.iter().any(|it| it.path == path);
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    body::replace_images(&mut document.blocks, &is_there);
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            body::replace_images(&mut note.blocks, &is_there);
        }
    }
}
