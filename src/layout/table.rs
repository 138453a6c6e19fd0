//! Tables: widths of columns from what is in them, rows as boxes.

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Alignment, Direction};
use crate::geometry::{Length, Point, Size};
use crate::layout::design::Design;
use crate::layout::frame::{Artifact, Item, Mark, Placed, Rectangle};
use crate::layout::line::Line;
use crate::layout::paragraph::{Paragraph, Widths};
use crate::layout::rules;
use crate::layout::set::place_line;
use crate::layout::typesetter::Typesetter;
use crate::layout::vlist::{Gap, VBox, cost};
use crate::source::Span;
use crate::theme::{Align, Color, TableDesign};

/// A table whose cells are still to be set.
#[derive(Debug)]
pub struct TablePart {
    /// How each column is aligned.
    pub aligns: Vec<Align>,
    /// The rows of its head.
    pub head: Vec<RowPart>,
    /// The rows of its body.
    pub body: Vec<RowPart>,
    /// From base line to base line in a cell.
    pub leading: Length,
    /// Where it stands in the source.
    pub span: Span,
}

/// A row whose cells are still to be set.
#[derive(Debug)]
pub struct RowPart {
    /// The cells, one for each column.
    pub cells: Vec<Paragraph>,
    /// Where it stands in the source.
    pub span: Span,
}

/// A set table.
#[derive(Debug, Default)]
pub struct SetTable {
    /// Its rows.
    pub boxes: Vec<VBox>,
    /// How many of them are of the head.
    pub head: usize,
}

/// How a column is aligned, where lines begin and end as `direction` has it.
pub fn column_align(alignment: Alignment, direction: Direction) -> Align {
    match (alignment, direction) {
        (Alignment::Center, _) => Align::Center,
        (Alignment::Start, _)
        | (Alignment::Left, Direction::LeftToRight)
        | (Alignment::Right, Direction::RightToLeft) => Align::Start,
        (Alignment::Right, Direction::LeftToRight) | (Alignment::Left, Direction::RightToLeft) => Align::End,
    }
}

/// Sets a table in a column of that width that begins at `x`.
pub fn set(
    cx: &Typesetter<'_>,
    design: &Design<'_>,
    table: &TablePart,
    (x, width): (Length, Length),
    diags: &mut Diagnostics,
) -> SetTable {
    let theme = &design.theme.table;
    let gap = design.em(theme.gap);
    let (scale, widths) = fit(cx, table, (width, gap), theme, diags);
    let shrink = |it: Length| it.scale(scale, 1000);
    let total: Length = widths.iter().copied().sum::<Length>() + gap * (widths.len() as i64 - 1).max(0);
    let left = match design.direction() {
        Direction::LeftToRight => x,
        Direction::RightToLeft => x + width - total,
    };
    let setter = Setter {
        cx,
        design,
        columns: places(&widths, gap, left, design.direction()),
        left,
        total,
        scale,
        leading: shrink(table.leading),
        color: design.theme.light.text,
    };
    setter.rows(table, diags)
}

/// The widths of the columns, and the scale of the type in thousandths that they need.
fn fit(
    cx: &Typesetter<'_>,
    table: &TablePart,
    (width, gap): (Length, Length),
    theme: &TableDesign,
    diags: &mut Diagnostics,
) -> (i64, Vec<Length>) {
    let columns = measure(cx, table);
    let room = (width - gap * (columns.len() as i64 - 1)).max(width / 4);
    let least: Length = columns.iter().map(|it| it.unbreakable).sum();
    if least <= room {
        return (1000, share(&columns, room));
    }
    let smallest = i64::from(theme.smallest.to_raw()) * 1000 / 65_536;
    let scale = Length::sp(1000).scale(room.to_sp(), least.to_sp()).to_sp();
    if scale >= smallest {
        let columns: Vec<Widths> = columns.iter().map(|it| scaled(it, scale)).collect();
        return (scale, share(&columns, room));
    }
    let message = "the words of a table are wider than the page";
    let help = "make it narrower: fewer columns, shorter words, or one table for each group of columns";
    diags.push(Diagnostic::new(&rules::wide_table::RULE, table.span, message).help(help));
    let columns: Vec<Widths> = columns.iter().map(|it| scaled(it, smallest)).collect();
    let least: Length = columns.iter().map(|it| it.unbreakable).sum();
    (smallest, columns.iter().map(|it| room.scale(it.unbreakable.to_sp(), least.to_sp())).collect())
}

