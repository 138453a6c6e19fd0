//! Themes of a publication's own, in all editions.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const SOURCE: &str =
    "---\ntitle: A letter\nlang: en\n---\n\n# The news\n\nWe write of *two* [things](https://example.org).\n";
const MANIFEST: &str =
    "[publication]\nslug = \"letter\"\nchapters = [\"a.md\"]\ntheme = \"looks/house.toml\"\n";
const HOUSE: &str = "extends = \"modern\"\n[light]\naccent = \"#00417a\"\n[body.look]\nalign = \"start\"\n";

fn project(house: &str) -> TestProject {
    TestProject::new(&[("pamphlet.toml", MANIFEST), ("a.md", SOURCE), ("looks/house.toml", house)])
}

#[test]
fn theme_file_makes_all_editions_and_is_recorded() {
    let project = project(HOUSE);
    project.run("build --strict").exits(0);
    let page = project.read("output/letter.html");
    assert!(page.contains("--accent:#00417a") && page.contains("--link:#00417a"), "{page}");
    let record = project.read("output/letter.record.json");
    assert!(
        record.contains("\"file\": \"looks/house.toml\"")
            && record.contains("\"theme\": \"looks/house.toml\"")
    );
    project.run("verify --strict").exits(0);
    project.write("looks/house.toml", HOUSE.replace("00417a", "00518a"));
    let run = project.run("verify");
    run.exits(1).reports("`looks/house.toml` was changed after the build");
}

#[test]
fn theme_file_of_the_command_line_is_recalled() {
    let project = TestProject::new(&[("a.md", SOURCE), ("other.toml", HOUSE)]);
    project.run("build a.md --theme other.toml").exits(0);
    assert!(project.read("output/a.html").contains("--accent:#00417a"));
    project.run("verify a.md --strict").exits(0);
    project.run("build a.md --theme baroque").exits(2);
}

#[test]
fn theme_of_one_edition_may_be_a_file() {
    let manifest =
        "[publication]\nslug = \"letter\"\nchapters = [\"a.md\"]\n[html]\ntheme = \"looks/house.toml\"\n";
    let project = project(HOUSE);
    project.write("pamphlet.toml", manifest);
    project.run("build").exits(0);
    assert!(project.read("output/letter.html").contains("--accent:#00417a"));
    let other = project.run("dump --stage theme --edition pdf");
    assert!(other.exits(0).stdout.contains("name = \"classic\""));
    let dump = project.run("dump --stage theme --edition html").exits(0);
    assert!(dump.stdout.contains("name = \"house\"") && dump.stdout.contains("accent = \"#00417a\""));
    project.write("looks/house.toml", &dump.stdout);
    assert_eq!(
        project.run("dump --stage theme --edition html").stdout,
        dump.stdout,
        "a dump is a theme file"
    );
}

#[test]
fn faults_of_a_theme_file_stop_the_build_at_their_line() {
    let project = project("extends = \"modern\"\n\n[title]\nsinc = \"3lines\"\n");
    let run = project.run("check").exits(1).reports("looks/house.toml:4:1");
    run.reports("unknown key `sinc`").reports("did you mean `sink`?");
    project.write("pamphlet.toml", MANIFEST.replace("house", "hous"));
    let run = project.run("build --message-format short");
    let expected = "pamphlet.toml:4:9: error[unknown-theme]: cannot read the theme `looks/hous.toml`: there is no such file";
    run.exits(1).reports(expected);
    project.write("pamphlet.toml", MANIFEST.replace("looks/house", "../house"));
    let run = project.run("build");
    run.exits(1).reports("it lies outside");
}
