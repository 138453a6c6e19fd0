//! Editions with names of their own, and editions whose bytes follow from their own plan.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;

use crate::support::project::TestProject;

const SOURCE: &str = "---\ntitle: A letter\nlang: en\n---\n\n# The news\n\nWe write of *two* things.\n";

const MANIFEST: &str = "[publication]\nslug = \"letter\"\nchapters = [\"a.md\"]\n\
    [pdf]\npaper = \"a5\"\n\
    [editions.print]\nformat = \"pdf\"\ncrop-marks = true\nbleed = \"3mm\"\n\
    [editions.narrow]\nformat = \"txt\"\nwidth = 40\n";

fn bytes(project: &TestProject, file: &str) -> Vec<u8> {
    fs::read(project.path(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn edition_has_the_same_bytes_whatever_is_built_with_it() {
    let files = ["letter.pdf", "letter.epub", "letter.html", "letter.txt"];
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    project.run("build letter.md -o all").exits(0);
    for order in
        [["pdf", "epub", "html", "txt"], ["txt", "html", "epub", "pdf"], ["epub", "txt", "pdf", "html"]]
    {
        let folder = order.join("-");
        for edition in order {
            project.run(&format!("build letter.md -o {folder} --to {edition}")).exits(0);
        }
        for file in files {
            let same =
                bytes(&project, &format!("all/{file}")) == bytes(&project, &format!("{folder}/{file}"));
            assert!(same, "{file} after {folder}");
        }
        let record = |folder: &str| project.read(&format!("{folder}/letter.record.json"));
        assert_eq!(record(&folder), record("all"));
        project.run(&format!("verify letter.md -o {folder} --strict")).exits(0);
    }
}

#[test]
fn named_edition_is_built_and_verified_by_its_name() {
    let project = TestProject::new(&[("pamphlet.toml", MANIFEST), ("a.md", SOURCE)]);
    project.run("build").exits(0);
    let all =
        ["letter-narrow.txt", "letter-print.pdf", "letter.epub", "letter.html", "letter.pdf", "letter.txt"];
    assert_eq!(project.editions("output"), all);
    let whole = bytes(&project, "output/letter-print.pdf");
    assert_ne!(whole, bytes(&project, "output/letter.pdf"), "it has crop marks");
    project.run("build --to print,narrow -o some").exits(0);
    assert_eq!(project.editions("some"), ["letter-narrow.txt", "letter-print.pdf"]);
    assert!(whole == bytes(&project, "some/letter-print.pdf"));
    assert!(project.read("some/letter-narrow.txt").lines().all(|it| it.chars().count() <= 40));
    project.run("verify --strict").exits(0);
    project.run("verify --to print -o some").exits(0);
    project.run("build --to print -o one.pdf").exits(0);
    assert!(whole == bytes(&project, "one.pdf"));
    let page = project.read("output/letter.html");
    assert!(page.contains("href=\"letter-print.pdf\" type=\"application/pdf\">PDF (print)</a>"), "{page}");
    project.run("build --to prnt").exits(2).reports("has no edition `prnt`").reports("`print`, `narrow`");
}

#[test]
fn edition_that_is_declared_no_longer_leaves_the_record() {
    let project = TestProject::new(&[("pamphlet.toml", MANIFEST), ("a.md", SOURCE)]);
    project.run("build").exits(0);
    let fewer = MANIFEST.split("[editions.narrow]").next().expect("a part");
    project.write("pamphlet.toml", fewer);
    project.run("build").exits(0);
    assert!(!project.read("output/letter.record.json").contains("narrow"));
    assert!(!project.read("output/SHA256SUMS").contains("narrow"));
    project.run("verify --strict").exits(0);
}

#[test]
fn edition_has_a_theme_of_its_own() {
    let manifest =
        format!("{MANIFEST}theme = \"modern\"\n[editions.dark]\nformat = \"html\"\ntheme = \"modern\"\n");
    let project = TestProject::new(&[("pamphlet.toml", &manifest), ("a.md", SOURCE)]);
    project.run("build").exits(0);
    assert_ne!(project.read("output/letter-dark.html"), project.read("output/letter.html"));
    project.run("verify --strict").exits(0);
    project.run("build --theme classic -o classic").exits(0);
    let style = |file: &str| project.read(file).split("</style>").next().map(str::to_owned).expect("a style");
    let title = |text: String| text.split("<style>").nth(1).map(str::to_owned);
    assert_eq!(title(style("classic/letter-dark.html")), title(style("output/letter.html")));
}
