//! Where everything stands: addresses across the files of the book.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::backend::epub::chapters::Chapter;
use crate::backend::epub::pages::Pages;
use crate::backend::epub::pictures::Pictures;
use crate::document::walk::{self, Node};
use crate::document::{Block, Document, Id, Image, Inline, InlineKind, NoteId, NoteRef};
use crate::markup::{ImageSource, PageBreak, Resolver, address};
use crate::source::Span;

/// The addresses of places and pictures, as seen from one file at a time.
#[derive(Debug)]
pub(super) struct Places<'a> {
    chapters: &'a [Chapter],
    pictures: &'a Pictures<'a>,
    pages: &'a Pages,
    /// The address of the publication; `None` where it has none.
    url: Option<&'a str>,
    /// The chapter that is being written; `None` for a file that is none of them.
    here: Cell<Option<usize>>,
    anchors: BTreeMap<&'a Id, usize>,
    notes: BTreeMap<NoteId, usize>,
    marks: BTreeMap<NoteRef, usize>,
}

impl<'a> Places<'a> {
    /// The places of a document that is divided into these chapters.
    pub(super) fn new(
        document: &'a Document,
        chapters: &'a [Chapter],
        pictures: &'a Pictures<'a>,
        pages: &'a Pages,
    ) -> Places<'a> {
        let (anchors, notes, marks) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let url = document.meta.url.as_deref();
        let mut places =
            Places { chapters, pictures, pages, url, here: Cell::new(None), anchors, notes, marks };
        for (at, chapter) in chapters.iter().enumerate() {
            places.enter(&document.blocks[chapter.blocks.clone()], at);
            for id in &chapter.notes {
                places.notes.insert(*id, at);
                if let Some(note) = document.notes.get(*id) {
                    places.enter(&note.blocks, at);
                }
            }
        }
        places
    }

    /// Goes to a chapter: what stands in it is addressed by its fragment alone.
    pub(super) fn go_to(&self, chapter: Option<usize>) {
        self.here.set(chapter);
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

    fn address(&self, chapter: Option<&usize>, id: &str) -> String {
        let fragment = address::fragment(id);
        let elsewhere =
            chapter.filter(|it| self.here.get() != Some(**it)).and_then(|it| self.chapters.get(*it));
        elsewhere.map_or_else(|| fragment.clone(), |it| format!("{}{fragment}", it.path))
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
        self.pictures.source(&image.path)
    }

    /// A relative address is completed by that of the publication (URL living standard, 4.4): a book is read elsewhere.
    fn outside(&self, url: &str) -> Option<String> {
        if address::scheme(url).is_some() {
            return Some(address::encode(url));
        }
        let base = self.url?;
        let host = base.find("://").map_or(0, |it| it + 3);
        let root = base[host..].find('/').map_or(base.len(), |it| host + it);
        let kept = if url.starts_with("//") {
            &base[..base.find("//").unwrap_or(0)]
        } else if url.starts_with('/') {
            &base[..root]
        } else {
            &base[..base.rfind('/').filter(|it| *it >= root).map_or(base.len(), |it| it + 1)]
        };
        let slash = if kept.ends_with('/') || url.starts_with('/') { "" } else { "/" };
        Some(address::encode(&format!("{kept}{slash}{url}")))
    }

    /// Marks stand in chapters alone: the words of a heading are said again in the contents.
    fn pages(&self, span: Span) -> &[PageBreak] {
        if self.here.get().is_some() { self.pages.at(span) } else { &[] }
    }
}
