//! The record of a build from end to end: what it brings back to `verify`, and what it does not hide.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support::desk::Desk;

const SOURCE: &str = "---\ntitle: A letter\nlang: en\n---\n\n# The news\n\nWe write of *two* things — “these”, \
                      which are so long in the telling that no line of a text has room for them all, however wide.\n";

#[test]
fn the_options_of_a_build_are_known_to_verify() {
    let options = "--assets --width 40 --ascii --theme modern --creation-date 1700000000 --debug-layout";
    for options in options.replace(" --", ",--").split(',').chain([options]) {
        let desk = Desk::new(&[("letter.md", SOURCE)]);
        desk.run(&format!("build letter.md {options}")).ends(0);
        assert!(desk.run("verify letter.md").ends(0).stderr.is_empty(), "{options}");
        // A part that is built with other options takes nothing from the rest.
        desk.run("build letter.md --width 50 -t txt").ends(0);
        let alone = !options.contains("theme") && !options.contains("date");
        desk.run("verify letter.md").ends(if alone { 0 } else { 1 });
        desk.run("verify letter.md -t txt").ends(0);
    }
}

#[test]
fn what_is_typed_lies_over_the_record() {
    let desk = Desk::new(&[("letter.md", SOURCE)]);
    desk.run("build letter.md --width 30 --theme modern").ends(0);
    desk.run("verify letter.md --width 60 -t txt").ends(1).says("bytes-differ");
    desk.run("verify letter.md --theme classic -t html").ends(1).says("built with the theme `modern`");
    desk.run("verify letter.md --creation-date 5 -t epub").ends(1).says("built with the moment of making");
}

#[test]
fn the_environment_lies_over_the_record() {
    let desk = Desk::new(&[("letter.md", SOURCE)]);
    let at = |moment: &str, arguments: &str| {
        let mut command = desk.command(arguments);
        crate::support::desk::Run::of(command.env("SOURCE_DATE_EPOCH", moment).output().expect("runs"))
    };
    at("1700000000", "build letter.md").ends(0);
    desk.run("verify letter.md").ends(0);
    at("1700000001", "verify letter.md").ends(1).says("built with the moment of making 1700000000");
}

#[test]
fn a_record_that_was_tampered_with_hides_nothing() {
    let desk = Desk::new(&[("letter.md", SOURCE)]);
    desk.run("build letter.md -t txt,html --width 40").ends(0);
    let (good, text) = (desk.read("output/letter.record.json"), desk.read("output/letter.txt"));
    desk.write("output/letter.record.json", good.replace("\"width\": 40", "\"width\": 44"));
    let run = desk.run("verify letter.md -t txt,html").ends(1).says("bytes-differ");
    assert!(
        run.stderr.contains("`SHA256SUMS` gives another hash for `letter.record.json`"),
        "{}",
        run.stderr
    );
    for hostile in ["\"width\": 1", "\"width\": 65535", "\"theme\": \"none\""] {
        desk.write("output/letter.record.json", good.replace("\"width\": 40", hostile));
        desk.run("verify letter.md -t txt,html").ends(1).says("record-differs");
    }
    // Words are compared whatever is recorded: here, the hash of the wrong file.
    let wrong = text.replace("two", "three");
    desk.write("output/letter.txt", &wrong);
    let hash = |text: &str| pamphlet::record::hash(text.as_bytes());
    desk.write("output/letter.record.json", good.replace(&hash(&text), &hash(&wrong)));
    let sums = desk.read("output/SHA256SUMS").replace(&hash(&text), &hash(&wrong));
    desk.write("output/SHA256SUMS", sums);
    desk.run("verify letter.md -t txt,html --no-rebuild").ends(1).says("words-differ");
    desk.run("verify letter.md -t txt,html").ends(1).says("words-differ").says("bytes-differ");
}

