//! The record of a build from end to end: what it brings back to `verify`, and what it does not hide.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::project::TestProject;

const SOURCE: &str = "---\ntitle: A letter\nlang: en\n---\n\n# The news\n\nWe write of *two* things — “these”, \
                      which are so long in the telling that no line of a text has room for them all, however wide.\n";

#[test]
fn the_options_of_a_build_are_known_to_verify() {
    let options = "--assets --width 40 --ascii --theme modern --creation-date 1700000000 --debug-layout";
    for options in options.replace(" --", ",--").split(',').chain([options]) {
        let project = TestProject::new(&[("letter.md", SOURCE)]);
        project.run(&format!("build letter.md {options}")).exits(0);
        assert!(project.run("verify letter.md").exits(0).stderr.is_empty(), "{options}");
        // A part that is built with other options takes nothing from the rest.
        project.run("build letter.md --width 50 -t txt").exits(0);
        assert!(project.run("verify letter.md").exits(0).stderr.is_empty(), "{options}");
    }
}

#[test]
fn epub_has_the_same_bytes_alone_and_with_the_pdf() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    project.run("build letter.md -o all").exits(0);
    project.run("build letter.md -o alone -t epub").exits(0);
    let bytes = |folder: &str| std::fs::read(project.path(folder).join("letter.epub")).expect("an edition");
    assert!(bytes("all") == bytes("alone"), "the page list is there whatever else is built");
    project.run("build letter.md -o all -t epub").exits(0);
    project.run("verify letter.md -o all").exits(0);
    project.run("verify letter.md -o all -t epub").exits(0);
}

#[test]
fn epub_without_printable_pages_reports_nothing_of_them() {
    let source = SOURCE.replace("We write", "Wir \u{4f60}\u{597d} write");
    let project = TestProject::new(&[("letter.md", &source)]);
    project.run("build letter.md -t pdf --deny missing-glyph").exits(1).reports("missing-glyph");
    let built = project.run("build letter.md -t epub").exits(0);
    assert!(!built.stderr.contains("missing-glyph"), "{}", built.stderr);
    project.run("verify letter.md -t epub").exits(0);
}

#[test]
fn what_is_typed_lies_over_the_record() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    project.run("build letter.md --width 30 --theme modern").exits(0);
    project.run("verify letter.md --width 60 -t txt").exits(1).reports("bytes-differ");
    project.run("verify letter.md --theme classic -t html").exits(1).reports("built with the theme `modern`");
    project
        .run("verify letter.md --creation-date 5 -t epub")
        .exits(1)
        .reports("built with the creation date");
}

#[test]
fn the_environment_lies_over_the_record() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    let at = |moment: &str, arguments: &str| {
        let mut command = project.command(arguments);
        crate::support::project::Run::of(command.env("SOURCE_DATE_EPOCH", moment).output().expect("runs"))
    };
    at("1700000000", "build letter.md").exits(0);
    project.run("verify letter.md").exits(0);
    at("1700000001", "verify letter.md").exits(1).reports("built with the creation date 1700000000");
}

#[test]
fn a_record_that_was_tampered_with_hides_nothing() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    project.run("build letter.md -t txt,html --width 40").exits(0);
    let (good, text) = (project.read("output/letter.record.json"), project.read("output/letter.txt"));
    project.write("output/letter.record.json", good.replace("\"width\": 40", "\"width\": 44"));
    let run = project.run("verify letter.md -t txt,html").exits(1).reports("bytes-differ");
    assert!(
        run.stderr.contains("`SHA256SUMS` has the wrong checksum for `letter.record.json`"),
        "{}",
        run.stderr
    );
    for hostile in ["\"width\": 1", "\"width\": 65535", "\"theme\": \"none\""] {
        project.write("output/letter.record.json", good.replace("\"width\": 40", hostile));
        project.run("verify letter.md -t txt,html").exits(1).reports("record-differs");
    }
    // Words are compared whatever is recorded: here, the hash of the wrong file.
    let wrong = text.replace("two", "three");
    project.write("output/letter.txt", &wrong);
    let hash = |text: &str| pamphlet::record::hash(text.as_bytes());
    project.write("output/letter.record.json", good.replace(&hash(&text), &hash(&wrong)));
    let sums = project.read("output/SHA256SUMS").replace(&hash(&text), &hash(&wrong));
    project.write("output/SHA256SUMS", sums);
    project.run("verify letter.md -t txt,html --no-rebuild").exits(1).reports("words-differ");
    project.run("verify letter.md -t txt,html").exits(1).reports("words-differ").reports("bytes-differ");
}

