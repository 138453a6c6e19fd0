//! The corpus of the fuzzer, and the inputs that once caused a failure, run through the same functions in every test run.

use std::fs;
use std::path::{Path, PathBuf};

use super::entries;

/// The files of a target in a folder of `fuzz`, sorted.
fn files(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    files.sort();
    files
}

/// Runs targets on all files that are kept for them; each target has some.
fn run(targets: &[&str]) {
    for target in targets {
        let kept = files("corpus", target);
        assert!(!kept.is_empty(), "nothing is kept for `{target}`");
        for path in kept.into_iter().chain(files("found", target)) {
            entries::run(target, &fs::read(path).expect("a file"));
        }
    }
}

const INPUT: &[&str] = &["parse", "front_matter", "manifest"];
const PDF: &[&str] = &["layout", "pdf"];
const MARKUP: &[&str] = &["epub", "html", "text"];
const WORDS: &[&str] = &["words"];
const RESOURCES: &[&str] = &["picture", "font"];
const READERS: &[&str] = &[
    "import_docx",
    "import_html",
    "import_text",
    "import_book",
    "pandoc",
    "json",
    "bibtex",
    "csl_json",
    "bibliography_yaml",
    "theme",
    "foreign",
];
const VERIFY: &[&str] = &["read_pdf", "read_epub", "read_html", "read_text"];

#[test]
fn input_targets_accept_the_corpus() {
    run(INPUT);
}

#[test]
fn pdf_targets_accept_the_corpus() {
    run(PDF);
}

#[test]
fn markup_targets_accept_the_corpus() {
    run(MARKUP);
}

#[test]
fn words_targets_accept_the_corpus() {
    run(WORDS);
}

#[test]
fn resources_targets_accept_the_corpus() {
    run(RESOURCES);
}

#[test]
fn verify_targets_accept_the_corpus() {
    run(VERIFY);
}

#[test]
fn readers_targets_accept_the_corpus() {
    run(READERS);
}

/// How many changed inputs each file of the corpus gives; `PAMPHLET_FUZZ` gives another number.
fn changes() -> u64 {
    let asked = std::env::var("PAMPHLET_FUZZ").ok().and_then(|it| it.parse().ok());
    asked.unwrap_or(if cfg!(debug_assertions) { 4 } else { 200 })
}

/// The next number of a sequence that looks like chance (Knuth's MMIX).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// Bytes changed in a few places: flipped, removed, repeated, cut off, or replaced by those of another place.
fn changed(bytes: &[u8], state: &mut u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=next(state) % 5 {
        let at = next(state) % (bytes.len() + 1);
        let length = (next(state) % 40).min(bytes.len() - at);
        let part = bytes[at..at + length].to_vec();
        match next(state) % 6 {
            0 => bytes
                .iter_mut()
                .skip(at)
                .take(1)
                .for_each(|it| *it = b"<>[]{}()\"'\\/*_#|:-+=@&;\n\0 0"[length % 27]),
            1 => drop(bytes.drain(at..at + length)),
            2 => drop(bytes.splice(at..at, part)),
            3 => bytes.truncate(at),
            4 => {
                let to = next(state) % (bytes.len() + 1);
                drop(bytes.splice(to..to, part));
            }
            _ => drop(bytes.splice(at..at, part.repeat(1 + next(state) % 50))),
        }
    }
    bytes
}

#[test]
fn readers_targets_accept_changed_inputs() {
    for target in READERS {
        for (number, path) in files("corpus", target).iter().enumerate() {
            let (whole, mut state) = (fs::read(path).expect("a file"), number as u64);
            for _ in 0..changes() {
                let bytes = changed(&whole, &mut state);
                // What breaks is kept, to be looked at and to be tried again in every run.
                let broke = Broken(target, &bytes);
                entries::run(target, &bytes);
                std::mem::forget(broke);
            }
        }
    }
}

/// Keeps an input if its test fails.
struct Broken<'a>(&'a str, &'a [u8]);

impl Drop for Broken<'_> {
    fn drop(&mut self) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("found").join(self.0);
        drop(fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join("input"), self.1)));
    }
}

#[test]
fn every_fuzz_target_is_run() {
    let mut run: Vec<&str> = [INPUT, PDF, MARKUP, WORDS, RESOURCES, READERS, VERIFY].concat();
    let mut all: Vec<&str> = entries::all().map(|(name, _)| *name).collect();
    run.sort_unstable();
    all.sort_unstable();
    assert_eq!(run, all);
    let manifest = include_str!("../../fuzz/Cargo.toml");
    for name in all {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} has no program");
        let program = format!("fuzz/targets/{name}.rs");
        let program =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&program)).expect("a program");
        assert!(program.contains(&format!("run(\"{name}\", bytes)")), "the program of {name} runs another");
    }
}
