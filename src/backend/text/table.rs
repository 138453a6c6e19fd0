//! Tables: drawn where they fit, told as records where they do not.
//!
//! A drawn table is rows of cells two spaces apart, the head over a rule. In
//! right-to-left texts a line is turned around by what shows it, columns and
//! all, so tables are told there as records: a line for each cell, with the
//! head of its column.

use crate::document::{Alignment, Cell, Row, Table};

use super::{Writer, apart, grid, wrap};

/// The space between columns.
const GUTTER: usize = 2;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table, measure: usize) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(caption) = &table.caption {
            let caption = self.inlines(caption);
            lines.extend(wrap::fill(&caption, measure));
        }
        let is_text = table.cells().all(|it| it.inlines().is_some());
        let drawn = if table.is_plain() && is_text {
            // Records of several rows of heads call for notes and addresses again.
            let before = (!table.is_simple()).then(|| grid::Called::of(self));
            let (head, body, foot) =
                (self.texts(&table.head), self.texts(&table.body), self.texts(&table.foot));
            let texts = Texts { head, body, foot };
            let widths = if self.right_to_left() { None } else { widths(&texts, measure) };
            match widths {
                Some(widths) => self.drawn(table, &widths, &texts),
                None => match before {
                    None => texts.records(measure),
                    Some(before) => {
                        before.restore(self);
                        grid::records(self, table, measure)
                    }
                },
            }
        } else {
            grid::table(self, table, measure)
        };
        apart(&mut lines, 1, drawn);
        lines
    }

    fn texts(&mut self, rows: &[Row]) -> Vec<Vec<String>> {
        let text = |writer: &mut Self, cell: &Cell| writer.inlines(cell.inlines().unwrap_or_default());
        rows.iter().map(|row| row.cells.iter().map(|cell| text(self, cell)).collect()).collect()
    }

    fn drawn(&self, table: &Table, widths: &[usize], texts: &Texts) -> Vec<String> {
        let rule = if self.ascii { "-" } else { "─" };
        let rule: Vec<String> = widths.iter().map(|width| rule.repeat(*width)).collect();
        let rule = rule.join(&" ".repeat(GUTTER));
        let mut lines: Vec<String> =
            texts.head.iter().flat_map(|row| drawn_row(row, widths, &table.columns)).collect();
        // The foot is below a rule of its own.
        let groups = [Some(&texts.body), Some(&texts.foot).filter(|it| !it.is_empty())];
        for rows in groups.into_iter().flatten() {
            lines.push(rule.clone());
            // Where a cell has several lines, an empty one ends each row, but for the last of many: as in the multiline
            // tables of Pandoc, where it is also below a single row.
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| drawn_row(row, widths, &table.columns)).collect();
            let (spaced, last) = (rows.iter().any(|row| row.len() > 1), rows.len().max(2) - 1);
            for (at, row) in rows.into_iter().enumerate() {
                lines.extend(row);
                lines.extend((spaced && at < last).then(String::new));
            }
        }
        lines.push(rule);
        lines
    }
}

/// The texts of the cells of a table.
struct Texts {
    head: Vec<Vec<String>>,
    body: Vec<Vec<String>>,
    foot: Vec<Vec<String>>,
}

impl Texts {
    fn rows(&self) -> impl Iterator<Item = &Vec<String>> {
        self.head.iter().chain(&self.body).chain(&self.foot)
    }

    /// Each row as a record: the head of a column and what is in it, a line each.
    fn records(&self, measure: usize) -> Vec<String> {
        let labels = self.head.last();
        let mut lines = Vec::new();
        for row in self.body.iter().chain(&self.foot) {
            let mut record = Vec::new();
            for (column, text) in row.iter().enumerate() {
                let label = labels.and_then(|it| it.get(column)).filter(|it| !it.is_empty());
                let told = label.map_or_else(|| text.clone(), |label| format!("{label}: {text}"));
                let filled = wrap::fill(&told, measure - 2);
                record.extend(wrap::hang(filled, "", "  "));
            }
            apart(&mut lines, 1, record);
        }
        if self.body.is_empty() && self.foot.is_empty() {
            lines.extend(labels.into_iter().flatten().flat_map(|label| wrap::fill(label, measure)));
        }
        lines
    }
}

fn drawn_row(row: &[String], widths: &[usize], columns: &[Alignment]) -> Vec<String> {
    let cells: Vec<Vec<String>> =
        row.iter().zip(widths).map(|(text, width)| wrap::fill(text, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let line = |at: usize| {
        let parts = cells.iter().zip(widths).zip(columns);
        let parts: Vec<String> = parts
            .map(|((cell, width), column)| wrap::aligned(cell.get(at).map_or("", |it| it), *width, *column))
            .collect();
        parts.join(&" ".repeat(GUTTER))
    };
    (0..height).map(line).collect()
}

/// The widths of columns within the measure; `None` where the longest words leave no room.
///
/// Each column gets what its longest word needs; what is left over goes to each in the proportion
/// of what it lacks.
fn widths(texts: &Texts, measure: usize) -> Option<Vec<usize>> {
    let columns = texts.rows().map(Vec::len).max()?;
    let room = measure.checked_sub(GUTTER * columns.saturating_sub(1))?;
    let of = |width: fn(&str) -> usize| -> Vec<usize> {
        let widest = |column: usize| texts.rows().filter_map(|row| row.get(column)).map(|it| width(it)).max();
        (0..columns).map(|column| widest(column).unwrap_or(0).max(1)).collect()
    };
    let natural = of(|text| text.split('\n').map(wrap::cells).max().unwrap_or(0));
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    // A space that no line breaks at is part of its word, as in the mark of a link.
    let words = of(|text| text.split([' ', '\t', '\n']).map(wrap::cells).max().unwrap_or(0));
    let least: Vec<usize> = words
        .iter()
        .zip(&natural)
        .map(|(word, whole)| (*word).max(wrap::NARROWEST_COLUMN).min(*whole))
        .collect();
    let spare = room.checked_sub(least.iter().sum())?;
    let lacking: usize = natural.iter().zip(&least).map(|(whole, least)| whole - least).sum();
    let grown =
        natural.iter().zip(&least).map(|(whole, least)| least + spare * (whole - least) / lacking.max(1));
    Some(grown.collect())
}
