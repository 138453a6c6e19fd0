//! Tables.

use std::ops::Range;

use pulldown_cmark::Alignment as Aligned;

use crate::diag::Diagnostic;
use crate::document::{Alignment, Cell, Row, Table};
use crate::parse::builder::Builder;
use crate::parse::builder::frame::{Frame, FrameKind, take_pending};
use crate::parse::inline::node::{Node, NodeKind};
use crate::parse::{foreign, rules};

impl Builder<'_, '_> {
    pub(super) fn open_table(&mut self, columns: &[Aligned], range: Range<usize>) {
        self.close_tight();
        let columns = columns.iter().map(alignment).collect();
        let table = Table { caption: None, columns, head: Vec::new(), body: Vec::new() };
        let row = Row { cells: Vec::new(), span: self.cx.span(range.clone()) };
        let attributes = take_pending(&mut self.frames);
        self.push_frame(FrameKind::Table { table, in_head: false, row }, range, attributes);
    }

    pub(super) fn open_row(&mut self, range: Range<usize>, head: bool) {
        let span = self.cx.span(self.cx.trimmed(range));
        if let Some(Frame { kind: FrameKind::Table { in_head, row, .. }, .. }) = self.frames.last_mut() {
            *in_head = head;
            *row = Row { cells: Vec::new(), span };
        }
    }

    pub(super) fn close_row(&mut self, range: Range<usize>) {
        let Some(Frame { kind: FrameKind::Table { table, in_head, row }, .. }) = self.frames.last_mut()
        else {
            return;
        };
        let mut row = std::mem::replace(row, Row { cells: Vec::new(), span: row.span });
        let end = self.cx.trimmed(range.clone()).end;
        let last = row.cells.last().map_or(range.start, |it| self.cx.range(it.span, range.start).end);
        let last = last.max(range.start);
        row.cells
            .resize_with(table.columns.len(), || Cell { content: Vec::new(), span: self.cx.span(end..end) });
        let group = if *in_head { &mut table.head } else { &mut table.body };
        group.push(row);
        self.add_extra(last..end);
        foreign::report_row(self.cx, range.start..end, self.diags);
    }

    /// Adds the cells after that of the last column, which CommonMark ignores, and reports them.
    fn add_extra(&mut self, range: Range<usize>) {
        let rest = self.cx.slice(range.clone()).trim_start();
        let start = range.end - rest.len();
        let extra = rest.strip_prefix('|').unwrap_or(rest);
        let end = start + rest.len();
        let extra = extra.trim_end().trim_end_matches('|');
        if extra.trim().is_empty() {
            return;
        }
        let diagnostic = Diagnostic::new(
            &rules::EXTRA_CELL,
            self.cx.span(range),
            "the row has more cells than the table has columns",
        );
        let help = "add a column to the head of the table, or write `\\|` for a bar inside a cell";
        self.diags.push(diagnostic.help(help).folds("rows with more cells than their table has columns"));
        let cells: Vec<Cell> = extra
            .splitn(MOST_EXTRA, '|')
            .map(|text| {
                let node = Node::leaf(NodeKind::Raw(text.trim().to_owned()), start..end);
                let content = if text.trim().is_empty() { Vec::new() } else { self.lower(&[node], None) };
                Cell { content, span: self.cx.span(start..end) }
            })
            .collect();
        let Some(Frame { kind: FrameKind::Table { table, in_head, .. }, .. }) = self.frames.last_mut() else {
            return;
        };
        let group = if *in_head { &mut table.head } else { &mut table.body };
        if let Some(row) = group.last_mut() {
            row.cells.extend(cells);
        }
    }
}

/// A row has no more cells than this after the last column; what follows is in the last of them.
const MOST_EXTRA: usize = 20;

/// Gives all rows of a table as many cells as the longest has.
pub(super) fn even_out(table: &mut Table) {
    let rows = || table.head.iter().chain(&table.body);
    let width = rows().map(|it| it.cells.len()).max().unwrap_or(0).max(table.columns.len());
    if rows().all(|it| it.cells.len() == width) && table.columns.len() == width {
        return;
    }
    table.columns.resize(width, Alignment::Start);
    for row in table.head.iter_mut().chain(&mut table.body) {
        let end = row.span.start_point();
        row.cells.resize_with(width, || Cell { content: Vec::new(), span: end });
    }
}

fn alignment(aligned: &Aligned) -> Alignment {
    match aligned {
        Aligned::None => Alignment::Start,
        Aligned::Left => Alignment::Left,
        Aligned::Center => Alignment::Center,
        Aligned::Right => Alignment::Right,
    }
}
