//! Tables that are drawn: Pandoc's grids, whose cells may take several columns and rows.
//!
//! Lines are read from the top. A cell opens below a border, where its corners are drawn, and closes at the border that
//! goes from its left to its right edge; so it takes the rows and columns between.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::document::Alignment;
use crate::parse::neighbours::lines::{
    ColumnCell, ColumnRow, ColumnTable, Found, Line, MEASURES, MOST_COLUMNS, Measure,
};

/// A grid: `+---+---+`.
pub(super) fn grid(lines: &[Line]) -> Option<Found> {
    let first = lines.first()?;
    let is_row = |it: &&Line| it.quotes == first.quotes && it.content.starts_with(['+', '|']);
    let length = lines.iter().take_while(is_row).count();
    let count = lines[..length].iter().rposition(|it| is_border(it.content))? + 1;
    let lines = &lines[..count];
    if count < 3 || first.indent > 3 || !is_border(first.content) {
        return None;
    }
    let table = MEASURES.into_iter().find_map(|measure| Grid::read(lines, measure)?.table())?;
    Some(Found { table, count, indent: first.indent, has_blanks: true })
}

/// `+----+====+`.
fn is_border(line: &str) -> bool {
    line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && !line.contains("++")
        && line.bytes().all(|it| b"+-=:".contains(&it))
}

/// The characters of a line by their columns, each with its byte; a wide character takes its second column with nothing.
type Columns = Vec<(usize, char)>;

/// A cell of a grid, by the numbers of its edges.
struct GridCell {
    left: usize,
    right: usize,
    /// The line of the border above it.
    top: usize,
    /// The line of the border below it.
    bottom: usize,
    lines: Vec<Range<usize>>,
}

struct Grid<'l, 'a> {
    lines: &'l [Line<'a>],
    columns: Vec<Columns>,
    /// The columns in which an edge may be.
    edges: BTreeSet<usize>,
    /// The cells that are open, by their left edges.
    open: BTreeMap<usize, GridCell>,
    cells: Vec<GridCell>,
}

