//! Rectangles, paths and images (ISO 32000-1, 8.5 and 8.8).

use crate::backend::pdf::images::ImageName;
use crate::backend::pdf::objects::on_paper;
use crate::backend::pdf::paint::painter::Painter;
use crate::geometry::Length;
use crate::layout::frame::{ImageBox, Path, Placed, Rectangle};

/// Paints a filled rectangle.
pub(super) fn paint_rectangle(painter: &mut Painter<'_>, placed: &Placed, rectangle: &Rectangle) {
    let bounds = painter.bounds(placed.at, rectangle.size);
    painter.begin_graphics(placed.mark, bounds);
    painter.set_fill(rectangle.color);
    painter.content.rectangle(bounds.low, rectangle.size);
    painter.content.line("f");
}

/// Paints a path.
pub(super) fn paint_path(painter: &mut Painter<'_>, placed: &Placed, path: &Path) {
    painter.begin_graphics(placed.mark, painter.bounds(placed.at, path.size));
    if let Some(color) = path.fill {
        painter.set_fill(color);
    }
    if let Some((color, width)) = path.stroke {
        painter.content.color(color, "G", "RG");
        painter.content.lengths(&[width], "w");
    }
    let page = painter.page;
    for segment in &path.segments {
        painter.content.segment(segment, |point| on_paper(page, placed.at + point));
    }
    painter.content.line(match (path.fill.is_some(), path.stroke.is_some()) {
        (true, true) => "B",
        (true, false) => "f",
        (false, true) => "S",
        (false, false) => "n",
    });
}

/// Paints an image.
pub(super) fn paint_image(painter: &mut Painter<'_>, placed: &Placed, image: &ImageBox) {
    let Some(index) = painter.cx.images.index(&image.path) else { return };
    let bounds = painter.bounds(placed.at, image.size);
    painter.begin_graphics(placed.mark, bounds);
    let none = Length::ZERO;
    painter.content.raw(b"q ");
    let (size, corner) = (image.size, bounds.low);
    painter.content.lengths(&[size.width, none, none, size.height, corner.x, corner.y], "cm");
    if let Some(matrix) = painter.cx.images.orientation(index).matrix() {
        matrix.iter().for_each(|number| painter.content.number(number * 1000));
        painter.content.line("cm");
    }
    painter.content.line(&format!("/{} Do Q", ImageName(index)));
}
