//! The examples of CommonMark 0.31.2, read into the tree and written as HTML.
//!
//! The dialect differs on purpose in some of them: `tests/commonmark/known.txt` names each with the reason.
//! The list can only shrink: an example that is on it and agrees fails this test too.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use crate::support::html::html;
use crate::support::{nesting, read};
use serde_json::Value;

const EXAMPLES: &str = include_str!("commonmark/spec.json");
const KNOWN: &str = include_str!("commonmark/known.txt");

struct Example {
    number: u64,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let list: Vec<Value> = serde_json::from_str(EXAMPLES).expect("the examples are JSON");
    let text = |it: &Value, key: &str| it[key].as_str().expect("a text").to_owned();
    let example = |it: &Value| Example {
        number: it["example"].as_u64().expect("a number"),
        markdown: text(it, "markdown"),
        html: text(it, "html"),
    };
    list.iter().map(example).collect()
}

/// The examples that differ, by number, with the reason. A line is a reason, a colon, and numbers.
fn known() -> BTreeMap<u64, &'static str> {
    let lines = KNOWN.lines().filter(|it| !it.starts_with('#') && !it.is_empty());
    let numbers = lines.flat_map(|line| {
        let (reason, numbers) = line.rsplit_once(':').expect("a reason and numbers");
        numbers.split_whitespace().map(move |it| (it.parse().expect("a number"), reason))
    });
    numbers.collect()
}

/// The text with typographic marks as they are typed, since the examples know no smart punctuation.
fn typed(html: &str) -> String {
    html.replace(['“', '”'], "&quot;")
        .replace(['‘', '’'], "'")
        .replace('—', "---")
        .replace('–', "--")
        .replace('…', "...")
}

#[test]
fn the_examples_agree() {
    let known = known();
    let mut wrong = Vec::new();
    for example in examples() {
        let (made, expected) = (typed(&html(&read(&example.markdown).document)), typed(&example.html));
        match (made == expected, known.get(&example.number)) {
            (false, None) => wrong.push(format!(
                "example {}: {:?}\n  expected {expected:?}\n  made     {made:?}",
                example.number, example.markdown
            )),
            (true, Some(reason)) => {
                wrong.push(format!(
                    "example {} agrees now; take it off the list of {reason:?}",
                    example.number
                ));
            }
            (true, None) | (false, Some(_)) => {}
        }
    }
    assert!(wrong.is_empty(), "{}\n{} examples", wrong.join("\n"), wrong.len());
}

#[test]
fn the_examples_are_whole_and_keep_the_promises() {
    assert_eq!(examples().len(), 652);
    examples().iter().for_each(|it| nesting::hold(&read(&it.markdown)));
}
