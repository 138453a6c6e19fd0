//! Characters and their direction: what each edition makes of them.

#![allow(clippy::expect_used, reason = "a test may panic")]

use crate::support::editions::{backend, built, pages, render, show, titled};
use crate::support::{Read, faults, read};
use pamphlet::layout::frame::Item;
use pamphlet::verify::Format;

fn html(read: &Read) -> String {
    String::from_utf8(render(backend(Format::Html), read)).expect("UTF-8")
}

fn text(read: &Read) -> String {
    String::from_utf8(render(backend(Format::Text), read)).expect("UTF-8")
}

/// Every edition has the content of its source.
fn is_clean(read: &Read) {
    for format in [Format::Pdf, Format::Epub, Format::Html, Format::Text] {
        let report = built(read, format);
        assert!(report.is_clean(), "{format:?}\n{}", show(&report, &read.sources));
    }
}

#[test]
fn code_keys_and_addresses_run_from_left_in_arabic() {
    let read = titled(
        "---\ntitle: عنوان\nlang: ar\n---\n\nاكتب `git add .` و[Ctrl]{.kbd} أو <kbd>Esc</kbd> من <https://a.example/x>.\n\n```\nx++\n```\n",
    );
    let page = html(&read);
    for wanted in
        ["<code dir=\"ltr\">git add .", "<kbd dir=\"ltr\">", "<pre dir=\"ltr\">", "x\" dir=\"ltr\">https:"]
    {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    is_clean(&read);
    let english = titled("Write `git add .` here.\n");
    assert!(html(&english).contains("<code>git add .</code>"), "nothing is said where all runs from left");
}

#[test]
fn mark_of_note_is_isolated_from_number_in_hebrew() {
    let read = titled("---\ntitle: כותרת\nlang: he\n---\n\nטקסט 123[^1] סוף.\n\n[^1]: הערה.\n");
    assert!(html(&read).contains("123<sup class=\"mark\" dir=\"rtl\">"), "{}", html(&read));
    let layout = pages(&read);
    let x_of = |wanted: &str| {
        let items = layout.pages[0].items.iter();
        let found = items.filter_map(|it| match &it.item {
            Item::Text(run) if run.text == wanted => Some(it.at.x),
            Item::Text(_) | Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
        });
        found.min()
    };
    let (mark, number) = (x_of("1"), x_of("123").or_else(|| x_of("123 ")));
    if let (Some(mark), Some(number)) = (mark, number) {
        assert!(mark < number, "the mark is left of the number");
    }
    is_clean(&read);
}

#[test]
fn columns_begin_where_the_text_begins() {
    let read = titled("---\ntitle: عنوان\nlang: ar\n---\n\n| ا | ب |\n|:--|--:|\n| 1 | 2 |\n");
    let page = html(&read);
    assert!(
        page.contains("td.left { text-align: start; }") && page.contains("td.right { text-align: end; }")
    );
    assert!(!page.contains("text-align: left") && !page.contains("text-align: right"), "{page}");
}

#[test]
fn notes_are_at_the_foot_in_the_order_of_their_numbers() {
    let read = titled("One[^a] two[^e] three.\n\n[^a]: Alpha with[^b].\n[^b]: Beta.\n[^e]: Gamma.\n");
    let layout = pages(&read);
    let y_of = |wanted: &str| {
        let found = layout.pages[0].items.iter().find(|it| match &it.item {
            Item::Text(run) => run.text.contains(wanted),
            Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => false,
        });
        found.map(|it| it.at.y).expect("the note")
    };
    assert!(y_of("Alpha") < y_of("Beta") && y_of("Beta") < y_of("Gamma"));
    is_clean(&read);
}

#[test]
fn names_of_places_have_no_soft_hyphens() {
    let read = titled(
        "# Kraft\u{ad}fahrt\u{200b}en\n\nText.\n\n# Zwei\n\n# Drei\n\nEine Donau\u{ad}dampf\u{ad}schiff\u{ad}fahrts\u{ad}gesell\u{ad}schafts\u{ad}kapitäns\u{ad}mützen\u{ad}abzeichen\u{ad}verleihung.\n",
    );
    let layout = pages(&read);
    assert_eq!(layout.bookmarks[0].title, "Kraftfahrten");
    let plain = text(&read);
    assert!(!plain.contains(['\u{ad}', '\u{200b}']) && plain.contains("Kraftfahrten"), "{plain}");
    assert!(plain.lines().any(|it| it.ends_with('-') && it.len() > 50), "{plain}");
    is_clean(&read);
}

#[test]
fn names_in_the_metadata_have_the_punctuation_of_the_text() {
    let read = read(
        "---\ntitle: \"It's\"\nlang: en\nauthors: [\"A. O'Hill\"]\npublisher: \"O'Hill's\"\n---\n\nText.\n",
    );
    let meta = &read.document.meta;
    assert_eq!(meta.authors().collect::<Vec<_>>(), ["A. O’Hill"]);
    assert_eq!(meta.publisher.as_deref(), Some("O’Hill’s"));
}

#[test]
fn byte_order_mark_and_control_characters_are_named() {
    let found = faults(&read("---\ntitle: A\nlang: en\n---\n\nOne.\n\n\u{feff}# Two\n"));
    assert!(found.contains("8:1: error[control-character]: the byte order mark of a joined file"), "{found}");
    let found = faults(&read("---\ntitle: A\nlang: en\n---\n\nThe caf\u{8e}s.\n"));
    assert!(found.contains("error[control-character]: the control character U+008E"), "{found}");
}

#[test]
fn keycap_is_set_whole() {
    let read = titled("Press 1\u{fe0f}\u{20e3} here.\n");
    let mut diags = pamphlet::diag::Diagnostics::new();
    let theme = pamphlet::theme::Theme::classic();
    let fonts = pamphlet::font::FontBook::bundled(theme.families.clone());
    let resources = pamphlet::resource::Resources::new();
    let options = pamphlet::layout::LayoutOptions::default();
    let context = pamphlet::layout::Context { theme: &theme, fonts: &fonts, resources: &resources, options };
    pamphlet::layout::layout(&context, &read.document, &mut diags);
    let messages: Vec<&str> = diags.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(messages, [""; 0], "the font of emoji has the digit and its cap");
}
