//! What a book says of its accessibility, over documents of many kinds.
//!
//! Documents that want to break the book.

use crate::backend::epub::tests::reader::Book;
use crate::backend::epub::tests::sample::Sample;

fn book(markdown: &str) -> Book {
    Sample::of(&format!("---\ntitle: T\nlang: en\n---\n\n{markdown}\n")).book()
}

/// The values of a property of accessibility, joined.
fn said(book: &Book, name: &str) -> String {
    book.package().property(&format!("schema:access{name}")).join(" | ")
}

#[test]
fn what_is_perceived_and_what_is_enough_follow_from_the_document() {
    let modes = [
        ("Text.", "textual", "textual"),
        ("", "textual", "textual"),
        ("Text.\n\n![A map.](map.png)", "textual | visual", "textual | textual,visual"),
        ("Text ![A map.](map.png) and text.", "textual | visual", "textual | textual,visual"),
        ("Text.\n\n![](map.png)", "textual | visual", "textual,visual"),
        ("Text.\n\n![](map.png){.decorative}", "textual", "textual"),
        ("![A map.](map.png)", "visual", "textual | visual"),
        ("![](map.png)", "visual", "visual"),
        ("| a | b |\n|---|---|\n| c | d |", "textual", "textual"),
        ("```\ncode\n```", "textual", "textual"),
        ("E = mc^2^ and H~2~O.", "textual", "textual"),
        ("Text.[^1]\n\n[^1]: A note with ![a map](map.png).", "textual | visual", "textual | textual,visual"),
    ];
    for (markdown, mode, sufficient) in modes {
        let book = book(markdown);
        assert_eq!(said(&book, "Mode"), mode, "{markdown}");
        assert_eq!(said(&book, "ModeSufficient"), sufficient, "{markdown}");
        assert_eq!(said(&book, "ibilityHazard"), "none", "{markdown}");
    }
}

#[test]
fn features_follow_from_the_document() {
    let common = "ARIA | displayTransformability | readingOrder";
    let described = format!("alternativeText | {common}");
    let headed = format!("{common} | structuralNavigation | tableOfContents");
    let features = [
        ("Text.", common),
        ("# One\n\nText.", &headed),
        ("Text.\n\n![A map.](map.png)", &described),
        ("Text.\n\n![A map.](map.png)\n\n![](map.png)", common),
        ("Text.\n\n![A map.](map.png)\n\n![](map.png){.decorative}", &described),
        ("Text.\n\n![](map.png){.decorative}", common),
        ("Text.[^1]\n\n[^1]: A note with ![](map.png).", common),
    ];
    for (markdown, expected) in features {
        assert_eq!(said(&book(markdown), "ibilityFeature"), expected, "{markdown}");
    }
}

#[test]
fn the_summary_is_in_the_language_of_the_publication_and_says_what_is_so() {
    let summary = |lang: &str, markdown: &str| {
        let book = Sample::of(&format!("---\ntitle: T\nlang: {lang}\n---\n\n{markdown}\n")).book();
        let package = book.package();
        let metas = package.elements("meta");
        let summary =
            metas.into_iter().find(|it| it.get("property").is_some_and(|it| it.ends_with("Summary")));
        (said(&book, "ibilitySummary"), summary.expect("a summary").remove("xml:lang"))
    };
    let (english, lang) = summary("en-GB", "# One\n\nText.");
    assert_eq!(lang, None);
    let expected = "The text flows and takes the reader’s own type, size, and colours. It has no images that carry \
                    information. Its headings are marked and listed in the contents.";
    assert_eq!(english, expected);
    let (german, _) = summary("de", "Text.\n\n![](map.png)\n\n![Karte](map.png)");
    assert!(german.ends_with("Bilder ohne Alternativtext: 1 von 2."), "{german}");
    let (chinese, _) = summary("zh-Hant", "Text.");
    assert!(chinese.ends_with("颜色。没有承载信息的图像。"), "{chinese}");
    let (unknown, lang) = summary("fi", "Text.");
    assert_eq!((unknown.starts_with("The text flows"), lang.as_deref()), (true, Some("en")));
}

