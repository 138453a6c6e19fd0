//! CSL-JSON, as reference managers write it.

use serde_json::Value as Json;

use crate::resolve::citations::item::{DATES, Item, NAMES, Name, Value, When};
use crate::resolve::citations::markup;
use crate::resolve::citations::rich::Rich;
use crate::source::{SourceId, Span};

/// Reads the entries of a file; why it cannot be read, with the line and the column.
pub(super) fn read(id: SourceId, text: &str) -> Result<Vec<Item>, (usize, usize, String)> {
    let value: Json =
        serde_json::from_str(text).map_err(|error| (error.line(), error.column(), error.to_string()))?;
    let items = match &value {
        Json::Array(items) => items.as_slice(),
        Json::Object(object) => object.get("items").and_then(Json::as_array).map_or(&[][..], Vec::as_slice),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => &[],
    };
    let mut keys = Keys { id, text, from: 0, missed: 0 };
    Ok(items.iter().map(|it| item(it, keys.place(it))).collect())
}

/// Text as it is, or a number; `None` for anything else.
fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// How many ids are looked for in vain; those that are numbers or have escapes are not found.
const MOST_MISSED: usize = 20;

/// Finds where ids are written, one after another.
struct Keys<'t> {
    id: SourceId,
    text: &'t str,
    from: usize,
    missed: usize,
}

impl Keys<'_> {
    /// Where an item is: where its id is written, else after the one before it.
    fn place(&mut self, item: &Json) -> Span {
        let key = format!("\"{}\"", key(item));
        let found = if self.missed < MOST_MISSED { self.text[self.from..].find(&key) } else { None };
        let Some(at) = found else {
            self.missed += 1;
            return Span::new(self.id, self.from..self.from);
        };
        let start = self.from + at;
        self.from = start + key.len();
        Span::new(self.id, start..self.from)
    }
}

fn key(item: &Json) -> String {
    ["id", "citation-key"].iter().find_map(|it| scalar(item.get(it)?)).unwrap_or_default()
}

/// An item of CSL, by its variables.
pub(super) fn item(json: &Json, span: Span) -> Item {
    let mut item = Item { key: key(json), span, ..Item::default() };
    for (name, value) in json.as_object().into_iter().flatten() {
        variable(&mut item, name, value);
    }
    item
}

fn variable(item: &mut Item, name: &str, value: &Json) {
    let lower = name.to_lowercase();
    match lower.as_str() {
        "id" => {}
        "type" => item.kind = scalar(value).unwrap_or_default(),
        "journalabbreviation" => variable(item, "container-title-short", value),
        "shorttitle" => variable(item, "title-short", value),
        "note" => note(item, &scalar(value).unwrap_or_default()),
        it if NAMES.contains(&it) => {
            let names: Vec<Name> = value.as_array().into_iter().flatten().map(self::name).collect();
            item.values.insert(lower, Value::Names(names));
        }
        it if DATES.contains(&it) => {
            item.values.extend(when(value).map(|it| (lower, Value::Date(it))));
        }
        // What is a number has no markup.
        "page" | "volume" | "issue" | "number" | "edition" | "version" | "section" | "chapter-number"
        | "collection-number" | "number-of-pages" | "number-of-volumes" | "part-number" | "url" | "doi" => {
            item.set(&lower, Rich::text(&scalar(value).unwrap_or_default()));
        }
        _ => item.set(&lower, markup::read(&scalar(value).unwrap_or_default())),
    }
}

/// A note, which may have variables in its first lines: `original-date: 1920`, `{:medium: vinyl}`.
fn note(item: &mut Item, text: &str) {
    let mut rest = text;
    loop {
        let braced = rest.strip_prefix("{:").and_then(|it| it.split_once('}'));
        let line = || Some(rest.split_once('\n').unwrap_or((rest, "")));
        let Some((field, after)) = braced.or_else(line) else { break };
        let Some((name, value)) = field.split_once(':') else { break };
        let is_name = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphabetic() || it == '-');
        if !is_name(name) {
            break;
        }
        field_of_note(item, name, value.trim());
        rest = after;
    }
    item.set("note", markup::read(rest));
}

