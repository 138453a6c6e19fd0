//! What must hold of pages, whatever is on them.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::fmt::Write;

use pamphlet::diag::Diagnostics;
use pamphlet::document::Document;
use pamphlet::font::FontBook;
use pamphlet::geometry::Length;
use pamphlet::layout::frame::{Item, LabelStyle, LinkTarget, Mark, Page, TextRun};
use pamphlet::layout::{Choice, Context, Layout, dump, layout};
use pamphlet::publication::Publication;
use pamphlet::resource::Resources;
use pamphlet::source::{Source, Sources};
use pamphlet::theme::{PageChoice, Theme, paper_size};

fn parse(text: &str) -> Document {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("a.md", text)).expect("room");
    pamphlet::parse::parse(&sources, &[id], &Publication::default(), &mut Diagnostics::new()).0
}

fn set(text: &str, choice: Choice) -> Layout {
    set_in("classic", text, choice)
}

fn set_in(theme: &str, text: &str, choice: Choice) -> Layout {
    let theme = Theme::named(theme).expect("a theme of the house");
    let fonts = FontBook::bundled(theme.families.clone());
    let resources = Resources::new();
    let cx = Context { theme: &theme, fonts: &fonts, resources: &resources, choice };
    layout(&cx, &parse(text), &mut Diagnostics::new())
}

fn small() -> Choice {
    let page = PageChoice { paper: paper_size("a6"), ..PageChoice::default() };
    Choice { page, ..Choice::default() }
}

/// So many paragraphs of a few lines, every word told apart by its number; `extra` adds to each.
fn text(paragraphs: usize, extra: impl Fn(usize) -> String) -> String {
    let mut text = String::from("---\ntitle: A Title\nlang: en\n---\n\n");
    let mut word = 0;
    for paragraph in 0..paragraphs {
        for _ in 0..30 + paragraph % 37 {
            let _ = write!(text, "w{word} ");
            word += 1;
        }
        let _ = write!(text, "{}\n\n", extra(paragraph));
    }
    text
}

fn runs(page: &Page) -> impl Iterator<Item = (&TextRun, Length, bool)> {
    page.items.iter().filter_map(|it| match &it.item {
        Item::Text(run) => Some((run, it.at.y, matches!(it.mark, Mark::Content(_)))),
        Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
    })
}

