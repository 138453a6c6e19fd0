//! Collections: what their tables give to their members, and lists of chapters.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const SHARED: &str =
    "[collection]\nmembers = [\"a\", \"b.md\"]\n\n[check]\nstrict = true\n\n[txt]\nwidth = 40\n";
const MANIFEST: &str = "[publication]\ntitle = \"Aims\"\nlanguage = \"en\"\nchapters = [\"t.md\"]\n";
const WORDS: &str = "Here are words enough for a line of forty cells and then some more of them.\n";

fn shelf() -> TestProject {
    let second = format!("---\ntitle: B\nlang: en\n---\n\n{WORDS}");
    TestProject::new(&[
        ("pamphlet.toml", SHARED),
        ("a/pamphlet.toml", MANIFEST),
        ("a/t.md", &format!("# A\n\n{WORDS}")),
        ("b.md", &second),
    ])
}

fn widest(text: &str) -> usize {
    text.lines().map(|it| it.chars().count()).max().unwrap_or(0)
}

#[test]
fn the_tables_of_a_collection_hold_for_its_members() {
    let project = shelf();
    project.run("build -t txt").exits(0);
    assert!(widest(&project.read("output/a.txt")) <= 40 && widest(&project.read("output/b.txt")) <= 40);
    // Alone as well, so that the editions are the same.
    let record = project.read("output/a.record.json");
    assert!(record.contains("\"../pamphlet.toml\""), "{record}");
    project.run("build a -t txt").exits(0);
    assert_eq!(project.read("output/a.record.json"), record);
    project.run("verify -t txt").exits(0);
    project.run("verify a -t txt").exits(0);
    // The member's own table lies over that of the collection.
    project.write("a/pamphlet.toml", format!("{MANIFEST}[txt]\nwidth = 60\n"));
    project.run("build a -t txt").exits(0);
    assert!(widest(&project.read("output/a.txt")) > 40);
}

#[test]
fn strict_in_a_collection_is_strict_for_its_members() {
    let project = shelf();
    project.run("check").exits(0);
    project.write("a/t.md", "# A\n\nThis is the the play.\n");
    project.run("check").exits(1).reports("doubled-word");
    project.run("check a").exits(1);
    // A folder that is not a member is its own.
    project.write("c/pamphlet.toml", MANIFEST);
    project.write("c/t.md", "# A\n\nThis is the the play.\n");
    project.run("check c").exits(0).reports("doubled-word");
}

#[test]
fn a_chapter_that_is_listed_twice_is_reported() {
    let project = TestProject::new(&[("t.md", "# A\n\nWords.\n")]);
    project.write("pamphlet.toml", MANIFEST.replace("\"t.md\"", "\"t.md\", \"t.md\""));
    project.run("check").exits(0).reports("chapter `t.md` is listed twice");
}

#[test]
fn a_language_that_cannot_be_read_is_not_missing_as_well() {
    let project = TestProject::new(&[("a.md", "---\ntitle: A\nlang: english\n---\n\nA b c.\n")]);
    let run = project.run("check a.md").exits(0).reports("bad-language");
    assert!(!run.stderr.contains("missing-language"), "{}", run.stderr);
    // A bad tag in the text says nothing of the publication.
    project.write("a.md", "---\ntitle: A\n---\n\nA [b]{lang=english} c.\n");
    project.run("check a.md").exits(1).reports("bad-language").reports("missing-language");
}

#[test]
fn a_wrong_check_digit_names_the_right_one() {
    let project = TestProject::new(&[]);
    project.write("a.md", "---\ntitle: A\nlang: en\nidentifier: 978-3-16-148410-1\n---\n\nWords.\n");
    project.run("check a.md").exits(1).reports("it is `0` for the other digits");
}

