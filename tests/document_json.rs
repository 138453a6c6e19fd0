//! The tree as JSON: every tree comes back as it was, and what is no tree is refused at its place.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use pamphlet::document::json::{from_json, to_json};
use pamphlet::document::{Document, Spans};

use crate::support::{Read, read};

fn fixtures() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders =
        fs::read_dir(&root).expect("the folder of fixtures").map(|entry| entry.expect("an entry").path());
    let texts: Vec<String> =
        folders.filter_map(|folder| fs::read_to_string(folder.join("source.md")).ok()).collect();
    assert!(!texts.is_empty(), "there are fixtures");
    texts
}

fn round_trip(read: &Read) {
    let spans = Spans::Shown(&read.sources);
    let json = to_json(&read.document, spans).to_string();
    let again = from_json(&json, spans).expect("a document");
    assert!(again == read.document, "another tree from {json}");
    // Without spans there is no place, and all else is the same.
    let hidden = to_json(&read.document, Spans::Hidden).to_string();
    let placeless = from_json(&hidden, Spans::Hidden).expect("a document");
    assert_eq!(to_json(&placeless, Spans::Hidden).to_string(), hidden);
}

#[test]
fn every_fixture_comes_back_from_json() {
    fixtures().iter().for_each(|text| round_trip(&read(text)));
}

#[test]
fn the_deepest_tree_comes_back_from_json() {
    round_trip(&read(&format!("{}x", "> ".repeat(100))));
    round_trip(&read(&format!("{}x", "- ".repeat(100))));
    round_trip(&read(&format!("{}{}x{}", "- ".repeat(100), "*a **b ".repeat(60), "** *".repeat(60))));
    round_trip(&read(&format!("{}{}x{}", "> ".repeat(100), "[".repeat(200), "]{.a}".repeat(200))));
}

/// A document of one chapter with these blocks, and these notes.
fn document(blocks: &str, notes: &str) -> Result<Document, String> {
    let text = format!(
        r#"{{"type": "document", "version": 1, "meta": {{"title": "T"}},
            "chapters": [{{"type": "chapter", "blocks": [{blocks}]}}], "notes": [{notes}]}}"#
    );
    from_json(&text, Spans::Hidden).map_err(|error| error.to_string())
}

fn paragraph(content: &str) -> String {
    format!(r#"{{"type": "paragraph", "content": [{content}]}}"#)
}

fn check(blocks: &str, notes: &str, expected: &str) {
    assert_eq!(document(blocks, notes).expect_err("refused"), expected);
}

#[test]
fn notes_are_numbered_anew() {
    let notes = r#"{"type": "note", "number": 3, "blocks": []}, {"type": "note", "number": 7, "label": "b", "blocks": []}"#;
    let references = paragraph(
        r#"{"type": "note-ref", "note": 7}, {"type": "note-ref", "note": 3}, {"type": "note-ref", "note": 7}"#,
    );
    let document = document(&references, notes).expect("a document");
    let found: Vec<(u32, &str, usize)> =
        document.notes.iter().map(|(id, it)| (id.number(), it.label.as_str(), it.references.len())).collect();
    assert_eq!(found, [(1, "b", 2), (2, "3", 1)]);
}

#[test]
fn what_breaks_the_promises_of_the_tree_is_refused() {
    check(
        &paragraph(r#"{"type": "text", "text": "a", "contnet": 1}"#),
        "",
        "chapters[0].blocks[0].content[0].contnet: this member is not known here",
    );
    check(r#"{"type": "paragraph"}"#, "", "chapters[0].blocks[0]: the member `content` is missing");
    check(
        r#"{"type": "bold", "content": []}"#,
        "",
        "chapters[0].blocks[0].type: `bold` is not a type of block",
    );
    check(
        r#"{"type": "thematic-break", "id": "a"}, {"type": "thematic-break", "id": "a"}"#,
        "",
        "chapters[0].blocks[1].id: the id `a` is given twice",
    );
    check(
        &paragraph(r#"{"type": "link", "anchor": "a", "content": [{"type": "text", "text": "a"}]}"#),
        "",
        "chapters[0].blocks[0].content[0].anchor: nothing has the id `a`",
    );
    check(
        &paragraph(r#"{"type": "note-ref", "note": 1}"#),
        "",
        "chapters[0].blocks[0].content[0].note: there is no note 1",
    );
    check(
        "",
        r#"{"type": "note", "number": 1, "blocks": []}"#,
        "notes: nothing refers to note 1: remove it, or add a `note-ref`",
    );
    check(
        r#"{"type": "heading", "level": 7, "content": []}"#,
        "",
        "chapters[0].blocks[0].level: a level is 1 to 6",
    );
    check(
        r#"{"type": "table", "columns": ["left"], "head": [], "body": [{"type": "row", "cells": []}]}"#,
        "",
        "chapters[0].blocks[0].body: the cells of the table leave places free, or take one twice, or reach below its rows",
    );
    check(
        &paragraph(r#"{"type": "text", "text": "\u0007"}"#),
        "",
        "chapters[0].blocks[0].content[0].text: the control character U+0007 cannot be published",
    );
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let quotes =
        |count: usize| format!("{}{}", r#"{"type": "quote", "blocks": ["#.repeat(count), "]}".repeat(count));
    assert!(document(&quotes(70), "").is_ok());
    assert!(document(&quotes(100), "").is_err_and(|it| it.ends_with("blocks are nested more than 72 deep")));
    let error = document(&quotes(100_000), "").expect_err("refused");
    assert_eq!(error, "the JSON is nested more than 800 deep");
}

#[test]
fn what_is_not_json_is_refused() {
    for text in ["", "{", "[]", "null", "{} {}", r#"{"type": "document", "version": 2}"#, "\u{0}"] {
        assert!(from_json(text, Spans::Hidden).is_err(), "{text}");
    }
}
