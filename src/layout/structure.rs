//! The content of the pages, apart from its places: the logical structure
//! (ISO 32000-1, 14.7 and 14.8).
//!
//! A tree of elements, node for node that of the document. Its leaves are
//! pieces of content, [`ContentId`]; each placed thing names the piece that it
//! belongs to, so one piece may run over lines and pages, and the reading
//! order is that of this tree, not that of painting.

use crate::document::{HeaderScope, Id, Lang};
use crate::source::Span;

/// An element of a [`Structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(u32);

/// A piece of content in a [`Structure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId(u32);

/// The tree of elements; the first is the document.
#[derive(Debug, Clone)]
pub struct Structure {
    elements: Vec<Element>,
    contents: Vec<ElementId>,
}

/// An element.
#[derive(Debug, Clone)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// Its language, where it is not that of its parent.
    pub lang: Option<Lang>,
    /// The alternative text of a figure; `None` for all that is text itself.
    pub alt: Option<String>,
    /// The long form of an abbreviation.
    pub expansion: Option<String>,
    /// The id in the document.
    pub id: Option<Id>,
    /// Its element above; `None` for the document.
    pub parent: Option<ElementId>,
    /// What is in it, in reading order.
    pub kids: Vec<Kid>,
    /// Its place in the source.
    pub span: Span,
    /// What a cell takes and belongs to; `None` for what takes one place and needs no headers.
    pub cell: Option<Box<CellTags>>,
}

/// What the tags of a cell say of its place in the table (ISO 32000-1, table 349).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellTags {
    /// How many columns it takes.
    pub columns: u16,
    /// How many rows it takes.
    pub rows: u16,
    /// The cells that name it, where their scopes do not tell.
    pub headers: Vec<ElementId>,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// An element.
    Element(ElementId),
    /// A piece of content.
    Content(ContentId),
}

/// The roles of elements, by their standard structure types (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The whole.
    Document,
    /// A division without a meaning of its own: a container.
    Div,
    /// A heading, 1 to 6. The title counts as the first, so the headings below it start at 2.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list, and how its items are labelled.
    List(ListNumbering),
    /// An item of a list.
    ListItem,
    /// The bullet or number of an item; the mark of a note.
    Label,
    /// The body of an item or note.
    ListBody,
    /// A quotation of blocks.
    BlockQuote,
    /// Code.
    Code,
    /// A table.
    Table,
    /// The head of a table.
    TableHead,
    /// The body of a table.
    TableBody,
    /// The foot of a table.
    TableFoot,
    /// A row.
    TableRow,
    /// A cell that names its columns or its rows.
    TableHeader(HeaderScope),
    /// A cell.
    TableData,
    /// An image.
    Figure,
    /// The caption of a table or figure.
    Caption,
    /// The table of contents.
    Contents,
    /// A line of it.
    ContentsItem,
    /// The index.
    Index,
    /// A place that points to another: the mark of a note, a line of the contents.
    Reference,
    /// A note.
    Note,
    /// A link.
    Link,
    /// Stress.
    Emphasis,
    /// Weight.
    Strong,
    /// A stretch with a language or other property.
    Span,
    /// What only the new of two versions has.
    Insertion,
    /// What only the old of two versions has.
    Deletion,
}

/// How the items of a list are labelled (ISO 32000-1, table 347).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListNumbering {
    /// Not at all, or by their own terms.
    None,
    /// A filled circle.
    Disc,
    /// An open circle.
    Circle,
    /// A filled square.
    Square,
    /// 1, 2, 3.
    Decimal,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C.
    UpperAlpha,
    /// a, b, c.
    LowerAlpha,
}

