//! Front matter as other tools write it.
//!
//! What means the same as a key of ours is read as that; the rest means nothing here, and is told in one warning that
//! names the tools.

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::geometry::Length;
use crate::publication::isbn::Isbn;
use crate::publication::key::{Draft, KEYS, Key, Section};
use crate::publication::value::{Entry, Value, ValueKind};
use crate::publication::{nearest, rules};
use crate::source::{Sources, Span};

/// The keys of other tools that mean what one of ours does: theirs, and the name of ours.
const MAPPED: &[(&str, &str)] = &[
    ("tags", "subjects"),
    ("keyword", "subjects"),
    ("summary", "description"),
    ("excerpt", "description"),
    ("license", "rights"),
    ("licence", "rights"),
    ("copyright", "rights"),
    ("canonical_url", "url"),
    ("canonical", "url"),
];

/// The keys of other tools that mean what an option of the PDF does: theirs, and the name of ours.
const OF_PAGES: &[(&str, &str)] = &[
    ("toc", "contents"),
    ("table-of-contents", "contents"),
    ("toc-depth", "contents-depth"),
    ("toc_depth", "contents-depth"),
    ("papersize", "paper"),
    ("paper-size", "paper"),
    ("fontsize", "font-size"),
    ("geometry", "margins"),
];

/// The keys of other tools, by tool.
const TOOLS: &[(&str, &str)] = &[
    (
        "Jekyll",
        "layout permalink category categories published excerpt_separator redirect_from redirect_to nav_order \
         parent grand_parent has_children has_toc nav_exclude comments sitemap render_with_liquid order class \
         related untranslated header sidebar feature image teaser author_profile read_time share",
    ),
    (
        "Hugo",
        "draft weight aliases type outputs menu linkTitle linktitle params cascade resources taxonomies lastmod \
         expiryDate publishDate markup isCJKLanguage headless featured_image featuredImage showToc hideTitle \
         disableToc series_order",
    ),
    (
        "Quarto or Pandoc",
        "format execute jupyter engine editor code-fold documentclass classoption header-includes \
         include-before include-after output linkcolor urlcolor citecolor toccolor lof lot mainfont sansfont \
         monofont CJKmainfont mathfont linestretch colorlinks link-citations filters \
         reference-section-title indent secnumdepth toc-title thanks institute affiliation crossref website \
         book pagetitle css self-contained embed-resources knitr runtime vignette biblio-style",
    ),
    ("MkDocs", "hide template icon status search social boost revision_date"),
    ("Obsidian", "cssclass cssclasses publish created modified updated banner up down prev next"),
    (
        "Docusaurus",
        "id sidebar_label sidebar_position sidebar_class_name hide_title hide_table_of_contents pagination_next \
         pagination_prev pagination_label custom_edit_url toc_min_heading_level toc_max_heading_level displayed_sidebar",
    ),
    ("GitHub", "name about labels assignees versions redirect_from intro shortTitle topics"),
];

/// Reads the entries of front matter that have no key of ours.
pub(super) fn take(
    entries: &[&Entry],
    set: impl Fn(&Key, &Value, &mut Draft) -> Result<(), Box<Diagnostic>>,
    draft: &mut Draft,
    diags: &mut Diagnostics,
) {
    let mut left: Vec<&Entry> = Vec::new();
    for entry in entries {
        let read = match (mapped(&entry.key), of_pages(entry)) {
            (Some(key), _) => set(key, &listed(key, &entry.value), draft).is_ok(),
            (None, Some(table)) => {
                draft.publication.tables.push(table);
                true
            }
            (None, None) => false,
        };
        if !read {
            left.push(entry);
        }
    }
    let (slips, foreign): (Vec<&Entry>, Vec<&Entry>) =
        left.into_iter().partition(|it| tool(&it.key).is_none() && advice(&it.key).is_some());
    for entry in slips {
        let found =
            Diagnostic::new(&rules::UNKNOWN_KEY, entry.key_span, format!("unknown key `{}`", entry.key));
        let help = advice(&entry.key).unwrap_or_default();
        diags.push(Diagnostic { severity: Severity::Warning, ..found.help(help) });
    }
    diags.append(unused(&foreign));
}

/// The key of ours that means what one of another tool does.
fn mapped(name: &str) -> Option<&'static Key> {
    let (_, own) = MAPPED.iter().find(|(theirs, _)| *theirs == name)?;
    KEYS.iter().find(|key| key.section == Section::Publication && key.name == *own)
}

