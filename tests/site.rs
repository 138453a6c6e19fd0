//! Sites and collections from end to end: what is built is proved, and what is taken from a page is missed.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the program in a folder: its exit status, and what it says to each stream.
fn run(folder: &Path, arguments: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.current_dir(folder).args(arguments.split_whitespace());
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_ACTIONS");
    let output = command.output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an end"), text(output.stdout), text(output.stderr))
}

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

#[test]
fn every_site_is_proved_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["chinese", "arabic", "hostile"] {
        let source = sites().join(name);
        let work =
            format!("{} --to html,txt --message-format short --allow missing-sibling", source.display());
        let (status, _, said) = run(folder.path(), &format!("build {work}"));
        assert_eq!(status, 0, "{name}: {said}");
        let (status, report, said) = run(folder.path(), &format!("verify {work}"));
        assert_eq!((status, said.as_str()), (0, ""), "{name}: {report}");
        assert!(report.contains(&format!("{name}/index.html")), "{report}");
    }
}

#[test]
fn what_a_page_loses_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let work = format!("{} --to html --message-format short", sites().join("arabic").display());
    assert_eq!(run(folder, &format!("build {work}")).0, 0);
    let page = folder.join("output/arabic/books.html");
    let good = fs::read_to_string(&page).expect("a page");
    let proves = |changed: &str, rule: &str| {
        fs::write(&page, changed).expect("written");
        let (status, _, said) = run(folder, &format!("verify {work} --no-rebuild"));
        assert_eq!(status, 1, "{said}");
        assert!(said.contains(&format!("error[{rule}]")), "{rule}: {said}");
        fs::write(&page, &good).expect("written");
    };
    proves(&good.replacen("والمساواة", "", 1), "words-differ");
    proves(&good.replacen("<h1 id", "<p id", 1).replacen("</h1>", "</p>", 1), "structure-differs");
    proves(
        &good.replacen("rel=\"prev\" href=\"door.html\">", "rel=\"prev\" href=\"gone.html\">", 2),
        "broken-standard",
    );
    fs::remove_file(&page).expect("removed");
    let (status, _, said) = run(folder, &format!("verify {work} --no-rebuild"));
    assert_eq!(status, 1);
    assert!(said.contains("books.html: the page is missing"), "{said}");
}

#[test]
fn a_collection_has_a_first_page_with_its_editions() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for (name, language) in [("one", "fr"), ("two", "ar")] {
        let text =
            format!("---\ntitle: \"{name} <i>\"\nlang: {language}\ndescription: A & b\n---\n\nText.\n");
        fs::write(folder.join(format!("{name}.md")), text).expect("written");
    }
    let manifest =
        "[collection]\ntitle = \"All & sundry\"\nlanguage = \"de\"\nmembers = [\"one.md\", \"two.md\"]\n";
    fs::write(folder.join("pamphlet.toml"), manifest).expect("written");
    let (status, _, said) = run(folder, "build --to html,txt --allow unmarked-language");
    assert_eq!(status, 0, "{said}");
    let page = fs::read_to_string(folder.join("output/index.html")).expect("a first page");
    for part in [
        "<html lang=\"de\" dir=\"ltr\">",
        "<h1>All &amp; sundry</h1>",
        "<a href=\"one.html\">one &lt;i&gt;</a>",
        "<div lang=\"ar\" dir=\"rtl\">",
        "<p class=\"language\" lang=\"fr\">Français</p>",
        "<a href=\"two.txt\" type=\"text/plain\" hreflang=\"ar\"><b>TXT</b> <small>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    fs::remove_file(folder.join("output/index.html")).expect("removed");
    assert_eq!(run(folder, "build --to txt --allow unmarked-language").0, 0);
    assert!(!folder.join("output/index.html").exists(), "no page for browsers was asked for");
}

#[test]
fn page_links_to_the_editions_that_its_publication_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let source = "---\ntitle: A\nlang: en\n---\n\nText.\n";
    fs::write(folder.join("a.md"), source).expect("written");
    let page = || fs::read_to_string(folder.join("output/a.html")).expect("a page");
    assert_eq!(run(folder, "build a.md --to html").0, 0);
    let alone = page();
    assert!(alone.contains("<link rel=\"alternate\" href=\"a.txt\" type=\"text/plain\" title=\"TXT\">"));
    let (status, _, said) = run(folder, "verify a.md --to html --message-format short");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("warning[missing-sibling]: `output/a.html` links to `a.txt`"), "{said}");
    assert_eq!(run(folder, "build a.md").0, 0);
    assert_eq!(page(), alone, "a page does not depend on what is built with it");
    assert_eq!(run(folder, "verify a.md --to html --strict").0, 0, "what it links to is there");
    fs::write(folder.join("a.md"), source.replace("lang: en", "lang: en\neditions: [html]"))
        .expect("written");
    assert_eq!(run(folder, "build a.md").0, 0);
    assert!(!page().contains("rel=\"alternate\""), "it is the only edition");
}

#[test]
fn assets_stand_beside_the_page_and_are_proved_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("a.md"), "---\ntitle: A\nlang: en\n---\n\nText.\n").expect("written");
    assert_eq!(run(folder, "build a.md --to html --assets").0, 0);
    let page = fs::read_to_string(folder.join("output/a.html")).expect("a page");
    assert!(page.contains("<link rel=\"stylesheet\" href=\"a-assets/style.css\">"), "{page}");
    assert!(page.contains("style-src 'self'") && !page.contains("<style"));
    assert_eq!(run(folder, "verify a.md --to html --assets").0, 0);
    fs::write(folder.join("output/a-assets/style.css"), "p{}").expect("written");
    let (status, _, said) = run(folder, "verify a.md --to html --assets --message-format short");
    assert_eq!(status, 1);
    assert!(said.contains("a-assets/style.css"), "{said}");
    let (status, _, said) = run(folder, "build a.md --assets -o a.html");
    assert_eq!(status, 2, "several files are not one: {said}");
}
