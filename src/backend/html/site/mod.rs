//! A publication as a site: a first page that leads to the others, a page for each chapter, a search.
//!
//! All files stand in one folder, so that every address is a name; nothing
//! depends on where the folder is put, on a disk or behind a server.

mod division;
mod search;
mod page;

use crate::backend::html::fonts::{PageFonts, beside};
use crate::backend::html::head::sheet;
use crate::backend::html::images::Beside;
use crate::backend::{Context, OutputFile};
use crate::diag::Diagnostics;
use crate::document::walk::walk;
use crate::document::{Block, Document, Id};
use crate::markup::{Lowering, Profile, address, files as parts};
use crate::publication::Publication;
use crate::source::Sources;
use crate::theme::css;
use division::Places;
use division::{Leaf, divide};
use search::Index;

/// The script of the search.
const SCRIPT: &str = include_str!("search.js");
/// The names of the files that all pages share.
const STYLE_FILE: &str = "style.css";
const SCRIPT_FILE: &str = "search.js";
const INDEX_FILE: &str = "search-index.js";

/// The files of the site, the first page first.
pub(super) fn files(cx: &Context, document: &Document, diags: &mut Diagnostics) -> Vec<OutputFile> {
    let leaves = divide(document, cx.sources);
    let images = Beside::new(document, cx.resources, "images");
    let each = leaves.iter().map(|it| (it.file.as_str(), it.blocks.clone(), it.notes.as_slice()));
    let places = Places { within: parts::Places::new(document, each), images: &images };
    let lowering = Lowering::new(document, Profile::Html, &places);
    let (index, fonts) = (Index::default(), PageFonts::new(cx));
    let mut site = Site { cx, document, leaves: &leaves, places: &places, lowering, index, fonts };
    let mut files: Vec<(String, Vec<u8>)> =
        (0..leaves.len()).map(|at| (leaves[at].file.clone(), site.page(at).into_bytes())).collect();
    let fonts = site.fonts.files(cx, &document.meta, diags);
    let style = sheet(cx.theme, document, css::site(cx.theme, &beside(&fonts)));
    files.push((STYLE_FILE.to_owned(), style.into_bytes()));
    files.push((SCRIPT_FILE.to_owned(), SCRIPT.as_bytes().to_vec()));
    files.push((INDEX_FILE.to_owned(), site.index.finish().into_bytes()));
    diags.append(site.lowering.finish());
    files.extend(fonts.into_iter().map(|it| (it.name, it.bytes)));
    files.extend(images.files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())));
    let slug = cx.stem;
    files.into_iter().map(|(name, bytes)| OutputFile { path: format!("{slug}/{name}"), bytes }).collect()
}

/// The file of the HTML edition that has a place of a publication, from the folder of the editions; `None` where the
/// publication has no such edition.
pub fn page_of(
    publication: &Publication,
    document: &Document,
    sources: &Sources,
    id: Option<&Id>,
) -> Option<String> {
    let wanted = &publication.editions;
    if !wanted.is_empty() && !wanted.iter().any(|it| it.text == "html") {
        return None;
    }
    let tables = publication.tables.iter().filter(|it| it.key == "html");
    let mut forms = tables.filter_map(|it| it.value.as_table()).flatten().filter(|it| it.key == "form");
    let stem = &publication.meta.slug;
    if forms.next_back().and_then(|it| it.value.as_name()).as_deref() != Some("site") {
        return Some(format!("{stem}.html"));
    }
    let has = |block: &Block| {
        let mut found = false;
        walk(std::slice::from_ref(block), &mut |node| {
            found |= node.attributes().any(|it| it.id.as_ref() == id)
        });
        found
    };
    let at = id.and_then(|_| document.blocks.iter().position(has));
    let leaves = divide(document, sources);
    let leaf = leaves.iter().find(|it| at.is_some_and(|at| it.blocks.contains(&at))).or(leaves.first());
    Some(format!("{stem}/{}", leaf.map_or("index.html", |it| it.file.as_str())))
}

/// A site in the making.
struct Site<'a> {
    cx: &'a Context<'a>,
    document: &'a Document,
    leaves: &'a [Leaf],
    places: &'a Places<'a>,
    lowering: Lowering<'a>,
    index: Index,
    fonts: PageFonts<'a>,
}

impl Site<'_> {
    /// The address of a page as the others see it.
    fn href(&self, leaf: usize) -> String {
        address::encode(&self.leaves[leaf].file)
    }

    /// The address of a page for good; `None` where the publication has none.
    fn address(&self, leaf: usize) -> Option<String> {
        let url = self.document.meta.url.as_deref()?.trim_end_matches("index.html").trim_end_matches('/');
        Some(if leaf == 0 { format!("{url}/") } else { format!("{url}/{}", self.href(leaf)) })
    }
}

#[cfg(test)]
mod tests;
