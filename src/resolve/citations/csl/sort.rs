//! The order of works.

use std::cmp::Ordering;

use crate::locale::Collation;
use crate::resolve::citations::csl::eval::{Reference, Scope, Writer};
use crate::resolve::citations::csl::locale::Locale;
use crate::resolve::citations::csl::output::Output;
use crate::resolve::citations::csl::style::{Demote, Layout, SortKey, SortKeyKind, Style};
use crate::resolve::citations::item::{Name, Value, When};

/// The key by which a work is sorted: for each key of the style whether it goes down, and its words.
pub(super) type SortValue = Vec<(bool, Option<Vec<String>>)>;

/// The keys of a work for a layout.
pub(super) fn keys<'a>(
    style: &'a Style,
    locale: &'a Locale,
    layout: &'a Layout,
    reference: &'a Reference<'a>,
) -> SortValue {
    let key = |it: &'a SortKey| (it.is_descending, key(style, locale, layout, reference, it));
    layout.sort.iter().map(key).collect()
}

fn key<'a>(
    style: &'a Style,
    locale: &'a Locale,
    layout: &'a Layout,
    reference: &'a Reference<'a>,
    key: &'a SortKey,
) -> Option<Vec<String>> {
    let options = key.options.clone().or(&layout.options);
    let scope = Scope { in_sort_key: true, options, ..Scope::default() };
    let mut writer = Writer::new(style, locale, reference, scope);
    match &key.kind {
        SortKeyKind::Macro(name) => {
            let parts = writer.nodes(style.macros.get(name)?);
            Some(words(&Output::grouped(parts).render(false).plain()))
        }
        SortKeyKind::Variable(name) if name == "citation-number" => {
            Some(vec![format!("{:09}", reference.number)])
        }
        SortKeyKind::Variable(name) => match writer.peek(name) {
            Some(Value::Text(rich)) => Some(words(&rich.plain())),
            Some(Value::Names(names)) => {
                let all: Vec<String> = names.iter().map(|it| sort_name(it, style)).collect();
                Some(words(&all.join(",")))
            }
            Some(Value::Date(when)) => Some(vec![date(when)]),
            None => writer.text_of(name).map(|it| words(&it.plain())),
        },
    }
}

fn sort_name(name: &Name, style: &Style) -> String {
    if let Some(literal) = &name.literal {
        return literal.clone();
    }
    let joined = |parts: &[&Option<String>]| parts.iter().filter_map(|it| it.as_deref()).collect::<String>();
    let given = joined(&[&name.given]);
    let (first, second) = if !name.is_spaced() {
        return format!("{} {given}", joined(&[&name.family]));
    } else if style.demote == Demote::Never {
        (joined(&[&name.non_dropping, &name.family]), joined(&[&name.dropping]))
    } else {
        (joined(&[&name.family]), joined(&[&name.dropping, &name.non_dropping]))
    };
    format!("{first} {second} {given} {}", joined(&[&name.suffix]))
}

/// A date so that years before Christ come first.
fn date(when: &When) -> String {
    let part = |it: &Vec<i64>| {
        let year = it.first().copied().unwrap_or(0);
        let of = |at: usize| it.get(at).copied().unwrap_or(0);
        let year = if year < 0 { format!("n{:09}", 999_999_999 + year) } else { format!("p{year:09}") };
        format!("{year}{:02}{:02}", of(1), of(2))
    };
    when.parts.iter().map(part).collect()
}

/// The words of a key, without the difference of capitals.
fn words(text: &str) -> Vec<String> {
    let is_break = |it: char| it.is_whitespace() || ['\'', '’', ',', 'ʾ', 'ʿ'].contains(&it);
    text.to_lowercase().split(is_break).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Compares two works by their keys. What is not there comes last.
pub(super) fn compare(one: &SortValue, other: &SortValue, collation: &Collation) -> Ordering {
    for ((is_descending, first), (_, second)) in one.iter().zip(other) {
        let order = match (first, second) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(first), Some(second)) => {
                let order = words_of(first, second, collation);
                if *is_descending { order.reverse() } else { order }
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

fn words_of(one: &[String], other: &[String], collation: &Collation) -> Ordering {
    for (first, second) in one.iter().zip(other) {
        let order = collation.compare(first, second);
        if order != Ordering::Equal {
            return order;
        }
    }
    one.len().cmp(&other.len())
}
