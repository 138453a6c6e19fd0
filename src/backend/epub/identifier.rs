//! The name by which reading systems know the book again.

use uuid::Uuid;

use crate::document::{Document, Meta};
use crate::publication::isbn::Isbn;

/// The identifier of a publication: the author's, or one made from what does not change between editions.
///
/// It is not a hash of the content: a corrected edition is the same book, and
/// keeps the reader's place and notes (EPUB 3.3, 5.5.3.1.1).
pub(super) fn identifier(document: &Document) -> String {
    let given = document.meta.identifier.as_deref().map(str::trim).filter(|it| !it.is_empty());
    match given {
        // A number alone does not say of what kind it is (RFC 8254, 2).
        Some(given) => match Isbn::read(given).filter(Isbn::is_sound) {
            Some(isbn) => format!("urn:isbn:{}", isbn.plain()),
            None => given.to_owned(),
        },
        None => uuid(&document.meta).urn().to_string(),
    }
}

/// A name-based UUID (RFC 9562, 5.5) of the address, or else of who is behind the
/// publication, with the language and the name of its files.
pub(super) fn uuid(meta: &Meta) -> Uuid {
    let house = meta.url.as_deref().or(meta.publisher.as_deref()).or(meta.authors().next()).unwrap_or("");
    let name = format!("{house}\n{}\n{}", meta.lang, meta.slug);
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_erratum_keeps_the_identifier() {
        let mut document = Document::default();
        document.meta.slug = "statement".to_owned();
        document.meta.publisher = Some("The House".to_owned());
        let first = identifier(&document);
        assert!(first.starts_with("urn:uuid:"));
        document.meta.title = "A corrected title".to_owned();
        assert_eq!(identifier(&document), first);
        document.meta.slug = "report".to_owned();
        assert_ne!(identifier(&document), first);
        document.meta.identifier = Some("urn:isbn:9780000000002".to_owned());
        assert_eq!(identifier(&document), "urn:isbn:9780000000002");
        document.meta.identifier = Some("ISBN 978-3-16-148410-0".to_owned());
        assert_eq!(identifier(&document), "urn:isbn:9783161484100");
        document.meta.identifier = Some("978-3-16-148410-1".to_owned());
        assert_eq!(identifier(&document), "978-3-16-148410-1", "its check digit is wrong");
    }
}