/// A collection whose members link to each other, the first with an address of its own where it is given.
fn neighbours(url: &str, form: &str) -> TestProject {
    let manifest = |name: &str, chapters: &str, more: &str| {
        format!(
            "[publication]\ntitle = \"{name}\"\nlanguage = \"en\"\nslug = \"{name}\"\nchapters = [{chapters}]\n{more}"
        )
    };
    let text = "# Hello\n\nSee the [other](../two/t.md), its [second](../two/s.md), [](../two/s.md#deep) and [alone](../alone.md#x).\n\n\
                ::: {of=\"../two/t.md#more\"}\n:::\n";
    TestProject::new(&[
        ("pamphlet.toml", "[collection]\nmembers = [\"one\", \"two\", \"alone.md\"]\n"),
        ("one/pamphlet.toml", &manifest("one", "\"t.md\"", url)),
        ("one/t.md", text),
        ("two/pamphlet.toml", &manifest("two", "\"t.md\", \"s.md\"", form)),
        ("two/t.md", "# First\n\nText of it.\n\n## More {#more}\n\nGo [on](s.md), or [up](#first).\n"),
        ("two/s.md", "# Second\n\nText.\n\n## Deep down {#deep}\n\nText.\n"),
        ("alone.md", "---\ntitle: Alone\nlang: en\n---\n\nA [word]{#x}, and [one](one/t.md).\n"),
    ])
}

#[test]
fn members_link_to_the_editions_of_each_other() {
    let project = neighbours("", "");
    project.run("check --strict").exits(0);
    project.run("build").exits(0);
    let html = project.read("output/one.html");
    for link in [
        "<a href=\"two.html\">other</a>",
        "<a href=\"two.html#second\">second</a>",
        "<a href=\"two.html#deep\">Deep down</a>",
        "<a href=\"alone.html#x\">alone</a>",
        "Go <a href=\"two.html#second\">on</a>, or <a href=\"two.html#first\">up</a>",
    ] {
        assert!(html.contains(link), "`{link}` is not in:\n{html}");
    }
    assert!(project.read("output/alone.html").contains("<a href=\"one.html\">one</a>"));
    assert!(project.read("output/one.txt").contains("two.txt"), "{}", project.read("output/one.txt"));
    project.run("verify").exits(0);
    // With an address, the other editions lead to the web.
    let project = neighbours("url = \"https://a.example/texts/one.html\"\n", "");
    project.run("build").exits(0);
    assert!(project.read("output/one.html").contains("href=\"two.html#deep\""));
    assert!(project.read("output/one.txt").contains("https://a.example/texts/two.html#deep"));
    project.run("verify").exits(0);
}

#[test]
fn links_to_a_site_lead_to_its_pages() {
    let project = neighbours("", "url = \"https://b.example/two/\"\nhtml = \"site\"\n");
    project.run("build").exits(0);
    let html = project.read("output/one.html");
    for link in [
        "href=\"two/index.html\">other",
        "href=\"two/s.html#second\">second",
        "href=\"two/s.html#deep\">Deep down",
    ] {
        assert!(html.contains(link), "`{link}` is not in:\n{html}");
    }
    let text = project.read("output/one.txt");
    assert!(
        text.contains("https://b.example/two/s.html#deep") && text.contains("https://b.example/two/\n"),
        "{text}"
    );
    project.run("verify").exits(0);
}

#[test]
fn a_link_to_an_id_that_a_member_lacks_is_reported() {
    let project = neighbours("", "");
    project.write("two/s.md", "# Second\n\nText.\n\n## Deep down {#deeper}\n\nText.\n");
    let run = project.run("check one").exits(0).reports("one/t.md:3:");
    assert!(
        run.stderr.contains("nothing in `two/s.md` has the id `deep`")
            && run.stderr.contains("did you mean `#deeper`?"),
        "{}",
        run.stderr
    );
    project.write("one/t.md", "# Hello\n\nSee [that](../two/none.md).\n");
    project.run("check one").exits(0).reports("unpublished-link");
}

