//! Notes: collected from their definitions and references, numbered in the order in which a reader meets them.
//!
//! While chapters are read, a note is entered when it is first referred to or
//! defined, whichever comes first. [`Register::finish`] then numbers them in reading order.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::note::NoteOrder;
use crate::document::{Block, Note, NoteId, Notes, nest};
use crate::parse::rules;
use crate::source::Span;

/// The notes met so far.
#[derive(Debug, Default)]
pub(crate) struct Register {
    chapter: usize,
    ids: BTreeMap<(usize, String), NoteId>,
    notes: Notes,
    defined: Vec<bool>,
}

impl Register {
    /// From here on labels are those of another file.
    pub(crate) fn next_chapter(&mut self) {
        self.chapter += 1;
    }

    /// The provisional id of the note that a reference names.
    pub(crate) fn refer(&mut self, label: &str) -> Option<NoteId> {
        let key = (self.chapter, folded(label));
        if let Some(id) = self.ids.get(&key) {
            return Some(*id);
        }
        let note = Note {
            label: label.to_owned(),
            blocks: Vec::new(),
            references: Vec::new(),
            span: Span::default(),
        };
        let id = self.notes.add(note)?;
        self.defined.push(false);
        self.ids.insert(key, id);
        Some(id)
    }

    /// Enters the definition of a note; a second definition is reported.
    pub(crate) fn define(
        &mut self,
        label: &str,
        mut blocks: Vec<Block>,
        span: Span,
        diags: &mut Diagnostics,
    ) {
        let span = nest::sequence(&mut blocks).map_or(span, |it| span.join(it));
        let Some(id) = self.refer(label) else { return };
        let Some(note) = self.notes.get_mut(id) else { return };
        let Some(defined) = self.defined.get_mut(index(id)) else { return };
        if *defined {
            let diagnostic =
                Diagnostic::new(&rules::DUPLICATE_NOTE, span, format!("note `{label}` is defined twice"));
            diags.push(diagnostic.also(note.span, "first here").help("give one of them another label"));
            return;
        }
        *defined = true;
        note.blocks = blocks;
        note.span = span;
    }

    /// Enters a note that is written where its mark is, and gives its provisional id.
    pub(super) fn define_here(&mut self, block: Block) -> Option<NoteId> {
        let span = block.span;
        let label = format!("^{}", self.notes.len() + 1);
        let id = self.notes.add(Note { label, blocks: vec![block], references: Vec::new(), span })?;
        self.defined.push(true);
        Some(id)
    }

    /// The notes in their order, with the references in the blocks and in the notes made to match.
    pub(crate) fn finish(self, blocks: &mut [Block], diags: &mut Diagnostics) -> Notes {
        let order = NoteOrder::of(blocks, &self.notes);
        for note in order.unreferenced().filter_map(|id| self.notes.get(id)) {
            let message = format!("note `{}` is defined but never referenced", note.label);
            let diagnostic = Diagnostic::new(&rules::UNUSED_NOTE, note.span, message);
            diags.push(diagnostic.help(format!("refer to it with `[^{}]`, or remove it", note.label)));
        }
        order.apply(blocks, self.notes)
    }
}

fn index(id: NoteId) -> usize {
    id.number() as usize - 1
}

/// Labels match without regard to case and to how much white space is in them.
fn folded(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
