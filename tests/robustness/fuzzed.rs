//! What the fuzzer kept, and what it once broke, goes through the same functions in every run of the tests.

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

/// Runs the targets of a list on all that is kept for them; each has something.
fn run(targets: &[&str]) {
    for target in targets {
        let kept = files("corpus", target);
        assert!(!kept.is_empty(), "nothing is kept for `{target}`");
        for path in kept.into_iter().chain(files("found", target)) {
            entries::run(target, &fs::read(path).expect("a file"));
        }
    }
}

const READING: &[&str] = &["parse", "front_matter", "manifest"];
const SETTING: &[&str] = &["layout", "pdf"];
const FLOWING: &[&str] = &["epub", "html", "text"];
const SAYING: &[&str] = &["words"];
const CARRYING: &[&str] = &["picture", "font"];
const VERIFYING: &[&str] = &["read_pdf", "read_epub", "read_html", "read_text"];

#[test]
fn reading() {
    run(READING);
}

#[test]
fn setting() {
    run(SETTING);
}

#[test]
fn flowing() {
    run(FLOWING);
}

#[test]
fn saying() {
    run(SAYING);
}

#[test]
fn carrying() {
    run(CARRYING);
}

#[test]
fn verifying() {
    run(VERIFYING);
}

#[test]
fn no_target_is_left_out() {
    let mut run: Vec<&str> = [READING, SETTING, FLOWING, SAYING, CARRYING, VERIFYING].concat();
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