#[test]
fn a_record_of_the_first_form_is_read() {
    let desk = Desk::new(&[("letter.md", SOURCE)]);
    desk.run("build letter.md -t txt --width 40").ends(0);
    let good = desk.read("output/letter.record.json");
    let options = "  \"options\": {\n    \"width\": 40\n  },\n";
    assert!(good.contains(options), "{good}");
    let old = good.replace("\"format\": 2", "\"format\": 1").replace(options, "");
    let hash = |text: &str| pamphlet::record::hash(text.as_bytes());
    desk.write("output/SHA256SUMS", desk.read("output/SHA256SUMS").replace(&hash(&good), &hash(&old)));
    desk.write("output/letter.record.json", old);
    desk.run("verify letter.md -t txt").ends(1).says("bytes-differ");
    desk.run("verify letter.md -t txt --width 40").ends(0);
}

#[test]
fn fonts_have_to_be_given_again() {
    let desk = Desk::new(&[("letter.md", SOURCE)]);
    let fonts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").display().to_string();
    desk.run(&format!("build letter.md -t pdf --font-path {fonts}")).ends(0);
    desk.run(&format!("verify letter.md -t pdf --font-path {fonts}")).ends(0);
    desk.run("verify letter.md -t pdf").ends(1).says("given again with `--font-path`");
}

const BOOK: &str = "[publication]\ntitle = \"Book\"\nlanguage = \"en\"\nslug = \"book\"\n\
                    chapters = [\"one.md\", \"two.md\", \"three.md\"]\n[html]\nform = \"site\"\n";

/// A site of three chapters that is built.
fn book() -> Desk {
    let desk = Desk::new(&[("pamphlet.toml", BOOK)]);
    for name in ["one", "two", "three"] {
        desk.write(&format!("{name}.md"), format!("# {name}\n\nThe words of {name}.\n"));
    }
    desk.run("build -t html,txt --strict").ends(0);
    assert!(desk.list("output/book").contains(&"two.html".to_owned()), "{:?}", desk.list("output/book"));
    desk
}

#[test]
fn the_page_of_a_chapter_that_is_gone_is_removed() {
    let desk = book();
    desk.write("pamphlet.toml", BOOK.replace("\"two.md\", ", ""));
    desk.run("build -t html,txt --strict").ends(0).says("output/book/two.html  removed");
    assert!(!desk.path("output/book/two.html").exists());
    assert!(!desk.read("output/SHA256SUMS").contains("two.html"));
    desk.run("verify -t html,txt").ends(0);
    // Of a site that becomes a page nothing is left, and of a page that becomes a site neither.
    desk.write("pamphlet.toml", BOOK.replace("site", "page"));
    desk.run("build -t html,txt --strict").ends(0);
    assert_eq!(desk.editions("output"), ["book.html", "book.txt"]);
    desk.write("pamphlet.toml", BOOK);
    desk.run("build -t html,txt --strict").ends(0);
    assert_eq!(desk.editions("output"), ["book", "book.txt"]);
    desk.run("verify -t html,txt").ends(0);
}

#[test]
fn what_the_user_changed_stays_and_is_told() {
    let desk = book();
    let changed = desk.read("output/book/two.html") + "<!-- mine -->";
    desk.write("output/book/two.html", &changed);
    desk.write("output/book/notes.html", "mine");
    desk.write("pamphlet.toml", BOOK.replace("\"two.md\", ", ""));
    let before = desk.read("output/book.txt");
    desk.run("build -t html,txt --strict").ends(1).says("stray-file").says("nothing is written");
    assert_eq!(desk.read("output/book.txt"), before);
    let run =
        desk.run("build -t html,txt").ends(0).says("book/two.html` stands").says("book/notes.html` stands");
    assert!(!run.stderr.contains("removed"), "{}", run.stderr);
    assert_eq!(desk.read("output/book/two.html"), changed);
    let run = desk.run("verify -t html,txt").ends(1).says("`book/two.html` was not made by this build");
    assert!(run.stderr.contains("`book/notes.html` was not made by this build"), "{}", run.stderr);
}

