//! Lists and tables of HTML.

use crate::document::{
    Alignment, Attr, Block, BlockKind, Cell, Definition, Inline, List, ListItem, ListKind, Numbering, Row,
    Table, Term,
};
use crate::parse::builder::html::{Weaver, lines_of};
use crate::parse::html::{Element, HtmlNode};
use crate::source::Span;

/// No row of HTML has more columns; what a number of columns asks for beyond is left out.
const MOST_COLUMNS: usize = 100;

/// A row of HTML, with the blocks of its cells.
struct HtmlRow {
    cells: Vec<HtmlCell>,
    /// Whether it is of the head.
    is_head: bool,
    span: Span,
}

struct HtmlCell {
    blocks: Vec<Block>,
    columns: usize,
    alignment: Alignment,
    is_header: bool,
    span: Span,
}

impl Weaver<'_, '_, '_> {
    /// A list. What is between its items becomes an item.
    pub(super) fn list(&mut self, it: Element, attr: Attr, span: Span) -> Vec<Block> {
        let ordered = it.name == "ol";
        let start = it.attributes.get("start").and_then(|it| it.parse().ok()).unwrap_or(1);
        let numbering = it.attributes.get("type").map_or(Numbering::Decimal, numbering);
        let mut items = Vec::new();
        for child in it.children {
            let (blocks, span) = match child {
                HtmlNode::Element(it) if it.name == "li" => {
                    let span = self.span(&it);
                    (self.blocks(it.children), span)
                }
                other @ (HtmlNode::Element(_) | HtmlNode::Text(..)) => (self.blocks(vec![other]), span),
            };
            if !blocks.is_empty() {
                items.push(ListItem { task: None, blocks, span });
            }
        }
        if items.is_empty() {
            return Vec::new();
        }
        let is_plain = |it: &ListItem| {
            let mut blocks = it.blocks.iter();
            matches!(blocks.next().map(|it| &it.kind), Some(BlockKind::Paragraph(_)))
                && blocks.all(|it| matches!(it.kind, BlockKind::List(_)))
        };
        let tight = items.iter().all(is_plain);
        let kind = if ordered { ListKind::Ordered { start, numbering } } else { ListKind::Bullet };
        vec![Block { kind: BlockKind::List(List { kind, tight, items }), attr, span }]
    }

    /// A list of definitions; its blocks where it is not made of terms with what they mean.
    pub(super) fn definitions(&mut self, it: Element, attr: Attr, span: Span) -> Vec<Block> {
        let mut list: Vec<Definition> = Vec::new();
        let mut stray = Vec::new();
        let mut nodes: std::collections::VecDeque<HtmlNode> = it.children.into();
        while let Some(node) = nodes.pop_front() {
            match node {
                HtmlNode::Element(it) if it.name == "dt" => {
                    let span = self.span(&it);
                    let term = Term { content: self.inlines(it.children), span };
                    match list.last_mut().filter(|it| it.bodies.is_empty()) {
                        Some(definition) => definition.terms.push(term),
                        None => list.push(Definition { terms: vec![term], bodies: Vec::new() }),
                    }
                }
                HtmlNode::Element(it) if it.name == "dd" => {
                    let body = self.blocks(it.children);
                    match list.last_mut() {
                        Some(definition) => definition.bodies.push(body),
                        None => stray.extend(body),
                    }
                }
                HtmlNode::Element(it) if it.name == "div" => {
                    it.children.into_iter().rev().for_each(|it| nodes.push_front(it));
                }
                other @ (HtmlNode::Element(_) | HtmlNode::Text(..)) => {
                    stray.extend(self.blocks(vec![other]));
                }
            }
        }
        for definition in &mut list {
            if definition.bodies.is_empty() {
                definition.bodies.push(Vec::new());
            }
        }
        if !list.is_empty() {
            stray.push(Block { kind: BlockKind::DefinitionList(list), attr, span });
        }
        stray
    }

    /// A table. One with a single cell, and one whose cells hold more than text, becomes the blocks of its cells, row
    /// by row: it was made for looks.
    pub(super) fn table(&mut self, it: Element, attr: Attr, span: Span) -> Vec<Block> {
        let mut caption = Vec::new();
        let mut rows = Vec::new();
        let mut stray = Vec::new();
        for child in it.children {
            match child {
                HtmlNode::Element(it) if it.name == "caption" => caption = self.inlines(it.children),
                HtmlNode::Element(it) if matches!(it.name.as_str(), "thead" | "tbody" | "tfoot") => {
                    let is_head = it.name == "thead";
                    for child in it.children {
                        match child {
                            HtmlNode::Element(it) if it.name == "tr" => rows.push(self.row(it, is_head)),
                            other @ (HtmlNode::Element(_) | HtmlNode::Text(..)) => {
                                stray.extend(self.blocks(vec![other]));
                            }
                        }
                    }
                }
                other @ (HtmlNode::Element(_) | HtmlNode::Text(..)) => {
                    stray.extend(self.blocks(vec![other]));
                }
            }
        }
        rows.retain(|it: &HtmlRow| !it.cells.is_empty());
        let cells = || rows.iter().flat_map(|it| &it.cells);
        if cells().count() < 2 || !cells().all(|it| it.blocks.iter().all(is_text)) {
            if !caption.is_empty() {
                stray.push(Block { kind: BlockKind::Paragraph(caption), attr: Attr::default(), span });
            }
            stray.extend(rows.into_iter().flat_map(|it| it.cells).flat_map(|it| it.blocks));
            return stray;
        }
        let caption = (!caption.is_empty()).then_some(caption);
        stray.push(Block { kind: BlockKind::Table(table(rows, caption)), attr, span });
        stray
    }

    fn row(&mut self, it: Element, is_head: bool) -> HtmlRow {
        let span = self.span(&it);
        let row_align = it.attributes.get("align").map(str::to_owned);
        let mut cells = Vec::new();
        for child in it.children {
            let HtmlNode::Element(it) = child else { continue };
            let columns = it.attributes.get("colspan").and_then(|it| it.parse().ok()).unwrap_or(1);
            let align = it.attributes.get("align").map(str::to_owned).or_else(|| row_align.clone());
            cells.push(HtmlCell {
                columns: usize::clamp(columns, 1, MOST_COLUMNS),
                alignment: align.as_deref().map_or(Alignment::Start, alignment),
                is_header: it.name == "th",
                span: self.span(&it),
                blocks: self.blocks(it.children),
            });
        }
        HtmlRow { cells, is_head, span }
    }
}

