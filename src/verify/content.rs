//! The content of an edition, in one form for all formats: a flat sequence of events.
//!
//! Flat, because a hostile file may nest as deep as it likes.

use crate::document::HeaderScope;
use crate::source::Span;

/// The formats of editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// PDF.
    Pdf,
    /// EPUB.
    Epub,
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

impl Format {
    /// The format of a file by its extension; `None` for any other.
    pub fn of(path: &str) -> Option<Format> {
        match path.rsplit('.').next()?.to_ascii_lowercase().as_str() {
            "pdf" => Some(Format::Pdf),
            "epub" => Some(Format::Epub),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "txt" => Some(Format::Text),
            _ => None,
        }
    }

    /// Characters that only decorate the text in this format; they are not compared.
    pub const fn ignored(self) -> &'static [char] {
        match self {
            Format::Pdf | Format::Epub | Format::Html => &['☐', '☑', '☒', '↩'],
            Format::Text => &['☐', '☑', '☒', '*', '_', '~', '|', '[', ']', '•', '◦', '▪', '─', '│'],
        }
    }
}

/// Where a file comes from, as it says itself.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The program that made it, with its version; `None` where it does not say.
    pub program: Option<String>,
    /// The standards that it claims.
    pub claims: Vec<String>,
    /// The names of its embedded fonts.
    pub fonts: Vec<String>,
}

/// A location in the source or in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Location {
    /// Nowhere in particular.
    #[default]
    Whole,
    /// In the Markdown.
    Source(Span),
    /// A line of a file, from 1.
    Line(u32),
    /// A page of a PDF, from 1.
    Page(u32),
    /// A line of a file in an EPUB or a site.
    Part {
        /// The index of the file in [`Content::parts`].
        part: u16,
        /// The line, from 1.
        line: u32,
    },
}

/// One step through the content, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An element begins.
    Open(Role),
    /// The element that was opened last ends.
    Close,
    /// Text that continues the text before it.
    Text(String),
    /// A line ends: words end here, except one that line breaking has divided.
    LineEnd,
    /// A name that links in this edition can lead to.
    Anchor(String),
}

/// The role of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A block of a kind that is not compared; words end at its edges.
    Block,
    /// A span within a line.
    Inline,
    /// A heading with its level.
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
        /// What it names; `None` where it is no header.
        scope: Option<HeaderScope>,
        /// How many columns it takes.
        columns: u16,
        /// How many rows it takes.
        rows: u16,
    },
    /// The term of a definition.
    Term,
    /// The description of a term.
    Description,
    /// The checkbox of a task, and whether the task is done.
    Task(bool),
    /// A span in a language, by its tag.
    Lang(String),
    /// An image with its alternative text; `None` where it has none at all.
    Figure(Option<String>),
    /// A link.
    Link(LinkTarget),
    /// The reference mark of a note, with the note's name in this edition.
    NoteMark(String),
    /// A note, with its name in this edition.
    Note(String),
    /// A link from a note back to its mark, with the note's name.
    BackLink(String),
    /// The table of contents.
    Contents,
    /// Words that an edition may have or not, such as the name of an admonition's kind.
    Optional,
    /// Words that are not in the source: the marker of an item, the heading of the notes, a skip link.
    Generated,
    /// Running heads and page numbers.
    RunningContent,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// An address.
    Url(String),
    /// A name in this edition.
    Anchor(String),
    /// A page, from 1.
    Page(u32),
    /// Nowhere: the link is broken.
    Nowhere,
}

impl LinkTarget {
    /// The address as it is compared, without percent-encoding (RFC 3986, 6.2.2.2); `None` for any other target.
    pub(super) fn address(&self) -> Option<String> {
        let LinkTarget::Url(url) = self else { return None };
        Some(percent_decoded(url))
    }
}

/// A reference without percent-encoding and without the `/` that it starts with.
pub(super) fn percent_decoded(url: &str) -> String {
    let url = url.strip_prefix('/').filter(|it| !it.starts_with('/')).unwrap_or(url);
    let bytes = url.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        let decoded = hex.filter(|_| *byte == b'%').and_then(|it| u8::from_str_radix(it, 16).ok());
        plain.push(decoded.unwrap_or(*byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// The content of an edition.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The events with their locations.
    pub events: Vec<(Location, Event)>,
    /// The names of the files inside the edition.
    pub parts: Vec<String>,
    /// The titles in its metadata.
    pub titles: Vec<String>,
    /// The languages in its metadata, and that of the root of an HTML page.
    pub langs: Vec<String>,
    /// The language of the whole; `None` where none is set.
    pub lang: Option<String>,
    /// The files inside it that are outside the reading order, by their index in [`Content::parts`].
    pub non_linear: Vec<u16>,
    /// Whether headings, lists and other structure are marked.
    pub structured: bool,
    /// In plain text, the lines with the upper rules of its tables, counted from 0.
    pub tables: Vec<usize>,
    /// What its pages are called, in order; empty for a format without pages.
    pub page_labels: Vec<String>,
}

impl Content {
    /// Adds an event.
    pub fn push(&mut self, location: Location, event: Event) {
        self.events.push((location, event));
    }

    /// Adds text.
    pub fn text(&mut self, location: Location, text: impl Into<String>) {
        self.push(location, Event::Text(text.into()));
    }

    /// Adds an element that has only text in it.
    pub fn leaf(&mut self, location: Location, role: Role, text: impl Into<String>) {
        self.push(location, Event::Open(role));
        self.text(location, text);
        self.push(location, Event::Close);
    }

    /// A location in the edition, as messages show it; empty for the whole and for locations in the source.
    pub fn show(&self, location: Location) -> String {
        match location {
            Location::Whole | Location::Source(_) => String::new(),
            Location::Line(line) => format!("line {line}"),
            Location::Page(page) => format!("page {page}"),
            Location::Part { part, line } => {
                let name = self.parts.get(usize::from(part)).map_or("", String::as_str);
                format!("{name}, line {line}")
            }
        }
    }
}
