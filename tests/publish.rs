//! The program as its users meet it: what is read, what is written, what it says, and how it ends.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::project::{Run, TestProject};

const GOOD: &str = "---\ntitle: A Statement\nlang: en\n---\n\n# Background\n\nSome words.\n";
const BAD: &str = "---\ntitle: A Statement\nlang: en\n---\n\n![A dot](none.png)\n";

#[test]
fn a_file_becomes_four_editions_named_after_it() {
    let project = TestProject::new(&[("texts/statement.md", GOOD)]);
    let run = project.run("build texts/statement.md").exits(0).reports("output/statement.pdf");
    assert_eq!(run.stdout, "");
    assert_eq!(
        project.editions("output"),
        ["statement.epub", "statement.html", "statement.pdf", "statement.txt"],
        "and nothing temporary"
    );
    assert!(run.stderr.contains("texts/statement.md: 3 words"), "{}", run.stderr);
    assert!(fs::read(project.path("output/statement.pdf")).expect("a file").starts_with(b"%PDF-1.7"));
}

#[test]
fn two_builds_in_two_folders_give_the_same_bytes() {
    let (one, two) =
        (TestProject::new(&[("statement.md", GOOD)]), TestProject::new(&[("elsewhere/statement.md", GOOD)]));
    one.run("build statement.md --jobs 1").exits(0);
    two.run("build elsewhere/statement.md -o out").exits(0);
    for ending in ["pdf", "epub", "html", "txt"] {
        let bytes = |project: &TestProject, path: &str| fs::read(project.path(path)).expect("a file");
        let first = bytes(&one, &format!("output/statement.{ending}"));
        assert!(first == bytes(&two, &format!("out/statement.{ending}")), "{ending} differs");
    }
}

