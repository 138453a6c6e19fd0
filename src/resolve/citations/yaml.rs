//! The YAML of Hayagriva, which Typst reads, and that of CSL, which Pandoc reads.

use serde_json::{Map, Value as Json};

use crate::publication::read_yaml;
use crate::publication::value::{Entry as Field, Value as Yaml, ValueKind};
use crate::resolve::citations::csl_json;
use crate::resolve::citations::item::{Item, Name, Value, When};
use crate::resolve::citations::markup;
use crate::resolve::citations::rich::Rich;
use crate::source::{SourceId, Span};

/// Reads the entries of a file; `None` where it is not YAML with an entry for each key.
pub(super) fn read(id: SourceId, text: &str) -> Option<Vec<Item>> {
    let value = read_yaml(text)?;
    let is_list = matches!(value.kind, ValueKind::List(_));
    let list = if is_list { Some(&value) } else { value.as_table().and_then(|it| find(it, "references")) };
    if let Some(list) = list {
        let item = |it: &Yaml| csl_json::item(&json(it), Span::new(id, it.span.range()));
        return Some(list.members().iter().filter(|it| it.as_table().is_some()).map(item).collect());
    }
    let entry = |field: &Field| {
        let span = Span::new(id, field.key_span.range());
        field.value.as_table().map(|fields| entry(field.key.clone(), fields, span))
    };
    value.as_table()?.iter().map(entry).collect()
}

/// A value as one of JSON.
fn json(value: &Yaml) -> Json {
    match &value.kind {
        ValueKind::Null => Json::Null,
        ValueKind::Boolean(is) => Json::Bool(*is),
        ValueKind::Integer(number) => Json::from(*number),
        ValueKind::Plain(text) if value.as_integer().is_some_and(|it| it.to_string() == *text) => {
            Json::from(value.as_integer())
        }
        ValueKind::Text(text) | ValueKind::Plain(text) | ValueKind::Date(text) | ValueKind::Float(text) => {
            Json::from(text.as_str())
        }
        ValueKind::List(members) => Json::Array(members.iter().map(json).collect()),
        ValueKind::Table(fields) => {
            let members = fields.iter().map(|it| (it.key.clone(), json(&it.value)));
            Json::Object(members.collect::<Map<_, _>>())
        }
    }
}

fn find<'v>(fields: &'v [Field], name: &str) -> Option<&'v Yaml> {
    fields.iter().find(|it| it.key == name).map(|it| &it.value)
}

/// The text of a value: text, a number or a date; of a table, what one of its members says.
fn text(value: &Yaml) -> String {
    if let Some(fields) = value.as_table() {
        return ["value", "name"].iter().find_map(|it| find(fields, it)).map(text).unwrap_or_default();
    }
    let number = || value.as_integer().map(|it| it.to_string());
    value.as_text().map(str::to_owned).or_else(number).or_else(|| value.as_date()).unwrap_or_default()
}

/// The type of an entry within another one, as CSL calls it.
fn kind_of(kind: &str, parent: &str) -> &'static str {
    match (kind, parent) {
        ("article", "newspaper") => "article-newspaper",
        ("article", "blog") => "post-weblog",
        ("article", "proceedings" | "conference") => "paper-conference",
        ("article" | "entry" | "chapter" | "anthos", "reference") => "entry-encyclopedia",
        ("article" | "entry", "anthology" | "book" | "collection") => "chapter",
        ("entry" | "misc", "blog") => "post-weblog",
        ("web" | "entry", _) => "webpage",
        ("article", _) => "article-journal",
        ("chapter" | "anthos", _) => "chapter",
        ("book" | "anthology" | "reference" | "proceedings", _) => "book",
        ("report", _) => "report",
        ("thesis", _) => "thesis",
        ("scene" | "video", _) => "motion_picture",
        ("audio", _) => "song",
        ("artwork", _) => "graphic",
        ("patent", _) => "patent",
        ("case", _) => "legal_case",
        ("legislation", _) => "legislation",
        ("manuscript", _) => "manuscript",
        ("repository", _) => "software",
        ("newspaper" | "periodical", _) => "periodical",
        ("blog", _) => "webpage",
        ("conference" | "performance" | "exhibition", _) => "event",
        ("thread", _) => "post",
        _ => "document",
    }
}

