//! `check --fix`: applies safe fixes to the source.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::check::repair::repairs;
use crate::cli::console::deliver;
use crate::pipeline::{self, LintLevels};
use crate::project::files;
use crate::project::{self, Chapter, Named, Reading};
use crate::verify::compare::diff::diff;

/// The maximum number of passes: one fix may expose the next problem.
const ROUNDS: usize = 16;

/// What happens with the fixed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mending {
    /// It is written.
    Write,
    /// It is shown.
    Show,
}

/// Fixes a publication; of one that was named by `chapters`, these alone.
pub(super) fn run(
    named: &Named,
    chapters: &[&Chapter],
    levels: &LintLevels,
    mending: Mending,
) -> anyhow::Result<()> {
    if *named == Named::StandardInput {
        return standard_input(levels, mending);
    }
    for _ in 0..ROUNDS {
        let reading = project::open(named)?.read();
        let before = texts(&reading)?;
        let mut after = fixed(reading, levels, &before);
        after.retain(|path, _| chapters.is_empty() || chapters.iter().any(|it| it.shown == *path));
        if after.is_empty() {
            break;
        }
        if mending == Mending::Show {
            let shown: String =
                after.iter().map(|(path, text)| difference(path, &before[path], text)).collect();
            return deliver(shown.as_bytes());
        }
        let files: Vec<(PathBuf, &[u8])> =
            after.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes())).collect();
        files::write_all(&files)?;
    }
    Ok(())
}

/// Fixes standard input to standard output, which gets the text even if nothing changed.
fn standard_input(levels: &LintLevels, mending: Mending) -> anyhow::Result<()> {
    let first = String::from_utf8_lossy(&files::read_standard_input()?).into_owned();
    let mut text = first.clone();
    for _ in 0..ROUNDS {
        let reading = project::text(text.as_bytes())?.read();
        let name = Named::StandardInput.shown();
        let after = fixed(reading, levels, &BTreeMap::from([(name.clone(), text.clone())]));
        match after.get(&name) {
            Some(better) => text.clone_from(better),
            None => break,
        }
    }
    match mending {
        Mending::Write => deliver(text.as_bytes()),
        Mending::Show => deliver(difference(&Named::StandardInput.shown(), &first, &text).as_bytes()),
    }
}

/// The texts of a publication as they are in their files, by path.
fn texts(reading: &Reading) -> anyhow::Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    for (_, source) in reading.manuscript.sources.iter() {
        let bytes = files::read_named(source.path().as_ref())?;
        // What is not UTF-8 cannot be written back unchanged.
        if let Ok(text) = String::from_utf8(bytes) {
            texts.insert(source.path().to_owned(), text);
        }
    }
    Ok(texts)
}

/// The texts that change, fixed. What a lint level or an exception allows stays unchanged.
fn fixed(
    reading: Reading,
    levels: &LintLevels,
    before: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let Reading { manuscript, mut diags, .. } = reading;
    pipeline::apply_levels(&manuscript, levels, &mut diags);
    let mut after = BTreeMap::new();
    for (id, repairs) in repairs(&diags) {
        let path = manuscript.sources.get(id).map(|it| it.path().to_owned()).unwrap_or_default();
        if let Some(text) = before.get(&path) {
            after.insert(path, pipeline::fixed(text, &repairs));
        }
    }
    after.retain(|path, text| before.get(path) != Some(text));
    after
}

/// The lines that differ, as `diff -U0` shows them.
pub(super) fn difference(path: &str, before: &str, after: &str) -> String {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (left, right) = (lines(before), lines(after));
    let hunks = diff(&left, &right);
    if hunks.is_empty() {
        return String::new();
    }
    let mut shown = format!("--- {path}\n+++ {path}\n");
    for hunk in hunks {
        let range = |it: &std::ops::Range<usize>| match it.len() {
            0 => format!("{},0", it.start),
            1 => format!("{}", it.start + 1),
            count => format!("{},{count}", it.start + 1),
        };
        shown.push_str(&format!("@@ -{} +{} @@\n", range(&hunk.left), range(&hunk.right)));
        left[hunk.left].iter().for_each(|it| shown.push_str(&format!("-{it}\n")));
        right[hunk.right].iter().for_each(|it| shown.push_str(&format!("+{it}\n")));
    }
    shown
}
