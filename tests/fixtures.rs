//! The fixtures: each folder has a source and what every stage makes of it, as text that a person can judge.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test fixtures::` writes the snapshots again. To add a stage, add a line to
//! [`STAGES`]: the name of its file, and a function from what was read to its text. A stage that gives `None`
//! for a fixture has no file there.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::editions::{pages, render};
use crate::support::{Read, faults, nesting, read};
use pamphlet::backend::text::Text;
use pamphlet::document::Spans;
use pamphlet::document::dump::dump;
use pamphlet::document::{Image, NoteId};
use pamphlet::layout;
use pamphlet::markup::{ImageSource, Lowering, Node, Profile, Resolver, Syntax, serialize};

/// What is kept beside each source.
const STAGES: &[(&str, Stage)] = &[
    ("tree.txt", tree),
    ("faults.txt", found),
    ("html.html", html),
    ("epub.xhtml", epub),
    ("text.txt", text),
    ("tags.txt", tags),
    ("pages.txt", layout_of),
];

/// The pages of a longer fixture are judged as images, not line by line.
const SHORT: usize = 12;

type Stage = fn(&Read) -> Option<String>;

fn tree(read: &Read) -> Option<String> {
    Some(dump(&read.document, Spans::Hidden))
}

fn found(read: &Read) -> Option<String> {
    Some(faults(read)).filter(|it| !it.is_empty())
}

/// The text of the page and its notes; what is around them is the same for all.
fn html(read: &Read) -> Option<String> {
    Some(lowered(read, Profile::Html, Syntax::Html))
}

/// The same of a chapter of an EPUB.
fn epub(read: &Read) -> Option<String> {
    Some(lowered(read, Profile::Epub, Syntax::Xhtml))
}

fn lowered(read: &Read, profile: Profile, syntax: Syntax) -> String {
    let document = &read.document;
    let mut lowering = Lowering::new(document, profile, &Beside);
    let mut nodes = lowering.blocks(&document.blocks);
    let notes: Vec<NoteId> = document.notes.iter().map(|(id, _)| id).collect();
    nodes.extend(lowering.notes(&notes).map(Node::from));
    serialize(&nodes, syntax)
}

/// The pages of a short fixture: their lines, with measurements.
fn layout_of(read: &Read) -> Option<String> {
    (read.document.blocks.len() <= SHORT).then(|| layout::dump::pages(&pages(read)))
}

/// The plain text edition.
fn text(read: &Read) -> Option<String> {
    String::from_utf8(render(&Text, read)).ok()
}

/// The logical structure of the pages.
fn tags(read: &Read) -> Option<String> {
    Some(layout::dump::tags(&pages(read)))
}

/// Every image lies beside the page and is as large as any other.
struct Beside;

impl Resolver for Beside {
    fn image(&self, image: &Image) -> Option<ImageSource> {
        Some(ImageSource { address: image.path.clone(), width: 600, height: 400 })
    }
}

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders: Vec<PathBuf> = fs::read_dir(&root)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("source.md").is_file())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "there are fixtures");
    folders
}

fn source(folder: &Path) -> String {
    fs::read_to_string(folder.join("source.md")).expect("a source")
}

#[test]
fn every_stage_gives_what_is_kept() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut wrong = Vec::new();
    for folder in fixtures() {
        let read = read(&source(&folder));
        for (name, stage) in STAGES {
            let (file, made) = (folder.join(name), stage(&read));
            let kept = fs::read_to_string(&file).ok();
            if made == kept {
                continue;
            }
            match (&made, update) {
                (Some(made), true) => fs::write(&file, made).expect("a snapshot is written"),
                (None, true) => fs::remove_file(&file).expect("a snapshot is removed"),
                (_, false) => wrong.push(difference(&file, kept.as_deref(), made.as_deref())),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nUPDATE_SNAPSHOTS=1 writes them anew; read the difference",
        wrong.join("\n")
    );
}

/// The first line that differs.
fn difference(file: &Path, kept: Option<&str>, made: Option<&str>) -> String {
    let (kept, made) = (kept.unwrap_or(""), made.unwrap_or(""));
    let number = kept.lines().zip(made.lines()).take_while(|(kept, made)| kept == made).count();
    let line = |text: &str| text.lines().nth(number).unwrap_or("(nothing)").to_owned();
    format!("{}:{}\n  kept: {}\n  made: {}", file.display(), number + 1, line(kept), line(made))
}

#[test]
fn every_tree_keeps_its_promises() {
    for folder in fixtures() {
        nesting::hold(&read(&source(&folder)));
    }
}

#[test]
fn every_prefix_gives_a_tree() {
    for folder in fixtures() {
        let text = source(&folder);
        for (at, _) in text.char_indices() {
            nesting::hold(&read(&text[..at]));
        }
    }
}
