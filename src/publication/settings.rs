//! The options of an edition: a backend declares its keys, and one reader takes their values from a manifest, front
//! matter, a record or the command line.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value as Json;

use crate::diag::Diagnostics;
use crate::geometry::Length;
use crate::publication::messages::{duplicate_key, unknown_key, wrong_value};
use crate::publication::value::{Entry, Value, ValueKind};
use crate::source::Span;

/// A key that a backend reads.
#[derive(Debug, Clone, Copy)]
pub struct OptionKey {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it says, in a sentence.
    pub summary: &'static str,
}

/// What an option takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// Text that is not empty.
    Text,
    /// `true` or `false`.
    Flag,
    /// A whole number between two bounds.
    Number(i64, i64),
    /// A length between two bounds, kept as written.
    Length(Length, Length),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A text or a list of texts that a test accepts; the words say which are accepted.
    Texts(fn(&[&str]) -> bool, &'static str),
}

impl Takes {
    /// What the key takes, for messages.
    pub fn describe(&self) -> String {
        match self {
            Takes::Text => "text".to_owned(),
            Takes::Flag => "`true` or `false`".to_owned(),
            Takes::Number(low, high) => format!("a whole number from {low} to {high}"),
            Takes::Length(low, high) => {
                let points = |it: &Length| it.to_millipt() / 1000;
                format!("a length from {}pt to {}pt, as `12pt` or `3mm`", points(low), points(high))
            }
            Takes::Word(words) => {
                let quoted: Vec<String> = words.iter().map(|it| format!("`{it}`")).collect();
                quoted.join(" or ")
            }
            Takes::Texts(_, words) => (*words).to_owned(),
        }
    }

    /// The value as it is kept; `None` where the key does not take it.
    fn read(&self, value: &Value) -> Option<Json> {
        match self {
            Takes::Text => value.as_name().map(Json::from),
            Takes::Flag => value.as_flag().map(Json::from),
            Takes::Number(low, high) => {
                value.as_integer().filter(|it| (low..=high).contains(&it)).map(Json::from)
            }
            Takes::Length(low, high) => {
                let text = value.as_name()?;
                let length = Length::parse(&text)?;
                (low..=high).contains(&&length).then(|| Json::from(text))
            }
            Takes::Word(words) => value.as_name().filter(|it| words.contains(&it.as_str())).map(Json::from),
            Takes::Texts(accepts, _) => {
                let texts: Vec<String> = value.members().iter().map(Value::as_name).collect::<Option<_>>()?;
                accepts(&texts.iter().map(String::as_str).collect::<Vec<_>>()).then(|| Json::from(texts))
            }
        }
    }
}

/// The options of an edition that are set, by name. A value is of the type that its key takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    values: BTreeMap<String, (Json, Option<Span>)>,
}

impl Settings {
    /// Whether no option is set.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Sets an option from a program or the command line.
    pub fn set(&mut self, name: &str, value: impl Into<Json>) {
        self.values.insert(name.to_owned(), (value.into(), None));
    }

    /// Sets an option to a text that has a place.
    pub fn set_at(&mut self, name: &str, text: &str, span: Span) {
        self.values.insert(name.to_owned(), (Json::from(text), Some(span)));
    }

    /// Takes an option out.
    pub fn remove(&mut self, name: &str) {
        self.values.remove(name);
    }

    /// Sets all options of other settings.
    pub fn lay_over(&mut self, other: &Settings) {
        self.values.extend(other.values.iter().map(|(name, value)| (name.clone(), value.clone())));
    }

    /// Reads the entries of a table; `section` is its name for messages.
    pub fn read(&mut self, keys: &[OptionKey], section: &str, entries: &[&Entry], diags: &mut Diagnostics) {
        let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
        for entry in entries {
            let Some(key) = keys.iter().find(|it| it.name == entry.key) else {
                let names: Vec<&str> = keys.iter().map(|it| it.name).collect();
                diags.push(unknown_key(entry, section, &names, &names));
                continue;
            };
            if let Some(first) = seen.insert(key.name, entry) {
                diags.push(duplicate_key(entry, first));
                continue;
            }
            match key.takes.read(&entry.value) {
                Some(value) => drop(self.values.insert(key.name.to_owned(), (value, Some(entry.value.span)))),
                None => diags.push(wrong_value(key.name, &entry.value, &key.takes.describe())),
            }
        }
    }

