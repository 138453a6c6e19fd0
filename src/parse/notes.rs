//! Notes: found where they stand, numbered in the order in which a reader meets them.
//!
//! While chapters are read, a note is entered when it is first referred to or
//! defined, whichever comes first. [`Register::finish`] then walks the
//! references, those inside a note right where the note is met, and numbers anew.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::walk::walk_inlines_mut;
use crate::document::{Block, InlineKind, Note, NoteId, NoteRef, Notes, walk};
use crate::parse::{nest, rules};
use crate::source::Span;

/// The notes met so far.
#[derive(Debug, Default)]
pub(super) struct Register {
    chapter: usize,
    ids: BTreeMap<(usize, String), NoteId>,
    notes: Notes,
    defined: Vec<bool>,
}

/// A note in the final order, and the references to it.
struct Order {
    /// For each provisional note its place in the order.
    place: Vec<Option<usize>>,
    /// The provisional notes in their order.
    notes: Vec<NoteId>,
    /// The references to each of them, in reading order.
    references: Vec<Vec<Span>>,
    /// For each reference which of those to its note it is.
    occurrences: BTreeMap<Span, u32>,
}

impl Order {
    fn refer(&mut self, place: usize, span: Span) {
        if let Some(references) = self.references.get_mut(place) {
            self.occurrences.insert(span, u32::try_from(references.len()).unwrap_or(u32::MAX));
            references.push(span);
        }
    }
}

impl Register {
    /// From here on labels are those of another file.
    pub(super) fn next_chapter(&mut self) {
        self.chapter += 1;
    }

    /// The provisional id of the note that a reference names.
    pub(super) fn refer(&mut self, label: &str) -> Option<NoteId> {
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

    /// Enters what a note says; a second definition is a fault.
    pub(super) fn define(
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
            let fault = Diagnostic::new(
                &rules::duplicate_note::RULE,
                span,
                format!("note `{label}` is defined twice"),
            );
            diags.push(fault.also(note.span, "first here").help("give one of them another label"));
            return;
        }
        *defined = true;
        note.blocks = blocks;
        note.span = span;
    }

    /// The notes in their order, with the references in the blocks and in the notes made to match.
    pub(super) fn finish(mut self, blocks: &mut [Block], diags: &mut Diagnostics) -> Notes {
        let order = self.order(blocks);
        self.report_unused(&order, diags);
        let mut finished = Notes::default();
        let mut ids = Vec::new();
        for (id, references) in order.notes.iter().zip(&order.references) {
            let Some(note) = self.notes.get_mut(*id) else { continue };
            let (blocks, label) = (std::mem::take(&mut note.blocks), std::mem::take(&mut note.label));
            ids.extend(finished.add(Note { label, blocks, references: references.clone(), span: note.span }));
        }
        let numbered = Numbered { order: &order, ids: &ids };
        numbered.renumber(blocks);
        for id in &ids {
            if let Some(note) = finished.get_mut(*id) {
                numbered.renumber(&mut note.blocks);
            }
        }
        finished
    }

    /// Walks the references in reading order, into each note when it is first met.
    fn order(&self, blocks: &[Block]) -> Order {
        let mut order = Order {
            place: vec![None; self.notes.len()],
            notes: Vec::new(),
            references: Vec::new(),
            occurrences: BTreeMap::new(),
        };
        let mut stack = vec![references(blocks).into_iter()];
        while let Some(top) = stack.last_mut() {
            let Some((id, span)) = top.next() else {
                stack.pop();
                continue;
            };
            let Some(slot) = order.place.get_mut(index(id)) else { continue };
            if let Some(place) = *slot {
                order.refer(place, span);
                continue;
            }
            let place = order.notes.len();
            *slot = Some(place);
            order.notes.push(id);
            order.references.push(Vec::new());
            order.refer(place, span);
            let inner = self.notes.get(id).map(|it| references(&it.blocks)).unwrap_or_default();
            stack.push(inner.into_iter());
        }
        order
    }

    fn report_unused(&self, order: &Order, diags: &mut Diagnostics) {
        for (id, note) in self.notes.iter() {
            if order.place.get(index(id)).is_some_and(Option::is_none) {
                let message = format!("note `{}` is defined but never referenced", note.label);
                let fault = Diagnostic::new(&rules::unused_note::RULE, note.span, message);
                diags.push(fault.help(format!("refer to it with `[^{}]`, or remove it", note.label)));
            }
        }
    }
}

struct Numbered<'a> {
    order: &'a Order,
    ids: &'a [NoteId],
}

impl Numbered<'_> {
    fn renumber(&self, blocks: &mut [Block]) {
        walk_inlines_mut(blocks, &mut |inlines| {
            for inline in inlines {
                if let InlineKind::NoteRef(reference) = &mut inline.kind
                    && let Some(renumbered) = self.reference(*reference, inline.span)
                {
                    *reference = renumbered;
                }
            }
        });
    }

    fn reference(&self, reference: NoteRef, span: Span) -> Option<NoteRef> {
        let place = (*self.order.place.get(index(reference.note))?)?;
        Some(NoteRef { note: *self.ids.get(place)?, occurrence: *self.order.occurrences.get(&span)? })
    }
}

fn index(id: NoteId) -> usize {
    id.number() as usize - 1
}

/// Labels match without regard to case and to how much white space is in them.
fn folded(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
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
