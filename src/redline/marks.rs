//! A block that is inserted or deleted as a whole.

use crate::document::attr::SIGN;
use crate::document::{
    Attr, Block, BlockKind, Cell, CellContent, Definition, Figure, Inline, InlineKind, List, ListItem, Row,
    Table, Term,
};
use crate::locale::RedlineWords;
use crate::redline::inlines::marked;
use crate::redline::tokens::Side;

/// Marks what is of one side alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marker {
    pub(super) words: &'static RedlineWords,
    pub(super) side: Side,
}

impl Marker {
    /// Blocks of one side alone.
    pub(super) fn blocks(self, blocks: &[Block]) -> Vec<Block> {
        blocks.iter().map(|it| self.block(it)).collect()
    }

    /// A block of one side alone: its words are marked; one without any is in a container that is.
    pub(super) fn block(self, block: &Block) -> Block {
        let kind = match &block.kind {
            BlockKind::Paragraph(content) => BlockKind::Paragraph(self.inlines(content)),
            BlockKind::Heading { level, content } => {
                BlockKind::Heading { level: *level, content: self.inlines(content) }
            }
            BlockKind::List(list) => {
                let items = list.items.iter().map(|it| self.item(it)).collect();
                BlockKind::List(List { items, ..list.clone() })
            }
            BlockKind::DefinitionList(definitions) => {
                BlockKind::DefinitionList(definitions.iter().map(|it| self.definition(it)).collect())
            }
            BlockKind::Quote(inner) => BlockKind::Quote(self.blocks(inner)),
            BlockKind::Container(inner) => BlockKind::Container(self.blocks(inner)),
            BlockKind::Admonition { kind, title, blocks } => BlockKind::Admonition {
                kind: *kind,
                title: title.as_ref().map(|it| self.inlines(it)),
                blocks: self.blocks(blocks),
            },
            BlockKind::Table(table) => BlockKind::Table(Table {
                caption: table.caption.as_ref().map(|it| self.inlines(it)),
                columns: table.columns.clone(),
                head: table.head.iter().map(|it| self.row(it)).collect(),
                body: table.body.iter().map(|it| self.row(it)).collect(),
                foot: table.foot.iter().map(|it| self.row(it)).collect(),
            }),
            BlockKind::Figure(figure) => {
                let caption = self.inlines(&figure.caption);
                let kind = BlockKind::Figure(Figure { image: figure.image.clone(), caption });
                return self.contained(Block { kind, attr: block.attr.clone(), span: block.span });
            }
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => return self.contained(block.clone()),
        };
        Block { kind, attr: block.attr.clone(), span: block.span }
    }

    pub(super) fn inlines(self, inlines: &[Inline]) -> Vec<Inline> {
        marked(self.side, inlines)
    }

    pub(super) fn item(self, item: &ListItem) -> ListItem {
        ListItem { blocks: self.blocks(&item.blocks), ..item.clone() }
    }

    pub(super) fn row(self, row: &Row) -> Row {
        let content = |it: &CellContent| match it {
            CellContent::Text(content) => CellContent::Text(self.inlines(content)),
            CellContent::Blocks(blocks) => CellContent::Blocks(self.blocks(blocks)),
        };
        let cell = |it: &Cell| Cell { content: content(&it.content), ..it.clone() };
        Row { cells: row.cells.iter().map(cell).collect(), span: row.span }
    }

    pub(super) fn definition(self, definition: &Definition) -> Definition {
        let term = |it: &Term| Term { content: self.inlines(&it.content), span: it.span };
        Definition {
            terms: definition.terms.iter().map(term).collect(),
            bodies: definition.bodies.iter().map(|it| self.blocks(it)).collect(),
        }
    }

    /// A container that says what became of what is in it: code and images have no place for signs.
    fn contained(self, block: Block) -> Block {
        let span = block.span.start_point();
        let attr = |class: &str| Attr { classes: vec![class.to_owned()], ..Attr::default() };
        let words = match self.side {
            Side::Old => self.words.deleted,
            Side::New => self.words.inserted,
        };
        let [before, after] = self.side.signs();
        let words = Inline { kind: InlineKind::Text(format!("{before}{words}{after}")), span };
        let label = Block { kind: BlockKind::Paragraph(vec![words]), attr: attr(SIGN), span };
        let kind = BlockKind::Container(vec![label, block]);
        Block { kind, attr: attr(self.side.class()), span }
    }
}
