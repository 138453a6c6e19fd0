//! What is on pages, measured: the colour of lines, and what pages begin and end with.
//!
//! `PAMPHLET_SURVEY=1 cargo test pages:: -- --nocapture` prints the figures.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pamphlet::diag::Diagnostics;
use pamphlet::font::FontBook;
use pamphlet::layout::metrics::{Metrics, measure};
use pamphlet::layout::{Context, Layout, LayoutOptions, dump, layout};
use pamphlet::resource::Resources;
use pamphlet::theme::{PageChoice, Theme, paper_size};

/// The texts of the corpus, where it is, and of the fixtures.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = env::var_os("PAMPHLET_CORPUS").map_or_else(|| root.join("../shared/corpus"), PathBuf::from);
    let fixtures = fs::read_dir(root.join("tests/fixtures")).expect("the fixtures");
    let fixtures = fixtures.filter_map(Result::ok).map(|it| it.path().join("source.md"));
    let mut paths: Vec<PathBuf> = fixtures.chain([corpus.join("statement.md")]).collect();
    paths.sort();
    let named = |it: PathBuf| Some((it.display().to_string(), fs::read_to_string(&it).ok()?));
    paths.into_iter().filter_map(named).collect()
}

fn measured(source: &str, theme: &str, paper: &str) -> Metrics {
    let theme = Theme::named(theme).expect("a theme of the house");
    let fonts = FontBook::bundled(theme.families.clone());
    measure(&set(source, &theme, &fonts, paper), &fonts)
}

fn set(source: &str, theme: &Theme, fonts: &FontBook, paper: &str) -> Layout {
    let page = PageChoice { paper: paper_size(paper), ..PageChoice::default() };
    let resources = Resources::new();
    let choice = LayoutOptions { page, ..LayoutOptions::default() };
    let cx = Context { theme, fonts, resources: &resources, options: choice };
    layout(&cx, &crate::support::read(source).document, &mut Diagnostics::new())
}

#[test]
fn pages_of_real_texts_are_even_and_end_well() {
    let mut faults = String::new();
    for (name, source) in sources() {
        for (theme, paper) in
            [("classic", "a4"), ("classic", "a5"), ("modern", "letter"), ("modern", "6x9in")]
        {
            let metrics = measured(&source, theme, paper);
            if env::var_os("PAMPHLET_SURVEY").is_some() {
                #[allow(clippy::print_stdout, reason = "figures that were asked for")]
                {
                    println!("{name}, {theme}, {paper}: {metrics}\n");
                }
            }
            let ends = [&metrics.widows, &metrics.orphans, &metrics.stranded];
            if ends.iter().any(|it| !it.is_empty()) {
                let _ = writeln!(faults, "{name}, {theme}, {paper}: {ends:?}");
            }
            // One line in two hundred, on wide pages and on small ones. A text of a few lines says nothing.
            let wrong = metrics.spaces.len() - metrics.even();
            if metrics.spaces.len() > 100 && wrong * 200 > metrics.spaces.len() {
                let _ = writeln!(faults, "{name}, {theme}, {paper}: {wrong} lines out of limits");
            }
            if metrics.lines > 100 && metrics.short * 100 > metrics.lines {
                let _ = writeln!(faults, "{name}, {theme}, {paper}: {} lines left short", metrics.short);
            }
        }
    }
    assert_eq!(faults, "", "widows, orphans and stranded headings by page; lines");
}

