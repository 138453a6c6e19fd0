//! Features as they are compared: what tells one from others, and what is so with it.

use crate::verify::reading::Place;
use crate::verify::survey::{Feature, FeatureKind};
use crate::verify::word::{Word, shown};

/// A feature as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// What tells it from others of its kind.
    pub(super) key: String,
    /// What is so with it.
    pub(super) value: String,
    /// Where it stands.
    pub(super) place: Place,
}

/// Reads a feature of one family, with the words of its text; `None` for those of others.
pub(super) type Reader = fn(&Feature, &[Word]) -> Option<Item>;

/// The families of features that are compared by what is in them, with how each is read.
pub(super) const FAMILIES: [(&str, Reader); 7] = [
    ("list", list),
    ("task", task),
    ("term", term),
    ("definition", description),
    ("table", table),
    ("header cells of table", heads),
    ("figure", figure),
];

impl Item {
    /// As messages name it.
    pub(super) fn named(&self) -> String {
        if self.key.starts_with("of note") { self.key.clone() } else { format!("`{}`", self.key) }
    }
}

fn list(feature: &Feature, words: &[Word]) -> Option<Item> {
    let FeatureKind::List { ordered, items, depth } = &feature.kind else { return None };
    let kind = match ordered {
        Some(true) => "numbered, ",
        Some(false) => "bulleted, ",
        None => "",
    };
    let key = first_words(feature, words);
    Some(Item { key, value: format!("{kind}{items} items at depth {depth}"), place: feature.place })
}

fn table(feature: &Feature, words: &[Word]) -> Option<Item> {
    let FeatureKind::Table(rows) = &feature.kind else { return None };
    let cells: Vec<String> = rows.iter().map(|it| it.cells.to_string()).collect();
    let value = format!("{} rows of {} cells", rows.len(), summary(&cells));
    Some(Item { key: first_words(feature, words), value, place: feature.place })
}

/// One number where all are the same.
fn summary(cells: &[String]) -> String {
    match cells.split_first() {
        Some((first, rest)) if rest.iter().all(|it| it == first) => first.clone(),
        _ => cells.join(", "),
    }
}

/// How many cells of each row head a row or a column.
fn heads(feature: &Feature, words: &[Word]) -> Option<Item> {
    let FeatureKind::Table(rows) = &feature.kind else { return None };
    let heads: Vec<String> = rows.iter().map(|it| it.heads.to_string()).collect();
    let value = format!("{} in its rows", summary(&heads));
    Some(Item { key: first_words(feature, words), value, place: feature.place })
}

fn term(feature: &Feature, words: &[Word]) -> Option<Item> {
    let item = || Item { key: first_words(feature, words), value: String::new(), place: feature.place };
    (feature.kind == FeatureKind::Term).then(item)
}

fn description(feature: &Feature, words: &[Word]) -> Option<Item> {
    let item = || Item { key: first_words(feature, words), value: String::new(), place: feature.place };
    (feature.kind == FeatureKind::Description).then(item)
}

/// The box of a task, known by the words after it.
fn task(feature: &Feature, words: &[Word]) -> Option<Item> {
    let FeatureKind::Task(done) = feature.kind else { return None };
    let next = &words[feature.start.min(words.len())..];
    let value = if done { "done" } else { "not done" }.to_owned();
    Some(Item { key: shown(&next[..next.len().min(4)]), value, place: feature.place })
}

fn figure(feature: &Feature, _: &[Word]) -> Option<Item> {
    let FeatureKind::Figure(alt) = &feature.kind else { return None };
    let key = match alt {
        Some(alt) => alt.split_whitespace().collect::<Vec<_>>().join(" "),
        None => "without alternative text".to_owned(),
    };
    Some(Item { key, value: String::new(), place: feature.place })
}

fn first_words(feature: &Feature, words: &[Word]) -> String {
    let words = &words[feature.start..feature.end];
    shown(&words[..words.len().min(5)])
}
