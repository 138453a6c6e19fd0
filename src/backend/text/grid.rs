//! Tables whose cells take several columns and rows, or have blocks in them: a grid with all its lines where it fits, and
//! records where it does not.

use crate::document::table::covering;
use crate::document::{Alignment, Cell, CellContent, NoteId, Row, Table};

use super::wrap::{NARROWEST_COLUMN, aligned};
use super::{Gap, ROOM, Writer, apart, wrap};

/// What is between the texts of two columns: a space, a line, a space.
const BETWEEN: usize = 3;

/// What is around the outermost columns: a line and a space on both sides.
const AROUND: usize = 4;

/// What a cell of blocks takes at least: an indent, and room for what hangs from it.
const HANGING: usize = ROOM + 4;

/// Tables in cells are drawn no deeper than this: how wide one is, is found by drawing it.
const DEEPEST: usize = 2;

/// The lines of a table.
pub(super) fn table(writer: &mut Writer<'_>, table: &Table, measure: usize) -> Vec<String> {
    if writer.right_to_left() || writer.grids >= DEEPEST {
        return records(writer, table, measure);
    }
    let before = Called::of(writer);
    writer.grids += 1;
    let grid = widths(writer, table, measure).map(|widths| Grid::of(writer, table, widths));
    writer.grids -= 1;
    // An address or a line of code may be wider than its cell.
    match grid.filter(Grid::fits) {
        Some(grid) => grid.lines(writer.ascii),
        None => {
            before.restore(writer);
            records(writer, table, measure)
        }
    }
}

/// The notes and addresses that have been called for.
pub(super) struct Called {
    notes: Vec<NoteId>,
    links: Vec<(usize, String)>,
    link_count: usize,
    reference: Option<String>,
}

impl Called {
    pub(super) fn of(writer: &Writer<'_>) -> Called {
        Called {
            notes: writer.notes.clone(),
            links: writer.links.clone(),
            link_count: writer.link_count,
            reference: writer.reference.clone(),
        }
    }

    pub(super) fn restore(self, writer: &mut Writer<'_>) {
        let Called { notes, links, link_count, reference } = self;
        (writer.notes, writer.links, writer.link_count, writer.reference) =
            (notes, links, link_count, reference);
    }
}

/// The lines of a cell in a width.
fn lines(writer: &mut Writer<'_>, cell: &Cell, width: usize) -> Vec<String> {
    match &cell.content {
        CellContent::Text(content) => {
            let text = writer.inlines(content);
            if text.is_empty() { Vec::new() } else { wrap::fill(&text, width) }
        }
        CellContent::Blocks(blocks) => writer.blocks(blocks, width, Gap::Open),
    }
}

/// How wide the lines of a cell would be, and how wide its longest word is; nothing else is changed by that.
fn widths_of(writer: &mut Writer<'_>, cell: &Cell, measure: usize) -> (usize, usize) {
    let before = Called::of(writer);
    let lines = lines(writer, cell, measure);
    before.restore(writer);
    let whole = lines.iter().map(|it| wrap::cells(it)).max().unwrap_or(0);
    let word = |line: &String| {
        let words = line.split_whitespace().map(wrap::cells).max().unwrap_or(0);
        line.len() - line.trim_start().len() + words
    };
    let word = lines.iter().map(word).max().unwrap_or(0);
    match &cell.content {
        CellContent::Text(_) => (whole, word.max(NARROWEST_COLUMN).min(whole)),
        // Where there is less room, lists do not hang.
        CellContent::Blocks(_) => (whole.max(HANGING), word.max(HANGING)),
    }
}

