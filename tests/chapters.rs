//! Several files as one publication: what is of a file, and what is of all.

#![allow(clippy::expect_used, reason = "a test may panic")]

use pamphlet::diag::Diagnostics;
use pamphlet::document::Spans;
use pamphlet::document::dump::dump;
use pamphlet::document::{Document, Id};
use pamphlet::parse::parse;
use pamphlet::publication::{Located, Publication};
use pamphlet::source::{Source, Sources, Span};

use crate::support::project::TestProject;

/// Reads files as the chapters of a publication; gives the tree and the messages.
fn chapters(files: &[(&str, &str)]) -> (Document, Vec<String>) {
    let (mut sources, mut ids, mut diags) = (Sources::new(), Vec::new(), Diagnostics::new());
    let mut publication = Publication::default();
    sources.add(Source::new("pamphlet.toml", "[publication]\n")).expect("room");
    for (path, text) in files {
        ids.push(sources.add(Source::new(format!("somewhere/{path}"), text)).expect("room"));
        publication.chapters.push(Located { text: (*path).to_owned(), span: Span::default() });
    }
    let (document, _) = parse(&sources, &ids, &publication, &mut diags);
    let messages = diags.iter().map(|it| format!("{}: {}", it.rule.id, it.message)).collect();
    (document, messages)
}

fn check(files: &[(&str, &str)], expected: &str) {
    let (document, messages) = chapters(files);
    let made = dump(&document, Spans::Hidden) + &messages.join("\n");
    assert_eq!(made.trim(), expected.trim(), "\n{made}");
}

#[test]
fn labels_are_of_a_file_and_ids_of_all() {
    check(
        &[
            ("a.md", "# One\n\nx[^1] [y][l]\n\n[^1]: first\n\n[l]: https://a.b\n"),
            ("b.md", "# One\n\nx[^1] [y][l]\n\n[^1]: second\n"),
        ],
        r#"
heading 1 #one
  "One"
paragraph
  "x"
  mark of note 1
  " "
  link to <https://a.b>
    "y"
heading 1 #one-1
  "One"
paragraph
  "x"
  mark of note 2
  " [y][l]"
note 1 [^1]
  paragraph
    "first"
note 2 [^1]
  paragraph
    "second"
undefined-link: link label `l` is not defined
"#,
    );
}

#[test]
fn links_between_files_become_anchors() {
    check(
        &[
            ("text/a.md", "[whole](b.md) [part](b.md#p) [back](../c.md) [gone](b.md#q) ![i](../i.png)\n"),
            ("text/b.md", "No heading, [here]{#p}.\n"),
            ("c.md", "# C\n\n[a](text/a.md) [out](../d.md)\n"),
        ],
        r#"
paragraph #a
  link to #b
    "whole"
  " "
  link to #p
    "part"
  " "
  link to #c
    "back"
  " "
  "gone"
  " "
  image <i.png>, alt "i"
paragraph #b
  "No heading, "
  span #p
    "here"
  "."
heading 1 #c
  "C"
paragraph
  link to #a
    "a"
  " "
  link to <../d.md>
    "out"
dead-anchor: nothing has the id `q`
"#,
    );
}

#[test]
fn only_the_first_file_has_front_matter() {
    let (document, messages) =
        chapters(&[("a.md", "---\ntitle: T\n---\na\n"), ("b.md", "---\ntitle: U\n---\nb\n")]);
    assert_eq!(document.meta.title, "T");
    assert_eq!(messages, ["stray-front-matter: this front matter is not used"]);
    let starts: Vec<usize> = document.chapters.iter().map(|it| it.first_block).collect();
    assert_eq!(starts, [0, 1]);
}

#[test]
fn an_empty_publication_is_a_tree() {
    let (document, messages) = chapters(&[]);
    assert!(document.blocks.is_empty() && messages.is_empty());
    let (document, messages) = chapters(&[("a.md", ""), ("b.md", "\n")]);
    assert!(document.blocks.is_empty() && messages.is_empty());
    assert_eq!(document.references.get(&Id::new("a").expect("good")), None);
}

/// The words of each page of a book, without page numbers and contents.
fn pages(project: &TestProject, source: &str) -> Vec<String> {
    let layout = project.run(&format!("dump --stage layout {source}")).exits(0).stdout;
    let text = layout.split("\n\npages:").next().unwrap_or_default().to_owned();
    let page = |it: &str| {
        let lines = it.lines().skip(1).filter(|it| !it.contains(" foot ") && !it.contains(" decoration "));
        lines.filter_map(|it| it.split('"').nth(1)).collect::<Vec<_>>().join("|")
    };
    text.split("page ").map(page).filter(|it| !it.is_empty() && !it.starts_with("Contents")).collect()
}

#[test]
fn parts_chapters_and_what_comes_before_begin_a_page() {
    let chapters =
        "[\"imprint.md\", \"dedication.md\", \"part.md\", \"one.md\", \"two.md\", \"more.md\", \"end.md\"]";
    let project = TestProject::new(&[
        (
            "pamphlet.toml",
            &format!("[publication]\ntitle = \"A book\"\nlanguage = \"en\"\nchapters = {chapters}\n"),
        ),
        ("imprint.md", "# Imprint\n\nNo rights.\n"),
        ("dedication.md", "*For all.*\n"),
        ("part.md", "# Part one\n\n::: epigraph\nSo it goes.\n:::\n"),
        ("one.md", "## One\n\nText of one.\n"),
        ("two.md", "## Two\n\nText of two.\n\n### Below\n\nMore of two.\n"),
        ("more.md", "### A section\n\nIn a file.\n"),
        ("end.md", "# The end\n\nText.\n\n## A section of it\n\nText.\n"),
    ]);
    assert_eq!(
        pages(&project, ""),
        [
            "A book",
            "Imprint|No rights.",
            "For all.",
            "Part one|So it goes.",
            "One|Text of one.",
            "Two|Text of two.|Below|More of two.|A section|In a file.",
            "The end|Text.|A section of it|Text.",
        ]
    );
    project.run("build").exits(0);
    project.run("verify").exits(0);
}

#[test]
fn a_book_in_one_file_looks_like_one_in_many() {
    let front = "---\ntitle: A book\nlang: en\npdf: {book: true}\n---\n\n";
    let text = "# One\n\nText of one.\n\n# Part {.part}\n\n## Two\n\nText of two.\n\n## Three\n\nText.\n\n# Four\n\nText.\n\n## Below\n\nText.\n";
    let project = TestProject::new(&[("book.md", &format!("{front}{text}"))]);
    let expected =
        ["A book", "One|Text of one.", "Part", "Two|Text of two.", "Three|Text.", "Four|Text.|Below|Text."];
    assert_eq!(pages(&project, "book.md"), expected);
    let files = [
        "# One\n\nText of one.\n",
        "# Part {.part}\n",
        "## Two\n\nText of two.\n",
        "## Three\n\nText.\n",
        "# Four\n\nText.\n\n## Below\n\nText.\n",
    ];
    let mut list = Vec::new();
    for (at, file) in files.iter().enumerate() {
        project.write(&format!("many/{at}.md"), file);
        list.push(format!("\"{at}.md\""));
    }
    let manifest =
        format!("[publication]\ntitle = \"A book\"\nlanguage = \"en\"\nchapters = [{}]\n", list.join(", "));
    project.write("many/pamphlet.toml", manifest);
    let (one, many) =
        (project.run("dump --stage layout book.md").stdout, project.run("dump --stage layout many").stdout);
    assert_eq!(one, many, "the same pages");
}
