//! The tables of a document of Pandoc's. A table of the tree has one line of text in a cell, and no cell spans others.

use crate::document::walk::Part;
use crate::document::{Alignment, Block, BlockKind, Cell, Inline, InlineKind, Row, Table, text};
use crate::pandoc::json::{self, Malformed, Read};
use crate::pandoc::reader::{Reader, plain_block, push};
use crate::publication::value::{Value, ValueKind};
use crate::source::Span;

/// A document may have no more cells that its tables leave out, so that a small text cannot ask for much memory.
const MOST_ADDED_CELLS: usize = 1 << 18;

/// Rows that are laid on a grid.
struct Grid {
    columns: usize,
    /// For each column how many of the next rows a cell reaches into.
    spanned: Vec<usize>,
    rows: Vec<Row>,
}

impl Reader<'_> {
    pub(super) fn table(&mut self, node: &Value, into: &mut Vec<Block>) -> Read<()> {
        let [attr, caption, columns, head, bodies, foot] = json::members(json::content(node)?)?;
        let attr = self.read_attr(attr)?;
        let caption = self.caption(caption)?;
        let mut columns = self.columns(columns)?;
        if columns.is_empty() {
            columns = vec![Alignment::Start; widest([head, foot].into_iter().chain(json::list(bodies)?))];
        }
        if columns.is_empty() {
            self.lost(node.span, "a table without columns is left out");
            into.extend(caption.map(|it| plain_block(BlockKind::Paragraph(it), node.span)));
            return Ok(());
        }
        let [head_attr, head_rows] = json::members(head)?;
        self.no_attr(head_attr, "the head of a table")?;
        let head = self.rows(&[head_rows], columns.len())?;
        let mut body = Vec::new();
        for part in json::list(bodies)? {
            let [attr, head_columns, heads, rows] = json::members(part)?;
            self.no_attr(attr, "the body of a table")?;
            if json::integer(head_columns)? != 0 {
                self.lost_alike(part.span, "the row headings of a table become cells like others");
            }
            if !json::list(heads)?.is_empty() {
                self.lost_alike(part.span, "a head within a table becomes rows like others");
            }
            body.extend(self.rows(&[heads, rows], columns.len())?);
        }
        let [foot_attr, foot_rows] = json::members(foot)?;
        self.no_attr(foot_attr, "the foot of a table")?;
        if !json::list(foot_rows)?.is_empty() {
            self.lost_alike(foot.span, "the foot of a table becomes rows like others");
        }
        body.extend(self.rows(&[foot_rows], columns.len())?);
        let table = Table { caption, columns, head, body };
        into.push(Block { kind: BlockKind::Table(table), attr, span: node.span });
        Ok(())
    }

    fn columns(&mut self, value: &Value) -> Read<Vec<Alignment>> {
        let mut columns = Vec::new();
        for column in json::list(value)? {
            let [alignment, width] = json::members(column)?;
            columns.push(alignment_of(alignment)?);
            if json::tag(width)? != "ColWidthDefault" {
                self.lost_alike(value.span, "the widths of columns are left out");
            }
        }
        Ok(columns)
    }

    /// The rows of some lists, one below the other.
    fn rows(&mut self, lists: &[&Value], columns: usize) -> Read<Vec<Row>> {
        let mut grid = Grid { columns, spanned: vec![0; columns], rows: Vec::new() };
        for list in lists {
            for row in json::list(list)? {
                self.row(row, &mut grid)?;
            }
        }
        Ok(grid.rows)
    }

    fn row(&mut self, row: &Value, grid: &mut Grid) -> Read<()> {
        let [attr, cells] = json::members(row)?;
        self.no_attr(attr, "the row of a table")?;
        let mut line: Vec<Option<Cell>> = vec![None; grid.columns];
        let mut next: Vec<usize> = grid.spanned.iter().map(|rows| rows.saturating_sub(1)).collect();
        let mut column = 0;
        for cell in json::list(cells)? {
            while grid.spanned.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let (content, height, width) = self.cell(cell)?;
            if column >= grid.columns {
                self.lost_alike(cell.span, "a cell beyond the last column is joined to the last cell");
                join_to_last(&mut line, content, cell.span);
                continue;
            }
            let end = column.saturating_add(width).min(grid.columns);
            next.iter_mut().take(end).skip(column).for_each(|rows| *rows = height - 1);
            line[column] = Some(Cell { content, span: cell.span });
            column = end;
        }
        self.added_cells += line.iter().filter(|it| it.is_none()).count();
        if self.added_cells > MOST_ADDED_CELLS {
            return Err(Malformed::new(row.span, "the tables have too many rows without cells"));
        }
        let empty = || Cell { content: Vec::new(), span: row.span.start_point() };
        let cells = line.into_iter().map(|cell| cell.unwrap_or_else(empty)).collect();
        grid.rows.push(Row { cells, span: row.span });
        grid.spanned = next;
        Ok(())
    }

    /// The content of a cell, and how many rows and columns it takes.
    fn cell(&mut self, cell: &Value) -> Read<(Vec<Inline>, usize, usize)> {
        let [attr, alignment, height, width, blocks] = json::members(cell)?;
        self.no_attr(attr, "the cell of a table")?;
        if alignment_of(alignment)? != Alignment::Start {
            self.lost_alike(cell.span, "the alignment of a single cell is left out");
        }
        let size = |value: &Value| Ok(usize::try_from(json::integer(value)?.max(1)).unwrap_or(usize::MAX));
        let (height, width) = (size(height)?, size(width)?);
        if (height, width) != (1, 1) {
            let message = "a cell that spans others is at the first of them, and the others are empty";
            self.lost_alike(cell.span, message);
        }
        Ok((self.flat(blocks)?, height, width))
    }

    /// A caption: a short form, and blocks.
    pub(super) fn caption(&mut self, value: &Value) -> Read<Option<Vec<Inline>>> {
        let [short, blocks] = json::members(value)?;
        if short.kind != ValueKind::Null {
            let words = text::plain(&self.inlines(short)?);
            self.lost(short.span, format!("the short caption `{words}` is left out"));
        }
        if json::list(blocks)?.is_empty() { Ok(None) } else { self.flat(blocks).map(Some) }
    }

    /// Blocks as one line of text, in which blocks are divided by line breaks.
    pub(super) fn flat(&mut self, value: &Value) -> Read<Vec<Inline>> {
        if let [only] = json::list(value)?
            && matches!(json::tag(only)?, "Plain" | "Para")
        {
            return self.deeper(value.span, |reader| reader.inlines(json::content(only)?));
        }
        let blocks = self.blocks(value)?;
        if !blocks.is_empty() {
            let message = "the blocks of a cell, a caption or a title are divided by line breaks alone";
            self.lost_alike(value.span, message);
        }
        let mut flat = Vec::new();
        blocks.iter().for_each(|block| flatten(block, &mut flat));
        Ok(flat)
    }
}

