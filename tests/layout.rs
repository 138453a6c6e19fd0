//! What must hold of pages, whatever is on them.

#![allow(clippy::expect_used, reason = "a test that cannot go on stops")]

use std::fmt::Write;

use pamphlet::diag::Diagnostics;
use pamphlet::document::Document;
use pamphlet::font::FontBook;
use pamphlet::geometry::{Insets, Length};
use pamphlet::layout::frame::{Item, LabelStyle, LinkTarget, Mark, Page, TextRun};
use pamphlet::layout::structure::Role;
use pamphlet::layout::{Context, Layout, LayoutOptions, dump, layout};
use pamphlet::publication::Publication;
use pamphlet::resource::{ImageFile, Resources};
use pamphlet::source::{Source, Sources};
use pamphlet::theme::{PageChoice, Theme, paper_size};

fn parse(text: &str) -> Document {
    let mut sources = Sources::new();
    let id = sources.add(Source::new("a.md", text)).expect("room");
    let publication = Publication::default();
    let (mut document, publication) =
        pamphlet::parse::parse(&sources, &[id], &publication, &mut Diagnostics::new());
    pamphlet::resolve::resolve(&mut document, &publication.numbers, &mut Diagnostics::new());
    document
}

fn set(text: &str, choice: LayoutOptions) -> Layout {
    set_in("classic", text, choice)
}

fn set_in(theme: &str, text: &str, choice: LayoutOptions) -> Layout {
    let theme = Theme::named(theme).expect("a theme of the house");
    let fonts = FontBook::bundled(theme.families.clone());
    let resources = Resources::new();
    let cx = Context { theme: &theme, fonts: &fonts, resources: &resources, options: choice };
    layout(&cx, &parse(text), &mut Diagnostics::new())
}

fn two_sided() -> LayoutOptions {
    LayoutOptions { page: PageChoice { two_sided: Some(true), ..small().page }, ..small() }
}

