//! Small trees and the lines that they give.

use super::*;
use crate::document::{
    Alignment, Attr, Cell, Id, Inline, InlineKind, List, ListItem, ListKind, Note, NoteRef, Row, Table,
    Target,
};
use crate::source::Span;

fn block(kind: BlockKind) -> Block {
    Block { kind, attr: Attr::default(), span: Span::default() }
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

fn words_of(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_owned()))
}

fn paragraph(text: &str) -> Block {
    block(BlockKind::Paragraph(vec![words_of(text)]))
}

fn heading(level: u8, text: &str) -> Block {
    block(BlockKind::Heading { level, content: vec![words_of(text)] })
}

fn item(text: &str) -> ListItem {
    ListItem { task: None, blocks: vec![paragraph(text)], span: Span::default() }
}

fn list(kind: ListKind, items: Vec<ListItem>) -> Block {
    block(BlockKind::List(List { kind, tight: true, items }))
}

fn row(cells: &[&str]) -> Row {
    let cell = |text: &&str| Cell::text(vec![words_of(text)], Span::default());
    Row { cells: cells.iter().map(cell).collect(), span: Span::default() }
}

fn written(document: &Document, options: &TextOptions) -> Vec<String> {
    Writer::new(options, document).edition()
}

fn lines(blocks: Vec<Block>, width: u16) -> Vec<String> {
    let document = Document { blocks, ..Document::default() };
    written(&document, &TextOptions { width: Some(width), ..TextOptions::default() })
}

#[test]
fn headings_are_underlined_and_stand_apart() {
    let blocks = vec![paragraph("Before."), heading(1, "Context"), paragraph("After.")];
    assert_eq!(lines(blocks, 30), ["Before.", "", "", "Context", "=======", "", "After."]);
}

#[test]
fn lists_hang_and_numbers_align_on_their_dots() {
    let kind = ListKind::Ordered { start: 9, numbering: Default::default() };
    let blocks = vec![list(kind, vec![item("a word and one more word here"), item("ten")])];
    assert_eq!(lines(blocks, 24), [" 9. a word and one more", "    word here", "10. ten"]);
    let mut outer = item("outer");
    outer.blocks.push(list(ListKind::Bullet, vec![item("inner")]));
    assert_eq!(lines(vec![list(ListKind::Bullet, vec![outer])], 40), ["• outer", "  ◦ inner"]);
}

#[test]
fn notes_and_links_stand_at_the_end_of_their_section() {
    let mut document = Document::default();
    let note = Note {
        label: "a".to_owned(),
        blocks: vec![paragraph("A note.")],
        references: vec![Span::default()],
        span: Span::default(),
    };
    let id = document.notes.add(note).expect("room");
    let mark = |occurrence| inline(InlineKind::NoteRef(NoteRef { note: id, occurrence }));
    let target = Target::Url("https://example.org/a".to_owned());
    let link = inline(InlineKind::Link { target, content: vec![words_of("a page")], title: None });
    let inside = Target::Anchor(Id::new("b").expect("an id"));
    let inner = inline(InlineKind::Link { target: inside, content: vec![words_of("below")], title: None });
    let text = vec![words_of("See"), mark(0), words_of(" "), link, words_of(", "), inner, words_of(".")];
    let again = block(BlockKind::Paragraph(vec![words_of("Again"), mark(1)]));
    document.blocks = vec![heading(1, "One"), block(BlockKind::Paragraph(text)), heading(1, "Two"), again];
    let rule = "─".repeat(20);
    let expected = [
        "One",
        "===",
        "",
        "See[1] a page\u{a0}[link\u{a0}1], below.",
        "",
        rule.as_str(),
        "",
        "[1] A note.",
        "",
        "[link 1] https://example.org/a",
        "",
        "",
        "Two",
        "===",
        "",
        "Again[1]",
    ];
    assert_eq!(written(&document, &TextOptions { width: Some(40), ..TextOptions::default() }), expected);
}

#[test]
fn a_link_that_shows_its_address_needs_no_reference() {
    for (shown, address) in
        [("https://example.org", "https://example.org/"), ("a@example.org", "mailto:a@example.org")]
    {
        let target = Target::Url(address.to_owned());
        let link = inline(InlineKind::Link { target, content: vec![words_of(shown)], title: None });
        assert_eq!(lines(vec![block(BlockKind::Paragraph(vec![link]))], 60), [shown]);
    }
}