fn entry(key: String, fields: &[Field], span: Span) -> Item {
    let parents: Vec<&[Field]> = find(fields, "parent")
        .map(Yaml::members)
        .unwrap_or_default()
        .iter()
        .filter_map(Yaml::as_table)
        .collect();
    let parent = |name: &str| parents.iter().find_map(|it| find(it, name));
    let lower = |it: Option<&Yaml>| it.map(|it| text(it).to_lowercase()).unwrap_or_default();
    let kind = kind_of(&lower(find(fields, "type")), &lower(parent("type")));
    let mut item = Item { key, span, kind: kind.to_owned(), ..Item::default() };
    // What is not said of a part is said of what it is in.
    let any = |name: &str| find(fields, name).or_else(|| parent(name));
    let mut set = |name: &str, value: Option<&Yaml>| {
        if let Some(value) = value {
            item.set(name, markup::read(&text(value)));
        }
    };
    set("title", find(fields, "title"));
    set("title-short", find(fields, "title").and_then(|it| find(it.as_table()?, "short")));
    set("container-title", parent("title"));
    set("genre", find(fields, "genre"));
    set("note", find(fields, "note"));
    set("abstract", find(fields, "abstract"));
    set("language", find(fields, "language"));
    set("archive", find(fields, "archive"));
    set("archive_location", find(fields, "archive-location"));
    set("call-number", find(fields, "call-number"));
    set("publisher", any("publisher").or_else(|| any("organization")));
    let house = any("publisher").and_then(|it| find(it.as_table()?, "location"));
    set("publisher-place", house.or_else(|| any("location")));
    for (name, variable) in [
        ("volume", "volume"),
        ("issue", "issue"),
        ("edition", "edition"),
        ("volume-total", "number-of-volumes"),
        ("page-total", "number-of-pages"),
        ("chapter", "chapter-number"),
    ] {
        set(variable, any(name));
    }
    numbers(&mut item, &any);
    names(&mut item, fields, &parents);
    if let Some(when) = any("date").map(|it| when(&text(it))) {
        item.values.insert("issued".to_owned(), Value::Date(when));
    }
    item
}

fn numbers<'v>(item: &mut Item, any: &dyn Fn(&str) -> Option<&'v Yaml>) {
    let mut plain = |name: &str, text: String| item.set(name, Rich::spaced(&text));
    plain("page", any("page-range").map(text).unwrap_or_default().replace('–', "-"));
    plain("url", any("url").map(text).unwrap_or_default());
    if let Some(numbers) = any("serial-number") {
        match numbers.as_table() {
            Some(fields) => {
                for field in fields {
                    let name = if field.key == "serial" { "number" } else { field.key.as_str() };
                    plain(name, text(&field.value));
                }
            }
            None => plain("number", text(numbers)),
        }
    }
    let accessed = any("url").and_then(|it| find(it.as_table()?, "date")).map(|it| when(&text(it)));
    if let Some(accessed) = accessed {
        item.values.insert("accessed".to_owned(), Value::Date(accessed));
    }
}

fn names(item: &mut Item, fields: &[Field], parents: &[&[Field]]) {
    let list = |it: &Yaml| it.members().iter().filter_map(name).collect::<Vec<Name>>();
    let parent = |name: &str| parents.iter().find_map(|it| find(it, name));
    let mut set = |name: &str, value: Option<&Yaml>| {
        let names = value.map(list).unwrap_or_default();
        if !names.is_empty() {
            item.values.insert(name.to_owned(), Value::Names(names));
        }
    };
    set("author", find(fields, "author"));
    set("container-author", parent("author"));
    set("editor", find(fields, "editor").or_else(|| parent("editor")));
    for group in find(fields, "affiliated").map(Yaml::members).unwrap_or_default() {
        let Some(group) = group.as_table() else { continue };
        let role = find(group, "role").map(text).unwrap_or_default();
        let variable = match role.as_str() {
            "writer" => "script-writer",
            "cinematography" | "foreword" | "afterword" | "introduction" => "contributor",
            other => other,
        };
        set(variable, find(group, "names"));
    }
}

fn when(text: &str) -> When {
    When::edtf(text).unwrap_or_else(|| When::parse(text))
}

fn name(value: &Yaml) -> Option<Name> {
    let Some(fields) = value.as_table() else {
        return Name::in_text(&text(value));
    };
    let member = |name: &str| find(fields, name).map(text).filter(|it| !it.is_empty());
    let (family, given) = (member("name")?, member("given-name"));
    if given.is_none() && member("prefix").is_none() {
        return Some(Name::body(&family));
    }
    let name = Name {
        family: Some(family),
        given,
        non_dropping: member("prefix"),
        suffix: member("suffix"),
        ..Name::default()
    };
    Some(name)
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
        let of = |name: &str| tide.text(name).unwrap_or_default();
        assert_eq!([of("container-title"), of("volume"), of("publisher-place")], ["Sea", "12", "Ys"]);
        let Some(Value::Names(names)) = tide.values.get("author") else { panic!("no names") };
        assert_eq!(names[1].non_dropping.as_deref(), Some("van"));
        assert_eq!([of("url"), of("page")], ["https://a.example", "1-9"]);
        assert_eq!(tide.kind, "article-journal");
        assert_eq!((found[1].text("title").as_deref(), found[1].kind.as_str()), (Some("Sand"), "book"));
        assert_eq!(sources.slice(found[1].span), "book");
        assert_eq!(read(id, "just words"), None);
        let csl = "references:\n- id: a\n  type: book\n  title: On *sand*\n  issued: {year: 1999}\n";
        assert_eq!(read(id, csl).expect("YAML")[0].kind, "book");
    }
}
