//! The JSON Schema of manifests and front matter agrees with the reader that the program has.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use pamphlet::Registry;
use pamphlet::diag::{Diagnostics, Severity};
use pamphlet::plan::schema::schema;
use pamphlet::publication::key::{KEYS, Section};
use pamphlet::publication::schema::SchemaOf;
use pamphlet::publication::{decode, manifest};
use pamphlet::source::Sources;
use serde_json::{Value, json};

use crate::support::json_schema::refusal;
use crate::support::project::TestProject;

fn of(of: SchemaOf) -> Value {
    schema(of, &Registry::builtin())
}

/// A manifest as a validator reads it.
fn json_of(toml: &str) -> Value {
    let table: toml::Table = toml.parse().expect("TOML");
    without_dates(serde_json::to_value(table).expect("JSON"))
}

/// A date of TOML is a text for a validator.
fn without_dates(value: Value) -> Value {
    match value {
        Value::Object(members) => match members.get("$__toml_private_datetime") {
            Some(date) => date.clone(),
            None => members.into_iter().map(|(name, value)| (name, without_dates(value))).collect(),
        },
        Value::Array(values) => values.into_iter().map(without_dates).collect(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other,
    }
}

/// Whether the program finds an error in a manifest, and whether it finds anything.
fn read(toml: &str) -> (bool, bool) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = decode("pamphlet.toml", toml.as_bytes(), &mut sources, &mut diags).expect("room");
    let is_none = manifest(&sources, id, &mut diags).is_none();
    (is_none || diags.count(Severity::Error) > 0, is_none || !diags.is_empty())
}

fn manifests(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let is_ours = !["target", "output", "faults.in"].iter().any(|it| name == *it);
        if path.is_dir() && is_ours && !name.to_string_lossy().starts_with('.') {
            manifests(&path, found);
        } else if name == "pamphlet.toml" {
            found.push(path);
        }
    }
}

#[test]
fn every_manifest_of_the_repository_is_valid() {
    let mut found = Vec::new();
    manifests(Path::new(env!("CARGO_MANIFEST_DIR")), &mut found);
    assert!(found.len() > 20, "{found:?}");
    let schema = of(SchemaOf::Manifest);
    for path in found {
        let text = fs::read_to_string(&path).expect("a text");
        assert_eq!(refusal(&schema, &json_of(&text)), None, "{}", path.display());
    }
}

#[test]
fn the_schema_refuses_the_values_that_the_reader_refuses() {
    let schema = of(SchemaOf::Manifest);
    let values = [
        "\"text\"",
        "\"\"",
        "\" \"",
        "\"2019-11\"",
        "\"2019-13-40x\"",
        "2019",
        "2019-11-30",
        "1.5",
        "true",
        "[\"one\", \"two\"]",
        "[]",
        "[1]",
        "{name = \"A\", sort = \"B\"}",
        "{name = \"A\", number = 2}",
        "{name = \"A\", other = 2}",
        "{}",
        "\"en-GB\"",
        "\"a/b\"",
        "\"-a\"",
        "\"page\"",
    ];
    // What the reader tests further than a schema can: whether a tag or a day exists, and what a form of HTML is.
    let beyond = ["language", "lang", "date"];
    for key in KEYS {
        let rest = match key.section {
            Section::Publication | Section::Check | Section::Fonts => "chapters = [\"a.md\"]\n",
            Section::Collection => "members = [\"a.md\"]\n",
        };
        for name in std::iter::once(&key.name).chain(key.aliases) {
            for value in values {
                let rest = if rest.starts_with(name) { "" } else { rest };
                let own = format!("{name} = {value}\n");
                let toml = match key.section {
                    Section::Check | Section::Fonts => {
                        format!("[publication]\n{rest}[{}]\n{own}", key.section.name())
                    }
                    section @ (Section::Publication | Section::Collection) => {
                        format!("[{}]\n{rest}{own}", section.name())
                    }
                };
                let ((is_error, is_found), refusal) = (read(&toml), refusal(&schema, &json_of(&toml)));
                // And a date without quotes is a text for validators.
                let is_beyond = beyond.contains(name) || value == "2019-11-30";
                assert!(refusal.is_some() || is_beyond || !is_error, "not refused: {toml}");
                assert!(refusal.is_none() || is_found, "refused: {toml}{refusal:?}");
            }
        }
    }
}

