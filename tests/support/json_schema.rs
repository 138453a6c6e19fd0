//! As much of JSON Schema (2020-12) as our schemas of keys use. A word that is not known fails the test.

#![allow(clippy::expect_used, reason = "a test may panic")]

use fancy_regex::Regex;
use serde_json::Value;

/// Why a schema refuses a value; `None` where it does not.
pub(crate) fn refusal(schema: &Value, value: &Value) -> Option<String> {
    refuses(schema, value, "")
}

fn refuses(schema: &Value, value: &Value, at: &str) -> Option<String> {
    if let Some(accepts) = schema.as_bool() {
        return (!accepts).then(|| format!("{at}: nothing may be here"));
    }
    let words = schema.as_object().expect("a schema is an object");
    words.iter().find_map(|(word, rule)| breaks(word, rule, (schema, value), at))
}

fn breaks(word: &str, rule: &Value, (schema, value): (&Value, &Value), at: &str) -> Option<String> {
    let refused = |is_good: bool| (!is_good).then(|| format!("{at}: {value} breaks {word} {rule}"));
    let list = || rule.as_array().cloned().unwrap_or_default();
    match word {
        "$schema" | "title" | "description" => None,
        "const" => refused(value == rule),
        "enum" => refused(list().contains(value)),
        "type" => {
            let names = if rule.is_array() { list() } else { vec![rule.clone()] };
            refused(names.iter().any(|it| is_of_type(value, it.as_str().expect("a type"))))
        }
        "minimum" => refused(value.as_i64().is_none_or(|it| Some(it) >= rule.as_i64())),
        "maximum" => refused(value.as_i64().is_none_or(|it| Some(it) <= rule.as_i64())),
        "minItems" => refused(value.as_array().is_none_or(|it| Some(it.len() as u64) >= rule.as_u64())),
        "maxItems" => refused(value.as_array().is_none_or(|it| Some(it.len() as u64) <= rule.as_u64())),
        "maxLength" => {
            refused(value.as_str().is_none_or(|it| Some(it.chars().count() as u64) <= rule.as_u64()))
        }
        "pattern" => {
            let pattern = Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
            refused(value.as_str().is_none_or(|it| pattern.is_match(it).expect("an answer")))
        }
        "required" => refused(list().iter().all(|it| value.get(it.as_str().expect("a name")).is_some())),
        "properties" => {
            let properties = rule.as_object().expect("properties").iter();
            let mut refusals = properties
                .filter_map(|(name, schema)| refuses(schema, value.get(name)?, &format!("{at}.{name}")));
            refusals.next()
        }
        "additionalProperties" => {
            let known = schema.get("properties").and_then(Value::as_object);
            let others =
                value.as_object()?.iter().filter(|(name, _)| known.is_none_or(|it| !it.contains_key(*name)));
            others.into_iter().find_map(|(name, value)| refuses(rule, value, &format!("{at}.{name}")))
        }
        "items" => value.as_array()?.iter().find_map(|it| refuses(rule, it, &format!("{at}[]"))),
        "anyOf" => refused(list().iter().any(|it| refuses(it, value, at).is_none())),
        "oneOf" => refused(list().iter().filter(|it| refuses(it, value, at).is_none()).count() == 1),
        other => panic!("the word `{other}` is not known"),
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the type `{other}` is not known"),
    }
}
