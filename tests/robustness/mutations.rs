//! Fixtures that are truncated or changed at random go through all four backends; EPUB and HTML still have their words.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::entries;
use super::marks::PIECES;

/// The sources of the fixtures.
fn fixtures() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("fixtures").map(|it| it.expect("one").path()).collect();
    paths.sort();
    let texts = paths.into_iter().map(|it| fs::read_to_string(it.join("source.md")).expect("a source"));
    texts.collect()
}

/// A fixture is truncated at every multiple of this many bytes.
const STRIDE: usize = if cfg!(debug_assertions) { 1009 } else { 31 };

#[test]
fn truncated_fixtures_are_handled() {
    for (index, text) in fixtures().iter().enumerate() {
        // A cut in the middle of a character is not valid text; refusing it has to work too.
        for end in (index % STRIDE..text.len()).step_by(STRIDE) {
            entries::run("words", &text.as_bytes()[..end]);
        }
    }
}

/// A change in a text: something inserted, removed, repeated, or moved to the end.
fn changed(text: &str, (place, length, kind, piece): (usize, usize, u8, usize)) -> String {
    let boundary =
        |at: usize| (0..=at.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    let start = boundary(place % (text.len() + 1));
    let end = boundary(start + length);
    let (before, middle, after) = (&text[..start], &text[start..end], &text[end..]);
    match kind {
        0 => [before, PIECES[piece % PIECES.len()], middle, after].concat(),
        1 => [before, after].concat(),
        2 => [before, middle, middle, after].concat(),
        _ => [before, after, middle].concat(),
    }
}

/// A number of cases that takes no longer than the other tests.
const CASES: u32 = if cfg!(debug_assertions) { 12 } else { 1000 };

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_fixtures_are_handled(
        fixture in proptest::sample::select(fixtures()),
        changes in proptest::collection::vec((0_usize..6000, 0_usize..80, 0_u8..4, any::<usize>()), 1..6),
    ) {
        let text = changes.into_iter().fold(fixture, |text, change| changed(&text, change));
        entries::run("words", text.as_bytes());
    }
}
