//! Several files as one publication: what is of a file, and what is of all.

#![allow(clippy::expect_used, reason = "a test may panic")]

use pamphlet::diag::Diagnostics;
use pamphlet::document::Spans;
use pamphlet::document::dump::dump;
use pamphlet::document::{Document, Id};
use pamphlet::parse::parse;
use pamphlet::publication::{Located, Publication};
use pamphlet::source::{Source, Sources, Span};

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
