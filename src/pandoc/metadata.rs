//! The metadata of a document of Pandoc's, as values that are read like front matter.

use crate::document::text;
use crate::pandoc::json::{self, Malformed, Read};
use crate::pandoc::reader::Reader;
use crate::publication::value::{Entry, Value, ValueKind};

impl Reader<'_> {
    /// The metadata as a table; what says nothing is left out.
    pub(super) fn metadata(&mut self, meta: &Value) -> Read<Value> {
        let table = self.meta_map(meta)?;
        Ok(Value { kind: ValueKind::Table(table), span: meta.span })
    }

    fn meta_map(&mut self, map: &Value) -> Read<Vec<Entry>> {
        let mut values = Vec::new();
        for entry in json::object(map)? {
            let value = self.meta_value(&entry.value)?;
            if !is_empty(&value) {
                values.push(Entry { key: entry.key.clone(), key_span: entry.key_span, value });
            }
        }
        Ok(values)
    }

    fn meta_value(&mut self, node: &Value) -> Read<Value> {
        let content = json::content(node)?;
        let kind = match json::tag(node)? {
            "MetaInlines" => ValueKind::Plain(text::plain(&self.inlines(content)?)),
            "MetaBlocks" => ValueKind::Plain(text::plain(&self.flat(content)?)),
            "MetaString" => ValueKind::Plain(self.text(content)?),
            "MetaBool" => match content.as_flag() {
                Some(flag) => ValueKind::Boolean(flag),
                None => return Err(Malformed::new(content.span, "this is neither true nor false")),
            },
            "MetaList" => {
                let members = json::list(content)?;
                let mut values = Vec::new();
                self.deeper(node.span, |reader| {
                    members.iter().try_for_each(|it| reader.meta_value(it).map(|value| values.push(value)))
                })?;
                ValueKind::List(values.into_iter().filter(|it| !is_empty(it)).collect())
            }
            "MetaMap" => ValueKind::Table(self.deeper(node.span, |reader| reader.meta_map(content))?),
            other => return Err(Malformed::new(node.span, format!("`{other}` is not metadata of Pandoc's"))),
        };
        Ok(Value { kind, span: node.span })
    }
}

/// Whether a value says nothing.
fn is_empty(value: &Value) -> bool {
    match value.as_text() {
        Some(text) => text.trim().is_empty(),
        None => matches!(&value.kind, ValueKind::List(members) if members.is_empty()),
    }
}
