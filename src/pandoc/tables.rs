//! The tables of a document of Pandoc's.

use crate::document::walk::Part;
use crate::document::{
    Alignment, Block, BlockKind, Cell, CellContent, Inline, InlineKind, Places, Row, Table, text,
};
use crate::pandoc::json::{self, Malformed, Read};
use crate::pandoc::reader::{Reader, plain_block, push};
use crate::publication::value::{Value, ValueKind};

/// A document may have no more cells that its tables leave out, so that a small text cannot ask for much memory.
const MOST_ADDED_CELLS: usize = 1 << 18;

/// The class of a cell that is a header where the tables of Pandoc's cannot say it.
pub(super) const HEADER: &str = "header";

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
        let head = self.rows(head_rows, columns.len())?;
        let mut body = Vec::new();
        for part in json::list(bodies)? {
            let [attr, head_columns, heads, rows] = json::members(part)?;
            self.no_attr(attr, "the body of a table")?;
            let mut heads = self.rows(heads, columns.len())?;
            heads.iter_mut().flat_map(|it| &mut it.cells).for_each(|it| it.is_header = true);
            let mut rows = self.rows(rows, columns.len())?;
            let head_columns = usize::try_from(json::integer(head_columns)?).unwrap_or(0);
            name_rows(&mut rows, head_columns, columns.len());
            for mut group in [heads, rows] {
                clip(&mut group);
                body.extend(group);
            }
        }
        let [foot_attr, foot_rows] = json::members(foot)?;
        self.no_attr(foot_attr, "the foot of a table")?;
        let foot = self.rows(foot_rows, columns.len())?;
        let mut table = Table { caption, columns, head, body, foot };
        table.settle();
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

    fn rows(&mut self, list: &Value, columns: usize) -> Read<Vec<Row>> {
        json::list(list)?.iter().map(|row| self.row(row, columns)).collect()
    }

    fn row(&mut self, row: &Value, columns: usize) -> Read<Row> {
        let [attr, cells] = json::members(row)?;
        self.no_attr(attr, "the row of a table")?;
        let cells = json::list(cells)?.iter().map(|cell| self.cell(cell));
        let cells = cells.collect::<Read<Vec<Cell>>>()?;
        let taken: usize = cells.iter().map(|it| usize::from(it.columns)).sum();
        self.added_cells += columns.saturating_sub(taken);
        if self.added_cells > MOST_ADDED_CELLS {
            return Err(Malformed::new(row.span, "the tables have too many rows without cells"));
        }
        Ok(Row { cells, span: row.span })
    }

    fn cell(&mut self, cell: &Value) -> Read<Cell> {
        let [attr, alignment, height, width, blocks] = json::members(cell)?;
        let mut attr = self.read_attr(attr)?;
        let is_header = attr.has_class(HEADER);
        attr.classes.retain(|it| it != HEADER);
        if !attr.is_empty() {
            self.lost_alike(cell.span, "the attributes of the cell of a table are left out");
        }
        if alignment_of(alignment)? != Alignment::Start {
            self.lost_alike(cell.span, "the alignment of a single cell is left out");
        }
        let size = |value: &Value| Ok(u16::try_from(json::integer(value)?.max(1)).unwrap_or(u16::MAX));
        let (rows, columns) = (size(height)?, size(width)?);
        let content = match json::list(blocks)? {
            [only] if matches!(json::tag(only)?, "Plain" | "Para") => {
                CellContent::Text(self.deeper(blocks.span, |it| it.inlines(json::content(only)?))?)
            }
            _ => CellContent::of(self.blocks(blocks)?),
        };
        Ok(Cell { content, columns, rows, is_header, span: cell.span })
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

/// Makes headers of the cells that begin in the first columns.
fn name_rows(rows: &mut [Row], head_columns: usize, columns: usize) {
    if head_columns == 0 {
        return;
    }
    let mut places = Places::new(columns);
    for row in rows {
        let at = places.row(row);
        let cells = row.cells.iter_mut().zip(at);
        cells.filter(|it| it.1 < head_columns && !it.0.is_empty()).for_each(|it| it.0.is_header = true);
    }
}

/// Lets no cell reach beyond the rows of its group.
fn clip(rows: &mut [Row]) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        let left = u16::try_from(count - index).unwrap_or(u16::MAX);
        row.cells.iter_mut().for_each(|it| it.rows = it.rows.min(left));
    }
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
