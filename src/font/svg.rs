//! The faces of a book for text in drawings.

use std::sync::Arc;

use usvg::{ImageHrefResolver, fontdb};

use crate::font::{FontBook, FontFile};
use crate::theme::{Family, Slant, Weight};

/// How drawings are read: their text is set in the faces of a book, and no other file is.
pub(crate) fn svg_options(bytes: &[u8], fonts: &FontBook) -> usvg::Options<'static> {
    let resolve_data = ImageHrefResolver::default_data_resolver();
    // Another file is never read: an image must be complete in itself.
    let image_href_resolver = ImageHrefResolver { resolve_data, resolve_string: Box::new(|_, _| None) };
    let mut options = usvg::Options { image_href_resolver, ..usvg::Options::default() };
    let compressed = bytes.starts_with(&[0x1F, 0x8B]);
    if compressed || bytes.windows(5).any(|it| it == b"<text") {
        options.fontdb = Arc::new(database(fonts));
    }
    options
}

/// The faces of the publication, for text in drawings.
fn database(fonts: &FontBook) -> fontdb::Database {
    let mut database = fontdb::Database::new();
    for (_, face) in fonts.iter() {
        let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = match &face.file {
            FontFile::Bundled(stored) => Arc::new(stored.bytes()),
            FontFile::Given(bytes) => Arc::new(Arc::clone(bytes)),
        };
        database.load_font_source(fontdb::Source::Binary(bytes));
    }
    let name = |family| {
        let face = fonts.face(fonts.select(family, Weight::Regular, Slant::Upright));
        face.map_or(String::new(), |it| it.family.clone())
    };
    database.set_serif_family(name(Family::Serif));
    database.set_sans_serif_family(name(Family::Sans));
    database.set_monospace_family(name(Family::Mono));
    database
}