    /// Reads the entries of a table whose keys are another program's: all are taken.
    pub fn read_any(&mut self, entries: &[&Entry]) {
        for entry in entries {
            self.values.insert(entry.key.clone(), (entry.value.to_json(), Some(entry.value.span)));
        }
    }

    /// Whether every value is one that its key takes, as when the settings come from a record.
    pub fn are_valid(&self, keys: &[OptionKey]) -> bool {
        self.values.iter().all(|(name, (value, _))| {
            keys.iter().any(|it| it.name == name && it.takes.read(&Value::of_json(value)).is_some())
        })
    }

    /// The value of a key as JSON; `None` where it is not set.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.values.get(name).map(|it| &it.0)
    }

    /// The place of the value of a key; `None` where it has none.
    pub fn span(&self, name: &str) -> Option<Span> {
        self.values.get(name)?.1
    }

    /// The text of a key; `None` where it is not set.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// The texts of a key; `None` where it is not set.
    pub fn texts(&self, name: &str) -> Option<Vec<&str>> {
        match self.get(name)? {
            Json::String(text) => Some(vec![text.as_str()]),
            Json::Array(all) => all.iter().map(Json::as_str).collect(),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_) => None,
        }
    }

    /// The truth value of a key; `None` where it is not set.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }

    /// The number of a key; `None` where it is not set.
    pub fn number(&self, name: &str) -> Option<u16> {
        self.get(name)?.as_u64().and_then(|it| u16::try_from(it).ok())
    }

    /// The length of a key; `None` where it is not set.
    pub fn length(&self, name: &str) -> Option<Length> {
        self.text(name).and_then(Length::parse)
    }
}

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.values.iter().map(|(name, (value, _))| (name, value)))
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Settings, D::Error> {
        let values = BTreeMap::<String, Json>::deserialize(deserializer)?;
        Ok(Settings { values: values.into_iter().map(|(name, value)| (name, (value, None))).collect() })
    }
}

impl Value {
    /// Text that says something, white space at its ends cut off; `None` for anything else.
    pub fn as_name(&self) -> Option<String> {
        self.as_text().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
    }

    /// The value without its places. A plain scalar of YAML is a truth value or a number where it reads as one.
    pub fn to_json(&self) -> Json {
        match &self.kind {
            ValueKind::Null => Json::Null,
            ValueKind::Plain(text) => match (self.as_flag(), self.as_integer()) {
                (Some(flag), _) => Json::from(flag),
                (None, Some(number)) => Json::from(number),
                (None, None) => Json::from(text.as_str()),
            },
            ValueKind::Text(text) | ValueKind::Date(text) | ValueKind::Float(text) => {
                Json::from(text.as_str())
            }
            ValueKind::Integer(number) => Json::from(*number),
            ValueKind::Boolean(flag) => Json::from(*flag),
            ValueKind::List(members) => members.iter().map(Value::to_json).collect(),
            ValueKind::Table(entries) => {
                entries.iter().map(|it| (it.key.clone(), it.value.to_json())).collect()
            }
        }
    }

    /// A value without a place; a number that is not whole is kept as text.
    fn of_json(json: &Json) -> Value {
        let kind = match json {
            Json::Null => ValueKind::Null,
            Json::Bool(flag) => ValueKind::Boolean(*flag),
            Json::Number(number) => {
                number.as_i64().map_or_else(|| ValueKind::Float(number.to_string()), ValueKind::Integer)
            }
            Json::String(text) => ValueKind::Text(text.clone()),
            Json::Array(all) => ValueKind::List(all.iter().map(Value::of_json).collect()),
            Json::Object(all) => {
                let entry = |(key, value): (&String, &Json)| Entry {
                    key: key.clone(),
                    key_span: Span::default(),
                    value: Value::of_json(value),
                };
                ValueKind::Table(all.iter().map(entry).collect())
            }
        };
        Value { kind, span: Span::default() }
    }
}
