//! The dialect, case by case: a text, its tree with places, and its faults.
//!
//! A place is `@line:column-line:column`. Larger examples are in the fixtures.

mod blocks;
mod inlines;

use crate::support::{faults, nesting, read};
use pamphlet::document::Spans;
use pamphlet::document::dump::dump;

fn check(text: &str, expected: &str) {
    let read = read(text);
    nesting::hold(&read);
    let made = dump(&read.document, Spans::Shown(&read.sources)) + &faults(&read);
    assert_eq!(made.trim_end(), expected.trim(), "\n{text}\n---\n{made}");
}