#[test]
fn a_failed_build_leaves_the_last_good_editions_and_nothing_else() {
    let project = TestProject::new(&[("statement.md", GOOD)]);
    project.run("build statement.md -t txt,html").exits(0);
    let before = project.read("output/statement.txt");
    project.write("statement.md", BAD);
    project.run("build statement.md").exits(1).reports("statement.md:6:").reports("nothing written");
    assert_eq!(project.read("output/statement.txt"), before);
    assert_eq!(project.editions("output"), ["statement.html", "statement.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let project =
        TestProject::new(&[("statement.md", GOOD), ("taken", "a file"), ("out/statement.txt/x", "a folder")]);
    project.run("build statement.md -t txt -o taken").exits(2).reports("taken");
    project.run("build statement.md -t html,txt -o out").exits(2).reports("out/statement.txt");
    assert_eq!(project.read("taken"), "a file");
    assert_eq!(
        project.editions("out"),
        ["statement.txt"],
        "neither a temporary file nor half of the editions"
    );
}

#[test]
fn standard_input_to_standard_output() {
    let project = TestProject::new(&[]);
    let mut command = project.command("build - -t txt -o -");
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("runs");
    child.stdin.take().expect("a pipe").write_all(GOOD.as_bytes()).expect("written");
    let run = Run::of(child.wait_with_output().expect("ended")).exits(0);
    assert!(run.stdout.contains("Some words."), "{}", run.stdout);
    assert_eq!((run.stderr.as_str(), project.list(".").len()), ("", 0));
}

#[test]
fn one_edition_may_be_given_a_file_name() {
    let project = TestProject::new(&[("statement.md", GOOD)]);
    project.run("build statement.md -o page.html").exits(0);
    project.run("build statement.md -t txt -o page.html").exits(2).reports("page.html");
    project.run("build statement.md -t txt,html -o page.html").exits(2).reports("several editions");
    project.run("build statement.md -o -").exits(2).reports("several editions");
    assert_eq!(project.list("."), ["page.html", "statement.md"]);
}

#[test]
fn a_collection_builds_what_it_can() {
    let project = TestProject::new(&[
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
    project.run("build -t txt").exits(1).reports("source/two/a.md:6:");
    assert_eq!(project.editions("output"), ["one.txt", "three.txt"]);
    let text = project.read("output/one.txt");
    assert!(text.find("First").expect("one") < text.find("Second").expect("two"), "{text}");
}

#[test]
fn two_publications_cannot_have_one_name() {
    let project = TestProject::new(&[
        ("pamphlet.toml", "[collection]\nmembers = [\"a/x.md\", \"b/x.md\"]\n"),
        ("a/x.md", GOOD),
        ("b/x.md", GOOD),
    ]);
    project.run("build -t txt").exits(2).reports("`a/x.md`").reports("`b/x.md`").reports("slug");
    project.write("b/x.md", GOOD.replace("lang", "slug: y\nlang"));
    project.run("build -t txt").exits(0);
    assert_eq!(project.editions("output"), ["x.txt", "y.txt"]);
}

#[test]
fn front_matter_lies_over_the_manifest() {
    let manifest =
        "[publication]\ntitle = \"Old\"\nlanguage = \"en\"\nslug = \"old\"\nchapters = [\"a.md\"]\n";
    let project =
        TestProject::new(&[("pamphlet.toml", manifest), ("a.md", "---\ntitle: New\n---\n\nText.\n")]);
    project.run("build -t txt").exits(0);
    let text = project.read("output/old.txt");
    assert!(text.contains("New") && !text.contains("Old"), "{text}");
}

#[test]
fn what_faults_weigh_is_said_by_rule() {
    let skipped = "---\ntitle: T\nlang: en\n---\n\n# A\n\n### B\n";
    let project = TestProject::new(&[
        ("a.md", skipped),
        ("b.md", &skipped.replace("lang", "check: {deny: skipped-heading}\nlang")),
    ]);
    project.run("check a.md").exits(0).reports("warning[skipped-heading]");
    project.run("check a.md --strict").exits(1);
    project.run("check a.md --deny skipped-heading").exits(1).reports("error[skipped-heading]");
    project.run("check b.md").exits(1).reports("error[skipped-heading]");
    project.run("check b.md --warn skipped-heading").exits(0).reports("warning[skipped-heading]");
    let run = project.run("check b.md --allow skipped-heading --strict").exits(0);
    assert_eq!(run.stderr, "b.md: no errors or warnings\n");
}

#[test]
fn the_moment_of_making_is_never_the_clock() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    project.run("build a.md -t epub -o first.epub").exits(0);
    project.run("build a.md -t epub -o second.epub --creation-date 1700000000").exits(0);
    let epoch = |value: &str, output: &str| {
        let mut command = project.command(&format!("build a.md -t epub -o {output}"));
        Run::of(command.env("SOURCE_DATE_EPOCH", value).output().expect("runs"))
    };
    epoch("1700000000", "third.epub").exits(0);
    epoch("", "unset.epub").exits(0);
    assert_eq!(fs::read(project.path("unset.epub")).ok(), fs::read(project.path("first.epub")).ok());
    for malformed in ["now", "-1", "1.5", " 1", "99999999999999999999999"] {
        epoch(malformed, "fourth.epub").exits(2).reports("SOURCE_DATE_EPOCH");
    }
    let bytes = |path: &str| fs::read(project.path(path)).expect("a file");
    assert!(bytes("first.epub") != bytes("second.epub"));
    assert!(bytes("second.epub") == bytes("third.epub"));
    assert!(!project.path("fourth.epub").exists());
}

#[test]
fn the_dependencies_are_noted_for_make() {
    let text =
        format!("{GOOD}\n![A dot](images/a dot.svg)\n").replace("(images/a dot.svg)", "(<images/a dot.svg>)");
    let project = TestProject::new(&[
        ("doc/pamphlet.toml", "[publication]\nchapters = [\"a.md\"]\n"),
        ("doc/a.md", &text),
        ("doc/images/a dot.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"),
    ]);
    project.run("build doc -t txt,html --deps doc.d").exits(0);
    assert_eq!(
        project.read("doc.d"),
        "output/doc.html output/doc.txt output/doc.record.json: doc/pamphlet.toml doc/a.md doc/images/a\\ dot.svg\n"
    );
}

#[test]
fn quiet_says_nothing_and_verbose_says_what_is_read() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    assert_eq!(project.run("build a.md -t txt -q").exits(0).stderr, "");
    project.run("build a.md -t txt -v").exits(0).reports("read a.md\n");
    project.run("build a.md -t txt -q -v").exits(2);
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    let project = TestProject::new(&[("a.md", BAD)]);
    let coloured = |run: Run| run.stderr.contains('\u{1b}');
    assert!(!coloured(project.run("check a.md")));
    assert!(coloured(project.run("check a.md --color always")));
    let forced = |name: &str, value: &str, arguments: &str| {
        coloured(Run::of(project.command(arguments).env(name, value).output().expect("runs")))
    };
    assert!(forced("CLICOLOR_FORCE", "1", "check a.md"));
    assert!(!forced("CLICOLOR_FORCE", "1", "check a.md --color never"));
    assert!(!forced("NO_COLOR", "1", "check a.md"));
}

#[test]
fn every_line_of_json_is_an_object() {
    let project = TestProject::new(&[("a.md", BAD)]);
    let run = project.run("build a.md --message-format json").exits(1);
    assert!(!run.stdout.is_empty());
    for line in run.stdout.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("an object");
        assert_eq!(object["place"]["line"], 6, "{line}");
    }
    let run = project.run("build none.md --message-format json").exits(2);
    assert!(serde_json::from_str::<serde_json::Value>(&run.stdout).expect("an object")["rule"].is_null());
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    let project =
        TestProject::new(&[("secret/dot.svg", svg), ("secret/a.md", "Secret.\n"), ("doc/inside.svg", svg)]);
    let link =
        |to: &str, at: &str| std::os::unix::fs::symlink(project.path(to), project.path(at)).expect("a link");
    link("secret/dot.svg", "doc/out.svg");
    link("secret", "doc/folder");
    link("doc/inside.svg", "doc/in.svg");
    let with = |image: &str| project.write("doc/a.md", format!("{GOOD}\n![A dot]({image})\n"));
    with("in.svg");
    project.run("build doc/a.md -t html").exits(0);
    for (image, rule) in [("out.svg", "outside-image"), ("folder/dot.svg", "outside-image")] {
        with(image);
        project.run("build doc/a.md -t html").exits(1).reports(rule);
    }
    with("../secret/dot.svg");
    project.run("build doc/a.md -t html").exits(1);
    project.write("doc/pamphlet.toml", "[publication]\nchapters = [\"folder/a.md\"]\n");
    project.run("build doc -t html").exits(2).reports("lies outside");
    project.write("doc/pamphlet.toml", "[publication]\nchapters = [\"../secret/a.md\"]\n");
    project.run("build doc -t html").exits(2).reports("lies outside");
}

#[test]
fn two_builds_at_once_do_not_clash() {
    let project = TestProject::new(&[("a.md", GOOD)]);
    let start = || project.command("build a.md -q").stderr(Stdio::piped()).spawn().expect("runs");
    let children: Vec<_> = (0..4).map(|_| start()).collect();
    for child in children {
        Run::of(child.wait_with_output().expect("ended")).exits(0);
    }
    assert_eq!(project.editions("output").len(), 4);
}

#[test]
fn every_rule_has_its_page() {
    let project = TestProject::new(&[]);
    let list = project.run("explain").exits(0).stdout;
    let rules = pamphlet::pipeline::rules();
    let names = || rules.iter().flat_map(|rule| rule.aliases.iter().chain([&rule.id]));
    assert_eq!(names().collect::<BTreeSet<_>>().len(), names().count(), "a name has one rule");
    assert_eq!(list.lines().filter(|it| it.starts_with("  ")).count(), rules.len());
    for rule in rules {
        let slug = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        assert!(rule.id.chars().all(slug), "{}", rule.id);
        assert!(list.contains(rule.id), "{}", rule.id);
        assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{}", rule.id);
        assert!(rule.explanation.trim().len() > 100, "{} explains too little", rule.id);
    }
    let page = project.run("explain missing-alt").exits(0).stdout;
    assert!(page.starts_with("# missing-alt\n") && page.contains("WCAG"), "{page}");
    assert!(page.contains("--allow missing-alt") && page.contains("pamphlet-allow missing-alt: "), "{page}");
    assert_eq!(project.run("explain figure-without-alternative").exits(0).stdout, page, "a former name");
    project.run("explain missing-atl").exits(2).reports("did you mean `missing-alt`?");
}

/// The corpus, where this machine has it.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    std::env::var_os("PAMPHLET_CORPUS").map(PathBuf::from).or(Some(beside)).filter(|it| it.is_dir())
}

