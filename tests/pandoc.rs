//! Pandoc's AST: every tree comes back from it, every node of it is read, and what is no document is refused.

#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test may panic and say what it skips")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pamphlet::diag::Diagnostics;
use pamphlet::document::walk::{walk_blocks_mut, walk_inlines_mut};
use pamphlet::document::{BlockKind, Document, InlineKind, Spans, dump};
use pamphlet::pandoc::{from_json, to_json};
use pamphlet::publication::Publication;
use pamphlet::source::{Source, SourceId, Sources};

use crate::support::editions::{fixtures, titled};
use crate::support::project::TestProject;
use crate::support::{Read, faults, nesting};

/// A document of Pandoc's as a source; `None` where it is refused.
fn read_pandoc(text: &str) -> (Option<Document>, Read) {
    let mut sources = Sources::new();
    let ids: Vec<SourceId> = sources.add(Source::new("source.json", text)).into_iter().collect();
    let mut diags = Diagnostics::new();
    let id = ids.first().copied().unwrap_or_default();
    let document = from_json(&sources, id, &Publication::default(), &mut diags).map(|(document, _)| document);
    let document_of = || document.clone().unwrap_or_default();
    let read = Read { sources, document: document_of(), diags, numbers: Default::default() };
    (document, read)
}

/// The document without what does not come back: places, labels of notes, where a text is divided, a line end that is
/// all there is of a code block.
fn shape(document: &Document) -> String {
    let mut document = document.clone();
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            note.label = id.number().to_string();
        }
    }
    walk_inlines_mut(&mut document.blocks, &mut |inlines| {
        inlines.dedup_by(|next, before| {
            let (InlineKind::Text(before), InlineKind::Text(next)) = (&mut before.kind, &next.kind) else {
                return false;
            };
            before.push_str(next);
            true
        });
    });
    walk_blocks_mut(&mut document.blocks, &mut |block| {
        if let BlockKind::CodeBlock { text, .. } = &mut block.kind
            && text == "\n"
        {
            text.clear();
        }
    });
    dump::dump(&document, Spans::Hidden)
}

fn round_trip(name: &str, read: &Read) {
    let (again, from_pandoc) = read_pandoc(&to_json(&read.document).to_string());
    let again = again.unwrap_or_else(|| panic!("{name} is refused: {}", faults(&from_pandoc)));
    nesting::hold(&from_pandoc);
    assert_same(name, &shape(&again), &shape(&read.document));
    // What one fixture links to is not there, here as in Markdown.
    if name != "faults" {
        assert_eq!(faults(&from_pandoc), "", "{name}");
    }
}

fn assert_same(name: &str, found: &str, expected: &str) {
    if found != expected {
        let (a, b): (Vec<&str>, Vec<&str>) = (found.lines().collect(), expected.lines().collect());
        let at = a.iter().zip(&b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
        let show = |lines: &[&str]| {
            let end = (at + 5).min(lines.len());
            lines.get(at.saturating_sub(3)..end).unwrap_or_default().join("\n")
        };
        panic!("{name}\n--- found\n{}\n--- expected\n{}", show(&a), show(&b));
    }
}

#[test]
fn every_fixture_comes_back_from_pandoc() {
    let failed = fixtures()
        .into_iter()
        .filter(|(name, read)| std::panic::catch_unwind(|| round_trip(name, read)).is_err());
    assert_eq!(failed.map(|(name, _)| name).collect::<Vec<String>>(), [""; 0]);
}

#[test]
fn the_deepest_tree_comes_back_from_pandoc() {
    for text in [
        format!("{}x", "> ".repeat(100)),
        format!("{}x", "- ".repeat(100)),
        format!("{}{}x{}", "- ".repeat(100), "*a **b ".repeat(60), "** *".repeat(60)),
        format!("{}{}x{}", "> ".repeat(100), "[".repeat(200), "]{.a}".repeat(200)),
    ] {
        let read = titled(&text);
        let (again, _) = read_pandoc(&to_json(&read.document).to_string());
        assert_eq!(again.map(|it| shape(&it)), Some(shape(&read.document)));
    }
}

#[test]
fn notes_in_notes_come_back_and_very_deep_ones_keep_their_words() {
    round_trip("twice", &titled("a[^1] b[^2] c[^1]\n\n[^1]: one[^3]\n\n[^2]: two[^1]\n\n[^3]: three[^2]"));
    let chain: String = (1..400).map(|it| format!("[^{it}]: word{it} [^{}]\n\n", it + 1)).collect();
    let read = titled(&format!("a[^1]\n\n{chain}[^400]: word400"));
    let text = to_json(&read.document).to_string();
    assert!((1..=400).all(|it| text.matches(&format!("\"word{it}\"")).count() == 1));
    assert!(read_pandoc(&text).0.is_some());
}

/// `UPDATE_SNAPSHOTS=1 cargo test pandoc::` writes the snapshots again.
fn compare(name: &str, found: &str) {
    let path = folder().join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, found).expect("a snapshot");
    }
    assert_same(name, found, &fs::read_to_string(&path).unwrap_or_default());
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pandoc")
}

