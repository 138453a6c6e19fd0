//! Words of other texts: excerpts, which are taken from them, and quotations, which are compared with them.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use crate::support::project::TestProject;

const STATEMENT: &str = "---\ntitle: Our aims\nlang: en\n---\n\n# Freedoms\n\n\
    - [**To go.**]{#to-go} Every one of us may go.[^why] None has to.\n\n  They may return.\n\
    - [**To stay.**]{#to-stay} Home is where we are.\n\n## Ways {#ways}\n\n\
    See [the freedoms](#freedoms). “Peace” is a *way*, too.\n\n[^why]: Since the sea is free.\n";

/// A collection of a statement and a companion with a text.
fn shelf(text: &str) -> TestProject {
    let manifest = |title: &str, name: &str| {
        format!(
            "[publication]\ntitle = \"{title}\"\nlanguage = \"en\"\nslug = \"{name}\"\nchapters = [\"{name}.md\"]\n"
        )
    };
    TestProject::new(&[
        ("pamphlet.toml", "[collection]\nmembers = [\"aims\", \"more\"]\n"),
        ("aims/pamphlet.toml", &manifest("Our aims", "aims")),
        ("aims/aims.md", STATEMENT.split_once("---\n\n").expect("a text").1),
        ("more/pamphlet.toml", &manifest("More", "more")),
        ("more/more.md", text),
    ])
}

#[test]
fn excerpts_are_taken_from_another_publication() {
    let project = shelf(
        "# Go\n\n::: {.excerpt of=\"../aims/aims.md#to-go\" sentences=1}\n— The aims\n:::\n\n\
         # Stay\n\n> They say: [x]{of=\"../aims/aims.md#to-stay\" sentences=1}\n\n\
         # Ways {#ways}\n\n::: {.excerpt of=\"../aims/aims.md#ways\"}\n:::\n\n\
         ::: {of=\"../aims/aims.md#to-go\" paragraphs=2}\n:::\n\n\
         # All\n\n::: {.excerpt of=\"../aims/aims.md\"}\n:::\n",
    );
    project.run("check --strict").exits(0);
    project.run("build").exits(0);
    let text = project.read("output/more.txt");
    for words in [
        "Every one of us may go.[1]\n\n— The aims",
        "They say: Home is where we are.x",
        "“Peace” is a way, too.",
        "They may return.",
        "[1] Since the sea is free.",
    ] {
        assert!(text.contains(words), "`{words}` is not in:\n{text}");
    }
    let report = project.run("verify").exits(0).stdout;
    assert!(
        report.contains("more/more.md:3") && report.contains("excerpt of aims/aims.md#to-go, 6 words"),
        "{report}"
    );
    let json = project.run("verify --format json").exits(0).stdout;
    assert!(json.contains("\"from\": \"aims/aims.md#to-stay\""), "{json}");
    // The text that is taken is an input of the build.
    assert!(project.read("output/more.record.json").contains("\"../aims/aims.md\""));
    project.write(
        "aims/aims.md",
        STATEMENT.split_once("---\n\n").expect("a text").1.replace("may return", "can return"),
    );
    project.run("verify more").exits(1).reports("changed");
    project.run("build").exits(0);
    assert!(project.read("output/more.txt").contains("They can return."));
}

#[test]
fn excerpts_of_the_same_publication_need_no_collection() {
    let project = TestProject::new(&[
        ("aims.md", STATEMENT),
        (
            "one.md",
            "---\ntitle: T\nlang: de\n---\n\n::: {.excerpt of=\"two.md#two\"}\n:::\n\n## Hier {#here}\n\nEin Satz. Noch einer.\n\n[]{of=\"#here\" sentences=2}\n",
        ),
        ("two.md", "# Two {#two}\n\n::: {.excerpt of=\"aims.md#to-stay\" sentences=1}\n:::\n"),
    ]);
    project.run("build one.md").exits(0);
    let text = project.read("output/one.txt");
    assert!(text.contains("Home is where we are."), "{text}");
    assert_eq!(text.matches("Noch einer.").count(), 2, "{text}");
    assert!(project.read("output/one.html").contains("lang=\"en\""), "the language of the words");
    project.run("verify one.md").exits(0);
}