/// A repository of thirty publications, which have the theme and the fonts of one house.
fn monorepo() -> TestProject {
    let members: Vec<String> = (1..=30).map(|it| format!("p{it:02}")).collect();
    let manifest =
        format!("[collection]\nmembers = {members:?}\ntheme = \"house/house.toml\"\n\n[txt]\nwidth = 60\n");
    let project = TestProject::new(&[
        ("pamphlet.toml", &manifest),
        ("house/house.toml", "extends = \"modern\"\n\n[light]\naccent = \"#a80000\"\n"),
    ]);
    for name in &members {
        let manifest = format!(
            "[publication]\ntitle = \"Number {name}\"\nlanguage = \"en\"\nchapters = [\"a.md\", \"b.md\"]\n"
        );
        project.write(&format!("{name}/pamphlet.toml"), manifest);
        project.write(&format!("{name}/a.md"), format!("# First\n\nText of {name}.[^1]\n\n[^1]: A note.\n"));
        project.write(&format!("{name}/b.md"), "# Second\n\nMore.\n");
    }
    project
}

#[test]
fn the_theme_of_a_collection_is_that_of_its_members() {
    let project = monorepo();
    project.run("build p03 -t html").exits(0);
    assert!(project.read("output/p03.html").contains("#a80000"));
    let record = project.read("output/p03.record.json");
    assert!(record.contains("\"../house/house.toml\""), "{record}");
    project.run("verify p03 -t html").exits(0);
    project.run("build p03 -t html --deps -").exits(0).reports("p03.html");
    // A member may name another one, and one in the folder of the collection by its path.
    let named = |theme: &str| {
        let manifest = project.read("p04/pamphlet.toml").replace("\n\n", "\n");
        project.write(
            "p04/pamphlet.toml",
            manifest.replace("[publication]\n", &format!("[publication]\n{theme}\n")),
        );
        project.run("build p04 -t html")
    };
    named("theme = \"../house/house.toml\"").exits(0);
    assert!(project.read("output/p04.html").contains("#a80000"));
    project.write("house/gone.toml", "");
    project.run("check --theme ../house/house.toml p05").exits(0);
    project.run("check --theme ../../house.toml p05").exits(1).reports("unknown-theme");
    // A publication that is no member has nothing of it.
    project.write("p31/pamphlet.toml", project.read("p04/pamphlet.toml"));
    project.write("p31/a.md", "# A\n\nText.\n");
    project.write("p31/b.md", "# B\n\nText.\n");
    project.run("check p31").exits(1).reports("lists the publication as a member");
}

#[test]
fn thirty_publications_are_checked_by_one_command() {
    let project = monorepo();
    project.run("check --strict").exits(0).reports("p30/pamphlet.toml: no errors or warnings");
    project.write("p07/b.md", "# Second\n\n![A quay](gone.png)\n");
    project.write("p12/a.md", "# First\n\nThis is the the play.\n");
    // What pre-commit calls: the files of a commit, of whatever publications.
    let hook = "check --message-format sarif p01/a.md p07/a.md p07/b.md p12/a.md p12/b.md";
    let found = |status: i32, more: &str| {
        let run = project.run(&format!("{hook} {more}")).exits(status);
        let log: serde_json::Value = serde_json::from_str(&run.stdout).expect("SARIF");
        let results = log["runs"][0]["results"].as_array().cloned().unwrap_or_default();
        let row = |it: &serde_json::Value| {
            let uri = &it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            [&it["ruleId"], &it["level"], uri].map(|it| it.as_str().unwrap_or_default().to_owned())
        };
        results.iter().map(row).collect::<Vec<_>>()
    };
    let row = |rule: &str, level: &str, path: &str| [rule, level, path].map(str::to_owned);
    let all = [row("missing-image", "error", "p07/b.md"), row("doubled-word", "warning", "p12/a.md")];
    assert_eq!(found(1, ""), all);
    assert_eq!(found(1, "--strict"), all);
    project.run("check p12/a.md --strict").exits(1).reports("doubled-word");
    project.run("check p01/a.md p12/a.md").exits(0);
    project.run("check p01/a.md p07/a.md --strict").exits(0);
    // What is not there is said before anything else, and is another status.
    assert_eq!(found(2, "p31/a.md"), Vec::<[String; 3]>::new());
}