#[test]
fn planted_errors_are_refused_and_their_mending_is_not() {
    let schema = of(SchemaOf::Manifest);
    let book = "[publication]\ntitle = \"T\"\nchapters = [\"a.md\"]\n";
    let pairs = [
        ("[pdf]\npaper = \"a5\"\n", "[pdf]\npapre = \"a5\"\n"),
        ("[pdf]\ncontents-depth = 2\n", "[pdf]\ncontents-depth = 7\n"),
        ("[pdf]\nfont-size = \"10.5pt\"\n", "[pdf]\nfont-size = \"10.5\"\n"),
        ("[pdf]\nstandard = [\"ua-1\", \"a-3a\"]\n", "[pdf]\nstandard = 3\n"),
        ("[html]\nform = \"site\"\n", "[html]\nform = \"sites\"\n"),
        ("[editions]\nepub = false\n", "[editions]\nepub = 0\n"),
        (
            "[editions.print]\nformat = \"pdf\"\nbleed = \"3mm\"\n",
            "[editions.print]\nformat = \"html\"\nbleed = \"3mm\"\n",
        ),
        ("[editions.docx]\ncommand = \"pandoc\"\nany = 1\n", "[editions.docx]\nany = 1\n"),
        ("[check]\nstrict = true\n", "[check]\nstrict = \"yes\"\n"),
        ("", "[publisher]\nname = \"P\"\n"),
        ("", "[collection]\nmembers = [\"a\"]\n"),
    ];
    for (good, bad) in pairs {
        assert_eq!(refusal(&schema, &json_of(&format!("{book}{good}"))), None, "{good}");
        assert!(refusal(&schema, &json_of(&format!("{book}{bad}"))).is_some(), "{bad}");
    }
    for bad in ["", "[publication]\ntitle = \"T\"\n", "[collection]\ntitle = \"T\"\n"] {
        assert!(refusal(&schema, &json_of(bad)).is_some(), "{bad}");
    }
}

#[test]
fn front_matter_has_its_keys_at_the_top_and_may_have_those_of_others() {
    let schema = of(SchemaOf::FrontMatter);
    let good = json!({
        "title": 1984, "author": ["Ada", {"name": "Grace Hopper", "sort": "Hopper, Grace"}], "lang": "en-GB",
        "date": "2019-11", "keywords": "one", "subtitle": null, "series": {"name": "S", "number": 2},
        "pdf": {"paper": "a5"}, "html": "site", "check": {"allow": "long-word"}, "layout": "post",
    });
    assert_eq!(refusal(&schema, &good), None);
    for (key, value) in [
        ("title", json!(["A", "B"])),
        ("date", json!("last year")),
        ("authors", json!([["Ada"]])),
        ("pdf", json!({"papre": "a5"})),
        ("check", json!({"strict": "yes"})),
        ("slug", json!("a/b")),
    ] {
        let mut bad = good.clone();
        bad[key] = value;
        assert!(refusal(&schema, &bad).is_some(), "{key}");
    }
}

#[test]
fn schemas_are_printed_with_a_description_of_each_key() {
    let project = TestProject::new(&[]);
    for name in ["manifest", "front-matter", "theme", "tree"] {
        let text = project.run(&format!("schema {name}")).exits(0).stdout;
        let schema: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
    }
    let schema = of(SchemaOf::Manifest);
    for key in KEYS {
        let at = format!("/properties/{}/properties/{}/description", key.section.name(), key.name);
        assert_eq!(schema.pointer(&at).and_then(Value::as_str), Some(key.summary), "{at}");
    }
}