#[test]
fn record_of_another_format_is_replaced() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    project.run("build letter.md -t txt --width 40").exits(0);
    let good = project.read("output/letter.record.json");
    project.write("output/letter.record.json", good.replace("\"format\": 3", "\"format\": 2"));
    project.run("verify letter.md -t txt --width 40").exits(1).reports("it is not a valid build record");
    project.run("build letter.md -t txt --width 40").exits(0);
    project.run("verify letter.md -t txt").exits(0);
    assert_eq!(project.read("output/letter.record.json"), good);
}

#[test]
fn fonts_have_to_be_given_again() {
    let project = TestProject::new(&[("letter.md", SOURCE)]);
    let fonts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").display().to_string();
    project.run(&format!("build letter.md -t pdf --font-path {fonts}")).exits(0);
    project.run(&format!("verify letter.md -t pdf --font-path {fonts}")).exits(0);
    project.run("verify letter.md -t pdf").exits(1).reports("pass them again with `--font-path`");
}

const BOOK: &str = "[publication]\ntitle = \"Book\"\nlanguage = \"en\"\nslug = \"book\"\n\
                    chapters = [\"one.md\", \"two.md\", \"three.md\"]\n[html]\nform = \"site\"\n";

/// A site of three chapters that is built.
fn book() -> TestProject {
    let project = TestProject::new(&[("pamphlet.toml", BOOK)]);
    for name in ["one", "two", "three"] {
        project.write(&format!("{name}.md"), format!("# {name}\n\nThe words of {name}.\n"));
    }
    project.run("build -t html,txt --strict").exits(0);
    assert!(
        project.list("output/book").contains(&"two.html".to_owned()),
        "{:?}",
        project.list("output/book")
    );
    project
}

#[test]
fn the_page_of_a_chapter_that_is_gone_is_removed() {
    let project = book();
    project.write("pamphlet.toml", BOOK.replace("\"two.md\", ", ""));
    project.run("build -t html,txt --strict").exits(0).reports("output/book/two.html  removed");
    assert!(!project.path("output/book/two.html").exists());
    assert!(!project.read("output/SHA256SUMS").contains("two.html"));
    project.run("verify -t html,txt").exits(0);
    // Of a site that becomes a page nothing is left, and of a page that becomes a site neither.
    project.write("pamphlet.toml", BOOK.replace("site", "page"));
    project.run("build -t html,txt --strict").exits(0);
    assert_eq!(project.editions("output"), ["book.html", "book.txt"]);
    project.write("pamphlet.toml", BOOK);
    project.run("build -t html,txt --strict").exits(0);
    assert_eq!(project.editions("output"), ["book", "book.txt"]);
    project.run("verify -t html,txt").exits(0);
}

#[test]
fn what_the_user_changed_stays_and_is_told() {
    let project = book();
    let changed = project.read("output/book/two.html") + "<!-- mine -->";
    project.write("output/book/two.html", &changed);
    project.write("output/book/notes.html", "mine");
    project.write("pamphlet.toml", BOOK.replace("\"two.md\", ", ""));
    let before = project.read("output/book.txt");
    project.run("build -t html,txt --strict").exits(1).reports("untracked-file").reports("nothing written");
    assert_eq!(project.read("output/book.txt"), before);
    let run = project
        .run("build -t html,txt")
        .exits(0)
        .reports("book/two.html` is among")
        .reports("book/notes.html` is among");
    assert!(!run.stderr.contains("removed"), "{}", run.stderr);
    assert_eq!(project.read("output/book/two.html"), changed);
    let run = project.run("verify -t html,txt").exits(1).reports("`book/two.html` is not part of this build");
    assert!(run.stderr.contains("`book/notes.html` is not part of this build"), "{}", run.stderr);
}

