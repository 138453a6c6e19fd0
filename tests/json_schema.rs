//! The JSON Schema of the document's JSON: it holds for every document, and knows no node that there is not.
//!
//! The schema uses a few words of JSON Schema only, so that these lines can check it: a crate for all of JSON Schema
//! brings thirty-five others. A word that they do not know fails the test.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use pamphlet::document::Spans;
use pamphlet::document::json::{SCHEMA, to_json};
use serde_json::Value;

use crate::support::editions::fixtures;

struct Schema {
    root: Value,
}

impl Schema {
    fn read() -> Schema {
        Schema { root: serde_json::from_str(SCHEMA).expect("a schema") }
    }

    /// Why a value does not match; `None` where it does.
    fn refuses(&self, schema: &Value, value: &Value, at: &str) -> Option<String> {
        let rules = schema.as_object().expect("a schema is an object");
        rules.iter().find_map(|(word, rule)| self.breaks(word, rule, (schema, value), at))
    }

    fn breaks(
        &self,
        word: &str,
        rule: &Value,
        (schema, value): (&Value, &Value),
        at: &str,
    ) -> Option<String> {
        let refused = |is_good: bool| (!is_good).then(|| format!("{at}: {value} breaks {word} {rule}"));
        let all = |list: &Value| list.as_array().cloned().unwrap_or_default();
        match word {
            "$schema" | "$defs" | "title" | "description" => None,
            "$ref" => {
                let name = rule.as_str().and_then(|it| it.strip_prefix("#/$defs/")).expect("a definition");
                let definition = self.root.get("$defs").and_then(|it| it.get(name)).expect("a definition");
                self.refuses(definition, value, at)
            }
            "const" => refused(value == rule),
            "enum" => refused(all(rule).contains(value)),
            "type" => refused(match rule.as_str().expect("a type") {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_u64() || value.is_i64(),
                "boolean" => value.is_boolean(),
                other => panic!("the type `{other}` is not known"),
            }),
            "minimum" => refused(value.as_i64() >= rule.as_i64()),
            "maximum" => refused(value.as_i64() <= rule.as_i64()),
            "minLength" => {
                refused(value.as_str().is_none_or(|it| Some(it.chars().count() as u64) >= rule.as_u64()))
            }
            "minItems" => refused(value.as_array().is_none_or(|it| Some(it.len() as u64) >= rule.as_u64())),
            "pattern" => {
                assert_eq!(rule, "^\\S+$", "no other pattern is known");
                refused(value.as_str().is_some_and(|it| !it.is_empty() && !it.contains(char::is_whitespace)))
            }
            "required" => {
                refused(all(rule).iter().all(|it| value.get(it.as_str().expect("a name")).is_some()))
            }
            "additionalProperties" => {
                assert_eq!(rule, false, "nothing else is known");
                let known = schema.get("properties").and_then(Value::as_object).expect("properties");
                refused(value.as_object().is_some_and(|it| it.keys().all(|name| known.contains_key(name))))
            }
            "properties" => {
                rule.as_object().expect("properties").iter().find_map(|(name, schema)| {
                    self.refuses(schema, value.get(name)?, &format!("{at}.{name}"))
                })
            }
            "items" => value
                .as_array()?
                .iter()
                .enumerate()
                .find_map(|(index, value)| self.refuses(rule, value, &format!("{at}[{index}]"))),
            "anyOf" => self.any(rule, value, at),
            "oneOf" => {
                refused(all(rule).iter().filter(|it| self.refuses(it, value, at).is_none()).count() == 1)
            }
            other => panic!("the word `{other}` is not known"),
        }
    }

    /// The answer of the schema whose `type` is that of the value.
    fn any(&self, schemas: &Value, value: &Value, at: &str) -> Option<String> {
        let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
        let reference = format!("#/$defs/{kind}");
        let schemas = schemas.as_array().expect("schemas");
        match schemas.iter().find(|it| it.get("$ref").is_some_and(|it| *it == reference)) {
            Some(schema) => self.refuses(schema, value, at),
            None => Some(format!("{at}: there is no `{kind}` here")),
        }
    }
}

/// Every `type` in a document.
fn types(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            into.extend(members.get("type").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|it| types(it, into));
        }
        Value::Array(values) => values.iter().for_each(|it| types(it, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_json_of_every_fixture_matches_the_schema() {
    let schema = Schema::read();
    for (name, read) in fixtures() {
        for spans in [Spans::Hidden, Spans::Shown(&read.sources)] {
            let json = to_json(&read.document, spans);
            assert_eq!(schema.refuses(&schema.root, &json, ""), None, "{name}");
        }
    }
}

#[test]
fn the_schema_has_the_nodes_that_there_are() {
    let mut used = BTreeSet::new();
    fixtures().iter().for_each(|(_, read)| types(&to_json(&read.document, Spans::Hidden), &mut used));
    let schema = Schema::read();
    let definitions = schema.root.get("$defs").and_then(Value::as_object).expect("definitions");
    let of = |name: &str| definitions.get(name).and_then(|it| it.pointer("/properties/type/const"));
    let known = definitions.keys().filter(|name| of(name).is_some_and(|it| *it == **name)).cloned();
    let known: BTreeSet<String> = known.chain(["document".to_owned()]).collect();
    assert_eq!(used, known);
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = Schema::read();
    let document = |block: &str| {
        let text = format!(
            r##"{{"type": "document", "version": 1, "meta": {{}}, "chapters": [{{"type": "chapter", "blocks": [{block}]}}]}}"##
        );
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let refused = |block: &str| schema.refuses(&schema.root, &document(block), "").is_some();
    assert!(!refused(r##"{"type": "heading", "level": 2, "content": []}"##));
    for block in [
        r##"{"type": "heading", "level": 7, "content": []}"##,
        r##"{"type": "heading", "level": 2}"##,
        r##"{"type": "blob"}"##,
        r##"{"type": "paragraph", "content": [], "more": 1}"##,
        r##"{"type": "bullet-list", "items": []}"##,
        r##"{"type": "thematic-break", "id": "a b"}"##,
        r##"{"type": "paragraph", "content": [{"type": "link", "content": [{"type": "text", "text": "a"}]}]}"##,
    ] {
        assert!(refused(block), "{block}");
    }
}