#[test]
fn a_reference_waits_for_the_end_of_the_word() {
    let link = |shown: &str, to: &str| {
        let target = Target::Url(format!("https://example.org/{to}"));
        inline(InlineKind::Link { target, content: vec![words_of(shown)], title: None })
    };
    let said = |content: Vec<Inline>| lines(vec![block(BlockKind::Paragraph(content))], 60).swap_remove(0);
    let mark = |number: usize| format!("\u{a0}[link\u{a0}{number}]");
    assert_eq!(said(vec![link("book", "a"), words_of("s here")]), format!("books{} here", mark(1)));
    assert_eq!(said(vec![link("book", "a"), words_of("-end")]), format!("book{}-end", mark(1)));
    assert_eq!(
        said(vec![link("看", "a"), words_of("书")]),
        format!("看{}书", mark(1)),
        "no spaces to wait for"
    );
    let raised = inline(InlineKind::Sub(vec![words_of("2")]));
    assert_eq!(said(vec![link("CO", "a"), raised, words_of(".")]), format!("CO₂{}.", mark(1)));
    let (one, two) = (link("half", "a"), link("way", "b"));
    assert_eq!(said(vec![one, two, words_of(" on")]), format!("halfway{}{} on", mark(1), mark(2)));
    let row = vec![link("one", "a"), link("two-three", "b"), link("four", "c")];
    assert_eq!(said(row), format!("onetwo{}-threefour{}{}", mark(1), mark(2), mark(3)));
}

#[test]
fn a_table_is_drawn_where_it_fits_and_told_where_it_does_not() {
    let table = |long: &str| Table {
        caption: None,
        columns: vec![Alignment::Start, Alignment::Right],
        head: vec![row(&["Name", "Votes"])],
        body: vec![row(&["Ada", "7"]), row(&[long, "12"])],
        foot: Vec::new(),
    };
    assert_eq!(
        lines(vec![block(BlockKind::Table(table("Grace")))], 40),
        ["Name   Votes", "─────  ─────", "Ada        7", "Grace     12", "─────  ─────"]
    );
    let long = "Internationalisationalism";
    assert_eq!(
        lines(vec![block(BlockKind::Table(table(long)))], 24),
        ["Name: Ada", "Votes: 7", "", "Name:", "  Internationalisational", "  ism", "Votes: 12"]
    );
}

#[test]
fn marks_stand_around_words_and_not_inside_them() {
    let emph = |text: &str| inline(InlineKind::Emph(vec![words_of(text)]));
    let blocks = vec![block(BlockKind::Paragraph(vec![
        words_of("Un"),
        emph("believ"),
        words_of("able "),
        emph("so"),
    ]))];
    let document = Document { blocks, ..Document::default() };
    let marked = TextOptions { emphasis: true, ..TextOptions::default() };
    assert_eq!(written(&document, &marked), ["Unbelievable _so_"]);
    assert_eq!(written(&document, &TextOptions::default()), ["Unbelievable so"], "noise, read aloud");
    let raised = |text: &str| inline(InlineKind::Sup(vec![words_of(text)]));
    let blocks =
        vec![block(BlockKind::Paragraph(vec![words_of("10"), raised("15"), words_of(" 1"), raised("st")]))];
    assert_eq!(lines(blocks, 40), ["10¹⁵ 1st"]);
}

#[test]
fn nothing_is_wider_than_the_measure_however_deep_it_stands() {
    let mut deep = paragraph("some words that are set at the bottom of it all");
    for _ in 0..40 {
        let item = ListItem { task: None, blocks: vec![deep], span: Span::default() };
        deep = list(ListKind::Bullet, vec![item]);
    }
    let lines = lines(vec![block(BlockKind::Quote(vec![deep]))], 40);
    assert!(lines.iter().all(|it| wrap::cells(it) <= 40), "{lines:#?}");
    assert!(lines.iter().any(|it| it.contains("bottom")));
}

#[test]
fn an_ascii_edition_folds_bullets_and_quotes() {
    let document =
        Document { blocks: vec![list(ListKind::Bullet, vec![item("“Yes”")])], ..Document::default() };
    assert_eq!(written(&document, &TextOptions { ascii: true, ..TextOptions::default() }), ["* \"Yes\""]);
}
