//! JSON with a span on each value, so that a message can point at what it speaks of.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::publication::value::{Entry, Value, ValueKind};
use crate::source::{SourceId, Span};

/// Why a text is no document of Pandoc's, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) span: Span,
    pub(super) message: String,
}

impl Malformed {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Malformed {
        Malformed { span, message: message.into() }
    }
}

pub(super) type Read<T> = Result<T, Malformed>;

/// Lists and objects are not nested deeper, because reading them recurses. The deepest tree that Markdown makes needs
/// about 400.
const DEEPEST: usize = 800;

/// The value of a JSON text.
pub(super) fn parse(source: SourceId, text: &str) -> Read<Value> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    deserializer.disable_recursion_limit();
    let checked = IgnoredAny::deserialize(&mut deserializer).and_then(|_| deserializer.end());
    if let Err(error) = checked {
        let start =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = (start + error.column().saturating_sub(1)).min(text.len());
        return Err(Malformed::new(Span::new(source, at..at), format!("this is not JSON: {error}")));
    }
    Scanner { source, text, at: 0, depth: 0 }.value()
}

/// Reads a text that is known to be JSON.
struct Scanner<'a> {
    source: SourceId,
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Scanner<'_> {
    fn peek(&mut self) -> u8 {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|it| it.is_ascii_whitespace()).count();
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.source, start..self.at)
    }

    fn value(&mut self) -> Read<Value> {
        let first = self.peek();
        let start = self.at;
        let kind = match first {
            b'"' => ValueKind::Text(self.string()?),
            b'[' => self.nested(|scanner| scanner.list())?,
            b'{' => self.nested(|scanner| scanner.object())?,
            _ => self.scalar(),
        };
        Ok(Value { kind, span: self.span(start) })
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Read<ValueKind>) -> Read<ValueKind> {
        if self.depth == DEEPEST {
            let message = format!("the JSON is nested more than {DEEPEST} deep");
            return Err(Malformed::new(self.span(self.at), message));
        }
        self.depth += 1;
        self.at += 1;
        let kind = read(self);
        self.at += 1;
        self.depth -= 1;
        kind
    }

    fn list(&mut self) -> Read<ValueKind> {
        let mut members = Vec::new();
        while !matches!(self.peek(), b']' | 0) {
            members.push(self.value()?);
            self.skip(b',');
        }
        Ok(ValueKind::List(members))
    }

    fn object(&mut self) -> Read<ValueKind> {
        let mut entries = Vec::new();
        while !matches!(self.peek(), b'}' | 0) {
            let start = self.at;
            let key = self.string()?;
            let key_span = self.span(start);
            self.skip(b':');
            entries.push(Entry { key, key_span, value: self.value()? });
            self.skip(b',');
        }
        Ok(ValueKind::Table(entries))
    }

    fn skip(&mut self, byte: u8) {
        if self.peek() == byte {
            self.at += 1;
        }
    }

    fn string(&mut self) -> Read<String> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start + 1..).unwrap_or_default();
        let mut is_escaped = false;
        let length = rest.iter().position(|byte| {
            let ends = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            ends
        });
        self.at = length.map_or(self.text.len(), |length| start + length + 2);
        let written = self.text.get(start..self.at).unwrap_or("\"\"");
        serde_json::from_str(written)
            .map_err(|error| Malformed::new(self.span(start), format!("this is not a string: {error}")))
    }

    fn scalar(&mut self) -> ValueKind {
        let rest = self.text.get(self.at..).unwrap_or("");
        let ends = |it: char| matches!(it, ',' | ']' | '}') || it.is_ascii_whitespace();
        let written = &rest[..rest.find(ends).unwrap_or(rest.len())];
        self.at += written.len();
        match written {
            "null" => ValueKind::Null,
            "true" => ValueKind::Boolean(true),
            "false" => ValueKind::Boolean(false),
            _ => match written.parse() {
                Ok(number) => ValueKind::Integer(number),
                Err(_) => ValueKind::Float(written.to_owned()),
            },
        }
    }
}

/// The path of the innermost value that holds a span, as in `blocks[3].c[1]`; empty for the whole text.
pub(super) fn path_of(value: &Value, span: Span) -> String {
    let mut path = String::new();
    let mut inner = Some(value);
    while let Some(value) = inner {
        inner = None;
        if let ValueKind::List(members) = &value.kind
            && let Some(index) = members.iter().position(|it| it.span.contains(span))
        {
            path.push_str(&format!("[{index}]"));
            inner = members.get(index);
        } else if let ValueKind::Table(entries) = &value.kind
            && let Some(entry) = entries.iter().find(|it| it.value.span.contains(span))
        {
            let dot = if path.is_empty() { "" } else { "." };
            path.push_str(&format!("{dot}{}", entry.key));
            inner = Some(&entry.value);
        }
    }
    path
}

/// What a value is called in messages.
fn noun(value: &Value) -> &'static str {
    if value.as_table().is_some() { "an object" } else { value.noun() }
}

/// The members of a list.
pub(super) fn list(value: &Value) -> Read<&[Value]> {
    if let ValueKind::List(members) = &value.kind {
        return Ok(members);
    }
    Err(Malformed::new(value.span, format!("this is {}, not a list", noun(value))))
}

/// The members of a list of so many.
pub(super) fn members<const N: usize>(value: &Value) -> Read<&[Value; N]> {
    let members = list(value)?;
    let wrong = || format!("this list has {} members, not {N}", members.len());
    members.try_into().map_err(|_| Malformed::new(value.span, wrong()))
}

pub(super) fn text(value: &Value) -> Read<&str> {
    value.as_text().ok_or_else(|| Malformed::new(value.span, format!("this is {}, not text", noun(value))))
}

pub(super) fn integer(value: &Value) -> Read<i64> {
    let wrong = || format!("this is {}, not a whole number", noun(value));
    value.as_integer().ok_or_else(|| Malformed::new(value.span, wrong()))
}

/// The members of an object.
pub(super) fn object(value: &Value) -> Read<&[Entry]> {
    let wrong = || Malformed::new(value.span, format!("this is {}, not an object", noun(value)));
    value.as_table().ok_or_else(wrong)
}

/// The member of an object.
pub(super) fn member<'a>(value: &'a Value, name: &str) -> Read<&'a Value> {
    let found = object(value)?.iter().find(|it| it.key == name).map(|it| &it.value);
    found.ok_or_else(|| Malformed::new(value.span, format!("the member `{name}` is missing")))
}

/// The kind of a node: its member `t`.
pub(super) fn tag(node: &Value) -> Read<&str> {
    text(member(node, "t")?)
}

/// What a node holds: its member `c`.
pub(super) fn content(node: &Value) -> Read<&Value> {
    member(node, "c")
}
