//! Notes: a table, and references that are valid by construction.

use crate::document::Block;
use crate::source::Span;

/// A note of this document; only [`Notes::add`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(u32);

impl NoteId {
    /// The number that readers see, from 1, in the order of first references.
    pub const fn number(self) -> u32 {
        self.0 + 1
    }
}

/// The mark of a note in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteRef {
    /// The note.
    pub note: NoteId,
    /// Which of the references to this note it is, from 0 in reading order.
    pub occurrence: u32,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The label in the source.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The places of its references, in reading order; at least one.
    pub references: Vec<Span>,
    /// Where it stands in the source.
    pub span: Span,
}

/// The notes of a document, in the order of their first reference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    list: Vec<Note>,
}

impl Notes {
    /// Adds a note and gives its id; `None` past four billion.
    pub fn add(&mut self, note: Note) -> Option<NoteId> {
        let id = NoteId(u32::try_from(self.list.len()).ok()?);
        self.list.push(note);
        Some(id)
    }

    /// The note of an id; `None` for an id of another document.
    pub fn get(&self, id: NoteId) -> Option<&Note> {
        self.list.get(id.0 as usize)
    }

    /// The note of an id, to be completed.
    pub fn get_mut(&mut self, id: NoteId) -> Option<&mut Note> {
        self.list.get_mut(id.0 as usize)
    }

    /// The notes with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (NoteId, &Note)> {
        (0..).map(NoteId).zip(&self.list)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
