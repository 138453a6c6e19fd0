//! Values as a manifest or front matter has them, each with its place.
//!
//! TOML and YAML are read into the same tree, so that one reader of keys
//! serves both and every message can point at what it speaks of.

use crate::source::Span;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where it is.
    pub span: Span,
}

/// The kinds of value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// Nothing: a YAML key without a value.
    Null,
    /// Text in quotes, or a YAML block of text.
    Text(String),
    /// A plain scalar of YAML, whose type is the one that its key asks for: `1984` is a good title.
    Plain(String),
    /// A whole number of TOML.
    Integer(i64),
    /// A truth value of TOML.
    Boolean(bool),
    /// A date or time of TOML, as written.
    Date(String),
    /// A number of TOML that is not whole, as written.
    Float(String),
    /// A list.
    List(Vec<Value>),
    /// Keys with their values, in the order written.
    Table(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key is.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

impl Value {
    /// What it is called in messages: `text`, `a list`, …
    pub const fn noun(&self) -> &'static str {
        match &self.kind {
            ValueKind::Null => "nothing",
            ValueKind::Text(_) | ValueKind::Plain(_) => "text",
            ValueKind::Integer(_) | ValueKind::Float(_) => "a number",
            ValueKind::Boolean(_) => "a truth value",
            ValueKind::Date(_) => "a date",
            ValueKind::List(_) => "a list",
            ValueKind::Table(_) => "a table",
        }
    }

    /// The text of a scalar that can stand for text; `None` otherwise.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::Text(text) | ValueKind::Plain(text) => Some(text),
            ValueKind::Null
            | ValueKind::Integer(_)
            | ValueKind::Boolean(_)
            | ValueKind::Date(_)
            | ValueKind::Float(_)
            | ValueKind::List(_)
            | ValueKind::Table(_) => None,
        }
    }

    /// The truth value; `None` for anything else.
    pub fn as_flag(&self) -> Option<bool> {
        match &self.kind {
            ValueKind::Boolean(flag) => Some(*flag),
            ValueKind::Plain(text) if text == "true" => Some(true),
            ValueKind::Plain(text) if text == "false" => Some(false),
            ValueKind::Plain(_)
            | ValueKind::Text(_)
            | ValueKind::Null
            | ValueKind::Integer(_)
            | ValueKind::Date(_)
            | ValueKind::Float(_)
            | ValueKind::List(_)
            | ValueKind::Table(_) => None,
        }
    }

    /// The whole number; `None` for anything else.
    pub fn as_integer(&self) -> Option<i64> {
        match &self.kind {
            ValueKind::Integer(number) => Some(*number),
            ValueKind::Plain(text) => text.parse().ok(),
            ValueKind::Text(_)
            | ValueKind::Null
            | ValueKind::Boolean(_)
            | ValueKind::Date(_)
            | ValueKind::Float(_)
            | ValueKind::List(_)
            | ValueKind::Table(_) => None,
        }
    }

    /// The date as written, in quotes or not, with the year alone as a number; `None` for anything else.
    pub fn as_date(&self) -> Option<String> {
        match &self.kind {
            ValueKind::Date(text) | ValueKind::Text(text) | ValueKind::Plain(text) => Some(text.clone()),
            ValueKind::Integer(year) => Some(year.to_string()),
            ValueKind::Null
            | ValueKind::Boolean(_)
            | ValueKind::Float(_)
            | ValueKind::List(_)
            | ValueKind::Table(_) => None,
        }
    }

    /// The entries of a table; `None` for anything else.
    pub fn as_table(&self) -> Option<&[Entry]> {
        if let ValueKind::Table(entries) = &self.kind { Some(entries) } else { None }
    }

    /// The members of a list, or the value itself where it is not one: `authors: Ada` is a list of one.
    pub fn members(&self) -> &[Value] {
        if let ValueKind::List(members) = &self.kind { members } else { std::slice::from_ref(self) }
    }
}
