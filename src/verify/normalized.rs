//! Content in the form that is compared: the running text, the notes, and the asides.

use std::collections::BTreeMap;

use super::content::{LinkTarget, Location, Role};
use super::word::Word;

/// Normalized content.
#[derive(Debug, Default)]
pub(super) struct Normalized {
    /// The running text, without notes, contents and running content.
    pub(super) flow: Text,
    /// The notes, in the order of their marks.
    pub(super) notes: Vec<Note>,
    /// What is outside the running text and the notes, in order.
    pub(super) asides: Vec<Aside>,
    /// The names that links can lead to.
    pub(super) anchors: BTreeMap<String, Anchor>,
    /// Marks of notes that do not exist.
    pub(super) lost_marks: Vec<Location>,
}

impl Normalized {
    /// The running text, then the text of each note.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.flow).chain(self.notes.iter().map(|it| &it.text))
    }
}

/// Words with the features between them.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// Headings, lists, tables, figures, links and marks, in the order in which they begin.
    pub(super) features: Vec<Feature>,
}

/// One of the texts of [`Normalized`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum TextId {
    /// The running text.
    #[default]
    Flow,
    /// The note with an index in [`Normalized::notes`].
    Note(usize),
    /// The aside with an index in [`Normalized::asides`].
    Aside(usize),
}

/// Where a link can lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    /// The text that it is in.
    pub(super) text: TextId,
    /// The index of the word after it.
    pub(super) word: usize,
}

/// A note.
#[derive(Debug)]
pub(super) struct Note {
    /// Its name in the edition.
    pub(super) name: String,
    /// Where it is.
    pub(super) location: Location,
    /// Its text.
    pub(super) text: Text,
    /// How many links lead from it back to its marks.
    pub(super) back_links: usize,
    /// Whether a mark leads to it.
    pub(super) marked: bool,
    /// Its own label, such as `1.`; empty where it has none.
    pub(super) label: String,
}

/// Contents, running content, or generated text.
#[derive(Debug)]
pub(super) struct Aside {
    /// Which of them it is.
    pub(super) role: Role,
    /// Where it is.
    pub(super) location: Location,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// The links in it.
    pub(super) links: Vec<LinkTarget>,
}

/// Something in a text that is not a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feature {
    /// Its kind.
    pub(super) kind: FeatureKind,
    /// Where it is.
    pub(super) location: Location,
    /// The index of its first word in the text.
    pub(super) start: usize,
    /// One past the index of its last word.
    pub(super) end: usize,
}

impl Feature {
    /// The level of a heading; `None` for any other feature.
    pub(super) fn heading_level(&self) -> Option<u8> {
        if let FeatureKind::Heading(level) = self.kind { Some(level) } else { None }
    }
}

/// The cells of a table row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RowShape {
    /// How many cells it has.
    pub(super) cells: usize,
    /// How many of them are headers of columns.
    pub(super) column_heads: usize,
    /// How many of them are headers of rows.
    pub(super) row_heads: usize,
    /// The cells that take more than one place: which they are, counted from 1, and how many columns and rows they take.
    pub(super) spans: Vec<(usize, u16, u16)>,
}

/// The kinds of features.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FeatureKind {
    /// A heading with its level.
    Heading(u8),
    /// A list.
    List {
        /// Whether its items are numbered; `None` where that is not known.
        ordered: Option<bool>,
        /// How many items it has.
        items: usize,
        /// Its depth, 1 for a list that is in no other.
        depth: usize,
    },
    /// A table by its rows.
    Table(Vec<RowShape>),
    /// The term of a definition.
    Term,
    /// The description of a term.
    Description,
    /// The checkbox of a task, and whether it is done.
    Task(bool),
    /// An image with its alternative text.
    Figure(Option<String>),
    /// A link.
    Link(LinkTarget),
    /// The mark of a note with the note's name.
    Mark(String),
}