/// The width of each column; `None` where a grid does not fit the measure.
fn widths(writer: &mut Writer<'_>, table: &Table, measure: usize) -> Option<Vec<usize>> {
    let columns = table.columns.len();
    let room = measure.checked_sub(AROUND + BETWEEN * columns.saturating_sub(1))?;
    let (mut natural, mut least) = (vec![1; columns], vec![1; columns]);
    let mut spanning = Vec::new();
    for rows in [&table.head, &table.body, &table.foot] {
        for (column, cell) in own(rows, columns).into_iter().flatten() {
            let (whole, word) = widths_of(writer, cell, measure);
            if cell.columns == 1 {
                natural[column] = natural[column].max(whole);
                least[column] = least[column].max(word);
            } else {
                spanning.push((column..column + usize::from(cell.columns), whole, word));
            }
        }
    }
    spanning.sort_by_key(|it| it.0.len());
    for (range, whole, word) in spanning {
        let gaps = BETWEEN * (range.len() - 1);
        for (widths, wanted) in [(&mut natural, whole), (&mut least, word)] {
            spread(&mut widths[range.clone()], wanted.saturating_sub(gaps));
        }
    }
    if natural.iter().sum::<usize>() <= room {
        return Some(natural);
    }
    natural.iter_mut().zip(&least).for_each(|(whole, word)| *whole = (*whole).max(*word));
    let spare = room.checked_sub(least.iter().sum())?;
    let lacking: usize = natural.iter().zip(&least).map(|(whole, least)| whole - least).sum();
    let grown =
        natural.iter().zip(&least).map(|(whole, least)| least + spare * (whole - least) / lacking.max(1));
    Some(grown.collect())
}

/// Makes columns wider, in equal parts, until they have a width together.
fn spread(widths: &mut [usize], wanted: usize) {
    let have: usize = widths.iter().sum();
    let (lack, count) = (wanted.saturating_sub(have), widths.len());
    for (index, width) in widths.iter_mut().enumerate() {
        *width += lack / count + usize::from(index < lack % count);
    }
}

/// The cells that begin in each row, with their columns.
fn own(rows: &[Row], columns: usize) -> Vec<Vec<(usize, &Cell)>> {
    let mut places = crate::document::Places::new(columns);
    rows.iter().map(|row| places.row(row).into_iter().zip(&row.cells).collect()).collect()
}

/// A cell of a grid.
struct GridCell {
    lines: Vec<String>,
    row: usize,
    rows: usize,
    width: usize,
    alignment: Alignment,
    column: usize,
}

struct Grid {
    widths: Vec<usize>,
    cells: Vec<GridCell>,
    /// The cell of each column of each row.
    owners: Vec<Vec<usize>>,
    /// The height of each row.
    heights: Vec<usize>,
    /// The rows that a double line is above: the first of the body, and of the foot.
    double: Vec<usize>,
}

impl Grid {
    fn of(writer: &mut Writer<'_>, table: &Table, widths: Vec<usize>) -> Grid {
        let columns = table.columns.len();
        let mut cells: Vec<GridCell> = Vec::new();
        let mut owners: Vec<Vec<usize>> = Vec::new();
        let groups = [&table.head, &table.body, &table.foot];
        let mut double = Vec::new();
        for (group, rows) in groups.into_iter().enumerate() {
            if !owners.is_empty() && !rows.is_empty() {
                double.push(owners.len());
            }
            let first = owners.len();
            owners.extend(rows.iter().map(|_| vec![usize::MAX; columns]));
            for (index, row) in own(rows, columns).into_iter().enumerate() {
                let row_index = first + index;
                for (column, cell) in row {
                    let span = column..column + usize::from(cell.columns);
                    let width = widths[span.clone()].iter().sum::<usize>() + BETWEEN * (span.len() - 1);
                    let rows = usize::from(cell.rows);
                    for owners in &mut owners[row_index..row_index + rows] {
                        owners[span.clone()].fill(cells.len());
                    }
                    let lines = lines(writer, cell, width);
                    let alignment = match &cell.content {
                        CellContent::Text(_) if span.len() > 1 && group == 0 => Alignment::Center,
                        CellContent::Text(_) => table.columns[column],
                        CellContent::Blocks(_) => Alignment::Start,
                    };
                    cells.push(GridCell { lines, row: row_index, rows, width, alignment, column });
                }
            }
        }
        let heights = heights(&cells, owners.len());
        Grid { widths, cells, owners, heights, double }
    }

