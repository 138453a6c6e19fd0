//! Real documents, where they are: the folder that `PAMPHLET_CORPUS` names, else `../shared/corpus`.
//! They are no part of the repository, and without them there is nothing to test here.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use pamphlet::document::{Outline, text};
use support::{faults, nesting, read};

fn corpus(name: &str) -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("PAMPHLET_CORPUS").map_or_else(beside, PathBuf::from);
    fs::read_to_string(folder.join(name)).ok()
}

#[test]
fn the_statement_has_its_headings_its_note_and_no_fault() {
    let Some(source) = corpus("statement.md") else { return };
    let read = read(&source);
    nesting::hold(&read);
    assert_eq!(faults(&read), "");
    let outline = Outline::of(&read.document.blocks);
    let headings: Vec<String> = outline.iter().map(|it| text::plain(&it.content)).collect();
    let written = source.lines().filter(|it| it.starts_with('#')).count();
    assert_eq!(headings.len(), written, "{headings:?}");
    assert_eq!(read.document.notes.len(), 1);
}

#[test]
fn no_text_of_the_corpus_breaks_a_promise() {
    for name in ["statement-extracted.txt", "faq.txt", "home.txt", "profile.txt", "values.txt"] {
        corpus(name).iter().for_each(|it| nesting::hold(&read(it)));
    }
}