/// Whether a block is text that a cell can hold.
fn is_text(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(_) | BlockKind::Figure(_) | BlockKind::ThematicBreak => true,
        BlockKind::Container(inner) => inner.iter().all(is_text),
        BlockKind::Heading { .. }
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::Table(_)
        | BlockKind::Admonition { .. } => false,
    }
}

/// The table of some rows: those of its head first, or the first where all of its cells are headers; else the head has
/// empty cells, as in Markdown.
fn table(mut rows: Vec<HtmlRow>, caption: Option<Vec<Inline>>) -> Table {
    let width = rows.iter().map(|it| it.cells.iter().map(|it| it.columns).sum()).max().unwrap_or(1);
    let width = usize::min(width, MOST_COLUMNS);
    let mut count = rows.iter().take_while(|it| it.is_head).count();
    if count == 0 && rows[0].cells.iter().all(|it| it.is_header) {
        count = 1;
    }
    let columns = columns(&rows, count, width);
    let body: Vec<Row> = rows.split_off(count).into_iter().map(|it| row(it, width)).collect();
    let mut head: Vec<Row> = rows.into_iter().map(|it| row(it, width)).collect();
    if head.is_empty()
        && let Some(first) = body.first()
    {
        let span = first.span.start_point();
        head.push(Row { cells: vec![Cell { content: Vec::new(), span }; width], span });
    }
    Table { caption, columns, head, body }
}

/// The alignment of each column: that of the first row of the body, else of the head.
fn columns(rows: &[HtmlRow], heads: usize, width: usize) -> Vec<Alignment> {
    let mut columns = Vec::new();
    if let Some(row) = rows.get(heads).or(rows.first()) {
        for cell in &row.cells {
            columns.extend(std::iter::repeat_n(cell.alignment, cell.columns));
        }
    }
    columns.resize(width, Alignment::Start);
    columns
}

fn row(row: HtmlRow, width: usize) -> Row {
    let mut cells = Vec::new();
    for cell in row.cells {
        let span = cell.span;
        cells.push(Cell { content: lines_of(cell.blocks), span });
        cells.extend((1..cell.columns).map(|_| Cell { content: Vec::new(), span }));
    }
    cells.resize_with(width, || Cell { content: Vec::new(), span: row.span });
    Row { cells, span: row.span }
}

fn alignment(value: &str) -> Alignment {
    match value.to_ascii_lowercase().as_str() {
        "left" => Alignment::Left,
        "center" | "middle" => Alignment::Center,
        "right" => Alignment::Right,
        _ => Alignment::Start,
    }
}

fn numbering(value: &str) -> Numbering {
    match value {
        "a" => Numbering::LowerAlpha,
        "A" => Numbering::UpperAlpha,
        "i" => Numbering::LowerRoman,
        "I" => Numbering::UpperRoman,
        _ => Numbering::Decimal,
    }
}