fn scaled(widths: &Widths, scale: i64) -> Widths {
    Widths { natural: widths.natural.scale(scale, 1000), unbreakable: widths.unbreakable.scale(scale, 1000) }
}

/// How wide each column would be and must be.
fn measure(cx: &Typesetter<'_>, table: &TablePart) -> Vec<Widths> {
    let mut columns = vec![Widths::default(); table.aligns.len()];
    for row in table.head.iter().chain(&table.body) {
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            let cell = cell.widths(cx);
            column.natural = column.natural.max(cell.natural);
            column.unbreakable = column.unbreakable.max(cell.unbreakable);
        }
    }
    columns
}

/// Shares `room` among columns: each gets what it would like where that fits; else what it needs, and of the
/// rest the narrow ones are filled first, so that only long texts are broken.
fn share(columns: &[Widths], room: Length) -> Vec<Length> {
    let natural: Length = columns.iter().map(|it| it.natural).sum();
    if natural <= room {
        return columns.iter().map(|it| it.natural).collect();
    }
    let least: Length = columns.iter().map(|it| it.unbreakable).sum();
    let mut widths: Vec<Length> = columns.iter().map(|it| it.unbreakable).collect();
    let mut rest = room - least;
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|at| columns[*at].natural - columns[*at].unbreakable);
    for (done, at) in order.iter().enumerate() {
        let left = (order.len() - done) as i64;
        let wish = columns[*at].natural - columns[*at].unbreakable;
        let gets = wish.min(rest / left);
        widths[*at] += gets;
        rest -= gets;
    }
    widths
}

/// The left edge and the width of each column.
fn places(widths: &[Length], gap: Length, left: Length, direction: Direction) -> Vec<(Length, Length)> {
    let mut places = Vec::with_capacity(widths.len());
    let mut x = left;
    let ordered: Vec<Length> = match direction {
        Direction::LeftToRight => widths.to_vec(),
        Direction::RightToLeft => widths.iter().rev().copied().collect(),
    };
    for width in ordered {
        places.push((x, width));
        x += width + gap;
    }
    if direction == Direction::RightToLeft {
        places.reverse();
    }
    places
}

struct Setter<'a> {
    cx: &'a Typesetter<'a>,
    design: &'a Design<'a>,
    columns: Vec<(Length, Length)>,
    left: Length,
    total: Length,
    scale: i64,
    leading: Length,
    color: Color,
}

