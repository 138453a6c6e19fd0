//! The notes at the foot of a page while it is filled: what they take, and where one is divided.

use std::ops::Range;

use crate::document::NoteId;
use crate::geometry::Length;
use crate::layout::paginate::Breaker;
use crate::layout::vlist::{Cost, VBox, cost};

/// What is left of notes at the foot of a page: the rest of one, and then whole ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Rest {
    pub(super) notes: Vec<NoteId>,
    line: usize,
}

/// The notes of a page while it is filled.
pub(super) struct Foot {
    notes: Vec<NoteId>,
    first_line: usize,
    /// How many of them were begun on an earlier page.
    carried: usize,
    height: Length,
}

/// The notes that a page takes.
pub(super) struct Taken {
    pub(super) notes: Vec<(NoteId, Range<usize>)>,
    pub(super) height: Length,
}

impl Taken {
    fn push(&mut self, note: NoteId, lines: Range<usize>, height: Length) {
        self.notes.push((note, lines));
        self.height += height;
    }
}

impl Breaker<'_> {
    /// The foot of a page that begins with what is left of notes.
    pub(super) fn foot(&self, rest: &Rest) -> Foot {
        let mut foot = Foot {
            notes: Vec::new(),
            first_line: rest.line,
            carried: rest.notes.len(),
            height: Length::ZERO,
        };
        for note in &rest.notes {
            self.add(&mut foot, *note);
        }
        foot
    }

    /// Adds a note to a foot.
    pub(super) fn add(&self, foot: &mut Foot, note: NoteId) {
        let first = foot.notes.is_empty();
        let skip = if first { foot.first_line } else { 0 };
        if first {
            foot.height += self.column.note_rule;
        }
        foot.height += self.note_height(note, skip..usize::MAX, first);
        foot.notes.push(note);
    }

    /// The height of lines of a note; the gap above counts unless it stands first.
    fn note_height(&self, note: NoteId, lines: Range<usize>, first: bool) -> Length {
        let boxes = self.note_boxes(note);
        let end = lines.end.min(boxes.len());
        let start = lines.start.min(end);
        let gap = |at: usize| {
            if at == start && (first || start > 0) { Length::ZERO } else { boxes[at].above.space }
        };
        (start..end).map(|at| gap(at) + boxes[at].height).sum()
    }

    fn note_boxes(&self, note: NoteId) -> &[VBox] {
        let index = note.number() as usize - 1;
        self.list.notes.get(index).map_or(&[], |it| it.boxes.as_slice())
    }

    /// What of the notes fits into `room`, what is left of them, and what the division costs.
    pub(super) fn take(&self, foot: &Foot, room: Length) -> (Taken, Rest, Cost) {
        if foot.height <= room || foot.notes.is_empty() {
            return (self.take_all(foot), Rest::default(), 0);
        }
        let mut taken = Taken { notes: Vec::new(), height: self.column.note_rule };
        for (index, note) in foot.notes.iter().enumerate() {
            let skip = if index == 0 { foot.first_line } else { 0 };
            let all = self.note_height(*note, skip..usize::MAX, index == 0);
            if taken.height + all <= room {
                taken.push(*note, skip..self.note_boxes(*note).len(), all);
                continue;
            }
            let lines = self.lines_that_fit(*note, skip, room - taken.height, index == 0);
            let late = foot.notes.len() - index - 1 + usize::from(lines == 0);
            let unbegun = late.min(foot.notes.len().saturating_sub(foot.carried.max(index)));
            if lines > 0 {
                let height = self.note_height(*note, skip..skip + lines, index == 0);
                taken.push(*note, skip..skip + lines, height);
            }
            if taken.notes.is_empty() {
                taken.height = Length::ZERO;
            }
            let line = if lines > 0 { skip + lines } else { skip };
            let rest = Rest { notes: foot.notes[index..].to_vec(), line };
            let cost = cost::SPLIT_NOTE + unbegun as Cost * cost::OVERFULL;
            return (taken, rest, cost);
        }
        (taken, Rest::default(), 0)
    }

    /// All that a foot holds.
    pub(super) fn take_all(&self, foot: &Foot) -> Taken {
        let lines = |index: usize, note: NoteId| {
            (note, if index == 0 { foot.first_line } else { 0 }..self.note_boxes(note).len())
        };
        let notes = foot.notes.iter().enumerate().map(|(index, note)| lines(index, *note)).collect();
        Taken { notes, height: foot.height }
    }

    /// How many lines of a note fit, without leaving one alone on either side of the break.
    fn lines_that_fit(&self, note: NoteId, skip: usize, room: Length, first: bool) -> usize {
        let total = self.note_boxes(note).len().saturating_sub(skip);
        let fits = |lines: &usize| self.note_height(note, skip..skip + lines, first) <= room;
        let most = (1..total).take_while(fits).last().unwrap_or(0);
        let most = if most + 1 == total { most.saturating_sub(1) } else { most };
        if most == 1 && skip == 0 { 0 } else { most }
    }
}
