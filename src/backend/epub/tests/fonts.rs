//! What goes with a book that is to have its fonts.

use crate::backend::epub::tests::reader::Book;
use crate::backend::epub::tests::sample::{Sample, code, paragraph, strong, text};

/// The book of a sample with a paragraph more, with fonts.
fn book(more: &str) -> Book {
    let mut sample = Sample::new();
    sample.settings.set("embed-fonts", true);
    sample.document.blocks.push(paragraph(vec![text(more)]));
    sample.book()
}

/// The paths of the fonts in the manifest.
fn fonts(book: &Book) -> Vec<String> {
    let items = book.package().elements("item");
    let fonts = items.iter().filter(|it| it["media-type"].starts_with("font/"));
    fonts.map(|it| it["href"].clone()).collect()
}

#[test]
fn only_faces_that_the_text_needs_go_with_the_book() {
    let paths = fonts(&book("x"));
    let names = ["000-EBGaramond-Regular.otf", "002-EBGaramond-Italic.otf", "015-Amiri-Regular.ttf"];
    assert_eq!(
        paths,
        names.map(|it| format!("fonts/{it}")),
        "text, the date on the title page, a word of Arabic"
    );
    assert!(fonts(&Sample::new().book()).is_empty(), "nobody has asked for fonts");
}

#[test]
fn weight_code_and_scripts_ask_for_faces_that_have_them() {
    let paths = fonts(&book("שלום"));
    assert!(paths.contains(&"fonts/017-FrankRuhlLibre-Regular.ttf".to_owned()), "{paths:?}");
    let mut sample = Sample::new();
    sample.settings.set("embed-fonts", true);
    sample.document.blocks = vec![paragraph(vec![strong("so")]), paragraph(vec![code("x")])];
    let paths = fonts(&sample.book());
    let names = ["001-EBGaramond-SemiBold.otf", "012-SourceCodePro-Regular.otf"];
    assert!(names.iter().all(|it| paths.contains(&format!("fonts/{it}"))), "{paths:?}");
}

#[test]
fn a_font_goes_whole_and_the_sheet_names_its_file() {
    let book = book("x");
    let file = include_bytes!("../../../../fonts/EBGaramond-Regular.otf");
    assert_eq!(book.binary("fonts/000-EBGaramond-Regular.otf"), file);
    let sheet = book.style();
    let rule = "@font-face{font-family:\"EB Garamond\";font-weight:normal;font-style:normal;\
                src:url(\"fonts/000-EBGaramond-Regular.otf\")}";
    assert!(sheet.contains(rule), "{sheet}");
    assert!(sheet.contains("body{font-family:\"EB Garamond\","), "{sheet}");
}

#[test]
fn apple_books_is_told_of_fonts_only_where_there_are_some() {
    let options = "META-INF/com.apple.ibooks.display-options.xml";
    assert!(book("x").has(options));
    assert!(!Sample::new().book().has(options));
}