fn field_of_note(item: &mut Item, name: &str, value: &str) {
    let lower = name.to_lowercase();
    if NAMES.contains(&lower.as_str()) {
        let (family, given) = value.split_once("||").map_or((value, None), |it| (it.0, Some(it.1)));
        let own = |it: &str| Some(it.trim().to_owned());
        let name = Name { family: own(family), given: given.and_then(own), ..Name::default() };
        let names = item.values.entry(lower).or_insert_with(|| Value::Names(Vec::new()));
        if let Value::Names(names) = names {
            names.push(name.with_particles());
        }
    } else {
        variable(item, &lower, &Json::String(value.to_owned()));
    }
}

fn name(value: &Json) -> Name {
    let apostrophes = |it: String| it.replace('\'', "’");
    let text = |name: &str| value.get(name).and_then(scalar).map(apostrophes).filter(|it| !it.is_empty());
    if let Some(text) = scalar(value) {
        return Name { family: Some(text), ..Name::default() }.with_particles();
    }
    let is = |name: &str| match value.get(name) {
        Some(Json::Bool(is)) => *is,
        Some(other) => scalar(other).is_some_and(|it| it == "true" || it == "1"),
        None => false,
    };
    Name {
        family: text("family"),
        given: text("given"),
        dropping: text("dropping-particle"),
        non_dropping: text("non-dropping-particle"),
        suffix: text("suffix"),
        has_comma: is("comma-suffix"),
        literal: text("literal"),
    }
    .with_particles()
}

fn when(value: &Json) -> Option<When> {
    if let Some(text) = scalar(value).or_else(|| value.get("raw").and_then(scalar)) {
        return Some(When::parse(&text));
    }
    if let Some(list) = value.as_array() {
        // As YAML has it: one date, or the two ends of a range.
        let ends: Vec<When> = list.iter().filter_map(when).collect();
        return Some(When { parts: ends.into_iter().flat_map(|it| it.parts).collect(), ..When::default() });
    }
    let number = |it: &Json| match it {
        Json::String(text) => text.parse::<i64>().ok(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => it.as_i64(),
    };
    let part = |it: &Json| it.as_array().into_iter().flatten().map_while(number).collect::<Vec<i64>>();
    let parts = value.get("date-parts").and_then(Json::as_array).into_iter().flatten().map(part);
    let circa = value.get("circa");
    let own = ["year", "month", "day"].iter().map_while(|it| value.get(*it).and_then(number)).collect();
    Some(When {
        parts: parts.chain([own]).filter(|it: &Vec<i64>| !it.is_empty()).collect(),
        is_circa: circa.is_some_and(|it| {
            it.as_bool() == Some(true) || scalar(it).is_some_and(|it| it == "1" || it == "true")
        }),
        season: value.get("season").and_then(number),
        literal: value.get("literal").and_then(scalar),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    #[test]
    fn items_are_read_with_their_places() {
        let text = r#"[{"id": "a", "type": "webpage", "title": "On <i>tides</i>", "author": [{"family": "Beek", "given": "A.", "non-dropping-particle": "van"}, {"literal": "The Board"}],
            "issued": {"date-parts": [[2020, 5, "7"]]}, "accessed": {"raw": "2021-01-02"}, "note": "original-date: 1920\nseen"}, {"id": 7, "type": "book", "page": "1-9"}]"#;
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a.json", text)).expect("room");
        let found = read(id, text).expect("JSON");
        let of = |name: &str| found[0].text(name).unwrap_or_default();
        assert_eq!([of("title"), of("note")], ["On tides", "seen"]);
        let date = |name: &str| match found[0].values.get(name) {
            Some(Value::Date(when)) => when.parts.clone(),
            _ => Vec::new(),
        };
        assert_eq!(
            [date("issued"), date("accessed"), date("original-date")],
            [vec![vec![2020, 5, 7]], vec![vec![2021, 1, 2]], vec![vec![1920]]]
        );
        assert_eq!(sources.slice(found[0].span), "\"a\"");
        assert_eq!((found[1].key.as_str(), found[1].text("page").as_deref()), ("7", Some("1-9")));
        assert_eq!(read(id, "[{]").map_err(|it| it.0), Err(1));
        assert_eq!(read(id, "3"), Ok(Vec::new()));
    }
}
