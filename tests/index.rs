//! Indexes: what their entries say of places, in pages and elsewhere, and that `verify` proves it.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::support::editions::{backend, render, render_as_it_is, settled, show, titled};
use crate::support::project::TestProject;
use crate::support::{Read, faults, read};
use pamphlet::document::inline::generated;
use pamphlet::document::walk::{Node, walk_inlines_mut};
use pamphlet::document::{BlockKind, Document, Inline, InlineKind, text};
use pamphlet::layout::Layout;
use pamphlet::verify::{Format, verify};

/// A text of some pages, with a mark in each of its paragraphs.
fn long(before: &str, paragraphs: usize, after: &str) -> Read {
    let words = "The town has walls, and the walls have gates, through which the carts come in. ".repeat(12);
    let paragraph = |at: usize| {
        let range = match at {
            5 => "[]{.index entry=\"carts\" range=begin}",
            15 => "[]{.index entry=\"carts\" range=end}",
            _ => "",
        };
        format!("{words}[word{at}]{{.index}} [every]{{.index entry=\"all!every\"}}{range} {words}\n\n")
    };
    let text: String = (0..paragraphs).map(paragraph).collect();
    titled(&format!("---\ntitle: Walls\nlang: en\n---\n\n{before}\n\n# One\n\n{text}\n{after}\n"))
}

/// The entries of an index with what follows them, a line each.
fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    document.walk(|node| {
        if let Node::Block(block) = node
            && let BlockKind::List(list) = &block.kind
            && block.attr.has_class(generated::INDEX_ENTRIES)
        {
            for item in &list.items {
                if let Some(BlockKind::Paragraph(content)) = item.blocks.first().map(|it| &it.kind) {
                    lines.push(text::plain(content));
                }
            }
        }
    });
    lines
}

/// The pages of a layout with a word on them, by their labels.
fn pages_with(layout: &Layout, word: &str) -> Vec<String> {
    use pamphlet::layout::frame::Item;
    let text = |page: &pamphlet::layout::frame::Page| {
        let runs = page.items.iter().filter_map(|it| match &it.item {
            Item::Text(run) => Some(run.text.as_str()),
            Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
        });
        runs.collect::<String>()
    };
    let has = |page: &&pamphlet::layout::frame::Page| {
        let text = text(page);
        text.match_indices(word)
            .any(|(at, _)| !text[at + word.len()..].starts_with(|it: char| it.is_ascii_digit()))
    };
    layout.pages.iter().filter(has).map(|it| it.label.text()).collect()
}

/// Every word is on the page that its entry names, wherever the index is.
fn holds(read: &Read) {
    let (layout, document) = settled(read);
    let entries: BTreeMap<String, String> = lines(&document)
        .into_iter()
        .filter_map(|it| it.split_once(", ").map(|(word, pages)| (word.to_owned(), pages.to_owned())))
        .collect();
    let index = entries.len();
    assert!(index > 20, "{index}");
    for (word, page) in entries.iter().filter(|it| it.0.starts_with("word")) {
        let pages = pages_with(&layout, word);
        assert!(pages.contains(page), "{word}: {page} is not of {pages:?}");
    }
    let report = verify(&document, "source", Format::Pdf, &render(backend(Format::Pdf), read));
    assert_eq!(show(&report, &read.sources), "");
}

#[test]
fn index_at_the_end_names_the_pages_of_its_words() {
    let read = long("", 24, "# Index\n\n::: index\n:::");
    holds(&read);
    let (_, document) = settled(&read);
    let lines = lines(&document);
    assert!(lines.iter().any(|it| it.starts_with("carts, ") && it.contains('–')), "{lines:?}");
    assert!(lines.iter().any(|it| it.starts_with("every, ") && it.contains('–')), "{lines:?}");
}

#[test]
fn index_before_the_text_names_the_pages_of_its_words() {
    holds(&long("# Index\n\n::: index\n:::", 24, ""));
}

#[test]
fn index_without_a_place_is_at_the_end() {
    let read = long("", 24, "");
    holds(&read);
    let mut last = String::new();
    read.document.walk(|node| {
        if let Node::Block(block) = node
            && let BlockKind::Heading { content, .. } = &block.kind
        {
            last = text::plain(content);
        }
    });
    assert_eq!(last, "Index");
}

