//! Tables.

use std::ops::Range;

use pulldown_cmark::Alignment as Aligned;

use crate::diag::Diagnostic;
use crate::document::{Alignment, Cell, Row, Table};
use crate::parse::builder::Builder;
use crate::parse::builder::frame::{Frame, FrameKind, take_pending};
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
        let last = row.cells.last().map_or(range.start, |it| it.span.range().end).max(range.start);
        row.cells
            .resize_with(table.columns.len(), || Cell { content: Vec::new(), span: self.cx.span(end..end) });
        let group = if *in_head { &mut table.head } else { &mut table.body };
        group.push(row);
        self.report_extra(last..end);
        foreign::report_row(self.cx, range.start..end, self.diags);
    }

    /// Reports cells after that of the last column, which CommonMark ignores.
    pub(super) fn report_extra(&mut self, range: Range<usize>) {
        let rest = self.cx.slice(range.clone()).trim_start();
        let extra = rest.strip_prefix('|').unwrap_or(rest).trim().trim_end_matches('|');
        if !extra.trim().is_empty() {
            let diagnostic = Diagnostic::new(
                &rules::EXTRA_CELL,
                self.cx.span(range),
                "the row has more cells than the table has columns",
            );
            self.diags.push(
                diagnostic
                    .help("add a column to the head of the table, or write `\\|` for a bar inside a cell"),
            );
        }
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
