//! JSON Schema (2020-12) of a theme file, from the registry that reads it.

use serde_json::{Map, Value, json};

use crate::theme::file::keys::{EXTENDS, KEYS, ThemeKey, ThemeValue};
use crate::theme::file::read::LONGEST;

/// The schema of a theme file.
pub fn schema() -> Value {
    let mut schema = table(KEYS, Keys::May);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "A theme of pamphlet".into();
    schema
}

/// Whether the keys of a table may be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    May,
    Must,
}

fn table(keys: &[ThemeKey], needs: Keys) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut schema = value(&key.takes);
        schema["description"] = key.summary.into();
        if key.name == EXTENDS {
            schema["enum"] = json!(crate::theme::Theme::NAMES);
        }
        properties.insert(key.name.to_owned(), schema);
    }
    let mut schema = json!({"type": "object", "additionalProperties": false, "properties": properties});
    if needs == Keys::Must {
        schema["required"] = keys.iter().map(|it| it.name).collect();
    }
    schema
}

fn value(takes: &ThemeValue) -> Value {
    let list = |items: Value| json!({"type": "array", "minItems": 1, "maxItems": LONGEST, "items": items});
    let number = |unit: &str| format!("^\\s*-?[0-9]+(\\.[0-9]{{1,3}})?\\s*{unit}\\s*$");
    match takes {
        ThemeValue::Text => json!({"type": "string", "pattern": "\\S", "maxLength": 200}),
        ThemeValue::Texts => {
            let text = json!({"type": "string", "pattern": "\\S"});
            json!({"anyOf": [text, list(text.clone())]})
        }
        ThemeValue::Flag => json!({"type": "boolean"}),
        ThemeValue::Number(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        ThemeValue::Ratio => {
            let part = json!({"type": "integer", "minimum": 0, "maximum": 100});
            json!({"type": "array", "minItems": 2, "maxItems": 2, "items": part})
        }
        ThemeValue::Color => json!({"type": "string", "pattern": "^\\s*#[0-9A-Fa-f]{6}\\s*$"}),
        ThemeValue::Em(..) => json!({"type": "string", "pattern": number("em")}),
        ThemeValue::Lines(..) => json!({"type": "string", "pattern": number("lines")}),
        ThemeValue::Length(..) => {
            json!({"type": "string", "pattern": "^\\s*[0-9]+(\\.[0-9]+)?\\s*(pt|mm|cm|in|px)\\s*$"})
        }
        ThemeValue::Word(words) => json!({"enum": words}),
        ThemeValue::Table(keys) => table(keys, Keys::May),
        ThemeValue::Levels(keys) => list(table(keys, Keys::May)),
        ThemeValue::Rows(keys) => list(table(keys, Keys::Must)),
    }
}
