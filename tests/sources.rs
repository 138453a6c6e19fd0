//! What SOURCE may be: several, a manifest found above, a chapter of a publication; and where results and messages go.

use std::process::{Command, Output};

use crate::support::project::{Run, TestProject};

const GOOD: &str = "---\ntitle: A Statement\nlang: en\n---\n\n# Background\n\nSome words.\n";
const BOOK: &str =
    "[publication]\ntitle = \"A Book\"\nlanguage = \"en\"\nchapters = [\"text/a.md\", \"text/b.md\"]\n";

fn book() -> TestProject {
    TestProject::new(&[
        ("book/pamphlet.toml", BOOK),
        ("book/text/a.md", "# First\n\nSee [the second](b.md#second), and  two spaces.\n"),
        ("book/text/b.md", "# Second\n\n![A dot](none.png)\n"),
    ])
}

/// Runs the program in a folder of the project.
fn run_in(project: &TestProject, folder: &str, arguments: &str) -> Run {
    let mut command: Command = project.command(arguments);
    let output: Output =
        command.current_dir(project.path(folder)).output().unwrap_or_else(|it| panic!("{it}"));
    Run::of(output)
}

#[test]
fn several_sources_are_built_in_one_run() {
    let project = TestProject::new(&[
        ("a.md", GOOD),
        ("b.md", GOOD),
        ("c/pamphlet.toml", "[publication]\ntitle = \"C\"\nlanguage = \"en\"\nchapters = [\"x.md\"]\n"),
        ("c/x.md", "# X\n"),
    ]);
    project.run("build a.md b.md c ./a.md -t txt").exits(0);
    assert_eq!(project.editions("output"), ["a.txt", "b.txt", "c.txt"], "and `a.md` once");
    let report = project.run("verify a.md b.md c -t txt").exits(0).stdout;
    assert_eq!(report.matches(": ok").count() + report.matches("  ok").count(), 6, "{report}");
    project.run("check a.md c").exits(0).reports("a.md: no errors").reports("c/pamphlet.toml: no errors");
    project.run("build a.md b.md -o one.txt").exits(2).reports("several publications");
    project.run("dump a.md b.md").exits(2).reports("several publications");
}

#[test]
fn one_bad_source_does_not_stop_the_others() {
    let project =
        TestProject::new(&[("a.md", GOOD), ("b.md", "---\ntitle: B\nlang: en\n---\n\n![B](n.png)\n")]);
    project.run("build a.md b.md -t txt").exits(1).reports("b.md:6:");
    assert_eq!(project.editions("output"), ["a.txt"]);
}

#[test]
fn a_collection_and_its_member_are_one_work() {
    let project = TestProject::new(&[
        ("pamphlet.toml", "[collection]\nmembers = [\"a.md\", \"b.md\"]\n"),
        ("a.md", GOOD),
        ("b.md", GOOD),
    ]);
    project.run("build a.md . -t html").exits(0);
    assert_eq!(project.editions("output"), ["a.html", "b.html", "index.html"]);
    assert!(project.read("output/index.html").contains("a.html"));
}

#[test]
fn a_manifest_is_found_above_and_its_editions_stay_with_it() {
    let project = TestProject::new(&[
        (
            "book/source/pamphlet.toml",
            "[publication]\ntitle = \"B\"\nlanguage = \"en\"\nchapters = [\"a.md\"]\n",
        ),
        ("book/source/a.md", "# First\n"),
        ("book/source/images/deep/note.txt", ""),
        ("elsewhere/x", ""),
    ]);
    run_in(&project, "book/source/images/deep", "build -t txt").exits(0);
    assert_eq!(project.editions("book/source/output"), ["source.txt"], "next to the manifest");
    run_in(&project, "book", "build -t txt").exits(0);
    assert_eq!(project.editions("book/output"), ["source.txt"], "in the working folder");
    run_in(&project, "book/source/images", "verify -t txt").exits(0);
    run_in(&project, "elsewhere", "build").exits(2).reports("or in a folder above");
}

