//! The program as its users meet it: what is read, what is written, what it says, and how it ends.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::desk::{Desk, Run};

const GOOD: &str = "---\ntitle: A Statement\nlang: en\n---\n\n# Background\n\nSome words.\n";
const BAD: &str = "---\ntitle: A Statement\nlang: en\n---\n\nA note[^none].\n";

#[test]
fn a_file_becomes_four_editions_named_after_it() {
    let desk = Desk::new(&[("texts/statement.md", GOOD)]);
    let run = desk.run("build texts/statement.md").ends(0).says("output/statement.pdf");
    assert_eq!(run.stdout, "");
    assert_eq!(
        desk.editions("output"),
        ["statement.epub", "statement.html", "statement.pdf", "statement.txt"],
        "and nothing temporary"
    );
    assert!(run.stderr.contains("texts/statement.md: 3 words"), "{}", run.stderr);
    assert!(fs::read(desk.path("output/statement.pdf")).expect("a file").starts_with(b"%PDF-1.7"));
}

#[test]
fn two_builds_in_two_folders_give_the_same_bytes() {
    let (one, two) = (Desk::new(&[("statement.md", GOOD)]), Desk::new(&[("elsewhere/statement.md", GOOD)]));
    one.run("build statement.md --jobs 1").ends(0);
    two.run("build elsewhere/statement.md -o out").ends(0);
    for ending in ["pdf", "epub", "html", "txt"] {
        let bytes = |desk: &Desk, path: &str| fs::read(desk.path(path)).expect("a file");
        let first = bytes(&one, &format!("output/statement.{ending}"));
        assert!(first == bytes(&two, &format!("out/statement.{ending}")), "{ending} differs");
    }
}

