//! The notes at the foot of a page while it is filled: what they take, and where one is divided.

use std::ops::Range;

use crate::document::NoteId;
use crate::geometry::Length;
use crate::layout::page::vlist::{Cost, NoteLines, PageColumn, VBox, VList, cost};

/// What is carried over of the notes of a page: the rest of one, and then whole ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct CarriedOver {
    pub(super) notes: Vec<NoteId>,
    line: usize,
}

/// The notes of a page while it is filled.
pub(super) struct FootnoteArea {
    notes: Vec<NoteId>,
    first_line: usize,
    /// How many of them were begun on an earlier page.
    carried: usize,
    height: Length,
}

/// The notes that a page has room for: some whole, and of the next perhaps a few lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlacedNotes {
    whole: usize,
    lines: usize,
    pub(super) height: Length,
    /// What it costs that some are left.
    pub(super) cost: Cost,
}

impl FootnoteArea {
    /// How many lines of a note are on earlier pages.
    fn skip(&self, index: usize) -> usize {
        if index == 0 { self.first_line } else { 0 }
    }

    /// What is carried over where `placed` is on the page.
    pub(super) fn carried(&self, placed: PlacedNotes) -> CarriedOver {
        match self.notes.get(placed.whole..) {
            None | Some([]) => CarriedOver::default(),
            Some(notes) => {
                CarriedOver { notes: notes.to_vec(), line: self.skip(placed.whole) + placed.lines }
            }
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

    /// The footnote area of a page that begins with notes that are carried over.
    pub(super) fn area(&self, carried: &CarriedOver) -> FootnoteArea {
        let mut area = FootnoteArea {
            notes: Vec::new(),
            first_line: carried.line,
            carried: carried.notes.len(),
            height: Length::ZERO,
        };
        for note in &carried.notes {
            self.add(&mut area, *note);
        }
        area
    }

    /// Adds a note to the area.
    pub(super) fn add(&self, area: &mut FootnoteArea, note: NoteId) {
        let first = area.notes.is_empty();
        let skip = area.skip(area.notes.len());
        if first {
            area.height += self.column.note_rule;
        }
        area.height += self.note_height(note, skip..usize::MAX, first);
        area.notes.push(note);
    }

    /// The height of lines of a note; the gap above counts unless it is the first.
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
    pub(super) fn take(&self, area: &FootnoteArea, room: Length) -> PlacedNotes {
        if area.height <= room || area.notes.is_empty() {
            return self.take_all(area);
        }
        let mut height = self.column.note_rule;
        for (index, note) in area.notes.iter().enumerate() {
            let (first, skip) = (index == 0, area.skip(index));
            let all = self.note_height(*note, skip..usize::MAX, first);
            if height + all <= room {
                height += all;
                continue;
            }
            let lines = self.lines_that_fit(*note, skip, room - height, first);
            let late = area.notes.len() - index - 1 + usize::from(lines == 0);
            let unbegun = late.min(area.notes.len().saturating_sub(area.carried.max(index)));
            height += self.note_height(*note, skip..skip + lines, first);
            if index == 0 && lines == 0 {
                height = Length::ZERO;
            }
            let cost = cost::SPLIT_NOTE + unbegun as Cost * cost::OVERFULL;
            return PlacedNotes { whole: index, lines, height, cost };
        }
        PlacedNotes { whole: area.notes.len(), lines: 0, height, cost: 0 }
    }

    /// The same where all may take `more`, but not a part of them.
    pub(super) fn take_tight(&self, area: &FootnoteArea, room: Length, more: Length) -> PlacedNotes {
        let fits = area.height > room && area.height <= room + more;
        self.take(area, if fits { room + more } else { room })
    }

    /// All notes of the area.
    pub(super) fn take_all(&self, area: &FootnoteArea) -> PlacedNotes {
        PlacedNotes { whole: area.notes.len(), lines: 0, height: area.height, cost: 0 }
    }

    /// The notes that are placed, with their lines.
    pub(super) fn notes(&self, area: &FootnoteArea, placed: PlacedNotes) -> Vec<NoteLines> {
        let mut notes = Vec::with_capacity(placed.whole + 1);
        for (index, note) in area.notes.iter().enumerate().take(placed.whole + usize::from(placed.lines > 0))
        {
            let skip = area.skip(index);
            let whole = index < placed.whole;
            let end = if whole { self.note_boxes(*note).len() } else { skip + placed.lines };
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
