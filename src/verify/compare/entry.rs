//! Features as they are compared: a key that identifies one, and a value that has to be the same.

use std::ops::Range;

use crate::verify::content::Location;
use crate::verify::normalized::{Feature, FeatureKind, Text};
use crate::verify::word::{Word, shown};

use super::comparison::Comparison;
use super::diff::{Hunk, diff};

/// A feature as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What identifies it among others of its kind.
    pub(super) key: String,
    /// What is compared.
    pub(super) value: String,
    /// Where it is.
    pub(super) location: Location,
}

/// Makes the entry of a feature from the words of its text; `None` for features of other families.
type MakeEntry = fn(&Feature, &[Word]) -> Option<Entry>;

/// The families of features that are compared by their content.
pub(super) const FAMILIES: [(&str, MakeEntry); 7] = [
    ("list", list),
    ("task", task),
    ("term", term),
    ("definition", description),
    ("table", table),
    ("header cells of table", heads),
    ("figure", figure),
];

impl Entry {
    /// Its name in messages.
    pub(super) fn named(&self) -> String {
        if self.key.starts_with("of note") { self.key.clone() } else { format!("`{}`", self.key) }
    }
}

/// The features of a text, or those that start within a range of its words.
pub(super) fn features_within<'a>(
    text: &'a Text,
    range: Option<&'a Range<usize>>,
) -> impl Iterator<Item = &'a Feature> {
    let is_within =
        move |it: &&Feature| range.is_none_or(|range| it.start >= range.start && it.start <= range.end);
    text.features.iter().filter(is_within)
}

/// The entries of the features that `entry` makes one of.
pub(super) fn entries(
    text: &Text,
    range: Option<&Range<usize>>,
    entry: impl Fn(&Feature) -> Option<Entry>,
) -> Vec<Entry> {
    features_within(text, range).filter_map(entry).collect()
}

impl Comparison<'_> {
    /// Reports the features of one family that are missing, added or different.
    pub(super) fn family(&mut self, name: &str, expected: &[Entry], found: &[Entry]) {
        let keys = |entries: &[Entry]| entries.iter().map(|it| it.key.clone()).collect::<Vec<_>>();
        let hunks = diff(&keys(expected), &keys(found));
        let end = Hunk { left: expected.len()..expected.len(), right: found.len()..found.len() };
        let (mut left_start, mut right_start) = (0, 0);
        for hunk in hunks.iter().chain([&end]) {
            let same_keys =
                expected[left_start..hunk.left.start].iter().zip(&found[right_start..hunk.right.start]);
            same_keys.for_each(|(expected, found)| self.compare_values(name, expected, found));
            self.hunk(name, &expected[hunk.left.clone()], &found[hunk.right.clone()]);
            (left_start, right_start) = (hunk.left.end, hunk.right.end);
        }
    }

    /// Reports features with different keys: in pairs where there are as many on both sides.
    fn hunk(&mut self, name: &str, expected: &[Entry], found: &[Entry]) {
        if expected.len() == found.len() {
            for (expected, found) in expected.iter().zip(found) {
                self.replaced(name, expected, found);
            }
            return;
        }
        for lost in expected {
            self.structure(lost.location, Location::Whole, format!("{name} {} is missing", lost.named()));
        }
        for added in found {
            self.structure(Location::Whole, added.location, format!("{name} {} is added", added.named()));
        }
    }

    fn compare_values(&mut self, name: &str, expected: &Entry, found: &Entry) {
        if expected.value != found.value {
            let message = format!("{name} {}: {}, not {}", expected.named(), found.value, expected.value);
            self.structure(expected.location, found.location, message);
        }
    }

    /// Different words have been reported as words; a figure or a mark has none in the text, and is reported here.
    fn replaced(&mut self, name: &str, expected: &Entry, found: &Entry) {
        if matches!(name, "figure" | "mark") {
            let message = format!("{name} {} instead of {}", found.named(), expected.named());
            return self.structure(expected.location, found.location, message);
        }
        self.compare_values(name, expected, found);
    }
}

fn list(feature: &Feature, words: &[Word]) -> Option<Entry> {
    let FeatureKind::List { ordered, items, depth } = &feature.kind else { return None };
    let kind = match ordered {
        Some(true) => "numbered, ",
        Some(false) => "bulleted, ",
        None => "",
    };
    let key = first_words(feature, words);
    Some(Entry { key, value: format!("{kind}{items} items at depth {depth}"), location: feature.location })
}

fn table(feature: &Feature, words: &[Word]) -> Option<Entry> {
    let FeatureKind::Table(rows) = &feature.kind else { return None };
    let cells: Vec<String> = rows.iter().map(|it| it.cells.to_string()).collect();
    let mut value = format!("{} rows of {} cells", rows.len(), summary(&cells));
    for (row, shape) in (1..).zip(rows) {
        for (cell, columns, rows) in &shape.spans {
            value.push_str(&format!(", cell {cell} of row {row} over {columns} columns and {rows} rows"));
        }
    }
    Some(Entry { key: first_words(feature, words), value, location: feature.location })
}

/// One number if all are the same.
fn summary(cells: &[String]) -> String {
    match cells.split_first() {
        Some((first, rest)) if rest.iter().all(|it| it == first) => first.clone(),
        _ => cells.join(", "),
    }
}

/// How many cells of each row are headers.
fn heads(feature: &Feature, words: &[Word]) -> Option<Entry> {
    let FeatureKind::Table(rows) = &feature.kind else { return None };
    let of_columns: Vec<String> = rows.iter().map(|it| it.column_heads.to_string()).collect();
    let mut value = format!("{} in its rows", summary(&of_columns));
    if rows.iter().any(|it| it.row_heads > 0) {
        let of_rows: Vec<String> = rows.iter().map(|it| it.row_heads.to_string()).collect();
        value.push_str(&format!(", and {} of rows", summary(&of_rows)));
    }
    Some(Entry { key: first_words(feature, words), value, location: feature.location })
}

fn term(feature: &Feature, words: &[Word]) -> Option<Entry> {
    let item =
        || Entry { key: first_words(feature, words), value: String::new(), location: feature.location };
    (feature.kind == FeatureKind::Term).then(item)
}

fn description(feature: &Feature, words: &[Word]) -> Option<Entry> {
    let item =
        || Entry { key: first_words(feature, words), value: String::new(), location: feature.location };
    (feature.kind == FeatureKind::Description).then(item)
}

/// The checkbox of a task, identified by the words after it.
fn task(feature: &Feature, words: &[Word]) -> Option<Entry> {
    let FeatureKind::Task(done) = feature.kind else { return None };
    let next = &words[feature.start.min(words.len())..];
    let value = if done { "done" } else { "not done" }.to_owned();
    Some(Entry { key: shown(&next[..next.len().min(4)]), value, location: feature.location })
}

fn figure(feature: &Feature, _: &[Word]) -> Option<Entry> {
    let FeatureKind::Figure(alt) = &feature.kind else { return None };
    let key = match alt {
        Some(alt) => alt.split_whitespace().collect::<Vec<_>>().join(" "),
        None => "without alternative text".to_owned(),
    };
    Some(Entry { key, value: String::new(), location: feature.location })
}

fn first_words(feature: &Feature, words: &[Word]) -> String {
    let words = &words[feature.start..feature.end];
    shown(&words[..words.len().min(5)])
}
