//! Notes to parts of their own, each an element after the block that first refers to it.

use crate::document::{Inline, NoteId};
use crate::geometry::{Em, Length};
use crate::layout::blocks::{Blocks, Place, first_marks};
use crate::layout::builder::Builder;
use crate::layout::frame::Mark;
use crate::layout::galley::{Label, PartKind};
use crate::layout::structure::Role;
use crate::layout::style::Figures;
use crate::layout::vlist::{AnchorName, Gap};

impl Blocks<'_> {
    /// Makes the notes that are first referred to in inlines, and those that these refer to.
    pub(super) fn notes_of(&mut self, content: &[Inline], place: &Place) {
        self.await_notes(content);
        self.make_notes(place);
    }

    /// Remembers the notes that are first referred to in inlines.
    pub(super) fn await_notes(&mut self, content: &[Inline]) {
        self.waiting.extend(first_marks(content));
    }

    /// Makes the notes that wait. One that a note refers to waits for the end of that note: notes never nest.
    pub(super) fn make_notes(&mut self, place: &Place) {
        if self.within_note {
            return;
        }
        self.within_note = true;
        while let Some(id) = self.waiting.pop_front() {
            self.make_note(id, place);
        }
        self.within_note = false;
    }

    fn make_note(&mut self, id: NoteId, place: &Place) {
        let Some(note) = self.document.notes.get(id) else { return };
        let outer = (
            std::mem::take(&mut self.parts),
            std::mem::take(&mut self.gap),
            std::mem::take(&mut self.names),
            self.label.take(),
            std::mem::take(&mut self.follows),
        );
        let element = self.structure.element(place.element, Role::Note, note.span);
        let foreign = place.lang != self.design.lang;
        self.structure.get_mut(element).lang = foreign.then(|| self.design.lang.clone());
        let inside = Place { element, ..self.note_place() };
        self.gap = Gap::of(self.design.lines(self.design.theme.note.gap));
        self.names = vec![(AnchorName::Note(id), Some(element))];
        self.label = Some(self.note_label(id, &inside));
        self.blocks(&note.blocks, &inside);
        if self.label.is_some() {
            self.push(PartKind::Empty, &inside);
        }
        let made = std::mem::take(&mut self.parts);
        if let Some(parts) = self.galley.notes.get_mut(id.number() as usize - 1) {
            *parts = made;
        }
        (self.parts, self.gap, self.names, self.label, self.follows) = outer;
    }

    /// The place of the text of notes. It is in the language of the publication, whatever that of its mark.
    fn note_place(&self) -> Place {
        let design = &self.design.theme.note;
        let wanted = self.design.em(design.look.size);
        let size = wanted.max(design.smallest).min(self.design.page.size);
        let scale = Em::of(size, self.design.page.size).to_raw();
        let scale = Length::sp(1000).scale(i64::from(scale), 65_536).to_sp();
        let leading = design.look.leading.to_milli();
        // Its own ems and lines are those of the note, so that what is in it shrinks with it.
        let leading = crate::theme::Lines::milli((i64::from(leading) * 1000 / scale.max(1)) as i32);
        let look = crate::theme::Look { size: Em::milli(1000), leading, ..design.look };
        let start = self.design.em(design.indent).scale(scale, 1000);
        Place { start, look, scale, on_grid: false, ..self.body() }
    }

    /// The number of a note, which leads back to its mark.
    fn note_label(&mut self, id: NoteId, place: &Place) -> Label {
        let span = self.document.notes.get(id).map(|it| it.span.start_point()).unwrap_or_default();
        let label = self.structure.element(place.element, Role::Label, span);
        let link = self.structure.element(label, Role::Link, span);
        let mark = Mark::Content(self.structure.content(link));
        let mut style = self.style(&place.look, place);
        style.text.figures = Figures::Lining;
        let number = id.number().to_string();
        let description = format!("{} {number}", self.words.back_to_text);
        let text = Builder::of_text(&number, &style, mark, span);
        let gap = self.design.theme.list.marker_gap.at(style.text.size);
        Label { text, gap, back: Some((id, link, description)) }
    }
}
