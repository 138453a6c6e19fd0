//! From values to a [`Publication`](crate::publication::Publication): by the registry of keys, with a message for all that is wrong.

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::document::{CaptionKind, Contributor, Date, Lang, NotePlace, Series};
use crate::publication::key::{Draft, Field, KEYS, Key, Section};
use crate::publication::messages::{self, duplicate_key, list, unknown_key};
use crate::publication::value::{Entry, Value, ValueKind};
use crate::publication::{EDITIONS, FORMATS, Located, VARIABLES, foreign, is_file_name, nearest, rules};

/// Which text is read: they differ in where keys stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A manifest: every key in its section.
    Manifest,
    /// Front matter: the keys of the publication at the top, the options of editions in tables.
    FrontMatter,
}

/// Lays the keys of `value` over `draft`.
pub(super) fn read(form: Form, value: &Value, draft: &mut Draft, diags: &mut Diagnostics) {
    let Some(entries) = value.as_table() else {
        let message = format!("metadata is `key: value` pairs, not {}", value.noun());
        let help = "write `title: …` on a line of its own";
        diags.push(Diagnostic::new(&rules::WRONG_VALUE, value.span, message).help(help));
        return;
    };
    let sections = |it: &&Section| form == Form::Manifest || [Section::Check, Section::Fonts].contains(it);
    let sections: Vec<Section> = Section::ALL.iter().filter(sections).copied().collect();
    let mut plain = Vec::new();
    for entry in entries {
        match sections.iter().find(|it| it.name() == entry.key) {
            Some(section) => read_section(form, *section, entry, draft, diags),
            None if entry.key == VARIABLES
                && (form == Form::Manifest || entry.value.as_table().is_some()) =>
            {
                read_variables(entry, "", draft, diags);
            }
            None if is_of_editions(&entry.key) => read_edition_table(form, entry, draft, diags),
            None if form == Form::FrontMatter => plain.push(entry),
            None => diags.push(unknown_section(entry, &sections)),
        }
    }
    read_keys(form, Section::Publication, &plain, draft, diags);
}

/// Reads variables; those of a table in the table have its name before theirs, as in Quarto.
fn read_variables(table: &Entry, prefix: &str, draft: &mut Draft, diags: &mut Diagnostics) {
    let Some(entries) = table.value.as_table() else {
        diags.push(no_section(table));
        return;
    };
    for entry in entries {
        let name = format!("{prefix}{}", entry.key);
        let span = entry.value.span;
        let text = match &entry.value.kind {
            ValueKind::Table(_) => {
                read_variables(entry, &format!("{name}."), draft, diags);
                continue;
            }
            ValueKind::Text(text)
            | ValueKind::Plain(text)
            | ValueKind::Date(text)
            | ValueKind::Float(text) => text.clone(),
            ValueKind::Integer(number) => number.to_string(),
            ValueKind::Boolean(flag) => flag.to_string(),
            ValueKind::Null => String::new(),
            ValueKind::List(_) => {
                let message = format!("a variable is text, not {}", entry.value.noun());
                diags.push(Diagnostic::new(&rules::WRONG_VALUE, span, message));
                continue;
            }
        };
        draft.publication.variables.insert(name, Located { text, span });
    }
}

/// Whether a table has the options of editions, which their backends read.
fn is_of_editions(name: &str) -> bool {
    name == EDITIONS || FORMATS.contains(&name)
}

/// Keeps a table with the options of editions.
fn read_edition_table(form: Form, entry: &Entry, draft: &mut Draft, diags: &mut Diagnostics) {
    let fits = match entry.key.as_str() {
        // `html = "site"` says `form = "site"` below `[html]`.
        "html" if entry.value.as_text().is_some() => {
            draft.publication.tables.push(form_of_html(&entry.value));
            return;
        }
        EDITIONS if matches!(entry.value.kind, ValueKind::List(_)) => {
            read_keys(Form::Manifest, Section::Publication, &[entry], draft, diags);
            return;
        }
        _ => entry.value.as_table().is_some(),
    };
    if let Some(command) = command(entry).filter(|_| form == Form::FrontMatter) {
        let message = "front matter cannot run a program";
        let help = "declare the edition in a manifest, `pamphlet.toml`";
        diags.push(Diagnostic::new(&rules::WRONG_VALUE, command.key_span, message).help(help));
        return;
    }
    if fits {
        draft.publication.tables.push(entry.clone());
    } else {
        diags.push(no_section(entry));
    }
}

/// The `command` of an edition: a text that somebody sends must not run a program where it is built.
fn command(editions: &Entry) -> Option<&Entry> {
    let tables = editions.value.as_table().unwrap_or_default().iter().filter_map(|it| it.value.as_table());
    tables.flatten().find(|it| it.key == "command")
}

