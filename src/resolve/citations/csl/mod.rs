//! Citations and lists of references by a style of CSL, the Citation Style Language (version 1.0.2).
//!
//! A style and a locale are read ([`types`], [`style`], [`locale`]); an entry is written by the elements of a layout ([`eval`],
//! [`names`], [`date`], [`number`]) into a tree ([`output`]); works that would be cited alike are told apart
//! ([`distinguish`]), those of one citation drawn together ([`group`]); then the tree becomes text. Where the
//! specification leaves something open, the words are those of Pandoc's citeproc, against which
//! `tests/conformance/citations` compares them.

mod cites;
mod date;
mod distinguish;
mod eval;
mod group;
mod initials;
mod locale;
mod names;
mod number;
mod output;
mod sort;
mod style;
mod substitute;
mod types;
mod xml;

use std::collections::BTreeMap;

use crate::document::Lang;
use crate::locale::Collation;
use crate::resolve::citations::csl::cites::Citing;
use crate::resolve::citations::csl::eval::{Distinction, Reference};
use crate::resolve::citations::csl::sort::SortValue;
use crate::resolve::citations::csl::style::SortKeyKind;
use crate::resolve::citations::csl::types::NodeKind;
use crate::resolve::citations::item::Item;
use crate::resolve::citations::lower::ENTRY;
use crate::resolve::citations::rich::{Rich, punctuation_inside, set_quotes};

pub(super) use crate::resolve::citations::csl::cites::{Citation, Cite};
pub(super) use crate::resolve::citations::csl::locale::Locale;
pub(super) use crate::resolve::citations::csl::output::CiteKind;
use crate::resolve::citations::csl::output::{Output, Tag};
pub(super) use crate::resolve::citations::csl::style::{Parsed, Style};

/// What a style makes of citations.
#[derive(Debug, Default)]
pub(super) struct Processed {
    /// The words of each citation.
    pub(super) citations: Vec<Rich>,
    /// The entries of the list in its order: the key of each, and its words.
    pub(super) entries: Vec<(String, Rich)>,
}

/// Writes citations, and the list of the works `items`, in a style and a language.
pub(super) fn process(style: &Style, locale: &Locale, items: &[&Item], citations: &[Citation]) -> Processed {
    let mut references = references(items, citations);
    let collation = Collation::of(&Lang::new(locale.lang()).unwrap_or_default()).without_punctuation();
    let (order, sorted) = list_order(style, locale, items, &mut references, &collation);
    let citations = sorted_cites(style, locale, &references, citations, &collation);
    let mut citing = Citing::new(style, locale, &mut references);
    distinguish::distinguish(&mut citing, &citations, &sorted, &collation);
    let outputs = citing.all(&citations);
    let words =
        outputs.into_iter().map(|it| finish(&in_text(style, group::collapse(style, it)), locale, true));
    let citations = words.collect();
    let entries: Vec<Output> = order.iter().map(|it| citing.listed(it)).collect();
    let entries = match &style.substitute {
        Some((text, rule)) => substitute::substituted(text, *rule, entries),
        None => entries,
    };
    let listed = |(key, it): (String, &Output)| (key, finish(it, locale, false));
    Processed { citations, entries: order.into_iter().zip(&entries).map(listed).collect() }
}

/// The works, numbered in the order in which they are cited.
fn references<'a>(items: &[&'a Item], citations: &[Citation]) -> BTreeMap<String, Reference<'a>> {
    let mut first = BTreeMap::new();
    for (at, cite) in citations.iter().flat_map(|it| &it.cites).enumerate() {
        first.entry(cite.key.as_str()).or_insert(at);
    }
    let mut items = items.to_vec();
    items.sort_by_key(|it| first.get(it.key.as_str()).copied().unwrap_or(usize::MAX));
    let reference = |(number, item): (usize, &'a Item)| {
        let reference = Reference { item, number, first_note: None, distinction: Distinction::default() };
        (item.key.clone(), reference)
    };
    (1..).zip(items).map(reference).collect()
}

/// The order of the list, and the keys of its works.
fn list_order(
    style: &Style,
    locale: &Locale,
    items: &[&Item],
    references: &mut BTreeMap<String, Reference<'_>>,
    collation: &Collation,
) -> (Vec<String>, BTreeMap<String, SortValue>) {
    let mut order: Vec<String> = references.keys().cloned().collect();
    order.sort_by_key(|it| references.get(it).map(|it| it.number));
    let Some(layout) = &style.bibliography else { return (Vec::new(), BTreeMap::new()) };
    let mut sorted = BTreeMap::new();
    for (key, reference) in &*references {
        sorted.insert(key.clone(), sort::keys(style, locale, layout, reference));
    }
    if let Some(first) = layout.sort.first() {
        // What is alike stays in the order of the files.
        order = items.iter().map(|it| it.key.clone()).collect();
        order.sort_by(|one, other| match (sorted.get(one), sorted.get(other)) {
            (Some(one), Some(other)) => sort::compare(one, other, collation),
            _ => std::cmp::Ordering::Equal,
        });
        let is_reverse = first.is_descending && is_number(style, &first.kind);
        let count = order.len();
        for (at, key) in order.iter().enumerate() {
            if let Some(reference) = references.get_mut(key) {
                reference.number = if is_reverse { count - at } else { at + 1 };
            }
        }
    }
    (order, sorted)
}