impl Setter<'_> {
    fn rows(&self, table: &TablePart, diags: &mut Diagnostics) -> SetTable {
        let mut head: Vec<VBox> = table.head.iter().flat_map(|it| self.row(it, diags)).collect();
        let mut body: Vec<VBox> = table.body.iter().flat_map(|it| self.row(it, diags)).collect();
        let theme = &self.design.theme.table;
        self.rule(head.first_mut().or(body.first_mut()), theme.heavy, Edge::Top);
        if !body.is_empty() {
            self.rule(head.last_mut(), theme.light, Edge::Bottom);
        }
        if !head.is_empty() && !body.is_empty() {
            let pad = self.design.lines(theme.pad);
            shift(&mut body[0], pad - self.design.lines(theme.row_gap));
        }
        let last = if body.is_empty() { head.last_mut() } else { body.last_mut() };
        self.rule(last, theme.heavy, Edge::Bottom);
        let count = head.len();
        for vbox in head.iter_mut().skip(1) {
            vbox.above.cost = cost::STRANDED;
        }
        if let (Some(first), true) = (body.first_mut(), count > 0) {
            first.above.cost = cost::STRANDED;
        }
        lone_rows(&mut body);
        head.append(&mut body);
        SetTable { boxes: head, head: count }
    }

    /// A row as one box, or as one for each of its lines where it is taller than half a column.
    fn row(&self, row: &RowPart, diags: &mut Diagnostics) -> Vec<VBox> {
        let cells: Vec<Vec<Line>> =
            row.cells.iter().zip(&self.columns).map(|(cell, column)| self.cell(cell, column.1)).collect();
        cells.iter().for_each(|it| rules::report(it, diags));
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let gap = self.design.lines(self.design.theme.table.row_gap).scale(self.scale, 1000);
        let base = self.base(row);
        let whole = self.leading * lines as i64 <= self.design.page.height() / 2;
        let mut boxes: Vec<VBox> = (0..if whole { 1 } else { lines }).map(|_| VBox::default()).collect();
        for (cell, (x, _)) in cells.into_iter().zip(&self.columns) {
            for (at, line) in cell.into_iter().enumerate() {
                let (target, y) = if whole { (0, self.leading * at as i64) } else { (at, Length::ZERO) };
                place_line(&mut boxes[target], line, Point::new(*x, gap / 2 + y + base));
            }
        }
        let count = boxes.len();
        for (at, vbox) in boxes.iter_mut().enumerate() {
            vbox.height = if whole { self.leading * lines as i64 + gap } else { self.leading };
            if !whole && at + 1 == count {
                vbox.height += gap;
            }
            vbox.above = Gap::between_lines(if at > 0 { cost::LEAD_IN } else { 0 });
        }
        boxes
    }

    fn base(&self, row: &RowPart) -> Length {
        let style = row.cells.first().map(|it| self.design.base(it.style()));
        style.unwrap_or_default().scale(self.scale, 1000)
    }

    fn cell(&self, cell: &Paragraph, width: Length) -> Vec<Line> {
        if self.scale == 1000 {
            return cell.lines(self.cx, width);
        }
        cell.scaled(self.scale).lines(self.cx, width)
    }

    /// A rule at an edge of a row.
    fn rule(&self, row: Option<&mut VBox>, thickness: Length, edge: Edge) {
        let Some(row) = row else { return };
        let pad = self.design.lines(self.design.theme.table.pad);
        let y = match edge {
            Edge::Top => {
                shift(row, pad);
                Length::ZERO
            }
            Edge::Bottom => {
                row.height += pad;
                row.height - thickness
            }
        };
        let item = Item::Rectangle(Rectangle { size: Size::new(self.total, thickness), color: self.color });
        row.items.push(Placed { at: Point::new(self.left, y), item, mark: Mark::Artifact(Artifact::Layout) });
    }
}

enum Edge {
    Top,
    Bottom,
}

/// Puts a space at the top of a box.
fn shift(vbox: &mut VBox, by: Length) {
    let down = Point::new(Length::ZERO, by);
    vbox.height += by;
    vbox.items.iter_mut().for_each(|it| it.at = it.at + down);
    vbox.links.iter_mut().for_each(|it| it.at = it.at + down);
    vbox.jumps.iter_mut().for_each(|it| it.at = it.at + down);
    vbox.anchors.iter_mut().for_each(|it| it.at = it.at + down);
}

/// One row of several alone on a page, at the beginning or the end, is as a line alone.
fn lone_rows(body: &mut [VBox]) {
    let count = body.len();
    if count > 2 {
        body[1].above.cost = body[1].above.cost.max(cost::LEAD_IN);
        body[count - 1].above.cost = body[count - 1].above.cost.max(cost::LEAD_IN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(natural: i64, unbreakable: i64) -> Widths {
        Widths { natural: Length::pt(natural), unbreakable: Length::pt(unbreakable) }
    }

    #[test]
    fn a_table_that_fits_has_its_natural_widths() {
        assert_eq!(
            share(&[column(40, 10), column(60, 20)], Length::pt(200)),
            [Length::pt(40), Length::pt(60)]
        );
    }

    #[test]
    fn the_long_text_is_broken_and_the_short_is_not() {
        let widths = share(&[column(40, 10), column(900, 50)], Length::pt(300));
        assert_eq!(widths, [Length::pt(40), Length::pt(260)]);
    }

    #[test]
    fn columns_mirror_for_a_right_to_left_publication() {
        let widths = [Length::pt(10), Length::pt(20)];
        let places = places(&widths, Length::pt(5), Length::ZERO, Direction::RightToLeft);
        assert_eq!(places, [(Length::pt(25), Length::pt(10)), (Length::ZERO, Length::pt(20))]);
    }
}
