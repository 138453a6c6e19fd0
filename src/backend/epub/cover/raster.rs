//! Painting placed things as pixels.
//!
//! Reading systems show covers in their shelves as PNG or JPEG; many do not
//! take SVG there. Outlines come from the faces and are filled by tiny-skia,
//! whose path arithmetic is the same on every machine; no font of the
//! machine is asked.
//!
//! Most drawn covers have two colours, their ground and their ink, so that a pixel is
//! how much ink covers it: a byte while painting, a step of a palette in the
//! file. That is a twelfth of what red, green and blue would take, as covers with more
//! colours or with images have.

use anyhow::Context as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use tiny_skia::{FillRule, Mask, Path, PathBuilder, Rect, Transform};

use crate::font::FontBook;
use crate::geometry::Length;
use crate::layout::cover::Cover;
use crate::layout::frame::{Item, Placed, Rectangle, TextRun};
use crate::theme::Color;

/// The width in pixels. Shops and shelves ask for a side of 2,500 or so, five by eight.
pub(super) const WIDTH: u32 = 1600;
/// The height in pixels.
pub(super) const HEIGHT: u32 = 2560;
/// Pixels to the point.
pub(super) const SCALE: f32 = WIDTH as f32 / 360.0;

/// A cover of two colours as PNG.
///
/// # Errors
///
/// When there is no memory for the image, or the encoder fails.
pub(super) fn png(cover: &Cover, ink: Color, fonts: &FontBook) -> anyhow::Result<Vec<u8>> {
    let mut canvas = Canvas::new(WIDTH, HEIGHT, SCALE).context("no memory for the image of the cover")?;
    cover.items.iter().for_each(|it| canvas.paint(it, fonts));
    canvas.to_png(cover.ground, ink)
}

/// The steps from ground to ink: what four bits hold.
const STEPS: u8 = 16;

/// An image that is being painted.
#[derive(Debug)]
struct Canvas {
    /// How much of each pixel is inked.
    ink: Mask,
    /// Pixels to the point.
    scale: f32,
}

impl Canvas {
    /// An empty ground; `None` for an image without a pixel or with too many.
    fn new(width: u32, height: u32, scale: f32) -> Option<Canvas> {
        Some(Canvas { ink: Mask::new(width, height)?, scale })
    }

    /// Paints text and rectangles; a cover of two colours has nothing else.
    fn paint(&mut self, placed: &Placed, fonts: &FontBook) {
        let (x, y) = (self.pixels(placed.at.x), self.pixels(placed.at.y));
        match &placed.item {
            Item::Text(run) => self.text(run, x, y, fonts),
            Item::Rectangle(it) => self.rectangle(it, x, y),
            Item::Path(_) | Item::Image(_) => {}
        }
    }

    /// The image as PNG, in shades from ground to ink (PNG third edition, 6.1, indexed colour).
    ///
    /// # Errors
    ///
    /// When the encoder fails.
    fn to_png(&self, ground: Color, ink: Color) -> anyhow::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.ink.width(), self.ink.height());
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette(ground, ink));
        // To look for better matches than runs of ground takes nearly twice as long and gains an eighth.
        encoder.set_deflate_compression(png::DeflateCompression::Level(2));
        // Indices are no quantities: differences between them say nothing (PNG third edition, 12.7).
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().context("cannot begin the image")?;
        writer.write_image_data(&self.indices()).context("cannot write the image")?;
        writer.finish().context("cannot end the image")?;
        Ok(bytes)
    }

    /// The steps of the pixels, two to the byte, each row from a byte of its own.
    fn indices(&self) -> Vec<u8> {
        let width = self.ink.width() as usize;
        let mut indices = Vec::with_capacity(width.div_ceil(2) * self.ink.height() as usize);
        for row in self.ink.data().chunks_exact(width) {
            // Most of a cover is ground.
            for pixels in row.chunks(16) {
                if *pixels == [0; 16] {
                    indices.extend([0; 8]);
                } else {
                    let pair = |it: &[u8]| step(it[0]) << 4 | it.get(1).map_or(0, |it| step(*it));
                    indices.extend(pixels.chunks(2).map(pair));
                }
            }
        }
        indices
    }

    fn pixels(&self, length: Length) -> f32 {
        pixels(length, self.scale)
    }

    fn rectangle(&mut self, it: &Rectangle, x: f32, y: f32) {
        let (width, height) = (self.pixels(it.size.width), self.pixels(it.size.height));
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.fill(&PathBuilder::from_rect(rect));
        }
    }

    fn text(&mut self, run: &TextRun, x: f32, y: f32, fonts: &FontBook) {
        outlines(run, (x, y, self.scale), fonts, &mut |path| self.fill(path));
    }

    fn fill(&mut self, path: &Path) {
        self.ink.fill_path(path, FillRule::Winding, true, Transform::identity());
    }
}

