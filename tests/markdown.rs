//! The writer of Markdown: what it writes reads as an equal tree, and is written so again.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use pamphlet::diag::Diagnostics;
use pamphlet::document::Document;
use pamphlet::markdown::compare::first_difference;
use pamphlet::markdown::format::format;
use pamphlet::markdown::{self, Typing};
use pamphlet::parse::parse;
use pamphlet::publication::Publication;
use pamphlet::source::{Source, SourceId, Sources};

/// The tree of a text in the language of another tree.
fn tree(text: &str, like: Option<&Document>) -> Document {
    let mut sources = Sources::new();
    let ids: Vec<SourceId> = sources.add(Source::new("source.md", text)).into_iter().collect();
    let mut publication = Publication::default();
    if let Some(like) = like {
        publication.meta.lang = like.meta.lang.clone();
    }
    parse(&sources, &ids, &publication, &mut Diagnostics::new()).0
}

/// What is wrong with the text that is written of the tree of a text.
fn fault(text: &str) -> Option<String> {
    let first = tree(text, None);
    let written = markdown::write(&first, Typing::Set);
    let second = tree(&written, Some(&first));
    if let Some(it) = first_difference(&first, &second) {
        return Some(format!("{}\n  - {}\n  + {}", it.path, it.left, it.right));
    }
    let again = markdown::write(&second, Typing::Set);
    (again != written).then(|| "the second time it is written otherwise".to_owned())
}

/// The Markdown files below a folder, in order.
fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|it| it == "md") {
            into.push(path);
        }
    }
}

/// The faults of all files below a folder.
fn check(folder: &Path) -> (usize, Vec<String>) {
    let mut paths = Vec::new();
    files(folder, &mut paths);
    let mut faults = Vec::new();
    for path in &paths {
        let Ok(bytes) = fs::read(path) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        faults.extend(fault(&text).map(|it| format!("{}: {it}", path.display())));
    }
    (paths.len(), faults)
}

#[test]
fn every_text_of_ours_comes_back_from_markdown() {
    for folder in ["tests/fixtures", "tests/torture", "tests/checks", "tests/sites", "source"] {
        let (count, faults) = check(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        assert!(
            count > 0 && faults.is_empty(),
            "{folder}: {} of {count}\n{}",
            faults.len(),
            faults.join("\n")
        );
    }
}

#[test]
fn every_example_of_commonmark_comes_back_from_markdown() {
    let spec = include_str!("commonmark/spec.json");
    let examples: Vec<serde_json::Value> = serde_json::from_str(spec).expect("the examples");
    let texts = examples.iter().filter_map(|it| it.get("markdown")?.as_str());
    let faults: Vec<String> =
        texts.filter_map(|text| fault(text).map(|it| format!("{text:?}: {it}"))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_foreign_text_comes_back_from_markdown() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("PAMPHLET_CORPUS").map_or_else(beside, PathBuf::from);
    let (count, faults) = check(&folder);
    assert!(faults.is_empty(), "{} of {count}\n{}", faults.len(), faults.join("\n"));
}

/// A text in one form reads as the same tree, and its form is that already.
#[test]
fn every_text_of_ours_is_formatted_once() {
    for folder in ["tests/fixtures", "tests/torture", "source"] {
        let mut paths = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut paths);
        for path in paths {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let once = format(&text).text;
            let (before, after) = (tree(&text, None), tree(&once, Some(&tree(&text, None))));
            assert_eq!(first_difference(&before, &after), None, "{}", path.display());
            assert_eq!(format(&once).text, once, "{}", path.display());
        }
    }
}
