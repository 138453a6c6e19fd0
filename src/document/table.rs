//! Which places the cells of a table take, and what they name.

use crate::document::walk::Part;
use crate::document::{
    Alignment, Attr, Block, BlockKind, Cell, CellContent, HeaderScope, Inline, Row, Table, text,
};
use crate::source::Span;

/// No number of columns in a source makes a table wider; only cells that are there do.
const MOST_COLUMNS: usize = 100;

impl Table {
    /// The rows, from the head to the foot.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.head.iter().chain(&self.body).chain(&self.foot)
    }

    /// The rows, to be changed.
    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        self.head.iter_mut().chain(&mut self.body).chain(&mut self.foot)
    }

    /// The cells, row by row.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows().flat_map(|row| &row.cells)
    }

    /// The cells, to be changed.
    pub fn cells_mut(&mut self) -> impl Iterator<Item = &mut Cell> {
        self.rows_mut().flat_map(|row| &mut row.cells)
    }

    /// The cells, taken out of the table.
    pub fn into_cells(self) -> impl Iterator<Item = Cell> {
        self.head.into_iter().chain(self.body).chain(self.foot).flat_map(|row| row.cells)
    }

    /// Whether each cell takes one column and one row.
    pub fn is_plain(&self) -> bool {
        self.cells().all(Cell::is_single)
    }

    /// Makes the cells take each place once: as in HTML each cell begins at the first column that is free (HTML, 4.9.12),
    /// takes no more columns than are free there and no more rows than its group has, and empty cells take what is
    /// left. Rows and columns in which no cell begins are joined to those before. A head that is empty goes.
    pub fn settle(&mut self) {
        let width = self.columns.len();
        let is_even = |row: &Row| row.cells.len() == width && row.cells.iter().all(Cell::is_single);
        if !self.rows().all(is_even) {
            let groups = [&self.head, &self.body, &self.foot];
            let width = groups.into_iter().map(|it| extent(it)).max().unwrap_or(0).max(width);
            for group in [&mut self.head, &mut self.body, &mut self.foot] {
                settle_group(group, width);
            }
            self.columns.resize(width, Alignment::Start);
            self.join_columns();
        }
        // Markdown has no table without a head, so an empty one says that there is none.
        if !self.body.is_empty() && self.head.iter().flat_map(|row| &row.cells).all(Cell::is_empty) {
            self.head.clear();
        }
        self.head.iter_mut().flat_map(|row| &mut row.cells).for_each(|it| it.is_header = false);
    }

    /// Makes headers of the cells of the first column outside the head, but for empty ones.
    pub fn name_rows(&mut self) {
        for group in [&mut self.body, &mut self.foot] {
            let mut places = Places::new(self.columns.len());
            for row in group {
                let begins = places.row(row).first() == Some(&0);
                if let Some(first) = row.cells.first_mut().filter(|it| begins && !it.is_empty()) {
                    first.is_header = true;
                }
            }
        }
    }

    /// Whether the headers outside the head are just those that [`Table::name_rows`] makes, and there are some.
    pub fn has_named_rows(&self) -> bool {
        let mut named = self.clone();
        named.cells_mut().for_each(|it| it.is_header = false);
        named.name_rows();
        named == *self && self.cells().any(|it| it.is_header)
    }

    /// Joins columns in which no cell begins to those before.
    fn join_columns(&mut self) {
        let mut begins = vec![false; self.columns.len()];
        let mut places = Places::new(self.columns.len());
        for row in self.rows() {
            for column in places.row(row) {
                begins[column] = true;
            }
        }
        if begins.iter().all(|it| *it) || !begins.contains(&true) {
            return;
        }
        let mut places = Places::new(self.columns.len());
        let groups = self.head.iter_mut().chain(&mut self.body).chain(&mut self.foot);
        for row in groups {
            let at = places.row(row);
            for (cell, column) in row.cells.iter_mut().zip(at) {
                let end = column + usize::from(cell.columns);
                cell.columns = begins[column..end].iter().map(|it| u16::from(*it)).sum();
            }
        }
        let mut begins = begins.into_iter();
        self.columns.retain(|_| begins.next().unwrap_or(true));
    }
}

