//! The images that go with the book, under names that any container can hold.
//!
//! The faces that go with a book.
//!
//! Those that are asked for with `embed-fonts` go as the whole files that their makers gave out: a reader who looks
//! up a word or writes a remark needs letters that the text does not have. Those of the publication's own families
//! go in any case, with the characters of the text.

use crate::backend::Context;
use crate::backend::epub::container::Resource;
use crate::backend::epub::options::EpubOptions;
use crate::backend::faces::rules::font_left_out;
use crate::backend::faces::{FaceFinder, Headings, has_own};
use crate::diag::Diagnostics;
use crate::document::{Document, Meta};
use crate::font::{Face, FaceId, Permission};
use crate::markup::{ImageSource, Node};
use crate::resource::{ImageFile, Resources};
use crate::theme::css::BookFace;
use std::collections::BTreeMap;

/// The images that the document shows, by their path in the publication.
#[derive(Debug, Default)]
pub(super) struct Pictures<'a> {
    /// Each with its path in the book.
    list: BTreeMap<&'a str, (String, &'a ImageFile)>,
}

impl<'a> Pictures<'a> {
    /// Those that the document names and the publication has.
    pub(super) fn of(document: &'a Document, resources: &'a Resources) -> Pictures<'a> {
        let mut pictures = Pictures::default();
        let mut add = |path: &str| {
            let Some((path, file)) = resources.get_key_value(path) else { return };
            let number = pictures.list.len() + 1;
            let name = format!("images/image-{number:03}.{}", file.format.extension());
            pictures.list.entry(path).or_insert((name, file));
        };
        document.walk(|node| {
            if let Some(image) = node.image() {
                add(&image.path);
            }
        });
        document.meta.logo.as_deref().into_iter().for_each(add);
        pictures
    }

    /// Where an image of the publication is found in the book, and how large it is.
    pub(super) fn source(&self, path: &str) -> Option<ImageSource> {
        let (address, file) = self.list.get(path)?;
        Some(ImageSource { address: address.clone(), width: file.width, height: file.height })
    }

    /// Where an image of the publication is found in the book.
    pub(super) fn address(&self, path: Option<&str>) -> Option<&str> {
        self.list.get(path?).map(|(address, _)| address.as_str())
    }

    /// The files.
    pub(super) fn resources(&self) -> impl Iterator<Item = Resource> {
        self.list.values().map(|(path, file)| Resource {
            path: path.clone(),
            bytes: file.bytes.clone(),
            media_type: file.format.media_type(),
            cover: false,
        })
    }
}

/// A face, as the style sheet names it and as a file of the book.
#[derive(Debug)]
pub(super) struct Embedded {
    /// For the style sheet.
    pub(super) face: BookFace,
    /// The file.
    pub(super) resource: Resource,
}

/// The faces for these contents, in the order of the font book; none where none are wanted.
pub(super) fn embedded<'n>(
    cx: &Context,
    meta: &Meta,
    contents: impl Iterator<Item = &'n [Node]>,
    diags: &mut Diagnostics,
) -> Vec<Embedded> {
    let wanted = EpubOptions::of(cx.settings).embed_fonts;
    if wanted == Some(false) || wanted.is_none() && !has_own(cx.theme, cx.fonts) {
        return Vec::new();
    }
    let mut finder = FaceFinder::new(cx, Headings::First);
    contents.for_each(|nodes| finder.add(nodes, &meta.lang));
    let is_whole = wanted == Some(true);
    let needed = if is_whole { finder.all() } else { finder.own() };
    let mut embedded = Vec::new();
    for (id, characters) in needed {
        let Some(face) = cx.fonts.face(id) else { continue };
        let file = match is_whole {
            true => whole(face),
            false => face.web_font(&characters).map(|it| (it, "woff", "font/woff")).ok_or(FORBIDDEN),
        };
        match file {
            Ok(file) => embedded.push(embed(id, face, file)),
            Err(why) => diags.push(font_left_out(meta.span, &face.name, why)),
        }
    }
    embedded
}

const FORBIDDEN: &str = "it forbids to be embedded";

/// The whole file of a face (EPUB 3.3, 3.2, names the media types), or why it cannot be one.
fn whole(face: &Face) -> Result<(Vec<u8>, &'static str, &'static str), &'static str> {
    if face.permission() == Permission::Nothing {
        return Err(FORBIDDEN);
    }
    let bytes = face.file.bytes();
    match bytes.get(..4) {
        Some(b"OTTO") => Ok((bytes.to_vec(), "otf", "font/otf")),
        Some(b"ttcf") => Err("it is one of a collection"),
        Some(_) | None => Ok((bytes.to_vec(), "ttf", "font/ttf")),
    }
}

/// A face as a file of the book.
fn embed(id: FaceId, face: &Face, (bytes, extension, media_type): (Vec<u8>, &str, &'static str)) -> Embedded {
    let path = format!("fonts/{}.{extension}", face.file_name(id));
    let (family, weight, slant) = (face.family.clone(), face.weight, face.slant);
    Embedded {
        face: BookFace { family, weight, slant, path: path.clone() },
        resource: Resource { path, bytes: bytes.into(), media_type, cover: false },
    }
}