/// How many cells the longest row of parts of a table has.
fn widest<'a>(parts: impl Iterator<Item = &'a Value>) -> usize {
    let members = |value: &'a Value| json::list(value).unwrap_or_default().iter();
    let rows = parts.flat_map(members).flat_map(members);
    let cells = rows.filter_map(|row| json::members::<2>(row).ok()).map(|[_, cells]| members(cells).len());
    cells.max().unwrap_or(0)
}

/// Adds the words of a cell to the last one.
fn join_to_last(line: &mut [Option<Cell>], content: Vec<Inline>, span: Span) {
    let Some(last) = line.last_mut() else { return };
    let last = last.get_or_insert_with(|| Cell { content: Vec::new(), span });
    if !last.content.is_empty() {
        push(&mut last.content, InlineKind::LineBreak, span);
    }
    last.content.extend(content);
    last.span = last.span.join(span);
}

/// Adds the text of a block, after a line break.
fn flatten(block: &Block, into: &mut Vec<Inline>) {
    let line = |content: &[Inline], into: &mut Vec<Inline>| {
        if !into.is_empty() && !content.is_empty() {
            push(into, InlineKind::LineBreak, block.span.start_point());
        }
        into.extend_from_slice(content);
    };
    match &block.kind {
        BlockKind::CodeBlock { text, .. } => {
            for code in text.lines() {
                line(&[Inline { kind: InlineKind::Code(code.to_owned()), span: block.span }], into);
            }
        }
        BlockKind::Figure(figure) => {
            let image = InlineKind::Image(figure.image.clone());
            line(&[Inline { kind: image, span: block.span }], into);
            line(&figure.caption, into);
        }
        kind @ (BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::Table(_)
        | BlockKind::Admonition { .. }
        | BlockKind::Container(_)
        | BlockKind::ThematicBreak) => kind.parts(&mut |part| match part {
            Part::Inlines(content) => line(content, into),
            Part::Blocks(blocks) => blocks.iter().for_each(|block| flatten(block, into)),
        }),
    }
}

fn alignment_of(value: &Value) -> Read<Alignment> {
    match json::tag(value)? {
        "AlignDefault" => Ok(Alignment::Start),
        "AlignLeft" => Ok(Alignment::Left),
        "AlignCenter" => Ok(Alignment::Center),
        "AlignRight" => Ok(Alignment::Right),
        other => Err(Malformed::new(value.span, format!("`{other}` is not an alignment"))),
    }
}
