//! The architecture, held: who may import whom, which crate and which power lives where, and the
//! invariants that can be read off the source.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod circles;
mod paths;
mod supply;
mod text;

use std::collections::BTreeSet;

use text::{SourceFile, files, plain};

/// Which modules a module may import. What is not in the table does not exist.
const IMPORTS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("geometry", &[]),
    // HTML as browsers read it: what people write in Markdown, and the pages that `verify` reads.
    ("dom", &[]),
    ("diag", &["source"]),
    ("document", &["source"]),
    // Images are found by a walk over the tree, and their faults are told at its spans.
    ("resource", &["source", "diag", "document"]),
    // Margins and sizes of type are lengths.
    ("publication", &["source", "diag", "document", "geometry"]),
    // `locale` has the quotation marks of a language, which parsing sets and editions generate.
    ("locale", &["document"]),
    ("parse", &["dom", "source", "diag", "document", "publication", "locale"]),
    // Pandoc's documents obey the rules of notes, ids, links and images that Markdown does, by the same code.
    ("pandoc", &["source", "diag", "document", "publication", "locale", "parse"]),
    // Markdown is written for the reader that is there: by its languages' quotes, its ids, and to prove what is written.
    ("markdown", &["source", "diag", "document", "publication", "locale", "parse"]),
    // Numbers and the words of references are those of the language.
    ("resolve", &["source", "diag", "document", "resource", "publication", "locale", "parse"]),
    // What is imported goes through the readers that are there, and is written as Markdown.
    ("import", &["source", "diag", "document", "publication", "resource", "parse", "pandoc", "markdown"]),
    ("check", &["source", "diag", "document", "publication"]),
    // A theme names the families, and a book of fonts chooses faces by them.
    ("font", &["geometry", "theme", "document"]),
    ("highlight", &[]),
    // A theme has a look for each kind of word in code. A theme's file is TOML with keys, as a manifest is.
    // How a script shows stress is known by its language.
    ("theme", &["source", "diag", "publication", "geometry", "document", "highlight", "locale"]),
    (
        "layout",
        &[
            "source",
            "diag",
            "document",
            "geometry",
            "theme",
            "font",
            "highlight",
            "locale",
            "resource",
            "publication",
        ],
    ),
    ("markup", &["source", "diag", "document", "theme", "highlight", "locale", "resource"]),
    (
        "backend",
        &[
            "source",
            "diag",
            "document",
            "publication",
            "geometry",
            "theme",
            "font",
            "locale",
            "layout",
            "markup",
            "resource",
        ],
    ),
    ("verify", &["dom", "source", "diag", "document", "locale"]),
    // What a build read and wrote; only hashes and names.
    ("record", &[]),
    // What is known of the files comes in plain values; the rest is a table.
    ("report", &[]),
    // An edition's plan has its theme and the faces of the build's fonts, and asks its backend what it needs.
    ("plan", &["source", "diag", "document", "publication", "theme", "font", "backend", "record"]),
    (
        "pipeline",
        &[
            "source",
            "diag",
            "document",
            "resource",
            "publication",
            "geometry",
            "locale",
            "parse",
            "pandoc",
            "resolve",
            "check",
            "font",
            "theme",
            "layout",
            "markup",
            "backend",
            "redline",
            "verify",
            "record",
            "plan",
        ],
    ),
    // Words are compared as `verify` compares them; `verify` itself does not know what a redline is.
    ("redline", &["source", "document", "locale", "verify"]),
    // The only room with a disk: it finds and reads sources, runs the programs of a manifest, and writes editions.
    (
        "project",
        &[
            "source",
            "diag",
            "document",
            "resource",
            "import",
            "publication",
            "font",
            "theme",
            "layout",
            "backend",
            "plan",
            "record",
            "resolve",
            "pipeline",
        ],
    ),
    (
        "cli",
        &[
            "source",
            "diag",
            "document",
            "resource",
            "publication",
            "parse",
            "pandoc",
            "markdown",
            "import",
            "check",
            "font",
            "theme",
            "layout",
            "backend",
            "verify",
            "record",
            "report",
            "plan",
            "resolve",
            "pipeline",
            "project",
        ],
    ),
];

