//! The cover: the author's image, or one drawn from the theme.

mod drawing;
mod paint;
mod raster;

use std::sync::Arc;

use anyhow::Context as _;

use crate::backend::Context;
use crate::backend::epub::container::Resource;
use crate::diag::Diagnostics;
use crate::document::Meta;
use crate::geometry::{Length, Size};
use crate::layout::Typesetter;
use crate::layout::cover::{Cover as Drawn, CoverSheet, cover};
use crate::layout::frame::{Artifact, Item, Mark};
use crate::layout::rules::unset_cover;
use crate::layout::style::InlineStyle;
use crate::locale;
use crate::resource::{Format, ImageFile};
use crate::theme::Color;

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
    /// When an image cannot be encoded.
    pub(super) fn of(cx: &Context, meta: &Meta, diags: &mut Diagnostics) -> anyhow::Result<Cover> {
        let given = meta.cover.as_ref().and_then(|it| cx.resources.get(it));
        let (format, bytes) = match given {
            Some(image_file) => shown(image_file)?,
            None => (Format::Png, drawn(cx, meta, diags)?.into()),
        };
        let resource = Resource {
            path: format!("images/cover.{}", format.extension()),
            bytes,
            media_type: format.media_type(),
            cover: true,
        };
        Ok(Cover { resource, alt: locale::cover(meta) })
    }
}

/// An image as shelves can show it: many know nothing of WebP, and a GIF may move; they are made PNG.
fn shown(image_file: &ImageFile) -> anyhow::Result<(Format, Arc<[u8]>)> {
    if !matches!(image_file.format, Format::WebP | Format::Gif) {
        return Ok((image_file.format, image_file.bytes.clone()));
    }
    let pixels = image::load_from_memory(&image_file.bytes).context("cannot read the image of the cover")?;
    let mut png = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut png, image::ImageFormat::Png).context("cannot write the image of the cover")?;
    Ok((Format::Png, png.into_inner().into()))
}

/// The size of a drawn cover: that of a small book, so that sizes of type are those of print.
const SIZE: Size = Size::new(Length::pt(360), Length::pt(576));

/// A drawn cover, as PNG. What no font has letters for is left off it, and reported.
fn drawn(cx: &Context, meta: &Meta, diags: &mut Diagnostics) -> anyhow::Result<Vec<u8>> {
    let typesetter = Typesetter::new(cx.fonts, cx.resources, InlineStyle::default());
    let sheet = CoverSheet {
        design: &cx.theme.cover,
        palette: &cx.theme.light,
        size: SIZE,
        bleed: Length::ZERO,
        mark: Mark::Artifact(Artifact::Layout),
    };
    let cover = cover(&typesetter, meta, sheet);
    if let Some((character, span)) = cover.missing {
        diags.push(unset_cover(span, character));
    }
    match only_ink(&cover) {
        Some(ink) => raster::png(&cover, ink, cx.fonts),
        None => paint::png(&cover, cx.fonts, cx.resources),
    }
}

/// The one colour of all that is on a cover; `None` where there are more, or an image.
fn only_ink(cover: &Drawn) -> Option<Color> {
    let mut inks = cover.items.iter().map(|it| match &it.item {
        Item::Text(run) => Some(run.color),
        Item::Rectangle(it) => Some(it.color),
        Item::Path(_) | Item::Image(_) => None,
    });
    let first = inks.next().unwrap_or(Some(cover.ground))?;
    inks.all(|it| it == Some(first)).then_some(first)
}