/// How many columns rows take.
fn extent(rows: &[Row]) -> usize {
    let mut covered: Vec<u16> = Vec::new();
    for row in rows {
        let mut column = 0;
        for cell in &row.cells {
            while covered.get(column).is_some_and(|it| *it > 0) {
                column += 1;
            }
            let is_free = |at: &usize| covered.get(*at).is_none_or(|it| *it == 0);
            let end = column + (column..column + most_columns(cell, column)).take_while(is_free).count();
            covered.resize(covered.len().max(end), 0);
            covered[column..end].fill(cell.rows.max(1));
            column = end;
        }
        covered.iter_mut().for_each(|it| *it = it.saturating_sub(1));
    }
    covered.len()
}

/// How many columns a cell may take that begins in a column.
fn most_columns(cell: &Cell, column: usize) -> usize {
    usize::from(cell.columns).min(MOST_COLUMNS.saturating_sub(column)).max(1)
}

/// The cell that takes a place in the rows below the one in which it begins.
#[derive(Clone, Copy)]
struct Reaching {
    /// The row and the cell, by their indices.
    cell: (usize, usize),
    /// How many more rows it takes.
    rows: u16,
}

fn settle_group(rows: &mut Vec<Row>, width: usize) {
    let mut reaching: Vec<Option<Reaching>> = vec![None; width];
    let mut settled: Vec<Row> = Vec::with_capacity(rows.len());
    let count = rows.len();
    for (index, mut row) in std::mem::take(rows).into_iter().enumerate() {
        let left = u16::try_from(count - index).unwrap_or(u16::MAX);
        let mut next: Vec<Option<Reaching>> = reaching.clone();
        let mut column = 0;
        let end = Span { start: row.span.end, ..row.span };
        let mut cells = std::mem::take(&mut row.cells).into_iter();
        loop {
            while reaching.get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            if column >= width {
                break;
            }
            let mut cell = cells.next().unwrap_or_else(|| Cell::text(Vec::new(), end));
            let free = reaching[column..].iter().position(Option::is_some).unwrap_or(width - column);
            cell.columns = u16::try_from(most_columns(&cell, column).min(free)).unwrap_or(u16::MAX);
            cell.rows = cell.rows.clamp(1, left);
            let at = (settled.len(), row.cells.len());
            let below = Reaching { cell: at, rows: cell.rows };
            let last = column + usize::from(cell.columns);
            next[column..last].fill(Some(below));
            column = last;
            row.cells.push(cell);
        }
        if row.cells.is_empty() {
            // Nothing begins here: what reaches into it takes a row less.
            let mut owners: Vec<(usize, usize)> = reaching.iter().flatten().map(|it| it.cell).collect();
            owners.dedup();
            owners.iter().for_each(|(row, cell)| settled[*row].cells[*cell].rows -= 1);
        } else {
            settled.push(row);
        }
        let less = |it: Reaching| (it.rows > 1).then_some(Reaching { rows: it.rows - 1, ..it });
        reaching = next.into_iter().map(|it| it.and_then(less)).collect();
    }
    *rows = settled;
}

impl Row {
    /// What a cell of a row outside the head names; `None` for a cell that is no header.
    pub fn scope(&self, cell: &Cell) -> Option<HeaderScope> {
        let all = || self.cells.iter().all(|it| it.is_header);
        cell.is_header.then(|| if all() { HeaderScope::Column } else { HeaderScope::Row })
    }
}

impl Cell {
    /// A cell of text that takes one place.
    pub fn text(content: Vec<Inline>, span: Span) -> Cell {
        Cell { content: CellContent::Text(content), columns: 1, rows: 1, is_header: false, span }
    }

    /// A cell of blocks that takes one place.
    pub fn of(blocks: Vec<Block>, span: Span) -> Cell {
        Cell { content: CellContent::of(blocks), ..Cell::text(Vec::new(), span) }
    }

    /// Whether it takes one column and one row.
    pub fn is_single(&self) -> bool {
        (self.columns, self.rows) == (1, 1)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        match &self.content {
            CellContent::Text(content) => content.is_empty(),
            CellContent::Blocks(blocks) => blocks.is_empty(),
        }
    }

    /// Its text as inlines; `None` where it has blocks.
    pub fn inlines(&self) -> Option<&[Inline]> {
        match &self.content {
            CellContent::Text(content) => Some(content),
            CellContent::Blocks(_) => None,
        }
    }

