//! `pamphlet fmt`: writes Markdown in one form.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context;

use crate::cli::Outcome;
use crate::cli::args::Fmt;
use crate::cli::console::{Console, deliver};
use crate::cli::fix::difference;
use crate::markdown::format::{Formatted, format};
use crate::project::files::{self, show};
use crate::project::{self, Chapter, ChapterFiles, Named, advise};

/// Formats every file that is named. All files are written or none.
pub(super) fn run(fmt: &Fmt, console: &Console) -> anyhow::Result<Outcome> {
    let work = project::publications(&fmt.files, ChapterFiles::Within)?;
    let mut texts = BTreeMap::new();
    for named in work.members() {
        if *named == Named::StandardInput {
            return standard_input(fmt, console);
        }
        texts.append(&mut texts_of(named, &work.chapters_of(named))?);
    }
    let mut changed = BTreeMap::new();
    for (path, before) in &texts {
        let name = show(path);
        let after = formatted(&name, before, console);
        if after != *before {
            changed.insert(path.clone(), (name, before.as_str(), after));
        }
    }
    if fmt.diff {
        let shown: String =
            changed.values().map(|(name, before, after)| difference(name, before, after)).collect();
        deliver(shown.as_bytes())?;
    }
    if fmt.check {
        let names = changed.values().map(|(name, ..)| format!("{name}: not in the one form\n"));
        console.result(&names.collect::<String>());
        return Ok(if changed.is_empty() { Outcome::Good } else { Outcome::Faults });
    }
    if !fmt.diff {
        let files: Vec<(PathBuf, &[u8])> =
            changed.iter().map(|(path, (.., after))| (path.clone(), after.as_bytes())).collect();
        files::write_all(&files)?;
        let names = changed.values().map(|(name, ..)| format!("{name}: formatted\n"));
        console.result(&names.collect::<String>());
    }
    Ok(Outcome::Good)
}

/// Formats standard input to standard output.
fn standard_input(fmt: &Fmt, console: &Console) -> anyhow::Result<Outcome> {
    let name = Named::StandardInput.shown();
    let before = utf8(files::read_standard_input()?, &name)?;
    let after = formatted(&name, &before, console);
    if fmt.diff {
        deliver(difference(&name, &before, &after).as_bytes())?;
    } else if !fmt.check {
        deliver(after.as_bytes())?;
    }
    Ok(if fmt.check && before != after { Outcome::Faults } else { Outcome::Good })
}

/// A text in one form, with its own line ends. What had to stay as it was is named.
fn formatted(name: &str, before: &str, console: &Console) -> String {
    let Formatted { text, kept } = format(before);
    let lines =
        kept.iter().map(|line| format!("{name}:{line}: left unchanged, since it would read differently\n"));
    console.result(&lines.collect::<String>());
    let mark = if before.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let text = if before.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
    format!("{mark}{text}")
}

/// The texts of a publication's chapters; of one that was named by `chapters`, these alone.
fn texts_of(named: &Named, chapters: &[&Chapter]) -> anyhow::Result<BTreeMap<PathBuf, String>> {
    let mut texts = BTreeMap::new();
    let reading = project::open(named)?.read();
    let manuscript = &reading.manuscript;
    for chapter in &manuscript.document.chapters {
        let Some(source) = manuscript.sources.get(chapter.span.source) else { continue };
        if chapters.is_empty() || chapters.iter().any(|it| it.shown == source.path()) {
            let path = PathBuf::from(source.path());
            let text = utf8(files::read_named(&path)?, source.path())?;
            texts.insert(path, text);
        }
    }
    Ok(texts)
}

fn utf8(bytes: Vec<u8>, name: &str) -> anyhow::Result<String> {
    let text = String::from_utf8(bytes).with_context(|| format!("`{name}` is not UTF-8"));
    text.map_err(|error| advise(format!("{error:#}"), "save it as UTF-8"))
}
