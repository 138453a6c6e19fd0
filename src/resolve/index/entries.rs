//! Marks to entries, in the order of the language.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Id, Inline, Lang};
use crate::locale::Collation;
use crate::resolve::index::collect::{Label, Mark, MarkKind, levels};
use crate::resolve::rules::BAD_INDEX_ENTRY;
use crate::source::Span;

/// An entry of the index.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its words, for the way to it.
    pub(super) text: String,
    /// The same with their emphasis.
    pub(super) content: Vec<Inline>,
    /// The letter that it is under; empty for none.
    pub(super) letter: String,
    /// The places that it leads to, in reading order.
    pub(super) places: Vec<Place>,
    /// The entries to look up instead.
    pub(super) see: Vec<Way>,
    /// The entries with more.
    pub(super) see_also: Vec<Way>,
    /// The entries below it.
    pub(super) below: Vec<Entry>,
    sort: String,
}

/// A place that an entry leads to.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Where it is, or begins, with the index of the section.
    pub(super) from: (Id, usize),
    /// Where it ends; `None` for a single place.
    pub(super) to: Option<(Id, usize)>,
}

/// The way to another entry.
#[derive(Debug, Clone)]
pub(super) struct Way {
    /// The levels of that entry.
    pub(super) path: Vec<String>,
    span: Span,
}

/// The entries that marks name.
pub(super) fn entries(marks: &[Mark], lang: &Lang, diags: &mut Diagnostics) -> Vec<Entry> {
    let mut all = Vec::new();
    let mut begun: BTreeMap<Vec<&str>, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        let Some(entry) = entry_of(&mut all, &mark.path) else { continue };
        let way = |it: &String| Way { path: levels(it), span: mark.span };
        let here = (mark.id.clone(), mark.section);
        let key: Vec<&str> = mark.path.iter().map(|it| it.text.as_str()).collect();
        match &mark.kind {
            MarkKind::Point => entry.places.push(Place { from: here, to: None }),
            MarkKind::See(others) => add_ways(&mut entry.see, others.iter().map(way)),
            MarkKind::SeeAlso(others) => add_ways(&mut entry.see_also, others.iter().map(way)),
            MarkKind::Begin => begun.entry(key).or_default().push(mark),
            MarkKind::End => match begun.get_mut(&key).and_then(Vec::pop) {
                Some(first) => {
                    let from = (first.id.clone(), first.section);
                    entry.places.push(Place { from, to: Some(here) });
                }
                None => {
                    let message = format!("the range of `{}` ends here, and has no beginning", key.join("!"));
                    let help = "mark its beginning with `range=begin`, or remove it";
                    diags.push(Diagnostic::new(&BAD_INDEX_ENTRY, mark.span, message).help(help));
                    entry.places.push(Place { from: here, to: None });
                }
            },
        }
    }
    for (key, mark) in begun.iter().flat_map(|(key, marks)| marks.iter().map(move |it| (key, it))) {
        let message = format!("the range of `{}` begins here, and has no end", key.join("!"));
        let help = "mark its end with `range=end`, or remove `range=begin`";
        diags.push(Diagnostic::new(&BAD_INDEX_ENTRY, mark.span, message).help(help));
        if let Some(entry) = entry_of(&mut all, &mark.path) {
            entry.places.push(Place { from: (mark.id.clone(), mark.section), to: None });
        }
    }
    let order: BTreeMap<&Id, usize> = marks.iter().enumerate().map(|(at, it)| (&it.id, at)).collect();
    in_reading_order(&mut all, &order);
    sort(&mut all, &Collation::of(lang));
    report_ways(&all, &all, diags);
    all
}

/// The entry of a path, made where there is none.
fn entry_of<'e>(entries: &'e mut Vec<Entry>, path: &[Label]) -> Option<&'e mut Entry> {
    let (label, rest) = path.split_first()?;
    let at = entries.iter().position(|it| it.text == label.text).unwrap_or_else(|| {
        entries.push(Entry {
            text: label.text.clone(),
            content: label.content.clone(),
            letter: String::new(),
            places: Vec::new(),
            see: Vec::new(),
            see_also: Vec::new(),
            below: Vec::new(),
            sort: label.sort.clone(),
        });
        entries.len() - 1
    });
    let entry = entries.get_mut(at)?;
    if label.sort != label.text {
        // The mark that has a key has it for all.
        entry.sort.clone_from(&label.sort);
    }
    if rest.is_empty() { Some(entry) } else { entry_of(&mut entry.below, rest) }
}

fn add_ways(ways: &mut Vec<Way>, more: impl Iterator<Item = Way>) {
    for way in more {
        if !way.path.is_empty() && !ways.iter().any(|it| it.path == way.path) {
            ways.push(way);
        }
    }
}

fn in_reading_order(entries: &mut [Entry], order: &BTreeMap<&Id, usize>) {
    for entry in entries {
        entry.places.sort_by_key(|it| order.get(&it.from.0).copied());
        in_reading_order(&mut entry.below, order);
    }
}

fn sort(entries: &mut [Entry], collation: &Collation) {
    for entry in entries.iter_mut() {
        entry.letter = collation.letter(&entry.sort);
        sort(&mut entry.below, collation);
    }
    // Signs and figures come first, whatever follows them.
    let key = |it: &Entry| !it.letter.is_empty();
    entries.sort_by(|one, other| {
        let letters = key(one).cmp(&key(other));
        letters
            .then_with(|| collation.compare(&one.sort, &other.sort))
            .then_with(|| one.text.cmp(&other.text))
    });
}

/// The entry at the end of a way.
pub(super) fn find<'e>(entries: &'e [Entry], path: &[String]) -> Option<&'e Entry> {
    let (first, rest) = path.split_first()?;
    let is = |it: &&Entry| it.text == *first;
    let is_alike = |it: &&Entry| it.text.to_lowercase() == first.to_lowercase();
    let entry = entries.iter().find(is).or_else(|| entries.iter().find(is_alike))?;
    if rest.is_empty() { Some(entry) } else { find(&entry.below, rest) }
}

/// Reports ways to entries that are not there.
fn report_ways(entries: &[Entry], all: &[Entry], diags: &mut Diagnostics) {
    for entry in entries {
        for way in entry.see.iter().chain(&entry.see_also) {
            let message = match find(all, &way.path) {
                None => format!("the index has no entry `{}` to see", way.path.join("!")),
                Some(found) if std::ptr::eq(found, entry) => {
                    format!("the entry `{}` of the index leads to itself", entry.text)
                }
                Some(_) => continue,
            };
            let help = "name an entry of the index, as its words are there";
            diags.push(Diagnostic::new(&BAD_INDEX_ENTRY, way.span, message).help(help));
        }
        report_ways(&entry.below, all, diags);
    }
}
