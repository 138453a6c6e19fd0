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
