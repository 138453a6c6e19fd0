//! Tables.

use std::ops::Range;

use pulldown_cmark::Alignment as Aligned;

use crate::diag::Diagnostic;
use crate::document::{Alignment, Cell, Row, Table};
use crate::parse::builder::Builder;
use crate::parse::builder::frame::{Frame, FrameKind, take_pending};
use crate::parse::inline::node::{Node, NodeKind};
use crate::parse::rules;

impl Builder<'_, '_> {
    pub(super) fn open_table(&mut self, columns: &[Aligned], range: Range<usize>) {
        self.close_tight();
        let columns = columns.iter().map(alignment).collect();
        let table = Table { caption: None, columns, head: Vec::new(), body: Vec::new(), foot: Vec::new() };
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
        row.cells.resize_with(table.columns.len(), || Cell::text(Vec::new(), self.cx.span(end..end)));
        span_columns(self.cx.slice(range.start..end), &mut row.cells);
        let group = if *in_head { &mut table.head } else { &mut table.body };
        group.push(row);
        self.add_extra(last..end);
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
                Cell::text(content, self.cx.span(start..end))
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

/// Joins the cells after two bars without a space between to the cell before (MultiMarkdown): `| over two columns ||`.
/// Bars that follow a word at once are those of an empty cell, as in `|a||b|`.
fn span_columns(row: &str, cells: &mut Vec<Cell>) {
    if !row.contains("||") {
        return;
    }
    let row = row.trim().strip_prefix('|').unwrap_or(row);
    let mut joins: Vec<bool> = Vec::new();
    let mut before = "";
    for part in bars(row) {
        joins.push(part.is_empty() && (before.ends_with([' ', '\t']) || joins.last() == Some(&true)));
        before = part;
    }
    let mut kept: Vec<Cell> = Vec::with_capacity(cells.len());
    for (index, cell) in cells.drain(..).enumerate() {
        match kept.last_mut() {
            Some(last) if cell.is_empty() && joins.get(index) == Some(&true) => last.columns += 1,
            Some(_) | None => kept.push(cell),
        }
    }
    *cells = kept;
}

/// The parts of a row between its bars.
fn bars(row: &str) -> Vec<&str> {
    let row = row.strip_suffix('|').filter(|it| !it.ends_with('\\')).unwrap_or(row);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in row.match_indices('|') {
        if !row[..at].ends_with('\\') {
            parts.push(&row[start..at]);
            start = at + 1;
        }
    }
    parts.push(&row[start..]);
    parts
}

fn alignment(aligned: &Aligned) -> Alignment {
    match aligned {
        Aligned::None => Alignment::Start,
        Aligned::Left => Alignment::Left,
        Aligned::Center => Alignment::Center,
        Aligned::Right => Alignment::Right,
    }
}
