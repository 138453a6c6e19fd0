//! The objects of a JSON text, each with its place in the text, so that an error can say where it is.

use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::document::text::is_forbidden;

/// Why a JSON text is not a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// Where, as in `chapters[0].blocks[3].level`; empty for the whole.
    pub path: String,
    /// Why, as a phrase.
    pub message: String,
}

impl JsonError {
    pub(super) fn new(path: String, message: impl Into<String>) -> JsonError {
        JsonError { path, message: message.into() }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl std::error::Error for JsonError {}

/// Arrays and objects are not nested deeper; serde_json reads them by recursion. The deepest tree that parsing makes
/// needs about 600.
const DEEPEST: usize = 800;

/// The value of a JSON text.
pub(super) fn from_text(text: &str) -> Result<Value, JsonError> {
    if depth(text) > DEEPEST {
        return Err(JsonError::new(String::new(), format!("the JSON is nested more than {DEEPEST} deep")));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    let value = Value::deserialize(&mut deserializer);
    let value = value.and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| JsonError::new(String::new(), format!("not JSON: {error}")))
}

/// How deep arrays and objects are nested.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A place in the JSON, as a list from the innermost step outwards.
#[derive(Debug)]
pub(super) struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Debug)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Index(usize),
}

impl At<'_> {
    /// The whole text.
    pub(super) const ROOT: At<'static> = At { parent: None, step: Step::Root };
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(parent) = self.parent else { return Ok(()) };
        parent.fmt(f)?;
        match self.step {
            Step::Member(name) if parent.parent.is_none() => f.write_str(name),
            Step::Member(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Root => Ok(()),
        }
    }
}

/// An object with its place.
pub(super) struct Object<'a> {
    members: &'a Map<String, Value>,
    at: &'a At<'a>,
}

type Read<T> = Result<T, JsonError>;

impl<'a> Object<'a> {
    pub(super) fn new(value: &'a Value, at: &'a At<'a>) -> Read<Object<'a>> {
        match value {
            Value::Object(members) => Ok(Object { members, at }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                Err(JsonError::new(at.to_string(), "this is not an object"))
            }
        }
    }

    /// The path of a member; that of the object for an empty name.
    pub(super) fn place(&self, name: &str) -> String {
        if name.is_empty() {
            return self.at.to_string();
        }
        At { parent: Some(self.at), step: Step::Member(name) }.to_string()
    }

    /// An error at a member; at the object for an empty name.
    pub(super) fn error(&self, name: &str, message: impl Into<String>) -> JsonError {
        JsonError::new(self.place(name), message)
    }

    /// Refuses members that are in neither list.
    pub(super) fn allow(&self, common: &[&str], own: &[&str]) -> Read<()> {
        let known = |name: &&String| common.contains(&name.as_str()) || own.contains(&name.as_str());
        match self.members.keys().find(|name| !known(name)) {
            Some(name) => Err(self.error(name, "this member is not known here")),
            None => Ok(()),
        }
    }

    pub(super) fn expect_type(&self, name: &str) -> Read<()> {
        match self.text("type")? {
            it if it == name => Ok(()),
            it => Err(self.error("type", format!("a `{name}` belongs here, not a `{it}`"))),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.members.get(name).is_some_and(|value| !value.is_null())
    }

    fn member(&self, name: &str) -> Read<&'a Value> {
        self.members.get(name).ok_or_else(|| self.error("", format!("the member `{name}` is missing")))
    }

    pub(super) fn text(&self, name: &str) -> Read<&'a str> {
        let Some(text) = self.member(name)?.as_str() else {
            return Err(self.error(name, "this is not a string"));
        };
        printable(text).map_err(|message| self.error(name, message))
    }

    pub(super) fn optional_text(&self, name: &str) -> Read<Option<String>> {
        if self.has(name) { self.text(name).map(|it| Some(it.to_owned())) } else { Ok(None) }
    }

    /// The value of a text; `what` says what the text is.
    pub(super) fn parsed<T>(
        &self,
        name: &str,
        what: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Read<Option<T>> {
        if !self.has(name) {
            return Ok(None);
        }
        let text = self.text(name)?;
        parse(text).map(Some).ok_or_else(|| self.error(name, format!("`{text}` is not {what}")))
    }

    pub(super) fn number(&self, name: &str) -> Read<u64> {
        self.member(name)?.as_u64().ok_or_else(|| self.error(name, "this is not a whole number"))
    }

    pub(super) fn flag(&self, name: &str) -> Read<Option<bool>> {
        if !self.has(name) {
            return Ok(None);
        }
        self.member(name)?
            .as_bool()
            .map(Some)
            .ok_or_else(|| self.error(name, "this is neither true nor false"))
    }

    fn array(&self, name: &str) -> Read<&'a [Value]> {
        let array = self.member(name)?.as_array();
        array.map(Vec::as_slice).ok_or_else(|| self.error(name, "this is not an array"))
    }

    /// The texts of an array; none where there is no such member.
    pub(super) fn texts(&self, name: &str) -> Read<Vec<String>> {
        if !self.has(name) {
            return Ok(Vec::new());
        }
        let mut texts = Vec::new();
        for value in self.array(name)? {
            let Some(text) = value.as_str() else {
                return Err(self.error(name, "this is not an array of strings"));
            };
            texts.push(printable(text).map_err(|message| self.error(name, message))?.to_owned());
        }
        Ok(texts)
    }

    /// What `read` makes of the object that is a member.
    pub(super) fn object<T>(&self, name: &str, read: impl FnOnce(&Object) -> Read<T>) -> Read<T> {
        let at = At { parent: Some(self.at), step: Step::Member(name) };
        read(&Object::new(self.member(name)?, &at)?)
    }

    /// What `read` makes of each object of an array.
    pub(super) fn each<T>(&self, name: &str, mut read: impl FnMut(&Object) -> Read<T>) -> Read<Vec<T>> {
        let array = self.array(name)?;
        let list = At { parent: Some(self.at), step: Step::Member(name) };
        let mut all = Vec::with_capacity(array.len());
        for (index, value) in array.iter().enumerate() {
            let at = At { parent: Some(&list), step: Step::Index(index) };
            all.push(read(&Object::new(value, &at)?)?);
        }
        Ok(all)
    }

    /// What `read` makes of each object of an array; nothing where there is no such member.
    pub(super) fn each_if<T>(&self, name: &str, read: impl FnMut(&Object) -> Read<T>) -> Read<Vec<T>> {
        if self.has(name) { self.each(name, read) } else { Ok(Vec::new()) }
    }

    /// The list that was read from a member, which may not be empty.
    pub(super) fn not_empty<T>(&self, name: &str, list: Vec<T>) -> Read<Vec<T>> {
        if list.is_empty() { Err(self.error(name, "this may not be empty")) } else { Ok(list) }
    }
}

/// The text, unless it has a character that no edition can carry.
fn printable(text: &str) -> Result<&str, String> {
    match text.chars().find(|it| is_forbidden(*it)) {
        Some(it) => Err(format!("the control character U+{:04X} cannot be published", u32::from(it))),
        None => Ok(text),
    }
}
