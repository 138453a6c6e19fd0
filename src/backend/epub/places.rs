//! Where everything stands, as the files of the book address it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::backend::epub::pages::Pages;
use crate::backend::epub::pictures::Pictures;
use crate::document::address::{absolute, scheme};
use crate::document::{Id, Image, NoteId, NoteRef};
use crate::markup::{ImageSource, PageBreak, Resolver, address, files};
use crate::source::Span;

/// The addresses of places and images, as seen from one file at a time.
#[derive(Debug)]
pub(super) struct Places<'a> {
    /// Across the chapters.
    pub(super) within: files::Places<'a>,
    pub(super) pictures: &'a Pictures<'a>,
    pub(super) pages: &'a Pages,
    /// The spans whose pages have been marked.
    pub(super) marked: RefCell<BTreeSet<Span>>,
    /// The address of the publication; `None` where it has none.
    pub(super) url: Option<&'a str>,
}

impl Resolver for Places<'_> {
    fn anchor(&self, id: &Id) -> String {
        self.within.anchor(id)
    }

    fn note(&self, note: NoteId, id: &str) -> String {
        self.within.note(note, id)
    }

    fn mark(&self, mark: NoteRef, id: &str) -> String {
        self.within.mark(mark, id)
    }

    fn image(&self, image: &Image) -> Option<ImageSource> {
        self.pictures.source(&image.path)
    }

    /// A relative address is completed by that of the publication: a book is read elsewhere.
    fn outside(&self, url: &str) -> Option<String> {
        let whole = if scheme(url).is_some() { Some(url.to_owned()) } else { absolute(self.url, url) };
        whole.map(|it| address::encode(&it))
    }

    /// Marks are in chapters alone: the words of a heading are there again in the contents. Nodes that a filter has
    /// inserted may share a span, and a mark is there once.
    fn pages(&self, span: Span) -> &[PageBreak] {
        let marks = if self.within.here().is_some() { self.pages.at(span) } else { &[] };
        if marks.is_empty() || self.marked.borrow_mut().insert(span) { marks } else { &[] }
    }
}