/// Crates, and where alone they may be used: paths below `src`, or the beginnings of paths.
const CRATES: &[(&[&str], &[&str])] = &[
    (&["pulldown_cmark"], &["parse/"]),
    (&["whatlang"], &["parse/language.rs"]),
    (&["saphyr_parser"], &["publication/yaml_reader.rs"]),
    // Manifests are TOML, and so are the themes in the binary, and the answers of people to a report.
    (&["toml"], &["publication/toml_reader.rs", "theme/", "report/questions.rs"]),
    // Days are counted in one place; epub-builder takes chrono's timestamps.
    (&["chrono"], &["document/date.rs", "backend/epub/container.rs"]),
    (&["strsim"], &["publication/names.rs"]),
    (&["oxilangtag"], &["document/attr.rs"]),
    (&["mimalloc"], &["main.rs"]),
    (&["printpdf", "subsetter", "xmp_writer"], &["backend/pdf/"]),
    (&["lopdf"], &["backend/pdf/", "verify/extract/pdf", "verify/parts/pdf"]),
    (&["epub_builder", "uuid"], &["backend/epub/", "verify/extract/epub"]),
    // A Word file is a zip archive, too.
    (&["zip"], &["backend/epub/", "verify/extract/epub", "import/docx/"]),
    (&["quick_xml"], &["backend/epub/", "verify/extract/", "import/docx/", "resolve/citations/csl/"]),
    (&["html5ever"], &["dom.rs"]),
    (
        &["unicode_normalization"],
        &[
            "locale/collation.rs",
            "parse/anchors.rs",
            "verify/word.rs",
            "backend/html/site/search.rs",
            "resolve/citations/",
        ],
    ),
    // Images are looked into where they are read, and turned into PDF objects where they are painted.
    // The cover of the EPUB is drawn, and kept as PNG; PDF has PNG's rows.
    (&["image"], &["resource/probe.rs", "backend/pdf/", "backend/epub/cover/"]),
    (&["png"], &["backend/epub/cover/", "backend/pdf/images/raster.rs"]),
    (
        &["usvg"],
        &[
            "resource/probe.rs",
            "resource/svg.rs",
            "resource/expansion.rs",
            "font/svg.rs",
            "backend/pdf/",
            "backend/epub/cover/",
        ],
    ),
    (&["skrifa"], &["font/", "backend/pdf/", "backend/epub/cover/"]),
    // A face keeps what the shaper knows of it, so that it is read once.
    (&["harfrust"], &["font/", "layout/"]),
    (&["hypher"], &["layout/"]),
    // Runs are shaped by script, and a text in another script than its language's is a fault.
    (&["unicode_script"], &["document/text.rs", "layout/", "check/"]),
    // Text in PDF is in the order of reading, whatever the order of the glyphs, and is read so.
    (&["unicode_bidi"], &["layout/", "backend/pdf/", "backend/text/", "verify/"]),
    (&["icu_segmenter"], &["layout/", "backend/text/"]),
    (&["clap", "clap_complete", "clap_mangen"], &["cli/"]),
    // Messages for another program have no colours.
    (&["anstream"], &["cli/", "project/build.rs"]),
    // Commands are words as a shell has them, and write into a folder that is theirs.
    (&["shlex"], &["project/program.rs"]),
    (&["tempfile"], &["project/command.rs"]),
    (&["anstyle"], &["cli/", "diag/full.rs", "diag/excerpt.rs"]),
    (&["anyhow"], &["backend/", "verify/", "pipeline/", "project/", "cli/"]),
];

/// Powers over the world outside, and where alone they may stand.
const POWERS: &[(&[&str], &[&str])] = &[
    (
        &["println!", "print!", "eprintln!", "eprint!", "dbg!", "io::stdout", "io::stderr"],
        &["cli/console.rs"],
    ),
    (&["fs::", "std::fs", "File::", "OpenOptions", "io::stdin"], &["project/files"]),
    (&["SystemTime", "Instant"], &["cli/"]),
    // The same source gives the same bytes on any day.
    (&["Utc::now", "Local::now", "new_v4", "now_v7"], &[]),
    (&["env::"], &["cli/run.rs", "main.rs"]),
    (&["std::process", "process::"], &["cli/", "main.rs", "project/program.rs", "project/files/write.rs"]),
    // The pages in the making are served to the browser of this machine.
    (&["std::net", "net::"], &["cli/serve/"]),
    (&["unsafe"], &[]),
];

