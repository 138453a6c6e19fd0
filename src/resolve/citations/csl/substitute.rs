//! A dash for the authors of a work that are those of the one before it.

use crate::resolve::citations::csl::output::{Output, Tag};
use crate::resolve::citations::csl::style::SubstituteRule;
use crate::resolve::citations::item::Name;

/// The entries, with a text for names that the entry before has as well.
pub(super) fn substituted(text: &str, rule: SubstituteRule, entries: Vec<Output>) -> Vec<Output> {
    let mut out: Vec<Output> = Vec::new();
    let mut before: Option<(Vec<Name>, Output)> = None;
    for entry in entries {
        let changed = before.as_ref().and_then(|it| replaced(text, rule, it, &entry));
        if changed.is_none() {
            before = first_names(&entry);
        }
        out.push(changed.unwrap_or(entry));
    }
    out
}

fn first_names(entry: &Output) -> Option<(Vec<Name>, Output)> {
    let Output::Formatted(_, parts) = entry else { return None };
    match parts.first()?.authors() {
        Some(Output::Tagged(Tag::Names(_, names), inner)) => Some((names.clone(), (**inner).clone())),
        _ => Some((Vec::new(), Output::Null)),
    }
}

/// The entry with the text for its names, if they are first in it and the same.
fn replaced(
    text: &str,
    rule: SubstituteRule,
    before: &(Vec<Name>, Output),
    entry: &Output,
) -> Option<Output> {
    match entry {
        Output::Tagged(tag @ Tag::Item(..), inner) => {
            replaced(text, rule, before, inner).map(|it| it.tagged(tag.clone()))
        }
        Output::Formatted(formatting, parts) => {
            let (first, rest) = parts.split_first()?;
            let first = replaced(text, rule, before, first)?;
            let parts = std::iter::once(first).chain(rest.iter().cloned()).collect();
            Some(Output::Formatted(formatting.clone(), parts))
        }
        Output::Tagged(tag @ Tag::Names(_, own), inner) => {
            let (names, shown) = before;
            let replacement = || Output::text(text);
            let same = own.iter().zip(names).take_while(|(one, other)| one == other).count();
            let count = match rule {
                SubstituteRule::PartialEach if !names.is_empty() => same,
                SubstituteRule::PartialFirst if !names.is_empty() => same.min(1),
                SubstituteRule::CompleteEach if !names.is_empty() && own == names => own.len(),
                SubstituteRule::CompleteAll
                | SubstituteRule::CompleteEach
                | SubstituteRule::PartialEach
                | SubstituteRule::PartialFirst
                    if own == names && (!names.is_empty() || **inner == *shown) =>
                {
                    let all =
                        if own.is_empty() { replacement() } else { without_names(inner, replacement()) };
                    return Some(all.tagged(tag.clone()));
                }
                SubstituteRule::CompleteAll
                | SubstituteRule::CompleteEach
                | SubstituteRule::PartialEach
                | SubstituteRule::PartialFirst => 0,
            };
            let named = |it: Output| {
                if let Output::Tagged(Tag::Name(name), _) = &it
                    && own[..count].contains(name)
                {
                    return replacement().tagged(Tag::Name(name.clone()));
                }
                it
            };
            (count > 0).then(|| entry.clone().transform(&named))
        }
        Output::Null | Output::Text(_) | Output::Linked(..) | Output::Tagged(..) | Output::InNote(_) => None,
    }
}

/// The text, and what of the names is not a name: `ed.`
fn without_names(names: &Output, replacement: Output) -> Output {
    let change = |it: Output| if matches!(it, Output::Tagged(Tag::Name(_), _)) { Output::Null } else { it };
    let rest = names.clone().transform(&change);
    if let Output::Formatted(formatting, parts) = rest {
        return Output::Formatted(formatting, std::iter::once(replacement).chain(parts).collect());
    }
    replacement
}