    /// Whether no line is wider than its cell.
    fn fits(&self) -> bool {
        let fits = |cell: &GridCell| cell.lines.iter().all(|it| wrap::cells(it) <= cell.width);
        self.cells.iter().all(fits)
    }

    fn lines(&self, ascii: bool) -> Vec<String> {
        let count = self.owners.len();
        let mut lines = vec![self.border(0, ascii)];
        for row in 0..count {
            for at in 0..self.heights[row] {
                lines.push(self.text(row, at, ascii));
            }
            lines.push(self.border(row + 1, ascii));
        }
        lines
    }

    /// A line of the texts of a row.
    fn text(&self, row: usize, at: usize, ascii: bool) -> String {
        let bar = if ascii { '|' } else { '│' };
        let mut line = String::new();
        let mut column = 0;
        while let Some(cell) = self.owner(row, column) {
            line.push(bar);
            line.push_str(&self.part(cell, row, at));
            column = cell.column + self.columns_of(row, column);
        }
        line.push(bar);
        line
    }

    /// The line of a cell that is in a line of a row, with a space on both sides.
    fn part(&self, cell: &GridCell, row: usize, at: usize) -> String {
        let above: usize = self.heights[cell.row..row].iter().map(|it| it + 1).sum();
        let text = cell.lines.get(above + at).map_or("", |it| it);
        format!(" {} ", aligned(text, cell.width, cell.alignment))
    }

    /// The line above a row: it goes through the cells that reach from the row before it into the row.
    fn border(&self, row: usize, ascii: bool) -> String {
        let style = match (ascii, self.double.contains(&row)) {
            (true, false) => Style { across: '-', joints: ASCII },
            (true, true) => Style { across: '=', joints: ASCII },
            (false, false) => Style { across: '─', joints: SINGLE },
            (false, true) => Style { across: '═', joints: DOUBLE },
        };
        let before = row.checked_sub(1);
        let of = |row: Option<usize>, column: Option<usize>| self.owners.get(row?)?.get(column?).copied();
        let is_line = |column: Option<usize>| {
            let column = column.filter(|it| *it < self.widths.len());
            column.is_some() && (of(before, column).is_none() || of(before, column) != of(Some(row), column))
        };
        let mut line = String::new();
        let mut column: usize = 0;
        loop {
            let left = column.checked_sub(1);
            let bar = |row: Option<usize>| {
                of(row, left) != of(row, Some(column)) && row.is_some_and(|it| it < self.owners.len())
            };
            let (up, down) = (bar(before), bar(Some(row)));
            line.push(style.joint([up, down, is_line(left), is_line(Some(column))]));
            if column == self.widths.len() {
                return line;
            }
            if is_line(Some(column)) {
                line.extend(std::iter::repeat_n(style.across, self.widths[column] + 2));
                column += 1;
            } else if let (Some(before), Some(cell)) = (before, self.owner(row, column)) {
                line.push_str(&self.part(cell, before, self.heights[before]));
                column += self.columns_of(row, column);
            } else {
                return line;
            }
        }
    }

    fn owner(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.cells.get(*self.owners.get(row)?.get(column)?)
    }

    /// How many columns the cell at a place takes.
    fn columns_of(&self, row: usize, column: usize) -> usize {
        let own = self.owners[row][column];
        self.owners[row].iter().filter(|it| **it == own).count()
    }
}

