//! Pages as placed things: the only currency between layout and what draws it.
//!
//! A frame says where each thing is; [`crate::layout::structure`] says what it
//! is. The two meet in [`Mark`]: every placed thing belongs to a piece of
//! logical content or is an artifact (ISO 32000-1, 14.8.2.2).

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::{Id, Lang, Target};
use crate::font::FaceId;
use crate::geometry::{Em, Insets, Length, Point, Size};
use crate::layout::structure::{ContentId, ElementId, Structure};
use crate::locale::numeral;
use crate::source::Span;
use crate::theme::Color;

/// A publication set in pages.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// What the content of the pages is.
    pub structure: Structure,
    /// Where the ids of the document are.
    pub anchors: BTreeMap<Id, Destination>,
    /// The outline for the reader's side bar, in order; each with its depth from 1.
    pub bookmarks: Vec<Bookmark>,
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// The index of the page.
    pub page: usize,
    /// The place; a reader scrolls it to the top left.
    pub at: Point,
    /// The element there; `None` where there is none.
    pub element: Option<ElementId>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// From 1, without gaps.
    pub depth: u8,
    /// The text.
    pub title: String,
    /// Where it leads.
    pub to: Destination,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its trimmed size.
    pub size: Size,
    /// How far paper reaches beyond the trimmed size, for bleed and crop marks; mostly nothing.
    pub slug: Insets,
    /// How far colour may run over the edge of the trimmed page.
    pub bleed: Length,
    /// The number as readers call it.
    pub label: PageLabel,
    /// What is on it, in painting order. Places count from the top left of the trimmed page.
    pub items: Vec<Placed>,
    /// Areas that lead somewhere.
    pub links: Vec<LinkArea>,
}

/// How a page is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageLabel {
    /// In which numerals.
    pub style: LabelStyle,
    /// The number.
    pub number: u32,
}

impl PageLabel {
    /// The number as readers see it.
    pub fn text(self) -> String {
        match self.style {
            LabelStyle::Arabic => self.number.to_string(),
            LabelStyle::Roman => numeral::roman(u64::from(self.number)),
            LabelStyle::Cover => String::new(),
        }
    }
}

/// The numerals of folios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LabelStyle {
    /// 1, 2, 3.
    #[default]
    Arabic,
    /// i, ii, iii.
    Roman,
    /// None: the cover, which has no number.
    Cover,
}

/// A thing in its place.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Where: the start of the base line of a text run, the top left corner of all else.
    pub at: Point,
    /// What.
    pub item: Item,
    /// What it belongs to.
    pub mark: Mark,
}

/// What a placed thing belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A piece of the document's content.
    Content(ContentId),
    /// Nothing that is read.
    Artifact(Artifact),
}

/// Why a thing is not read (ISO 32000-1, 14.8.2.2.2, table 330).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artifact {
    /// A running head.
    Header,
    /// A folio or running foot.
    Footer,
    /// A rule, a leader, a frame: there for the eye.
    Layout,
    /// A coloured background.
    Background,
    /// A crop mark or other sign for the printer.
    Page,
}

/// The kinds of thing that are placed.
#[derive(Debug, Clone)]
pub enum Item {
    /// A run of text.
    Text(TextRun),
    /// A filled rectangle.
    Rectangle(Rectangle),
    /// A path, filled and/or stroked.
    Path(Path),
    /// An image of the resources.
    Image(ImageBox),
}

/// Text in one face, size and colour on one base line.
///
/// Glyphs are in visual order, from left to right; `text` is in logical
/// order. Word spaces are glyphs whose advance the justification has set.
/// A hyphen of line breaking has the text U+00AD.
#[derive(Debug, Clone)]
pub struct TextRun {
    /// The face.
    pub face: FaceId,
    /// The size of type.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// Its text, in logical order, as it should be copied and searched.
    pub text: String,
    /// How it is drawn.
    pub glyphs: Vec<Glyph>,
    /// How much wider its glyphs are drawn than the face has them, in thousandths; their advances have it in them.
    pub expansion: i16,
    /// Its language, where it is not that of its element.
    pub lang: Option<Lang>,
    /// Where its text begins in that of its paragraph, in bytes: runs of a line are read in this order.
    pub start: u32,
    /// Its place in the source.
    pub span: Span,
}

impl TextRun {
    /// How far the pen moves.
    pub fn width(&self) -> Length {
        self.glyphs.iter().map(|it| it.advance).sum::<Em>().at(self.size)
    }
}

/// A glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its id in the face.
    pub id: u16,
    /// How far the pen moves to the right.
    pub advance: Em,
    /// How far from the pen it is drawn to the right.
    pub x_offset: Em,
    /// How far from the pen it is drawn upwards.
    pub y_offset: Em,
    /// The first byte of its cluster in the run's text.
    pub start: u32,
    /// One past the last byte of its cluster. All glyphs of a cluster have the same range.
    pub end: u32,
}

impl Glyph {
    /// The bytes of its cluster in the run's text.
    pub fn cluster(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A filled rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rectangle {
    /// Its width and height.
    pub size: Size,
    /// Its colour.
    pub color: Color,
}

/// A path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Its segments, relative to the place of the item.
    pub segments: Vec<Segment>,
    /// The colour inside; `None` for not filled (nonzero winding rule).
    pub fill: Option<Color>,
    /// The colour and width of the line; `None` for not stroked.
    pub stroke: Option<(Color, Length)>,
    /// The box that holds it.
    pub size: Size,
}

/// A piece of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// Go there without drawing.
    Move(Point),
    /// A line there.
    Line(Point),
    /// A cubic Bézier curve with two control points.
    Cubic(Point, Point, Point),
    /// Back to the start of the sub-path.
    Close,
}

/// An image at its size on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageBox {
    /// The key into the resources.
    pub path: String,
    /// Its size on the page.
    pub size: Size,
    /// Its place in the source.
    pub span: Span,
}

/// An area of the page that leads somewhere.
#[derive(Debug, Clone)]
pub struct LinkArea {
    /// Its top left corner.
    pub at: Point,
    /// Its size.
    pub size: Size,
    /// Where it leads.
    pub to: LinkTarget,
    /// The Link element that it belongs to. A link over several lines has several areas.
    pub element: ElementId,
    /// Its description for readers, as in `Note 3` or an address.
    pub description: String,
}

/// Where a link area leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// Where the document links to.
    Document(Target),
    /// To another place of the layout: a note, or back to its mark.
    Place(Destination),
}
