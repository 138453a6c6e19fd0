//! What sets the cells of a table: where its columns are, and how its text is set in them.

use crate::diag::Diagnostics;
use crate::geometry::Length;
use crate::layout::galley::part::{CellBody, CellPart, Part, RowPart};
use crate::layout::page::vlist::VBox;
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::style::Design;
use crate::layout::table::columns::TableFit;
use crate::layout::table::decimals::DecimalAlign;
use crate::theme::Color;

/// Sets a part that is in a cell.
pub(crate) type Nested<'a> = &'a dyn Fn(Part, &mut Diagnostics) -> Vec<VBox>;

/// Sets the cells of a table.
pub(super) struct TableSetter<'a> {
    pub(super) cx: &'a Typesetter<'a>,
    pub(super) design: &'a Design<'a>,
    pub(super) nested: Nested<'a>,
    pub(super) columns: Vec<(Length, Length)>,
    pub(super) decimals: Vec<DecimalAlign>,
    pub(super) fit: TableFit,
    pub(super) left: Length,
    pub(super) total: Length,
    pub(super) leading: Length,
    pub(super) color: Color,
}

impl TableSetter<'_> {
    pub(super) fn base(&self, row: &RowPart) -> Length {
        let style = row.cells.iter().find_map(|it| match &it.body {
            CellBody::Text(text) => Some(self.design.base(text.style())),
            CellBody::Blocks(_) => None,
        });
        style.unwrap_or_default().scale(self.fit.scale, 1000)
    }

    /// The left edge and the width of a cell.
    pub(super) fn place(&self, cell: &CellPart) -> (Length, Length) {
        let columns = self.columns.get(cell.column..cell.column + cell.columns).unwrap_or_default();
        let left = columns.iter().map(|it| it.0).min().unwrap_or(self.left);
        let right = columns.iter().map(|it| it.0 + it.1).max().unwrap_or(self.left);
        (left, right - left)
    }

    /// The lines of a cell of text.
    pub(super) fn lines(&self, part: &CellPart, align: RowAlign) -> Vec<Line> {
        let CellBody::Text(cell) = &part.body else { return Vec::new() };
        let (_, width) = self.place(part);
        let scale = self.fit.scale;
        // What names a column is a word, even where it is a year.
        let is_single = part.columns == 1 && matches!(align, RowAlign::Top);
        let decimals = self.decimals.get(part.column).filter(|_| is_single);
        let pad = decimals.map_or(Length::ZERO, |it| it.pad(self.cx, cell));
        let squeezed = self.fit.squeezed.get(part.column).is_some_and(|it| *it) && part.columns == 1;
        let is_wider = || cell.widths(self.cx).unbreakable.scale(scale, 1000) > width;
        if (squeezed || part.columns > 1) && is_wider() {
            return cell.scaled(scale).divided().lines(self.cx, width);
        }
        let width = width - if squeezed { Length::ZERO } else { pad.scale(scale, 1000) };
        if scale == 1000 { cell.lines(self.cx, width) } else { cell.scaled(scale).lines(self.cx, width) }
    }
}

/// Where in its row a cell of fewer lines is set.
#[derive(Clone, Copy)]
pub(super) enum RowAlign {
    /// At the head, next to the first lines of the others.
    Top,
    /// At the foot, next to the rule: what names a column.
    Bottom,
}

impl RowAlign {
    pub(super) fn is_head(self) -> bool {
        matches!(self, RowAlign::Bottom)
    }
}
