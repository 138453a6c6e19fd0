//! Reads finished books back as a stranger does: with a zip reader and an XML reader.

mod claims;
mod cover;
mod fonts;
mod paged;
mod reader;
mod sample;
mod set;

use std::collections::BTreeSet;

use crate::backend::epub::tests::sample::{Sample, image};

#[test]
fn the_first_bytes_say_what_the_file_is() {
    let bytes = Sample::new().bytes();
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip", "stored, first, without an extra field");
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(bytes[8..10], [0, 0], "stored");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(Sample::new().bytes(), Sample::new().bytes());
}

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    let book = Sample::new().book();
    let mut places = BTreeSet::new();
    for (path, file) in book.files() {
        assert!(places.insert((path.to_owned(), String::new())));
        for id in file.attributes("id") {
            assert!(places.insert((path.to_owned(), id.clone())), "{path} has the id {id} twice");
        }
    }
    for (path, file) in book.files() {
        for address in ["href", "src"].into_iter().flat_map(|it| file.attributes(it)) {
            let (to, fragment) = address.split_once('#').unwrap_or((&address, ""));
            let to = if to.is_empty() { path } else { to };
            assert!(places.contains(&(to.to_owned(), fragment.to_owned())), "{path} links to {address}");
        }
    }
}

#[test]
fn a_note_stands_in_the_file_of_its_first_mark() {
    let book = Sample::new().book();
    let first = book.file("chapter-001.xhtml");
    assert!(first.text().contains("A note."));
    assert!(first.attributes("href").contains(&"#_note-1".to_owned()));
    let second = book.file("chapter-002.xhtml");
    assert!(second.attributes("href").contains(&"chapter-001.xhtml#_note-1".to_owned()));
    assert!(first.attributes("href").contains(&"chapter-002.xhtml#_mark-1-2".to_owned()));
}

#[test]
fn the_spine_says_the_words_of_the_document_in_its_order() {
    let book = Sample::new().book();
    let words: String = book.spine().map(|(_, file)| file.text()).collect::<Vec<_>>().join(" ");
    let mut rest = words.as_str();
    for words in ["First", "One note", "Second", "Again", "back", "A map."] {
        let at = rest.find(words).unwrap_or_else(|| panic!("{words} is not in {rest}"));
        rest = &rest[at + words.len()..];
    }
}

#[test]
fn metadata_says_what_the_author_says() {
    let mut sample = Sample::new();
    sample.document.meta.title = "Bread & <roses>".to_owned();
    sample.document.meta.rights = Some("© \u{1} 2019".to_owned());
    let book = sample.book();
    let package = book.package();
    assert_eq!(package.values("dc:title"), ["Bread & <roses>"]);
    assert_eq!(package.values("dc:rights"), ["© \u{fffd} 2019"]);
    assert_eq!(package.values("dc:language"), ["en", "ar"]);
    assert_eq!(package.values("dc:creator"), ["Ann Author"]);
    assert_eq!(package.values("dc:contributor"), ["Ed Itor"]);
    assert_eq!(package.values("dc:date"), ["2019-11"]);
    assert_eq!(package.property("dcterms:modified"), ["2019-11-30T00:00:00Z"]);
    assert_eq!(package.property("role"), ["aut", "edt"]);
    assert_eq!(package.property("belongs-to-collection"), ["Papers"]);
    assert!(package.property("dcterms:conformsTo").is_empty(), "no claim without a certifier");
    assert_eq!(package.attributes("page-progression-direction"), ["ltr"]);
}

#[test]
fn an_image_without_text_takes_the_claim_back() {
    let mut sample = Sample::new();
    let claims = |sample: &Sample| sample.book().package().property("schema:accessibilityFeature");
    assert!(claims(&sample).contains(&"alternativeText".to_owned()));
    sample.document.blocks.push(image(""));
    assert!(!claims(&sample).contains(&"alternativeText".to_owned()));
}

#[test]
fn a_relative_link_is_completed_or_has_its_words_alone() {
    let mut sample = Sample::new();
    sample.document.blocks.push(sample::paragraph(vec![sample::outside("prices.html", "prices")]));
    let links = |sample: &Sample| sample.book().file("chapter-002.xhtml").attributes("href");
    assert!(!links(&sample).iter().any(|it| it.ends_with("prices.html")));
    assert!(sample.book().file("chapter-002.xhtml").text().contains("prices"));
    for url in ["https://example.org/papers/", "https://example.org/papers/index.html"] {
        sample.document.meta.url = Some(url.to_owned());
        assert!(links(&sample).contains(&"https://example.org/papers/prices.html".to_owned()), "{url}");
    }
}

#[test]
fn a_book_from_right_to_left_is_leafed_through_so() {
    let mut sample = Sample::new();
    sample.document.meta.lang = crate::document::Lang::new("ar").expect("a language");
    let book = sample.book();
    assert_eq!(book.package().attributes("page-progression-direction"), ["rtl"]);
    assert_eq!(book.file("chapter-001.xhtml").attributes("dir")[0], "rtl");
}

#[test]
fn a_document_without_anything_is_still_a_book() {
    let mut sample = Sample::new();
    sample.document = crate::document::Document::default();
    assert_eq!(sample.book().spine().count(), 4, "cover, title page, contents, one empty chapter");
}
