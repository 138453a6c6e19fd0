//! An edition of several files: where they begin, which notes go with each, and how one leads to another.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::document::walk::{self, Node};
use crate::document::{Block, Document, Id, Inline, InlineKind, NoteId, NoteRef};
use crate::markup::address;

/// The blocks at which files begin: the first, the first of each source file, and the headings down to a level (0 for
/// none). What is nothing but headings stays with what it heads.
pub fn starts(document: &Document, deepest: u8) -> Vec<usize> {
    let chapters: BTreeSet<usize> = document.chapters.iter().map(|it| it.first_block).collect();
    let mut starts = vec![0];
    // Whether there are only headings since the last start.
    let mut is_bare = true;
    for (index, block) in document.blocks.iter().enumerate() {
        let divides = block.level().is_some_and(|it| it <= deepest);
        if index > 0 && (chapters.contains(&index) || (divides && !is_bare)) {
            starts.push(index);
            is_bare = true;
        }
        is_bare &= block.level().is_some();
    }
    starts
}

/// The notes whose first mark is in blocks, and those marked first in them in their turn.
pub fn notes_of(document: &Document, blocks: &[Block]) -> Vec<NoteId> {
    let mut found = Vec::new();
    push_marked(blocks, &mut found);
    // A list that is worked off, and no call within a call: notes may lead from one to the next ten thousand times.
    let mut next = 0;
    while let Some(id) = found.get(next).copied() {
        if let Some(note) = document.notes.get(id) {
            push_marked(&note.blocks, &mut found);
        }
        next += 1;
    }
    found.sort();
    found
}

/// The notes whose first mark is in blocks.
fn push_marked(blocks: &[Block], found: &mut Vec<NoteId>) {
    walk::walk(blocks, &mut |node| {
        if let Node::Inline(Inline { kind: InlineKind::NoteRef(NoteRef { note, occurrence: 0 }), .. }) = node
        {
            found.push(*note);
        }
    });
}

/// A file: its name, its blocks by their index in the document, and the notes that stand in it.
pub type Part<'a> = (&'a str, Range<usize>, &'a [NoteId]);

/// The addresses of places, as seen from one file at a time.
#[derive(Debug)]
pub struct Places<'a> {
    files: Vec<&'a str>,
    /// The file that is being written; `None` for one that has no text of the document.
    here: Cell<Option<usize>>,
    anchors: BTreeMap<&'a Id, usize>,
    notes: BTreeMap<NoteId, usize>,
    marks: BTreeMap<NoteRef, usize>,
}

impl<'a> Places<'a> {
    /// The places of a document that is divided into these files.
    pub fn new(document: &'a Document, parts: impl IntoIterator<Item = Part<'a>>) -> Places<'a> {
        let (anchors, notes, marks) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut places = Places { files: Vec::new(), here: Cell::new(None), anchors, notes, marks };
        for (at, (file, blocks, notes)) in parts.into_iter().enumerate() {
            places.files.push(file);
            places.enter(&document.blocks[blocks], at);
            for id in notes {
                places.notes.insert(*id, at);
                places.enter(document.notes.get(*id).map_or(&[], |it| it.blocks.as_slice()), at);
            }
        }
        places
    }

    /// Goes to a file: what is in it is addressed by its fragment alone.
    pub fn go_to(&self, file: Option<usize>) {
        self.here.set(file);
    }

    /// The file that is being written.
    pub fn here(&self) -> Option<usize> {
        self.here.get()
    }

    /// The address of a place that has an id.
    pub fn anchor(&self, id: &Id) -> String {
        self.address(self.anchors.get(id), id.as_str())
    }

    /// The address of a note, which has this id.
    pub fn note(&self, note: NoteId, id: &str) -> String {
        self.address(self.notes.get(&note), id)
    }

    /// The address of the mark of a note, which has this id.
    pub fn mark(&self, mark: NoteRef, id: &str) -> String {
        self.address(self.marks.get(&mark), id)
    }

    fn address(&self, file: Option<&usize>, id: &str) -> String {
        let elsewhere = file.filter(|it| self.here.get() != Some(**it)).and_then(|it| self.files.get(*it));
        format!("{}{}", elsewhere.map_or(String::new(), |it| address::encode(it)), address::fragment(id))
    }

    fn enter(&mut self, blocks: &'a [Block], at: usize) {
        walk::walk(blocks, &mut |node| {
            for id in node.attributes().filter_map(|it| it.id.as_ref()) {
                self.anchors.insert(id, at);
            }
            if let Node::Inline(Inline { kind: InlineKind::NoteRef(mark), .. }) = node {
                self.marks.insert(*mark, at);
            }
        });
    }
}