/// A page number that is wrong in the tree and in the file alike is found by the words of the pages.
#[test]
fn verify_finds_a_wrong_page_and_one_that_is_missing() {
    let read = long("", 24, "# Index\n\n::: index\n:::");
    let (_, document) = settled(&read);
    let mut wrong: Document = Cow::into_owned(document);
    let mut changed = 0;
    walk_inlines_mut(&mut wrong.blocks, &mut |inlines| {
        for inline in inlines.iter_mut() {
            let is_number = inline.is_generated(generated::PAGE_NUMBER);
            if let (true, InlineKind::Span { content, .. }) = (is_number, &mut inline.kind)
                && let Some(Inline { kind: InlineKind::Text(number), .. }) = content.first_mut()
                && number == "2"
                && changed == 0
            {
                "3".clone_into(number);
                changed += 1;
            }
        }
    });
    assert_eq!(changed, 1);
    let other = Read { document: wrong, ..long("", 24, "# Index\n\n::: index\n:::") };
    let bytes = render_as_it_is(backend(Format::Pdf), &other);
    let report = verify(&other.document, "source", Format::Pdf, &bytes);
    let found = show(&report, &other.sources);
    assert!(found.contains("`3` leads to what is on page `2`"), "{found}");
    assert!(found.contains("the index does not name page `2`"), "{found}");
}

#[test]
fn marks_that_lead_nowhere_are_reported() {
    let text = "---\ntitle: T\nlang: en\n---\n\na[]{.index} b[]{.index entry=\"x\" range=begin} c[]{.index entry=\"y\" range=end} \
                d[]{.index entry=\"z\" see=\"q\"} e[]{.index entry=\"w\" range=middle} f[]{.index entry=\"v\" see=\"v\"}\n";
    let found = faults(&read(text));
    for message in [
        "a mark of the index has no words",
        "the range of `x` begins here, and has no end",
        "the range of `y` ends here, and has no beginning",
        "the index has no entry `q` to see",
        "`middle` is no end of a range of the index",
        "the entry `v` of the index leads to itself",
    ] {
        assert!(found.contains(message), "{message}: {found}");
    }
    assert_eq!(found.matches("warning[bad-index-entry]").count(), 6, "{found}");
}

#[test]
fn index_of_latex_is_read() {
    let document = read(
        "---\ntitle: T\nlang: en\n---\n\nOne\\index{walls!inner} and two\\index{gates|see{walls}}.\n\n\\printindex\n",
    );
    assert_eq!(lines(&document.document), ["gates, see walls", "walls", "inner, 1"]);
}

/// Notes at the end of the text or of chapters are below a heading, before an index, and lead back.
#[test]
fn notes_are_where_the_publication_wants_them() {
    let text = "---\ntitle: T\nlang: en\nnotes: PLACE\n---\n\n# One\n\nFirst.[^a] [Walls]{.index}.\n\n# Two\n\nSecond.[^b]\n\n\
                # Index\n\n::: index\n:::\n\n[^a]: The note of one.\n\n[^b]: The note of two.[^c]\n\n[^c]: In a note.\n";
    let at =
        |text: &str, words: &str| text.find(words).unwrap_or_else(|| panic!("`{words}` is not in {text}"));
    for (place, headings) in [("end", 1), ("chapter", 2), ("foot", 0)] {
        let project = TestProject::new(&[("a.md", &text.replace("PLACE", place))]);
        project.run("build a.md").exits(0);
        project.run("verify a.md").exits(0);
        let text = project.read("output/a.txt");
        let found = text.matches("Notes\n=").count() + text.matches("Notes\n-").count();
        assert_eq!(found, headings, "{place}: {text}");
        let (one, two) = (at(&text, "The note of one."), at(&text, "Second."));
        assert_eq!(one > two, place == "end", "{place}: {text}");
        assert!(at(&text, "In a note.") < text.rfind("\nIndex\n").unwrap_or(0), "{text}");
    }
}

#[test]
fn references_say_pages_in_print_and_name_several_together() {
    let text = "---\ntitle: T\nlang: en\n---\n\nSee [](#fig-b){.page}, [@fig-a–@fig-c], and [@fig-a; @tbl-t].\n\n\
                ![One](one.png \"One\"){#fig-a}\n\n![Two](two.png \"Two\"){#fig-b}\n\n![Three](three.png \"Three\"){#fig-c}\n\n\
                | a |\n|---|\n| b |\n\nTable: T {#tbl-t}\n";
    let read = titled(text);
    let words = |document: &Document| {
        let Some(BlockKind::Paragraph(content)) = document.blocks.first().map(|it| &it.kind) else {
            panic!("no paragraph")
        };
        text::plain(content).replace('\u{a0}', " ")
    };
    assert_eq!(words(&read.document), "See Figure 2, Figures 1–3, and Figure 1, Table 1.");
    let (_, printed) = settled(&read);
    assert_eq!(words(&printed), "See Figure 2 on page 1, Figures 1–3, and Figure 1, Table 1.");
    let report = verify(&printed, "source", Format::Pdf, &render(backend(Format::Pdf), &read));
    assert_eq!(show(&report, &read.sources), "");
}
