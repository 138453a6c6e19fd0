//! Painting a cover in all colours: with bands, frames, a logo or an image.

use anyhow::Context as _;
use image::imageops::FilterType;
use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, PixmapPaint, Rect, Transform};
use usvg::Tree;

use crate::backend::epub::cover::drawing;
use crate::backend::epub::cover::raster::{HEIGHT, SCALE, WIDTH, outlines, pixels};
use crate::font::{FontBook, svg_options};
use crate::layout::cover::Cover;
use crate::layout::frame::{ImageBox, Item};
use crate::resource::{Format, Resources};
use crate::theme::Color;

/// A cover as PNG.
///
/// # Errors
///
/// When there is no memory for the image, an image cannot be read, or the encoder fails.
pub(super) fn png(cover: &Cover, fonts: &FontBook, resources: &Resources) -> anyhow::Result<Vec<u8>> {
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).context("no memory for the image of the cover")?;
    pixmap.fill(opaque(cover.ground));
    for placed in &cover.items {
        let (x, y) = (pixels(placed.at.x, SCALE), pixels(placed.at.y, SCALE));
        match &placed.item {
            Item::Text(run) => {
                let paint = paint(run.color);
                outlines(run, (x, y, SCALE), fonts, &mut |path| {
                    pixmap.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
                });
            }
            Item::Rectangle(it) => {
                let (width, height) = (pixels(it.size.width, SCALE), pixels(it.size.height, SCALE));
                if let Some(rect) = Rect::from_xywh(x, y, width, height) {
                    let path = PathBuilder::from_rect(rect);
                    let paint = paint(it.color);
                    pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
                }
            }
            Item::Image(it) => image(&mut pixmap, it, (x, y), fonts, resources)?,
            Item::Path(_) => {}
        }
    }
    encoded(&pixmap)
}

fn opaque(color: Color) -> tiny_skia::Color {
    tiny_skia::Color::from_rgba8(color.red, color.green, color.blue, 255)
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(opaque(color));
    paint
}

/// Paints an image of the publication in its box.
fn image(
    pixmap: &mut Pixmap,
    placed: &ImageBox,
    (x, y): (f32, f32),
    fonts: &FontBook,
    resources: &Resources,
) -> anyhow::Result<()> {
    let Some(file) = resources.get(&placed.path) else { return Ok(()) };
    let (width, height) = (pixels(placed.size.width, SCALE), pixels(placed.size.height, SCALE));
    if file.format == Format::Svg {
        let tree = Tree::from_data(&file.bytes, &svg_options(&file.bytes, fonts));
        let tree = tree.with_context(|| format!("cannot read `{}`", placed.path))?;
        let scale = Transform::from_scale(width / tree.size().width(), height / tree.size().height());
        drawing::group(pixmap, tree.root(), scale.post_translate(x, y), None);
        return Ok(());
    }
    let decoded = image::load_from_memory(&file.bytes);
    let decoded = decoded.with_context(|| format!("cannot read `{}`", placed.path))?;
    // At least a pixel, and no more than the cover has.
    let (wide, high) = ((width.round() as u32).clamp(1, WIDTH), (height.round() as u32).clamp(1, HEIGHT));
    let sized = decoded.resize_exact(wide, high, FilterType::CatmullRom).into_rgba8();
    if let Some(sized) = drawing::from_rgba(wide, high, sized.as_raw()) {
        let at = Transform::from_translate(x.round(), y.round());
        pixmap.draw_pixmap(0, 0, sized.as_ref(), &PixmapPaint::default(), at, None);
    }
    Ok(())
}

/// The image as PNG. The ground is opaque, so no pixel is transparent.
fn encoded(pixmap: &Pixmap) -> anyhow::Result<Vec<u8>> {
    let rgb: Vec<u8> = pixmap.data().chunks_exact(4).flat_map(|it| [it[0], it[1], it[2]]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(6));
    encoder.set_filter(png::Filter::Up);
    let mut writer = encoder.write_header().context("cannot begin the image")?;
    writer.write_image_data(&rgb).context("cannot write the image")?;
    writer.finish().context("cannot end the image")?;
    Ok(bytes)
}
