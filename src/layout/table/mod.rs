//! Tables: the widths of columns from their cells ([`columns`]), with decimal signs aligned ([`decimals`]), and rows as
//! boxes.

mod columns;
mod decimals;

use crate::diag::Diagnostics;
use crate::document::{Alignment, Direction};
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{Artifact, Item, Mark, Placed, Rectangle};
use crate::layout::galley::part::{Part, RowPart, TablePart};
use crate::layout::page::vlist::{Gap, VBox, cost};
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::Paragraph;
use crate::layout::rules;
use crate::layout::style::Design;
use crate::layout::table::columns::{Room, TableFit};
use crate::layout::table::decimals::DecimalAlign;
use crate::theme::{Align, Color};

/// A set table.
#[derive(Debug, Default)]
pub(crate) struct SetTable {
    /// Its rows.
    pub boxes: Vec<VBox>,
    /// How many of them are of the head.
    pub head: usize,
    /// The space between the rule below the head and the first row.
    pub pad: Length,
}

/// How a column is aligned, where lines begin and end as `direction` has it.
pub(crate) fn column_align(alignment: Alignment, direction: Direction) -> Align {
    match (alignment, direction) {
        (Alignment::Center, _) => Align::Center,
        (Alignment::Start, _)
        | (Alignment::Left, Direction::LeftToRight)
        | (Alignment::Right, Direction::RightToLeft) => Align::Start,
        (Alignment::Right, Direction::LeftToRight) | (Alignment::Left, Direction::RightToLeft) => Align::End,
    }
}

/// Sets the table of a part.
pub(crate) fn set(
    cx: &Typesetter<'_>,
    design: &Design<'_>,
    table: &TablePart,
    part: &Part,
    diags: &mut Diagnostics,
) -> SetTable {
    let (theme, x, width) = (&design.theme.table, part.x, part.width);
    let room = Room {
        width,
        reach: table.reach * 2,
        gap: design.em(theme.gap),
        size: table.size,
        smallest: theme.smallest,
    };
    let aligns = table.aligns.iter().enumerate();
    let decimals: Vec<DecimalAlign> =
        aligns.map(|(column, align)| DecimalAlign::of(cx, &table.body, *align, column)).collect();
    let fit = columns::fit(cx, table, &decimals, room, diags);
    let total: Length =
        fit.widths.iter().copied().sum::<Length>() + fit.gap * (fit.widths.len() as i64 - 1).max(0);
    let left = match design.direction() {
        _ if total > width => x - (total - width) / 2,
        Direction::LeftToRight => x,
        Direction::RightToLeft => x + width - total,
    };
    let setter = TableSetter {
        cx,
        design,
        columns: columns::places(&fit.widths, fit.gap, left, design.direction()),
        decimals,
        left,
        total,
        leading: table.leading.scale(fit.scale, 1000),
        fit,
        color: design.theme.light.ink(theme.ink),
    };
    setter.rows(table, diags)
}

struct TableSetter<'a> {
    cx: &'a Typesetter<'a>,
    design: &'a Design<'a>,
    columns: Vec<(Length, Length)>,
    decimals: Vec<DecimalAlign>,
    fit: TableFit,
    left: Length,
    total: Length,
    leading: Length,
    color: Color,
}

