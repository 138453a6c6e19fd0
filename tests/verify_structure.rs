//! Defects that words alone do not show: tasks, terms, header cells, languages, link targets, hidden text, and text that is
//! repeated or moved. Each is found with its location, in every format that can show it.

#![allow(clippy::expect_used, reason = "a test may panic")]

use crate::support::Read;
use crate::support::defects::{Defect, defect, has_finding, in_book, in_text, missed};
use crate::support::editions::{backend, built, render, show, titled};
use crate::support::pdf::{PdfDefect, all_found_in_pdf, element, elements, in_pages, painted};
use lopdf::content::Operation;
use lopdf::{Document, Object};
use pamphlet::verify::{Format, compare_parts, verify};

fn sample() -> Read {
    titled(include_str!("verify/structure.md"))
}

#[track_caller]
fn all_found(format: Format, defects: &[Defect], plant: fn(&[u8], &Defect) -> Vec<u8>) {
    let missed = missed(&sample(), format, defects, plant);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn sample_is_clean_in_every_format() {
    let read = sample();
    for format in [Format::Pdf, Format::Epub, Format::Html, Format::Text] {
        let report = built(&read, format);
        assert!(report.is_clean(), "{}", show(&report, &read.sources));
    }
}

/// Defects in markup that HTML and EPUB share.
const MARKUP: &[Defect] = &[
    defect("<dt>Tea</dt>", "<dd>Tea</dd>", "term `Tea` is missing", "", 11),
    defect(
        "<dd>\n<p>A meal in the afternoon.</p>\n</dd>",
        "<dt>A meal in the afternoon.</dt>",
        "is missing",
        "",
        13,
    ),
    defect("<dl>\n<dt>Tea</dt>", "<dl>\n<dt>Coffee</dt>", "`Coffee` instead of `Tea`", "line", 11),
    defect(
        "<th scope=\"col\">Word</th>",
        "<td>Word</td>",
        "header cells of table `Word Sense rain water snow`: 1, 0, 0 in its rows, not 2, 0, 0 in its rows",
        "line",
        24,
    ),
    defect("<td>rain</td>", "<th>rain</th>", "2, 1, 0 in its rows, not 2, 0, 0 in its rows", "line", 24),
    defect("<td>rain</td>\n<td>water</td>", "<td>water</td>\n<td>rain</td>", "`rain` is missing", "line", 26),
    defect(" lang=\"fr\" dir=\"ltr\"", "", "`merci` is marked as `en`, not as `fr`", "line", 18),
    defect("lang=\"de\"", "lang=\"nl\"", "`Der` is marked as `nl`, not as `de`", "line", 21),
    defect("<p>First paragraph", "<p lang=\"la\">First paragraph", "`First` is marked as `la`", "line", 33),
    defect(
        "</p>\n<p>Second",
        "</p>\n<p>First paragraph of the end.</p>\n<p>Second",
        "is repeated",
        "line",
        35,
    ),
    defect(
        "<p>First paragraph of the end.</p>\n<p>Second paragraph of the end.</p>",
        "<p>Second paragraph of the end.</p>\n<p>First paragraph of the end.</p>",
        "`First",
        "line",
        33,
    ),
    defect("<p>First paragraph", "<p style=\"display: none\">First paragraph", "is missing", "line", 33),
    defect("<p>First paragraph", "<p style=\"visibility:hidden\">First paragraph", "is missing", "line", 33),
    defect("<p>First paragraph", "<p style=\"font-size: 0px\">First paragraph", "is missing", "line", 33),
    defect("<p>First paragraph", "<p aria-hidden=\"true\">First paragraph", "is missing", "line", 33),
    defect("<p>First paragraph", "<p hidden=\"\">First paragraph", "is missing", "line", 33),
    defect("<p>About thanks.</p>", "<p>About staying.</p>", "`staying` instead of `thanks`", "line", 37),
];

#[test]
fn html_defects_are_found() {
    all_found(Format::Html, MARKUP, in_text);
    let own = [
        defect(" checked=\"\"", "", "task `write the letter", "line", 8),
        defect("disabled=\"\">", "disabled=\"\" checked=\"\">", "task `post the letter", "line", 9),
        defect("<input type=\"checkbox\" disabled=\"\" checked=\"\">", "", "task `write the letter", "", 8),
        defect(">the order</a>", ">the order", "link `the order` is missing", "", 31),
        defect("</head>", "<style>dd p, p { display : none }</style></head>", "is missing", "line", 12),
        defect("<a href=\"#tasks-and-terms\">the", "<a href=\"#order\">the", "link `the tasks`", "line", 31),
        defect(
            "<html lang=\"en\"",
            "<html lang=\"de\"",
            "the language in the metadata is `de`, not `en`",
            "",
            0,
        ),
    ];
    all_found(Format::Html, &own, in_text);
}

#[test]
fn epub_defects_are_found() {
    all_found(Format::Epub, MARKUP, in_book);
    let own = [
        defect("☑</span>", "☐</span>", "task `write the letter", "line", 8),
        defect("☐</span>", "☑</span>", "task `post the letter", "line", 9),
        defect(
            "chapter-001.xhtml#tasks-and-terms\">the",
            "chapter-002.xhtml#order\">the",
            "link `the tasks`",
            "",
            31,
        ),
        defect(
            ">Links and order</a>",
            ">Links</a>",
            "heading `Links and order` is not in the contents",
            "nav",
            29,
        ),
        defect(
            " alt=\"",
            " title=\"",
            "the image `images/cover.png` has no alternative text",
            "cover.xhtml",
            0,
        ),
    ];
    all_found(Format::Epub, &own, in_book);
}

#[test]
fn text_defects_are_found() {
    let defects = [
        defect("[x] write", "[ ] write", "`x` is missing", "line", 8),
        defect("[ ] post", "[x] post", "`x` is added", "line", 9),
        defect("    A meal in the afternoon.\n", "", "is missing", "line", 13),
        defect("First paragraph of the end.\n\n", "", "`First", "line", 33),
        defect("First paragraph of the end.\n\nSecond", "Second", "is missing", "line", 33),
        defect("rain  water", "ice   water", "`ice` instead of `rain`", "line", 26),
        defect("left.[1] He stayed.[2]", "left.[2] He stayed.[1]", "`2` instead of `1`", "line", 18),
        defect("\n[2] About staying.\n", "", "note 2 is missing", "", 39),
        defect("Second paragraph", "Second  para graph", "`para graph` instead of `paragraph`", "line", 35),
    ];
    all_found(Format::Text, &defects, in_text);
}

fn say(document: &mut Document, text: &str, operator: &str, operands: &[i64]) {
    painted(document, text, |all, at| {
        let operands = operands.iter().map(|it| Object::Integer(*it)).collect();
        all.insert(at, Operation::new(operator, operands));
    });
}

/// The property list of the sequence that shows a text.
fn properties(document: &mut Document, text: &str, change: fn(&mut lopdf::Dictionary)) {
    painted(document, text, |all, at| {
        let begin = all[..at].iter().rposition(|it| it.operator == "BDC").expect("a sequence");
        change(all[begin].operands[1].as_dict_mut().expect("properties"));
    });
}

const PAGES: &[PdfDefect] = &[
    (|it| say(it, "First paragraph", "Tr", &[3]), "is not painted", "page 1", 0),
    (|it| say(it, "First paragraph", "g", &[1]), "is white on white", "page 1", 0),
    (|it| say(it, "First paragraph", "Td", &[2000, 0]), "is outside the page", "page 1", 0),
    (
        |it| {
            properties(it, "First paragraph", |it| {
                it.set("ActualText", Object::string_literal("First words of the end."))
            })
        },
        "is visible where `First words of the end.` is read",
        "page 1",
        0,
    ),
    (
        |it| properties(it, "merci", |it| it.set("Lang", Object::string_literal("es"))),
        "`merci` is marked as `es`, not as `fr`",
        "page 1",
        18,
    ),
    (
        |it| properties(it, "Second paragraph", |it| it.set("Lang", Object::string_literal("it"))),
        "`Second` is marked as `it`, not as `en`",
        "page 1",
        35,
    ),
    (|it| renamed(it, "TH", "TD"), "1, 0, 0 in its rows, not 2, 0, 0 in its rows", "page 1", 24),
    (moved, "is missing", "page 1", 33),
    (relabelled, "the mark of note 1 shows", "page 1", 0),
    (
        |it| it.catalog_mut().expect("a catalogue").set("Lang", Object::string_literal("de")),
        "the language in the metadata is `de`, not `en`",
        "",
        0,
    ),
];

fn renamed(document: &mut Document, from: &str, to: &str) {
    let id = elements(document, from)[0];
    element(document, id).set("S", Object::Name(to.as_bytes().to_vec()));
}

/// Moves the last paragraph of the tree to the start of its parent: this changes the reading order.
fn moved(document: &mut Document) {
    let last = *elements(document, "P").last().expect("a paragraph");
    let parent = document.get_dictionary(last).and_then(|it| it.get(b"P")?.as_reference()).expect("a parent");
    let kids = element(document, parent).get_mut(b"K").and_then(Object::as_array_mut).expect("kids");
    kids.rotate_right(1);
}

/// Makes a mark show another number than that of its note.
fn relabelled(document: &mut Document) {
    let references = elements(document, "Reference");
    let (one, two) = (references[0], references[1]);
    let kids = |it: &mut Document, id| element(it, id).get(b"K").cloned().expect("kids");
    let (first, second) = (kids(document, one), kids(document, two));
    element(document, one).set("K", second);
    element(document, two).set("K", first);
}

#[test]
fn pdf_defects_are_found() {
    all_found_in_pdf(&sample(), PAGES);
}

#[test]
fn shortened_running_head_is_clean() {
    let title = "A very long title of a report on the state of the roads, the bridges and the tunnels of all the towns \
                 and villages between the mountains and the sea, with maps";
    let body = "A paragraph that has a few words to fill the page with, and goes on for a while. ".repeat(30);
    let source =
        format!("---\ntitle: {title}\nlang: en\n---\n\n# {title}\n\n{}\n", format!("{body}\n\n").repeat(6));
    let read = titled(&source);
    let report = built(&read, Format::Pdf);
    assert!(report.is_clean(), "{}", show(&report, &read.sources));
}

/// Removes the tags and the claims of a PDF: only its words can be compared.
fn without_tags(document: &mut Document) {
    let catalog = document.catalog_mut().expect("a catalog");
    for key in [&b"StructTreeRoot"[..], b"MarkInfo", b"Metadata"] {
        catalog.remove(key);
    }
    let pages: Vec<_> = document.get_pages().into_values().collect();
    for page in pages {
        let content = lopdf::content::Content::decode(&document.get_page_content(page)).expect("operations");
        let keep = |it: &Operation| !matches!(it.operator.as_str(), "BDC" | "BMC" | "EMC");
        let operations: Vec<Operation> = content.operations.into_iter().filter(keep).collect();
        let bytes = lopdf::content::Content { operations }.encode().expect("bytes");
        document.change_page_content(page, bytes).expect("changed");
    }
}

#[test]
fn pdf_that_has_lost_its_tags_is_not_called_good() {
    let read = sample();
    let own = render(backend(Format::Pdf), &read);
    let stripped = in_pages(&own, without_tags);
    let report = verify(&read.document, "untagged", Format::Pdf, &stripped);
    assert!(report.needs_parts() && !report.structured, "{}", show(&report, &read.sources));
    let report = report.with_parts(compare_parts(Format::Pdf, &own, &stripped));
    assert!(!report.is_clean());
}

/// A page that nests deeper than any browser reads is refused quickly.
#[test]
fn html_nested_too_deep_is_refused() {
    let read = sample();
    let page = format!("<html lang=en><body>{}", "<div><b>".repeat(200_000));
    let report = verify(&read.document, "deep", Format::Html, page.as_bytes());
    assert!(
        has_finding(&read, &report, "elements are nested too deep to be read", "", 0),
        "{}",
        show(&report, &read.sources)
    );
}
