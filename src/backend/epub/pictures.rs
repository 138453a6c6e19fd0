//! The pictures that go with the book, under names that any container can hold.

use std::collections::BTreeMap;

use crate::backend::epub::container::Resource;
use crate::document::walk::{self, Node};
use crate::document::{Block, BlockKind, Document, InlineKind};
use crate::markup::ImageSource;
use crate::resource::{Picture, Resources};

/// The pictures that the document shows, by their path in the publication.
#[derive(Debug, Default)]
pub(super) struct Pictures<'a> {
    /// Each with its path in the book.
    list: BTreeMap<&'a str, (String, &'a Picture)>,
}

impl<'a> Pictures<'a> {
    /// Those that the document names and the publication has.
    pub(super) fn of(document: &'a Document, resources: &'a Resources) -> Pictures<'a> {
        let mut pictures = Pictures::default();
        pictures.collect(&document.blocks, resources);
        document.notes.iter().for_each(|(_, note)| pictures.collect(&note.blocks, resources));
        pictures
    }

    fn collect(&mut self, blocks: &'a [Block], resources: &'a Resources) {
        walk::walk(blocks, &mut |node| {
            let image = match node {
                Node::Block(block) => {
                    if let BlockKind::Figure(it) = &block.kind {
                        Some(&it.image)
                    } else {
                        None
                    }
                }
                Node::Inline(inline) => {
                    if let InlineKind::Image(it) = &inline.kind {
                        Some(it)
                    } else {
                        None
                    }
                }
            };
            let Some((path, picture)) = image.and_then(|it| resources.get_key_value(&it.path)) else {
                return;
            };
            let number = self.list.len() + 1;
            let name = format!("images/image-{number:03}.{}", picture.format.extension());
            self.list.entry(path).or_insert((name, picture));
        });
    }

    /// Where a picture of the publication is found in the book, and how large it is.
    pub(super) fn source(&self, path: &str) -> Option<ImageSource> {
        let (address, picture) = self.list.get(path)?;
        Some(ImageSource { address: address.clone(), width: picture.width, height: picture.height })
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