/// What is too long to be written down: a table of 200 rows, twenty notes on a page, a note longer than a page, and
/// every construct of the fixture where pages end.
fn torture() -> String {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/torture/source.md");
    let mut source = fs::read_to_string(fixture).expect("the fixture");
    source.push_str("\n\n# A table of 200 rows\n\n| number | square | in words |\n|---:|---:|---|\n");
    for row in 1..=200 {
        let _ = writeln!(source, "| {row} | {} | the square of {row} |", row * row);
    }
    source.push_str("\n# Twenty notes\n\n");
    (0..20).for_each(|it| write!(source, "A few words have the note{it}.[^n{it}] ").expect("text"));
    source.push_str("\n\nThis one goes on and on.[^long]\n\n");
    (0..20).for_each(|it| write!(source, "[^n{it}]: The text of note {it}.\n\n").expect("text"));
    let long =
        "The note goes on, as notes of scholars do, without an end that anybody could see. ".repeat(90);
    let _ = write!(source, "[^long]: {long}\n\n# After the notes\n\n");
    source.push_str(&beside_the_text());
    for paragraph in 0..40 {
        let words = "Plain words fill this line and the next. ".repeat(paragraph % 7 + 1);
        let _ = write!(source, "{words}\n\n{}", if paragraph % 9 == 4 { "## A heading\n\n" } else { "" });
    }
    source
}

/// Code over several pages, quotations four deep, verse, twelve columns of figures, and remarks, one after the other.
fn beside_the_text() -> String {
    let mut source = String::from("## Code\n\n```rust\n");
    for number in 0..50 {
        let line = "let long = \"a line that is longer than the measure of any page of the house\";";
        let _ = writeln!(source, "fn number_{number}() {{ // of fifty\n    {line}\n}}\n");
    }
    source.push_str("```\n\n## Quotations\n\n");
    let words = "Plain words fill this line and the next, and the one after that as well. ".repeat(3);
    (1..=4).for_each(|depth| writeln!(source, "{} {words}", ">".repeat(depth)).expect("text"));
    source.push_str("\n::: verse\n");
    (0..9).for_each(|_| source.push_str("A line of verse,\\\na second line,\\\nand then a third.\n\n"));
    source.push_str(":::\n\n");
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(12));
    let _ = writeln!(source, "{}{}{}", row("Month"), row("--:"), row("12,345.50").repeat(9));
    for kind in ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"] {
        let _ = write!(source, "> [!{kind}]\n> {words}\n\n");
    }
    source
}

#[test]
fn the_torture_chamber_leaves_no_widow() {
    let source = torture();
    let mut faults = String::new();
    for (theme, paper) in [("classic", "a4"), ("classic", "a6"), ("modern", "a5"), ("modern", "half-letter")]
    {
        let metrics = measured(&source, theme, paper);
        let ends = [&metrics.widows, &metrics.orphans, &metrics.stranded];
        if ends.iter().any(|it| !it.is_empty()) {
            let _ = writeln!(faults, "{theme}, {paper}: {ends:?}");
        }
    }
    assert_eq!(faults, "", "widows, orphans and stranded headings by page");
}

/// Lists of five lines among paragraphs of many lengths.
fn lists() -> String {
    let mut source = String::from("---\nlang: en\ntitle: Lists\n---\n\n");
    for at in 0..120 {
        for paragraph in 0..at % 3 + 1 {
            source.push_str(
                &"The wall holds back a sea that never rests. ".repeat((at * 7 + paragraph * 5) % 11 + 3),
            );
            source.push_str("\n\n");
        }
        source.push_str("- an upper stone\n- a stone\n- a stone\n- a stone\n- a lower stone\n\n");
    }
    source
}

#[test]
fn items_of_lists_are_not_alone_on_their_page() {
    let theme = Theme::named("classic").expect("a theme of the house");
    let fonts = FontBook::bundled(theme.families.clone());
    let pages = dump::pages(&set(&lists(), &theme, &fonts, "a5"));
    let (mut split, mut alone) = (0, Vec::new());
    for (at, page) in pages.split("\npage ").enumerate() {
        let stones: Vec<&str> = page.lines().filter(|it| it.contains("stone")).collect();
        let above = stones.iter().position(|it| it.contains("upper stone")).unwrap_or(stones.len());
        let below = stones.iter().rev().position(|it| it.contains("lower stone")).unwrap_or(stones.len());
        split += usize::from(above > 0) + usize::from(below > 0);
        if above == 1 || below == 1 {
            alone.push((at + 1, above, below));
        }
    }
    assert!(split > 10, "{split} lists are on two pages");
    assert_eq!(alone, [], "pages with a first or a last item alone");
}
