//! The notes at the foot of a page while it is filled: what they take, and where one is divided.

use std::ops::Range;

use crate::document::NoteId;
use crate::geometry::Length;
use crate::layout::page::vlist::{Cost, NoteLines, PageColumn, VBox, VList, cost};

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

/// What of its notes a page takes: some whole, and of the next perhaps a few lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Taken {
    whole: usize,
    lines: usize,
    pub(super) height: Length,
    /// What it costs that some are left.
    pub(super) cost: Cost,
}

impl Foot {
    /// How many lines of a note stand on earlier pages.
    fn skip(&self, index: usize) -> usize {
        if index == 0 { self.first_line } else { 0 }
    }

    /// What is left of the notes where so much of them is taken.
    pub(super) fn rest(&self, taken: Taken) -> Rest {
        match self.notes.get(taken.whole..) {
            None | Some([]) => Rest::default(),
            Some(notes) => Rest { notes: notes.to_vec(), line: self.skip(taken.whole) + taken.lines },
        }
    }
}

/// The notes of a vertical list, and the column that they share with its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Footnotes<'a> {
    pub(super) list: &'a VList,
    pub(super) column: &'a PageColumn,
}

impl Footnotes<'_> {
    /// The height of a footnote area with these lines: the rule above them, and the lines. Nothing without notes.
    pub(super) fn height(&self, notes: &[NoteLines]) -> Length {
        if notes.is_empty() {
            return Length::ZERO;
        }
        let heights =
            notes.iter().enumerate().map(|(at, it)| self.note_height(it.note, it.lines.clone(), at == 0));
        self.column.note_rule + heights.sum()
    }

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
        let skip = foot.skip(foot.notes.len());
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

    /// What of the notes fits into `room`.
    pub(super) fn take(&self, foot: &Foot, room: Length) -> Taken {
        if foot.height <= room || foot.notes.is_empty() {
            return self.take_all(foot);
        }
        let mut height = self.column.note_rule;
        for (index, note) in foot.notes.iter().enumerate() {
            let (first, skip) = (index == 0, foot.skip(index));
            let all = self.note_height(*note, skip..usize::MAX, first);
            if height + all <= room {
                height += all;
                continue;
            }
            let lines = self.lines_that_fit(*note, skip, room - height, first);
            let late = foot.notes.len() - index - 1 + usize::from(lines == 0);
            let unbegun = late.min(foot.notes.len().saturating_sub(foot.carried.max(index)));
            height += self.note_height(*note, skip..skip + lines, first);
            if index == 0 && lines == 0 {
                height = Length::ZERO;
            }
            let cost = cost::SPLIT_NOTE + unbegun as Cost * cost::OVERFULL;
            return Taken { whole: index, lines, height, cost };
        }
        Taken { whole: foot.notes.len(), lines: 0, height, cost: 0 }
    }

    /// All that a foot holds.
    pub(super) fn take_all(&self, foot: &Foot) -> Taken {
        Taken { whole: foot.notes.len(), lines: 0, height: foot.height, cost: 0 }
    }

    /// The notes that are taken: of each, which lines.
    pub(super) fn notes(&self, foot: &Foot, taken: Taken) -> Vec<NoteLines> {
        let mut notes = Vec::with_capacity(taken.whole + 1);
        for (index, note) in foot.notes.iter().enumerate().take(taken.whole + usize::from(taken.lines > 0)) {
            let skip = foot.skip(index);
            let whole = index < taken.whole;
            let end = if whole { self.note_boxes(*note).len() } else { skip + taken.lines };
            notes.push(NoteLines { note: *note, lines: skip..end });
        }
        notes
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
