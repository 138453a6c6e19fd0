//! Documents that want to break the book.

use crate::backend::epub::tests::sample::Sample;

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