#[test]
fn a_record_cannot_lead_a_build_to_other_files() {
    let project = book();
    project.write("precious.html", "words");
    project.write("output/other.html", "words");
    let good = project.read("output/book.record.json");
    let hash = pamphlet::record::hash(project.read("output/book/two.html").as_bytes());
    let own = pamphlet::record::hash(b"words");
    for name in
        ["../precious.html", "book/../../precious.html", &project.path("precious.html").display().to_string()]
    {
        let lead = good.replace("\"book/two.html\"", &format!("\"{name}\"")).replace(&hash, &own);
        assert_ne!(lead, good);
        project.write("output/book.record.json", lead);
        project.run("build -t html,txt").exits(0);
        assert_eq!(
            (project.read("precious.html").as_str(), project.read("output/other.html").as_str()),
            ("words", "words")
        );
    }
}

#[test]
fn a_folder_of_the_same_name_is_no_site() {
    let project = TestProject::new(&[("letter/letter.md", SOURCE), ("letter/notes.txt", "mine")]);
    project.run("build letter/letter.md -o . --strict").exits(0);
    project.run("verify letter/letter.md -o .").exits(0);
}

/// A collection of two letters that is built with options, and the first page that it has.
fn shelf(options: &str) -> (TestProject, String) {
    let manifest = "[collection]\ntitle = \"Shelf\"\nmembers = [\"one.md\", \"two.md\"]\n";
    let project = TestProject::new(&[("pamphlet.toml", manifest), ("one.md", SOURCE), ("two.md", SOURCE)]);
    project.run(&format!("build {options}")).exits(0);
    let page = project.read("output/index.html");
    (project, page)
}

#[test]
fn the_first_page_of_a_collection_is_proved() {
    for options in ["", "-t html", "-t html,epub --theme modern --assets"] {
        let (project, page) = shelf(options);
        let hash = pamphlet::record::hash(page.as_bytes());
        assert!(project.read("output/SHA256SUMS").contains(&format!("{hash}  index.html\n")));
        let editions = options.split(" --").next().unwrap_or_default();
        let run = project.run(&format!("verify {editions}")).exits(0);
        assert!(run.stdout.contains("output/index.html"), "{}", run.stdout);
        assert_eq!(run.stderr.contains("missing-sibling"), !options.is_empty(), "{}", run.stderr);
        // The editions that are not asked for are known from the record.
        project.run("verify -t html").exits(0);
        project.run(&format!("verify {editions} --no-rebuild")).exits(0);
    }
}

#[test]
fn a_byte_of_the_first_page_or_its_loss_is_found() {
    let (project, page) = shelf("-t html,txt");
    let changed = page.replacen("Shelf", "Shell", 1);
    project.write("output/index.html", &changed);
    let run = project.run("verify -t html,txt").exits(1).reports("bytes-differ").reports("index.html");
    assert!(run.stderr.contains("`output/SHA256SUMS`: wrong checksum for `index.html`"), "{}", run.stderr);
    project.run("verify -t html,txt --no-rebuild").exits(1).reports("wrong checksum");
    let hash = |text: &str| pamphlet::record::hash(text.as_bytes());
    let sums = project.read("output/SHA256SUMS");
    project.write("output/SHA256SUMS", sums.replace(&hash(&page), &hash(&changed)));
    project.run("verify -t html,txt").exits(1).reports("bytes-differ");
    std::fs::remove_file(project.path("output/index.html")).expect("removed");
    let run = project.run("verify -t html,txt --format json").exits(1).reports("missing-edition");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((&report["collection"]["missing"], &report["good"]), (&true.into(), &false.into()));
    project.run("verify -t html,txt --no-rebuild").exits(1).reports("`index.html` is missing");
    project.run("verify -t txt").exits(0);
    project.write("output/index.html", &page);
    project.write(
        "output/SHA256SUMS",
        sums.lines().filter(|it| !it.contains("index")).collect::<Vec<_>>().join("\n"),
    );
    project.run("verify -t html,txt").exits(1).reports("`index.html` is not listed");
    // What an edition was given since, its first page has to say, too.
    project.write("output/SHA256SUMS", sums);
    project.run("verify -t html,txt").exits(0);
    project.write("one.md", SOURCE.replace("A letter", "A long letter"));
    project.run("build one.md -t html,txt").exits(0);
    project.run("verify -t html,txt").exits(1).reports("`output/index.html`").reports("bytes-differ");
}
