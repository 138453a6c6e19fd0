//! The page list against pages that were set as those of the PDF are.

use crate::backend::epub::tests::reader::Book;
use crate::backend::epub::tests::sample::Sample;
use crate::diag::Diagnostics;
use crate::document::{Document, Meta};
use crate::font::FontBook;
use crate::layout::frame::{Item, Mark, Page};
use crate::layout::structure::{Element, Role, Structure};
use crate::layout::{Context, Layout, LayoutOptions, layout};
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
        let meaning = words(at + 400, 30);
        let (term, tail) = (words(at + 500, 60), words(at + 700, 70));
        text += &format!(
            "\n# Chapter c{at}\n\n{long}[^n{part}] *{tail}*\n\n- {item}\n- {more}\n\n## Section s{at}\n\n\
             > {term}\n\nTerm t{at}\n: {meaning}\n\nTerm u{at}\n: {meaning}\n\n> [!NOTE]\n> {meaning}\n\n| a{at} | b{at} |\n|---|---|\n| c{at}x | d{at} |\n\n```\nlet l{at} = 1;\nlet m{at} = 2;\n```\n\n\
             [^n{part}]: A note, f{at}, {}\n",
            words(at + 900, 30)
        );
    }
    text
}

/// Sets the source as a book where it has a title, else without title block and contents: their words are not in
/// the text of the book.
fn set(sample: &mut Sample, meta: Meta) -> Layout {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("a.md", &source())).expect("room");
    let parsed = crate::parse::parse(&sources, &[id], &Publication::default(), &mut Diagnostics::new());
    let book = !meta.title.is_empty();
    let lang = sample.document.meta.lang.clone();
    let meta = Meta { lang, span: parsed.0.meta.span, slug: "a".to_owned(), ..meta };
    sample.document = Document { meta, ..parsed.0 };
    let (theme, fonts) = (Theme::classic(), FontBook::default());
    let page = PageChoice { paper: paper_size("a6"), ..PageChoice::default() };
    let choice = LayoutOptions { page, contents: Some(book), book: Some(book), ..LayoutOptions::default() };
    let cx = Context { theme: &theme, fonts: &fonts, resources: &sample.resources, options: choice };
    layout(&cx, &sample.document, &mut Diagnostics::new())
}

/// The document's own words on a page, in the order of reading, without spaces and divisions.
fn words(page: &Page, structure: &Structure) -> String {
    let mut words = String::new();
    for placed in &page.items {
        let (Mark::Content(content), Item::Text(run)) = (placed.mark, &placed.item) else { continue };
        let above = std::iter::successors(Some(structure.owner(content)), |it| structure.get(*it).parent);
        let marker = |it: &Element| it.role == Role::Label && it.span.range().is_empty();
        let own = |it: &Element| !matches!(it.role, Role::Note | Role::Contents) && !marker(it);
        if above.map(|it| structure.get(it)).all(own) {
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
    chapters.flat_map(|(_, file)| file.after("doc-pagebreak")).collect()
}

/// Whether a page begins with a text, or with the end of the text's first word.
fn begins(page: &str, start: &str) -> bool {
    let word = bare(start.split_whitespace().next().unwrap_or_default());
    let start = bare(start);
    word.char_indices().any(|(at, _)| {
        let length = page.len().min(start.len() - at).min(40);
        start.get(at..at + length) == page.get(..length)
    })
}

#[test]
fn every_page_of_the_pdf_begins_at_its_mark() {
    let mut sample = Sample::new();
    let layout = set(&mut sample, Meta::default());
    let pages: Vec<String> = layout.pages.iter().map(|it| words(it, &layout.structure)).collect();
    assert!(pages.len() > 8 && pages.iter().all(|it| !it.is_empty()), "{} pages", pages.len());
    let starts = starts(&sample.paged(&layout));
    assert_eq!(starts.len(), pages.len());
    for (start, page) in starts.iter().zip(&pages) {
        assert!(begins(page, start), "after the mark: {start}; on the page: {page}");
    }
}

#[test]
fn no_page_of_the_pdf_is_without_its_mark() {
    let mut sample = Sample::new();
    let meta = Meta { title: "A book".to_owned(), rights: Some("All.".to_owned()), ..Meta::default() };
    let layout = set(&mut sample, meta);
    let book = sample.paged(&layout);
    let mut marks = Vec::new();
    for (path, file) in book.spine() {
        marks.extend(file.ids_of("doc-pagebreak").into_iter().map(|id| format!("{path}#{id}")));
    }
    assert_eq!(marks.len(), layout.pages.len());
    assert_eq!(marks[..3], ["title.xhtml#_page-1", "title.xhtml#_page-2", "nav.xhtml#_page-3"]);
    assert!(marks.iter().any(|it| it.starts_with("chapter-001.xhtml")), "{marks:?}");
    let listed = book.file("nav.xhtml").attributes("href");
    assert!(listed.ends_with(&marks), "the list is in the order of reading");
    assert_eq!(book.file("title.xhtml").after("doc-pagebreak"), ["A book", "All."]);
    assert_eq!(book.file("nav.xhtml").after("doc-pagebreak"), ["Contents"]);
}
