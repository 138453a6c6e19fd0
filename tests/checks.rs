//! The rules of `check`: each file of `tests/checks` has sources of a rule, and below each what is found in it.
//!
//! A source is a block of four backticks and `markdown`, what is found one of `text`: place, severity, rule,
//! message and help, of all rules. A source without front matter is in English and has a title.
//! `UPDATE_SNAPSHOTS=1 cargo test checks::` writes again what is found.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Read, faults};
use pamphlet::check::exception::exceptions;
use pamphlet::check::{self, check};
use pamphlet::diag::{Diagnostics, Rule};
use pamphlet::document::Lang;
use pamphlet::parse::parse;
use pamphlet::pipeline;
use pamphlet::publication::{Numbers, Publication};
use pamphlet::source::{Source, SourceId, Sources};

const SOURCE: &str = "````markdown\n";
const FOUND: &str = "````text\n";
const END: &str = "````\n";

fn found(text: &str) -> String {
    let mut sources = Sources::new();
    let ids: Vec<SourceId> = sources.add(Source::new("source.md", text)).into_iter().collect();
    let mut publication = Publication::default();
    publication.meta.title = "Title".to_owned();
    publication.meta.lang = Lang::new("en").expect("a tag");
    if text.starts_with("---") {
        publication = Publication::default();
    }
    let mut diags = Diagnostics::new();
    let (document, _) = parse(&sources, &ids, &publication, &mut diags);
    check(&document, &sources, &mut diags);
    let exceptions = exceptions(&document, &sources, &pipeline::rules(), &mut diags);
    diags.retain_mut(|fault| !exceptions.iter().any(|it| it.covers(fault)));
    diags.sort();
    faults(&Read { sources, document, diags, numbers: Numbers::default() })
}

/// The file with what is found in its sources.
fn judged(file: &str) -> String {
    let mut parts = file.split(SOURCE);
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (source, rest) = part.split_once(END).expect("a source ends");
        let (between, rest) = rest.split_once(FOUND).expect("what is found follows");
        let (_, rest) = rest.split_once(END).expect("what is found ends");
        out.push_str(&format!("{SOURCE}{source}{END}{between}{FOUND}{}{END}{rest}", found(source)));
    }
    out
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks");
    let entries = fs::read_dir(folder).expect("the folder of checks");
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    files.sort();
    files
}

#[test]
fn every_rule_finds_what_is_kept() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    for path in files() {
        let kept = fs::read_to_string(&path).expect("a file of cases");
        let made = judged(&kept);
        if update {
            fs::write(&path, made).expect("a file is written");
        } else {
            assert_eq!(
                kept,
                made,
                "{}\nUPDATE_SNAPSHOTS=1 writes it anew; read the difference",
                path.display()
            );
        }
    }
}

#[test]
fn every_rule_has_a_file_that_finds_it() {
    // What has nothing to show but itself is tested with the commands, in tests/cmd.
    const ELSEWHERE: [&str; 3] = ["missing-alt", "missing-language", "unused-exception"];
    for rule in check::rules::ALL.iter().filter(|it| !ELSEWHERE.contains(&it.id)) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/checks/{}.md", rule.id));
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(&format!("[{}]: ", rule.id)), "{}", path.display());
    }
}

/// What a rule calls right must be so, and what it calls wrong must be found.
#[test]
fn every_explanation_holds() {
    // A title is given to every source here.
    let told = |it: &&&Rule| it.id != "missing-title" && it.explanation.contains("\nRight:\n");
    for rule in check::rules::ALL.iter().filter(told) {
        let (wrong, right) = rule.explanation.split_once("\nRight:\n").expect("a right one");
        let mark = format!("[{}]: ", rule.id);
        if let Some(source) = example(wrong) {
            assert!(found(&source).contains(&mark), "{} finds nothing in its own example", rule.id);
        }
        if let Some(source) = example(right) {
            assert!(!found(&source).contains(&mark), "{} finds fault with its own mend", rule.id);
        }
    }
}

fn example(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("```markdown\n")?;
    Some(rest.split_once("```")?.0.to_owned())
}
