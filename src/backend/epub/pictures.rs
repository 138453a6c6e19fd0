//! The images that go with the book, under names that any container can hold.

use std::collections::BTreeMap;

use crate::backend::epub::container::Resource;
use crate::document::Document;
use crate::markup::ImageSource;
use crate::resource::{ImageFile, Resources};

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
            let Some((path, picture)) = resources.get_key_value(path) else { return };
            let number = pictures.list.len() + 1;
            let name = format!("images/image-{number:03}.{}", picture.format.extension());
            pictures.list.entry(path).or_insert((name, picture));
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
        let (address, picture) = self.list.get(path)?;
        Some(ImageSource { address: address.clone(), width: picture.width, height: picture.height })
    }

    /// Where an image of the publication is found in the book.
    pub(super) fn address(&self, path: Option<&str>) -> Option<&str> {
        self.list.get(path?).map(|(address, _)| address.as_str())
    }

    /// The files.
    pub(super) fn resources(&self) -> impl Iterator<Item = Resource> {
        self.list.values().map(|(path, picture)| Resource {
            path: path.clone(),
            bytes: picture.bytes.clone(),
            media_type: picture.format.media_type(),
            cover: false,
        })
    }
}
