//! Notes: a table, and references that are valid by construction.

use crate::document::walk::{self, walk_leaves_mut};
use crate::document::{Block, InlineKind, NoteId, NoteRef};
use crate::source::Span;

/// Where the notes of a publication are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NotePlace {
    /// At the foot of the page.
    #[default]
    Foot,
    /// At the end of each chapter.
    Chapter,
    /// At the end of the text.
    End,
}

impl NotePlace {
    /// The place of a name; `None` for any other.
    pub fn named(name: &str) -> Option<NotePlace> {
        match name {
            "foot" => Some(NotePlace::Foot),
            "chapter" => Some(NotePlace::Chapter),
            "end" => Some(NotePlace::End),
            _ => None,
        }
    }
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The label in the source.
    pub label: String,
    /// Its content.
    pub blocks: Vec<Block>,
    /// The places of its references, in reading order; at least one.
    pub references: Vec<Span>,
    /// Where it is in the source.
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

/// The order in which a reader meets notes: each at the first reference to it, those inside a note right after it.
#[derive(Debug)]
pub struct NoteOrder {
    /// For each note its place in the order.
    places: Vec<Option<usize>>,
    /// The notes in their order.
    notes: Vec<NoteId>,
    /// The references to each of them, in reading order.
    references: Vec<Vec<Span>>,
    /// The references in the text as they are to be, in reading order.
    in_text: Vec<NoteRef>,
    /// The references in each note as they are to be.
    in_notes: Vec<Vec<NoteRef>>,
}

impl NoteOrder {
    /// The order of notes that blocks refer to.
    pub fn of(blocks: &[Block], notes: &Notes) -> NoteOrder {
        let mut order = NoteOrder {
            places: vec![None; notes.len()],
            notes: Vec::new(),
            references: Vec::new(),
            in_text: Vec::new(),
            in_notes: vec![Vec::new(); notes.len()],
        };
        // Notes may refer to notes to any depth, so this keeps a stack of its own.
        let mut stack = vec![(None, references(blocks).into_iter())];
        while let Some((note, top)) = stack.last_mut() {
            let (note, Some((id, span))) = (*note, top.next()) else {
                stack.pop();
                continue;
            };
            if order.meet(note, id, span) {
                let inner = notes.get(id).map(|it| references(&it.blocks)).unwrap_or_default();
                stack.push((Some(id), inner.into_iter()));
            }
        }
        order
    }

    /// Enters a reference in the text or in a note; whether it is the first to its note.
    fn meet(&mut self, within: Option<NoteId>, id: NoteId, span: Span) -> bool {
        let next = self.notes.len();
        let Some(slot) = self.places.get_mut(id.0 as usize) else { return false };
        let is_first = slot.is_none();
        let place = *slot.get_or_insert(next);
        if is_first {
            self.notes.push(id);
            self.references.push(Vec::new());
        }
        let Some(references) = self.references.get_mut(place) else { return false };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let reference = NoteRef { note: NoteId(number(place)), occurrence: number(references.len()) };
        references.push(span);
        let list = match within {
            None => Some(&mut self.in_text),
            Some(note) => self.in_notes.get_mut(note.0 as usize),
        };
        list.into_iter().for_each(|list| list.push(reference));
        is_first
    }

    /// The notes that nothing refers to.
    pub fn unreferenced(&self) -> impl Iterator<Item = NoteId> {
        (0..).map(NoteId).zip(&self.places).filter(|(_, place)| place.is_none()).map(|(id, _)| id)
    }

    /// The notes in their order, without those that nothing refers to; references in blocks and notes are made to
    /// match.
    pub fn apply(self, blocks: &mut [Block], mut notes: Notes) -> Notes {
        renumber(blocks, self.in_text);
        let mut ordered = Notes::default();
        let mut in_notes = self.in_notes;
        for (id, references) in self.notes.into_iter().zip(self.references) {
            let index = id.0 as usize;
            let (Some(note), Some(inside)) = (notes.list.get_mut(index), in_notes.get_mut(index)) else {
                continue;
            };
            renumber(&mut note.blocks, std::mem::take(inside));
            let (label, blocks) = (std::mem::take(&mut note.label), std::mem::take(&mut note.blocks));
            ordered.list.push(Note { label, blocks, references, span: note.span });
        }
        ordered
    }
}

/// Gives the references in blocks, in reading order, what they are to be.
fn renumber(blocks: &mut [Block], references: Vec<NoteRef>) {
    let mut references = references.into_iter();
    walk_leaves_mut(blocks, &mut |kind| {
        if let InlineKind::NoteRef(reference) = kind
            && let Some(renumbered) = references.next()
        {
            *reference = renumbered;
        }
    });
}

fn references(blocks: &[Block]) -> Vec<(NoteId, Span)> {
    let mut found = Vec::new();
    walk::walk(blocks, &mut |node| {
        if let walk::Node::Inline(inline) = node
            && let InlineKind::NoteRef(reference) = &inline.kind
        {
            found.push((reference.note, inline.span));
        }
    });
    found
}
