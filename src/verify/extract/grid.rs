//! Tables in plain text that are drawn with all their lines, read by their cells.
//!
//! Lines are read from the top. A cell opens below a line between two corners, and closes at the line that goes from its
//! left to its right edge.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthChar;

/// A drawn grid.
pub(super) struct Grid<'a> {
    /// How many lines it takes.
    pub(super) height: usize,
    /// Its cells in the order of reading.
    pub(super) cells: Vec<GridCell<'a>>,
}

/// A cell of a grid.
pub(super) struct GridCell<'a> {
    /// Its first line, counted from that of the grid.
    pub(super) top: usize,
    left: usize,
    right: usize,
    /// Its lines, without the space on both sides.
    pub(super) lines: Vec<&'a str>,
}

/// The characters of a line by their columns, each with its byte; a wide character takes its second column with nothing.
type Columns = Vec<(usize, char)>;

/// The grid that begins with the first of some lines.
pub(super) fn grid<'a>(lines: &[&'a str]) -> Option<Grid<'a>> {
    let first = *lines.first()?;
    let indent = first.len() - first.trim_start().len();
    if !is_edge_of_grid(first) {
        return None;
    }
    let begins = |it: &&&str| it.get(indent..).is_some_and(|it| it.starts_with(is_bar));
    let count = lines.iter().take_while(begins).count();
    let last = lines[..count].iter().rposition(|it| is_edge_of_grid(it)).filter(|it| *it > 1)?;
    let lines = &lines[..=last];
    let columns: Vec<Columns> = lines.iter().map(|it| columns(it)).collect();
    let edges: BTreeSet<usize> = columns.iter().flat_map(joints).collect();
    let mut reader = GridReader { lines, columns, edges, open: BTreeMap::new(), cells: Vec::new() };
    (0..lines.len()).all(|line| reader.line(line)).then_some(())?;
    if !reader.open.is_empty() || reader.cells.is_empty() {
        return None;
    }
    let mut cells = reader.cells;
    cells.sort_by_key(|it| (it.top, it.left));
    Some(Grid { height: lines.len(), cells })
}

/// Whether a line is the upper or the lower edge of a grid.
fn is_edge_of_grid(line: &str) -> bool {
    let line = line.trim_start();
    let is_drawn = |it: char| is_across(it) || is_joint(it);
    line.chars().count() > 4
        && line.starts_with(is_joint)
        && line.ends_with(is_joint)
        && line.chars().all(is_drawn)
}

struct GridReader<'l, 'a> {
    lines: &'l [&'a str],
    columns: Vec<Columns>,
    edges: BTreeSet<usize>,
    open: BTreeMap<usize, GridCell<'a>>,
    cells: Vec<GridCell<'a>>,
}

impl GridReader<'_, '_> {
    fn line(&mut self, line: usize) -> bool {
        let (Some(first), Some(last)) = (self.edges.first().copied(), self.edges.last().copied()) else {
            return false;
        };
        let mut left = first;
        while left < last {
            let Some(right) = self.segment(line, left) else { return false };
            left = right;
        }
        true
    }

    fn segment(&mut self, line: usize, left: usize) -> Option<usize> {
        if let Some(cell) = self.open.get(&left) {
            let right = cell.right;
            if self.is_border(line, left, right) {
                self.cells.push(self.open.remove(&left)?);
                return Some(right);
            }
            is_bar(self.at(line, right)).then_some(())?;
            let text = self.text(line, left, right);
            self.open.get_mut(&left)?.lines.push(text);
            return Some(right);
        }
        let edges: Vec<usize> = self.edges.range(left + 1..).copied().collect();
        if let Some(right) = edges.iter().copied().find(|it| is_bar(self.at(line, *it)))
            && self.is_border(line, left, right)
        {
            return Some(right);
        }
        let above = line.checked_sub(1)?;
        let is_right = |it: &usize| is_bar(self.at(line, *it)) && is_joint(self.at(above, *it));
        let right = edges.into_iter().find(is_right)?;
        (is_joint(self.at(above, left)) && self.is_border(above, left, right)).then_some(())?;
        let lines = vec![self.text(line, left, right)];
        self.open.insert(left, GridCell { top: line, left, right, lines });
        Some(right)
    }

    fn at(&self, line: usize, column: usize) -> char {
        self.columns[line].get(column).map_or(' ', |it| it.1)
    }

    fn is_border(&self, line: usize, left: usize, right: usize) -> bool {
        let drawn = self.columns[line].get(left + 1..right).unwrap_or_default();
        !drawn.is_empty()
            && is_joint(self.at(line, left))
            && is_joint(self.at(line, right))
            && drawn.iter().all(|it| is_across(it.1) || is_joint(it.1))
    }
}

impl<'a> GridReader<'_, 'a> {
    fn text(&self, line: usize, left: usize, right: usize) -> &'a str {
        let byte = |column: usize| self.columns[line].get(column).map_or(0, |it| it.0);
        let text: &'a str = self.lines[line].get(byte(left + 1)..byte(right)).unwrap_or("");
        text.strip_prefix(' ').unwrap_or(text).trim_end()
    }
}

fn columns(line: &str) -> Columns {
    let mut columns = Columns::new();
    for (byte, it) in line.char_indices() {
        let width = it.width().unwrap_or(0);
        columns.extend((0..width).map(|at| (byte, if at == 0 { it } else { '\0' })));
    }
    columns
}

/// The columns of a line in which lines may meet: those of a joint with a line next to it.
fn joints(columns: &Columns) -> Vec<usize> {
    let is_line = |at: Option<usize>| at.and_then(|it| columns.get(it)).is_some_and(|it| is_across(it.1));
    let meets =
        |at: &usize| is_joint(columns[*at].1) && (is_line(at.checked_sub(1)) || is_line(Some(at + 1)));
    (0..columns.len()).filter(meets).collect()
}

fn is_across(it: char) -> bool {
    matches!(it, '-' | '=' | '─' | '═')
}

/// A sign at which lines meet (U+250C to U+254B and U+2552 to U+256C, box drawings).
fn is_joint(it: char) -> bool {
    it == '+' || ('┌'..='╋').contains(&it) || ('╒'..='╬').contains(&it)
}

fn is_bar(it: char) -> bool {
    it == '|' || it == '│' || is_joint(it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let Some(found) = grid(&lines) else { return "none".to_owned() };
        found.cells.iter().map(|it| it.lines.join(" ").trim().to_owned()).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn cells_over_rows_and_columns_are_read_in_order() {
        let drawn = "\
┌───────┬───────┐
│ a     │ b     │
│       ├───┬───┤
│ aa    │ c │ d │
╞═══════╧═══╪═══╡
│ e         │ f │
└───────────┴───┘
";
        assert_eq!(read(drawn), "a  aa; b; c; d; e; f");
        let ascii = "+---+---+\n| a | b |\n|   +---+\n| 2 | c |\n+---+---+\n";
        assert_eq!(read(ascii), "a  2; b; c");
        assert_eq!(read("+ a\n+ b\n"), "none");
        assert_eq!(read("+---+\n"), "none");
    }
}
