//! Any text gives a valid tree, in time proportional to its length.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use crate::support::{faults, nesting, read};

/// Pieces of the dialect, so that random texts are full of incomplete structures.
pub(crate) const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "a",
    "word ",
    "é",
    "字",
    "。",
    "\u{0}",
    "\u{7f}",
    "\u{a0}",
    "\u{fffe}",
    "#",
    "# ",
    "## H {#i}",
    "- ",
    "1. ",
    "2) ",
    "- [x] ",
    "> ",
    "> [!NOTE]\n",
    ": ",
    "Table: ",
    "*",
    "**",
    "_",
    "~",
    "~~",
    "^",
    "`",
    "```",
    "```rust {.a}\n",
    "~~~\n",
    "[",
    "]",
    "(",
    ")",
    "](",
    "](#i)",
    "](b.md#c)",
    "![",
    "![x](y.png \"t\")",
    "{",
    "}",
    "{.a}",
    "{#i}",
    "{lang=fr}",
    "{width=5%}",
    "[^1]",
    "[^1]: ",
    "[^2]",
    "[a]: b\n",
    "[a][b]",
    ":::",
    "::: note\n",
    "::: {title=\"x\"}\n",
    ":::\n",
    "|",
    "| a | b |\n|---|---|\n",
    "|-",
    "---",
    "---\n",
    "===\n",
    "***\n",
    "<",
    ">",
    "<sup>",
    "</sup>",
    "<br>",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "<?",
    "<abbr title='x'>",
    "&amp;",
    "&",
    "\\",
    "\\[",
    "\\\n",
    "'",
    "\"",
    "...",
    "--",
    "www.a.b",
    "https://a.b/_c_",
    "x@y.z",
    "«",
    "»",
    "!",
    "title: x\n",
    "\r\n",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..60).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_of_marks_gives_a_tree(text in text()) {
        nesting::hold(&read(&text));
    }

    #[test]
    fn any_text_gives_a_tree(text in "\\PC{0,200}") {
        nesting::hold(&read(&text));
    }
}

/// Parses a hostile text, which may take only seconds even in a debug build.
fn hostile(text: &str) {
    let start = Instant::now();
    let read = read(text);
    let taken = start.elapsed();
    let shown: String = text.chars().take(24).collect();
    assert!(taken < Duration::from_secs(10), "{shown:?}… took {taken:?}");
    nesting::hold(&read);
}

#[test]
fn hostile_nesting_is_limited_and_reported() {
    for (piece, count) in [("> ", 100_000), ("- ", 20_000), ("1. ", 20_000), ("*a **a ", 25_000)] {
        hostile(&format!("{}end", piece.repeat(count)));
    }
    let deep = read(&format!("{}end", "> ".repeat(100)));
    assert!(faults(&deep).contains("error[too-deep]"), "{}", faults(&deep));
    let containers = format!("{}end\n{}", "::: a\n".repeat(5000), ":::\n".repeat(5000));
    hostile(&containers);
    assert!(!faults(&read(&containers)).contains("stray-fence"), "fences that are too deep still match");
}

#[test]
fn hostile_marks_take_linear_time() {
    for piece in [
        "[",
        "]",
        "*",
        "_",
        "~",
        "^",
        "`",
        "{",
        "<",
        "!",
        "\\",
        "\"",
        "'",
        "|",
        "&",
        ":",
        "@",
        "[^a",
        "[a][b]",
        "*_",
        "![](",
        "^a",
        "{a=\"",
        "]{.x}",
        "<sup>",
        "</sup>",
        "<!--",
        "www.",
        "http://",
        "a@",
        "a@b.c ",
        "[^a]",
        "\\[",
        "(\"'",
        "a'",
        "\u{0}",
        "字\n",
        "- a\n",
        "# a\n",
        "a\n: b\n\n",
        "|a\n",
        "[a]: b\n",
        "\\\\[",
        "[a](#b)",
    ] {
        let count = if matches!(piece, "[" | "*") { 50_000 } else { 10_000 };
        hostile(&piece.repeat(count));
    }
}

#[test]
fn hostile_pairs_take_linear_time() {
    let count = 10_000;
    for (open, close) in
        [("[", "]{.x}"), ("<sup>", "</sup>"), ("*", "*"), ("[", "](a)"), ("^", "^"), ("\"", "\""), ("(", ")")]
    {
        hostile(&format!("{}x{}", open.repeat(count), close.repeat(count)));
    }
    let notes: String = (0..5000).map(|it| format!("[^{it}]: See [^{}].\n", it + 1)).collect();
    hostile(&format!("Begin[^0].\n\n{notes}\n[^5000]: End.\n"));
    hostile(&format!("|{}\n|{}\n{}", "a|".repeat(200), "-|".repeat(200), "|a\n".repeat(500)));
}
