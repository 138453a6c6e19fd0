//! `check --fix` from end to end: what is mended, what is kept, and that the words stay.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::read;
use pamphlet::check::check;
use pamphlet::check::repair::repairs;
use pamphlet::document::Document;
use pamphlet::document::walk::Node;
use proptest::prelude::*;

/// A text that is broken in each way that can be mended, and in some that cannot.
const BROKEN: &str = "\
---
title: A copy
lang: en
---

The members met for a year  and talked.\u{b9} They wrote down what they wanted to say over

many months, by many hands, and the the text was good.

- **Love:** the first of all.
- ***Equity:*** the second, and in many ways the hardest of all the values that we have written down for race, gender,

gender identity, and class.

\u{b9} See the appendix.
";

const MENDED: &str = "\
---
title: A copy
lang: en
---

The members met for a year and talked.[^1] They wrote down what they wanted to say over many months, by many hands, and the the text was good.

- **Love:** the first of all.
- **Equity:** the second, and in many ways the hardest of all the values that we have written down for race, gender, gender identity, and class.

[^1]: See the appendix.
";

/// Mends a text as often as there is something to mend.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..16 {
        let mut read = read(&text);
        check(&read.document, &read.sources, &mut read.diags);
        let Some(repairs) = repairs(&read.diags).into_values().next() else { break };
        text = pamphlet::pipeline::fixed(&text, &repairs);
    }
    text
}

/// The words of a document in order, with those of the notes, but for raised figures, which become marks.
fn words(document: &Document) -> Vec<String> {
    let mut text = String::new();
    document.walk(|node| match node {
        Node::Block(_) => text.push(' '),
        Node::Inline(inline) => text.push_str(inline.kind.own_text().unwrap_or_default()),
    });
    let raised = |it: char| matches!(it, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}');
    let plain: String = text.chars().filter(|it| !raised(*it)).collect();
    plain.split_whitespace().map(str::to_owned).collect()
}

fn run(folder: &Path, arguments: &str, input: Option<&str>) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pamphlet"));
    command.current_dir(folder).args(arguments.split_whitespace()).env("GITHUB_ACTIONS", "false");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    child.stdin.take().expect("input").write_all(input.unwrap_or("").as_bytes()).expect("taken");
    let output = child.wait_with_output().expect("ended");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("an end"), text(output.stdout), text(output.stderr))
}

#[test]
fn what_can_be_mended_is_mended_and_nothing_else() {
    assert_eq!(mended(BROKEN), MENDED);
    assert_eq!(mended(MENDED), MENDED, "there is nothing more to do");
}

#[test]
fn files_are_mended_in_place_with_their_line_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("copy.md");
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    fs::write(&path, windows(BROKEN)).expect("written");
    let (status, shown, _) = run(folder.path(), "check copy.md --fix --dry-run", None);
    assert_eq!(status, 0);
    assert!(shown.contains("-\u{b9} See the appendix.\n+[^1]: See the appendix.\n"), "{shown}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), windows(BROKEN), "only shown");
    let (status, _, faults) = run(folder.path(), "check copy.md --fix --message-format short", None);
    assert_eq!(status, 0, "{faults}");
    assert!(faults.contains("doubled-word") && faults.lines().count() == 1, "{faults}");
    assert_eq!(fs::read_to_string(&path).expect("a file"), windows(MENDED));
    fs::write(&path, BROKEN).expect("written");
    run(folder.path(), "check copy.md --fix --allow doubled-space", None);
    assert!(fs::read_to_string(&path).expect("a file").contains("year  and"), "what is allowed stays");
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let (status, out, _) = run(folder.path(), "check - --fix", Some(BROKEN));
    assert_eq!((status, out.as_str()), (0, MENDED));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text: the words stay in their order, and a second look finds nothing more.
    #[test]
    fn words_stay_and_the_second_time_changes_nothing(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "the words of a text", "and so on", " ", "  ", "\n", "\n\n", ".", ",", "\u{b9}", "\u{b9} A note.",
                "- **One:** ", "- ***Two:*** ", "***", "`a  b`", "[^1]", "1. ", "> ", "<!-- x -->", "{.k}\n", "| a  b |",
                "that goes on for many words before it comes to an end somewhere in the middle of a line without",
                "\\", "    ", "(", "*a  b*", ":::", "# ",
            ]),
            1..24,
        )
    ) {
        let text: String = parts.concat();
        let once = mended(&text);
        prop_assert_eq!(&mended(&once), &once);
        if !text.contains("[^1]") {
            let notes_last = |text: &str| {
                let mut words = words(&read(text).document);
                words.sort();
                words
            };
            prop_assert_eq!(notes_last(&once), notes_last(&text));
        }
    }

    /// Blocks whose spaces, labels, indents or stress mean something stay as they are, in any order and beside any other.
    #[test]
    fn what_spaces_labels_indents_and_stress_mean_is_kept(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "the members met and wrote down what they wanted to say over",
                "name     value\nwater    12\nair       7",
                "Voice          Is it so strong",
                "A   B   C",
                "(iv) the label of an item of a law",
                "b. the second of the letters",
                "action items: one and two",
                "    indented code  of a  kind",
                "  indented by two and in the middle of it",
                "*stressed words that begin with a small letter*",
                "**bold words that begin so**",
                "- an item of a list that breaks off over",
                "1. an item  with two spaces",
                "and the rest of the sentence that broke off before.",
                "a line  with two spaces",
                "| a    | b |\n|------|---|\n| 1    | 2 |",
                "`code  in  it` and text over",
            ]),
            2..9,
        )
    ) {
        let text = parts.join("\n\n");
        let once = mended(&text);
        // A sentence that goes on is the only thing that two blocks may be joined for.
        let kept = ["(iv)", "b. ", "action items:", "    ", "  indented", "*stressed", "**bold", "|", "- ", "1. "];
        for part in parts.iter().filter(|it| kept.iter().any(|start| it.starts_with(start))) {
            let first = part.trim_start().split("  ").next().and_then(|it| it.lines().next()).unwrap_or(part);
            let begins = |it: &str| it.trim_start().starts_with(first);
            prop_assert!(once.lines().any(begins), "{part}\n---\n{once}");
        }
        for line in text.lines().filter(|it| it.trim_start().contains("   ")) {
            prop_assert!(once.contains(line), "{line}\n---\n{once}");
        }
    }
}
