//! PDFs without tags: only the positions show the text, and a defect in it is found with its page.

use crate::support::Read;
use crate::support::editions::{backend, fixtures, render_with, show, titled};
use pamphlet::publication::Settings;
use pamphlet::verify::{Format, Report, verify};

/// The report of an untagged edition that is made from one text and compared with another.
fn untagged(made: &Read, read: &Read) -> Report {
    let mut settings = Settings::default();
    settings.set("standard", "none");
    verify(&read.document, "sample", Format::Pdf, &render_with(backend(Format::Pdf), made, &settings))
}

#[track_caller]
fn is_clean(name: &str, read: &Read) {
    let report = untagged(read, read);
    assert!(report.is_clean(), "{name}\n{}", show(&report, &read.sources));
}

#[test]
fn untagged_pdf_of_every_fixture_is_clean() {
    // The bundled fonts have no Chinese, Japanese or Korean. In `column-tables` the mark of a note is behind a number:
    // without tags nothing says that both are not one number.
    let set = fixtures().into_iter().filter(|it| !["east-asian", "column-tables"].contains(&it.0.as_str()));
    set.for_each(|(name, read)| is_clean(&name, &read));
}

#[test]
fn note_continues_on_the_next_page() {
    let line = "A note may be longer than the page that its mark stands on, and then it goes on overleaf. ";
    let notes: String = (1..40).map(|at| format!("    Part {at}. {line}\n\n")).collect();
    let text: String =
        (1..30).map(|at| format!("Paragraph {at} of the text. {}\n\n", line.repeat(3))).collect();
    is_clean(
        "long",
        &titled(&format!("# One\n\nThe text[^1] begins.\n\n{text}\n[^1]: {}", notes.trim_start())),
    );
}

#[test]
fn untagged_defects_are_found_with_their_pages() {
    let source = include_str!("verify/untagged.md");
    let read = titled(source);
    is_clean("the sample", &read);
    let mut missed = Vec::new();
    for (from, to, says, page) in DEFECTS {
        assert_eq!(source.matches(from).count(), 1, "{from}");
        let report = untagged(&titled(&source.replacen(from, to, 1)), &read);
        let line =
            source.lines().take_while(|it| !it.contains(from.lines().next().unwrap_or_default())).count() + 1;
        let found = report.findings.iter().any(|it| {
            let position =
                it.source.and_then(|it| Some(read.sources.get(it.source)?.position(it.range().start)));
            let near = position.is_some_and(|it| it.line.abs_diff(line) <= 2);
            it.message.contains(says) && it.location == *page && near
        });
        if !found {
            missed.push(format!("`{says}` [{page}] {line}\n{}", show(&report, &read.sources)));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// The text in the source, the text in the edition, a part of the message, and the page.
const DEFECTS: &[(&str, &str, &str, &str)] = &[
    ("quick brown fox", "quick fox", "`brown` is missing", "page 1"),
    ("over the lazy dog", "over the lazy lazy dog", "`lazy` is repeated", "page 1"),
    ("north and south", "south and north", "`north and` is missing", "page 1"),
    ("In 1984 there", "In 1985 there", "`1985` instead of `1984`", "page 1"),
    ("were 12 apples", "were 123 apples", "`123` instead of `12`", "page 1"),
    (
        "A paragraph of its own, between two others.\n\n",
        "",
        "instead of `A paragraph of its own, between two others`",
        "page 1",
    ),
    ("2. the letter of the second\n", "", "instead of `the letter of the second`", "page 1"),
    ("a first note of seven short words", "a first note of seven words", "`short` is missing", "page 1"),
    ("holds a list of two", "holds a list of of two", "`of` is repeated", "page 1"),
    ("the year 1871 in it", "the year 1872 in it", "`1872` instead of `1871`", "page 1"),
    ("an item of a note", "an entry of a note", "`entry` instead of `item`", "page 1"),
    ("on the second page", "on the next page", "instead of `second page`", "page 2"),
    (
        "A note at the foot of that page",
        "A note at the head of that page",
        "`head` instead of `foot`",
        "page 2",
    ),
    ("The last words are these.", "The last words these.", "`are` is missing", "page 2"),
];

#[test]
fn missing_or_added_note_is_found() {
    let source = include_str!("verify/untagged.md");
    let read = titled(source);
    let without = source.replace("[^3]", "").replace(": A note at the foot of that page.", "");
    let report = untagged(&titled(&without), &read);
    let said = |report: &Report, text: &str| report.findings.iter().any(|it| it.message.contains(text));
    assert!(said(&report, "note 3 is missing"), "{}", show(&report, &read.sources));
    let twice = source.replace("these.\n", "these.[^4]\n\n[^4]: A note at the foot of that page.\n");
    let report = untagged(&titled(&twice), &read);
    assert!(said(&report, "is added"), "{}", show(&report, &read.sources));
}