#[test]
fn a_chapter_is_checked_within_its_publication() {
    let project = book();
    let first = project.run("check book/text/a.md").exits(0);
    let first = first.reports("warning[doubled-space]").reports("is a chapter of `book/pamphlet.toml`");
    assert!(!first.stderr.contains("none.png"), "{}", first.stderr);
    assert!(!first.stderr.contains("broken"), "the link to the other chapter holds: {}", first.stderr);
    first.reports("book/text/a.md: 1 warning; 1 more in the rest of the publication");
    project.run("check book/text/a.md --strict").exits(1);
    run_in(&project, "book/text", "check b.md").exits(1).reports("none.png");
    // Named by both chapters, it is checked once; named itself, it is checked whole.
    let both = project.run("check book/text/a.md book/text/b.md").exits(1).reports("none.png");
    assert_eq!(both.stderr.matches("warning[doubled-space]").count(), 1);
    project.run("check book book/text/a.md").exits(1).reports("none.png");
}

#[test]
fn fixing_a_chapter_leaves_the_others_alone() {
    let project = book();
    project.write("book/text/b.md", "# Second\n\nHere  too.\n");
    project.run("check book/text/a.md --fix").exits(0);
    assert!(project.read("book/text/a.md").contains("and two spaces"));
    assert!(project.read("book/text/b.md").contains("Here  too"));
}

#[test]
fn a_chapter_builds_its_publication() {
    let project = book();
    project.write("book/text/b.md", "# Second\n");
    project.run("build book/text/b.md -t txt").exits(0).reports("note: `book/text/b.md` is a chapter of");
    assert_eq!(project.editions("output"), ["book.txt"]);
    project.run("verify book/text/b.md -t txt").exits(0);
    // A file that no manifest lists is a publication of its own.
    project.write("book/text/c.md", GOOD);
    project.run("build book/text/c.md -t txt").exits(0);
    assert!(project.path("output/c.txt").exists());
}

#[test]
fn nothing_is_written_if_outputs_clash() {
    let project = TestProject::new(&[("a/x.md", GOOD), ("b/x.md", GOOD), ("c.md", GOOD)]);
    project.run("build c.md a/x.md b/x.md -t txt").exits(2).reports("both be written to `output/x.txt`");
    assert_eq!(project.list("output"), [""; 0]);
    let other = GOOD.replace("lang", "editions: [html]\nlang");
    project.write("b/x.md", other);
    project.write("a/x.md", GOOD.replace("lang", "editions: [txt]\nlang"));
    project.run("build a/x.md b/x.md").exits(2).reports("x.record.json");
}

#[test]
fn no_edition_overwrites_a_source() {
    let project = TestProject::new(&[("letter.txt", GOOD)]);
    project.run("build letter.txt -t txt -o .").exits(2).reports("would overwrite `./letter.txt`");
    assert_eq!(project.read("letter.txt"), GOOD);
}

#[test]
fn messages_for_programs_go_to_standard_output() {
    let project = TestProject::new(&[("a.md", &GOOD.replace("Some words", "Some  words"))]);
    let json = project.run("check a.md --message-format json").exits(0);
    assert_eq!(json.stderr, "");
    assert_eq!(json.stdout.lines().count(), 1);
    let sarif = project.run("build a.md -t txt --message-format sarif").exits(0);
    let log: serde_json::Value = serde_json::from_str(&sarif.stdout).unwrap_or_else(|it| panic!("{it}"));
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "doubled-space");
    let verify = project.run("verify a.md -t txt --message-format json").exits(0);
    assert_eq!(verify.stdout, "", "no report for people among them");
    // Where the result itself goes to standard output, they do not.
    let text = project.run("build a.md -t txt -o - --message-format json").exits(0);
    assert!(text.stdout.contains("Background") && text.stderr.contains("doubled-space"));
    let report = project.run("verify a.md -t txt --format json --message-format json").exits(0);
    assert!(serde_json::from_str::<serde_json::Value>(&report.stdout).is_ok());
}

#[test]
fn dependencies_name_every_output_and_every_input() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let project = TestProject::new(&[
        ("pamphlet.toml", "[collection]\nmembers = [\"a.md\", \"b.md\"]\n"),
        ("a.md", &format!("{GOOD}\n![A dot](<a dot.svg>)\n")),
        ("b.md", GOOD),
        ("a dot.svg", svg),
    ]);
    let font = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let run = project.run(&format!("build -t html,txt --deps - --font-path {font}")).exits(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", run.stdout);
    assert!(lines[0].starts_with("output/a.html output/a.txt output/a.record.json: a.md "), "{}", lines[0]);
    assert!(lines[1].starts_with("output/b.html output/b.txt output/b.record.json: b.md "), "{}", lines[1]);
    assert!(lines[2].starts_with("output/index.html: pamphlet.toml "), "{}", lines[2]);
    assert!(lines.iter().all(|it| it.contains(" pamphlet.toml ")), "the collection's tables are theirs");
    assert!(!lines[1].contains("a\\ dot.svg") && lines[2].contains(" a.md "));
    assert!([lines[0], lines[2]].iter().all(|it| it.contains(" a\\ dot.svg ")));
    assert!(lines.iter().all(|it| it.contains("/fonts/")), "the fonts were read too");
    project.run("build a.md -t txt -o - --deps -").exits(2).reports("both");
}