/// A value as the key takes it: words between commas are several.
fn listed(key: &Key, value: &Value) -> Value {
    match value.as_text() {
        Some(text) if key.name == "subjects" && text.contains(',') => {
            let one = |it: &str| Value { kind: ValueKind::Plain(it.trim().to_owned()), span: value.span };
            Value { kind: ValueKind::List(text.split(',').map(one).collect()), span: value.span }
        }
        Some(_) | None => value.clone(),
    }
}

/// The table `[pdf]` with the option that a key of another tool means; `None` where it means none, and where its value
/// is none of ours.
fn of_pages(entry: &Entry) -> Option<Entry> {
    let (_, own) = OF_PAGES.iter().find(|(theirs, _)| *theirs == entry.key)?;
    let kind = option(own, &entry.value)?;
    let value = Value { kind, span: entry.value.span };
    let option = Entry { key: (*own).to_owned(), key_span: entry.key_span, value };
    let table = Value { kind: ValueKind::Table(vec![option]), span: entry.value.span };
    Some(Entry { key: "pdf".to_owned(), key_span: entry.key_span, value: table })
}

/// A value as our option takes it: `a4paper` as `a4`, `margin=2cm` as `2cm`, `12` as `12pt`.
fn option(name: &str, value: &Value) -> Option<ValueKind> {
    let text = || match value.members() {
        [only] => only.as_text().map(str::trim),
        _ => None,
    };
    match name {
        "contents" => value.as_flag().map(ValueKind::Boolean),
        "contents-depth" => value.as_integer().filter(|it| (1..=6).contains(it)).map(ValueKind::Integer),
        "paper" => {
            let size = text()?.to_ascii_lowercase();
            let size = size.strip_suffix("paper").or(size.strip_prefix("us-")).unwrap_or(&size);
            ["a4", "letter", "a5", "b5"].contains(&size).then(|| ValueKind::Text(size.to_owned()))
        }
        "margins" => length(text()?.strip_prefix("margin=")?, 0, 1_400),
        "font-size" => match text() {
            Some(text) if text.bytes().all(|it| it.is_ascii_digit()) => length(&format!("{text}pt"), 6, 36),
            Some(text) => length(text, 6, 36),
            None => length(&format!("{}pt", value.as_integer()?), 6, 36),
        },
        _ => None,
    }
}

/// A length between two numbers of points.
fn length(text: &str, low: i64, high: i64) -> Option<ValueKind> {
    let length = Length::parse(text.trim())?;
    (Length::pt(low)..=Length::pt(high)).contains(&length).then(|| ValueKind::Text(text.trim().to_owned()))
}

/// The tool that a key belongs to; `None` where no tool is known.
fn tool(name: &str) -> Option<&'static str> {
    TOOLS.iter().find(|(_, keys)| keys.split_whitespace().any(|it| it == name)).map(|(tool, _)| *tool)
}

/// What to do about a key that is probably one of ours.
fn advice(name: &str) -> Option<String> {
    if let Some(name) = similar(name) {
        return Some(format!("did you mean `{name}`?"));
    }
    let elsewhere = KEYS.iter().find(|key| key.section != Section::Publication && key.is(name))?;
    Some(format!("`{}` belongs to `{}`", elsewhere.name, elsewhere.section.name()))
}

/// The key of ours that was probably meant.
fn similar(name: &str) -> Option<&'static str> {
    let names: Vec<&'static str> = KEYS
        .iter()
        .filter(|key| key.section == Section::Publication)
        .flat_map(|key| key.aliases.iter().copied().chain([key.name]))
        .collect();
    nearest(name, &names)
}

/// As many keys are named in a message.
const MOST_NAMES: usize = 12;

/// One warning for all keys that mean nothing here.
fn unused(entries: &[&Entry]) -> Diagnostics {
    let mut diags = Diagnostics::new();
    let Some(first) = entries.first() else { return diags };
    let mut tools: Vec<&str> = entries.iter().filter_map(|it| tool(&it.key)).collect();
    tools.dedup();
    let of = match tools.first() {
        Some(tool) if tools.iter().all(|it| it == tool) => format!("of {tool} "),
        Some(_) => "of other tools ".to_owned(),
        None => String::new(),
    };
    let names: Vec<String> = entries.iter().take(MOST_NAMES).map(|it| format!("`{}`", it.key)).collect();
    let more = entries.len() - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (keys, mean) = if entries.len() == 1 { ("key", "means") } else { ("keys", "mean") };
    let message = format!("the {keys} {of}{}{more} {mean} nothing here", names.join(", "));
    let found = Diagnostic::new(&rules::UNKNOWN_KEY, first.key_span, message);
    let help = "leave them for the other tool, or see the chapter on front matter for the keys of pamphlet";
    diags.push(Diagnostic { severity: Severity::Warning, ..found.help(help) });
    diags
}