impl<'l, 'a> Grid<'l, 'a> {
    /// The cells of a grid; `None` where its lines draw none.
    fn read(lines: &'l [Line<'a>], measure: Measure) -> Option<Grid<'l, 'a>> {
        let columns: Vec<Columns> = lines.iter().map(|it| columns(it, measure)).collect();
        let edges: BTreeSet<usize> = columns.iter().flat_map(crossings).collect();
        if edges.len() > MOST_COLUMNS + 1 {
            return None;
        }
        let mut grid = Grid { lines, columns, edges, open: BTreeMap::new(), cells: Vec::new() };
        (0..lines.len()).all(|line| grid.line(line)).then_some(())?;
        (grid.open.is_empty() && !grid.cells.is_empty()).then_some(grid)
    }

    /// Reads a line; whether it is one of a grid.
    fn line(&mut self, line: usize) -> bool {
        let (Some(first), Some(last)) = (self.edges.first().copied(), self.edges.last().copied()) else {
            return false;
        };
        if self.columns[line].len() != last + 1 {
            return false;
        }
        let mut left = first;
        while left < last {
            let Some(right) = self.segment(line, left) else { return false };
            left = right;
        }
        true
    }

    /// Reads what begins at an edge of a line, and gives the edge at which it ends.
    fn segment(&mut self, line: usize, left: usize) -> Option<usize> {
        if let Some(cell) = self.open.get(&left) {
            let right = cell.right;
            if self.is_border(line, left, right) {
                let cell = self.open.remove(&left)?;
                self.cells.push(GridCell { bottom: line, ..cell });
                return Some(right);
            }
            self.is_edge(line, right).then_some(())?;
            let text = self.text(line, left, right);
            self.open.get_mut(&left)?.lines.push(text);
            return Some(right);
        }
        if self.open.range(..left).next_back().is_some_and(|(_, it)| it.right > left) {
            return None;
        }
        let edges: Vec<usize> = self.edges.range(left + 1..).copied().collect();
        if let Some(right) = edges.iter().copied().find(|it| self.is_edge(line, *it))
            && self.is_border(line, left, right)
        {
            return Some(right);
        }
        // A cell opens: its corners are on the line above.
        let above = line.checked_sub(1)?;
        let is_corner = |at: usize| self.at(above, at) == '+';
        let right = edges.into_iter().find(|it| self.is_edge(line, *it) && is_corner(*it))?;
        (is_corner(left) && self.is_border(above, left, right)).then_some(())?;
        let lines = vec![self.text(line, left, right)];
        self.open.insert(left, GridCell { left, right, top: above, bottom: line, lines });
        Some(right)
    }

    fn at(&self, line: usize, column: usize) -> char {
        self.columns[line].get(column).map_or(' ', |it| it.1)
    }

    fn is_edge(&self, line: usize, column: usize) -> bool {
        matches!(self.at(line, column), '|' | '+')
    }

    /// Whether a line draws a border from an edge to another.
    fn is_border(&self, line: usize, left: usize, right: usize) -> bool {
        let drawn = self.columns[line].get(left + 1..right).unwrap_or_default();
        self.at(line, left) == '+'
            && self.at(line, right) == '+'
            && drawn.iter().all(|it| "-=:+".contains(it.1))
    }

    /// The text of a line between two edges, without the space after it.
    fn text(&self, line: usize, left: usize, right: usize) -> Range<usize> {
        let byte = |column: usize| self.columns[line].get(column).map_or(0, |it| it.0);
        let (from, to) = (byte(left + 1), byte(right));
        let text = self.lines[line].content.get(from..to).unwrap_or("");
        let start = self.lines[line].start + from;
        start..start + text.trim_end().len()
    }

    fn table(mut self) -> Option<ColumnTable> {
        self.cells.sort_by_key(|it| (it.top, it.left));
        let tops: BTreeSet<usize> = self.cells.iter().flat_map(|it| [it.top, it.bottom]).collect();
        let tops: Vec<usize> = tops.into_iter().collect();
        let edges: BTreeSet<usize> = self.cells.iter().flat_map(|it| [it.left, it.right]).collect();
        let edges: Vec<usize> = edges.into_iter().collect();
        let between = |list: &[usize], from: usize, to: usize| {
            let count = list.partition_point(|it| *it < to) - list.partition_point(|it| *it < from);
            u16::try_from(count).unwrap_or(u16::MAX)
        };
        let (head_end, foot_start) = self.groups();
        let (mut head, mut body, mut foot) = (Vec::new(), Vec::new(), Vec::new());
        let columns = self.alignments(head_end, &edges);
        let lines = self.lines;
        let mut cells = self.cells.into_iter().peekable();
        for rows in tops.windows(2) {
            let mut row = Vec::new();
            while let Some(cell) = cells.next_if(|it| it.top == rows[0]) {
                let (columns, rows) =
                    (between(&edges, cell.left, cell.right), between(&tops, cell.top, cell.bottom));
                row.push(ColumnCell { lines: cell.lines, columns, rows, is_block: true });
            }
            let end = &lines[(rows[1] - 1).max(rows[0])];
            let range = lines[rows[0] + 1].start..end.start + end.content.len();
            let group = match rows[0] {
                top if head_end.is_some_and(|it| top < it) => &mut head,
                top if foot_start.is_some_and(|it| top >= it) => &mut foot,
                _ => &mut body,
            };
            group.push(ColumnRow { cells: row, range });
        }
        let last = lines.last()?;
        let range = lines.first()?.start..last.start + last.content.len();
        Some(ColumnTable { columns, head, body, foot, range })
    }

    /// The borders of `=` below the head and above the foot.
    fn groups(&self) -> (Option<usize>, Option<usize>) {
        let last = self.lines.len() - 1;
        let is_double = |it: &usize| {
            let line = self.lines[*it].content;
            is_border(line) && line.contains('=')
        };
        let mut doubles: Vec<usize> = (1..=last).filter(is_double).collect();
        let ends = doubles.pop_if(|it| *it == last).is_some();
        let foot = if ends && doubles.len() > 1 { doubles.pop() } else { None };
        (doubles.first().copied(), foot)
    }

    /// How the columns are aligned: by the colons of the border below the head, or of the first.
    fn alignments(&self, head_end: Option<usize>, edges: &[usize]) -> Vec<Alignment> {
        let ruled = head_end.unwrap_or(0);
        let aligned = edges.windows(2).map(|it| {
            let is_colon = |at: usize| self.at(ruled, at) == ':';
            match (is_colon(it[0] + 1), is_colon(it[1] - 1)) {
                (true, true) => Alignment::Center,
                (true, false) => Alignment::Left,
                (false, true) => Alignment::Right,
                (false, false) => Alignment::Start,
            }
        });
        aligned.collect()
    }
}

