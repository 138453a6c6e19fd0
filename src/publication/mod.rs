//! What is published: the manifest and the front matter, typed and validated.
//!
//! A text of TOML or YAML is read into [`value`]s with places; the registry of
//! [`key`]s says what each may be and where it goes; [`rules`] name what can be
//! wrong. Front matter lies over the manifest, and the command line over both.

pub mod isbn;
pub mod key;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod value;
mod decode;
mod foreign;
pub(crate) mod messages;
mod names;
mod read;
mod toml_reader;
mod types;
mod yaml_reader;

pub use decode::decode;
pub use names::{is_file_name, mistyped, nearest, slug};
pub use settings::{OptionKey, Settings, Takes};
pub use types::{
    Collection, EDITIONS, FORMATS, FontTable, LintTable, Located, Manifest, Numbers, Publication,
    SourceFormat, VARIABLES,
};

use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::publication::key::Draft;
use crate::publication::read::{Form, read};
use crate::source::{SourceId, Sources, Span};

/// Reads a manifest. What is wrong is reported; the rest holds.
pub fn manifest(sources: &Sources, id: SourceId, diags: &mut Diagnostics) -> Option<Manifest> {
    manifest_over(Publication::default(), sources, id, diags)
}

/// Reads a manifest, and lays it over what the collection gives that it is a member of.
pub fn manifest_over(
    shared: Publication,
    sources: &Sources,
    id: SourceId,
    diags: &mut Diagnostics,
) -> Option<Manifest> {
    let span = Span::new(id, 0..sources.get(id)?.text().len());
    let value = toml_reader::read(sources, span, diags)?;
    let mut draft = Draft { publication: shared, ..Draft::default() };
    draft.publication.meta.span = value.span.start_point();
    read(Form::Manifest, &value, &mut draft, diags);
    let has = |name| value.as_table().is_some_and(|entries| entries.iter().any(|it| it.key == name));
    match (has("collection"), has("publication")) {
        (true, false) => {
            let shared = Box::new(draft.publication);
            Some(Manifest::Collection(Collection { shared, ..draft.collection }))
        }
        (true, true) => {
            diags.push(rules::both_kinds(value.span.start_point()));
            None
        }
        (false, _) => Some(Manifest::Publication(Box::new(draft.publication))),
    }
}

/// The table that the TOML text under `span` is; `None` where it is no TOML, which is reported.
pub(crate) fn toml_value(sources: &Sources, span: Span, diags: &mut Diagnostics) -> Option<value::Value> {
    toml_reader::read(sources, span, diags)
}

/// The values of a TOML text of another program; `None` where it is no TOML.
pub(crate) fn read_toml(text: &str) -> Option<value::Value> {
    foreign_value(text, toml_reader::read)
}

/// The values of a YAML text of another program; `None` where it is no YAML.
pub(crate) fn read_yaml(text: &str) -> Option<value::Value> {
    foreign_value(text, yaml_reader::read)
}

fn foreign_value(
    text: &str,
    read: fn(&Sources, Span, &mut Diagnostics) -> Option<value::Value>,
) -> Option<value::Value> {
    let mut sources = Sources::new();
    let id = sources.add(crate::source::Source::new("", text))?;
    let span = Span::new(id, 0..sources.get(id)?.text().len());
    read(&sources, span, &mut Diagnostics::new())
}

/// The notations of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// YAML, between lines of `---`.
    Yaml,
    /// TOML, between lines of `+++`, as Hugo has it.
    Toml,
    /// Pandoc's lines of title, authors and date, each after a `%`.
    TitleBlock,
}

/// Lays what is under `span`, the front matter without its fences, over a publication. Where it cannot be read
/// as a whole, that is reported, and it is read line by line, so that nothing else seems to be missing.
pub fn front_matter(
    publication: &mut Publication,
    sources: &Sources,
    (notation, span): (Notation, Span),
    diags: &mut Diagnostics,
) {
    let mut draft = Draft { publication: std::mem::take(publication), ..Draft::default() };
    draft.publication.meta.span = span;
    let mut found = Diagnostics::new();
    let value = match notation {
        Notation::Yaml => yaml_reader::read(sources, span, &mut found),
        Notation::Toml => toml_reader::read(sources, span, &mut found),
        Notation::TitleBlock => Some(foreign::title_block(sources, span)),
    };
    let is_broken = !found.is_empty();
    if let Some(value) = value {
        diags.append(found);
        read(Form::FrontMatter, &value, &mut draft, diags);
    } else if let Some(value) = foreign::lenient(sources, span).filter(|_| is_broken) {
        // What is wrong has been said, and there is a way on.
        let warning = |it: &Diagnostic| Diagnostic { severity: Severity::Warning, ..it.clone() };
        found.iter().map(warning).for_each(|it| diags.push(it));
        read(Form::FrontMatter, &value, &mut draft, &mut Diagnostics::new());
    } else {
        diags.append(found);
    }
    *publication = draft.publication;
}

