//! How an address and a fragment are written in markup.
//!
//! The ids that the program makes itself: for notes, their marks, the contents.

use crate::document::{Document, NoteId, NoteRef};

/// An address as an attribute may hold it: what is no code point of URLs becomes percent-encoded, what is
/// encoded already stays (URL living standard, 4.3).
pub fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let bytes = address.as_bytes();
    for (at, it) in address.char_indices() {
        let encoded =
            it == '%' && bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        if encoded || is_url_code_point(it) { out.push(it) } else { push_encoded(it, &mut out) }
    }
    out
}

/// A fragment with its `#` that leads to an id.
pub fn fragment(id: &str) -> String {
    let mut out = String::from("#");
    for it in id.chars() {
        if is_url_code_point(it) && it != '#' { out.push(it) } else { push_encoded(it, &mut out) }
    }
    out
}

fn push_encoded(it: char, out: &mut String) {
    for byte in it.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        for half in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(u32::from(half), 16).map(|it| it.to_ascii_uppercase()));
        }
    }
}

/// URL code points, and `#`, which begins a fragment (URL living standard, 4.3).
fn is_url_code_point(it: char) -> bool {
    match it {
        '!' | '#' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/' | ':' | ';' | '='
        | '?' | '@' | '_' | '~' => true,
        _ if it.is_ascii() => it.is_ascii_alphanumeric(),
        _ => !it.is_control() && u32::from(it) & 0xFFFE != 0xFFFE && !it.is_whitespace(),
    }
}

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
    fn addresses_hold_code_points_of_urls_alone() {
        assert_eq!(
            encode("https://example.org/a b?q=[1]&r=%20%zz|é"),
            "https://example.org/a%20b?q=%5B1%5D&r=%20%25zz%7Cé"
        );
        assert_eq!(fragment("наш-дом"), "#наш-дом");
        assert_eq!(fragment("50%\"#"), "#50%25%22%23");
    }

    #[test]
    fn made_ids_give_way_to_those_of_the_author() {
        let mut document = Document::default();
        assert_eq!(Ids::new(&document).place("notes"), "_notes");
        let id = Id::new("__notes").expect("an id");
        document.references.insert(id, Span::default()).expect("a new id");
        assert_eq!(Ids::new(&document).place("notes"), "___notes");
    }
}