#[test]
fn a_book_conforms_where_somebody_says_so_and_nothing_speaks_against_it() {
    let certified = |markdown: &str| {
        let front = "epub:\n  certifier: The House\n  certifier-credential: A badge\n  \
                     certifier-report: https://example.org/report";
        Sample::of(&format!("---\ntitle: T\nlang: en\n{front}\n---\n\n{markdown}\n")).book()
    };
    let claim = |book: &Book| book.package().property("dcterms:conformsTo");
    let book = certified("Text.");
    assert_eq!(claim(&book), ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]);
    assert_eq!(book.package().property("a11y:certifiedBy"), ["The House"]);
    assert_eq!(book.package().property("a11y:certifierCredential"), ["A badge"]);
    let links = book.package().elements("link");
    assert_eq!(
        (&*links[0]["rel"], &*links[0]["href"]),
        ("a11y:certifierReport", "https://example.org/report")
    );
    let without = certified("Text.\n\n![](map.png)");
    assert!(claim(&without).is_empty() && without.package().property("a11y:certifiedBy").is_empty());
    assert!(claim(&self::book("Text.")).is_empty());
}

#[test]
fn every_language_and_the_direction_are_said() {
    let book = Sample::of(
        "---\ntitle: T\nlang: ar\n---\n\nنص [text]{lang=en} و [texte]{lang=fr}, [more]{lang=en}.\n",
    )
    .book();
    assert_eq!(book.package().values("dc:language"), ["ar", "en", "fr"]);
    assert_eq!(book.package().attributes("page-progression-direction"), ["rtl"]);
}

const FRONT: &str = "---\ntitle: 'A <b> & \"B\" ]]> x'\nauthor: 'R & D <x@y>'\nlang: en\nrights: '© <a> & b'\n\
    subjects: ['a & b', '<c>']\nidentifier: 'urn:x:a&b<c>'\n---\n\n";

#[test]
fn markup_in_metadata_is_text() {
    let book = Sample::of(&format!("{FRONT}# One <kbd>k</kbd> & \\<i>\n\nText &#1; &#x7f; end.\n")).book();
    let package = book.package();
    assert_eq!(package.values("dc:creator"), ["R & D <x@y>"]);
    assert_eq!(package.values("dc:subject"), ["a & b", "<c>"]);
    assert_eq!(package.values("dc:identifier"), ["urn:x:a&b<c>"]);
    assert!(book.file("toc.ncx").values("text").iter().any(|it| it == "One k & <i>"));
    let text = book.file("chapter-001.xhtml").text();
    assert!(text.contains('\u{fffd}') && !text.contains(['\u{1}', '\u{7f}']), "{text}");
}

#[test]
fn ids_of_every_kind_are_led_to() {
    let book = Sample::of(
        "# A {#1digit}\n\nSee [b](#überß), [c](#نص) and [d](#d.e:f).\n\n# B {#überß}\n\nText.\n\n# C {#نص}\n\nText.\n\n\
         # D {#d.e:f}\n\n[a](#1digit)\n",
    )
    .book();
    let links = book.file("chapter-001.xhtml").attributes("href");
    for to in ["chapter-002.xhtml#überß", "chapter-003.xhtml#نص", "chapter-004.xhtml#d.e:f"] {
        assert!(links.contains(&to.to_owned()), "{to} in {links:?}");
    }
    assert!(
        book.file("chapter-004.xhtml").attributes("href").contains(&"chapter-001.xhtml#1digit".to_owned())
    );
}

#[test]
fn pictures_of_one_name_in_two_folders_stay_two() {
    let mut sample = Sample::of("![One.](a/map.png)\n\n![Two.](b/map.png)\n\n![One again.](a/map.png)\n");
    let map = sample.resources["map.png"].clone();
    for path in ["a/map.png", "b/map.png"] {
        sample.resources.insert(path.to_owned(), map.clone());
    }
    let shown = sample.book().file("chapter-001.xhtml").attributes("src");
    assert_eq!(shown, ["images/image-001.png", "images/image-002.png", "images/image-001.png"]);
}

#[test]
fn many_headings_are_all_listed() {
    let source: String =
        (0..600).map(|it| format!("{} H{it}\n\nText.\n\n", "#".repeat(1 + it % 6))).collect();
    let book = Sample::of(&source).book();
    assert_eq!(book.file("nav.xhtml").attributes("href").iter().filter(|it| it.contains("#h")).count(), 600);
    assert_eq!(
        book.spine().count(),
        103,
        "cover, title page, contents, a file for each of a hundred chapters"
    );
}
