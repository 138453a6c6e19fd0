use crate::backend::{Context, OutputFile};
use crate::diag::Diagnostics;
use crate::document::{
    Attr, Block, BlockKind, Chapter, Document, Id, Inline, InlineKind, Lang, Note, NoteRef, Target,
};
use crate::font::FontBook;
use crate::publication::Settings;
use crate::resource::Resources;
use crate::source::{Source, Sources, Span};
use crate::theme::Theme;

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, span: Span::default() }
}

fn words(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_owned()))
}

fn block(kind: BlockKind) -> Block {
    Block { kind, attr: Attr::default(), span: Span::default() }
}

fn heading(level: u8, text: &str, id: &str) -> Block {
    let attr = Attr { id: Id::new(id), ..Attr::default() };
    Block { attr, ..block(BlockKind::Heading { level, content: vec![words(text)] }) }
}

fn paragraph(content: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(content))
}

fn link(id: &str) -> Inline {
    let target = Target::Anchor(Id::new(id).expect("an id"));
    inline(InlineKind::Link { target, content: vec![words("there")], title: None })
}

/// A publication whose chapters came from files of these names.
fn document(files: &[(&str, Vec<Block>)]) -> (Document, Sources) {
    let (mut document, mut sources) = (Document::default(), Sources::new());
    document.meta.title = "A <Book> & more".to_owned();
    document.meta.slug = "book".to_owned();
    document.meta.lang = Lang::new("en").expect("a tag");
    for (name, blocks) in files {
        let id = sources.add(Source::new(*name, "")).expect("room");
        document.chapters.push(Chapter { first_block: document.blocks.len(), span: Span::new(id, 0..0) });
        document.blocks.extend(blocks.iter().cloned());
    }
    (document, sources)
}

fn site((document, sources): &(Document, Sources)) -> Vec<OutputFile> {
    let (settings, theme, fonts) = (&Settings::default(), &Theme::classic(), &FontBook::default());
    let (stem, siblings, resources) = ("book", &[], &Resources::new());
    let cx = Context { stem, settings, siblings, theme, fonts, resources, sources, layout: None, created: 0 };
    super::files(&cx, document, &mut Diagnostics::new())
}

fn names(files: &[OutputFile]) -> Vec<&str> {
    files.iter().map(|it| it.path.strip_prefix("book/").expect("in its folder")).collect()
}

fn text<'a>(files: &'a [OutputFile], name: &str) -> &'a str {
    let file = files.iter().find(|it| it.path == format!("book/{name}")).expect(name);
    std::str::from_utf8(&file.bytes).expect("UTF-8")
}

#[test]
fn each_chapter_is_a_page_that_knows_its_neighbours() {
    let files = site(&document(&[
        ("a/one.md", vec![heading(1, "First", "first"), paragraph(vec![link("part")])]),
        ("a/two.md", vec![heading(1, "Second", "second"), heading(2, "Part", "part")]),
    ]));
    assert_eq!(
        names(&files),
        ["index.html", "one.html", "two.html", "style.css", "search.js", "search-index.js"]
    );
    let one = text(&files, "one.html");
    for part in [
        "<title>First – A &lt;Book&gt; &amp; more</title>",
        "<link rel=\"prev\" href=\"index.html\">",
        "<link rel=\"next\" href=\"two.html\">",
        "<h1 id=\"first\">First</h1>",
        "<a href=\"two.html#part\">there</a>",
        "<a href=\"one.html\" aria-current=\"page\">First</a>",
        "<a rel=\"next\" href=\"two.html\">",
    ] {
        assert!(one.contains(part), "{part} in {one}");
    }
    assert!(text(&files, "two.html").contains("<h2 id=\"part\">"));
    assert!(!text(&files, "two.html").contains("rel=\"next\""), "it is the last");
    assert!(text(&files, "index.html").contains("<a href=\"two.html#part\">Part</a>"));
}

#[test]
fn notes_stand_on_the_page_of_their_mark_and_keep_their_number() {
    let (mut document, sources) = document(&[("one.md", Vec::new()), ("two.md", Vec::new())]);
    for (at, name) in ["First", "Second"].iter().enumerate() {
        let blocks = vec![paragraph(vec![words("Said there.")])];
        let note =
            Note { label: String::new(), blocks, references: vec![Span::default()], span: Span::default() };
        let note = document.notes.add(note).expect("room");
        let mark = inline(InlineKind::NoteRef(NoteRef { note, occurrence: 0 }));
        document.chapters[at].first_block = document.blocks.len();
        document.blocks.push(heading(1, name, &name.to_lowercase()));
        document.blocks.push(paragraph(vec![words("Text"), mark]));
    }
    let files = site(&(document, sources));
    assert!(text(&files, "one.html").contains("<li id=\"_note-1\">"));
    assert!(!text(&files, "one.html").contains("_note-2"));
    assert!(text(&files, "two.html").contains("<li id=\"_note-2\" value=\"2\">"));
}

#[test]
fn names_of_pages_are_never_the_same() {
    let chapter = |id: &str| vec![heading(1, "Same", id)];
    let files = site(&document(&[
        ("x/same.md", chapter("a")),
        ("y/Same.md", chapter("b")),
        ("index.md", chapter("c")),
        ("<>&\".md", chapter("d")),
        ("empty.md", Vec::new()),
    ]));
    assert_eq!(names(&files)[..5], ["index.html", "same.html", "Same-2.html", "index-2.html", "page.html"]);
}

#[test]
fn a_single_file_is_divided_at_its_highest_headings() {
    let files = site(&document(&[(
        "one.md",
        vec![
            paragraph(vec![words("Before all.")]),
            heading(1, "A", "a"),
            paragraph(vec![words("Text.")]),
            heading(1, "B", "b"),
            heading(2, "C", "c"),
        ],
    )]));
    assert_eq!(names(&files)[..3], ["index.html", "a.html", "b.html"]);
    assert!(text(&files, "index.html").contains("Before all."));
}

#[test]
fn a_page_without_one_heading_of_its_own_is_named_after_its_file() {
    let files = site(&document(&[
        ("a-note_on-it.md", vec![paragraph(vec![words("Text.")])]),
        ("two.md", vec![heading(2, "X", "x"), heading(2, "Y", "y")]),
    ]));
    assert!(text(&files, "a-note_on-it.html").contains("<h1>a note on it</h1>"));
    let two = text(&files, "two.html");
    assert!(two.contains("<h1>two</h1>") && two.contains("<h2 id=\"x\">"), "{two}");
}

#[test]
fn nothing_is_loaded_but_the_files_of_the_site() {
    let files = site(&document(&[("one.md", vec![heading(1, "A", "a")])]));
    let page = text(&files, "a.html");
    let policy = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'";
    assert!(page.contains(&format!("content=\"{policy}\"")), "{page}");
    for attribute in [" src=\"", " href=\""] {
        for reference in page.split(attribute).skip(1).filter_map(|it| it.split('"').next()) {
            let name = reference.split('#').next().unwrap_or_default();
            assert!(name.is_empty() || names(&files).contains(&name), "{reference}");
        }
    }
}

#[test]
fn a_document_without_text_is_a_first_page_alone() {
    let files = site(&document(&[("one.md", Vec::new())]));
    assert_eq!(names(&files)[0], "index.html");
    assert_eq!(files.len(), 4);
}