/// Shows the contents in the editions that may be without them, where nothing else is said of it.
pub fn show_contents(publication: &mut Publication, place: Span) {
    let tables = ["pdf", "html"].map(|name| {
        let of = |kind| value::Value { kind, span: place };
        let flag = of(value::ValueKind::Boolean(true));
        let entry = value::Entry { key: "contents".to_owned(), key_span: place, value: flag };
        let value = of(value::ValueKind::Table(vec![entry]));
        value::Entry { key: name.to_owned(), key_span: place, value }
    });
    // A later table is over an earlier one.
    publication.tables.splice(0..0, tables);
}

/// Lays metadata that another reader has read, with the keys of front matter, over a publication.
pub fn metadata(publication: &mut Publication, value: &value::Value, diags: &mut Diagnostics) {
    let mut draft = Draft { publication: std::mem::take(publication), ..Draft::default() };
    draft.publication.meta.span = value.span;
    read(Form::FrontMatter, value, &mut draft, diags);
    *publication = draft.publication;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Date;

    fn front(yaml: &str) -> (Publication, Vec<String>) {
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let id = decode("a.md", yaml.as_bytes(), &mut sources, &mut diags).expect("room");
        let mut publication = Publication::default();
        front_matter(&mut publication, &sources, (Notation::Yaml, Span::new(id, 0..yaml.len())), &mut diags);
        (publication, messages(&sources, &diags))
    }

    fn read_manifest(toml: &str) -> (Option<Manifest>, Vec<String>) {
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let id = decode("pamphlet.toml", toml.as_bytes(), &mut sources, &mut diags).expect("room");
        (manifest(&sources, id, &mut diags), messages(&sources, &diags))
    }

    /// `3:7 rule: message; help` of each fault.
    fn messages(sources: &Sources, diags: &Diagnostics) -> Vec<String> {
        let show = |it: &crate::diag::Diagnostic| {
            let source = sources.get(it.primary.span.source).expect("a source");
            let at = source.position(it.primary.span.range().start);
            let help = it.help.as_deref().unwrap_or("");
            format!("{}:{} {}: {}; {help}", at.line, at.column, it.rule.id, it.message)
        };
        diags.iter().map(show).collect()
    }

    #[test]
    fn front_matter_of_pandocs_and_our_names() {
        let yaml = "title: 1984\nauthor: [Ada, {name: Grace Hopper, sort: 'Hopper, Grace'}]\nlang: EN-us\n\
                    date: 2019-11\nkeywords: one\nseries: {name: S, number: 2}\npdf: {paper: a5, standard: [ua-1, a-3a]}\n";
        let (publication, messages) = front(yaml);
        assert_eq!(messages, [""; 0]);
        let meta = &publication.meta;
        assert_eq!(meta.title, "1984");
        assert_eq!(meta.authors().collect::<Vec<_>>(), ["Ada", "Grace Hopper"]);
        assert_eq!(meta.contributors[1].file_as.as_deref(), Some("Hopper, Grace"));
        assert_eq!(meta.lang.as_str(), "en-US");
        assert_eq!(meta.date, Date::parse("2019-11"));
        assert_eq!(meta.subjects, ["one"]);
        let series = crate::document::Series { name: "S".to_owned(), number: Some("2".to_owned()) };
        assert_eq!(meta.series, Some(series));
        let tables: Vec<&str> = publication.tables.iter().map(|it| it.key.as_str()).collect();
        assert_eq!(tables, ["pdf"]);
    }

    #[test]
    fn faults_of_front_matter_have_their_place_and_help() {
        let (_, messages) =
            front("titel: X\ndate: November 2019\nlang: en\nlanguage: de\nmembers: a\ntxt: 7\nsubtitle:\n");
        assert_eq!(
            messages,
            [
                "6:6 wrong-value: `txt` is a section of keys, not text; ",
                "2:7 bad-date: `November 2019` is not a date; use a date: `2019`, `2019-11` or `2019-11-30`",
                "4:1 duplicate-key: duplicate key `language`; remove one of them",
                "1:1 unknown-key: unknown key `titel`; did you mean `title`?",
                "5:1 unknown-key: unknown key `members`; `members` belongs to `collection`",
            ]
        );
    }

    #[test]
    fn keys_of_other_tools_are_read_or_told_in_one_warning() {
        let yaml = "title: T\nlayout: post\ntags: [a, b]\ntoc: true\nnumbersections: true\npapersize: a4paper\n\
                    geometry: margin=2cm\npermalink: /x\nsubtitle: ''\ndate: 2017-03-04 10:00:00 +0800\n";
        let (publication, messages) = front(yaml);
        let help =
            "leave them for the other tool, or see the chapter on front matter for the keys of pamphlet";
        let message = "2:1 unknown-key: the keys of Jekyll `layout`, `permalink` mean nothing here";
        assert_eq!(messages, [format!("{message}; {help}")]);
        assert_eq!(publication.meta.subjects, ["a", "b"]);
        assert_eq!(publication.meta.date, Date::parse("2017-03-04"));
        let tables: Vec<String> =
            publication.tables.iter().map(|it| it.value.to_json().to_string()).collect();
        let options = [r#"{"contents":true}"#, r#"{"paper":"a4"}"#, r#"{"margins":"2cm"}"#];
        assert_eq!(tables, options);
        assert_eq!(publication.numbers.sections, Some(true));
    }

    #[test]
    fn front_matter_may_be_toml() {
        let toml = "title = \"T\"\ndraft = true\ndate = 2020-01-02T03:04:05Z\n[pdf]\npaper = \"a5\"\n";
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let id = decode("a.md", toml.as_bytes(), &mut sources, &mut diags).expect("room");
        let mut publication = Publication::default();
        front_matter(&mut publication, &sources, (Notation::Toml, Span::new(id, 0..toml.len())), &mut diags);
        assert_eq!((publication.meta.title.as_str(), publication.tables.len()), ("T", 1));
        assert_eq!(publication.meta.date, Date::parse("2020-01-02"));
        assert!(messages(&sources, &diags)[0].starts_with("2:1 unknown-key: the key of Hugo `draft`"));
    }

    #[test]
    fn front_matter_may_be_a_title_block() {
        let text = "% The *Title*\n  of It\n% Ada Lovelace; Grace Hopper\n% 2020-01-02\n";
        let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
        let id = decode("a.md", text.as_bytes(), &mut sources, &mut diags).expect("room");
        let mut publication = Publication::default();
        let front = (Notation::TitleBlock, Span::new(id, 0..text.len()));
        front_matter(&mut publication, &sources, front, &mut diags);
        assert_eq!(messages(&sources, &diags), [""; 0]);
        assert_eq!(publication.meta.title, "The Title of It");
        assert_eq!(publication.meta.authors().collect::<Vec<_>>(), ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!(publication.meta.date, Date::parse("2020-01-02"));
    }

    #[test]
    fn broken_front_matter_is_read_line_by_line() {
        let (publication, messages) = front("title: Freedom: a statement\nlang: en\nx: {#if\n");
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert_eq!(
            (publication.meta.title.as_str(), publication.meta.lang.as_str()),
            ("Freedom: a statement", "en")
        );
    }

    #[test]
    fn values_are_questioned_where_they_stand() {
        let (publication, messages) =
            front("lang: english\nurl: example.org\nidentifier: 978-1-2345-6789-0\nslug: a\n");
        let starts = [
            "1:7 bad-language: `english` is not a language tag; did you mean `en`?",
            "2:6 wrong-value: `example.org` is not a whole address",
            "3:13 wrong-value: the check digit of the ISBN `978-1-2345-6789-0` is wrong",
        ];
        assert!(messages.iter().zip(starts).all(|(it, start)| it.starts_with(start)), "{messages:?}");
        assert_eq!((messages.len(), publication.meta.url), (3, None));
        assert!(front("lang: zq\n").1[0].contains("`zq` is not a language tag"));
        assert_eq!(front("lang: pt_BR\n").0.meta.lang.as_str(), "pt-BR");
    }

    #[test]
    fn what_is_no_yaml_is_shown_at_its_place() {
        let faults = |yaml: &str| front(yaml).1.join("\n");
        assert!(faults("title: a: b\n").starts_with("1:9 bad-syntax"), "{}", faults("title: a: b\n"));
        assert_eq!(
            faults("a: &x 1\nb: *x\n").split(" are").next(),
            Some("1:4 bad-syntax: anchors, aliases and tags")
        );
        assert!(faults(&"[".repeat(20)).contains("nested too deep"));
        assert!(faults(&"[".repeat(100_000)).contains("bad-syntax"));
        assert!(faults("just words").contains("metadata is `key: value` pairs, not text"));
        assert!(faults("title: ü\nlang: [é, x\n").starts_with("3:1 bad-syntax"));
        assert_eq!(faults(""), "");
        assert_eq!(faults("# only a comment\n"), "");
    }

    #[test]
    fn colour_that_is_a_comment_is_reported() {
        let (publication, messages) = front("accent: #7a1f5c\nsubtitle:\n");
        assert_eq!(publication.accent, None);
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert!(
            messages[0].starts_with("1:1 bad-color: `accent` has no value; in YAML `#` begins a comment")
        );
    }

    #[test]
    fn a_manifest_is_a_publication_or_a_collection() {
        let (manifest, messages) = read_manifest(
            "[publication]\ntitle = \"T\"\nchapters = [\"a.md\", \"b.md\"]\n[check]\nstrict = true\n",
        );
        assert_eq!(messages, [""; 0]);
        let Some(Manifest::Publication(publication)) = manifest else { panic!("a publication") };
        assert_eq!(
            publication.chapters.iter().map(|it| it.text.as_str()).collect::<Vec<_>>(),
            ["a.md", "b.md"]
        );
        assert!(publication.lints.strict);
        let (manifest, _) = read_manifest("[collection]\nmembers = [\"statement\"]\n");
        assert!(matches!(manifest, Some(Manifest::Collection(it)) if it.members[0].text == "statement"));
    }

    #[test]
    fn a_site_is_asked_for_in_four_places() {
        let chapters = "chapters = [\"a.md\"]\n";
        for toml in [
            format!("html = \"site\"\n[publication]\n{chapters}"),
            format!("[publication]\n{chapters}html = \"site\"\n"),
            format!("[publication]\n{chapters}[html]\nform = \"site\"\n"),
        ] {
            let (manifest, messages) = read_manifest(&toml);
            assert_eq!(messages, [""; 0], "{toml}");
            let Some(Manifest::Publication(publication)) = manifest else { panic!("a publication") };
            assert_eq!(form(&publication).as_deref(), Some("site"), "{toml}");
        }
        assert_eq!(form(&front("html: site\n").0).as_deref(), Some("site"));
        assert_eq!(front("html: {form: page, assets: true}\n").1, [""; 0]);
    }

    /// The value of `form` in the table `[html]`.
    fn form(publication: &Publication) -> Option<String> {
        let html = publication.tables.iter().find(|it| it.key == "html")?;
        html.value.as_table()?.iter().find(|it| it.key == "form")?.value.as_name()
    }

    #[test]
    fn faults_of_a_manifest_have_their_place_and_help() {
        let (_, messages) = read_manifest("[publicaton]\n[check]\nstrct = true\nwarn = 1\n");
        assert_eq!(
            messages,
            [
                "1:2 unknown-key: unknown section `publicaton`; did you mean `[publication]`?",
                "3:1 unknown-key: unknown key `strct`; did you mean `strict`?",
                "4:8 wrong-value: `warn` cannot be `1`; use a name or a list of names",
            ]
        );
        let (_, messages) = read_manifest("x = \n[pdf\n");
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(messages[1].starts_with("1:5 bad-syntax: "), "{messages:?}");
        let (_, messages) = read_manifest("title = \"T\"\n");
        assert!(messages[0].ends_with("move it to `[publication]`"), "{messages:?}");
        let (manifest, messages) = read_manifest("[collection]\n[publication]\n");
        assert_eq!((manifest, messages.len()), (None, 1));
    }

    #[test]
    fn a_slug_is_a_file_name() {
        assert_eq!(slug("A Statement (2nd)").as_deref(), Some("A-Statement--2nd"));
        assert_eq!(slug("Tuyên ngôn").as_deref(), Some("Tuyên-ngôn"));
        assert_eq!(slug("../.."), None);
        let (_, messages) = front("slug: ../up\n");
        assert!(messages[0].starts_with("1:7 wrong-value: `slug` cannot be `../up`"), "{messages:?}");
    }
}
