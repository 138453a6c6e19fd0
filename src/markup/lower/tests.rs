use super::*;
use crate::document::{
    Admonition, Block, BlockKind, Inline, InlineKind, Lang, List, ListItem, ListKind, Note, Table, Target,
};
use crate::markup::{Syntax, serialize};
use crate::source::Span;

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

fn text(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_owned()))
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attr: Attr::default(), span: Span::default() }
}

fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

fn heading(level: u8, id: &str) -> Block {
    let attr = Attr { id: Id::new(id), ..Attr::default() };
    Block { attr, ..block(BlockKind::Heading { level, content: vec![text(id)] }) }
}

/// The markup of blocks of an English document, without notes.
fn lowered(profile: Profile, blocks: Vec<Block>) -> String {
    lowered_in("en", profile, blocks)
}

fn lowered_in(lang: &str, profile: Profile, blocks: Vec<Block>) -> String {
    let mut document = Document { blocks, ..Document::default() };
    document.meta.lang = Lang::new(lang).expect("a tag");
    document.meta.title = "A title".to_owned();
    let nodes = Lowering::new(&document, profile, &SinglePage).blocks(&document.blocks);
    let syntax = if profile == Profile::Html { Syntax::Html } else { Syntax::Xhtml };
    serialize(&nodes, syntax)
}

/// A document of one note with two marks, the first inside a link.
fn with_note() -> Document {
    let mut document = Document::default();
    let note = Note {
        label: "a".to_owned(),
        blocks: vec![paragraph(vec![text("See")])],
        references: vec![Span::default(); 2],
        span: Span::default(),
    };
    let note = document.notes.add(note).expect("room");
    let mark = |occurrence| inline(InlineKind::NoteRef(NoteRef { note, occurrence }));
    let target = Target::Url("https://example.org/".to_owned());
    let link = InlineKind::Link { target, content: vec![text("a"), mark(0), text("b")], title: None };
    document.blocks.push(paragraph(vec![inline(link), mark(1)]));
    document
}

#[test]
fn headings_skip_no_level_and_leave_the_first_to_the_title() {
    let html =
        lowered(Profile::Html, vec![heading(1, "a"), heading(3, "b"), heading(2, "c"), heading(1, "d")]);
    let levels: Vec<&str> = html.match_indices("<h").filter_map(|(at, _)| html.get(at + 1..at + 3)).collect();
    assert_eq!(levels, ["h2", "h3", "h3", "h2"]);
    assert!(html.contains("<a class=\"permalink\" href=\"#b\" aria-label=\"Link to b\"></a>"), "{html}");
    assert_eq!(lowered(Profile::Epub, vec![heading(2, "a")]), "<h1 id=\"a\">a</h1>\n");
}

#[test]
fn headings_in_a_quotation_leave_those_after_it_alone() {
    let quote = block(BlockKind::Quote(vec![heading(2, "b"), heading(3, "c")]));
    let html = lowered(Profile::Epub, vec![heading(1, "a"), quote, heading(3, "d")]);
    let levels: Vec<&str> = html.match_indices("<h").filter_map(|(at, _)| html.get(at + 1..at + 3)).collect();
    assert_eq!(levels, ["h1", "h2", "h3", "h2"]);
}

#[test]
fn marks_and_ways_back_pair_and_no_link_holds_another() {
    let document = with_note();
    let mut lowering = Lowering::new(&document, Profile::Html, &SinglePage);
    let body = serialize(&lowering.blocks(&document.blocks), Syntax::Html);
    let ids: Vec<NoteId> = document.notes.iter().map(|(id, _)| id).collect();
    let notes = serialize(&[lowering.notes(&ids).expect("notes").into()], Syntax::Html);
    assert!(
        body.contains("<a href=\"https://example.org/\">ab</a><sup class=\"mark\"><a id=\"_mark-1\""),
        "{body}"
    );
    for id in ["_mark-1", "_mark-1-2"] {
        assert_eq!(body.matches(&format!("id=\"{id}\" href=\"#_note-1\"")).count(), 1, "{body}");
        assert_eq!(notes.matches(&format!("href=\"#{id}\"")).count(), 1, "{notes}");
    }
    assert!(notes.contains("<li id=\"_note-1\">"), "{notes}");
}

