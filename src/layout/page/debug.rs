//! The bones of pages, drawn over them: margins, the grid, the boxes and base lines of what is set.

use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{Artifact, Item, Mark, Page, Placed, Rectangle};
use crate::layout::style::Design;
use crate::theme::Color;

/// The column.
const MARGIN: Color = Color { red: 40, green: 140, blue: 60 };
/// The lines of the grid.
const GRID: Color = Color { red: 150, green: 200, blue: 240 };
/// Base lines of text.
const BASE: Color = Color { red: 220, green: 60, blue: 60 };
/// Boxes of text and images.
const BOX: Color = Color { red: 190, green: 150, blue: 220 };

/// The thickness of a line.
const HAIR: Length = Length::millipt(200);

/// Draws over a page whose column begins at `corner`, all as artifacts: what is read stays the same.
pub(super) fn draw(design: &Design<'_>, page: &mut Page, corner: Point) {
    let mut lines = Vec::new();
    let (measure, height) = (design.page.measure, design.page.height());
    let base = design.base(&design.paragraph(&design.theme.body.look, &design.lang));
    for line in 0..design.page.lines {
        let y = corner.y + design.page.leading * line + base;
        lines.push((Point::new(Length::ZERO, y), Size::new(page.size.width, HAIR), GRID));
    }
    for placed in &page.items {
        bones(placed, &mut lines);
    }
    frame(corner, Size::new(measure, height), MARGIN, &mut lines);
    page.items.extend(lines.into_iter().map(|(at, size, color)| Placed {
        at,
        item: Item::Rectangle(Rectangle { size, color }),
        mark: Mark::Artifact(Artifact::Page),
    }));
}

type Stroke = (Point, Size, Color);

/// The box of a thing and its base line.
fn bones(placed: &Placed, lines: &mut Vec<Stroke>) {
    match &placed.item {
        Item::Text(run) => {
            let width = run.width();
            let top = Point::new(placed.at.x, placed.at.y - run.size.scale(3, 4));
            frame(top, Size::new(width, run.size), BOX, lines);
            lines.push((placed.at, Size::new(width, HAIR), BASE));
        }
        Item::Image(image) => frame(placed.at, image.size, BOX, lines),
        Item::Rectangle(_) | Item::Path(_) => {}
    }
}

/// The four sides of a box.
fn frame(at: Point, size: Size, color: Color, lines: &mut Vec<Stroke>) {
    let (right, bottom) = (at.x + size.width, at.y + size.height);
    lines.push((at, Size::new(size.width, HAIR), color));
    lines.push((Point::new(at.x, bottom), Size::new(size.width, HAIR), color));
    lines.push((at, Size::new(HAIR, size.height), color));
    lines.push((Point::new(right, at.y), Size::new(HAIR, size.height), color));
}