    /// The first inlines in it, to be changed: its text, or the paragraph that its blocks begin with.
    pub fn first_inlines_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match &mut self.content {
            CellContent::Text(content) => Some(content),
            CellContent::Blocks(blocks) => match blocks.first_mut().map(|it| &mut it.kind) {
                Some(BlockKind::Paragraph(content)) => Some(content),
                Some(_) | None => None,
            },
        }
    }

    /// Its text alone, without signs for what is not text; blocks are divided by spaces.
    pub fn plain(&self) -> String {
        match &self.content {
            CellContent::Text(content) => text::plain(content),
            CellContent::Blocks(blocks) => text::plain_blocks(blocks),
        }
    }
}

impl CellContent {
    /// Blocks as what is in a cell: a single paragraph is text.
    pub fn of(mut blocks: Vec<Block>) -> CellContent {
        let is_text = |it: &Block| matches!(it.kind, BlockKind::Paragraph(_)) && it.attr.is_empty();
        match blocks.pop() {
            None => CellContent::Text(Vec::new()),
            Some(Block { kind: BlockKind::Paragraph(content), attr, .. })
                if blocks.is_empty() && attr.is_empty() =>
            {
                CellContent::Text(content)
            }
            Some(last) => {
                debug_assert!(!blocks.is_empty() || !is_text(&last), "a paragraph alone is text");
                blocks.push(last);
                CellContent::Blocks(blocks)
            }
        }
    }

    /// Calls `visit` on each of the runs of inlines in it, in reading order.
    pub fn parts<'a>(&'a self, visit: &mut dyn FnMut(&'a [Inline])) {
        match self {
            CellContent::Text(content) => visit(content),
            CellContent::Blocks(blocks) => blocks.iter().for_each(|it| parts(it, visit)),
        }
    }

    /// What is in a cell as blocks.
    pub fn into_blocks(self, span: Span) -> Vec<Block> {
        match self {
            CellContent::Text(content) if content.is_empty() => Vec::new(),
            CellContent::Text(content) => {
                vec![Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span }]
            }
            CellContent::Blocks(blocks) => blocks,
        }
    }
}

fn parts<'a>(block: &'a Block, visit: &mut dyn FnMut(&'a [Inline])) {
    block.kind.parts(&mut |part| match part {
        Part::Inlines(content) => visit(content),
        Part::Blocks(inner) => inner.iter().for_each(|it| parts(it, visit)),
    });
}

/// The columns in which the cells of rows begin, row by row.
#[derive(Debug, Clone)]
pub struct Places {
    /// For each column how many of the next rows a cell reaches into.
    covered: Vec<u16>,
}

impl Places {
    /// Those of a table with so many columns.
    pub fn new(columns: usize) -> Places {
        Places { covered: vec![0; columns] }
    }

    /// The column in which each cell of the next row begins.
    pub fn row(&mut self, row: &Row) -> Vec<usize> {
        let mut places = Vec::with_capacity(row.cells.len());
        let mut column = 0;
        for cell in &row.cells {
            while self.covered.get(column).is_some_and(|it| *it > 0) {
                column += 1;
            }
            places.push(column);
            let end = (column + usize::from(cell.columns)).min(self.covered.len());
            if let Some(covered) = self.covered.get_mut(column..end) {
                covered.fill(cell.rows);
            }
            column = end.max(column);
        }
        self.covered.iter_mut().for_each(|it| *it = it.saturating_sub(1));
        places
    }
}

/// For each of some rows of a group the cells that take a place in it, with the columns in which they begin.
pub fn covering(rows: &[Row], columns: usize) -> Vec<Vec<(usize, &Cell)>> {
    let mut places = Places::new(columns);
    let mut reaching: Vec<(usize, &Cell, u16)> = Vec::new();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let own = places.row(row).into_iter().zip(&row.cells);
        reaching.extend(own.map(|(column, cell)| (column, cell, cell.rows)));
        reaching.sort_by_key(|it| it.0);
        all.push(reaching.iter().map(|it| (it.0, it.1)).collect());
        reaching.iter_mut().for_each(|it| it.2 = it.2.saturating_sub(1));
        reaching.retain(|it| it.2 > 0);
    }
    all
}

impl Table {
    /// Whether all cells take a place each, have text alone, and are below one row of heads at most.
    pub fn is_simple(&self) -> bool {
        self.head.len() < 2 && self.is_plain() && self.cells().all(|it| it.inlines().is_some())
    }

