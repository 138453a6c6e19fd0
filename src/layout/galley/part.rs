//! The galley: the publication as a column of parts, each still to be set.
//!
//! Blocks become parts in reading order ([`blocks`](crate::layout::blocks)), with their place
//! in the column and in the structure. A part depends on no other, so they can
//! be set at the same time ([`super::set`]).

use std::ops::Range;

use crate::document::{Id, NoteId};
use crate::geometry::{Length, Size};
use crate::layout::frame::Mark;
use crate::layout::page::vlist::{AnchorName, Cost, Gap, HeadingMark, Panel, PanelId};
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::Paragraph;
use crate::layout::structure::{ContentId, ElementId};
use crate::layout::style::{Design, ParagraphStyle};
use crate::locale::Words;
use crate::source::Span;
use crate::theme::{Align, Color};

/// All that goes into the pages, in reading order.
#[derive(Debug, Default)]
pub(crate) struct Galley {
    /// The text.
    pub parts: Vec<Part>,
    /// The notes by their numbers.
    pub notes: Vec<Vec<Part>>,
    /// Whether notes are among the text, and not at the foot of the page.
    pub has_end_notes: bool,
    /// The backgrounds of parts.
    pub panels: Vec<Panel>,
    /// What is on the cover belongs to it; `None` where there is none.
    pub cover: Option<Mark>,
    /// The parts of the text that may move to the next page, in order.
    pub floats: Vec<FloatParts>,
}

/// Parts that may move to the next page together: a figure or a table with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FloatParts {
    /// Which of the parts.
    pub parts: Range<usize>,
    /// The first part after them that they do not pass.
    pub until: usize,
    /// The gap between the paragraphs before and after them, where they are elsewhere.
    pub without: Gap,
}

/// A stretch of the column that is set independently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The gap above it.
    pub above: Gap,
    /// What it is.
    pub kind: PartKind,
    /// Its left edge, from that of the column.
    pub x: Length,
    /// Its measure.
    pub width: Length,
    /// Its background.
    pub panel: Option<PanelId>,
    /// What leads to its first box, each with its element.
    pub anchors: Vec<(AnchorName, Option<ElementId>)>,
    /// The bullet or number next to its first line.
    pub label: Option<Label>,
    /// The heading that it is.
    pub heading: Option<HeadingMark>,
    /// For a part that must restore the grid: the space below it that is still to come.
    pub below: Option<Length>,
    /// Whether it is centred in the lines of the grid that it takes with the space around it.
    pub balanced: bool,
    /// What a page break between its lines costs; one that leaves a line alone costs a widow.
    pub inner_cost: Cost,
}

/// The kinds of part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// A paragraph.
    Text(Paragraph),
    /// A line of the contents.
    ContentsLine(Box<ContentsLine>),
    /// Code.
    Code(Box<CodePart>),
    /// A table.
    Table(Box<TablePart>),
    /// An image.
    Image(ImagePart),
    /// A rule.
    Rule {
        /// Its length and thickness.
        size: Size,
        /// Its colour.
        color: Color,
    },
    /// Nothing that is seen, of no height: a place for anchors and page starts.
    Empty,
}

/// An image that is a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImagePart {
    /// The key into the resources.
    pub path: String,
    /// Its size on the page.
    pub size: Size,
    /// How high it may be at least, where the rest of a page asks for that; its height where its size is asked for.
    pub least: Length,
    /// Where it is in the measure.
    pub align: Align,
    /// What it belongs to.
    pub mark: Mark,
    /// Its place in the source.
    pub span: Span,
}

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContentsLine {
    /// Its text.
    pub text: Paragraph,
    /// The look of its number.
    pub style: ParagraphStyle,
    /// Where it leads.
    pub to: Id,
    /// The number's piece of content.
    pub number: ContentId,
    /// The Link element of the whole line.
    pub link: ElementId,
    /// The description of the link.
    pub description: String,
    /// What is kept free for the number.
    pub room: Length,
    /// The distance of the dots of its leader; nothing for none.
    pub leader: Length,
}

/// A bullet or number next to the first line of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// Its text.
    pub text: Paragraph,
    /// Its distance from the text.
    pub gap: Length,
    /// The note whose number it is and which it leads back from, with its Link element.
    pub back: Option<(NoteId, ElementId, String)>,
}

/// A table whose cells are still to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TablePart {
    /// How each column is aligned.
    pub aligns: Vec<Align>,
    /// The rows of its head.
    pub head: Vec<RowPart>,
    /// The rows of its body.
    pub body: Vec<RowPart>,
    /// The rows of its foot.
    pub foot: Vec<RowPart>,
    /// The size of type in a cell.
    pub size: Length,
    /// From base line to base line in a cell.
    pub leading: Length,
    /// How far it may go into the margin on each side where it is too wide.
    pub reach: Length,
    /// Its place in the source.
    pub span: Span,
}

/// A row whose cells are still to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowPart {
    /// The cells that begin in it.
    pub cells: Vec<CellPart>,
}

/// A cell that is still to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellPart {
    /// What is in it.
    pub body: CellBody,
    /// The column in which it begins.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
}

/// What is in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "nearly all cells are text, which is as large without a box")]
pub(crate) enum CellBody {
    /// Text.
    Text(Paragraph),
    /// Blocks.
    Blocks(CellBlocks),
}

/// The blocks of a cell, as in the measure of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellBlocks {
    /// Their parts.
    pub parts: Vec<Part>,
    /// The backgrounds of the parts, which count in these.
    pub panels: Vec<Panel>,
}

impl TablePart {
    /// The rows, from the head to the foot.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &RowPart> {
        self.head.iter().chain(&self.body).chain(&self.foot)
    }
}

impl RowPart {
    /// The text of the cell that is in a column alone.
    pub(crate) fn text_at(&self, column: usize) -> Option<&Paragraph> {
        let is_at = |it: &&CellPart| it.column == column && it.columns == 1;
        // Without cells over several columns it is just there.
        let cell = self.cells.get(column).filter(is_at).or_else(|| self.cells.iter().find(is_at))?;
        match &cell.body {
            CellBody::Text(text) => Some(text),
            CellBody::Blocks(_) => None,
        }
    }
}

/// Code that is still to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CodePart {
    /// The code, without its last line end.
    pub text: String,
    /// Its language as the author names it.
    pub language: Option<String>,
    /// Its look.
    pub style: ParagraphStyle,
    /// What it belongs to.
    pub mark: Mark,
    /// Its place in the source.
    pub span: Span,
}

/// What setting needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) cx: &'a Typesetter<'a>,
    pub(crate) design: &'a Design<'a>,
    pub(crate) words: &'static Words,
}
