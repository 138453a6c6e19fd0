//! Texts that are deep, long, wide, or full of one structure.

use super::{many, titled};
use crate::support::project::TestProject;

/// Builds all editions of a body; returns the exit status and the first message.
#[track_caller]
fn build(body: &str) -> (i32, String) {
    let project = TestProject::new(&[]);
    project.write("a.md", titled(body));
    let run = project.bounded("build a.md --message-format short");
    let first = run.stderr.lines().next().unwrap_or("").to_owned();
    assert!((0..=1).contains(&run.status), "{first}");
    assert_eq!(run.status == 0, project.editions("output").len() == 4, "all editions or none: {first}");
    assert!(run.status == 0 || run.stderr.contains("error["), "a failure has a reason: {first}");
    (run.status, run.stderr)
}

/// Checks that the body cannot be published, because of a rule.
#[track_caller]
fn refused(body: &str, rule: &str) {
    let (status, said) = build(body);
    let first = said.lines().next().unwrap_or("");
    assert!(status == 1 && said.contains(&format!("error[{rule}]")), "{first}");
}

/// Checks that the body is published.
#[track_caller]
fn published(body: &str) {
    let (status, said) = build(body);
    assert_eq!(status, 0, "{}", said.lines().next().unwrap_or(""));
}

fn nested(open: &str, close: &str, count: usize) -> String {
    format!("{}end{}", open.repeat(count), close.repeat(count))
}

#[test]
fn deep_blocks() {
    let count = many(100_000);
    refused(&nested("> ", "", count), "too-deep");
    refused(&nested("- ", "", count), "too-deep");
    refused(&nested("1. ", "", count), "too-deep");
    refused(&nested("::: a\n", "\n:::", count), "too-deep");
    build(&format!("a\n{}end", ": ".repeat(count)));
    let stairs: String = (0..many(20_000)).map(|it| format!("{}- a\n", " ".repeat(it % 2000))).collect();
    build(&stairs);
}

#[test]
fn deep_inlines() {
    let count = many(100_000);
    published(&nested("[", "]", count));
    refused(&nested("*", "*", count), "too-deep");
    refused(&nested("**a ", "**", count / 2), "too-deep");
    published(&"*a **a ".repeat(count / 2));
    published(&format!("[a]({}{})", "(".repeat(count), ")".repeat(count)));
    refused(&nested("<sup>", "</sup>", many(2000)), "too-deep");
}

#[test]
fn long_lines() {
    let bytes = many(1_000_000);
    build(&"a".repeat(bytes));
    build(&"word and other ".repeat(bytes / 15));
    published(&format!("a{}", "\u{301}".repeat(bytes / 2)));
    published(&"a\u{ad}".repeat(bytes / 3));
    build(&format!("a{}b", " ".repeat(bytes)));
    build(&format!("`{}`", "x y ".repeat(bytes / 4)));
    published(&format!("```\n{}\n```", "x".repeat(bytes)));
    published(&format!("```rust\n{}\n```", "(".repeat(bytes / 10)));
    published(&format!("`{}`", "x".repeat(bytes / 10)));
    build(&"\\".repeat(bytes));
    published(&format!("https://example.net/{}", "c".repeat(bytes / 2)));
    build(&format!("# {}", "long heading ".repeat(many(10_000))));
}

#[test]
fn long_lines_of_other_scripts() {
    let bytes = many(1_000_000);
    build(&"שלום אבג ".repeat(bytes / 16));
    build(&"ภาษาไทย".repeat(bytes / 21));
    build(&"\u{202b}a\u{2067}".repeat(bytes / 14));
    // No bundled font has them, and there is one message for each character instead of each occurrence.
    let (status, said) = build(&"漢字".repeat(bytes / 6));
    assert!(status == 0 && said.matches("missing-glyph").count() <= 4, "{}", said.len());
    let (status, said) = build(&"👩\u{200d}".repeat(bytes / 7));
    assert!(status == 0 && said.matches("missing-glyph").count() <= 4, "{}", said.len());
}