fn is_number(style: &Style, kind: &SortKeyKind) -> bool {
    match kind {
        SortKeyKind::Variable(name) => name == "citation-number",
        SortKeyKind::Macro(name) => {
            let first = style.macros.get(name).and_then(|it| it.first());
            first.is_some_and(|it| match &it.kind {
                NodeKind::Variable { name, .. } | NodeKind::Number { name, .. } => name == "citation-number",
                NodeKind::Macro(_)
                | NodeKind::Term { .. }
                | NodeKind::Text(_)
                | NodeKind::Label(_)
                | NodeKind::Date(_)
                | NodeKind::Names(_)
                | NodeKind::Group(_)
                | NodeKind::Choose(_) => false,
            })
        }
    }
}

/// The works of each citation in the style's order, where no words before or after them are in the way.
fn sorted_cites(
    style: &Style,
    locale: &Locale,
    references: &BTreeMap<String, Reference<'_>>,
    citations: &[Citation],
    collation: &Collation,
) -> Vec<Citation> {
    if style.citation.sort.is_empty() {
        return citations.to_vec();
    }
    let mut keys: BTreeMap<String, SortValue> = BTreeMap::new();
    for cite in citations.iter().flat_map(|it| &it.cites) {
        if let (Some(reference), false) = (references.get(&cite.key), keys.contains_key(&cite.key)) {
            keys.insert(cite.key.clone(), sort::keys(style, locale, &style.citation, reference));
        }
    }
    let sorted = |citation: &Citation| {
        let mut groups: Vec<Vec<Cite>> = Vec::new();
        for cite in &citation.cites {
            match groups.last_mut() {
                Some(group)
                    if cite.prefix.is_none()
                        && group.first().is_some_and(|it| it.suffix.is_none() && it.prefix.is_none()) =>
                {
                    group.push(cite.clone());
                }
                _ => groups.push(vec![cite.clone()]),
            }
        }
        for group in &mut groups {
            group.sort_by(|one, other| match (keys.get(&one.key), keys.get(&other.key)) {
                (Some(one), Some(other)) => sort::compare(one, other, collation),
                _ => std::cmp::Ordering::Equal,
            });
        }
        Citation { note: citation.note, cites: groups.into_iter().flatten().collect() }
    };
    citations.iter().map(sorted).collect()
}

/// A citation with the author in the sentence, and the rest in parentheses or in a note.
fn in_text(style: &Style, citation: Output) -> Output {
    let citation = citation.transform(&without_author);
    let citation = if style.is_note { linked(citation) } else { citation };
    let is_author = |it: &Output| matches!(it, Output::Tagged(Tag::Item(CiteKind::AuthorOnly, _), _));
    let rest = |author: Output, rest: Output| {
        let rest = if rest.is_null() {
            rest
        } else if style.is_note {
            Output::InNote(Box::new(rest))
        } else {
            Output::grouped(vec![Output::text(" "), rest])
        };
        Output::grouped(vec![author, rest])
    };
    let Output::Formatted(formatting, mut parts) = citation else { return noted(style, citation) };
    if parts.first().is_some_and(is_author) {
        let author = parts.remove(0);
        return rest(author, Output::formatted(formatting, parts));
    }
    if let Some(Output::Formatted(inner, first)) = parts.first_mut()
        && first.first().is_some_and(is_author)
    {
        let author = first.remove(0);
        let own = Output::formatted(inner.clone(), std::mem::take(first));
        parts[0] = own;
        return rest(author, Output::formatted(formatting, parts));
    }
    noted(style, Output::Formatted(formatting, parts))
}

fn noted(style: &Style, citation: Output) -> Output {
    if style.is_note && !citation.is_null() { Output::InNote(Box::new(citation)) } else { citation }
}

fn linked(citation: Output) -> Output {
    // The author in the sentence is found by what it is, so that it stays.
    citation.transform(&link_titles)
}

/// The title of a work in a note leads to its entry: all its words would be a long link.
fn link_titles(output: Output) -> Output {
    let Output::Tagged(Tag::Item(kind, key), inner) = output else { return output };
    let is_title = |it: &Output| matches!(it, Output::Tagged(Tag::Title, _));
    if kind == CiteKind::AuthorOnly || inner.find(&is_title).is_none() {
        return inner.tagged(Tag::Item(kind, key));
    }
    let address = format!("{ENTRY}{key}");
    let link = |it: Output| if is_title(&it) { Output::Linked(address.clone(), vec![it]) } else { it };
    // The work itself is no link then.
    inner.transform(&link)
}

/// A work without its authors, where these are in the sentence.
fn without_author(output: Output) -> Output {
    let Output::Tagged(Tag::Item(CiteKind::SuppressAuthor, key), inner) = output else { return output };
    let authors = inner.authors().cloned();
    let change = |it: Output| if Some(&it) == authors.as_ref() { Output::Null } else { it };
    inner.transform(&change).tagged(Tag::Item(CiteKind::SuppressAuthor, key))
}

/// The tree as text, with its quotation marks.
fn finish(output: &Output, locale: &Locale, links: bool) -> Rich {
    let mut rich = output.render(links);
    if locale.puts_punctuation_in_quotes() {
        // A mark that is moved may uncover another.
        punctuation_inside(&mut rich.0);
        punctuation_inside(&mut rich.0);
    }
    rich.trim_end(&|it| it == ' ');
    set_quotes(rich.0, &locale.quotes(), false)
}
