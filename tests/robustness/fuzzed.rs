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
fn every_fuzz_target_is_run() {
    let mut run: Vec<&str> = [INPUT, PDF, MARKUP, WORDS, RESOURCES, VERIFY].concat();
    let mut all: Vec<&str> = entries::TARGETS.iter().map(|(name, _)| *name).collect();
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