fn columns(line: &Line, measure: Measure) -> Columns {
    let mut columns: Columns = vec![(0, ' '); line.indent];
    for (byte, it) in line.content.char_indices() {
        let width = measure(it);
        columns.extend((0..width).map(|at| (byte, if at == 0 { it } else { '\0' })));
    }
    columns
}

/// The columns in which a line may cross an edge: a plus next to a border.
fn crossings(columns: &Columns) -> Vec<usize> {
    let is_line = |at: Option<usize>| {
        at.and_then(|it| columns.get(it)).is_some_and(|it| matches!(it.1, '-' | '=' | ':'))
    };
    let crosses = |at: &usize| columns[*at].1 == '+' && (is_line(at.checked_sub(1)) || is_line(Some(at + 1)));
    (0..columns.len()).filter(crosses).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::neighbours::lines::lines;

    /// The cells of each row, each with its first words, and how many columns and rows it takes.
    fn read(text: &str) -> String {
        let Some(found) = grid(&lines(text, 0)) else { return "none".to_owned() };
        let cell = |it: &ColumnCell| {
            let words = text[it.lines[0].clone()].trim();
            format!("{words} {}x{}", it.columns, it.rows)
        };
        let row = |it: &ColumnRow| it.cells.iter().map(cell).collect::<Vec<_>>().join(", ");
        let rows = |it: &[ColumnRow]| it.iter().map(row).collect::<Vec<_>>().join("; ");
        let ColumnTable { head, body, foot, .. } = &found.table;
        [head, body, foot].map(|it| rows(it)).join(" / ")
    }

    #[test]
    fn cells_over_columns_and_rows_are_read() {
        let text = "\
+-------------+----------+
| Place       | Earth    |
+======+======+==========+
|      | min  | -89      |
| Heat +------+----------+
|      | mean | 14 | 15  |
+------+------+----------+
| a | b       | c        |
+-------------+----------+
";
        let expected =
            "Place 2x1, Earth 1x1 /  1x2, min 1x1, -89 1x1; mean 1x1, 14 | 15 1x1; a | b 2x1, c 1x1 / ";
        assert_eq!(read(text), expected);
    }

    #[test]
    fn a_foot_is_between_two_double_borders() {
        let text = "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+===+===+\n| e | f |\n+===+===+\n";
        assert_eq!(read(text), "a 1x1, b 1x1 / c 1x1, d 1x1 / e 1x1, f 1x1");
    }

    #[test]
    fn what_draws_no_grid_is_none() {
        assert_eq!(read("+---+---+\n| a   b |\n"), "none");
        assert_eq!(read("+---+---+\n| a | b |\n+---+   |\n| c     |\n+---+---+\n"), "none");
        assert_eq!(read("+---+---+\n| a | b\n+---+---+\n"), "none");
    }
}
