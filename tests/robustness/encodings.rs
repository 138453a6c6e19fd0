//! Sources in invalid or unusual encodings.

use super::{GOOD, titled};
use crate::support::project::{Run, TestProject};

fn build(bytes: impl AsRef<[u8]>) -> (TestProject, Run) {
    let project = TestProject::new(&[]);
    project.write("a.md", bytes);
    let run = project.bounded("build a.md");
    (project, run)
}

#[test]
fn invalid_utf8_is_refused_with_its_location() {
    let utf_16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{GOOD}").encode_utf16().flat_map(order).collect()
    };
    for bytes in [
        titled("a\u{1}b")
            .replace('\u{1}', "X")
            .into_bytes()
            .iter()
            .map(|it| if *it == b'X' { 0xff } else { *it })
            .collect(),
        // A surrogate, as some encoders write it (Unicode 16, D92).
        [titled("a").as_bytes(), b"\xed\xa0\x80"].concat(),
        // An overlong form of `/`, and a truncated sequence.
        [titled("a").as_bytes(), b"\xc0\xaf"].concat(),
        [titled("a").as_bytes(), b"\xe2\x82"].concat(),
        utf_16(u16::to_le_bytes),
        utf_16(u16::to_be_bytes),
    ] {
        let (project, run) = build(bytes);
        assert_eq!(run.status, 1, "{}", run.stderr);
        assert!(run.stderr.contains("UTF-8") && run.stderr.contains("a.md:"), "{}", run.stderr);
        assert!(project.list("output").is_empty());
    }
}

#[test]
fn control_characters_are_refused() {
    for character in ['\0', '\u{1b}', '\u{7f}', '\u{fffe}', '\u{ffff}'] {
        let (_, run) = build(titled(&format!("a{character}b")));
        run.exits(1).reports("error[control-character]").reports("a.md:6:2");
    }
}

#[test]
fn byte_order_mark_and_all_line_ends_are_read() {
    let expected = build(GOOD).0.read("output/a.txt");
    for text in [format!("\u{feff}{GOOD}"), GOOD.replace('\n', "\r\n"), GOOD.replace('\n', "\r")] {
        let (project, run) = build(text);
        run.exits(0);
        assert_eq!(project.read("output/a.txt"), expected);
    }
}

#[test]
fn invalid_character_references_are_replaced() {
    // CommonMark 0.31.2, 2.5: invalid code points become U+FFFD.
    let (project, run) = build(titled("a&#xD800;b&#xDFFF;c&#x110000;d&#0;e&nosuch;f"));
    run.exits(0).reports("warning[replaced-character]");
    assert!(project.read("output/a.txt").contains("a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}e&nosuch;f"));
}

#[test]
fn empty_source_has_no_title() {
    for text in ["", "\u{feff}", "\n", " ", "---\n---\n", "---\n"] {
        let (_, run) = build(text);
        assert!(run.status <= 1 && run.stderr.contains("["), "{text:?}: {}", run.stderr);
    }
}
