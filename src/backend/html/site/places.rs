//! Where everything stands, as the pages of a site address it.

use crate::backend::html::pictures::Beside;
use crate::document::address::scheme;
use crate::document::{Id, Image, NoteId, NoteRef};
use crate::markup::{ImageSource, Resolver, address, files};

/// The addresses of places and images, as seen from one page at a time.
#[derive(Debug)]
pub(super) struct Places<'a> {
    /// Across the pages.
    pub(super) within: files::Places<'a>,
    pub(super) pictures: &'a Beside<'a>,
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
        self.pictures.image(image)
    }

    /// A relative address is one beside the editions, which the site is one folder below.
    fn outside(&self, url: &str) -> Option<String> {
        let relative = scheme(url).is_none() && !url.starts_with(['/', '#', '?']);
        let up = if relative { "../" } else { "" };
        Some(format!("{up}{}", address::encode(url)))
    }
}