#[test]
fn every_kind_of_node_is_read() {
    for name in ["inlines", "blocks", "tables", "metadata"] {
        let text = fs::read_to_string(folder().join(format!("{name}.json"))).expect("a sample");
        let (document, read) = read_pandoc(&text);
        let document = document.unwrap_or_else(|| panic!("{name} is refused: {}", faults(&read)));
        nesting::hold(&read);
        compare(&format!("{name}.txt"), &format!("{}\n{}", shape(&document), faults(&read)));
    }
}

#[test]
fn what_is_no_document_of_pandocs_is_refused() {
    let blocks =
        |blocks: &str| format!(r##"{{"pandoc-api-version": [1, 23], "meta": {{}}, "blocks": {blocks}}}"##);
    let nested =
        |open: &str, close: &str| blocks(&format!("{}{}", open.repeat(100_000), close.repeat(100_000)));
    let quotes = format!("{}[]{}", r##"[{"t": "BlockQuote", "c": "##.repeat(100), "}]".repeat(100));
    let columns = vec![r##"[{"t": "AlignLeft"}, {"t": "ColWidthDefault"}]"##; 1000].join(",");
    let rows = vec![r##"[["", [], []], []]"##; 1000].join(",");
    let table = format!(
        r##"[{{"t": "Table", "c": [["", [], []], [null, []], [{columns}], [["", [], []], []],
            [[["", [], []], 0, [], [{rows}]]], [["", [], []], []]]}}]"##
    );
    let cases = [
        ("nothing", String::new()),
        ("no JSON", "[1,]".to_owned()),
        ("a list", "[]".to_owned()),
        ("no version", "{}".to_owned()),
        ("an old version", r##"{"pandoc-api-version": [1, 20], "meta": {}, "blocks": []}"##.to_owned()),
        ("no blocks", r##"{"pandoc-api-version": [1, 23], "meta": {}}"##.to_owned()),
        (
            "metadata that is a list",
            r##"{"pandoc-api-version": [1, 23], "meta": [], "blocks": []}"##.to_owned(),
        ),
        ("blocks that are an object", blocks("{}")),
        ("an unknown block", blocks(r##"[{"t": "Blob"}]"##)),
        ("an unknown inline", blocks(r##"[{"t": "Para", "c": [{"t": "Blob"}]}]"##)),
        ("a paragraph of nothing", blocks(r##"[{"t": "Para"}]"##)),
        ("a number for a text", blocks(r##"[{"t": "Para", "c": [{"t": "Str", "c": 3}]}]"##)),
        ("attributes of two", blocks(r##"[{"t": "Header", "c": [1, ["", []], []]}]"##)),
        ("half a surrogate", blocks(r##"[{"t": "Para", "c": [{"t": "Str", "c": "\ud800"}]}]"##)),
        ("100 quotations", blocks(&quotes)),
        ("100,000 lists", nested("[", "]")),
        ("100,000 open lists", nested("[", "")),
        ("a million empty cells", blocks(&table)),
    ];
    let mut found = String::new();
    for (name, text) in cases {
        let (document, read) = read_pandoc(&text);
        assert!(document.is_none(), "{name}");
        found.push_str(&format!("{name}\n  {}", faults(&read)));
    }
    compare("refused.txt", &found);
}

#[test]
fn every_prefix_and_every_change_of_a_document_is_read_or_refused() {
    let text = to_json(&fixtures().swap_remove(0).1.document).to_string();
    for end in (0..text.len()).step_by(97).filter(|it| text.is_char_boundary(*it)) {
        read_pandoc(&text[..end]);
    }
    // Each value in turn becomes another one.
    for (at, _) in text.match_indices(['[', '{', '"']).step_by(7) {
        for value in ["null", "1e9", "-1", "[]", "{}", "\"\\ud800\"", "[[[]]]"] {
            read_pandoc(&format!("{}{value},{}", &text[..at], &text[at..]));
        }
    }
}

/// The pandoc that the validators use, `PANDOC` or that of the path; `None` where there is none.
fn pandoc() -> Option<PathBuf> {
    let given = std::env::var_os("PANDOC").map(PathBuf::from);
    let python = || {
        let print = "import pypandoc; print(pypandoc.get_pandoc_path())";
        let output = Command::new("python3").args(["-c", print]).output().ok()?;
        Some(PathBuf::from(String::from_utf8(output.stdout).ok()?.trim()))
    };
    let candidates = [given, Some(PathBuf::from("pandoc")), python()];
    let runs =
        |path: &PathBuf| Command::new(path).arg("--version").output().is_ok_and(|it| it.status.success());
    candidates.into_iter().flatten().find(|path| !path.as_os_str().is_empty() && runs(path))
}

/// What pandoc makes of a file.
fn convert(pandoc: &Path, folder: &Path, arguments: &str) -> Vec<u8> {
    let output = Command::new(pandoc)
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .output()
        .expect("pandoc runs");
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

const LETTER: &str = "---\ntitle: A Letter\nauthor: Ada\nlang: en\n---\n\n## One\n\nA *word* and a note[^1].\n\n\
    [^1]: The note.\n\n- [x] done\n- [ ] to do\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\n![A dot](dot.png)\n";

/// A PNG of one pixel.
const DOT: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
    126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 104, 0, 0, 0, 130, 0, 129, 119, 205, 114, 182,
    0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

#[test]
fn a_document_of_pandocs_is_built_checked_and_verified() {
    let project = TestProject::new(&[("letter.md", LETTER)]);
    project.write("dot.png", DOT);
    let dumped = project.run("dump letter.md --stage pandoc").exits(0);
    project.write("letter.json", &dumped.stdout);
    project.run("build letter.json --from pandoc -q").exits(0);
    project.run("verify letter.json --from pandoc -q").exits(0);
    project.run("check letter.json --from pandoc -q").exits(0);
    let again = project.run("dump letter.json --from pandoc --stage pandoc").exits(0);
    assert_eq!(again.stdout, dumped.stdout);
    project
        .shell("cat letter.json | \"$0\" \"$@\"", "build - --from pandoc --to txt -o letter.txt -q")
        .exits(0);
    project.run("build letter.md --to txt -o own.txt -q").exits(0);
    assert_eq!(project.read("letter.txt"), project.read("own.txt"));
    let dumped = project.run("dump letter.md --stage json").exits(0);
    project.write("own.json", &dumped.stdout);
    project.run("build own.json --from json --to txt -o own-json.txt -q").exits(0);
    assert_eq!(project.read("own-json.txt"), project.read("own.txt"));
    project.run("check letter.md --from pandoc").exits(1).reports("this is not JSON");
    project.run("check letter.json --from json").exits(1).reports("invalid-json");
    project.run("check letter.json --from pandoc --fix").exits(2);
}

#[test]
fn a_docx_of_pandocs_is_published_in_four_editions() {
    let Some(pandoc) = pandoc() else {
        eprintln!("skipped: there is no pandoc; `tests/run --with-validators` installs it");
        return;
    };
    let project = TestProject::new(&[("letter.md", LETTER)]);
    project.write("dot.png", DOT);
    let folder = project.path("");
    convert(&pandoc, &folder, "letter.md -o letter.docx");
    let json = convert(&pandoc, &folder, "letter.docx --extract-media=. -t json");
    project.write("letter.json", &json);
    project.run("build letter.json --from pandoc -q").exits(0);
    assert_eq!(project.editions("output").len(), 4, "{:?}", project.list("output"));
    project.run("verify letter.json --from pandoc -q").exits(0);
    let dumped = project.run("dump letter.md --stage pandoc").exits(0);
    project.write("own.json", &dumped.stdout);
    convert(&pandoc, &folder, "own.json -f json -o own.docx");
    let plain = String::from_utf8(convert(&pandoc, &folder, "own.docx -t plain")).expect("text");
    for words in ["A word and a note", "The note.", "☒ done", "A dot"] {
        assert!(plain.contains(words), "{words} is not in {plain}");
    }
}

#[test]
fn pandoc_reads_the_json_of_every_fixture() {
    let Some(pandoc) = pandoc() else {
        eprintln!("skipped: there is no pandoc; `tests/run --with-validators` installs it");
        return;
    };
    let project = TestProject::new(&[]);
    for (name, read) in fixtures() {
        project.write("own.json", to_json(&read.document).to_string());
        let json = convert(&pandoc, &project.path(""), "own.json -f json -t json");
        let (again, from_pandoc) = read_pandoc(&String::from_utf8(json).expect("text"));
        let again = again.unwrap_or_else(|| panic!("{name} is refused: {}", faults(&from_pandoc)));
        assert_same(&name, &shape(&again), &shape(&read.document));
    }
}
