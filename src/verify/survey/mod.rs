//! A reading taken apart: the running words, the notes, and what else is to be compared.

mod order;
mod surveyor;

use std::collections::BTreeMap;

use super::reading::{Goal, Place, Reading, Role};
use super::word::Word;
use surveyor::Surveyor;

pub(super) use surveyor::primary;

/// A reading taken apart.
#[derive(Debug, Default)]
pub struct Survey {
    /// The running text, without notes, contents and furniture.
    pub flow: Text,
    /// The notes, in the order in which their marks are met.
    pub notes: Vec<Note>,
    /// What is beside the text, in order.
    pub asides: Vec<Aside>,
    /// The names that links can lead to: in which text, and before which of its words.
    pub anchors: BTreeMap<String, (Home, usize)>,
    /// Marks that lead to no note, with their places.
    pub lost_marks: Vec<Place>,
}

/// A text with what is in it.
#[derive(Debug, Default)]
pub struct Text {
    /// Its words.
    pub words: Vec<Word>,
    /// Headings, lists, tables, figures, links and marks, in the order in which they begin.
    pub features: Vec<Feature>,
}

/// Which text something is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The running text.
    Flow,
    /// The note of an index in [`Survey::notes`].
    Note(usize),
    /// Contents, furniture.
    Aside,
}

/// A note.
#[derive(Debug)]
pub struct Note {
    /// Its name in the edition.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// How many ways lead back from it to its marks.
    pub back_links: usize,
    /// Whether a mark leads to it.
    pub marked: bool,
    /// Its own label, such as `1.`; empty where it shows none.
    pub label: String,
}

/// Something beside the text.
#[derive(Debug)]
pub struct Aside {
    /// What it is: contents, furniture, generated.
    pub role: Role,
    /// Where.
    pub place: Place,
    /// Its words.
    pub words: Vec<Word>,
    /// The links in it.
    pub links: Vec<(Goal, Place)>,
}

/// Something in a text that is no word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// What.
    pub kind: FeatureKind,
    /// Where.
    pub place: Place,
    /// The words of the text from its beginning to its end.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
}

/// What a row of a table is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RowShape {
    /// How many cells it has.
    pub cells: usize,
    /// How many of them head a row or a column.
    pub heads: usize,
}

/// What is in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeatureKind {
    /// A heading of a level.
    Heading(u8),
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: Option<bool>,
        /// How many items it has.
        items: usize,
        /// In how many lists it stands.
        depth: usize,
    },
    /// A table by its rows.
    Table(Vec<RowShape>),
    /// The term of a definition.
    Term,
    /// What is said of a term.
    Description,
    /// The box of a task, and whether it is done.
    Task(bool),
    /// A picture with its alternative text.
    Figure(Option<String>),
    /// A link.
    Link(Goal),
    /// The mark of a note by its name.
    Mark(String),
}

/// Takes a reading apart; signs of `dress` are no words.
pub fn survey(reading: &Reading, dress: &'static [char]) -> Survey {
    let mut surveyor = Surveyor::new(reading.lang.as_deref(), dress);
    for (place, event) in &reading.events {
        surveyor.take(*place, event);
    }
    surveyor.finish()
}