fn offences(found: impl IntoIterator<Item = String>) {
    let found: BTreeSet<String> = found.into_iter().collect();
    assert!(found.is_empty(), "\n{}", found.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn modules_import_only_what_the_table_allows() {
    offences(files().iter().filter(|it| it.module() != "lib" && it.module() != "main").flat_map(|file| {
        let allowed =
            IMPORTS.iter().find(|(module, _)| *module == file.module()).map(|(_, allowed)| *allowed);
        let bad = move |import: &String| {
            import != file.module() && !allowed.is_some_and(|it| it.contains(&import.as_str()))
        };
        file.imports().into_iter().filter(bad).map(|import| format!("{} imports {import}", file.path))
    }));
}

#[test]
fn the_table_is_of_the_modules_that_there_are() {
    let there: BTreeSet<String> = files().iter().map(|it| it.module().to_owned()).collect();
    let listed: BTreeSet<String> = IMPORTS.iter().map(|(module, _)| (*module).to_owned()).collect();
    let there: BTreeSet<String> = there.into_iter().filter(|it| it != "lib" && it != "main").collect();
    assert_eq!(there, listed);
}

#[test]
fn crates_stay_in_their_rooms() {
    outside(CRATES, SourceFile::uses_crate);
}

#[test]
fn powers_stay_in_their_rooms() {
    outside(POWERS, SourceFile::has);
}

/// No file outside the rooms of a row has what the row names.
fn outside(table: &[(&[&str], &[&str])], has: fn(&SourceFile, &str) -> bool) {
    let files = files();
    offences(table.iter().flat_map(|(names, rooms)| {
        let strangers = files.iter().filter(|file| !rooms.iter().any(|room| file.path.starts_with(room)));
        let pairs = strangers.flat_map(|file| names.iter().map(move |name| (file, *name)));
        pairs.filter(|(file, name)| has(file, name)).map(|(file, name)| format!("{} uses {name}", file.path))
    }));
}

#[test]
fn no_backend_knows_another() {
    const BACKENDS: [&str; 4] = ["pdf", "epub", "html", "text"];
    offences(files().iter().flat_map(|file| {
        let own = file.path.strip_prefix("backend/").unwrap_or_default().to_owned();
        let own = own.split(['/', '.']).next().unwrap_or_default().to_owned();
        let others = BACKENDS.iter().filter(move |it| BACKENDS.contains(&own.as_str()) && **it != own);
        others
            .filter(|other| file.code.contains(&format!("backend::{other}")))
            .map(|other| format!("{} knows {other}", file.path))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn lints_hold_what_they_must() {
    let manifest = include_str!("../../Cargo.toml");
    for lint in [
        "unsafe_code = \"forbid\"",
        "missing_docs = \"deny\"",
        "wildcard_enum_match_arm = \"deny\"",
        "iter_over_hash_type = \"deny\"",
        "unwrap_used = \"deny\"",
        "expect_used = \"deny\"",
    ] {
        assert!(manifest.contains(lint), "{lint}");
    }
    const NEVER: [&str; 5] =
        ["wildcard_enum_match_arm", "iter_over_hash_type", "unwrap_used", "expect_used", "missing_docs"];
    offences(files().iter().flat_map(|file| {
        let allowed = |lint: &&&str| file.code.contains("allow(") && file.has(lint);
        NEVER.iter().filter(allowed).map(|lint| format!("{} allows {lint}", file.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn nothing_is_left_for_later() {
    const MARKS: [&str; 5] = ["TODO", "FIXME", "XXX", "HACK", "todo!"];
    offences(files().iter().flat_map(|file| {
        let marks = MARKS.iter().filter(|mark| file.text.contains(**mark));
        marks.map(|mark| format!("{} has {mark}", file.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn a_rule_is_defined_once_and_in_a_file_of_rules() {
    let files = files();
    offences(pamphlet::pipeline::rules().iter().filter_map(|rule| {
        let definition = format!("    id: \"{}\",\n", rule.id);
        let places: Vec<&str> =
            files.iter().filter(|it| it.text.contains(&definition)).map(|it| it.path.as_str()).collect();
        let good =
            |it: &str| it.ends_with("rules.rs") || it.contains("/rules/") || it == "check/exception.rs";
        let is_good = matches!(places.as_slice(), [one] if good(one));
        (!is_good).then(|| format!("{} is defined in {places:?}", rule.id))
    }));
}

#[test]
fn the_reader_of_source_sees_code_alone() {
    let source = "use crate::a; // crate::b\nlet x = \"crate::c\\\" crate::d\"; /* crate::e */ 'x'; '\\''; \
                  fn f<'a>() { r#\"crate::f\"# } use crate::{g::{h, i}, j};\n";
    let file = SourceFile { path: "m/n.rs".to_owned(), code: plain(source), text: String::new() };
    assert_eq!(file.imports(), ["a", "g", "j"]);
    assert_eq!(file.module(), "m");
    let source = "use image; fn f(it: self::image::X) { picture.image::<u8>(); let image = 1; fs::read(x) }";
    let file = |code: &str| SourceFile { path: String::new(), code: plain(code), text: String::new() };
    assert!(file(source).uses_crate("image") && file(source).has("fs::") && !file(source).has("s::"));
    assert!(
        file("let x = ::image::open();").uses_crate("image") && file("use image as i;").uses_crate("image")
    );
    assert!(!file("use crate::a::{b::{c, image}, d}; image::of(c)").uses_crate("image"));
    assert!(!file("use crate::document::image::X; a.image.b(); let image = 2;").uses_crate("image"));
}
