//! Programs that a manifest names: filters, and editions that others make.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot go on fails, or says what it skips"
)]

use std::path::Path;
use std::process::Command;

use crate::support::project::TestProject;

const MANIFEST: &str = "[publication]\ntitle = \"Bread & “Roses”\"\nlanguage = \"en\"\nslug = \"book\"\n\
    chapters = [\"one.md\", \"two.md\"]\nfilters = [\"python3 number-headings.py\"]\n\
    [editions.rtf]\ncommand = [\"python3\", \"rtf.py\"]\n";

/// A publication with a filter and an edition of its own; `None` where there is no Python.
fn project(manifest: &str) -> Option<TestProject> {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("skipped: there is no `python3`");
        return None;
    }
    let program = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(name);
        std::fs::read_to_string(path).expect("a program")
    };
    let (filter, backend) = (program("number-headings.py"), program("rtf.py"));
    assert!(
        filter.lines().count() <= 20 && backend.lines().count() <= 32,
        "they are the examples of the manual"
    );
    Some(TestProject::new(&[
        ("pamphlet.toml", manifest),
        ("number-headings.py", &filter),
        ("rtf.py", &backend),
        ("one.md", "# Bread\n\nFor *all*[^1] {curly}.\n\n## Flour\n\nRye Ж.\n\n[^1]: Everyone.\n"),
        ("two.md", "# Roses\n\n- red\n- white\n"),
    ]))
}

#[test]
fn manual_has_the_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect("a file");
    let chapter = read("source/manual/programs.md");
    for program in ["number-headings.py", "rtf.py"] {
        let text = read(&format!("tests/programs/{program}"));
        assert!(chapter.contains(&format!("```python\n{text}```")), "the manual shows another `{program}`");
    }
}

#[test]
fn filter_numbers_headings_in_all_editions_and_a_program_makes_one_more() {
    let Some(project) = project(MANIFEST) else { return };
    let run = project.run("build").exits(0);
    assert!(run.stderr.contains("output/book.rtf"), "{}", run.stderr);
    assert_eq!(project.editions("output"), ["book.epub", "book.html", "book.pdf", "book.rtf", "book.txt"]);
    let (text, page, rtf) =
        (project.read("output/book.txt"), project.read("output/book.html"), project.read("output/book.rtf"));
    for numbered in ["1 Bread", "1.1 Flour", "2 Roses"] {
        assert!(text.contains(numbered) && page.contains(numbered), "{numbered}: {text}");
    }
    assert!(rtf.starts_with("{\\rtf1") && rtf.contains("{1 }{Bread}") && rtf.contains("\\u1046?"), "{rtf}");
    assert!(rtf.contains("Bread & \\u8220?Roses\\u8221?") && rtf.contains("\\u123?curly\\u125?"), "{rtf}");
    assert!(page.contains("href=\"book.rtf\" type=\"application/rtf\""), "{page}");
    let record = project.read("output/book.record.json");
    assert!(
        record.contains("number-headings.py") && record.contains("rtf.py"),
        "programs are sources: {record}"
    );
    project.run("verify --strict").exits(0);
    project.run("build --to rtf -o alone").exits(0);
    assert_eq!(project.read("alone/book.rtf"), rtf);
}

#[test]
fn changed_program_and_changed_edition_are_found() {
    let Some(project) = project(MANIFEST) else { return };
    project.run("build").exits(0);
    let rtf = project.read("output/book.rtf");
    project.write("output/book.rtf", rtf.replace("Rye", "Oat"));
    project.run("verify --to rtf").exits(1).reports("bytes-differ");
    project.write("output/book.rtf", &rtf);
    project.run("verify --to rtf").exits(0);
    let filter = project.read("number-headings.py");
    project.write("number-headings.py", filter.replace("{number} ", "{number}. "));
    project.run("verify").exits(1).reports("`number-headings.py` was changed after the build");
}

#[test]
fn failing_programs_are_errors_with_their_reason() {
    for (program, why) in [
        ("import sys; sys.exit('no flour')", "it ended with status 1: no flour"),
        ("print('bread')", "it did not write a document"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "it did not write UTF-8"),
        ("", "it did not write a document"),
    ] {
        let Some(project) = project(MANIFEST) else { return };
        project.write("number-headings.py", program);
        project.run("build").exits(1).reports("failed-command").reports("pamphlet.toml:6:").reports(why);
        assert!(project.list("output").is_empty(), "nothing is written");
    }
    for (program, why) in [
        ("import sys; sys.exit(3)", "it ended with status 3"),
        ("", "it wrote neither `book.rtf` nor standard output"),
        ("import os; open(os.environ['PAMPHLET_OUTPUT'] + '/book.pdf', 'w')", "it wrote `book.pdf`"),
    ] {
        let Some(project) = project(MANIFEST) else { return };
        project.write("rtf.py", program);
        project.run("build").exits(1).reports("failed-command").reports(why);
        assert!(project.list("output").is_empty(), "nothing is written");
    }
    let missing = MANIFEST.replace("python3 number-headings.py", "./no-such-program");
    let Some(project) = project(&missing) else { return };
    project.run("check").exits(1).reports("`./no-such-program` failed: it cannot be started");
}

#[test]
fn message_of_a_program_is_a_warning() {
    let Some(project) = project(MANIFEST) else { return };
    project.write("rtf.py", "import sys; print('short of flour', file=sys.stderr); print('{\\\\rtf1 }')");
    project.run("build --to rtf").exits(0).reports("command-message").reports("short of flour");
    assert_eq!(project.read("output/book.rtf"), "{\\rtf1 }\n");
    project.run("build --to rtf --strict").exits(1);
}

#[test]
fn front_matter_runs_no_program() {
    let source = "---\ntitle: T\nlang: en\neditions:\n  rtf: {command: touch ran}\n---\n\nText.\n";
    let project = TestProject::new(&[("a.md", source)]);
    project.run("build a.md").exits(1).reports("a.md:5:9").reports("front matter cannot run a program");
    let source = source.replace("editions:\n  rtf: {command: touch ran}", "filters: [touch ran]");
    project.write("a.md", source);
    project.run("build a.md").reports("unknown-key");
    assert!(!project.path("ran").exists());
}