#[cfg(unix)]
#[test]
fn make_builds_again_what_depends_on_a_changed_image() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let project = TestProject::new(&[
        ("a b.md", &format!("{GOOD}\n![A dot](<a $dot.svg>)\n")),
        ("a $dot.svg", svg),
        ("Makefile", "output/a-b.txt:\n\t@echo built\n-include book.d\n"),
    ]);
    let mut build = project.command("build -t txt --deps book.d");
    assert!(build.arg("a b.md").status().is_ok_and(|it| it.success()));
    let make = || Command::new("make").arg("output/a-b.txt").current_dir(project.path(".")).output();
    // A machine without make has nothing to ask.
    let Ok(first) = make() else { return };
    assert!(String::from_utf8_lossy(&first.stdout).contains("up to date"), "{first:?}");
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    let touched = std::fs::File::options().append(true).open(project.path("a $dot.svg"));
    assert!(touched.and_then(|it| it.set_modified(later)).is_ok());
    assert!(make().is_ok_and(|it| String::from_utf8_lossy(&it.stdout).contains("built")));
}

#[test]
fn verbose_runs_name_what_they_read() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.run("check a.md -v").exits(0).reports("read a.md\n");
    project.run("build a.md -t txt -q").exits(0);
    project.run("verify a.md -t txt -v").exits(0).reports("read a.md\n").reports("read output/a.txt\n");
}

#[test]
fn what_other_programs_call_a_command_leads_to_ours() {
    let project = TestProject::new(&[("letter.md", GOOD)]);
    project.run("render letter.md").exits(2).reports("'build'");
    project.run("lint letter.md").exits(2).reports("'check'");
    project.run("letter.md").exits(2).reports("'pamphlet build letter.md'");
    project.run("build letter.md --pdf").exits(2).reports("'--to pdf'");
    project.run("build letter.md --out-dir x").exits(2).reports("'--output'");
    project.run("build --verify letter.md").exits(2).reports("'pamphlet verify'");
}

/// pre-commit calls the entry of a hook with the names of all files of a commit, and takes a change as a failure.
#[test]
fn hooks_check_the_files_of_a_commit() {
    let hooks = include_str!("../.pre-commit-hooks.yaml");
    let entries: Vec<&str> =
        hooks.lines().filter_map(|it| it.trim().strip_prefix("entry: pamphlet ")).collect();
    assert_eq!(entries, ["check", "fmt"]);
    let project = TestProject::new(&[]);
    let mut files = String::new();
    for number in 0..30 {
        let manifest = format!(
            "[publication]\ntitle = \"P {number}\"\nlanguage = \"en\"\nchapters = [\"a.md\", \"b.md\"]\n"
        );
        project.write(&format!("p{number}/pamphlet.toml"), manifest);
        project.write(&format!("p{number}/a.md"), "# First\n\nSee [the second](b.md#second).\n");
        project.write(&format!("p{number}/b.md"), "# Second\n\nWords.\n");
        files += &format!(" p{number}/a.md p{number}/b.md");
    }
    project.write("alone.md", GOOD);
    files += " alone.md";
    for entry in entries {
        project.run(&format!("{entry} {files}")).exits(0);
    }
    assert_eq!(project.read("p7/a.md"), "# First\n\nSee [the second](b.md#second).\n");
    project.write("p7/b.md", "# Other\n\nWords.\n");
    project.run(&format!("check --strict {files}")).exits(1);
    let run = project.run(&format!("check --message-format sarif {files}")).exits(0);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let results = report["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.len(), 1, "{results:?}");
    assert_eq!(results[0]["ruleId"], "dead-anchor");
    let place = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(place.as_str().is_some_and(|it| it.ends_with("p7/a.md")), "{place}");
}