#[test]
fn what_cannot_be_taken_is_reported_at_its_name() {
    let report = |text: &str| shelf(text).run("check more --message-format short").exits(1).stderr;
    for (text, place, words) in [
        ("::: {.excerpt of=\"../aims/aim.md\"}\n:::\n", "1:19", "there is no such file"),
        ("::: {.excerpt of=\"../../aims.md\"}\n:::\n", "1:19", "`../../aims.md` cannot be read"),
        ("::: {.excerpt of=\"../aims/aims.md#to-gi\"}\n:::\n", "1:19", "did you mean `#to-go`?"),
        ("::: {.excerpt of=\"../aims/aims.md#to-go\" sentences=7}\n:::\n", "1:19", "it has 3 sentences"),
        ("::: {.excerpt of=\"../aims/aims.md#to-go\" paragraphs=x}\n:::\n", "1:19", "`x` is no number"),
        ("Words.\n\n::: excerpt\n:::\n", "3:5", "the excerpt names no text"),
        ("a [b]{of=\"../aims/aims.md\"} c\n", "1:11", "no more than a paragraph"),
        ("a [b]{quotes=\"../aims/x.md\"} c\n", "1:15", "there is no such file"),
    ] {
        let found = report(&format!("{text}\nMore.\n"));
        assert!(
            found.contains(&format!("more/more.md:{place}: error[missing-excerpt]")) && found.contains(words),
            "{found}"
        );
    }
    // Texts that take from each other are reported.
    let project = TestProject::new(&[
        ("a.md", "---\ntitle: A\nlang: en\n---\n\nA.\n\n::: {.excerpt of=\"b.md\"}\n:::\n"),
        ("b.md", "---\ntitle: B\nlang: en\n---\n\nB.\n\n::: {.excerpt of=\"a.md\"}\n:::\n"),
    ]);
    project.run("check a.md").exits(1).reports("a.md:8:19").reports("it takes from itself");
}

#[test]
fn quotations_are_compared_word_by_word() {
    let good = "{quotes=\"../aims/aims.md#to-go\"}\n> Every one of us may go. […] They may return.\n>\n> — The aims\n\n\
        They say [“home is *where* we are,”]{quotes=\"../aims/aims.md#to-stay\"} and\n[“‘Peace’ is a way”]{quotes=\"../aims/aims.md\"}.\n";
    let project = shelf(good);
    project.run("check --strict").exits(0);
    project.run("build").exits(0);
    let report = project.run("verify").exits(0).stdout;
    assert!(report.contains("quotation from aims/aims.md#to-go, 10 words"), "{report}");
    let wrong = shelf(&good.replace("us may go", "us can go"));
    let run =
        wrong.run("check more").exits(1).reports("error[changed-quotation]").reports("more/more.md:2:19");
    for words in [
        "the quotation says `can` where `aims/aims.md#to-go` says `may`",
        "aims/aims.md:3:40",
        "the source says this",
    ] {
        assert!(run.stderr.contains(words), "`{words}` is not in:\n{}", run.stderr);
    }
    shelf(&good.replace("#to-stay", "#ways"))
        .run("check more")
        .exits(1)
        .reports("the words are in another part");
    shelf(&good.replace("a way", "a way of life"))
        .run("check more")
        .exits(1)
        .reports("says `way` where `aims/aims.md` says `way,`");
    wrong.run("build more").exits(1);
    wrong.run("check more --warn changed-quotation").exits(0);
    // What `fmt` writes is the same.
    project.run("fmt more/more.md").exits(0);
    project.run("check --strict").exits(0);
    assert!(
        project.read("more/more.md").contains("{quotes=\"../aims/aims.md#to-go\"}"),
        "{}",
        project.read("more/more.md")
    );
}

/// The project's own publications, in a folder of their own.
fn own() -> TestProject {
    let project = TestProject::new(&[]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    let manifest = fs::read_to_string(root.join("pamphlet.toml")).expect("a manifest");
    project.write("pamphlet.toml", manifest.replace(", \"manual\"", ""));
    for entry in fs::read_dir(&root).expect("the sources").map(|it| it.expect("an entry")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().is_dir() || name == "manual" {
            continue;
        }
        for file in fs::read_dir(entry.path()).expect("a publication").map(|it| it.expect("a file").path()) {
            let path = format!("{name}/{}", file.file_name().expect("a name").to_string_lossy());
            project.write(&path, fs::read(&file).expect("bytes"));
        }
    }
    project
}

#[test]
fn a_changed_word_of_the_statement_is_found_in_each_companion() {
    let project = own();
    project.run("check --strict").exits(0);
    let statement = project.read("statement/statement.md");
    let changed = statement
        .replace("still lies ahead", "is still to come")
        .replace("to remain where their home is", "to stay where their home is")
        .replace("cannot be held passively", "are not held passively");
    project.write("statement/statement.md", &changed);
    let run = project.run("check --message-format short").exits(1);
    let faq = project.read("faq/faq.md");
    for quoted in ["still lies ahead”", "to remain where", "cannot be held passively"] {
        let line = 1 + faq.lines().position(|it| it.contains(quoted)).expect("the quotation");
        let place = format!("faq/faq.md:{line}:");
        let is_there = |it: &str| it.starts_with(&place) && it.contains("changed-quotation");
        assert!(run.stderr.lines().any(is_there), "{place} is not in:\n{}", run.stderr);
    }
    // What is taken changes with its source.
    project.write(
        "statement/statement.md",
        statement.replace("Compassion and a love of humanity", "Compassion and love"),
    );
    project.run("build values home -t txt").exits(0);
    assert!(project.read("output/values.txt").contains("Compassion and love should rule"));
    // A part that is gone is missed by all that take it.
    project.write("statement/statement.md", statement.replace("{#freedom-to-move}", "{#move}"));
    let run = project.run("check --message-format short").exits(1);
    for companion in ["home/home.md:", "faq/faq.md:"] {
        assert!(
            run.stderr.lines().any(|it| it.starts_with(companion) && it.contains("missing-excerpt")),
            "{}",
            run.stderr
        );
    }
}
