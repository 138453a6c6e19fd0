//! Tables: the widths of columns from their cells ([`columns`]), with decimal signs aligned ([`decimals`]), and rows as
//! boxes; cells of blocks, and rows that a cell joins together, in [`group`].

mod columns;
mod decimals;
mod group;
mod setter;

use crate::diag::Diagnostics;
use crate::document::{Alignment, Direction};
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::{Artifact, Item, Mark, Placed, Rectangle};
use crate::layout::galley::part::{CellBody, CellPart, Part, RowPart, Setting, TablePart};
use crate::layout::page::vlist::{Gap, VBox, cost};
use crate::layout::paragraph::line::Line;
use crate::layout::rules;
use crate::layout::table::columns::Room;
use crate::layout::table::decimals::DecimalAlign;
use crate::layout::table::setter::{Nested, RowAlign, TableSetter};
use crate::theme::Align;

/// A set table.
#[derive(Debug, Default)]
pub(crate) struct SetTable {
    /// Its rows.
    pub boxes: Vec<VBox>,
    /// How many of them are of the head.
    pub head: usize,
    /// The space between the rule below the head and the first row.
    pub pad: Length,
    /// What is said again of cells that began on the page before where a page begins with a box.
    pub continued: Vec<(usize, VBox)>,
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

/// Sets the table of a part. `nested` sets a part that is in a cell.
pub(crate) fn set(
    setting: Setting<'_>,
    table: &TablePart,
    part: &Part,
    nested: Nested<'_>,
    diags: &mut Diagnostics,
) -> SetTable {
    let Setting { cx, design, .. } = setting;
    let (theme, x, width) = (&design.theme.table, part.x, part.width);
    let room = Room {
        width,
        reach: table.reach * 2,
        gap: design.em(theme.gap),
        size: table.size,
        smallest: theme.smallest,
        measure: design.page.measure,
    };
    let aligns = table.aligns.iter().enumerate();
    let decimals: Vec<DecimalAlign> =
        aligns.map(|(column, align)| DecimalAlign::of(cx, table, *align, column)).collect();
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
        nested,
        columns: columns::places(&fit.widths, fit.gap, left, design.direction()),
        decimals,
        left,
        total,
        leading: table.leading.scale(fit.scale, 1000),
        fit,
        color: design.theme.light.ink(theme.ink),
    };
    setter.table(table, diags)
}

impl TableSetter<'_> {
    fn table(&self, table: &TablePart, diags: &mut Diagnostics) -> SetTable {
        let mut continued = Vec::new();
        let mut head = self.rows(&table.head, RowAlign::Bottom, &mut Vec::new(), diags);
        let mut body = self.rows(&table.body, RowAlign::Top, &mut continued, diags);
        let mut foot = self.rows(&table.foot, RowAlign::Top, &mut Vec::new(), diags);
        let theme = &self.design.theme.table;
        self.rule(head.first_mut().or(body.first_mut()).or(foot.first_mut()), theme.heavy, Edge::Top);
        if !body.is_empty() || !foot.is_empty() {
            self.rule(head.last_mut(), theme.light, Edge::Bottom);
        }
        if theme.row_rule > Length::ZERO {
            let last = body.len().saturating_sub(1);
            body.iter_mut().take(last).for_each(|row| self.row_rule(row));
        }
        // Rows that are far apart have room below the rule as they are.
        let pad = (self.design.lines(theme.pad) - self.design.lines(theme.row_gap)).max(Length::ZERO);
        if !foot.is_empty() && !body.is_empty() {
            self.rule(body.last_mut(), theme.light, Edge::Bottom);
            shift(&mut foot[0], pad);
            foot[0].above.cost = cost::STRANDED;
        }
        body.append(&mut foot);
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
        air(&mut body, self.leading);
        keep_together(&head, &mut body, self.design.page.height());
        continued.iter_mut().for_each(|it: &mut (usize, VBox)| it.0 += count);
        head.append(&mut body);
        SetTable { boxes: head, head: count, pad, continued }
    }

    /// Rows as boxes: those that a cell joins together, the others one by one.
    fn rows(
        &self,
        rows: &[RowPart],
        align: RowAlign,
        continued: &mut Vec<(usize, VBox)>,
        diags: &mut Diagnostics,
    ) -> Vec<VBox> {
        let mut boxes = Vec::with_capacity(rows.len());
        let mut at = 0;
        while let Some(row) = rows.get(at) {
            let end = group::end(rows, at);
            let has_lines = |it: &CellPart| matches!(&it.body, CellBody::Text(text) if !text.has_images());
            let is_plain = end == at + 1 && row.cells.iter().all(has_lines);
            if is_plain {
                boxes.extend(self.row(row, align, diags));
            } else {
                let set = self.group(&rows[at..end], align, diags);
                continued.extend(set.continued.into_iter().map(|(index, it)| (boxes.len() + index, it)));
                boxes.extend(set.boxes);
            }
            if align.is_head() && end < rows.len() {
                self.span_rules(&rows[at..end], boxes.last_mut());
            }
            at = end;
        }
        boxes
    }

    /// A row as one box, or as one for each of its lines where it is taller than half a column.
    fn row(&self, row: &RowPart, align: RowAlign, diags: &mut Diagnostics) -> Vec<VBox> {
        let cells: Vec<Vec<Line>> = row.cells.iter().map(|it| self.lines(it, align)).collect();
        cells.iter().for_each(|it| rules::report(it, diags));
        let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let gap = self.design.lines(self.design.theme.table.row_gap).scale(self.fit.scale, 1000);
        let base = self.base(row);
        let whole = self.leading * lines as i64 <= self.design.page.height() / 2;
        let mut boxes: Vec<VBox> = (0..if whole { 1 } else { lines }).map(|_| VBox::default()).collect();
        for (cell, part) in cells.into_iter().zip(&row.cells) {
            let (x, _) = self.place(part);
            let above = match align {
                RowAlign::Top => 0,
                RowAlign::Bottom => lines - cell.len(),
            };
            for (at, line) in (above..).zip(cell) {
                let (target, y) = if whole { (0, self.leading * at as i64) } else { (at, Length::ZERO) };
                boxes[target].place_line(line, Point::new(x, gap / 2 + y + base));
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

    /// A light rule below each cell of the head that is over several columns, so that it is seen which.
    fn span_rules(&self, rows: &[RowPart], vbox: Option<&mut VBox>) {
        let Some(vbox) = vbox else { return };
        for (index, row) in rows.iter().enumerate() {
            for cell in row.cells.iter().filter(|it| it.columns > 1 && index + it.rows == rows.len()) {
                let (x, width) = self.place(cell);
                let size = Size::new(width, self.design.theme.table.light);
                let item = Item::Rectangle(Rectangle { size, color: self.color });
                let at = Point::new(x, vbox.height - size.height);
                vbox.items.push(Placed { at, item, mark: Mark::Artifact(Artifact::Layout) });
            }
        }
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

/// Lets rows be further apart, so that the foot of a page is straight, by half a line where they are of several lines, and
/// else by a quarter; rows that a cell joins are not.
fn air(body: &mut [VBox], leading: Length) {
    let height: Length = body.iter().map(|it| it.height).sum();
    let is_tall = height > leading * 2 * body.len() as i64;
    let stretch = if is_tall { leading / 2 } else { leading / 4 };
    body.iter_mut().filter(|it| it.above.cost == 0).for_each(|it| it.above.stretch = stretch);
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
        if at > 0 && (is_short || (starts || ends) && row.above.cost != group::WITHIN_ROW) {
            row.above.cost = row.above.cost.max(cost::WIDOW);
        }
        before += row.height;
    }
}
