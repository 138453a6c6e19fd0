//! What may come at a place in a text: ids, notes, files, classes, keys, languages.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use crate::backend::Registry;
use crate::check::rules::classes;
use crate::cli::lsp::names::{Name, words_of, words_of_ids};
use crate::cli::lsp::place;
use crate::document::{Admonition, Document, Id, Lang};
use crate::plan::schema::schema;
use crate::project::{Reading, files};
use crate::publication::schema::SchemaOf;
use crate::source::{Source, SourceId, Span};

/// What is wanted, with what is typed of it.
#[derive(Debug, PartialEq, Eq)]
enum Wanted<'a> {
    /// A key of the front matter.
    Key(&'a str),
    /// A language tag.
    Language(&'a str),
    /// An id.
    Anchor(&'a str),
    /// A file by its path from the text; only images where that is asked.
    File { path: &'a str, image: bool },
    /// A note.
    Note(&'a str),
    /// A class.
    Class(&'a str),
    /// A kind of remark.
    Remark(&'a str),
}

impl Wanted<'_> {
    /// What is typed, which a choice replaces.
    fn typed(&self) -> &str {
        match self {
            Wanted::File { path, .. } => path.rsplit('/').next().unwrap_or(path),
            Wanted::Key(it)
            | Wanted::Language(it)
            | Wanted::Anchor(it)
            | Wanted::Note(it)
            | Wanted::Class(it)
            | Wanted::Remark(it) => it,
        }
    }
}

/// The choices at a byte of a text.
pub(super) fn complete(reading: &Reading, id: SourceId, byte: usize) -> Value {
    let none = || json!([]);
    let Some(source) = reading.manuscript.sources.get(id) else { return none() };
    let Some(before) = source.text().get(..byte) else { return none() };
    let line = before.rfind('\n').map_or(0, |it| it + 1);
    let Some(wanted) = wanted(&before[line..], in_front_matter(before)) else { return none() };
    let range = place::range(source, Span::new(id, byte - wanted.typed().len()..byte));
    let choices = choices(&wanted, reading, source);
    let item = |choice: Choice| {
        json!({
            "label": choice.label, "kind": choice.kind, "detail": choice.detail,
            "textEdit": {"range": range, "newText": choice.text},
        })
    };
    choices.into_iter().map(item).collect()
}

/// Whether a text has an open block of front matter.
fn in_front_matter(before: &str) -> bool {
    let mut lines = before.lines();
    lines.next().is_some_and(|it| it.trim_end() == "---")
        && !lines.any(|it| matches!(it.trim_end(), "---" | "..."))
}

fn wanted(line: &str, in_front_matter: bool) -> Option<Wanted<'_>> {
    if in_front_matter {
        return match line.split_once(':') {
            None => Some(Wanted::Key(line)),
            Some(("lang" | "language", tag)) => Some(Wanted::Language(tag.trim_start())),
            Some(_) => None,
        };
    }
    let after = |mark: &str, ends: &[char]| {
        let rest = &line[line.rfind(mark)? + mark.len()..];
        (!rest.contains(ends)).then_some(rest)
    };
    if let Some(note) = after("[^", &[']']) {
        return Some(Wanted::Note(note));
    }
    for include in ["{{#include ", "{{< include "] {
        if let Some(path) = after(include, &['}', ' ', ':']) {
            return Some(Wanted::File { path, image: false });
        }
    }
    if let Some(inside) = after("{", &['}']).filter(|it| !it.starts_with(['{', '%'])) {
        let word = inside.rsplit(char::is_whitespace).next().unwrap_or(inside);
        let language = word.strip_prefix("lang=").map(|it| it.trim_start_matches('"'));
        return word.strip_prefix('.').map(Wanted::Class).or(language.map(Wanted::Language));
    }
    if let Some(address) = after("](", &[')', ' ']) {
        let address = address.strip_prefix('<').unwrap_or(address);
        let image =
            line.rfind("](").and_then(|it| line[..it].rfind('[')).is_some_and(|it| line[..it].ends_with('!'));
        return Some(match address.split_once('#') {
            Some((_, id)) => Wanted::Anchor(id),
            None => Wanted::File { path: address, image },
        });
    }
    if let Some(remark) = line.trim_start().strip_prefix("> [!").filter(|it| !it.contains(']')) {
        return Some(Wanted::Remark(remark));
    }
    let fence = line.trim_start().strip_prefix(":::")?.trim_start_matches(':');
    let class = fence.trim_start();
    (class.chars().all(|it| it.is_alphanumeric() || it == '-')).then_some(Wanted::Class(class))
}

/// A choice; the kinds are numbers of LSP 3.17, `CompletionItemKind`.
struct Choice {
    label: String,
    text: String,
    kind: u8,
    detail: String,
}

const CLASS: u8 = 7;
const PROPERTY: u8 = 10;
const VALUE: u8 = 12;
const FILE: u8 = 17;
const REFERENCE: u8 = 18;
const FOLDER: u8 = 19;

impl Choice {
    fn new(label: &str, kind: u8, detail: impl Into<String>) -> Choice {
        Choice { label: label.to_owned(), text: label.to_owned(), kind, detail: detail.into() }
    }
}

fn choices(wanted: &Wanted<'_>, reading: &Reading, source: &Source) -> Vec<Choice> {
    let document = &reading.manuscript.document;
    match wanted {
        Wanted::Key(_) => keys(),
        Wanted::Language(_) => {
            Lang::NAMES.iter().map(|(tag, names)| Choice::new(tag, VALUE, *names)).collect()
        }
        Wanted::Anchor(_) => anchors(document),
        Wanted::Note(_) => notes(document, source.text()),
        Wanted::Class(_) => classes().map(|it| Choice::new(it, CLASS, "")).collect(),
        Wanted::Remark(_) => {
            let upper = Admonition::ALL.iter().map(|it| it.class().to_uppercase());
            upper.map(|it| Choice { text: format!("{it}]"), ..Choice::new(&it, CLASS, "") }).collect()
        }
        Wanted::File { path, image } => {
            let mut found = near(source, path, *image);
            // A link may also lead to a place in this text.
            if path.is_empty() && !image {
                let anchor = |it: Choice| Choice {
                    text: format!("#{}", it.text),
                    label: format!("#{}", it.label),
                    ..it
                };
                found.extend(anchors(document).into_iter().map(anchor));
            }
            found
        }
    }
}

fn keys() -> Vec<Choice> {
    let schema = schema(SchemaOf::FrontMatter, &Registry::builtin());
    let properties = schema["properties"].as_object().into_iter().flatten();
    let choice = |(name, about): (&String, &Value)| {
        let detail = about["description"].as_str().unwrap_or("").to_owned();
        Choice { text: format!("{name}: "), ..Choice::new(name, PROPERTY, detail) }
    };
    properties.map(choice).collect()
}

fn anchors(document: &Document) -> Vec<Choice> {
    let words = words_of_ids(document);
    let choice = |id: &Id| Choice::new(id.as_str(), REFERENCE, words.get(id).map_or("", String::as_str));
    document.references.iter().map(|(id, _)| choice(id)).collect()
}

/// The notes that are referred to, and those that wait for a reference.
fn notes(document: &Document, text: &str) -> Vec<Choice> {
    let known = document
        .notes
        .iter()
        .map(|(id, note)| (note.label.clone(), words_of(document, &Name::Note(id.number()))));
    let mut found: Vec<(String, String)> = known.collect();
    let labels: BTreeSet<String> = found.iter().map(|it| it.0.clone()).collect();
    let defined = text.lines().filter_map(|it| it.trim_start().strip_prefix("[^")?.split_once("]:"));
    let waiting = defined.filter(|(label, _)| !labels.contains(*label));
    found.extend(waiting.map(|(label, words)| (label.to_owned(), words.trim().to_owned())));
    let close = |(label, words): (String, String)| Choice {
        text: format!("{label}]"),
        ..Choice::new(&label, REFERENCE, words)
    };
    found.into_iter().map(close).collect()
}

/// The files and folders in the folder that a path names, from the folder of a text.
fn near(source: &Source, path: &str, image: bool) -> Vec<Choice> {
    let folder = Path::new(source.path()).parent().unwrap_or(Path::new(""));
    let below = path.rsplit_once('/').map_or("", |it| it.0);
    let endings: &[&str] =
        if image { &["png", "jpg", "jpeg", "svg", "webp", "gif"] } else { &["md", "markdown", "txt"] };
    let is_wanted = |name: &str| {
        let ending = name.rsplit_once('.').map(|it| it.1.to_lowercase());
        ending.is_some_and(|it| endings.contains(&it.as_str()))
    };
    let choice = |(name, is_folder): (String, bool)| match is_folder {
        true => Some(Choice { text: format!("{name}/"), ..Choice::new(&name, FOLDER, "") }),
        false => is_wanted(&name).then(|| Choice::new(&name, FILE, "")),
    };
    files::names_in(&folder.join(below)).into_iter().filter_map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_follows_from_what_is_typed() {
        let body = |line: &'static str| wanted(line, false);
        assert_eq!(body("See [it](#de"), Some(Wanted::Anchor("de")));
        assert_eq!(body("See [it](b.md#"), Some(Wanted::Anchor("")));
        assert_eq!(body("See [it](#done) and"), None);
        assert_eq!(body("![a](img/x"), Some(Wanted::File { path: "img/x", image: true }));
        assert_eq!(body("[a](b"), Some(Wanted::File { path: "b", image: false }));
        assert_eq!(body("A word[^n"), Some(Wanted::Note("n")));
        assert_eq!(body("A [word]{.sm"), Some(Wanted::Class("sm")));
        assert_eq!(body("A [mot]{lang=f"), Some(Wanted::Language("f")));
        assert_eq!(body("A {{ name"), None);
        assert_eq!(body("{{#include par"), Some(Wanted::File { path: "par", image: false }));
        assert_eq!(body("::: wa"), Some(Wanted::Class("wa")));
        assert_eq!(body("> [!N"), Some(Wanted::Remark("N")));
        assert_eq!(body("Plain words"), None);
        assert_eq!(wanted("ti", true), Some(Wanted::Key("ti")));
        assert_eq!(wanted("lang: e", true), Some(Wanted::Language("e")));
        assert_eq!(wanted("title: T", true), None);
    }

    #[test]
    fn front_matter_ends() {
        assert!(in_front_matter("---\ntitle: T\n"));
        assert!(!in_front_matter("---\ntitle: T\n---\n") && !in_front_matter("# A\n---\n"));
    }
}