/// What is read on a page, furniture left out.
fn read(page: &Page) -> String {
    runs(page).filter(|it| it.2).map(|it| it.0.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_word_is_set_once_and_in_order() {
    let source = text(60, |_| String::new());
    let set = set(&source, small());
    let read: String = set.pages.iter().map(read).collect::<Vec<_>>().join(" ");
    let numbers: Vec<usize> = read
        .replace('\u{ad}', "")
        .split(|it: char| !it.is_ascii_alphanumeric())
        .filter_map(|it| it.strip_prefix('w')?.parse().ok())
        .collect();
    let wrong = numbers.iter().enumerate().find(|(at, it)| at != *it);
    assert_eq!(wrong, None, "the first word out of its place");
    assert!(numbers.len() > 2000 && set.pages.len() > 8);
}

#[test]
fn lines_of_text_stand_on_one_grid() {
    let source =
        text(60, |it| if it % 7 == 3 { "\n\n## A heading\n\n- one\n\n- two".into() } else { String::new() });
    let set = set(&source, small());
    let theme = Theme::classic();
    let grid = theme.page.geometry(&small().page);
    let mut checked = 0;
    for page in &set.pages {
        // The paragraphs that begin with a word of their own, at the edge or the indent of the column.
        for (run, y, content) in runs(page) {
            if content && run.size == grid.size && run.text.starts_with('w') {
                let from_top = (y - grid.margins.top).to_sp() % grid.leading.to_sp();
                let first =
                    runs(&set.pages[1]).find(|it| it.2).map(|it| it.1).expect("text on the second page");
                assert_eq!(from_top, (first - grid.margins.top).to_sp() % grid.leading.to_sp());
                checked += 1;
            }
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn a_note_stands_on_the_page_of_its_mark() {
    let mut source = text(60, |it| format!("end[^n{it}]"));
    for note in 0..60 {
        let _ = write!(source, "[^n{note}]: The note {note} of this text.\n\n");
    }
    let set = set(&source, small());
    let mut checked = 0;
    for (index, page) in set.pages.iter().enumerate() {
        for link in &page.links {
            let LinkTarget::Place(to) = &link.to else { continue };
            assert_eq!(to.page, index, "{}", link.description);
            checked += 1;
        }
    }
    assert_eq!(checked, 120, "sixty marks and sixty ways back");
}

/// How many lines of the contents on a page name headings, each with the folio of its page.
fn lines_of_contents(set: &Layout, contents: &Page) -> usize {
    let mut checked = 0;
    for mark in &set.bookmarks {
        let page = &set.pages[mark.to.page];
        let line = runs(contents).find(|it| it.2 && it.0.text.contains(&mark.title)).map(|it| it.1);
        let Some(line) = line else { continue };
        let number = runs(contents).filter(|it| it.1 == line && it.2).last().expect("a number");
        assert_eq!(number.0.text, page.label.number.to_string(), "{}", mark.title);
        assert_eq!(page.label.style, LabelStyle::Arabic);
        checked += 1;
    }
    checked
}

#[test]
fn contents_name_the_pages_of_headings() {
    let source = text(60, |it| if it % 5 == 4 { format!("\n\n# Chapter {it}") } else { String::new() });
    let set = set(&source, Choice { book: Some(true), ..small() });
    let contents = set.pages.iter().find(|it| read(it).contains("Contents")).expect("contents");
    assert_eq!(contents.label.style, LabelStyle::Roman);
    assert!(lines_of_contents(&set, contents) >= 8);
}

#[test]
fn contents_of_a_short_publication_follow_its_title() {
    let source = text(40, |it| if it % 12 == 3 { format!("\n\n# Part {it}x") } else { String::new() });
    let set_with = |contents| set(&source, Choice { contents, ..small() });
    let set = set_with(None);
    assert_eq!(lines_of_contents(&set, &set.pages[0]), 4);
    assert!(read(&set.pages[0]).starts_with("A Title Contents Part 3x"), "{}", read(&set.pages[0]));
    assert!(read(&set.pages[0]).contains("w0 w1"), "the text begins on the same page");
    assert!(!read(&set_with(Some(false)).pages[0]).contains("Contents"));
}

#[test]
fn two_headings_need_no_contents() {
    let source = text(20, |it| if it % 10 == 3 { format!("\n\n# Part {it}") } else { String::new() });
    assert!(!set(&source, small()).pages.iter().any(|it| read(it).contains("Contents")));
}

#[test]
fn pages_mirror_where_they_are_printed_on_both_sides() {
    let set = set(&text(30, |_| String::new()), small());
    let grid = Theme::classic().page.geometry(&small().page);
    let left = |page: &Page| page.items.iter().map(|it| it.at.x).min().expect("something");
    assert!(left(&set.pages[2]) <= grid.margins.left);
    assert!(left(&set.pages[1]) > grid.margins.left, "a verso has its wide margin on the left");
}

#[test]
fn a_right_to_left_publication_is_bound_on_the_right() {
    let source = "---\ntitle: كتاب\nlang: ar\n---\n\nكلمة وكلمة\n\n- واحد\n- اثنان\n";
    let set = set(source, small());
    let grid = Theme::classic().page.geometry(&small().page);
    let left = set.pages[0].items.iter().map(|it| it.at.x).min().expect("something");
    assert!(left >= grid.margins.right, "a recto has its wide margin on the left");
}

#[test]
fn the_structure_is_that_of_the_document() {
    let source = "---\ntitle: T\nlang: en\n---\n\n# One {#one}\n\nText *so*.[^a]\n\n1. item\n\n[^a]: Note.\n\n| a | b |\n|---|---|\n| c | d |\n";
    let tags = dump::tags(&set(source, small()));
    let expected = "\
Document
  H1 \"T\"
  H2 #one \"One\"
  P \"Text \" \".\"
    Em \"so\"
    Reference
      Link \"1\"
  Note
    Lbl
      Link \"1\"
    P \"Note.\"
  L Decimal
    LI
      Lbl \"1.\"
      LBody
        P \"item\"
  Table
    THead
      TR
        TH \"a\"
        TH \"b\"
    TBody
      TR
        TD \"c\"
        TD \"d\"
";
    assert_eq!(tags, expected);
}

#[test]
fn the_same_source_gives_the_same_pages() {
    let source = text(20, |it| format!("*so*[^n{it}]\n\n[^n{it}]: Note.\n\n> quote\n\n- list"));
    for theme in Theme::NAMES {
        let dumps: Vec<String> = (0..2).map(|_| dump::pages(&set_in(theme, &source, small()))).collect();
        assert_eq!(dumps[0], dumps[1]);
    }
}
