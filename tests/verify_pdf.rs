//! Defects planted in a PDF: in its content, its tags, its links, its claims. Each is found with its location.

#![allow(clippy::expect_used, reason = "a test may panic")]

use crate::support::defects::{in_book, in_text};
use crate::support::editions::{backend, render, show, titled};
use crate::support::pdf::{
    PdfDefect, all_found_in_pdf, each, element, elements, in_pages, metadata, painted, without,
};
use lopdf::{Document, Object};
use pamphlet::verify::{Aspect, Format, compare_bytes, verify};

#[track_caller]
fn all_found(defects: &[PdfDefect]) {
    all_found_in_pdf(&titled(include_str!("verify/sample.md")), defects);
}

#[test]
fn rewritten_pdf_is_clean() {
    let read = titled(include_str!("verify/sample.md"));
    let good = in_pages(&render(backend(Format::Pdf), &read), |_| {});
    let report = verify(&read.document, "sample", Format::Pdf, &good);
    assert!(report.is_clean(), "{}", show(&report, &read.sources));
}

#[test]
fn page_content_defects_are_found() {
    all_found(&[
        (
            |it| painted(it, "The first note explains", |all, at| drop(all.remove(at))),
            "`The first note explains the middle.` is missing",
            "",
            33,
        ),
        (
            |it| painted(it, "apples from", |all, at| all.insert(at, all[at].clone())),
            "`orchardapples from the` is added",
            "page 1",
            13,
        ),
        (
            |it| {
                painted(it, "paper", |all, at| {
                    let next =
                        (at + 1..all.len()).find(|it| matches!(all[*it].operator.as_str(), "Tj" | "TJ"));
                    all.swap(at, next.expect("desk"));
                });
            },
            "`paper` is missing",
            "page 1",
            26,
        ),
        (
            |it| {
                painted(it, "some code", |all, at| {
                    let begin = all[..at].iter().rposition(|it| it.operator == "BDC").expect("a sequence");
                    let properties = all[begin].operands[1].as_dict_mut().expect("properties");
                    properties.set("ActualText", Object::string_literal("other code"));
                });
            },
            "`other` instead of `some`",
            "page 2",
            31,
        ),
        (
            |it| {
                painted(it, "desk", |all, at| {
                    let begin = all[..at].iter().rposition(|it| it.operator == "BDC").expect("a sequence");
                    let end = at + all[at..].iter().position(|it| it.operator == "EMC").expect("its end");
                    drop((all.remove(end), all.remove(begin)));
                });
            },
            "`desk` is neither tagged nor an artifact",
            "page 1",
            0,
        ),
        (
            |it| each(it, b"ToUnicode", |font| drop(font.remove(b"ToUnicode"))),
            "has no text for its glyphs",
            "",
            0,
        ),
        (|it| each(it, b"FontFile3", |font| drop(font.remove(b"FontFile3"))), "is not embedded", "", 0),
    ]);
}

#[test]
fn tag_defects_are_found() {
    all_found(&[
        (|it| without(it, "LI"), "is marked but in no tag", "page 1", 0),
        (|it| without(it, "TR"), "2 rows of 2 cells, not 3 rows of 2 cells", "page 1", 24),
        (|it| without(it, "Note"), "the mark of a note leads to no note", "page 1", 0),
        (|it| without(it, "Figure"), "figure `A bridge over a river` is missing", "", 29),
        (
            |it| {
                let id = elements(it, "H3")[0];
                element(it, id).set("S", Object::Name(b"H2".to_vec()));
            },
            "heading `A section with a table`: level 2, not level 3",
            "page 1",
            22,
        ),
        (
            |it| {
                let id = elements(it, "Figure")[0];
                element(it, id).remove(b"Alt");
            },
            "without alternative text",
            "page 2",
            29,
        ),
        (
            |it| each(it, b"StructParents", |page| drop(page.remove(b"StructParents"))),
            "does not lead to its tags",
            "page 1",
            0,
        ),
        (
            |it| drop(it.catalog_mut().expect("a catalog").remove(b"StructTreeRoot")),
            "the file claims PDF/UA but has no tags",
            "",
            0,
        ),
    ]);
}

