//! Notes, and the ways back from them.

use crate::document::{Note, NoteId, NoteRef};
use crate::markup::{Element, Lowering, Node};

impl Lowering<'_> {
    /// The notes of these ids as a section with a heading; `None` for none.
    ///
    /// In a page they are a list, in a book asides that reading systems open in place (EPUB 3.3, structural
    /// semantics; DPUB-ARIA 1.1, `doc-footnote`).
    pub fn notes(&mut self, ids: &[NoteId]) -> Option<Element> {
        let document = self.document;
        let notes: Vec<(NoteId, &Note)> =
            ids.iter().filter_map(|id| Some((*id, document.notes.get(*id)?))).collect();
        if notes.is_empty() {
            return None;
        }
        // A page of several begins where the one before has ended.
        let items = notes.into_iter().zip(1..);
        let items: Vec<Node> = items.map(|((id, note), at)| self.note(id, note, at).into()).collect();
        let title = self.ids.place("notes");
        let heading = self.spoken(Element::new("h2").with("id", title.clone()).text(self.words.notes));
        let section =
            Element::new("section").with("class", "notes").with("aria-labelledby", title).child(heading);
        let section = self.typed(section, "footnotes", "doc-endnotes");
        Some(if self.is_page() {
            section.child(Element::new("ol").children(items))
        } else {
            section.children(items)
        })
    }

    /// A note, the `at`th of its section.
    fn note(&mut self, id: NoteId, note: &Note, at: u32) -> Element {
        let content = self.nested(&note.blocks);
        let count = u32::try_from(note.references.len()).unwrap_or(u32::MAX);
        let back: Vec<Node> = (0..count).map(|it| self.back(id, it, count).into()).collect();
        let back = Element::new("p").with("class", "back").children(back);
        let place = self.ids.note(id);
        if self.is_page() {
            let number = (id.number() != at).then(|| id.number().to_string());
            let item = Element::new("li").with("id", place).maybe("value", number);
            return item.children(content).child(back);
        }
        let number = Element::new("p").with("class", "note-number").text(format!("{}.", id.number()));
        let aside = self.typed(Element::new("aside").with("id", place), "footnote", "doc-footnote");
        aside.child(number).children(content).child(back)
    }

    /// The way back to one of the marks; where there are several, each says which.
    fn back(&self, note: NoteId, occurrence: u32, count: u32) -> Element {
        let mark = NoteRef { note, occurrence };
        let href = self.resolver.mark(mark, &self.ids.mark(mark));
        let name = match count {
            1 => format!("{}, {} {}", self.words.back_to_text, self.words.note, note.number()),
            _ => format!(
                "{}, {} {} ({})",
                self.words.back_to_text,
                self.words.note,
                note.number(),
                occurrence + 1
            ),
        };
        let link = self.spoken(Element::new("a").with("href", href).with("aria-label", name));
        self.typed(link, "backlink", "doc-backlink").text("\u{21A9}\u{FE0E}")
    }
}