/// The heights of rows: of their own cells, and the last of those that a cell takes as high as it asks for.
fn heights(cells: &[GridCell], count: usize) -> Vec<usize> {
    let mut heights = vec![1; count];
    for cell in cells.iter().filter(|it| it.rows == 1) {
        heights[cell.row] = heights[cell.row].max(cell.lines.len());
    }
    let mut spanning: Vec<&GridCell> = cells.iter().filter(|it| it.rows > 1).collect();
    spanning.sort_by_key(|it| it.rows);
    for cell in spanning {
        let own = &mut heights[cell.row..cell.row + cell.rows];
        let have = own.iter().sum::<usize>() + own.len() - 1;
        if let Some(last) = own.last_mut() {
            *last += cell.lines.len().saturating_sub(have);
        }
    }
    heights
}

/// How the lines of a grid are drawn.
struct Style {
    across: char,
    /// The joints, by whether lines go up, down, left and right from there, as the digits of a number.
    joints: [char; 16],
}

impl Style {
    fn joint(&self, lines: [bool; 4]) -> char {
        let index = lines.iter().fold(0, |index, it| index * 2 + usize::from(*it));
        match (index, self.joints[index]) {
            (3, _) => self.across,
            (_, joint) => joint,
        }
    }
}

const SINGLE: [char; 16] = [' ', '─', '─', '─', '│', '┌', '┐', '┬', '│', '└', '┘', '┴', '│', '├', '┤', '┼'];
const DOUBLE: [char; 16] = [' ', '═', '═', '═', '│', '╒', '╕', '╤', '│', '╘', '╛', '╧', '│', '╞', '╡', '╪'];
const ASCII: [char; 16] = [' ', '+', '+', '-', '|', '+', '+', '+', '|', '+', '+', '+', '|', '+', '+', '+'];

/// Each row as a record: every cell that takes a place in it, after the heads of its columns.
pub(super) fn records(writer: &mut Writer<'_>, table: &Table, measure: usize) -> Vec<String> {
    if table.body.is_empty() && table.foot.is_empty() {
        return table.cells().flat_map(|it| lines(writer, it, measure)).collect();
    }
    let columns = table.columns.len();
    let mut all = Vec::new();
    // Each is written once, so that what it calls for is there once.
    let heads = table.head.iter().flat_map(|row| &row.cells);
    let names: Vec<(&Cell, String)> = heads.map(|it| (it, name(writer, it))).collect();
    let name_of = |head: &Cell| names.iter().find(|it| std::ptr::eq(it.0, head)).map_or("", |it| &it.1);
    for head in table.heads_of_none() {
        all.extend(wrap::fill(name_of(head), measure));
    }
    let rows = covering(&table.body, columns).into_iter().chain(covering(&table.foot, columns));
    for row in rows {
        let mut record = Vec::new();
        for (column, cell) in row {
            let heads: Vec<&str> = table.heads_of(cell, column).into_iter().map(name_of).collect();
            let label = heads.join(", ");
            record.extend(told(writer, cell, &label, measure));
        }
        apart(&mut all, 1, record);
    }
    all
}

/// What is in a cell of the head as a text in a line.
fn name(writer: &mut Writer<'_>, cell: &Cell) -> String {
    let mut texts = Vec::new();
    cell.content.parts(&mut |part| texts.push(writer.inlines(part)));
    texts.join(" ").replace('\n', " ")
}

/// A cell after its label: text in a line with it, blocks below it.
fn told(writer: &mut Writer<'_>, cell: &Cell, label: &str, measure: usize) -> Vec<String> {
    match &cell.content {
        CellContent::Text(content) => {
            let text = writer.inlines(content);
            let told = if label.is_empty() { text } else { format!("{label}: {text}") };
            wrap::hang(wrap::fill(&told, measure - 2), "", "  ")
        }
        CellContent::Blocks(blocks) => {
            let mut lines =
                if label.is_empty() { Vec::new() } else { wrap::fill(&format!("{label}:"), measure) };
            let blocks = writer.blocks(blocks, measure - 2, Gap::Open);
            lines.extend(wrap::hang(blocks, "  ", "  "));
            lines
        }
    }
}
