//! Whether two trees are equal but for places in the source, and where they differ first.

use serde_json::Value;

use crate::document::json::to_json;
use crate::document::{Document, Spans};

/// The first place where two trees differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The way to it in the JSON form, as `chapters[0].blocks[3].content[1].text`.
    pub path: String,
    /// What the first tree has there.
    pub left: String,
    /// What the second tree has there.
    pub right: String,
}

/// The first difference between the text and the notes of two documents; `None` where they are equal.
///
/// Spans do not count, nor does where a text is divided in two, nor the label of a note that is written where its
/// mark is, which is a number that the reader gives.
pub fn first_difference(left: &Document, right: &Document) -> Option<Difference> {
    difference(&form(left), &form(right), String::new())
}

/// The chapters and notes of a document in the form that is compared.
fn form(document: &Document) -> Value {
    let mut value = to_json(document, Spans::Hidden);
    if let Some(members) = value.as_object_mut() {
        members.retain(|name, _| name == "chapters" || name == "notes");
    }
    settle(&mut value);
    value
}

/// Joins texts that follow one another, and takes away what says nothing.
fn settle(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if members.get("label").and_then(Value::as_str).is_some_and(|it| it.starts_with('^')) {
                members.remove("label");
            }
            members.iter_mut().for_each(|(_, it)| settle(it));
            if members.get("caption").and_then(Value::as_array).is_some_and(Vec::is_empty) {
                members.remove("caption");
            }
        }
        Value::Array(list) => {
            list.iter_mut().for_each(settle);
            let all = std::mem::take(list).into_iter().flat_map(spoken);
            for node in all.collect::<Vec<Value>>() {
                let Some(text) = text_of(&node) else {
                    list.push(node);
                    continue;
                };
                match list.last_mut().filter(|it| text_of(it).is_some()) {
                    Some(last) => {
                        let joined = format!("{}{text}", text_of(last).unwrap_or(""));
                        last["text"] = Value::String(joined);
                    }
                    None if text.is_empty() => {}
                    None => list.push(node),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A node, or what is in it where it says nothing of that: an inline without content, a span without attributes.
fn spoken(mut node: Value) -> Vec<Value> {
    const INLINES: [&str; 10] = [
        "emph",
        "strong",
        "strike",
        "sub",
        "sup",
        "small-caps",
        "underline",
        "highlight",
        "small",
        "keyboard",
    ];
    let kind = node.get("type").and_then(Value::as_str).unwrap_or("");
    let is_empty = node.get("content").and_then(Value::as_array).is_some_and(Vec::is_empty);
    if is_empty && INLINES.contains(&kind) {
        return Vec::new();
    }
    let names = ["id", "classes", "lang"];
    if kind == "span" && !names.iter().any(|it| node.get(*it).is_some()) {
        let content = node.get_mut("content").and_then(Value::as_array_mut);
        return content.map(std::mem::take).unwrap_or_default();
    }
    vec![node]
}

fn text_of(node: &Value) -> Option<&str> {
    let is_text = node.get("type").and_then(Value::as_str) == Some("text");
    node.get("text").and_then(Value::as_str).filter(|_| is_text)
}

fn difference(left: &Value, right: &Value, path: String) -> Option<Difference> {
    match (left, right) {
        (Value::Object(a), Value::Object(b)) => {
            let kind = |it: &Value| it.get("type").and_then(Value::as_str).map(str::to_owned);
            if kind(left) != kind(right) {
                return Some(differ(left, right, path));
            }
            let names = a.keys().chain(b.keys().filter(|it| !a.contains_key(*it)));
            names
                .filter_map(|name| {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    difference(a.get(name).unwrap_or(&Value::Null), b.get(name).unwrap_or(&Value::Null), path)
                })
                .next()
        }
        (Value::Array(a), Value::Array(b)) => {
            let pairs = a.iter().zip(b).enumerate();
            let inner =
                pairs.filter_map(|(index, (a, b))| difference(a, b, format!("{path}[{index}]"))).next();
            inner.or_else(|| {
                let at = a.len().min(b.len());
                let null = Value::Null;
                (a.len() != b.len()).then(|| {
                    differ(a.get(at).unwrap_or(&null), b.get(at).unwrap_or(&null), format!("{path}[{at}]"))
                })
            })
        }
        _ => (left != right).then(|| differ(left, right, path)),
    }
}

fn differ(left: &Value, right: &Value, path: String) -> Difference {
    let shown = |it: &Value| {
        let text = if it.is_null() { "nothing".to_owned() } else { it.to_string() };
        let short: String = text.chars().take(160).collect();
        if short.len() < text.len() { format!("{short}…") } else { short }
    };
    Difference { path, left: shown(left), right: shown(right) }
}
