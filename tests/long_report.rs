//! A report of some sixty pages with everything that a long document has: numbers, references, citations, an index,
//! conditions, tables with spans. Its numbers are the same in all editions.
//!
//! `LONG_REPORT=FOLDER cargo test long_report` keeps sources and editions in a folder, to be looked at and validated.

#![allow(clippy::expect_used, reason = "a test may panic")]

mod figures;
mod text;

use std::io::Read;
use std::path::Path;
use std::{env, fs};

use crate::support::project::TestProject;
use text::Report;

/// The three kinds of style: numbers, authors and years, notes.
const STYLES: [&str; 3] = ["ieee", "chicago-author-date", "chicago-notes-bibliography"];

fn project(style: &str) -> (TestProject, Report) {
    let report = Report::new(style);
    let project = TestProject::new(&[]);
    for (path, bytes) in &report.files {
        project.write(path, bytes);
    }
    (project, report)
}

/// Copies what was made to the folder that the environment names.
fn keep(project: &TestProject, name: &str) {
    let Some(folder) = env::var_os("LONG_REPORT") else { return };
    copy(&project.path("."), &Path::new(&folder).join(name));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|it| it.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// The words of a page of HTML or XHTML.
fn words_of(markup: &str) -> String {
    let mut words = String::new();
    let mut in_tag = false;
    for letter in markup.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => words.push(letter),
            _ => {}
        }
    }
    joined(&words)
}

/// The words with one space between them, whatever it was.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of the chapters of a book.
fn words_of_book(path: &Path) -> String {
    let mut book = zip::ZipArchive::new(fs::File::open(path).expect("a book")).expect("an archive");
    let mut words = String::new();
    for at in 0..book.len() {
        let mut file = book.by_index(at).expect("a file");
        if file.name().contains("chapter-") {
            let mut markup = String::new();
            file.read_to_string(&mut markup).expect("text");
            words.push_str(&words_of(&markup));
            words.push(' ');
        }
    }
    words
}

#[test]
fn all_editions_have_the_same_numbers() {
    let (project, report) = project(STYLES[0]);
    project.run("build . --strict").exits(0);
    keep(&project, STYLES[0]);
    project.run("verify .").exits(0);
    assert!(report.figures.len() == 30 && report.tables.len() == 20 && report.listings.len() == 3);
    assert!(report.citations >= 80 && report.entries >= 40 && report.conditions == 10);
    let editions = [
        joined(&project.read("output/harbours.txt")),
        words_of(&project.read("output/harbours.html")),
        words_of_book(&project.path("output/harbours.epub")),
    ];
    let kinds = [("Figure", &report.figures), ("Table", &report.tables), ("Listing", &report.listings)];
    for (kind, captions) in kinds {
        for (at, caption) in captions.iter().enumerate() {
            let label = format!("{kind} {}: {caption}", at + 1);
            for edition in &editions {
                // Once in its list, once at its place.
                assert_eq!(edition.matches(&label).count(), 2, "{label}");
            }
        }
    }
    for edition in &editions {
        for words in
            ["12.2 What it means", "A How we measured", "Figures 1–3 belong together", "compare section 3.1"]
        {
            assert!(edition.contains(words), "{words}");
        }
    }
    let pages = joined(&project.run("dump . --stage tags").exits(0).stdout.replace("\\u{a0}", " "));
    let labels = kinds.iter().flat_map(|(kind, all)| (1..=all.len()).map(move |at| format!("{kind} {at}:")));
    for label in labels {
        assert!(pages.contains(&label), "{label}");
    }
}

#[test]
fn each_style_of_citation_is_the_same_in_all_editions() {
    for (style, words) in
        STYLES.iter().zip(["[1, p. ", "(A. Marsh 1950, ", ", A Study of Harbours, Number 0"])
    {
        let (project, _) = project(style);
        project.run("build . --strict --to txt --to html").exits(0);
        project.run("verify . --to txt --to html").exits(0);
        let text = joined(&project.read("output/harbours.txt"));
        assert!(text.contains(words), "{style}: {words}");
        let html = words_of(&project.read("output/harbours.html"));
        assert!(html.contains(words), "{style}: {words}");
    }
}
