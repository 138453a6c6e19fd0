//! The parts of a Word file, which is a zip archive (ECMA-376, part 2). Names and sizes are not trusted.
//!
//! The parts of a Word file, read.

use crate::document::{Id, Lang};
use crate::import::docx::styles::{Numberings, Styles};
use crate::import::docx::xml::{self, Element};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// No part is larger than this when it is unpacked, in bytes.
const MOST_OF_A_PART: u64 = 64 << 20;
/// All parts together are not larger than this.
const MOST_OF_ALL: u64 = 256 << 20;
/// An archive has no more parts than this.
const MOST_PARTS: usize = 10_000;

/// An open file.
pub(super) struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    /// How many bytes may still be unpacked.
    left: RefCell<u64>,
}

impl<'a> Package<'a> {
    /// Opens a file; the error says what is wrong.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Package<'a>, String> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        if archive.len() > MOST_PARTS {
            return Err("it has too many parts".to_owned());
        }
        Ok(Package { archive: RefCell::new(archive), left: RefCell::new(MOST_OF_ALL) })
    }

    /// The bytes of a part; `None` where there is none; an error where it is too large or broken.
    pub(super) fn part(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let mut archive = self.archive.borrow_mut();
        let Ok(file) = archive.by_name(name) else { return Ok(None) };
        let mut left = self.left.borrow_mut();
        let most = MOST_OF_A_PART.min(*left);
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        let read = u64::try_from(read).unwrap_or(u64::MAX);
        if read > most {
            return Err(format!("the part `{name}` is too large"));
        }
        *left -= read;
        Ok(Some(bytes))
    }

    /// The XML of a part.
    pub(super) fn xml(&self, name: &str) -> Result<Option<Element>, String> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        let text = String::from_utf8(bytes).map_err(|_| format!("the part `{name}` is not UTF-8"))?;
        xml::parse(&text).map(Some).map_err(|error| format!("the part `{name}` is not XML: {error}"))
    }
}

/// Where the relationships of a part lead, by their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Relations(BTreeMap<String, (String, bool)>);

impl Relations {
    /// Those of a part in the folder `word`.
    pub(super) fn of(root: Option<&Element>) -> Relations {
        let pair = |it: &Element| {
            let external = it.attribute("TargetMode") == Some("External");
            Some((it.attribute("Id")?.to_owned(), (it.attribute("Target")?.to_owned(), external)))
        };
        Relations(root.into_iter().flat_map(Element::elements).filter_map(pair).collect())
    }

    /// The address of a link.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        self.0.get(id).filter(|(_, external)| *external).map(|(target, _)| target.as_str())
    }

    /// The name of a part, which may not lead out of the archive.
    pub(super) fn part(&self, id: &str) -> Option<String> {
        let (target, _) = self.0.get(id).filter(|(_, external)| !external)?;
        match target.strip_prefix('/') {
            Some(rest) => crate::document::address::join("", rest),
            None => crate::document::address::join("word", target),
        }
    }
}

/// The parts of a file as they are needed for its text.
pub(super) struct Parts {
    pub(super) styles: Styles,
    pub(super) numberings: Numberings,
    pub(super) relations: Relations,
    /// Those of footnotes, and those of endnotes.
    pub(super) note_relations: [Relations; 2],
    /// The footnotes and the endnotes by their ids.
    pub(super) notes: [BTreeMap<String, Element>; 2],
    pub(super) lang: Lang,
}

/// An id of the name of a bookmark.
pub(super) fn bookmark_id(name: &str) -> Option<Id> {
    let name: String =
        name.chars().map(|it| if it.is_alphanumeric() || "-_:.".contains(it) { it } else { '-' }).collect();
    Id::new(name.trim_start_matches('_').to_owned())
}
