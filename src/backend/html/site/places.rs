//! Where everything stands: addresses across the pages of a site.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::backend::html::pictures::Beside;
use crate::backend::html::site::division::Leaf;
use crate::document::walk::{self, Node};
use crate::document::{Block, Document, Id, Image, Inline, InlineKind, NoteId, NoteRef};
use crate::markup::{ImageSource, Resolver, address};

/// The addresses of places and pictures, as seen from one page at a time.
#[derive(Debug)]
pub(super) struct Places<'a> {
    leaves: &'a [Leaf],
    pictures: &'a Beside<'a>,
    /// The page that is being written.
    here: Cell<usize>,
    anchors: BTreeMap<&'a Id, usize>,
    notes: BTreeMap<NoteId, usize>,
    marks: BTreeMap<NoteRef, usize>,
}

impl<'a> Places<'a> {
    /// The places of a document that is divided into these pages.
    pub(super) fn new(document: &'a Document, leaves: &'a [Leaf], pictures: &'a Beside<'a>) -> Places<'a> {
        let (anchors, notes, marks) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut places = Places { leaves, pictures, here: Cell::new(0), anchors, notes, marks };
        for (at, leaf) in leaves.iter().enumerate() {
            places.enter(&document.blocks[leaf.blocks.clone()], at);
            for id in &leaf.notes {
                places.notes.insert(*id, at);
                places.enter(document.notes.get(*id).map_or(&[], |it| it.blocks.as_slice()), at);
            }
        }
        places
    }

    /// Goes to a page: what stands on it is addressed by its fragment alone.
    pub(super) fn go_to(&self, leaf: usize) {
        self.here.set(leaf);
    }

    fn enter(&mut self, blocks: &'a [Block], at: usize) {
        walk::walk(blocks, &mut |node| {
            for id in node.attributes().into_iter().flatten().filter_map(|it| it.id.as_ref()) {
                self.anchors.insert(id, at);
            }
            if let Node::Inline(Inline { kind: InlineKind::NoteRef(mark), .. }) = node {
                self.marks.insert(*mark, at);
            }
        });
    }

    fn address(&self, leaf: Option<&usize>, id: &str) -> String {
        let elsewhere = leaf.filter(|it| self.here.get() != **it).and_then(|it| self.leaves.get(*it));
        let file = elsewhere.map_or(String::new(), |it| address::encode(&it.file));
        format!("{file}{}", address::fragment(id))
    }
}

impl Resolver for Places<'_> {
    fn anchor(&self, id: &Id) -> String {
        self.address(self.anchors.get(id), id.as_str())
    }

    fn note(&self, note: NoteId, id: &str) -> String {
        self.address(self.notes.get(&note), id)
    }

    fn mark(&self, mark: NoteRef, id: &str) -> String {
        self.address(self.marks.get(&mark), id)
    }

    fn image(&self, image: &Image) -> Option<ImageSource> {
        self.pictures.image(image)
    }

    /// A relative address is one beside the editions, which the site stands one folder below.
    fn outside(&self, url: &str) -> Option<String> {
        let relative = address::scheme(url).is_none() && !url.starts_with(['/', '#', '?']);
        let up = if relative { "../" } else { "" };
        Some(format!("{up}{}", address::encode(url)))
    }
}
