//! The cover: the author's picture, or one drawn from the theme.

mod compose;
mod raster;

use std::sync::Arc;

use anyhow::Context as _;

use crate::backend::Context;
use crate::backend::epub::container::Resource;
use crate::diag::Diagnostics;
use crate::document::Meta;
use crate::locale::Words;
use crate::resource::{Format, ImageFile};

/// The cover of a book.
#[derive(Debug)]
pub(super) struct Cover {
    /// Its file.
    pub(super) resource: Resource,
    /// What it shows, for those who do not see it.
    pub(super) alt: String,
}

impl Cover {
    /// The cover that the author names, else one drawn.
    ///
    /// # Errors
    ///
    /// When a picture cannot be encoded.
    pub(super) fn of(
        cx: &Context,
        meta: &Meta,
        words: &Words,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Cover> {
        let given = meta.cover.as_ref().and_then(|it| cx.resources.get(it));
        let (format, bytes) = match given {
            Some(picture) => shown(picture)?,
            None => (Format::Png, compose::compose(meta, &cx.theme.light, cx.fonts, diags)?.into()),
        };
        let resource = Resource {
            path: format!("images/cover.{}", format.extension()),
            bytes,
            media_type: format.media_type(),
            cover: true,
        };
        Ok(Cover { resource, alt: alt(meta, words) })
    }
}

/// A picture as shelves can show it: many know nothing of WebP, which is made PNG.
fn shown(picture: &ImageFile) -> anyhow::Result<(Format, Arc<[u8]>)> {
    if picture.format != Format::WebP {
        return Ok((picture.format, picture.bytes.clone()));
    }
    let pixels = image::load_from_memory(&picture.bytes).context("cannot read the picture of the cover")?;
    let mut png = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut png, image::ImageFormat::Png).context("cannot write the picture of the cover")?;
    Ok((Format::Png, png.into_inner().into()))
}

/// What is on a cover: the word for it, title and authors.
fn alt(meta: &Meta, words: &Words) -> String {
    let said = std::iter::once(meta.title.as_str()).chain(meta.authors()).filter(|it| !it.is_empty());
    format!("{}: {}", words.cover, said.collect::<Vec<_>>().join(", "))
}