impl TableSetter<'_> {
    fn rows(&self, table: &TablePart, diags: &mut Diagnostics) -> SetTable {
        let mut head: Vec<VBox> =
            table.head.iter().flat_map(|it| self.row(it, RowAlign::Bottom, diags)).collect();
        let mut body: Vec<VBox> =
            table.body.iter().flat_map(|it| self.row(it, RowAlign::Top, diags)).collect();
        let theme = &self.design.theme.table;
        self.rule(head.first_mut().or(body.first_mut()), theme.heavy, Edge::Top);
        if !body.is_empty() {
            self.rule(head.last_mut(), theme.light, Edge::Bottom);
        }
        if theme.row_rule > Length::ZERO {
            let last = body.len().saturating_sub(1);
            body.iter_mut().take(last).for_each(|row| self.row_rule(row));
        }
        let pad = self.design.lines(theme.pad) - self.design.lines(theme.row_gap);
        if !head.is_empty() && !body.is_empty() {
            shift(&mut body[0], pad);
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
        keep_together(&head, &mut body, self.design.page.height());
        head.append(&mut body);
        SetTable { boxes: head, head: count, pad }
    }

    /// A row as one box, or as one for each of its lines where it is taller than half a column.
    fn row(&self, row: &RowPart, align: RowAlign, diags: &mut Diagnostics) -> Vec<VBox> {
        let cells: Vec<Vec<Line>> =
            row.cells.iter().enumerate().map(|(column, cell)| self.cell(cell, column, align)).collect();
        cells.iter().for_each(|it| rules::report(it, diags));
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let gap = self.design.lines(self.design.theme.table.row_gap).scale(self.fit.scale, 1000);
        let base = self.base(row);
        let whole = self.leading * lines as i64 <= self.design.page.height() / 2;
        let mut boxes: Vec<VBox> = (0..if whole { 1 } else { lines }).map(|_| VBox::default()).collect();
        for (cell, (x, _)) in cells.into_iter().zip(&self.columns) {
            let above = match align {
                RowAlign::Top => 0,
                RowAlign::Bottom => lines - cell.len(),
            };
            for (at, line) in (above..).zip(cell) {
                let (target, y) = if whole { (0, self.leading * at as i64) } else { (at, Length::ZERO) };
                boxes[target].place_line(line, Point::new(*x, gap / 2 + y + base));
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
        style.unwrap_or_default().scale(self.fit.scale, 1000)
    }

    fn cell(&self, cell: &Paragraph, column: usize, align: RowAlign) -> Vec<Line> {
        let Some((_, width)) = self.columns.get(column) else { return Vec::new() };
        let scale = self.fit.scale;
        // What names a column is a word, even where it is a year.
        let decimals = self.decimals.get(column).filter(|_| matches!(align, RowAlign::Top));
        let pad = decimals.map_or(Length::ZERO, |it| it.pad(self.cx, cell));
        let squeezed = self.fit.squeezed.get(column).is_some_and(|it| *it);
        if squeezed && cell.widths(self.cx).unbreakable.scale(scale, 1000) > *width {
            return cell.scaled(scale).divided().lines(self.cx, *width);
        }
        let width = *width - if squeezed { Length::ZERO } else { pad.scale(scale, 1000) };
        if scale == 1000 { cell.lines(self.cx, width) } else { cell.scaled(scale).lines(self.cx, width) }
    }

    /// A rule between a row and the next.
    fn row_rule(&self, row: &mut VBox) {
        let (thickness, color) = (self.design.theme.table.row_rule, self.design.theme.light.rule);
        let item = Item::Rectangle(Rectangle { size: Size::new(self.total, thickness), color });
        let at = Point::new(self.left, row.height - thickness);
        row.items.push(Placed { at, item, mark: Mark::Artifact(Artifact::Layout) });
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

/// Where in its row a cell of fewer lines is set.
#[derive(Clone, Copy)]
enum RowAlign {
    /// At the head, next to the first lines of the others.
    Top,
    /// At the foot, next to the rule: what names a column.
    Bottom,
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

/// The fewest rows of a table on either side of a page break, unless they are tall.
const ROWS_TOGETHER: usize = 3;

/// Keeps a table whole that takes less than half a column, and the first and the last rows of a longer one together:
/// three, or fewer that take a sixth of a column.
fn keep_together(head: &[VBox], body: &mut [VBox], column: Length) {
    let height = |rows: &[VBox]| rows.iter().map(|it| it.height).sum::<Length>();
    let all = height(body);
    let (count, is_short) = (body.len(), height(head) + all <= column / 2);
    let mut before = Length::ZERO;
    for (at, row) in body.iter_mut().enumerate() {
        let starts = at < ROWS_TOGETHER && before < column / 6;
        let ends = at + ROWS_TOGETHER > count && all - before < column / 6;
        if at > 0 && (is_short || starts || ends) {
            row.above.cost = row.above.cost.max(cost::WIDOW);
        }
        before += row.height;
    }
}