/// A longer value is hardly a title; it is what broke the front matter.
const LONGEST: usize = 300;

/// Front matter that is no YAML, read line by line: `key: anything` gives the key that text. `None` where no line is
/// such.
pub(super) fn lenient(sources: &Sources, span: Span) -> Option<Value> {
    let mut entries = Vec::new();
    let mut at = span.range().start;
    for line in sources.slice(span).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((key, value)) = line.split_once(':') else { continue };
        let is_key = key.starts_with(|it: char| it.is_ascii_alphabetic())
            && key.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
        let text = value.trim().trim_matches(['"', '\'']);
        // What an alias stands for is not on its line.
        if value.trim_start().starts_with(['*', '&']) {
            return None;
        }
        if !is_key || text.is_empty() || text.len() > LONGEST {
            continue;
        }
        let value_at = start + key.len() + 1 + (value.len() - value.trim_start().len());
        let place = |from: usize, to: usize| Span::new(span.source, from..to);
        entries.push(Entry {
            key: key.to_owned(),
            key_span: place(start, start + key.len()),
            value: Value {
                kind: ValueKind::Plain(text.to_owned()),
                span: place(value_at, value_at + value.trim().len()),
            },
        });
    }
    (!entries.is_empty()).then_some(Value { kind: ValueKind::Table(entries), span })
}

/// Pandoc's title block: title, authors between semicolons or on lines of their own, and date, each after a `%`.
pub(super) fn title_block(sources: &Sources, span: Span) -> Value {
    let mut fields: Vec<(Vec<&str>, Span)> = Vec::new();
    let mut at = span.range().start;
    for line in sources.slice(span).split_inclusive('\n') {
        let place = Span::new(span.source, at..at + line.trim_end().len());
        at += line.len();
        match (line.strip_prefix('%'), fields.last_mut()) {
            (Some(rest), _) => fields.push((vec![rest.trim()], place)),
            (None, Some((lines, field))) => {
                lines.push(line.trim());
                *field = field.join(place);
            }
            (None, None) => {}
        }
    }
    let entries = ["title", "author", "date"].into_iter().zip(fields).filter_map(|(key, (lines, place))| {
        let of = |text: &str| Value { kind: ValueKind::Plain(text.to_owned()), span: place };
        let value = match key {
            "author" => {
                let names =
                    lines.iter().flat_map(|it| it.split(';')).map(str::trim).filter(|it| !it.is_empty());
                Value { kind: ValueKind::List(names.map(of).collect()), span: place }
            }
            // Titles are text: stress in them is left out.
            _ => of(&lines.join(" ").replace(['*', '`'], "")),
        };
        let is_empty = value.as_text().is_some_and(str::is_empty)
            || matches!(&value.kind, ValueKind::List(it) if it.is_empty());
        (!is_empty).then(|| Entry { key: key.to_owned(), key_span: place.start_point(), value })
    });
    Value { kind: ValueKind::Table(entries.collect()), span }
}

/// What is wrong with a value that has the right type.
pub(super) fn doubt(key: &Key, value: &Value) -> Option<Diagnostic> {
    let text = value.as_text()?.trim();
    let warn = |message: String, help: &str| {
        let found = Diagnostic::new(&rules::WRONG_VALUE, value.span, message).help(help);
        Some(Diagnostic { severity: Severity::Warning, ..found })
    };
    match (key.section, key.name) {
        (Section::Publication, "url") if !text.contains("://") => warn(
            format!("`{text}` is not a whole address"),
            "write it with its scheme: `https://example.org/`",
        ),
        (Section::Publication, "identifier") => {
            let isbn = Isbn::read(text)?;
            if isbn.is_sound() {
                return None;
            }
            let message = format!("the check digit of the ISBN `{text}` is wrong");
            let help = format!(
                "it is `{}` for the other digits: compare them with the number that you were given",
                isbn.check_digit()
            );
            Some(Diagnostic::new(&rules::WRONG_VALUE, value.span, message).help(help))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mapped_key_is_one_of_ours() {
        for (name, _) in MAPPED {
            assert!(mapped(name).is_some(), "{name}");
            assert!(KEYS.iter().all(|key| key.section != Section::Publication || !key.is(name)), "{name}");
        }
    }
}
