//! The page list against a layout made by hand.

use crate::backend::epub::tests::sample::{Sample, heading, paragraph, text};
use crate::document::{Block, BlockKind, Document, Inline};
use crate::font::FaceId;
use crate::geometry::{Length, Point};
use crate::layout::Layout;
use crate::layout::frame::{Artifact, Item, LabelStyle, Mark, Page, PageLabel, Placed, TextRun};
use crate::layout::structure::{Role, Structure};
use crate::source::{Source, SourceId, Sources, Span};
use crate::theme::Color;

/// A run of text in an element of this role; `None` for an artifact.
type Run = (Option<Role>, &'static str, Span);

fn source() -> SourceId {
    Sources::new().add(Source::new("a.md", "")).expect("room")
}

fn span(start: usize, end: usize) -> Span {
    Span::new(source(), start..end)
}

fn spanned(mut inline: Inline, span: Span) -> Inline {
    inline.span = span;
    inline
}

fn layout(pages: &[(PageLabel, Vec<Run>)]) -> Layout {
    let mut layout = Layout::default();
    for (label, runs) in pages {
        let items = runs
            .iter()
            .map(|(role, words, span)| placed(&mut layout.structure, *role, words, *span))
            .collect();
        layout.pages.push(Page { label: *label, items, ..Page::default() });
    }
    layout
}

fn placed(structure: &mut Structure, role: Option<Role>, words: &str, span: Span) -> Placed {
    let mark = match role {
        Some(role) => {
            let element = structure.element(Structure::ROOT, role, span);
            Mark::Content(structure.content(element))
        }
        None => Mark::Artifact(Artifact::Header),
    };
    let run = TextRun {
        expansion: 0,
        face: FaceId(0),
        size: Length::default(),
        color: Color::BLACK,
        text: words.to_owned(),
        glyphs: Vec::new(),
        lang: None,
        start: 0,
        span,
    };
    Placed { at: Point::default(), item: Item::Text(run), mark }
}

fn numbered(number: u32) -> PageLabel {
    PageLabel { style: LabelStyle::Arabic, number }
}

/// A chapter of two paragraphs, of which the second has two source lines, then one more chapter.
fn sample() -> Sample {
    let mut sample = Sample::new();
    let mut first = heading(1, "First", "first");
    first.span = span(0, 8);
    let BlockKind::Heading { content, .. } = &mut first.kind else { unreachable!("a heading") };
    content[0].span = span(2, 7);
    let mut second = heading(1, "Second", "second");
    second.span = span(50, 59);
    let BlockKind::Heading { content, .. } = &mut second.kind else { unreachable!("a heading") };
    content[0].span = span(52, 58);
    let body = paragraph(vec![
        spanned(text("One “two” "), span(10, 20)),
        spanned(text("three four five"), span(20, 35)),
    ]);
    let code = Block { span: span(60, 80), ..paragraph(Vec::new()) };
    let code = Block { kind: BlockKind::CodeBlock { language: None, text: "a b\nc d\n".to_owned() }, ..code };
    sample.document = Document {
        blocks: vec![first, body, second, code],
        references: sample.document.references,
        meta: sample.document.meta,
        ..Document::default()
    };
    sample
}

fn pages() -> Layout {
    let text = Some(Role::Paragraph);
    layout(&[
        (
            PageLabel { style: LabelStyle::Roman, number: 4 },
            vec![(Some(Role::Heading(1)), "First", span(2, 7)), (text, "One “two” thr", span(10, 35))],
        ),
        (
            numbered(1),
            vec![
                (None, "First", span(2, 7)),
                (Some(Role::Label), "1.", span(20, 20)),
                (text, "ee fo\u{ad}", span(20, 35)),
                (Some(Role::Note), "A note.", span(40, 47)),
            ],
        ),
        (numbered(2), vec![(None, "First", span(2, 7))]),
        (numbered(3), vec![(text, "ur five", span(20, 35))]),
        (
            numbered(4),
            vec![(Some(Role::Heading(1)), "Second", span(52, 58)), (Some(Role::Code), "a b", span(60, 80))],
        ),
        (numbered(5), vec![(Some(Role::Code), "c d", span(60, 80))]),
    ])
}

#[test]
fn a_page_begins_with_the_first_words_of_that_page_of_the_pdf() {
    let book = sample().paged(&pages());
    let starts = |path: &str| book.file(path).after("doc-pagebreak");
    let first = ["First", "three ", "four five"];
    assert_eq!(starts("chapter-001.xhtml"), first, "a mark is before a heading, and before a divided word");
    assert_eq!(starts("chapter-002.xhtml"), ["Second", "c d\n"]);
}

#[test]
fn the_page_list_has_the_numbers_of_the_pdf_in_its_order() {
    let book = sample().paged(&pages());
    let navigation = book.file("nav.xhtml");
    let links: Vec<String> =
        navigation.attributes("href").into_iter().filter(|it| it.contains("_page-")).collect();
    let expected = [
        "chapter-001.xhtml#_page-1",
        "chapter-001.xhtml#_page-2",
        "chapter-001.xhtml#_page-3",
        "chapter-001.xhtml#_page-4",
        "chapter-002.xhtml#_page-5",
        "chapter-002.xhtml#_page-6",
    ];
    assert_eq!(links, expected, "a page without text is where the text goes on");
    let labels: Vec<String> = navigation.values("a").into_iter().rev().take(6).rev().collect();
    assert_eq!(labels, ["iv", "1", "2", "3", "4", "5"]);
    let package = book.package();
    assert_eq!(package.property("pageBreakSource"), ["A sample (PDF)"]);
    assert!(package.property("schema:accessibilityFeature").contains(&"pageBreakMarkers".to_owned()));
}

#[test]
fn without_pages_none_are_claimed() {
    let book = sample().book();
    assert!(book.package().property("pageBreakSource").is_empty());
    assert!(!book.package().property("schema:accessibilityFeature").contains(&"pageNavigation".to_owned()));
    assert!(book.file("chapter-001.xhtml").after("doc-pagebreak").is_empty());
}
