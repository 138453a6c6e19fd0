//! The YAML of Hayagriva, which Typst reads.

use crate::publication::read_yaml;
use crate::publication::value::{Entry as Field, Value};
use crate::resolve::citations::entry::{Entry, Name, When, is_whole};
use crate::source::{SourceId, Span};

/// Reads the entries of a file; `None` where it is not YAML with an entry for each key.
pub(super) fn read(id: SourceId, text: &str) -> Option<Vec<Entry>> {
    let value = read_yaml(text)?;
    let entry = |field: &Field| {
        let span = Span::new(id, field.key_span.range());
        field.value.as_table().map(|fields| entry(field.key.clone(), fields, span))
    };
    value.as_table()?.iter().map(entry).collect()
}

fn find<'v>(fields: &'v [Field], name: &str) -> Option<&'v Value> {
    fields.iter().find(|it| it.key == name).map(|it| &it.value)
}

/// The text of a value: text, a number or a date; of a table, what one of its members says.
fn text(value: &Value) -> String {
    if let Some(fields) = value.as_table() {
        return ["value", "name"].iter().find_map(|it| find(fields, it)).map(text).unwrap_or_default();
    }
    let number = || value.as_integer().map(|it| it.to_string());
    value
        .as_text()
        .map(str::to_owned)
        .or_else(number)
        .or_else(|| value.as_date())
        .or_else(|| value.as_name())
        .unwrap_or_default()
}

fn entry(key: String, fields: &[Field], span: Span) -> Entry {
    let own = |name: &str| find(fields, name).map(text).unwrap_or_default();
    let parents: Vec<&[Field]> = find(fields, "parent")
        .map(Value::members)
        .unwrap_or_default()
        .iter()
        .filter_map(Value::as_table)
        .collect();
    let parent = |name: &str| parents.iter().find_map(|it| find(it, name));
    // What is not said of a part is said of what it is in.
    let any = |name: &str| find(fields, name).or_else(|| parent(name)).map(text).unwrap_or_default();
    let inner = |name: &str, member: &str| {
        let value = find(fields, name).or_else(|| parent(name));
        value.and_then(Value::as_table).and_then(|it| find(it, member)).map(text).unwrap_or_default()
    };
    let names = |value: Option<&Value>| {
        value.map(Value::members).unwrap_or_default().iter().filter_map(name).collect()
    };
    let location = inner("publisher", "location");
    Entry {
        key,
        span,
        is_whole: parents.is_empty() && is_whole(&own("type")),
        authors: names(find(fields, "author")),
        has_others: false,
        editors: names(find(fields, "editor").or_else(|| parent("editor"))),
        title: own("title"),
        container: parent("title").map(text).unwrap_or_default(),
        volume: any("volume"),
        issue: any("issue"),
        pages: any("page-range").replace('-', "–"),
        edition: any("edition"),
        publisher: any("publisher"),
        place: if location.is_empty() { any("location") } else { location },
        date: When::parse(&any("date")),
        accessed: When::parse(&inner("url", "date")),
        doi: inner("serial-number", "doi"),
        url: any("url"),
        note: own("note"),
    }
}

fn name(value: &Value) -> Option<Name> {
    let Some(fields) = value.as_table() else {
        return Some(Name::parse(&text(value))).filter(|it| !it.family.is_empty());
    };
    let member = |name: &str| find(fields, name).map(text).unwrap_or_default();
    let family = [member("prefix"), member("name")].join(" ");
    Some(Name { family: family.trim().to_owned(), given: member("given-name") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Sources};

    #[test]
    fn entries_have_what_their_parents_say() {
        let text = "tide:\n  type: Article\n  title: On tides\n  author: [\"Beek, Anna\", {name: Berg, given-name: L., prefix: van}]\n  \
            date: 2020-05\n  page-range: 1-9\n  url: {value: https://a.example, date: 2021-02-03}\n  \
            parent:\n    type: Periodical\n    title: Sea\n    volume: 12\n    publisher: {name: Coast Press, location: Ys}\n\
            book:\n  type: Book\n  title: {value: Sand}\n  date: 1999\n";
        let mut sources = Sources::new();
        let id = sources.add(Source::new("a.yml", text)).expect("room");
        let found = read(id, text).expect("YAML");
        let tide = &found[0];
        assert_eq!((tide.container.as_str(), tide.volume.as_str(), tide.place.as_str()), ("Sea", "12", "Ys"));
        assert_eq!(tide.authors[1], Name { family: "van Berg".to_owned(), given: "L.".to_owned() });
        assert_eq!((tide.url.as_str(), tide.pages.as_str()), ("https://a.example", "1–9"));
        assert_eq!(tide.accessed.as_ref().and_then(|it| it.day), Some(3));
        assert_eq!((found[1].title.as_str(), found[1].is_whole), ("Sand", true));
        assert_eq!(found[1].date.as_ref().map(|it| it.year.as_str()), Some("1999"));
        assert_eq!(sources.slice(found[1].span), "book");
        assert_eq!(read(id, "just words"), None);
    }
}
