//! The tags of a PDF, read by poppler, against the tree that it was made from.
//!
//! A validator does not detect a lost heading. Here a reader that shares no code
//! with the program extracts what is in the file: headings with their levels,
//! lists with the number of their items, tables with their cells and scopes,
//! notes and the links to them and back, links and their targets, figures,
//! quotes and code, and the contents. All of it must match the source, in the
//! same order. poppler's `pdfinfo` names the annotations of a link but shows
//! neither their targets nor alternative texts, languages and expansions; those
//! are read from the file's objects.
//!
//! Where poppler is not installed nothing is compared, and the test reports it.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a test that is skipped reports it")]

mod objects;
mod tags;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::read;
use tags::extracted;
use tempfile::TempDir;
use tree::{contents, expected, heading_texts};

/// Sources without a PDF: all of the first is wrong, no font of the program has the letters of the second, and an index
/// and a list of listings have the numbers of pages in print, which `tests/index.rs` and `tests/long_report` compare.
const WITHOUT_PDF: [&str; 5] = ["faults", "east-asian", "index", "index-sv", "listings"];

/// The constructs of a document, each a line, in the order of reading.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parity {
    /// Those outside notes.
    main: Vec<String>,
    /// Those in each note, the notes in the order of their marks.
    notes: Vec<Vec<String>>,
    /// The alternative texts of figures, sorted: notes may be elsewhere.
    alternatives: Vec<String>,
    /// The expansions of abbreviations, sorted.
    expansions: Vec<String>,
    /// The languages of passages, sorted, each once.
    languages: Vec<String>,
}

/// Without soft hyphens, and with one space for each sequence of white space.
fn normalized(text: &str) -> String {
    let text: String = text.chars().filter(|it| *it != '\u{ad}').collect();
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

fn has_poppler() -> bool {
    let is_installed = Command::new("pdfinfo").arg("-v").output().is_ok();
    if !is_installed {
        eprintln!("SKIPPED: `pdfinfo` of poppler is not installed, no tags were compared");
    }
    is_installed
}

/// The text with the metadata that a PDF needs.
fn titled(text: &str) -> String {
    if text.starts_with("---\n") {
        return text.to_owned();
    }
    format!("---\ntitle: A Title of its Own\nlang: en\n---\n\n{text}")
}

/// With contents of all headings.
fn with_contents(text: &str) -> String {
    text.replacen("---\n", "---\npdf: {contents: true, contents-depth: 6}\n", 1)
}

/// Builds the PDF of a text, with images for all that it names.
fn publish(text: &str, folder: &TempDir) -> PathBuf {
    let source = folder.path().join("source.md");
    fs::write(&source, with_contents(text)).expect("a source");
    fs::create_dir_all(folder.path().join("images")).expect("a folder");
    let square =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"6\"><path d=\"M0 0h9v6z\"/></svg>";
    fs::write(folder.path().join("box.svg"), square).expect("an image");
    for name in ["room.png", "rule.png", "map.jpg", "key.png"] {
        let image = image::RgbImage::from_pixel(1200, 800, image::Rgb([90, 120, 150]));
        image.save(folder.path().join("images").join(name)).expect("an image");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.args(["build", "source.md", "--to", "pdf"]).current_dir(folder.path());
    command.env_remove("SOURCE_DATE_EPOCH");
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.path().join("output/source.pdf")
}

fn compare(name: &str, text: &str) {
    let text = titled(text);
    let folder = tempfile::tempdir().expect("a folder");
    let pdf = publish(&text, &folder);
    let document = read(&text).document;
    let (expected, mut extracted) = (expected(&document), extracted(&pdf));
    extracted.parity.languages.retain(|it| *it != document.meta.lang.to_string());
    assert_eq!(extracted.parity.main, expected.main, "{name}: the text");
    assert_eq!(extracted.parity.notes, expected.notes, "{name}: the notes");
    assert_eq!(extracted.parity.alternatives, expected.alternatives, "{name}: the alternative texts");
    assert_eq!(extracted.parity.expansions, expected.expansions, "{name}: the expansions");
    assert_eq!(extracted.parity.languages, expected.languages, "{name}: the languages");
    let found = extracted.contents;
    let has_contents = (1..=6).any(|depth| contents(&document, depth) == found);
    assert!(has_contents, "{name}: the contents are {found:#?}");
    for (id, heading) in heading_texts(&document) {
        let page = extracted.destinations.get(&id);
        let page = page.unwrap_or_else(|| panic!("{name}: `#{id}` is a destination in the file"));
        // Its beginning: the text of the page contains the marks of notes.
        let start: String = letters(&heading).chars().take(24).collect();
        // Poppler may take a number and its heading for columns; as they are painted, they follow one another.
        let found =
            ["-nopgbrk", "-raw"].iter().any(|it| letters(&page_text(&pdf, *page, it)).contains(&start));
        assert!(found, "{name}: `{heading}` on page {page}");
    }
}

/// The text of a page as poppler reads it in a mode.
fn page_text(pdf: &Path, page: u32, mode: &str) -> String {
    let page = page.to_string();
    let output = Command::new("pdftotext").args([mode, "-f", &page, "-l", &page]).arg(pdf).arg("-").output();
    String::from_utf8(output.expect("poppler runs").stdout).expect("UTF-8")
}

/// The letters of a text: a heading may run over lines, and signs of direction may be added.
fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}

#[test]
fn tags_of_every_fixture_match_its_tree() {
    if !has_poppler() {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut compared = 0;
    for entry in fs::read_dir(&root).expect("the fixtures") {
        let folder = entry.expect("an entry").path();
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let Ok(text) = fs::read_to_string(folder.join("source.md")) else { continue };
        if !WITHOUT_PDF.contains(&name.as_str()) {
            compare(&name, &text);
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared} fixtures were compared");
}

#[test]
fn tags_of_the_statement_match_its_tree() {
    if has_poppler() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("source/statement/statement.md");
        compare("statement", &fs::read_to_string(path).expect("the statement"));
    }
}

/// Real documents, where they are: see `tests/corpus.rs`.
#[test]
fn tags_of_the_corpus_match_its_trees() {
    let sibling = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("PAMPHLET_CORPUS").map_or_else(sibling, PathBuf::from);
    if !folder.is_dir() || !has_poppler() {
        return;
    }
    for name in
        ["statement.md", "statement-extracted.txt", "faq.txt", "home.txt", "profile.txt", "values.txt"]
    {
        if let Ok(text) = fs::read_to_string(folder.join(name)) {
            compare(name, &text);
        }
    }
}