#[test]
fn text_that_changes_direction_often() {
    let count = many(10_000);
    published(&"word שלום ".repeat(count));
    published(&"[שלום](https://example.net/ג) (x) ".repeat(count));
}

#[test]
fn many_messages() {
    let count = many(10_000);
    published(&"[x](javascript:a) ".repeat(count));
    published(&"word[^x] ".repeat(count));
    // The excerpt of each message is a part of the one long line that all of them are about.
    let project = TestProject::new(&[]);
    project.write("a.md", titled(&"[x](javascript:a) ".repeat(count)));
    let said = project.bounded("check a.md --message-format full").exits(0).stderr;
    assert!(said.len() < count * 1000, "{}", said.len());
}

#[test]
fn large_tables() {
    let row = |cell: &str, count: usize| format!("|{}\n", format!("{cell}|").repeat(count));
    let side = many(10_000).isqrt();
    build(&(row("a", side) + &row("-", side) + &row("cell", side).repeat(side)));
    build(&(row("a", 1) + &row("-", 1) + &row("cell", 1).repeat(many(10_000))));
    build(&(row("a", many(10_000)) + &row("-", many(10_000))));
    build(&(row("a", 200) + &row("-", 200) + &"|a\n".repeat(many(500))));
}

#[test]
fn many_notes() {
    let count = many(10_000);
    let chain: String = (0..count).map(|it| format!("[^{it}]: See [^{}].\n", it + 1)).collect();
    build(&format!("Begin[^0].\n\n{chain}[^{count}]: End.\n"));
    let marks: String = (0..count).map(|it| format!("word[^{it}] ")).collect();
    let notes: String = (0..count).map(|it| format!("[^{it}]: The note {it}.\n")).collect();
    published(&format!("{marks}\n\n{notes}"));
    published(&format!("{}\n\n[^1]: The note.", "word[^1] ".repeat(count)));
    build("word[^1]\n\n[^1]: Of itself[^1].");
    build("word[^1]\n\n[^1]: One[^2].\n\n[^2]: Other[^1].");
    build(&"word[^x] ".repeat(count));
}

#[test]
fn long_chain_of_notes() {
    let chain: String = (0..10_000).map(|it| format!("[^{it}]: See [^{}].\n", it + 1)).collect();
    let project = TestProject::new(&[]);
    project.write("a.md", titled(&format!("Begin[^0].\n\n{chain}[^10000]: End.\n")));
    project.bounded("build a.md -t epub,txt").exits(0);
}

#[test]
fn many_links() {
    let count = many(10_000);
    let head = |it: usize| format!("## Head {it} {{#h{it}}}\n\n[There](#h{})\n\n", it * 7919 % count);
    published(&(0..count).map(head).collect::<String>());
    let uses: String = (0..count).map(|it| format!("[a{it}] ")).collect();
    let targets: String = (0..count).map(|it| format!("[a{it}]: https://example.net/{it}\n")).collect();
    published(&format!("{uses}\n\n{targets}"));
    published(&"# Same\n\n".repeat(count));
    refused(&"![A picture](none.png) ".repeat(count), "missing-image");
}

#[test]
fn many_blocks_of_one_kind() {
    let count = many(50_000);
    build(&"word\n\n".repeat(count));
    build(&"---\n\n".repeat(count));
    build(&"a\\\n".repeat(count));
    build(&"- [x] a\n".repeat(count / 2));
    build(&"999999999. a\n".repeat(count / 10));
    build(&format!("```rust\n{}```", "fn a() { b(); }\n".repeat(count / 2)));
    build(&format!("```rust\n{}\n```", "(".repeat(count)));
    build(&"'\"".repeat(count));
    build(&"<abbr title='x'>a</abbr> ".repeat(count / 5));
    build(&format!("[x]{{{}}}", ".a ".repeat(count)));
    build(&"\n".repeat(count));
    build(&"<div>\n".repeat(count));
    build(&"<!-- ".repeat(count));
}
