//! JSON Schema (2020-12) of the keys, from the registry that reads them.

use serde_json::{Map, Value, json};

use crate::publication::key::{Field, KEYS, Section};
use crate::publication::settings::{OptionKey, Takes};

/// The text that a schema is of. TOML has types; in YAML a scalar has the type that its key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOf {
    /// A manifest, `pamphlet.toml`.
    Manifest,
    /// Front matter.
    FrontMatter,
}

/// The properties of a section: each key by its name and its aliases.
pub fn section(of: SchemaOf, section: Section) -> Map<String, Value> {
    let in_manifest_alone = |name: &str| matches!(name, "chapters" | "drafts" | "filters");
    let keys = KEYS.iter().filter(|it| it.section == section);
    let keys = keys.filter(|it| of == SchemaOf::Manifest || !in_manifest_alone(it.name));
    let mut properties = Map::new();
    for key in keys {
        let mut schema = field(of, &key.field);
        schema.insert("description".to_owned(), key.summary.into());
        for alias in key.aliases {
            let mut same = schema.clone();
            same.insert(
                "description".to_owned(),
                format!("Another name of `{}`: {}", key.name, key.summary).into(),
            );
            properties.insert((*alias).to_owned(), same.into());
        }
        properties.insert(key.name.to_owned(), schema.into());
    }
    properties
}

/// The properties of a table of options.
pub fn options(of: SchemaOf, keys: &[OptionKey]) -> Map<String, Value> {
    let property = |key: &OptionKey| {
        let mut schema = takes(of, &key.takes);
        schema.insert("description".to_owned(), key.summary.into());
        (key.name.to_owned(), schema.into())
    };
    keys.iter().map(property).collect()
}

fn field(of: SchemaOf, field: &Field) -> Map<String, Value> {
    match field {
        Field::Text(_) | Field::OptionalText(_) => optional(of, text(of)),
        Field::Texts(_) | Field::Names(_) => optional(of, one_or_list(&text(of))),
        Field::People(_) => {
            let person = json!({"anyOf": [text(of), pair(of, "name", "sort")]});
            optional(of, one_or_list(&person))
        }
        Field::Date(_) => {
            let written =
                json!({"type": "string", "pattern": "^\\s*[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?\\s*$"});
            let year = json!({"type": "integer", "minimum": 1000, "maximum": 9999});
            optional(of, json!({"anyOf": [written, year]}))
        }
        Field::Language(_) => {
            let tag = "^\\s*[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*\\s*$";
            optional(of, json!({"type": "string", "pattern": tag}))
        }
        Field::Flag(_) | Field::OptionalFlag(_) => object(json!({"type": "boolean"})),
        Field::Series => optional(of, json!({"anyOf": [text(of), pair(of, "name", "number")]})),
        Field::Slug => {
            optional(of, json!({"type": "string", "pattern": "^\\s*[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*\\s*$"}))
        }
        Field::HtmlForm => object(text(of)),
        Field::Lists => optional(of, one_or_list(&json!({"enum": ["figures", "tables", "listings"]}))),
        Field::NotePlace => optional(of, json!({"enum": ["foot", "chapter", "end"]})),
    }
}

fn takes(of: SchemaOf, takes: &Takes) -> Map<String, Value> {
    object(match takes {
        Takes::Text => text(of),
        Takes::Flag => json!({"type": "boolean"}),
        Takes::Number(low, high) => json!({"type": "integer", "minimum": low, "maximum": high}),
        Takes::Length(..) => {
            json!({"type": "string", "pattern": "^\\s*[0-9]+(\\.[0-9]+)?\\s*(pt|mm|cm|in|px)\\s*$"})
        }
        Takes::Word(words) => json!({"enum": words}),
        Takes::Texts(..) => one_or_list(&text(of)),
    })
}

/// Text that says something. `title: 1984` is text in YAML, and a number for a validator.
fn text(of: SchemaOf) -> Value {
    match of {
        SchemaOf::Manifest => json!({"type": "string", "pattern": "\\S"}),
        SchemaOf::FrontMatter => json!({"type": ["string", "number", "boolean"]}),
    }
}

/// One such value, or a list of them.
fn one_or_list(schema: &Value) -> Value {
    json!({"anyOf": [schema, {"type": "array", "items": schema}]})
}

/// A table of a text and a second one, which may be left out and may be a number.
fn pair(of: SchemaOf, first: &str, second: &str) -> Value {
    let scalar = json!({"anyOf": [text(of), {"type": "integer"}]});
    json!({
        "type": "object", "additionalProperties": false, "required": [first],
        "properties": {first: text(of), second: scalar},
    })
}

/// In front matter, a key may be left without a value.
fn optional(of: SchemaOf, schema: Value) -> Map<String, Value> {
    match of {
        SchemaOf::Manifest => object(schema),
        SchemaOf::FrontMatter => object(json!({"anyOf": [schema, {"enum": [null, ""]}]})),
    }
}

fn object(schema: Value) -> Map<String, Value> {
    match schema {
        Value::Object(members) => members,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Map::new(),
    }
}