#[test]
fn a_failed_build_leaves_the_last_good_editions_and_nothing_else() {
    let desk = Desk::new(&[("statement.md", GOOD)]);
    desk.run("build statement.md -t txt,html").ends(0);
    let before = desk.read("output/statement.txt");
    desk.write("statement.md", BAD);
    desk.run("build statement.md").ends(1).says("statement.md:6:").says("nothing is written");
    assert_eq!(desk.read("output/statement.txt"), before);
    assert_eq!(desk.editions("output"), ["statement.html", "statement.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let desk = Desk::new(&[("statement.md", GOOD), ("taken", "a file"), ("out/statement.txt/x", "a folder")]);
    desk.run("build statement.md -t txt -o taken").ends(2).says("taken");
    desk.run("build statement.md -t html,txt -o out").ends(2).says("out/statement.txt");
    assert_eq!(desk.read("taken"), "a file");
    assert_eq!(desk.editions("out"), ["statement.txt"], "neither a temporary file nor half of the editions");
}

#[test]
fn standard_input_to_standard_output() {
    let desk = Desk::new(&[]);
    let mut command = desk.command("build - -t txt -o -");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    child.stdin.take().expect("a pipe").write_all(GOOD.as_bytes()).expect("written");
    let run = Run::of(child.wait_with_output().expect("ended")).ends(0);
    assert!(run.stdout.contains("Some words."), "{}", run.stdout);
    assert_eq!((run.stderr.as_str(), desk.list(".").len()), ("", 0));
}

#[test]
fn one_edition_may_be_given_a_file_name() {
    let desk = Desk::new(&[("statement.md", GOOD)]);
    desk.run("build statement.md -o page.html").ends(0);
    desk.run("build statement.md -t txt -o page.html").ends(2).says("page.html");
    desk.run("build statement.md -t txt,html -o page.html").ends(2).says("several editions");
    desk.run("build statement.md -o -").ends(2).says("several editions");
    assert_eq!(desk.list("."), ["page.html", "statement.md"]);
}

#[test]
fn a_collection_builds_what_it_can() {
    let desk = Desk::new(&[
        ("source/pamphlet.toml", "[collection]\nmembers = [\"one\", \"two\", \"three.md\"]\n"),
        (
            "source/one/pamphlet.toml",
            "[publication]\ntitle = \"One\"\nlanguage = \"en\"\nchapters = [\"a.md\", \"b.md\"]\n",
        ),
        ("source/one/a.md", "# First\n"),
        ("source/one/b.md", "# Second\n"),
        ("source/two/pamphlet.toml", "[publication]\nchapters = [\"a.md\"]\n"),
        ("source/two/a.md", BAD),
        ("source/three.md", GOOD),
    ]);
    desk.run("build -t txt").ends(1).says("source/two/a.md:6:");
    assert_eq!(desk.editions("output"), ["one.txt", "three.txt"]);
    let text = desk.read("output/one.txt");
    assert!(text.find("First").expect("one") < text.find("Second").expect("two"), "{text}");
}

#[test]
fn two_publications_cannot_have_one_name() {
    let desk = Desk::new(&[
        ("pamphlet.toml", "[collection]\nmembers = [\"a/x.md\", \"b/x.md\"]\n"),
        ("a/x.md", GOOD),
        ("b/x.md", GOOD),
    ]);
    desk.run("build -t txt").ends(2).says("`a/x.md`").says("`b/x.md`").says("slug");
    desk.write("b/x.md", GOOD.replace("lang", "slug: y\nlang"));
    desk.run("build -t txt").ends(0);
    assert_eq!(desk.editions("output"), ["x.txt", "y.txt"]);
}

#[test]
fn front_matter_lies_over_the_manifest() {
    let manifest =
        "[publication]\ntitle = \"Old\"\nlanguage = \"en\"\nslug = \"old\"\nchapters = [\"a.md\"]\n";
    let desk = Desk::new(&[("pamphlet.toml", manifest), ("a.md", "---\ntitle: New\n---\n\nText.\n")]);
    desk.run("build -t txt").ends(0);
    let text = desk.read("output/old.txt");
    assert!(text.contains("New") && !text.contains("Old"), "{text}");
}

#[test]
fn what_faults_weigh_is_said_by_rule() {
    let skipped = "---\ntitle: T\nlang: en\n---\n\n# A\n\n### B\n";
    let desk = Desk::new(&[
        ("a.md", skipped),
        ("b.md", &skipped.replace("lang", "check: {deny: skipped-heading}\nlang")),
    ]);
    desk.run("check a.md").ends(0).says("warning[skipped-heading]");
    desk.run("check a.md --strict").ends(1);
    desk.run("check a.md --deny skipped-heading").ends(1).says("error[skipped-heading]");
    desk.run("check b.md").ends(1).says("error[skipped-heading]");
    desk.run("check b.md --warn skipped-heading").ends(0).says("warning[skipped-heading]");
    let run = desk.run("check b.md --allow skipped-heading --strict").ends(0);
    assert_eq!(run.stderr, "b.md: no faults\n");
}

#[test]
fn the_moment_of_making_is_never_the_clock() {
    let desk = Desk::new(&[("a.md", GOOD)]);
    desk.run("build a.md -t epub -o first.epub").ends(0);
    desk.run("build a.md -t epub -o second.epub --creation-date 1700000000").ends(0);
    let epoch = |value: &str, output: &str| {
        let mut command = desk.command(&format!("build a.md -t epub -o {output}"));
        Run::of(command.env("SOURCE_DATE_EPOCH", value).output().expect("runs"))
    };
    epoch("1700000000", "third.epub").ends(0);
    for malformed in ["", "now", "-1", "1.5", " 1", "99999999999999999999999"] {
        epoch(malformed, "fourth.epub").ends(2).says("SOURCE_DATE_EPOCH");
    }
    let bytes = |path: &str| fs::read(desk.path(path)).expect("a file");
    assert!(bytes("first.epub") != bytes("second.epub"));
    assert!(bytes("second.epub") == bytes("third.epub"));
    assert!(!desk.path("fourth.epub").exists());
}

#[test]
fn the_dependencies_are_noted_for_make() {
    let text =
        format!("{GOOD}\n![A dot](images/a dot.svg)\n").replace("(images/a dot.svg)", "(<images/a dot.svg>)");
    let desk = Desk::new(&[
        ("doc/pamphlet.toml", "[publication]\nchapters = [\"a.md\"]\n"),
        ("doc/a.md", &text),
        ("doc/images/a dot.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
    ]);
    desk.run("build doc -t txt,html --deps doc.d").ends(0);
    assert_eq!(
        desk.read("doc.d"),
        "output/doc.html output/doc.txt: doc/pamphlet.toml doc/a.md doc/images/a\\ dot.svg\n"
    );
}

#[test]
fn quiet_says_nothing_and_verbose_says_what_is_read() {
    let desk = Desk::new(&[("a.md", GOOD)]);
    assert_eq!(desk.run("build a.md -t txt -q").ends(0).stderr, "");
    desk.run("build a.md -t txt -v").ends(0).says("read a.md\n");
    desk.run("build a.md -t txt -q -v").ends(2);
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    let desk = Desk::new(&[("a.md", BAD)]);
    let coloured = |run: Run| run.stderr.contains('\u{1b}');
    assert!(!coloured(desk.run("check a.md")));
    assert!(coloured(desk.run("check a.md --color always")));
    let forced = |name: &str, value: &str, arguments: &str| {
        coloured(Run::of(desk.command(arguments).env(name, value).output().expect("runs")))
    };
    assert!(forced("CLICOLOR_FORCE", "1", "check a.md"));
    assert!(!forced("CLICOLOR_FORCE", "1", "check a.md --color never"));
    assert!(!forced("NO_COLOR", "1", "check a.md"));
}

#[test]
fn every_line_of_json_is_an_object() {
    let desk = Desk::new(&[("a.md", BAD)]);
    let run = desk.run("build a.md --message-format json").ends(1);
    assert!(!run.stderr.is_empty());
    for line in run.stderr.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("an object");
        assert_eq!(object["place"]["line"], 6, "{line}");
    }
    let run = desk.run("build none.md --message-format json").ends(2);
    assert!(serde_json::from_str::<serde_json::Value>(&run.stderr).expect("an object")["rule"].is_null());
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let desk = Desk::new(&[("secret/dot.svg", svg), ("secret/a.md", "Secret.\n"), ("doc/inside.svg", svg)]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(desk.path(to), desk.path(at)).expect("a link");
    link("secret/dot.svg", "doc/out.svg");
    link("secret", "doc/folder");
    link("doc/inside.svg", "doc/in.svg");
    let with = |image: &str| desk.write("doc/a.md", format!("{GOOD}\n![A dot]({image})\n"));
    with("in.svg");
    desk.run("build doc/a.md -t html").ends(0);
    for (image, rule) in [("out.svg", "outside-image"), ("folder/dot.svg", "outside-image")] {
        with(image);
        desk.run("build doc/a.md -t html").ends(1).says(rule);
    }
    with("../secret/dot.svg");
    desk.run("build doc/a.md -t html").ends(1);
    desk.write("doc/pamphlet.toml", "[publication]\nchapters = [\"folder/a.md\"]\n");
    desk.run("build doc -t html").ends(2).says("lies outside");
    desk.write("doc/pamphlet.toml", "[publication]\nchapters = [\"../secret/a.md\"]\n");
    desk.run("build doc -t html").ends(2).says("lies outside");
}

#[test]
fn two_builds_at_once_do_not_clash() {
    let desk = Desk::new(&[("a.md", GOOD)]);
    let start = || desk.command("build a.md -q").stderr(Stdio::piped()).spawn().expect("runs");
    let children: Vec<_> = (0..4).map(|_| start()).collect();
    for child in children {
        Run::of(child.wait_with_output().expect("ended")).ends(0);
    }
    assert_eq!(desk.editions("output").len(), 4);
}

#[test]
fn every_rule_has_its_page() {
    let desk = Desk::new(&[]);
    let list = desk.run("explain").ends(0).stdout;
    let rules = pamphlet::pipeline::rules();
    assert_eq!(list.lines().count(), rules.len());
    for pair in rules.windows(2) {
        assert!(pair[0].id < pair[1].id, "{} twice", pair[0].id);
    }
    for rule in rules {
        let slug = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        assert!(rule.id.chars().all(slug), "{}", rule.id);
        assert!(list.contains(rule.id), "{}", rule.id);
        assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{}", rule.id);
        assert!(rule.explanation.trim().len() > 100, "{} explains too little", rule.id);
    }
    let page = desk.run("explain missing-alt").ends(0).stdout;
    assert!(page.starts_with("# missing-alt\n") && page.contains("WCAG"), "{page}");
    desk.run("explain missing-atl").ends(2).says("did you mean `missing-alt`?");
}

/// The corpus, where this machine has it.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    std::env::var_os("PAMPHLET_CORPUS").map(PathBuf::from).or(Some(beside)).filter(|it| it.is_dir())
}

#[test]
fn the_statement_is_published_without_a_fault() {
    let Some(corpus) = corpus() else { return };
    let desk = Desk::new(&[]);
    let source = corpus.join("statement.md");
    let run = desk.run(&format!("build {} --strict", source.display())).ends(0);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    assert_eq!(desk.editions("output").len(), 4);
}

#[test]
fn an_exception_that_covers_nothing_is_reported() {
    let exception = "<!-- pamphlet-allow doubled-space: the gap is meant -->\n";
    let head = "---\ntitle: A\nlang: en\n---\n\n";
    let desk = Desk::new(&[
        ("used.md", &format!("{head}{exception}Two  spaces.\n")),
        ("idle.md", &format!("{head}{exception}One space.\n")),
    ]);
    assert!(!desk.run("check used.md").ends(0).stderr.contains("warning"));
    desk.run("check idle.md").ends(0).says("warning[unused-exception]: there is no `doubled-space`");
    desk.run("check idle.md --strict").ends(1);
    assert!(!desk.run("check idle.md -t html").ends(0).stderr.contains("warning"), "not all was looked at");
}

#[test]
fn the_colour_of_the_house_is_that_of_the_publication() {
    let with = |accent: &str| GOOD.replace("lang: en", &format!("lang: en\naccent: '{accent}'"));
    let desk =
        Desk::new(&[("navy.md", &with("#000080")), ("sun.md", &with("#ffcc00")), ("word.md", &with("navy"))]);
    desk.run("build navy.md --strict").ends(0);
    assert!(desk.read("output/navy.html").contains("--accent:#000080;--link:#000080"));
    desk.run("check sun.md").ends(0).says("faint-color").says("a contrast of 1.3:1").says("is taken");
    desk.run("check word.md").ends(1).says("bad-color").says("`navy` is not a colour");
}

#[test]
fn the_pages_are_set_in_the_families_that_are_named() {
    let manifest = |serif: &str| {
        format!(
            "[publication]\nchapters = ['a.md']\n[pdf]\nserif-font = '{serif}'\nmono-font = 'source code pro'\n"
        )
    };
    let (good, bad) = (manifest("Source Sans 3"), manifest("Source Sands"));
    let desk = Desk::new(&[("good/pamphlet.toml", &good), ("bad/pamphlet.toml", &bad)]);
    desk.write("good/a.md", GOOD);
    desk.write("bad/a.md", GOOD);
    desk.run("build good -t pdf --strict").ends(0);
    let record = desk.read("output/good.record.json");
    assert!(record.contains("SourceSans3-Regular") && !record.contains("EBGaramond"), "{record}");
    desk.write("good/pamphlet.toml", manifest("Amiri"));
    desk.run("check good").ends(0).says("lacking-face").says("`Amiri` has no italic face");
    desk.run("check bad").ends(1).says("unknown-font").says("did you mean `Source Sans 3`?");
}