impl Role {
    /// Its name: that of the standard structure type, or for emphasis one that a role map maps to it
    /// (ISO 32000-1, 14.8.4).
    pub const fn name(self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::Div => "Div",
            Role::Heading(1) => "H1",
            Role::Heading(2) => "H2",
            Role::Heading(3) => "H3",
            Role::Heading(4) => "H4",
            Role::Heading(5) => "H5",
            Role::Heading(_) => "H6",
            Role::Paragraph => "P",
            Role::List(_) => "L",
            Role::ListItem => "LI",
            Role::Label => "Lbl",
            Role::ListBody => "LBody",
            Role::BlockQuote => "BlockQuote",
            Role::Code => "Code",
            Role::Table => "Table",
            Role::TableHead => "THead",
            Role::TableBody => "TBody",
            Role::TableFoot => "TFoot",
            Role::TableRow => "TR",
            Role::TableHeader(_) => "TH",
            Role::TableData => "TD",
            Role::Figure => "Figure",
            Role::Caption => "Caption",
            Role::Contents => "TOC",
            Role::ContentsItem => "TOCI",
            Role::Index => "Index",
            Role::Reference => "Reference",
            Role::Note => "Note",
            Role::Link => "Link",
            Role::Emphasis => "Em",
            Role::Strong => "Strong",
            Role::Span => "Span",
            Role::Insertion => "Ins",
            Role::Deletion => "Del",
        }
    }
}

impl ListNumbering {
    /// Its name (ISO 32000-1, table 347).
    pub const fn name(self) -> &'static str {
        match self {
            ListNumbering::None => "None",
            ListNumbering::Disc => "Disc",
            ListNumbering::Circle => "Circle",
            ListNumbering::Square => "Square",
            ListNumbering::Decimal => "Decimal",
            ListNumbering::UpperRoman => "UpperRoman",
            ListNumbering::LowerRoman => "LowerRoman",
            ListNumbering::UpperAlpha => "UpperAlpha",
            ListNumbering::LowerAlpha => "LowerAlpha",
        }
    }
}

impl Structure {
    /// The element of the document itself.
    pub const ROOT: ElementId = ElementId(0);

    /// A document with nothing in it.
    pub fn new() -> Structure {
        Structure {
            elements: vec![Element::new(Role::Document, None, Span::default())],
            contents: Vec::new(),
        }
    }

    /// Adds an element as the last of `parent`.
    pub fn element(&mut self, parent: ElementId, role: Role, span: Span) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        self.elements.push(Element::new(role, Some(parent), span));
        self.elements[parent.0 as usize].kids.push(Kid::Element(id));
        id
    }

    /// Adds a piece of content as the last of `parent`.
    pub fn content(&mut self, parent: ElementId) -> ContentId {
        let id = ContentId(self.contents.len() as u32);
        self.contents.push(parent);
        self.elements[parent.0 as usize].kids.push(Kid::Content(id));
        id
    }

    /// An element.
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    /// An element, to be completed.
    pub fn get_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0 as usize]
    }

    /// The element that a piece of content is in.
    pub fn owner(&self, content: ContentId) -> ElementId {
        self.contents[content.0 as usize]
    }

    /// The elements with their ids, in the order of their making.
    pub fn iter(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        (0..).map(ElementId).zip(&self.elements)
    }

    /// How many elements there are.
    pub fn count(&self) -> u32 {
        self.elements.len() as u32
    }

    /// The element of that number in the order of their making, from 0.
    pub fn at(&self, number: u32) -> (ElementId, &Element) {
        let id = ElementId(number);
        (id, self.get(id))
    }

    /// How many pieces of content there are.
    pub fn content_count(&self) -> usize {
        self.contents.len()
    }
}

impl Default for Structure {
    fn default() -> Structure {
        Structure::new()
    }
}

impl ElementId {
    /// Its number in the order of their making, from 0.
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl ContentId {
    /// Its index among the pieces of content.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl Element {
    fn new(role: Role, parent: Option<ElementId>, span: Span) -> Element {
        let (lang, alt, expansion, id) = (None, None, None, None);
        Element { role, lang, alt, expansion, id, parent, kids: Vec::new(), span, cell: None }
    }
}
