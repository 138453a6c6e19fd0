//! The notes: their words, their features, and the links to and from them.

use crate::verify::content::Location;
use crate::verify::normalized::{Note, Text};
use crate::verify::word::shown;

use super::comparison::{Comparison, TextPair};

impl Comparison<'_> {
    /// Compares the words and features of each note, and the links to and from it.
    pub(super) fn notes(&mut self, pair: &TextPair) {
        let (expected, found, structured) = (pair.expected, pair.found, self.content.structured);
        if found.notes.is_empty() && !structured {
            // They are in the text, and have been compared there.
            return;
        }
        for (at, note) in expected.notes.iter().enumerate() {
            let by_name = || found.notes.iter().find(|it| it.name == note.name);
            let found_note = if structured { found.notes.get(at) } else { by_name() };
            match found_note {
                Some(found_note) => self.note(at + 1, note, found_note, pair),
                None => {
                    let message = format!("note {} is missing: `{}`", at + 1, shown(&note.text.words));
                    self.structure(note.location, Location::Whole, message);
                }
            }
        }
        for note in found.notes.iter().skip(expected.notes.len()).filter(|_| structured) {
            let message = format!("a note is added: `{}`", shown(&note.text.words));
            self.structure(Location::Whole, note.location, message);
        }
        for location in &found.lost_marks {
            self.structure(Location::Whole, *location, "the mark of a note leads to no note");
        }
    }

    fn note(&mut self, number: usize, expected: &Note, found: &Note, pair: &TextPair) {
        let label = label_length(&expected.text, &found.text, number);
        let body = label..found.text.words.len();
        let hunks = self.words(&expected.text.words, &found.text.words, &body);
        if self.content.structured {
            let pair = TextPair { hunks: &hunks, body, ..*pair };
            self.features(&expected.text, &found.text, &pair);
            self.note_links(number, expected.location, found);
        }
    }

    /// A mark leads to the note, a link leads back, and its label is its number.
    fn note_links(&mut self, number: usize, source: Location, note: &Note) {
        if !note.marked {
            self.structure(source, note.location, format!("no mark leads to note {number}"));
        }
        if note.back_links == 0 {
            self.structure(
                source,
                note.location,
                format!("no link leads back from note {number} to its mark"),
            );
        }
        let digits: String = note.label.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() && digits != number.to_string() {
            self.structure(source, note.location, format!("note {number} has the label `{}`", note.label));
        }
    }
}

/// How many words at the start of a note are its own label, which the source does not have.
fn label_length(expected: &Text, found: &Text, number: usize) -> usize {
    let number = number.to_string();
    let starts = |text: &Text| text.words.first().is_some_and(|it| it.text == number);
    if !starts(found) || starts(expected) {
        return 0;
    }
    let dot = found.words.get(1).is_some_and(|it| matches!(it.text.as_str(), "." | ")" | ":"));
    let expects = expected.words.first().is_some_and(|it| it.text == ".");
    1 + usize::from(dot && !expects)
}
