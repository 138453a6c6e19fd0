//! Real documents, where they are: the folder that `PAMPHLET_CORPUS` names, else `../shared/corpus`.
//! They are no part of the repository, and without them there is nothing to test here.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Read, faults, nesting, read};
use pamphlet::check::check;
use pamphlet::diag::Diagnostic;
use pamphlet::document::{Outline, text};

fn corpus(name: &str) -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("PAMPHLET_CORPUS").map_or_else(beside, PathBuf::from);
    fs::read_to_string(folder.join(name)).ok()
}

#[test]
fn the_statement_has_its_headings_its_note_and_no_fault() {
    let Some(source) = corpus("statement.md") else { return };
    let read = read(&source);
    nesting::hold(&read);
    assert_eq!(faults(&read), "");
    let outline = Outline::of(&read.document.blocks);
    let headings: Vec<String> = outline.iter().map(|it| text::plain(&it.content)).collect();
    let written = source.lines().filter(|it| it.starts_with('#')).count();
    assert_eq!(headings.len(), written, "{headings:?}");
    assert_eq!(read.document.notes.len(), 1);
}

/// Where the copy that came out of a PDF is broken, and nothing else is said of it. A person listed 41 places. Those
/// are here, once each: the items of a list that begin in other type at its first, a list that is torn at its next
/// part. Not here are the straight quotation marks, which reading makes those of the language, and the line of the
/// title, which `missing-title` points to.
const BROKEN: &str = "\
7:1 unmarked-heading
9:136 typed-note
17:1 typed-note
17:49 unlinked-reference
19:1 unmarked-heading
30:1 interrupted-list
30:3 uneven-lead-in
34:1 unmarked-heading
38:3 uneven-lead-in
41:1 broken-sentence
43:1 interrupted-list
48:1 broken-sentence
50:1 interrupted-list
52:1 unmarked-heading
58:1 unmarked-heading
60:1 unmarked-heading
70:1 broken-sentence
";

#[test]
fn a_clean_text_is_clean_and_a_broken_one_is_shown_where_it_breaks() {
    let checked = |name: &str| {
        let mut read = read(&corpus(name)?);
        check(&read.document, &read.sources, &mut read.diags);
        read.diags.retain_mut(|it| !it.rule.id.starts_with("missing-"));
        read.diags.sort();
        Some(read)
    };
    let Some((clean, broken)) = checked("statement.md").zip(checked("statement-extracted.txt")) else {
        return;
    };
    assert_eq!(faults(&clean), "");
    let places = |read: &Read| -> String {
        let place = |it: &Diagnostic| {
            let span = it.primary.span;
            let at = read.sources.get(span.source).map(|source| source.position(span.range().start));
            at.map_or_else(String::new, |at| format!("{}:{} {}\n", at.line, at.column, it.rule.id))
        };
        read.diags.iter().map(place).collect()
    };
    assert_eq!(places(&broken), BROKEN);
}

#[test]
fn no_text_of_the_corpus_breaks_a_promise() {
    for name in ["statement-extracted.txt", "faq.txt", "home.txt", "profile.txt", "values.txt"] {
        corpus(name).iter().for_each(|it| nesting::hold(&read(it)));
    }
}