#[test]
fn a_book_says_in_its_own_vocabulary_what_a_page_says_in_roles_alone() {
    let document = with_note();
    let ids: Vec<NoteId> = document.notes.iter().map(|(id, _)| id).collect();
    let notes = |profile| {
        let mut lowering = Lowering::new(&document, profile, &SinglePage);
        serialize(&[lowering.notes(&ids).expect("notes").into()], Syntax::Xhtml)
    };
    assert!(
        notes(Profile::Epub).contains("<aside id=\"_note-1\" epub:type=\"footnote\" role=\"doc-footnote\">")
    );
    assert!(!notes(Profile::Html).contains("epub:"));
}

#[test]
fn a_link_that_runs_code_leaves_its_words_and_a_fault() {
    let target = Target::Url("javascript:x()".to_owned());
    let link = inline(InlineKind::Link { target, content: vec![text("words")], title: None });
    let document = Document { blocks: vec![paragraph(vec![link])], ..Document::default() };
    let mut lowering = Lowering::new(&document, Profile::Html, &SinglePage);
    let html = serialize(&lowering.blocks(&document.blocks), Syntax::Html);
    assert_eq!(html, "<p>words</p>\n");
    let messages: Vec<String> = lowering.finish().iter().map(|it| it.message.clone()).collect();
    assert_eq!(messages, ["a link must not use the scheme `javascript:`"]);
}

#[test]
fn a_task_is_a_labelled_box_in_a_page_and_a_sign_in_a_book() {
    let item =
        ListItem { task: Some(true), blocks: vec![paragraph(vec![text("rest")])], span: Span::default() };
    let list =
        || block(BlockKind::List(List { kind: ListKind::Bullet, tight: true, items: vec![item.clone()] }));
    let html = lowered(Profile::Html, vec![list()]);
    assert!(
        html.contains("<label><input type=\"checkbox\" disabled=\"\" checked=\"\"> rest</label>"),
        "{html}"
    );
    let xhtml = lowered(Profile::Epub, vec![list()]);
    assert!(
        xhtml.contains("role=\"img\" aria-label=\"done\" class=\"tick\">\u{2611}</span> rest"),
        "{xhtml}"
    );
}

#[test]
fn a_language_comes_with_its_direction() {
    let attr = Attr { lang: Lang::new("ar"), ..Attr::default() };
    let quote = Block { attr, ..block(BlockKind::Quote(vec![paragraph(vec![text("x")])])) };
    assert!(lowered(Profile::Epub, vec![quote]).starts_with("<blockquote lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn words_in_bold_that_head_a_paragraph_are_known() {
    let strong = |words: &str| inline(InlineKind::Strong(vec![text(words)]));
    assert_eq!(
        lowered(Profile::Epub, vec![paragraph(vec![strong("Freedom:"), text(" All")])]),
        "<p class=\"run-in\"><strong>Freedom:</strong> All</p>\n"
    );
    assert!(
        !lowered(Profile::Epub, vec![paragraph(vec![strong("Freedom"), text(" is")])]).contains("run-in")
    );
}

#[test]
fn words_of_the_program_say_their_language_where_it_is_not_that_of_the_text() {
    let remark = || {
        let blocks = vec![paragraph(vec![text("Dewch i mewn.")])];
        vec![block(BlockKind::Admonition { kind: Admonition::Tip, title: None, blocks })]
    };
    let welsh = lowered_in("cy", Profile::Html, remark());
    assert!(welsh.contains("id=\"_remark-1\" lang=\"en\" dir=\"ltr\">Tip</p>"), "{welsh}");
    let french = lowered_in("fr", Profile::Html, remark());
    assert!(french.contains("id=\"_remark-1\">Conseil</p>"), "{french}");
}

#[test]
fn a_table_without_caption_and_heads_has_a_name_all_the_same() {
    let table =
        Table { caption: None, columns: Vec::new(), head: Vec::new(), body: Vec::new(), foot: Vec::new() };
    let html = lowered(Profile::Html, vec![block(BlockKind::Table(table))]);
    assert!(html.contains("role=\"group\" tabindex=\"0\" aria-label=\"Table\""), "{html}");
}
