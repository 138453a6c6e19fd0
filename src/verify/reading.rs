//! What an edition says, in one form for all: a flat sequence of events.
//!
//! Flat, because a hostile file may nest as deep as it likes.

use crate::source::Span;

/// A place, in the source or in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// None in particular.
    #[default]
    Whole,
    /// In the Markdown.
    Source(Span),
    /// A line of a file, from 1.
    Line(u32),
    /// A page of a PDF, from 1.
    Page(u32),
    /// A line of a file of an EPUB.
    Part {
        /// The index of the file in [`Reading::parts`].
        part: u16,
        /// The line, from 1.
        line: u32,
    },
}

/// What stands in an edition, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something begins.
    Open(Role),
    /// What began last ends.
    Close,
    /// Text that runs on from the text before it.
    Text(String),
    /// A line ends: words end here, but for one that line breaking has parted.
    LineEnd,
    /// A name that links of this edition can lead to.
    Anchor(String),
}

/// What something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A block of no kind that is compared; words end at its edges.
    Block,
    /// A stretch within a line.
    Inline,
    /// A heading of a level.
    Heading(u8),
    /// A list.
    List {
        /// Whether its items are numbered; `None` where the format does not say.
        ordered: Option<bool>,
    },
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell {
        /// Whether it heads a row or a column.
        head: bool,
    },
    /// The term of a definition.
    Term,
    /// What is said of a term.
    Description,
    /// The box of a task, and whether the task is done.
    Task(bool),
    /// A stretch in a language, by its tag.
    Lang(String),
    /// A picture with its alternative text; `None` where it has none at all.
    Figure(Option<String>),
    /// A link.
    Link(Goal),
    /// The mark of a note, by the note's name in this edition.
    NoteMark(String),
    /// A note, by its name in this edition.
    Note(String),
    /// A way back from a note to its mark, by the note's name.
    BackLink(String),
    /// The table of contents.
    Contents,
    /// Words that an edition may carry or not, such as the name of a remark's kind.
    Optional,
    /// Words that no source has: the marker of an item, a heading of the notes, a link past the contents.
    Generated,
    /// Page furniture: running heads, folios.
    Furniture,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// An address.
    Url(String),
    /// A name in this edition.
    Anchor(String),
    /// A page, from 1.
    Page(u32),
    /// Nowhere: the link is broken.
    Nowhere,
}

/// What an edition says.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The events with their places.
    pub events: Vec<(Place, Event)>,
    /// The names of the files inside the edition.
    pub parts: Vec<String>,
    /// The titles that its metadata gives.
    pub titles: Vec<String>,
    /// The languages that its metadata gives.
    pub langs: Vec<String>,
    /// The language that it says it is in; `None` where it says none.
    pub lang: Option<String>,
    /// The files inside it that a reader is not led through, by their index in [`Reading::parts`].
    pub apart: Vec<u16>,
    /// Whether it tells headings, lists and the rest apart.
    pub structured: bool,
}

impl Reading {
    /// Adds an event.
    pub fn push(&mut self, place: Place, event: Event) {
        self.events.push((place, event));
    }

    /// Adds text.
    pub fn text(&mut self, place: Place, text: impl Into<String>) {
        self.push(place, Event::Text(text.into()));
    }

    /// Adds something with text only in it.
    pub fn leaf(&mut self, place: Place, role: Role, text: impl Into<String>) {
        self.push(place, Event::Open(role));
        self.text(place, text);
        self.push(place, Event::Close);
    }

    /// A place as it is shown.
    pub fn show(&self, place: Place) -> String {
        match place {
            Place::Whole | Place::Source(_) => String::new(),
            Place::Line(line) => format!("line {line}"),
            Place::Page(page) => format!("page {page}"),
            Place::Part { part, line } => {
                let name = self.parts.get(usize::from(part)).map_or("", String::as_str);
                format!("{name}, line {line}")
            }
        }
    }
}