/// The table `[html]` with the key `form` alone.
fn form_of_html(form: &Value) -> Entry {
    let entry = |key: &str, value| Entry { key: key.to_owned(), key_span: form.span, value };
    let table = Value { kind: ValueKind::Table(vec![entry("form", form.clone())]), span: form.span };
    entry("html", table)
}

fn no_section(entry: &Entry) -> Diagnostic {
    let message = format!("`{}` is a section of keys, not {}", entry.key, entry.value.noun());
    Diagnostic::new(&rules::WRONG_VALUE, entry.value.span, message)
}

fn read_section(form: Form, section: Section, entry: &Entry, draft: &mut Draft, diags: &mut Diagnostics) {
    let Some(entries) = entry.value.as_table() else {
        diags.push(no_section(entry));
        return;
    };
    if section == Section::Publication {
        draft.publication.meta.span = entry.key_span;
    }
    read_keys(form, section, &entries.iter().collect::<Vec<_>>(), draft, diags);
}

fn read_keys(form: Form, section: Section, entries: &[&Entry], draft: &mut Draft, diags: &mut Diagnostics) {
    let of_manifest = |key: &Key| matches!(key.name, "chapters" | "drafts" | "filters");
    let known = |key: &&Key| key.section == section && (form == Form::Manifest || !of_manifest(key));
    let keys: Vec<&Key> = KEYS.iter().filter(known).collect();
    let mut seen: Vec<(&str, &Entry)> = Vec::new();
    let mut others = Vec::new();
    let in_front = form == Form::FrontMatter && section == Section::Publication;
    for entry in entries {
        let Some(key) = keys.iter().find(|key| key.is(&entry.key)) else {
            if in_front {
                others.push(*entry);
            } else {
                diags.push(unknown(entry, section, &keys));
            }
            continue;
        };
        // `title: ''` says nothing.
        if in_front
            && (entry.value.kind == ValueKind::Null
                || entry.value.as_text().is_some_and(|it| it.trim().is_empty()))
        {
            if key.name == "accent" && entry.value.kind == ValueKind::Null {
                diags.push(rules::colour_in_comment(entry.key_span));
            }
            continue;
        }
        if let Some((_, first)) = seen.iter().find(|(name, _)| *name == key.name) {
            let found = duplicate_key(entry, first);
            let severity = if in_front { Severity::Warning } else { found.severity };
            diags.push(Diagnostic { severity, ..found });
            continue;
        }
        seen.push((key.name, entry));
        if let Some(doubt) = foreign::doubt(key, &entry.value) {
            diags.push(doubt);
        } else if let Err(diagnostic) = set(key, &entry.value, draft) {
            // What cannot be read at the top of front matter may be meant for another tool.
            let is_foreign = in_front && key.name != "slug";
            let severity = if is_foreign { Severity::Warning } else { diagnostic.severity };
            diags.push(Diagnostic { severity, ..*diagnostic });
        } else {
            draft.publication.places.insert(key.name, entry.value.span);
        }
    }
    foreign::take(&others, set, draft, diags);
}

fn unknown_section(entry: &Entry, sections: &[Section]) -> Diagnostic {
    let names: Vec<&str> = sections.iter().map(|it| it.name()).collect();
    let is_key = KEYS.iter().any(|key| key.section == Section::Publication && key.is(&entry.key));
    let help = match nearest(&entry.key, &names) {
        _ if is_key => "move it to `[publication]`".to_owned(),
        Some(name) => format!("did you mean `[{name}]`?"),
        None => format!("the sections are {}", list(&names)),
    };
    let message = format!("unknown section `{}`", entry.key);
    Diagnostic::new(&rules::UNKNOWN_KEY, entry.key_span, message).help(help)
}

fn unknown(entry: &Entry, section: Section, keys: &[&Key]) -> Diagnostic {
    let names: Vec<&str> =
        keys.iter().flat_map(|key| key.aliases.iter().copied().chain([key.name])).collect();
    let own: Vec<&str> = keys.iter().map(|key| key.name).collect();
    let diagnostic = unknown_key(entry, section.name(), &own, &names);
    let elsewhere = KEYS.iter().find(|key| key.section != section && key.is(&entry.key));
    match elsewhere.filter(|_| nearest(&entry.key, &names).is_none()) {
        Some(key) => diagnostic.help(format!("`{}` belongs to `{}`", key.name, key.section.name())),
        None => diagnostic,
    }
}

type Taken<T> = Result<T, Box<Diagnostic>>;