#[test]
fn link_defects_are_found() {
    all_found(&[
        (
            |it| {
                each(it, b"A", |annotation| {
                    let action = annotation.get_mut(b"A").and_then(Object::as_dict_mut).expect("an action");
                    action.set("URI", Object::string_literal("https://example.org/two"));
                });
            },
            "link `link to a page`: https://example.org/two, not https://example.org/one",
            "page 1",
            11,
        ),
        (
            |it| each(it, b"Contents", |annotation| drop(annotation.remove(b"Contents"))),
            "a link has no description",
            "page 1",
            0,
        ),
        (
            |it| each(it, b"StructParent", |annotation| drop(annotation.remove(b"StructParent"))),
            "a link is not tagged",
            "page 1",
            0,
        ),
        (
            |it| {
                let label = elements(it, "Link").into_iter().find(|id| {
                    let parent = it.get_dictionary(*id).and_then(|it| it.get(b"P")?.as_reference());
                    parent
                        .and_then(|id| it.get_dictionary(id)?.get(b"S")?.as_name())
                        .is_ok_and(|it| it == b"Lbl")
                });
                element(it, label.expect("a link back")).set("S", Object::Name(b"Span".to_vec()));
            },
            "no link leads back from note 1 to its mark",
            "page 1",
            33,
        ),
        (|it| each(it, b"Tabs", |page| drop(page.remove(b"Tabs"))), "(`Tabs`)", "page 1", 0),
    ]);
}

#[test]
fn untrue_claims_are_found() {
    fn catalog(document: &mut Document, key: &[u8]) {
        assert!(document.catalog_mut().expect("a catalog").remove(key).is_some());
    }
    all_found(&[
        (|it| catalog(it, b"MarkInfo"), "(`MarkInfo`)", "", 0),
        (|it| catalog(it, b"Lang"), "no language set (`Lang`)", "", 0),
        (|it| catalog(it, b"ViewerPreferences"), "(`DisplayDocTitle`)", "", 0),
        (|it| catalog(it, b"OutputIntents"), "claims PDF/A but has no output intent", "", 0),
        (|it| catalog(it, b"Metadata"), "the metadata (XMP) is missing", "", 0),
        (|it| metadata(it, "The sample of", "A sample of"), "`A sample of editions` in the metadata", "", 0),
    ]);
}

/// A changed byte of any edition is found.
#[test]
fn changed_byte_is_found_in_every_format() {
    let read = titled(include_str!("verify/sample.md"));
    for format in [Format::Pdf, Format::Epub, Format::Html, Format::Text] {
        let good = render(backend(format), &read);
        assert_eq!(compare_bytes(format, &good, &good), None);
        let fox = crate::support::defects::defect("quick fox", "quick fix", "", "", 0);
        let changed = match format {
            Format::Pdf => {
                let mut changed = good.clone();
                changed[1000] ^= 1;
                changed
            }
            Format::Epub => in_book(&good, &fox),
            Format::Html | Format::Text => in_text(&good, &fox),
        };
        let finding = compare_bytes(format, &good, &changed).expect("a difference");
        let place = match format {
            Format::Pdf => "byte 1001",
            Format::Epub => "OEBPS/chapter-002.xhtml",
            Format::Html | Format::Text => "line ",
        };
        assert!(finding.location.starts_with(place) && finding.aspect == Aspect::Bytes, "{finding:?}");
    }
}

/// Makes the link with this description lead to a page.
fn astray(document: &mut Document, tells: &str, page: u32) {
    let goal = document.get_pages()[&page];
    // As UTF-16 if the file has it so (ISO 32000-1, 7.9.2.2).
    let wide: Vec<u8> =
        [0xfe, 0xff].into_iter().chain(tells.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let told = |it: &[u8]| it == tells.as_bytes() || it == wide;
    let links = document.objects.values_mut().filter_map(|it| it.as_dict_mut().ok());
    let mut links = links.filter(|it| it.has(b"Dest"));
    let link = links.find(|it| it.get(b"Contents").and_then(Object::as_str).is_ok_and(told));
    link.expect("a link").set("Dest", vec![Object::Reference(goal), Object::Name(b"Fit".to_vec())]);
}

#[test]
fn links_to_the_wrong_page_are_found() {
    let filler = "There are words enough on this page to begin another. ".repeat(60);
    let source = format!(
        "# First\n\nA text with a mark.[^a]\n\n{filler}\n\n# Second\n\n{filler}\n\n# Third\n\n{filler}\n\n[^a]: What it says.\n"
    );
    let read = titled(&source);
    let good = render(backend(Format::Pdf), &read);
    let findings = |plant: fn(&mut Document)| {
        let report = verify(&read.document, "sample", Format::Pdf, &in_pages(&good, plant));
        report.findings.iter().map(|it| format!("{}: {}", it.location, it.message)).collect::<Vec<_>>()
    };
    assert_eq!(findings(|_| {}), [""; 0]);
    assert_eq!(
        findings(|it| astray(it, "Note 1", 3)),
        ["page 1: the mark of note 1 leads to the wrong page, 3"]
    );
    assert_eq!(
        findings(|it| astray(it, "Back to the text 1", 2)),
        ["page 1: the link back from note 1 to its mark leads to the wrong page, 2"]
    );
    assert_eq!(
        findings(|it| astray(it, "Third", 1)),
        ["page 1: the contents entry for `Third` leads to the wrong page, 1"]
    );
}
