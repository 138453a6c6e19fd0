//! Themes of a publication's own, in all editions.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

use std::fs;
use std::path::Path;

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

/// A publication with the faces of EB Garamond in a folder.
fn with_fonts(manifest: &str, folder: &str) -> TestProject {
    let project = TestProject::new(&[("pamphlet.toml", manifest), ("a.md", SOURCE)]);
    for style in ["Regular", "Italic", "SemiBold", "SemiBoldItalic"] {
        let file = format!("EBGaramond-{style}.otf");
        let font = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(&file);
        project.write(&format!("{folder}/{file}"), fs::read(font).expect("a font"));
    }
    project
}

const LETTER: &str = "[publication]\nslug = \"letter\"\nchapters = [\"a.md\"]\ntheme = \"modern\"\n";

#[test]
fn fonts_beside_the_manifest_are_in_all_editions() {
    let project = with_fonts(&format!("{LETTER}[fonts]\nserif = \"EB Garamond\"\n"), "fonts");
    project.run("build --strict").exits(0);
    let page = project.read("output/letter.html");
    assert!(page.contains(
        "@font-face{font-family:\"EB Garamond\";font-weight:normal;font-style:italic;src:url(\"data:font/woff"
    ));
    assert!(page.contains("; font-src data:") && page.contains("body{font-family:\"EB Garamond\""));
    assert!(page.contains("code,kbd,pre{font-family:\"Source Code Pro\",ui-monospace"), "{page}");
    assert_eq!(page.matches("@font-face").count(), 2, "the text has no bold serif letters");
    let record = project.read("output/letter.record.json");
    assert!(
        record.contains("\"serif\": \"EB Garamond\"") && record.contains("\"EBGaramond-Regular\""),
        "{record}"
    );
    assert!(record.contains("fonts/EBGaramond-Regular.otf"), "{record}");
    project.run("verify --strict").exits(0);
    let epub = fs::read(project.path("output/letter.epub")).expect("an EPUB");
    let has = |name: &str| epub.windows(name.len()).any(|it| it == name.as_bytes());
    assert!(has("-EBGaramond-Regular.woff") && has("-EBGaramond-Italic.woff"));
    project.write("pamphlet.toml", format!("{LETTER}[fonts]\nserif = \"EB Garamond\"\n[html]\nfonts = \"none\"\n[epub]\nembed-fonts = false\n"));
    project.run("build").exits(0);
    assert!(!project.read("output/letter.html").contains("@font-face"));
}

#[test]
fn fonts_of_a_path_go_with_a_site_and_assets_as_files() {
    let fonts = "[fonts]\npath = [\"house\"]\nserif = \"EB Garamond\"\n";
    let project = with_fonts(&format!("{LETTER}{fonts}[html]\nform = \"site\"\n"), "house");
    project.run("build --strict --to html").exits(0);
    let names = project.list("output/letter");
    assert!(names.iter().any(|it| it.ends_with("EBGaramond-Regular.woff")), "{names:?}");
    assert!(project.read("output/letter/index.html").contains("; font-src 'self'"));
    assert!(project.read("output/letter/style.css").contains("src:url(\"000-EBGaramond-Italic.woff\")"));
    project.run("verify --to html").exits(0);
    project.write("pamphlet.toml", format!("{LETTER}{fonts}[html]\nassets = true\n"));
    project.run("build --strict --to html -o other").exits(0);
    assert!(!project.list("other/letter-assets").contains(&"002-EBGaramond-SemiBold.woff".to_owned()));
    assert!(project.list("other/letter-assets").contains(&"000-EBGaramond-Italic.woff".to_owned()));
    project.run("verify --to html -o other").exits(0);
}

#[test]
fn families_of_the_pdf_are_those_of_all_editions() {
    let source = SOURCE.replace("lang: en\n", "lang: en\ntheme: modern\npdf: {serif-font: EB Garamond}\n");
    let project = TestProject::new(&[("a.md", &source)]);
    project.run("build a.md --strict").exits(0);
    assert!(project.read("output/a.html").contains("body{font-family:\"EB Garamond\""));
    project.run("verify a.md --strict").exits(0);
}

#[test]
fn unknown_families_and_paths_are_errors_at_their_line() {
    let project = TestProject::new(&[("a.md", SOURCE)]);
    project.write("pamphlet.toml", format!("{LETTER}[fonts]\nserif = \"EB Garamont\"\n"));
    let run = project.run("check --to html").exits(1).reports("pamphlet.toml:6:9");
    run.reports("unknown font family `EB Garamont`").reports("did you mean `EB Garamond`?");
    project.write("pamphlet.toml", format!("{LETTER}[fonts]\npath = [\"none\"]\n"));
    project.run("build").exits(1).reports("cannot read the fonts `none`: there is no such file");
    project.write("pamphlet.toml", LETTER.replace("modern", "house.toml"));
    project.write("house.toml", "[families]\nserif = \"Garamond Nova\"\n");
    project.run("build").exits(1).reports("unknown font family `Garamond Nova`");
    project.write("fonts/a.otf", "no font");
    project.run("build").exits(1).reports("`fonts/a.otf` is not a TrueType or OpenType font");
}