/// Reads the value of one key into its place.
fn set(key: &Key, value: &Value, draft: &mut Draft) -> Taken<()> {
    let wrong = || wrong_value(key, value);
    match &key.field {
        Field::Text(place) => *place(draft) = text(value).ok_or_else(wrong)?,
        Field::OptionalText(place) => *place(draft) = Some(text(value).ok_or_else(wrong)?),
        Field::Texts(place) => {
            let texts: Option<Vec<String>> = value.members().iter().map(text).collect();
            *place(draft) = texts.ok_or_else(wrong)?;
        }
        Field::Names(place) => {
            let name = |it: &Value| text(it).map(|text| Located { text, span: it.span });
            let names: Option<Vec<Located>> = value.members().iter().map(name).collect();
            *place(draft) = names.ok_or_else(wrong)?;
        }
        Field::People(role) => set_people(role, people(key, role, value)?, draft),
        Field::Date(place) => *place(draft) = Some(date(key, value)?),
        Field::Language(place) => *place(draft) = language(key, value)?,
        Field::Flag(place) => *place(draft) = value.as_flag().ok_or_else(wrong)?,
        Field::OptionalFlag(place) => *place(draft) = Some(value.as_flag().ok_or_else(wrong)?),
        Field::HtmlForm => {
            text(value).ok_or_else(wrong)?;
            draft.publication.tables.push(form_of_html(value));
        }
        Field::NotePlace => {
            let place = text(value).and_then(|it| NotePlace::named(&it));
            draft.publication.notes = place.ok_or_else(wrong)?;
        }
        Field::Lists => {
            let kind = |it: &Value| text(it).and_then(|it| CaptionKind::named(&it));
            let kinds: Option<Vec<CaptionKind>> = value.members().iter().map(kind).collect();
            draft.publication.lists = kinds.ok_or_else(wrong)?;
        }
        Field::Series => draft.publication.meta.series = Some(series(value).ok_or_else(wrong)?),
        Field::Slug => {
            let slug = text(value).filter(|it| is_file_name(it)).ok_or_else(wrong)?;
            draft.publication.meta.slug = slug;
        }
    }
    Ok(())
}

fn wrong_value(key: &Key, value: &Value) -> Box<Diagnostic> {
    Box::new(messages::wrong_value(key.name, value, &key.field.takes()))
}

/// Text that says something, white space at its ends cut off.
fn text(value: &Value) -> Option<String> {
    value.as_name()
}

fn date(key: &Key, value: &Value) -> Taken<Date> {
    let written = value.as_date().ok_or_else(|| wrong_value(key, value))?;
    // Other tools write the time of day as well.
    let day = written.get(..10).filter(|_| written.get(10..11).is_some_and(|it| it == "T" || it == " "));
    Date::parse(day.unwrap_or(&written)).ok_or_else(|| {
        let message = format!("`{written}` is not a date");
        let help = format!("use {}", key.field.takes());
        Box::new(Diagnostic::new(&rules::BAD_DATE, value.span, message).help(help))
    })
}

fn language(key: &Key, value: &Value) -> Taken<Lang> {
    let written = text(value).ok_or_else(|| wrong_value(key, value))?;
    // Some write `pt_BR`, as locales are named.
    Lang::new(&written.replace('_', "-")).filter(Lang::is_registered).ok_or_else(|| {
        let message = format!("`{written}` is not a language tag");
        let help = match Lang::named(&written) {
            Some(tag) => format!("did you mean `{tag}`?"),
            None => format!("use {}", key.field.takes()),
        };
        Box::new(Diagnostic::new(&rules::BAD_LANGUAGE, value.span, message).help(help))
    })
}

/// A later text that names people in a role replaces all who were in it.
fn set_people(role: &str, people: Vec<Contributor>, draft: &mut Draft) {
    let contributors = &mut draft.publication.meta.contributors;
    contributors.retain(|it| it.role != role);
    contributors.extend(people);
}

fn people(key: &Key, role: &str, value: &Value) -> Taken<Vec<Contributor>> {
    let person = |it: &Value| {
        let (name, file_as) = match it.as_table() {
            Some(entries) => pair(entries, "name", "sort")?,
            None => (text(it)?, None),
        };
        Some(Contributor { name, role: role.to_owned(), file_as })
    };
    let read = |it: &Value| person(it).ok_or_else(|| wrong_value(key, it));
    value.members().iter().map(read).collect()
}

fn series(value: &Value) -> Option<Series> {
    match value.as_table() {
        Some(entries) => pair(entries, "name", "number").map(|(name, number)| Series { name, number }),
        None => Some(Series { name: text(value)?, number: None }),
    }
}

/// The text of key `first` and, where given, of `second`; `None` where another key or type is among them.
fn pair(entries: &[Entry], first: &str, second: &str) -> Option<(String, Option<String>)> {
    let get = |name: &str| entries.iter().find(|it| it.key == name).map(|it| &it.value);
    let scalar = |value: &Value| text(value).or_else(|| value.as_integer().map(|it| it.to_string()));
    let known = entries.iter().all(|it| it.key == first || it.key == second);
    let second = get(second).map_or(Some(None), |value| scalar(value).map(Some))?;
    known.then_some((text(get(first)?)?, second))
}
