//! JSON Schema (2020-12) of a manifest and of front matter: the keys of the registry, and the options of the backends.

use serde_json::{Map, Value, json};

use crate::backend::{Backend, Registry};
use crate::plan::declared::{COMMON, FORMAT};
use crate::publication::key::Section;
use crate::publication::schema::{SchemaOf, options, section};
use crate::publication::{EDITIONS, FORMATS, OptionKey, VARIABLES};

/// The schema of a manifest or of front matter.
pub fn schema(of: SchemaOf, registry: &Registry) -> Value {
    let (mut properties, title) = match of {
        SchemaOf::Manifest => (Map::new(), "A manifest of pamphlet, `pamphlet.toml`"),
        SchemaOf::FrontMatter => (section(of, Section::Publication), "The front matter of a pamphlet source"),
    };
    let sections = match of {
        SchemaOf::Manifest => &Section::ALL[..],
        SchemaOf::FrontMatter => &[Section::Check, Section::Fonts],
    };
    for one in sections {
        let mut table = closed(section(of, *one));
        if let Some(required) = required(*one).filter(|_| of == SchemaOf::Manifest) {
            table["required"] = json!([required]);
        }
        properties.insert(one.name().to_owned(), table);
    }
    for backend in builtin(registry) {
        let table = closed(options(of, &keys(backend)));
        // `html = "site"` is the form of the page.
        let schema = match backend.id() {
            "html" => json!({"anyOf": [{"enum": ["page", "site"]}, table]}),
            _ => table,
        };
        properties.insert(backend.id().to_owned(), schema);
    }
    properties.insert(EDITIONS.to_owned(), editions(of, registry));
    properties.insert(VARIABLES.to_owned(), json!({"type": "object"}));
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": properties,
    });
    match of {
        SchemaOf::Manifest => {
            schema["additionalProperties"] = false.into();
            schema["oneOf"] = json!([{"required": ["publication"]}, {"required": ["collection"]}]);
        }
        // Other tools have keys of their own there.
        SchemaOf::FrontMatter => {}
    }
    schema
}

/// The key without which a section says nothing.
fn required(section: Section) -> Option<&'static str> {
    match section {
        Section::Publication => Some("chapters"),
        Section::Collection => Some("members"),
        Section::Check | Section::Fonts => None,
    }
}

fn builtin(registry: &Registry) -> impl Iterator<Item = &dyn Backend> {
    registry.iter().filter(|it| FORMATS.contains(&it.id()))
}

fn keys(backend: &dyn Backend) -> Vec<OptionKey> {
    backend.options().unwrap_or_default().iter().chain(&COMMON).copied().collect()
}

fn closed(properties: Map<String, Value>) -> Value {
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

/// The named editions: each is left out by `false`, or a table with the options of its format. Or a list of those that
/// are built.
fn editions(of: SchemaOf, registry: &Registry) -> Value {
    let edition = |backend: &dyn Backend, is_required: bool| {
        let mut properties = options(of, &keys(backend));
        let format = json!({"const": backend.id(), "description": "The format of the edition."});
        properties.insert(FORMAT.to_owned(), format);
        let mut table = closed(properties);
        if is_required {
            table["required"] = json!([FORMAT]);
        }
        table
    };
    let mut known = Map::new();
    let mut named = vec![json!({"type": "boolean"})];
    for backend in builtin(registry) {
        let own = json!({"anyOf": [{"type": "boolean"}, edition(backend, false)]});
        known.insert(backend.id().to_owned(), own);
        named.push(edition(backend, true));
    }
    if of == SchemaOf::Manifest {
        named.push(json!({
            "type": "object", "required": ["command"],
            "description": "An edition that another program makes; its other keys are that program's.",
        }));
    }
    let table = json!({"type": "object", "properties": known, "additionalProperties": {"anyOf": named}});
    let list = json!({"type": "array", "items": {"type": "string", "pattern": "\\S"}});
    json!({"description": "The editions that are declared, or a list of those that are built.", "anyOf": [list, table]})
}