fn small() -> LayoutOptions {
    let page = PageChoice { paper: paper_size("a6"), ..PageChoice::default() };
    LayoutOptions { page, ..LayoutOptions::default() }
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
    let set = set(&text(60, |_| String::new()), small());
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
fn gaps_are_widened_so_that_pages_end_at_the_foot() {
    let source =
        text(60, |it| if it % 4 == 3 { "\n\n## A heading\n\n- one\n\n- two".into() } else { String::new() });
    let set = set(&source, small());
    let grid = Theme::classic().page.geometry(&small().page);
    let within = &set.pages[1..set.pages.len() - 1];
    let ends: Vec<Length> =
        within.iter().filter_map(|page| runs(page).filter(|it| it.2).map(|it| it.1).max()).collect();
    let foot = ends.iter().copied().max().expect("pages");
    let short = ends.iter().filter(|it| foot - **it > grid.leading).count();
    assert!(short * 10 <= ends.len(), "{short} of {}", ends.len());
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
    let set = set(&source, LayoutOptions { book: Some(true), ..small() });
    let contents = set.pages.iter().find(|it| read(it).contains("Contents")).expect("contents");
    assert_eq!(contents.label.style, LabelStyle::Roman);
    assert!(lines_of_contents(&set, contents) >= 8);
}

#[test]
fn contents_of_a_short_publication_follow_its_title() {
    let source = text(40, |it| if it % 12 == 3 { format!("\n\n# Part {it}x") } else { String::new() });
    let set_with = |contents| set(&source, LayoutOptions { contents, ..small() });
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
    let set = set(&text(30, |_| String::new()), two_sided());
    let grid = Theme::classic().page.geometry(&two_sided().page);
    let left = |page: &Page| page.items.iter().map(|it| it.at.x).min().expect("something");
    assert!(left(&set.pages[2]) <= grid.margins.left);
    assert!(left(&set.pages[1]) > grid.margins.left, "a verso has its wide margin on the left");
}

#[test]
fn only_books_are_two_sided_unless_it_is_asked_for() {
    let source = text(30, |_| String::new());
    let left = |page: &Page| page.items.iter().map(|it| it.at.x).min().expect("something");
    let plain = set(&source, small());
    assert_eq!(left(&plain.pages[1]), left(&plain.pages[2]));
    let book = set(&source, LayoutOptions { book: Some(true), ..small() });
    let filled: Vec<Length> = book.pages.iter().filter(|it| it.items.len() > 5).map(left).collect();
    assert!(filled.windows(2).any(|it| it[0] != it[1]), "{filled:?}");
}

#[test]
fn a_right_to_left_publication_is_bound_on_the_right() {
    let source = "---\ntitle: كتاب\nlang: ar\n---\n\nكلمة وكلمة\n\n- واحد\n- اثنان\n";
    let set = set(source, two_sided());
    let grid = Theme::classic().page.geometry(&two_sided().page);
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

#[test]
fn sections_are_numbered_where_it_is_asked_for() {
    let source = "---\ntitle: T\nsection-numbers: true\n---\n\n# One\n\n## Two\n\ntext\n\n## Three {.unnumbered}\n\ntext\n\n# Four\n\n### Five\n\ntext\n";
    let numbered = set(source, LayoutOptions { contents: Some(false), ..small() });
    let found = read(&numbered.pages[0]).replace('\u{2003}', "");
    for head in ["1 One", "1.1 Two", "text Three", "2 Four", "2.1 Five"] {
        assert!(found.contains(head), "{head}: {found}");
    }
    let label = numbered.structure.iter().find(|(_, it)| it.role == Role::Label).expect("a label");
    let heading = label.1.parent.expect("a parent");
    assert!(matches!(numbered.structure.get(heading).role, Role::Heading(_)));
    let without = source.replace("section-numbers: true\n", "");
    assert!(!read(&set(&without, small()).pages[0]).contains("1.1"));
}

#[test]
fn contents_have_the_depth_that_is_asked_for() {
    let mut source = String::from("---\ntitle: T\n---\n\n");
    (0..20).for_each(|it| write!(source, "# Part {it}\n\n## Below {it}\n\ntext\n\n").expect("text"));
    let entries = |depth| {
        let set = set(&source, LayoutOptions { contents_depth: depth, ..small() });
        set.structure.iter().filter(|(_, it)| it.role == Role::ContentsItem).count()
    };
    assert_eq!((entries(None), entries(Some(1)), entries(Some(2))), (20, 20, 40));
}

#[test]
fn the_bones_of_pages_are_artifacts() {
    let source = text(8, |it| format!("[^{it}]\n\n[^{it}]: A note."));
    let (plain, drawn) = (set(&source, small()), set(&source, LayoutOptions { debug: true, ..small() }));
    assert_eq!(plain.pages.len(), drawn.pages.len());
    for (plain, drawn) in plain.pages.iter().zip(&drawn.pages) {
        assert_eq!(read(plain), read(drawn));
        assert!(drawn.items.len() > plain.items.len() + 20, "the grid, at least");
    }
}

/// Whether a run is printed over another of its line, or beyond what a page leaves as margin.
fn collisions(set: &Layout) -> Vec<String> {
    let mut found = Vec::new();
    for page in &set.pages {
        let mut boxes: Vec<(Length, Length, Length, &str)> = page
            .items
            .iter()
            .filter_map(|it| match &it.item {
                Item::Text(run) if matches!(it.mark, Mark::Content(_)) => {
                    Some((it.at.y, it.at.x, it.at.x + run.width(), run.text.as_str()))
                }
                Item::Text(_) | Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
            })
            .collect();
        boxes.sort();
        let edge = Length::mm(5);
        let outside = |it: &&(Length, Length, Length, &str)| it.1 < edge || it.2 > page.size.width - edge;
        found.extend(boxes.iter().filter(outside).map(|it| format!("outside: {}", it.3)));
        let over = |pair: &[(Length, Length, Length, &str)]| {
            pair[0].0 == pair[1].0 && pair[1].1 + Length::millipt(500) < pair[0].2
        };
        found.extend(boxes.windows(2).filter(|it| over(it)).map(|it| format!("{} on {}", it[1].3, it[0].3)));
    }
    found
}

#[test]
fn no_table_prints_over_itself_or_beyond_the_page() {
    let word = "pneumonoultramicroscopicsilicovolcanoconiosisandthensomemorex";
    let row = |cell: &dyn Fn(usize) -> String| {
        format!("|{}\n", (0..12).map(|it| format!(" {} |", cell(it))).collect::<String>())
    };
    let mut source = row(&|it| format!("Column {it}")) + &row(&|_| "--:".to_owned());
    source += &row(&|it| format!("{}", 1_234_567 * (it + 1)));
    source += &row(&|it| format!("{}.5", 98_765 * (it + 7)));
    let _ = write!(source, "\n| a | b | c |\n|---|---|---|\n| {word} | some text in a cell | {word} |\n");
    let _ = write!(source, "\n- in a list\n\n  | {word} | {word} |\n  |---|---|\n  | 1 | 2 |\n");
    for theme in Theme::NAMES {
        for paper in ["a4", "a5", "a6"] {
            let page = PageChoice { paper: paper_size(paper), ..PageChoice::default() };
            let set = set_in(theme, &source, LayoutOptions { page, ..LayoutOptions::default() });
            assert_eq!(collisions(&set), [""; 0], "{theme}, {paper}");
        }
    }
}

/// The rows of a table on each page that has some, of a text with so many lines before the table.
fn rows_by_page(before: usize, rows: usize) -> Vec<usize> {
    let lines = "A short paragraph.\n\n".repeat(before);
    let row = |at: usize| format!("| zrow{at} | 1 |\n");
    let table: String = (0..rows).map(row).collect();
    let set = set(&format!("{lines}| a | b |\n|---|--:|\n{table}\nThe end.\n"), small());
    set.pages.iter().map(|it| read(it).matches("zrow").count()).filter(|it| *it > 0).collect()
}

#[test]
fn a_short_table_is_never_cut_and_a_long_one_has_three_rows_on_each_page() {
    for before in 5..30 {
        assert_eq!(rows_by_page(before, 5).len(), 1, "{before} paragraphs before");
        let rows = rows_by_page(before, 40);
        assert!(rows.len() > 1 && rows.iter().all(|it| *it >= 3), "{before} before: {rows:?}");
    }
}

#[test]
fn the_last_page_has_five_lines_where_a_break_can_help() {
    for paragraphs in 3..12 {
        let set = set(&text(paragraphs, |_| String::new()), small());
        let last = set.pages.last().expect("a page");
        let mut lines: Vec<Length> = runs(last).filter(|it| it.2).map(|it| it.1).collect();
        lines.dedup();
        assert!(lines.len() >= 5, "{paragraphs} paragraphs: {} lines", lines.len());
    }
}

#[test]
fn eighty_columns_of_code_stand_on_a_page_of_a4() {
    let line: String = "0123456789".repeat(8);
    let source = format!(
        "---\ntitle: T\n---\n\ntext\n\n```\n{line}\nshort\n```\n\n- in a list\n\n  ```\n  {line}\n  ```\n"
    );
    let page = PageChoice { paper: paper_size("a4"), ..PageChoice::default() };
    for theme in Theme::NAMES {
        let set = set_in(theme, &source, LayoutOptions { page, ..LayoutOptions::default() });
        let lines: Vec<&TextRun> =
            runs(&set.pages[0]).filter(|it| it.0.text.starts_with("0123")).map(|it| it.0).collect();
        assert_eq!(lines[0].text.trim_end(), line, "{theme}");
        assert!(lines[0].size >= Length::millipt(7_500), "{theme}: {:?}", lines[0].size);
        assert_ne!(lines[1].text.trim_end(), line, "{theme}: in a list there is no margin to go into");
        assert_eq!(collisions(&set), [""; 0], "{theme}");
    }
}

#[test]
fn margins_that_leave_no_room_are_reported() {
    let theme = Theme::classic();
    let fonts = FontBook::bundled(theme.families.clone());
    let reported = |margins: [i64; 4]| {
        let [top, right, bottom, left] = margins.map(Length::mm);
        let page = PageChoice { margins: Some(Insets { top, right, bottom, left }), ..PageChoice::default() };
        let choice = LayoutOptions { page, ..LayoutOptions::default() };
        let mut diags = Diagnostics::new();
        let resources = Resources::new();
        let cx = Context { theme: &theme, fonts: &fonts, resources: &resources, options: choice };
        let set = layout(&cx, &parse(&"text\n\n".repeat(200)), &mut diags);
        let inside =
            |it: &Page| runs(it).all(|run| Length::mm(4) < run.1 && run.1 < it.size.height - Length::mm(4));
        assert!(set.pages.iter().all(inside), "{margins:?}: nothing is set beyond the paper");
        diags.iter().map(|it| it.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(reported([20, 20, 20, 20]), [""; 0]);
    assert_eq!(reported([11, 20, 11, 20]), [""; 0], "running heads and folios are moved in");
    assert_eq!(reported([5, 20, 20, 20]), ["narrow-margins"]);
    assert_eq!(reported([20, 20, 5, 20]), ["narrow-margins"]);
    assert_eq!(reported([20, 100, 20, 100]), ["wide-margins"]);
    assert_eq!(reported([140, 20, 150, 20]), ["wide-margins"]);
    assert_eq!(reported([400, 20, 20, 20]), ["wide-margins"]);
}

/// A page with images of these sizes in pixels, named by them.
fn set_with_images(text: &str, sizes: &[(&str, u32, u32)]) -> (Layout, Diagnostics) {
    let theme = Theme::named("classic").expect("a theme of the house");
    let fonts = FontBook::bundled(theme.families.clone());
    let mut resources = Resources::new();
    for (path, width, height) in sizes {
        let format = pamphlet::resource::Format::Png;
        let (width, height, bytes) = (*width, *height, Vec::new().into());
        resources.insert((*path).to_owned(), ImageFile { bytes, format, width, height, density: None });
    }
    let cx = Context { theme: &theme, fonts: &fonts, resources: &resources, options: small() };
    let mut diags = Diagnostics::new();
    (layout(&cx, &parse(text), &mut diags), diags)
}

#[test]
fn images_in_lines_and_cells_are_on_the_page_and_clear_of_what_is_around() {
    let text = "---\ntitle: A Title\nlang: en\n---\n\n\
                Before ![high](h.png) after, ![wide](w.png) and [![high](h.png)](https://example.org/).\n\n\
                | Picture | Words | Both |\n|---|---|---|\n\
                | ![wide](w.png) | A cell of several words that go on over more lines than one | ![high](h.png) and more |\n\
                | ![high](h.png) | Another. | ![wide](w.png) |\n\n\
                - ![high](h.png) first\n- ![wide](w.png) second\n\n> ![high](h.png) as they say\n\n\
                A wide one ![wide](w.png)[^n] with its note, and with words ![wide](w.png){width=100%}.\n\n\
                [^n]: Its note.\n";
    let (set, diags) = set_with_images(text, &[("h.png", 300, 4000), ("w.png", 4000, 300)]);
    let messages: Vec<&str> = diags.iter().map(|it| it.message.as_str()).collect();
    assert!(messages.is_empty(), "{messages:?}");
    let mut count = 0;
    for page in &set.pages {
        // Left, right, top, foot, and whether it is an image; of text the height of small letters.
        let boxes: Vec<(Length, Length, Length, Length, bool)> = (page.items.iter())
            .filter_map(|it| match &it.item {
                Item::Text(run) if matches!(it.mark, Mark::Content(_)) => {
                    let top = it.at.y - run.size.scale(4, 10);
                    Some((it.at.x, it.at.x + run.width(), top, it.at.y, false))
                }
                Item::Image(image) => {
                    let foot = it.at.y + image.size.height;
                    Some((it.at.x, it.at.x + image.size.width, it.at.y, foot, true))
                }
                Item::Text(_) | Item::Rectangle(_) | Item::Path(_) => None,
            })
            .collect();
        for (at, one) in boxes.iter().enumerate().filter(|it| it.1.4) {
            count += 1;
            let on_page = one.0 > Length::ZERO
                && one.1 < page.size.width
                && one.2 > Length::ZERO
                && one.3 < page.size.height;
            assert!(on_page, "page {}: {one:?}", page.label.number);
            for (_, other) in boxes.iter().enumerate().filter(|it| it.0 != at) {
                let apart = one.1 <= other.0 || other.1 <= one.0 || one.3 <= other.2 || other.3 <= one.2;
                assert!(apart, "page {}: {one:?} is over {other:?}", page.label.number);
            }
        }
    }
    assert_eq!(count, 12, "every image is on a page");
}
