//! Lists and tables of HTML.

use crate::document::{
    Alignment, Attr, Block, BlockKind, Cell, CellContent, Definition, Id, Inline, InlineKind, List, ListItem,
    ListKind, Numbering, Row, Table, Term,
};
use crate::parse::builder::html::{Weaver, lines_of};
use crate::parse::html::{Element, HtmlNode};
use crate::source::Span;

/// No row of HTML has more columns; what a number of columns asks for beyond is left out.
const MOST_COLUMNS: usize = 100;

/// The rows of a table of HTML by their groups.
#[derive(Default)]
struct HtmlRows {
    /// Whether there is an element for the head, if without rows.
    has_head: bool,
    head: Vec<HtmlRow>,
    /// The groups of the body: no cell reaches from one into the next.
    bodies: Vec<Vec<HtmlRow>>,
    foot: Vec<HtmlRow>,
}

/// A row of HTML.
struct HtmlRow {
    row: Row,
    /// How each of its cells is aligned.
    alignments: Vec<Alignment>,
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
                    let blocks = self.blocks(it.children);
                    (self.with_attributes_of(&it.attributes, span, blocks), span)
                }
                other @ (HtmlNode::Element(_) | HtmlNode::Text(..) | HtmlNode::Markdown(_)) => {
                    (self.blocks(vec![other]), span)
                }
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
                    let term = Term { content: self.text_of(it), span };
                    match list.last_mut().filter(|it| it.bodies.is_empty()) {
                        Some(definition) => definition.terms.push(term),
                        None => list.push(Definition { terms: vec![term], bodies: Vec::new() }),
                    }
                }
                HtmlNode::Element(it) if it.name == "dd" => {
                    let span = self.span(&it);
                    let body = self.blocks(it.children);
                    let body = self.with_attributes_of(&it.attributes, span, body);
                    match list.last_mut() {
                        Some(definition) => definition.bodies.push(body),
                        None => stray.extend(body),
                    }
                }
                HtmlNode::Element(it) if it.name == "div" => {
                    it.children.into_iter().rev().for_each(|it| nodes.push_front(it));
                }
                other @ (HtmlNode::Element(_) | HtmlNode::Text(..) | HtmlNode::Markdown(_)) => {
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

    /// A table. One that was made for looks becomes the blocks of its cells, row by row.
    pub(super) fn table(&mut self, it: Element, attr: Attr, span: Span) -> Vec<Block> {
        let role = it.attributes.get("role").map(str::to_ascii_lowercase);
        let is_for_looks = matches!(role.as_deref(), Some("presentation" | "none"));
        let mut attr = attr;
        let mut caption = Vec::new();
        let mut rows = HtmlRows::default();
        let mut stray = Vec::new();
        for child in it.children {
            match child {
                HtmlNode::Element(it) if it.name == "caption" => {
                    attr.id = attr.id.or_else(|| it.attributes.get("id").and_then(|it| Id::new(it.trim())));
                    caption = self.inlines(it.children);
                }
                HtmlNode::Element(it) if matches!(it.name.as_str(), "thead" | "tbody" | "tfoot") => {
                    let name = it.name.clone();
                    let group = self.group(it, &mut stray);
                    match name.as_str() {
                        "thead" => {
                            rows.has_head = true;
                            rows.head.extend(group);
                        }
                        "tfoot" => rows.foot.extend(group),
                        _ => rows.bodies.push(group),
                    }
                }
                // Columns have nothing but looks.
                HtmlNode::Element(it) if matches!(it.name.as_str(), "colgroup" | "col") => {}
                other @ (HtmlNode::Element(_) | HtmlNode::Text(..) | HtmlNode::Markdown(_)) => {
                    stray.extend(self.blocks(vec![other]));
                }
            }
        }
        let caption = (!caption.is_empty()).then_some(caption);
        if is_for_looks || rows.are_for_looks(caption.is_some()) {
            let caption = caption.map(BlockKind::Paragraph);
            stray.extend(caption.map(|kind| Block { kind, attr: Attr::default(), span }));
            stray.extend(rows.into_cells().flat_map(|it| it.content.into_blocks(it.span)));
            return stray;
        }
        stray.push(Block { kind: BlockKind::Table(rows.table(caption)), attr, span });
        stray
    }

    /// The rows of a group.
    fn group(&mut self, it: Element, stray: &mut Vec<Block>) -> Vec<HtmlRow> {
        let mut rows = Vec::new();
        for child in it.children {
            match child {
                HtmlNode::Element(it) if it.name == "tr" => rows.push(self.row(it)),
                other @ (HtmlNode::Element(_) | HtmlNode::Text(..) | HtmlNode::Markdown(_)) => {
                    stray.extend(self.blocks(vec![other]));
                }
            }
        }
        let count = rows.len();
        for (index, row) in rows.iter_mut().enumerate() {
            let left = u16::try_from(count - index).unwrap_or(u16::MAX);
            row.row.cells.iter_mut().for_each(|it| it.rows = it.rows.min(left));
        }
        rows
    }

    fn row(&mut self, it: Element) -> HtmlRow {
        let span = self.span(&it);
        let row_align = it.attributes.get("align").map(str::to_owned);
        let mut row = HtmlRow { row: Row { cells: Vec::new(), span }, alignments: Vec::new() };
        for child in it.children {
            let HtmlNode::Element(it) = child else { continue };
            let number = |name: &str| it.attributes.get(name).and_then(|it| it.trim().parse::<u32>().ok());
            let columns = number("colspan").unwrap_or(1).clamp(1, 1000);
            // None at all means all that are left (HTML, 4.9.11).
            let rows = match number("rowspan") {
                Some(0) => u32::from(u16::MAX),
                other => other.unwrap_or(1).min(u32::from(u16::MAX)),
            };
            let align = it.attributes.get("align").map(str::to_owned).or_else(|| row_align.clone());
            row.alignments.push(align.as_deref().map_or(Alignment::Start, alignment));
            let names_row = it.attributes.get("scope").is_some_and(|it| matches!(it, "row" | "rowgroup"));
            let (is_header, span) = (it.name == "th" || names_row, self.span(&it));
            let blocks = self.blocks(it.children);
            let content = content(self.with_attributes_of(&it.attributes, span, blocks));
            let [columns, rows] = [columns, rows].map(|it| u16::try_from(it).unwrap_or(u16::MAX));
            row.row.cells.push(Cell { content, columns, rows, is_header, span });
        }
        row
    }
}

