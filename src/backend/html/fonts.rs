//! The fonts that go with a page or a site.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::backend::Context;
use crate::backend::faces::rules::font_left_out;
use crate::backend::faces::{FaceFinder, Headings, has_own};
use crate::backend::html::head::FontFiles;
use crate::backend::html::options::{HtmlFonts, HtmlOptions};
use crate::diag::Diagnostics;
use crate::document::Meta;
use crate::font::Face;
use crate::markup::Node;
use crate::theme::css::BookFace;

/// The fonts of some pages.
pub(super) struct PageFonts<'a> {
    /// `None` where no fonts go with the pages.
    finder: Option<FaceFinder<'a>>,
    wanted: HtmlFonts,
}

/// A font as a file for browsers.
pub(super) struct FontFile {
    face: BookFace,
    /// The name of the file.
    pub(super) name: String,
    /// The file.
    pub(super) bytes: Vec<u8>,
}

impl<'a> PageFonts<'a> {
    /// Those of an edition, before its pages are known.
    pub(super) fn new(cx: &Context<'a>) -> PageFonts<'a> {
        let wanted = HtmlOptions::of(cx.settings).fonts;
        let some = match wanted {
            HtmlFonts::All => true,
            HtmlFonts::Own => has_own(cx.theme, cx.fonts),
            HtmlFonts::None => false,
        };
        PageFonts { finder: some.then(|| FaceFinder::new(cx, Headings::Second)), wanted }
    }

    /// Whether the pages may have files of fonts.
    pub(super) const fn expected(&self) -> FontFiles {
        if self.finder.is_some() { FontFiles::Some } else { FontFiles::None }
    }

    /// Takes in what a page needs.
    pub(super) fn add(&mut self, nodes: &[Node], meta: &Meta) {
        if let Some(finder) = &mut self.finder {
            finder.add(nodes, &meta.lang);
        }
    }

    /// The files. A font that forbids it is reported and left out.
    pub(super) fn files(self, cx: &Context, meta: &Meta, diags: &mut Diagnostics) -> Vec<FontFile> {
        let Some(finder) = self.finder else { return Vec::new() };
        let needed = if self.wanted == HtmlFonts::All { finder.all() } else { finder.own() };
        let mut files = Vec::new();
        for (id, characters) in needed {
            let Some(face) = cx.fonts.face(id) else { continue };
            let Some(bytes) = face.web_font(&characters) else {
                diags.push(font_left_out(meta.span, &face.name, "it forbids to be embedded"));
                continue;
            };
            let name = format!("{}.woff", face.file_name(id));
            files.push(FontFile { face: named(face), name, bytes });
        }
        files
    }
}

fn named(face: &Face) -> BookFace {
    let Face { family, weight, slant, .. } = face.clone();
    BookFace { family, weight, slant, path: String::new() }
}

/// The faces whose files are in the sheet itself.
pub(super) fn inside(files: &[FontFile]) -> Vec<BookFace> {
    let address = |it: &FontFile| format!("data:font/woff;base64,{}", STANDARD.encode(&it.bytes));
    files.iter().map(|it| BookFace { path: address(it), ..it.face.clone() }).collect()
}

/// The faces whose files are next to the sheet.
pub(super) fn beside(files: &[FontFile]) -> Vec<BookFace> {
    files.iter().map(|it| BookFace { path: it.name.clone(), ..it.face.clone() }).collect()
}