    /// The cells of the head that name no cell by themselves where rows are told one by one, as one over the second of two
    /// columns that all rows join.
    pub fn heads_of_none(&self) -> Vec<&Cell> {
        let mut named: Vec<*const Cell> = Vec::new();
        for group in [&self.body, &self.foot] {
            for (column, cell) in covering(group, self.columns.len()).into_iter().flatten() {
                named.extend(self.heads_of(cell, column).into_iter().map(std::ptr::from_ref));
            }
        }
        let heads = self.head.iter().flat_map(|row| &row.cells);
        heads.filter(|it| !it.is_empty() && !named.contains(&std::ptr::from_ref(*it))).collect()
    }

    /// The cells of the head that name all the columns of a cell that begins in `column`, from the top; for a cell that no
    /// one head covers, those of its first column.
    pub fn heads_of(&self, cell: &Cell, column: usize) -> Vec<&Cell> {
        let mut places = Places::new(self.columns.len());
        let mut found: Vec<(bool, &Cell)> = Vec::new();
        for row in &self.head {
            for (start, head) in places.row(row).into_iter().zip(&row.cells) {
                let end = start + usize::from(head.columns);
                if start <= column && column < end && !head.is_empty() {
                    found.push((column + usize::from(cell.columns) <= end, head));
                }
            }
        }
        let covers = found.iter().any(|it| it.0);
        found.into_iter().filter(|it| it.0 || !covers).map(|it| it.1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of one group whose cells take so many columns and rows.
    fn table(rows: &[&[(u16, u16)]]) -> Table {
        let cell = |(columns, rows): &(u16, u16)| {
            let (columns, rows) = (*columns, *rows);
            Cell { columns, rows, ..Cell::text(Vec::new(), Span::default()) }
        };
        let row =
            |cells: &&[(u16, u16)]| Row { cells: cells.iter().map(cell).collect(), span: Span::default() };
        let body = rows.iter().map(row).collect();
        let mut table =
            Table { caption: None, columns: Vec::new(), head: Vec::new(), body, foot: Vec::new() };
        table.settle();
        table
    }

    fn spans(table: &Table) -> Vec<Vec<(u16, u16)>> {
        let row = |row: &Row| row.cells.iter().map(|it| (it.columns, it.rows)).collect();
        table.body.iter().map(row).collect()
    }

    #[test]
    fn cells_take_each_place_once() {
        let joined = table(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)]]);
        assert_eq!(spans(&joined), [vec![(1, 2), (2, 1)], vec![(1, 1), (1, 1)]]);
        assert_eq!(joined.columns.len(), 3);
        let places: Vec<Vec<usize>> = {
            let mut places = Places::new(3);
            joined.rows().map(|it| places.row(it)).collect()
        };
        assert_eq!(places, [[0, 1], [1, 2]]);
        let lacking = table(&[&[(3, 1)], &[(1, 1)], &[(1, 1), (1, 1), (1, 1)]]);
        assert_eq!(spans(&lacking)[1], [(1, 1); 3], "empty cells take what is left");
        let blocked = table(&[&[(1, 1), (1, 2)], &[(2, 1), (1, 1)]]);
        assert_eq!(spans(&blocked)[1][0], (1, 1), "a cell ends before one that is there already");
    }

    #[test]
    fn rows_and_columns_without_a_beginning_are_joined() {
        let rows = table(&[&[(1, 3), (1, 3)], &[], &[]]);
        assert_eq!(spans(&rows), [[(1, 1), (1, 1)]]);
        let columns = table(&[&[(2, 1), (1, 1)], &[(2, 1), (1, 1)]]);
        assert_eq!((spans(&columns)[0].clone(), columns.columns.len()), (vec![(1, 1), (1, 1)], 2));
        let wide = table(&[&[(60_000, 60_000)], &[(1, 1)]]);
        assert!(wide.columns.len() <= MOST_COLUMNS + 1);
        let mut again = wide.clone();
        again.settle();
        assert_eq!(again, wide);
    }

    #[test]
    fn cells_of_rows_include_those_from_above() {
        let table = table(&[&[(1, 2), (1, 1)], &[(1, 1)]]);
        let rows = covering(&table.body, 2);
        let at: Vec<Vec<usize>> = rows.iter().map(|row| row.iter().map(|it| it.0).collect()).collect();
        assert_eq!(at, [[0, 1], [0, 1]]);
    }
}
