//! Blocks: paragraphs, headings, lists and whatever else comes one below the other.

use crate::document::{Attr, Image, Inline};
use crate::source::Span;

/// A block with its attributes and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its id, classes and language.
    pub attr: Attr,
    /// Where it is in the source.
    pub span: Span,
}

impl Block {
    /// The level of a heading, 1 to 6; `None` for any other block.
    pub fn level(&self) -> Option<u8> {
        if let BlockKind::Heading { level, .. } = self.kind { Some(level) } else { None }
    }
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading. The document's title is not one: it is in [`crate::document::Meta`].
    Heading {
        /// 1 to 6, as written.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A bulleted, numbered or task list.
    List(List),
    /// Terms with what they mean.
    DefinitionList(Vec<Definition>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Code, kept to the character.
    CodeBlock {
        /// The first word of the info string; `None` where there is none.
        language: Option<String>,
        /// The code, each line ended by `\n`.
        text: String,
    },
    /// A table.
    Table(Table),
    /// An image alone in its paragraph, with its caption.
    Figure(Figure),
    /// A set-off remark: an alert of GitHub's kind, or a container of one of their classes.
    Admonition {
        /// Which of the five.
        kind: Admonition,
        /// Its heading; `None` for the locale's word for the kind.
        title: Option<Vec<Inline>>,
        /// Its content.
        blocks: Vec<Block>,
    },
    /// A fenced container (`:::`); the classes of its [`Attr`] say what it is.
    Container(Vec<Block>),
    /// A break between scenes or thoughts.
    ThematicBreak,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Bulleted or numbered.
    pub kind: ListKind,
    /// Whether its items are set close, without space for paragraphs (CommonMark 0.31.2, section 5.3).
    pub tight: bool,
    /// The items; at least one.
    pub items: Vec<ListItem>,
}

/// Bulleted or numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// With a bullet for each item.
    Bullet,
    /// With a number for each item.
    Ordered {
        /// The number of the first item.
        start: u64,
        /// How numbers are written.
        numbering: Numbering,
    },
}

/// How the numbers of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// A, B, C.
    UpperAlpha,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// Whether the task is done; `None` where it is not a task.
    pub task: Option<bool>,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Where it is in the source, its marker included.
    pub span: Span,
}

/// Terms and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The terms; at least one.
    pub terms: Vec<Term>,
    /// The meanings; at least one, each of any blocks.
    pub bodies: Vec<Vec<Block>>,
}

/// A term of a definition list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its text.
    pub content: Vec<Inline>,
    /// Where it is in the source.
    pub span: Span,
}

/// A table. The cells of its rows, with those that reach into a row from above, take each column of it once; each
/// row and each column has a cell that begins in it ([`Table::settle`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The text above it; `None` without caption.
    pub caption: Option<Vec<Inline>>,
    /// How each column is aligned.
    pub columns: Vec<Alignment>,
    /// The rows of its head.
    pub head: TableRowGroup,
    /// The rows of its body.
    pub body: TableRowGroup,
    /// The rows of its foot, such as sums.
    pub foot: TableRowGroup,
}

/// Rows that belong together: no cell reaches from one group into another.
pub type TableRowGroup = Vec<Row>;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells that begin in it.
    pub cells: Vec<Cell>,
    /// Where it is in the source.
    pub span: Span,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What is in it.
    pub content: CellContent,
    /// How many columns it takes; at least one.
    pub columns: u16,
    /// How many rows it takes; at least one.
    pub rows: u16,
    /// Whether it names its row, or, where all cells of a row are so, the columns below; never set in the head of a
    /// table, whose cells name their columns.
    pub is_header: bool,
    /// Where it is in the source.
    pub span: Span,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellContent {
    /// Text; empty for a cell that the source leaves out.
    Text(Vec<Inline>),
    /// Blocks: several, or one that is more than a paragraph.
    Blocks(Vec<Block>),
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Alignment {
    /// As text begins in the language.
    #[default]
    Start,
    /// To the left, whatever the language.
    Left,
    /// In the middle.
    Center,
    /// To the right, whatever the language.
    Right,
}

/// What a header names (HTML, `scope`; ISO 32000-1, table 349).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeaderScope {
    /// The columns that it takes.
    Column,
    /// The rows that it takes.
    Row,
}

/// An image alone in its paragraph, with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The image.
    pub image: Image,
    /// Its caption, from the image's title; empty without one.
    pub caption: Vec<Inline>,
}

/// The kinds of remark, as in GitHub's alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Admonition {
    /// What a reader should know, even in a hurry.
    Note,
    /// What helps to do better.
    Tip,
    /// What is needed to succeed.
    Important,
    /// What asks for care at once.
    Warning,
    /// What may go wrong.
    Caution,
}

impl Admonition {
    /// All five.
    pub const ALL: [Admonition; 5] =
        [Admonition::Note, Admonition::Tip, Admonition::Important, Admonition::Warning, Admonition::Caution];

    /// The class that names it, as in `::: warning`.
    pub const fn class(self) -> &'static str {
        match self {
            Admonition::Note => "note",
            Admonition::Tip => "tip",
            Admonition::Important => "important",
            Admonition::Warning => "warning",
            Admonition::Caution => "caution",
        }
    }
}