impl HtmlRows {
    fn rows(&self) -> impl Iterator<Item = &HtmlRow> {
        self.head.iter().chain(self.bodies.iter().flatten()).chain(&self.foot)
    }

    fn into_cells(self) -> impl Iterator<Item = Cell> {
        let rows = self.head.into_iter().chain(self.bodies.into_iter().flatten()).chain(self.foot);
        rows.flat_map(|it| it.row.cells)
    }

    /// Whether the table only puts things in their places: it has a single cell, or names no column, no row and not
    /// itself, and parts of a page are in its cells.
    fn are_for_looks(&self, has_caption: bool) -> bool {
        let cells = || self.rows().flat_map(|it| &it.row.cells);
        let names = has_caption || !self.head.is_empty() || cells().any(|it| it.is_header);
        let is_part = |it: &Cell| match &it.content {
            CellContent::Text(_) => false,
            CellContent::Blocks(blocks) => blocks.iter().any(is_part_of_page),
        };
        cells().count() < 2 || !names && cells().any(is_part)
    }

    /// The table: the rows of its head first, or the first where all of its cells are headers.
    fn table(mut self, caption: Option<Vec<Inline>>) -> Table {
        let aligned = self.bodies.iter().flatten().next().or(self.head.first()).or(self.foot.first());
        let mut columns = Vec::new();
        for (cell, alignment) in aligned.into_iter().flat_map(|it| it.row.cells.iter().zip(&it.alignments)) {
            columns.extend(std::iter::repeat_n(*alignment, usize::from(cell.columns).min(MOST_COLUMNS)));
        }
        let mut bodies = self.bodies.into_iter();
        let mut body: Vec<HtmlRow> = bodies.next().unwrap_or_default();
        let has_head = self.has_head;
        if !has_head {
            let is_head =
                |it: &HtmlRow| !it.row.cells.is_empty() && it.row.cells.iter().all(|it| it.is_header);
            let count = body.iter().take_while(|it| is_head(it)).count();
            let reach = |(index, it): (usize, &HtmlRow)| {
                it.row.cells.iter().map(|it| index + usize::from(it.rows)).max().unwrap_or(0)
            };
            let deepest = body.iter().take(count).enumerate().map(reach).max().unwrap_or(0);
            if count > 0 && count < body.len() && deepest <= count {
                let rest = body.split_off(count);
                self.head = std::mem::replace(&mut body, rest);
            } else if count == body.len() && count > 0 {
                let rest = body.split_off(1);
                self.head = std::mem::replace(&mut body, rest);
            }
        }
        body.extend(bodies.flatten());
        let rows = |rows: Vec<HtmlRow>| rows.into_iter().map(|it| it.row).collect::<Vec<Row>>();
        let (head, body, foot) = (rows(self.head), rows(body), rows(self.foot));
        let mut table = Table { caption, columns, head, body, foot };
        table.settle();
        table
    }
}

/// What is in a cell: a figure without caption is an image in a line, and a division that only surrounds is none.
fn content(mut blocks: Vec<Block>) -> CellContent {
    while let [Block { kind: BlockKind::Container(inner), attr, .. }] = blocks.as_mut_slice()
        && attr.is_empty()
    {
        blocks = std::mem::take(inner);
    }
    let are_images = |it: &[Inline]| it.iter().all(is_image);
    let is_line = |it: &Block| {
        matches!(&it.kind, BlockKind::ThematicBreak)
            || matches!(&it.kind, BlockKind::Figure(figure) if figure.caption.is_empty())
            || matches!(&it.kind, BlockKind::Paragraph(content) if are_images(content))
    };
    match blocks.iter().all(is_line) {
        true => CellContent::Text(lines_of(blocks)),
        false => CellContent::of(blocks),
    }
}

/// Whether an inline is an image, or what is around images.
fn is_image(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Image(_) | InlineKind::SoftBreak | InlineKind::LineBreak)
        || matches!(&inline.kind, InlineKind::Link { content, .. } if content.iter().all(is_image))
        || matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty())
}

/// Whether a block is a part of a page rather than of a table.
fn is_part_of_page(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { .. } | BlockKind::Table(_) | BlockKind::Admonition { .. } => true,
        BlockKind::Container(inner) | BlockKind::Quote(inner) => inner.iter().any(is_part_of_page),
        BlockKind::Paragraph(_)
        | BlockKind::Figure(_)
        | BlockKind::ThematicBreak
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::CodeBlock { .. } => false,
    }
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
