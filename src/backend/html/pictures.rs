//! Pictures inside the page, as `data:` addresses.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::document::{Block, BlockKind, Dimension, Document, Image, Inline, InlineKind, walk};
use crate::markup::{ImageSource, Resolver};
use crate::resource::Resources;

/// Gives each picture as an address that holds its bytes.
///
/// SVG goes the same way as pixels: in an `img` it runs no script and loads nothing
/// (SVG integration, secure static mode).
#[derive(Debug, Clone, Copy)]
pub(super) struct Inlined<'a> {
    resources: &'a Resources,
}

impl<'a> Inlined<'a> {
    /// Of these pictures.
    pub(super) fn new(resources: &'a Resources) -> Inlined<'a> {
        Inlined { resources }
    }
}

impl Resolver for Inlined<'_> {
    fn image(&self, image: &Image) -> Option<ImageSource> {
        let picture = self.resources.get(&image.path)?;
        let bytes = STANDARD.encode(&picture.bytes);
        let address = format!("data:{};base64,{bytes}", picture.format.media_type());
        Some(ImageSource { address, width: picture.width, height: picture.height })
    }
}

/// The parts of the measure that pictures of the document take, in hundredths of a per cent, each once.
pub(super) fn parts(document: &Document) -> Vec<u32> {
    let mut parts = Vec::new();
    let notes = document.notes.iter().map(|(_, note)| note.blocks.as_slice());
    for blocks in std::iter::once(document.blocks.as_slice()).chain(notes) {
        walk::walk(blocks, &mut |node| {
            if let Some(Dimension::Percent(part)) = image(node).and_then(|it| it.width) {
                parts.push(part);
            }
        });
    }
    parts.sort_unstable();
    parts.dedup();
    parts
}

fn image(node: walk::Node<'_>) -> Option<&Image> {
    if let walk::Node::Block(Block { kind: BlockKind::Figure(figure), .. }) = node {
        Some(&figure.image)
    } else if let walk::Node::Inline(Inline { kind: InlineKind::Image(image), .. }) = node {
        Some(image)
    } else {
        None
    }
}
