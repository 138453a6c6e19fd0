//! The ids that the program makes itself: for notes, their marks, the contents.

use crate::document::{Document, NoteId, NoteRef};

/// Makers of ids that no id of the document can meet.
///
/// They begin with underscores, one more than any id of the author does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids {
    prefix: String,
}

impl Ids {
    /// The makers for a document.
    pub fn new(document: &Document) -> Ids {
        let underscores = |id: &str| id.bytes().take_while(|it| *it == b'_').count();
        let most = document.references.iter().map(|(id, _)| underscores(id.as_str())).max().unwrap_or(0);
        Ids { prefix: "_".repeat(most + 1) }
    }

    /// The id of a place that exists once.
    pub fn place(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// The id of the `number`th place of a kind.
    pub fn numbered(&self, name: &str, number: u32) -> String {
        format!("{}{name}-{number}", self.prefix)
    }

    /// The id of a note.
    pub fn note(&self, note: NoteId) -> String {
        self.numbered("note", note.number())
    }

    /// The id of a mark: `_mark-3` for the first to the third note, `_mark-3-2` for the second.
    pub fn mark(&self, mark: NoteRef) -> String {
        let first = self.numbered("mark", mark.note.number());
        if mark.occurrence == 0 { first } else { format!("{first}-{}", mark.occurrence + 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Id;
    use crate::source::Span;

    #[test]
    fn made_ids_give_way_to_those_of_the_author() {
        let mut document = Document::default();
        assert_eq!(Ids::new(&document).place("notes"), "_notes");
        let id = Id::new("__notes").expect("an id");
        document.references.insert(id, Span::default()).expect("a new id");
        assert_eq!(Ids::new(&document).place("notes"), "___notes");
    }
}
