//! The record of a build from end to end: what it brings back to `verify`, and what it does not hide.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use support::desk::Desk;

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
        support::desk::Run::of(command.env("SOURCE_DATE_EPOCH", moment).output().expect("runs"))
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
