//! The page list against pages that were set as those of the PDF are.

use crate::backend::epub::tests::reader::Book;
use crate::backend::epub::tests::sample::Sample;
use crate::diag::Diagnostics;
use crate::document::{Document, Meta};
use crate::font::FontBook;
use crate::layout::frame::{Item, Mark, Page};
use crate::layout::structure::{Role, Structure};
use crate::layout::{Choice, Context, Layout, layout};
use crate::publication::Publication;
use crate::source::{Source, Sources};
use crate::theme::{PageChoice, Theme, paper_size};

/// A source whose words are all different: chapters, long paragraphs, lists, notes, a table, code.
fn source() -> String {
    let words = |from: usize, count: usize| {
        let words = (from..from + count).map(|it| format!("incompre{it}hensible"));
        words.collect::<Vec<_>>().join(" ")
    };
    let mut text = String::new();
    for part in 0..4 {
        let at = part * 10_000;
        let (long, item, more) = (words(at, 90), words(at + 200, 40), words(at + 300, 40));
        let (term, tail) = (words(at + 500, 60), words(at + 700, 70));
        text += &format!(
            "\n# Chapter c{at}\n\n{long}[^n{part}] *{tail}*\n\n- {item}\n- {more}\n\n## Section s{at}\n\n\
             > {term}\n\n| a{at} | b{at} |\n|---|---|\n| c{at}x | d{at} |\n\n```\nlet l{at} = 1;\nlet m{at} = 2;\n```\n\n\
             [^n{part}]: A note, f{at}, {}\n",
            words(at + 900, 30)
        );
    }
    text
}

fn set(sample: &mut Sample) -> Layout {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("a.md", &source())).expect("room");
    let parsed = crate::parse::parse(&sources, &[id], &Publication::default(), &mut Diagnostics::new());
    // Without title block and contents: their words are not in the text of the book.
    let meta =
        Meta { title: String::new(), contributors: Vec::new(), date: None, ..sample.document.meta.clone() };
    sample.document = Document { meta, ..parsed.0 };
    let (theme, fonts) = (Theme::classic(), FontBook::default());
    let page = PageChoice { paper: paper_size("a6"), ..PageChoice::default() };
    let choice = Choice { page, contents: Some(false), ..Choice::default() };
    let cx = Context { theme: &theme, fonts: &fonts, resources: &sample.resources, choice };
    layout(&cx, &sample.document, &mut Diagnostics::new())
}

/// The document's own words on a page, in the order of reading, without spaces and divisions.
fn words(page: &Page, structure: &Structure) -> String {
    let mut words = String::new();
    for placed in &page.items {
        let (Mark::Content(content), Item::Text(run)) = (placed.mark, &placed.item) else { continue };
        let above = std::iter::successors(Some(structure.owner(content)), |it| structure.get(*it).parent);
        let own = |role| !matches!(role, Role::Note | Role::Label | Role::Contents);
        if above.map(|it| structure.get(it).role).all(own) {
            words += &run.text;
        }
    }
    bare(&words)
}

fn bare(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && *it != '\u{ad}').collect()
}

fn starts(book: &Book) -> Vec<String> {
    let chapters = book.spine().filter(|(path, _)| path.starts_with("chapter"));
    chapters.flat_map(|(_, file)| file.after("doc-pagebreak")).map(|it| bare(&it)).collect()
}

#[test]
fn every_page_of_the_pdf_begins_at_its_mark() {
    let mut sample = Sample::new();
    let layout = set(&mut sample);
    let pages: Vec<String> = layout.pages.iter().map(|it| words(it, &layout.structure)).collect();
    let pages: Vec<String> = pages.into_iter().filter(|it| !it.is_empty()).collect();
    assert!(pages.len() > 8, "{} pages", pages.len());
    let starts = starts(&sample.paged(&layout));
    assert_eq!(starts.len(), pages.len());
    for (start, page) in starts.iter().zip(&pages) {
        let length = start.len().min(page.len()).min(40);
        assert_eq!(start.get(..length), page.get(..length), "after the mark, and on the page");
    }
}