#[test]
fn a_record_cannot_lead_a_build_to_other_files() {
    let desk = book();
    desk.write("precious.html", "words");
    desk.write("output/other.html", "words");
    let good = desk.read("output/book.record.json");
    let hash = pamphlet::record::hash(desk.read("output/book/two.html").as_bytes());
    let own = pamphlet::record::hash(b"words");
    for name in
        ["../precious.html", "book/../../precious.html", &desk.path("precious.html").display().to_string()]
    {
        let lead = good.replace("\"book/two.html\"", &format!("\"{name}\"")).replace(&hash, &own);
        assert_ne!(lead, good);
        desk.write("output/book.record.json", lead);
        desk.run("build -t html,txt").ends(0);
        assert_eq!(
            (desk.read("precious.html").as_str(), desk.read("output/other.html").as_str()),
            ("words", "words")
        );
    }
}

#[test]
fn a_folder_of_the_same_name_is_no_site() {
    let desk = Desk::new(&[("letter/letter.md", SOURCE), ("letter/notes.txt", "mine")]);
    desk.run("build letter/letter.md -o . --strict").ends(0);
    desk.run("verify letter/letter.md -o .").ends(0);
}

/// A collection of two letters that is built with options, and the first page that it has.
fn shelf(options: &str) -> (Desk, String) {
    let manifest = "[collection]\ntitle = \"Shelf\"\nmembers = [\"one.md\", \"two.md\"]\n";
    let desk = Desk::new(&[("pamphlet.toml", manifest), ("one.md", SOURCE), ("two.md", SOURCE)]);
    desk.run(&format!("build {options}")).ends(0);
    let page = desk.read("output/index.html");
    (desk, page)
}

#[test]
fn the_first_page_of_a_collection_is_proved() {
    for options in ["", "-t html", "-t html,epub --theme modern --assets"] {
        let (desk, page) = shelf(options);
        let hash = pamphlet::record::hash(page.as_bytes());
        assert!(desk.read("output/SHA256SUMS").contains(&format!("{hash}  index.html\n")));
        let editions = options.split(" --").next().unwrap_or_default();
        let run = desk.run(&format!("verify {editions}")).ends(0);
        assert!(run.stdout.contains("output/index.html") && run.stderr.is_empty(), "{}", run.stdout);
        // The editions that are not asked for are known from the record.
        desk.run("verify -t html").ends(0);
        desk.run(&format!("verify {editions} --no-rebuild")).ends(0);
    }
}

#[test]
fn a_byte_of_the_first_page_or_its_loss_is_found() {
    let (desk, page) = shelf("-t html,txt");
    let changed = page.replacen("Shelf", "Shell", 1);
    desk.write("output/index.html", &changed);
    let run = desk.run("verify -t html,txt").ends(1).says("bytes-differ").says("index.html");
    assert!(
        run.stderr.contains("`output/SHA256SUMS`: another hash is given for `index.html`"),
        "{}",
        run.stderr
    );
    desk.run("verify -t html,txt --no-rebuild").ends(1).says("another hash is given");
    let hash = |text: &str| pamphlet::record::hash(text.as_bytes());
    let sums = desk.read("output/SHA256SUMS");
    desk.write("output/SHA256SUMS", sums.replace(&hash(&page), &hash(&changed)));
    desk.run("verify -t html,txt").ends(1).says("bytes-differ");
    std::fs::remove_file(desk.path("output/index.html")).expect("removed");
    let run = desk.run("verify -t html,txt --format json").ends(1).says("missing-edition");
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((&report["collection"]["missing"], &report["good"]), (&true.into(), &false.into()));
    desk.run("verify -t html,txt --no-rebuild").ends(1).says("`index.html` was made and is not there");
    desk.run("verify -t txt").ends(0);
    desk.write("output/index.html", &page);
    desk.write(
        "output/SHA256SUMS",
        sums.lines().filter(|it| !it.contains("index")).collect::<Vec<_>>().join("\n"),
    );
    desk.run("verify -t html,txt").ends(1).says("`index.html` is not named");
    // What an edition was given since, its first page has to say, too.
    desk.write("output/SHA256SUMS", sums);
    desk.run("verify -t html,txt").ends(0);
    desk.write("one.md", SOURCE.replace("A letter", "A long letter"));
    desk.run("build one.md -t html,txt").ends(0);
    desk.run("verify -t html,txt").ends(1).says("`output/index.html`").says("bytes-differ");
}
