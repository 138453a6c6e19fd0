//! `pamphlet compare`: what two texts have in common, passage by passage.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::args::{Compare, ComparisonFormat};
use crate::cli::console::{Console, deliver};
use crate::project::files::{self, show};
use crate::project::{self, ChapterFiles, Named, advise};
use crate::source::{Source, Sources};
use crate::verify::Format;
use crate::verify::content::{Content, Location};
use crate::verify::passages::{self, Change, Fate, Pairing, Passage};

/// A text that is compared.
struct Side {
    name: String,
    passages: Vec<Passage>,
    sources: Sources,
    content: Content,
}

/// Compares two sources, editions or other files.
pub(super) fn run(compare: &Compare, console: &Console) -> anyhow::Result<Outcome> {
    let (mut old, mut new) = (side(&compare.old, console)?, side(&compare.new, console)?);
    let pairing = passages::compare(&mut old.passages, &mut new.passages);
    let report = match compare.format {
        ComparisonFormat::Text => text(&old, &new, &pairing),
        ComparisonFormat::Json => format!("{:#}\n", as_json(&old, &new, &pairing)),
    };
    deliver(report.as_bytes())?;
    Ok(if pairing.is_same() { Outcome::Good } else { Outcome::Faults })
}

/// Reads a side: a published file by its extension, anything else as a source.
fn side(path: &Path, console: &Console) -> anyhow::Result<Side> {
    if let Some(format) = Format::of(&path.to_string_lossy()).filter(|_| !files::is_folder(path)) {
        let bytes = files::read_edition(path)?;
        console.files_read(&[path.to_owned()]);
        let (passages, content) = passages::of_edition(format, &bytes);
        return Ok(Side { name: show(path), passages, sources: Sources::default(), content });
    }
    let work = project::publications(&[path.to_owned()], ChapterFiles::Alone)?;
    let members: Vec<&Named> = work.members().collect();
    let [named] = members.as_slice() else {
        return Err(advise(format!("`{}` has several publications", show(path)), "name one of them"));
    };
    let reading = project::open(named)?.read();
    console.files_read(&reading.files);
    let manuscript = reading.manuscript;
    let passages = passages::of_document(&manuscript.document);
    Ok(Side { name: named.shown(), passages, sources: manuscript.sources, content: Content::default() })
}

impl Side {
    /// Where a passage is, as messages show it.
    fn place(&self, passage: &Passage) -> String {
        if let Location::Source(span) = passage.location {
            let source = self.sources.get(span.source);
            let line = |it: &Source| format!("{}:{}", it.path(), it.position(span.range().start).line);
            return source.map_or_else(|| self.name.clone(), line);
        }
        match self.content.show(passage.location) {
            place if place.is_empty() => self.name.clone(),
            place => format!("{}, {place}", self.name),
        }
    }

    fn as_json(&self, at: usize) -> Value {
        let passage = &self.passages[at];
        json!({ "text": passage.text, "place": self.place(passage) })
    }
}

/// The pairs of a kind.
fn drifted(pairing: &Pairing) -> impl Iterator<Item = (usize, usize, f64, &[Change])> {
    pairing.pairs.iter().filter_map(|(old, new, fate)| match fate {
        Fate::Drifted { similarity, changes } => Some((*old, *new, *similarity, changes.as_slice())),
        Fate::Same | Fate::Moved => None,
    })
}

fn paired(pairing: &Pairing, fate: &Fate) -> Vec<(usize, usize)> {
    pairing.pairs.iter().filter(|it| it.2 == *fate).map(|it| (it.0, it.1)).collect()
}

/// The report for people: the counts, and then what is not the same.
fn text(old: &Side, new: &Side, pairing: &Pairing) -> String {
    let moved = paired(pairing, &Fate::Moved);
    let mut report = counts(pairing) + "\n";
    for (at, other, similarity, changes) in drifted(pairing) {
        let (from, to) = (&old.passages[at], &new.passages[other]);
        let share = percent(similarity);
        report.push_str(&format!("\ndrifted, {share} % the same: {} → {}\n", old.place(from), new.place(to)));
        report.push_str(&format!("  - {}\n  + {}\n", from.text, to.text));
        changes.iter().for_each(|it| report.push_str(&format!("  {}\n", change(it))));
    }
    for (at, other) in moved {
        let (from, to) = (&old.passages[at], &new.passages[other]);
        report.push_str(&format!("\nmoved: {} → {}\n    {}\n", old.place(from), new.place(to), from.text));
    }
    for (word, sign, side, list) in [("lost", '-', old, &pairing.lost), ("new", '+', new, &pairing.new)] {
        for passage in list.iter().map(|it| &side.passages[*it]) {
            report.push_str(&format!("\n{word}: {}\n  {sign} {}\n", side.place(passage), passage.text));
        }
    }
    report
}

/// The whole percents of a share; what is not the same is never all.
fn percent(share: f64) -> u32 {
    // The share is from 0 to 1.
    (share * 100.0).floor().clamp(0.0, 99.0) as u32
}

fn counts(pairing: &Pairing) -> String {
    let same = paired(pairing, &Fate::Same).len();
    let moved = paired(pairing, &Fate::Moved).len();
    let rest = [
        (moved, "moved"),
        (drifted(pairing).count(), "drifted"),
        (pairing.lost.len(), "lost"),
        (pairing.new.len(), "new"),
    ];
    let first = if same == 1 { "1 passage agrees".to_owned() } else { format!("{same} passages agree") };
    let rest = rest.into_iter().map(|(count, word)| format!("{count} {word}"));
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join(", ")
}

fn change(Change { after, old, new }: &Change) -> String {
    let place = if after.is_empty() { "at the beginning".to_owned() } else { format!("after `{after}`") };
    match (old.as_str(), new.as_str()) {
        ("", new) => format!("{place}: `{new}` is added"),
        (old, "") => format!("{place}: `{old}` is removed"),
        (old, new) => format!("{place}: `{new}` instead of `{old}`"),
    }
}

fn as_json(old: &Side, new: &Side, pairing: &Pairing) -> Value {
    let both = |(at, other): (usize, usize)| json!({ "old": old.as_json(at), "new": new.as_json(other) });
    let drift = |(at, other, similarity, changes): (usize, usize, f64, &[Change])| {
        let changes: Vec<Value> =
            changes.iter().map(|it| json!({ "after": it.after, "old": it.old, "new": it.new })).collect();
        let similarity = (similarity * 1000.0).round() / 1000.0;
        json!({
            "old": old.as_json(at), "new": new.as_json(other), "similarity": similarity, "changes": changes,
        })
    };
    let all = |fate: Fate| paired(pairing, &fate).into_iter().map(both).collect::<Vec<Value>>();
    json!({
        "program": concat!("pamphlet ", env!("CARGO_PKG_VERSION")),
        "old": old.name, "new": new.name, "same": pairing.is_same(),
        "agree": all(Fate::Same), "moved": all(Fate::Moved),
        "drifted": drifted(pairing).map(drift).collect::<Vec<Value>>(),
        "lost": pairing.lost.iter().map(|it| old.as_json(*it)).collect::<Vec<Value>>(),
        "added": pairing.new.iter().map(|it| new.as_json(*it)).collect::<Vec<Value>>(),
    })
}