/// A length in pixels.
pub(super) fn pixels(length: Length, scale: f32) -> f32 {
    length.to_millipt() as f32 / 1000.0 * scale
}

/// Gives the outline of each glyph of a run whose pen starts at a pixel, with pixels to the point.
pub(super) fn outlines(
    run: &TextRun,
    (x, y, scale): (f32, f32, f32),
    fonts: &FontBook,
    fill: &mut dyn FnMut(&Path),
) {
    let Some(font) = fonts.face(run.face).and_then(|it| it.font()) else { return };
    let (outlines, size) = (font.outline_glyphs(), pixels(run.size, scale));
    let settings = || DrawSettings::unhinted(Size::new(size), LocationRef::default());
    let mut pen = Length::ZERO;
    for glyph in &run.glyphs {
        let at_x = x + pixels(pen + glyph.x_offset.at(run.size), scale);
        let at_y = y - pixels(glyph.y_offset.at(run.size), scale);
        let mut outline = Outline { path: PathBuilder::new(), x: at_x, y: at_y };
        let drawn = outlines.get(GlyphId::from(glyph.id)).map(|it| it.draw(settings(), &mut outline));
        if let (Some(Ok(_)), Some(path)) = (drawn, outline.path.finish()) {
            fill(&path);
        }
        pen += glyph.advance.at(run.size);
    }
}

/// The step that is nearest to how much of a pixel is inked.
fn step(inked: u8) -> u8 {
    let widest = u16::from(STEPS - 1);
    // At most 15, by the proportion.
    ((u16::from(inked) * widest + 127) / 255) as u8
}

/// The colours of the steps, three bytes each.
fn palette(ground: Color, ink: Color) -> Vec<u8> {
    let mixed = |from: u8, to: u8, at: u8| {
        let (at, widest) = (u16::from(at), u16::from(STEPS - 1));
        // Between the two, so a byte holds it.
        ((u16::from(from) * (widest - at) + u16::from(to) * at + widest / 2) / widest) as u8
    };
    let color = |at: u8| {
        [mixed(ground.red, ink.red, at), mixed(ground.green, ink.green, at), mixed(ground.blue, ink.blue, at)]
    };
    (0..STEPS).flat_map(color).collect()
}

/// The outline of a glyph whose origin is at a pixel; the face's y grows upwards.
struct Outline {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (first, second) = ((self.x + cx0, self.y - cy0), (self.x + cx1, self.y - cy1));
        self.path.cubic_to(first.0, first.1, second.0, second.1, self.x + x, self.y - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_palette_are_ground_and_ink() {
        let (ground, ink) = (Color { red: 250, green: 3, blue: 0 }, Color { red: 0, green: 128, blue: 255 });
        let palette = palette(ground, ink);
        assert_eq!(palette.len(), 48);
        assert_eq!((&palette[..3], &palette[45..]), (&[250, 3, 0][..], &[0, 128, 255][..]));
        assert_eq!((step(0), step(255), step(8), step(9)), (0, 15, 0, 1));
    }

    #[test]
    fn a_row_of_odd_length_ends_with_half_a_byte() {
        let mut canvas = Canvas::new(3, 2, 1.0).expect("an image");
        canvas.ink.data_mut()[2] = 255;
        assert_eq!(canvas.indices(), [0, 0xf0, 0, 0]);
        let png = canvas.to_png(Color { red: 1, green: 2, blue: 3 }, Color { red: 9, green: 9, blue: 9 });
        let pixels = image::load_from_memory(&png.expect("a PNG")).expect("an image").into_rgb8();
        assert_eq!((pixels.get_pixel(0, 0).0, pixels.get_pixel(2, 0).0), ([1, 2, 3], [9, 9, 9]));
    }
}
