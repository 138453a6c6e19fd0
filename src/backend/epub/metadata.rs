//! What the package document says about the book, beyond what epub-builder writes.
//!
//! The name by which reading systems know the book again.

use crate::backend::epub::options::EpubOptions;
use crate::document::{Contributor, Document, Lang, Meta};
use crate::markup::{Element, address};
use crate::publication::isbn::Isbn;
use uuid::Uuid;

/// The id of the title that epub-builder writes.
pub(super) const TITLE: &str = "title";

/// The metadata that epub-builder leaves out or gets wrong, in the order of writing (EPUB 3.3, 5.5);
/// `page_source` names the edition whose pages are marked.
pub(super) fn elements(document: &Document, page_source: Option<&str>) -> Vec<Element> {
    let meta = &document.meta;
    let mut elements: Vec<Element> =
        languages(document).into_iter().map(|it| Element::new("dc:language").text(it.as_str())).collect();
    elements.extend(meta.subtitle.iter().flat_map(|it| subtitle(it)));
    elements.extend(meta.contributors.iter().enumerate().flat_map(|(at, it)| contributor(at, it)));
    elements.extend(meta.publisher.iter().map(|it| Element::new("dc:publisher").text(it)));
    elements.extend(meta.date.iter().map(|it| Element::new("dc:date").text(it.to_iso())));
    elements.extend(meta.series.iter().flat_map(|it| series(&it.name, it.number.as_deref())));
    elements.extend(page_source.into_iter().flat_map(page_break_source));
    elements
}

/// A property of the publication.
pub(super) fn property(name: &str, value: impl Into<String>) -> Element {
    Element::new("meta").with("property", name).text(value)
}

/// A property of another element of the metadata.
fn refining(id: &str, name: &str, value: &str) -> Element {
    Element::new("meta").with("refines", format!("#{id}")).with("property", name).text(value)
}

/// The title is marked as the main one where a subtitle is beside it.
fn subtitle(text: &str) -> [Element; 5] {
    [
        refining(TITLE, "title-type", "main"),
        refining(TITLE, "display-seq", "1"),
        Element::new("dc:title").with("id", "subtitle").text(text),
        refining("subtitle", "title-type", "subtitle"),
        refining("subtitle", "display-seq", "2"),
    ]
}

/// Authors are creators, all others contributors; the role is a MARC relator code.
fn contributor(at: usize, person: &Contributor) -> Vec<Element> {
    let id = format!("contributor-{}", at + 1);
    let name = if person.role == "aut" { "dc:creator" } else { "dc:contributor" };
    let role = refining(&id, "role", &person.role).with("scheme", "marc:relators");
    let mut elements = vec![Element::new(name).with("id", &id).text(&person.name), role];
    elements.extend(person.file_as.iter().map(|it| refining(&id, "file-as", it)));
    elements
}

/// A `group-position` is a number, or numbers with full stops (EPUB 3.3, D.3.5); anything else is left out.
fn series(name: &str, position: Option<&str>) -> Vec<Element> {
    let mut elements = vec![
        property("belongs-to-collection", name).with("id", "series"),
        refining("series", "collection-type", "series"),
    ];
    let is_number = |it: &&str| it.split('.').all(|part| part.parse::<u32>().is_ok());
    elements.extend(position.filter(is_number).map(|it| refining("series", "group-position", it)));
    elements
}

/// Where the page numbers come from, for today's readers (EPUB Accessibility 1.1, 2.4) and for those of
/// version 1.0. It is a property of EPUB's own vocabulary: with the prefix `a11y` EPUBCheck 5.3 refuses it.
fn page_break_source(source: &str) -> [Element; 3] {
    [
        property("pageBreakSource", source),
        Element::new("dc:source").with("id", "page-source").text(source),
        refining("page-source", "source-of", "pagination"),
    ]
}

/// The claim to conform, which only somebody who has looked at the book can make (EPUB Accessibility 1.1, 2.3.2,
/// 2.3.3): none without a certifier.
pub(super) fn conformance(options: &EpubOptions) -> Vec<Element> {
    let Some(certifier) = &options.certifier else { return Vec::new() };
    let mut elements = vec![
        property("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA")
            .with("id", "conformance"),
        refining("conformance", "a11y:certifiedBy", certifier).with("id", "certifier"),
    ];
    let credential = options.certifier_credential.iter();
    elements.extend(credential.map(|it| refining("certifier", "a11y:certifierCredential", it)));
    let report = |it: &String| {
        let link = Element::new("link").with("refines", "#certifier").with("rel", "a11y:certifierReport");
        link.with("href", address::encode(it))
    };
    elements.extend(options.certifier_report.iter().map(report));
    elements
}

/// The main language first, then the others in the order of their appearance.
fn languages(document: &Document) -> Vec<&Lang> {
    let mut found = vec![&document.meta.lang];
    document.walk(|node| {
        for lang in node.attributes().filter_map(|it| it.lang.as_ref()) {
            if !found.contains(&lang) {
                found.push(lang);
            }
        }
    });
    found
}

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