#[test]
fn the_statement_is_published_without_a_fault() {
    let Some(corpus) = corpus() else { return };
    let project = TestProject::new(&[]);
    let source = corpus.join("statement.md");
    let run = project.run(&format!("build {} --strict", source.display())).exits(0);
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
    assert_eq!(project.editions("output").len(), 4);
}

#[test]
fn an_exception_that_covers_nothing_is_reported() {
    let exception = "<!-- pamphlet-allow doubled-space: the gap is meant -->\n";
    let head = "---\ntitle: A\nlang: en\n---\n\n";
    let project = TestProject::new(&[
        ("used.md", &format!("{head}{exception}Two  spaces.\n")),
        ("idle.md", &format!("{head}{exception}One space.\n")),
    ]);
    assert!(!project.run("check used.md").exits(0).stderr.contains("warning["));
    project
        .run("check idle.md")
        .exits(0)
        .reports("warning[unused-exception]: unused exception: no `doubled-space`");
    project.run("check idle.md --strict").exits(1);
    let strict = head.replace("lang: en", "lang: en\ncheck: {strict: true}");
    project.write("strict.md", format!("{strict}{exception}One space.\n"));
    project.run("check strict.md").exits(1).reports("unused-exception");
    let allowed = head.replace("lang: en", "lang: en\ncheck: {allow: unused-exception}");
    project.write("allowed.md", format!("{allowed}{exception}One space.\n"));
    assert!(!project.run("check allowed.md").exits(0).stderr.contains("unused-exception"));
    assert!(
        !project.run("check idle.md -t html").exits(0).stderr.contains("warning["),
        "not all was looked at"
    );
}

