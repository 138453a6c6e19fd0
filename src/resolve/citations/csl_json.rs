//! CSL-JSON, as reference managers write it.

use serde_json::Value;

use crate::resolve::citations::entry::{Entry, Name, When, is_whole};
use crate::source::{SourceId, Span};

/// Reads the entries of a file; why it cannot be read, with the line and the column.
pub(super) fn read(id: SourceId, text: &str) -> Result<Vec<Entry>, (usize, usize, String)> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| (error.line(), error.column(), error.to_string()))?;
    let items = match &value {
        Value::Array(items) => items.as_slice(),
        Value::Object(object) => object.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => &[],
    };
    let mut keys = Keys { id, text, from: 0, missed: 0 };
    Ok(items.iter().map(|it| entry(it, keys.place(it))).collect())
}

/// The text of a member: text as it is, or a number.
fn text(value: &Value, names: &[&str]) -> String {
    let of = |name: &&str| match value.get(name)? {
        Value::String(text) => Some(plain(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    names.iter().find_map(of).unwrap_or_default()
}

/// Text without the tags that CSL-JSON may have in it.
fn plain(text: &str) -> String {
    const TAGS: [&str; 8] = ["<i>", "</i>", "<b>", "</b>", "<sup>", "</sup>", "<sub>", "</sub>"];
    TAGS.iter().fold(text.trim().to_owned(), |text, tag| text.replace(tag, ""))
}

/// How many ids are looked for in vain; those that are numbers or have escapes are not found.
const MOST_MISSED: usize = 20;

/// Finds where ids are written, one after another.
struct Keys<'t> {
    id: SourceId,
    text: &'t str,
    from: usize,
    missed: usize,
}

impl Keys<'_> {
    /// Where an item is: where its id is written, else after the one before it.
    fn place(&mut self, item: &Value) -> Span {
        let key = format!("\"{}\"", key(item));
        let found = if self.missed < MOST_MISSED { self.text[self.from..].find(&key) } else { None };
        let Some(at) = found else {
            self.missed += 1;
            return Span::new(self.id, self.from..self.from);
        };
        let start = self.from + at;
        self.from = start + key.len();
        Span::new(self.id, start..self.from)
    }
}

fn key(item: &Value) -> String {
    text(item, &["id", "citation-key"])
}

fn entry(item: &Value, span: Span) -> Entry {
    let kind = text(item, &["type"]);
    Entry {
        key: key(item),
        span,
        is_whole: is_whole(&kind),
        authors: names(item.get("author")),
        has_others: false,
        editors: names(item.get("editor")),
        title: text(item, &["title"]),
        container: text(item, &["container-title", "event-title", "event"]),
        volume: text(item, &["volume"]),
        issue: text(item, &["issue", "number"]),
        pages: text(item, &["page"]).replace('-', "–"),
        edition: text(item, &["edition"]),
        publisher: text(item, &["publisher"]),
        place: text(item, &["publisher-place", "event-place"]),
        date: item.get("issued").and_then(when),
        accessed: item.get("accessed").and_then(when),
        doi: text(item, &["DOI"]),
        url: text(item, &["URL"]),
        note: String::new(),
    }
}

fn names(value: Option<&Value>) -> Vec<Name> {
    let name = |it: &Value| {
        let literal = text(it, &["literal"]);
        if !literal.is_empty() {
            return Name::body(&literal);
        }
        let particle = text(it, &["non-dropping-particle", "dropping-particle"]);
        let family = [particle, text(it, &["family"])].join(" ");
        Name { family: family.trim().to_owned(), given: text(it, &["given"]) }
    };
    value.and_then(Value::as_array).into_iter().flatten().map(name).collect()
}

fn when(value: &Value) -> Option<When> {
    let parts = value.get("date-parts").and_then(|it| it.get(0)).and_then(Value::as_array);
    let Some(parts) = parts else { return When::parse(&text(value, &["raw", "literal"])) };
    let number = |at: usize| match parts.get(at)? {
        Value::String(text) => text.parse::<i64>().ok(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            parts.get(at)?.as_i64()
        }
    };
    let small = |at| number(at).and_then(|it| u32::try_from(it).ok());
    Some(When {
        year: number(0)?.to_string(),
        month: small(1).filter(|it| (1..=12).contains(it)),
        day: small(2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    #[test]
    fn items_are_read_with_their_places() {
        let text = r#"[{"id": "a", "type": "webpage", "title": "On <i>tides</i>", "author": [{"family": "Beek", "given": "A.", "non-dropping-particle": "van"}, {"literal": "The Board"}],
            "issued": {"date-parts": [[2020, 5, "7"]]}, "accessed": {"raw": "2021-01-02"}, "URL": "https://a.example/"}, {"id": 7, "type": "book", "page": "1-9"}]"#;
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a.json", text)).expect("room");
        let found = read(id, text).expect("JSON");
        assert_eq!((found[0].title.as_str(), found[0].authors[0].family.as_str()), ("On tides", "van Beek"));
        assert_eq!(found[0].date, Some(When { year: "2020".to_owned(), month: Some(5), day: Some(7) }));
        assert_eq!(found[0].accessed.as_ref().map(|it| it.year.as_str()), Some("2021"));
        assert_eq!(sources.slice(found[0].span), "\"a\"");
        assert_eq!((found[1].key.as_str(), found[1].pages.as_str(), found[1].is_whole), ("7", "1–9", true));
        assert_eq!(read(id, "[{]").map_err(|it| it.0), Err(1));
        assert_eq!(read(id, "3"), Ok(Vec::new()));
    }
}
