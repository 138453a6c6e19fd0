//! From the values of a theme's file to a table of TOML, by the registry of keys; what is wrong is reported.

use toml::Table;
use toml::Value as Toml;

use crate::diag::Diagnostics;
use crate::geometry::{Length, thousandths};
use crate::publication::messages::{unknown_key, wrong_value};
use crate::publication::value::{Entry, Value, ValueKind};
use crate::theme::Color;
use crate::theme::file::keys::{ThemeKey, ThemeValue};

/// Most members of a list.
pub(super) const LONGEST: usize = 16;

/// The entries of a table that its keys take.
pub(super) fn table(entries: &[Entry], keys: &[ThemeKey], section: &str, diags: &mut Diagnostics) -> Table {
    let mut table = Table::new();
    for entry in entries {
        let Some(key) = keys.iter().find(|it| it.name == entry.key) else {
            let names: Vec<&str> = keys.iter().map(|it| it.name).collect();
            diags.push(unknown_key(entry, section, &names, &names));
            continue;
        };
        if let Some(value) = value(key, &entry.value, diags) {
            table.insert(entry.key.clone(), value);
        }
    }
    table
}

/// The value of a key; `None` where the key does not take it, which is reported.
fn value(key: &ThemeKey, value: &Value, diags: &mut Diagnostics) -> Option<Toml> {
    let nested = |keys| value.as_table().map(|entries| (entries, keys));
    let read = match &key.takes {
        ThemeValue::Table(keys) => {
            if let Some((entries, keys)) = nested(*keys) {
                return Some(Toml::Table(table(entries, keys, key.name, diags)));
            }
            None
        }
        ThemeValue::Levels(keys) => return tables(key, value, (keys, false), diags),
        ThemeValue::Rows(keys) => return tables(key, value, (keys, true), diags),
        ThemeValue::Text
        | ThemeValue::Texts
        | ThemeValue::Flag
        | ThemeValue::Number(..)
        | ThemeValue::Ratio
        | ThemeValue::Color
        | ThemeValue::Em(..)
        | ThemeValue::Lines(..)
        | ThemeValue::Length(..)
        | ThemeValue::Word(_) => scalar(&key.takes, value),
    };
    if read.is_none() {
        diags.push(wrong_value(key.name, value, &key.takes.describe()));
    }
    read
}

/// The tables of a list, with all keys where they are `whole`.
fn tables(
    key: &ThemeKey,
    value: &Value,
    (keys, whole): (&[ThemeKey], bool),
    diags: &mut Diagnostics,
) -> Option<Toml> {
    let members = value.members();
    let is_list = matches!(value.kind, ValueKind::List(_)) && (1..=LONGEST).contains(&members.len());
    let entries: Option<Vec<&[Entry]>> = members.iter().map(Value::as_table).collect();
    let Some(entries) = entries.filter(|_| is_list) else {
        diags.push(wrong_value(key.name, value, &key.takes.describe()));
        return None;
    };
    let mut list = Vec::new();
    for (entries, member) in entries.iter().zip(members) {
        let read = table(entries, keys, key.name, diags);
        let lacks = keys.iter().find(|it| whole && !entries.iter().any(|entry| entry.key == it.name));
        if let Some(lacks) = lacks {
            let takes = format!("all of its keys; `{}` is missing", lacks.name);
            diags.push(wrong_value(key.name, member, &takes));
        }
        if whole && read.len() < keys.len() {
            return None;
        }
        list.push(Toml::Table(read));
    }
    Some(Toml::Array(list))
}

/// A value that is no table; `None` where it is none that the key takes.
fn scalar(takes: &ThemeValue, value: &Value) -> Option<Toml> {
    let text = value.as_name();
    let fits = |number: i64, low: i64, high: i64| (low..=high).contains(&number);
    let with_unit = |unit: &str, low: i64, high: i64| {
        let number = text.as_deref()?.strip_suffix(unit).and_then(|it| thousandths(it.trim_end()))?;
        fits(number, low, high).then(|| Toml::from(text.clone().unwrap_or_default()))
    };
    match takes {
        ThemeValue::Text => text.filter(|it| it.chars().count() <= 200).map(Toml::from),
        ThemeValue::Texts => {
            let texts: Option<Vec<String>> = value.members().iter().map(Value::as_name).collect();
            texts.filter(|it| (1..=LONGEST).contains(&it.len())).map(Toml::from)
        }
        ThemeValue::Flag => value.as_flag().map(Toml::from),
        ThemeValue::Number(low, high) => {
            value.as_integer().filter(|it| fits(*it, *low, *high)).map(Toml::from)
        }
        ThemeValue::Ratio => {
            let numbers: Option<Vec<i64>> = value.members().iter().map(Value::as_integer).collect();
            let is_ratio = |it: &Vec<i64>| {
                it.len() == 2 && it.iter().all(|n| fits(*n, 0, 100)) && it.iter().sum::<i64>() > 0
            };
            numbers.filter(is_ratio).map(Toml::from)
        }
        ThemeValue::Color => text.filter(|it| Color::from_hex(it).is_some()).map(Toml::from),
        ThemeValue::Em(low, high) => with_unit("em", *low, *high),
        ThemeValue::Lines(low, high) => with_unit("lines", *low, *high),
        ThemeValue::Length(low, high) => {
            let length = Length::parse(text.as_deref()?)?;
            (*low..=*high).contains(&length).then(|| Toml::from(text.unwrap_or_default()))
        }
        ThemeValue::Word(words) => text.filter(|it| words.contains(&it.as_str())).map(Toml::from),
        ThemeValue::Table(_) | ThemeValue::Levels(_) | ThemeValue::Rows(_) => None,
    }
}