#[test]
fn the_colour_of_the_house_is_that_of_the_publication() {
    let with = |accent: &str| GOOD.replace("lang: en", &format!("lang: en\naccent: '{accent}'"));
    let project = TestProject::new(&[
        ("navy.md", &with("#000080")),
        ("sun.md", &with("#ffcc00")),
        ("word.md", &with("navy")),
    ]);
    project.run("build navy.md --strict").exits(0);
    assert!(project.read("output/navy.html").contains("--accent:#000080;--link:#000080"));
    project
        .run("check sun.md")
        .exits(0)
        .reports("faint-color")
        .reports("a contrast of 1.3:1")
        .reports("the editions use `#7e660c`");
    project.run("check word.md").exits(1).reports("bad-color").reports("`navy` is not a colour");
}

#[test]
fn the_pages_are_set_in_the_families_that_are_named() {
    let manifest = |serif: &str| {
        format!(
            "[publication]\nchapters = ['a.md']\n[pdf]\nserif-font = '{serif}'\nmono-font = 'source code pro'\n"
        )
    };
    let (good, bad) = (manifest("Source Sans 3"), manifest("Source Sands"));
    let project = TestProject::new(&[("good/pamphlet.toml", &good), ("bad/pamphlet.toml", &bad)]);
    project.write("good/a.md", GOOD);
    project.write("bad/a.md", GOOD);
    project.run("build good -t pdf --strict").exits(0);
    let record = project.read("output/good.record.json");
    assert!(record.contains("SourceSans3-Regular") && !record.contains("EBGaramond"), "{record}");
    project.write("good/pamphlet.toml", manifest("Amiri"));
    project.run("check good").exits(0).reports("lacking-face").reports("`Amiri` has no italic face");
    project.run("check bad").exits(1).reports("unknown-font").reports("did you mean `Source Sans 3`?");
}

/// No publication of the project needs a font of the machine, and none has a warning.
#[test]
fn the_sources_of_the_project_are_clean() {
    let project = TestProject::new(&[]);
    let mut command = project.command("check source --strict");
    Run::of(command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("the program runs")).exits(0);
}

#[test]
fn words_stand_for_an_image_that_is_missing_and_allowed_to_be() {
    let text = "---\ntitle: Quay\nlanguage: en\n---\n\nSee [the plan](#fig-plan).[^1]\n\n\
                ![A plan](plan.png \"The *plan*\"){#fig-plan}\n\n![](sketch.png)\n\n[^1]: A ![boat](boat.png).\n";
    let project = TestProject::new(&[("quay.md", text)]);
    project.run("build quay.md").exits(1).reports("error[missing-image]");
    project.run("build quay.md --warn missing-image").exits(0).reports("warning[missing-image]");
    project.run("verify quay.md --warn missing-image").exits(0);
    let page = project.read("output/quay.txt");
    assert!(page.contains("A plan\nThe plan\n\nsketch.png\n") && page.contains("A boat."), "{page}");
    assert!(project.read("output/quay.html").contains("id=\"fig-plan\""));
}

#[test]
fn theme_of_another_tool_in_front_matter_is_passed_over() {
    let text = "---\ntitle: Quay\nlanguage: en\nmarp: true\ntheme: gaia\n---\n\nA boat.\n";
    let project = TestProject::new(&[
        ("quay.md", text),
        (
            "book/pamphlet.toml",
            "[publication]\ntitle = \"Quay\"\nlanguage = \"en\"\ntheme = \"gaia\"\nchapters = [\"a.md\"]\n",
        ),
        ("book/a.md", "# A boat\n\nIt sails.\n"),
    ]);
    project.run("build quay.md").exits(0).reports("warning[unknown-theme]").reports("quay.md:5:8");
    project.run("build book").exits(1).reports("error[unknown-theme]");
}
