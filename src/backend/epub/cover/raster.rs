//! Painting placed things as pixels.
//!
//! Reading systems show covers in their shelves as PNG or JPEG; many do not
//! take SVG there. Outlines come from the faces and are filled by tiny-skia,
//! whose path arithmetic is the same on every machine; no font of the
//! machine is asked.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};
use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

use crate::font::FontBook;
use crate::geometry::Length;
use crate::layout::frame::{Item, Placed, Rectangle, TextRun};
use crate::theme::Color;

/// A picture that is being painted.
#[derive(Debug)]
pub(super) struct Canvas {
    pixels: Pixmap,
    /// Pixels to the point.
    scale: f32,
}

impl Canvas {
    /// A ground of one colour; `None` for a picture without a pixel or with too many.
    pub(super) fn new(width: u32, height: u32, scale: f32, ground: Color) -> Option<Canvas> {
        let mut pixels = Pixmap::new(width, height)?;
        pixels.fill(tiny_skia::Color::from_rgba8(ground.red, ground.green, ground.blue, 255));
        Some(Canvas { pixels, scale })
    }

    /// Paints text and rectangles; a cover has nothing else.
    pub(super) fn paint(&mut self, placed: &Placed, fonts: &FontBook) {
        let (x, y) = (self.pixels(placed.at.x), self.pixels(placed.at.y));
        match &placed.item {
            Item::Text(run) => self.text(run, x, y, fonts),
            Item::Rectangle(it) => self.rectangle(it, x, y),
            Item::Path(_) | Item::Image(_) => {}
        }
    }

    /// The picture as PNG.
    pub(super) fn to_png(&self) -> image::ImageResult<Vec<u8>> {
        let opaque = self.pixels.pixels().iter().flat_map(|it| [it.red(), it.green(), it.blue()]);
        let mut bytes = Vec::new();
        let encoder = image::codecs::png::PngEncoder::new_with_quality(
            &mut bytes,
            image::codecs::png::CompressionType::Best,
            image::codecs::png::FilterType::Up,
        );
        let (data, size) = (opaque.collect::<Vec<u8>>(), (self.pixels.width(), self.pixels.height()));
        image::ImageEncoder::write_image(encoder, &data, size.0, size.1, image::ExtendedColorType::Rgb8)?;
        Ok(bytes)
    }

    fn pixels(&self, length: Length) -> f32 {
        length.to_millipt() as f32 / 1000.0 * self.scale
    }

    fn rectangle(&mut self, it: &Rectangle, x: f32, y: f32) {
        let (width, height) = (self.pixels(it.size.width), self.pixels(it.size.height));
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.pixels.fill_rect(rect, &paint(it.color), Transform::identity(), None);
        }
    }

    fn text(&mut self, run: &TextRun, x: f32, y: f32, fonts: &FontBook) {
        let Some(face) = fonts.face(run.face) else { return };
        let Some(font) = face.font() else { return };
        let (outlines, size) = (font.outline_glyphs(), self.pixels(run.size));
        let settings = || DrawSettings::unhinted(Size::new(size), LocationRef::default());
        let mut pen = Length::ZERO;
        for glyph in &run.glyphs {
            let at_x = x + self.pixels(pen + glyph.x_offset.at(run.size));
            let at_y = y - self.pixels(glyph.y_offset.at(run.size));
            let mut outline = Outline { path: PathBuilder::new(), x: at_x, y: at_y };
            let drawn = outlines.get(GlyphId::from(glyph.id)).map(|it| it.draw(settings(), &mut outline));
            if let (Some(Ok(_)), Some(path)) = (drawn, outline.path.finish()) {
                self.pixels.fill_path(
                    &path,
                    &paint(run.color),
                    FillRule::Winding,
                    Transform::identity(),
                    None,
                );
            }
            pen += glyph.advance.at(run.size);
        }
    }
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(color.red, color.green, color.blue, 255);
    paint
}

/// The outline of a glyph whose origin stands at a pixel; the face's y grows upwards.
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
