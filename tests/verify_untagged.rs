//! PDFs without tags: positions do not show which words are the text, so their parts are compared with what a build
//! writes.

use crate::support::Read;
use crate::support::editions::{backend, fixtures, render_with, settled, show, titled};
use pamphlet::publication::Settings;
use pamphlet::resolve::names_pages;
use pamphlet::verify::{Format, Report, compare_parts, verify};

/// An edition without tags.
fn untagged(read: &Read) -> Vec<u8> {
    let mut settings = Settings::default();
    settings.set("standard", "none");
    render_with(backend(Format::Pdf), read, &settings)
}

/// The report of an edition that is made from one text and compared with another.
fn report(made: &Read, read: &Read) -> Report {
    let (own, found) = (untagged(read), untagged(made));
    let printed = names_pages(&read.document).then(|| settled(read).1);
    let document = printed.as_deref().unwrap_or(&read.document);
    verify(document, "sample", Format::Pdf, &found).with_parts(compare_parts(Format::Pdf, &own, &found))
}

#[test]
fn untagged_pdf_of_every_fixture_is_clean() {
    // The bundled fonts have no Chinese, Japanese or Korean.
    for (name, read) in fixtures().into_iter().filter(|it| it.0 != "east-asian") {
        let report = report(&read, &read);
        assert!(report.is_clean() && !report.structured, "{name}\n{}", show(&report, &read.sources));
    }
}

#[test]
fn untagged_defects_are_found_with_their_pages() {
    let source = include_str!("verify/untagged.md");
    let read = titled(source);
    let mut missed = Vec::new();
    for (from, to, page) in DEFECTS {
        assert_eq!(source.matches(from).count(), 1, "{from}");
        let report = report(&titled(&source.replacen(from, to, 1)), &read);
        if !report.findings.iter().any(|it| it.location.starts_with(page)) {
            missed.push(format!("`{from}` [{page}]\n{}", show(&report, &read.sources)));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The text in the source, the text in the edition, and the page.
const DEFECTS: &[(&str, &str, &str)] = &[
    ("quick brown fox", "quick fox", "page 1"),
    ("over the lazy dog", "over the lazy lazy dog", "page 1"),
    ("north and south", "south and north", "page 1"),
    ("In 1984 there", "In 1985 there", "page 1"),
    ("were 12 apples", "were 123 apples", "page 1"),
    ("A paragraph of its own, between two others.\n\n", "", "page 1"),
    ("2. the letter of the second\n", "", "page 1"),
    ("a first note of seven short words", "a first note of seven words", "page 1"),
    ("holds a list of two", "holds a list of of two", "page 1"),
    ("the year 1871 in it", "the year 1872 in it", "page 1"),
    ("an item of a note", "an entry of a note", "page 1"),
    ("on the second page", "on the next page", "page 2"),
    ("A note at the foot of that page", "A note at the head of that page", "page 2"),
    ("The last words are these.", "The last words these.", "page 2"),
];

#[test]
fn untagged_pdf_of_another_program_is_not_called_good() {
    let read = titled(include_str!("verify/untagged.md"));
    let found = untagged(&read);
    let report = verify(&read.document, "sample", Format::Pdf, &found);
    assert!(report.needs_parts());
    let report = report.with_parts(None);
    assert!(report.findings.iter().any(|it| it.message.contains("has no tags")));
}
