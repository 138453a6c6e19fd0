//! A theme as style sheets: the same design for pages on screens and for e-books.
//!
//! What the theme decides (families, sizes, space, colours) is computed from it
//! in [`rules`]; what every theme shares (how a list hangs, where the
//! contents are) is in the files next to this one. On screens the colours follow the
//! reader's preference. A book has no colours and no family for its text: the
//! settings of the e-reader win (EPUB 3.3, reading systems may override).

mod declare;
mod rules;

pub use declare::BookFace;

use crate::theme::Theme;
use crate::theme::css::declare::Medium;

/// What every edition shares.
const TEXT: &str = include_str!("text.css");
/// What editions add that show what changed.
const CHANGES: &str = include_str!("changes.css");
/// What pages in browsers add whose passages have ids.
const PASSAGES: &str = include_str!("passages.css");
/// What pages in browsers add.
const SCREEN: &str = include_str!("screen.css");
/// What sites and collections add.
const SITE: &str = include_str!("site.css");
/// What they change on paper.
const PRINT: &str = include_str!("print.css");
/// What e-books add.
const BOOK: &str = include_str!("book.css");

/// The sheet of a page in browsers, of screens and of paper, with the faces that come with it.
pub fn screen(theme: &Theme, faces: &[BookFace]) -> String {
    let parts = [
        faces.iter().map(declare::font_face).collect(),
        rules::variables(theme),
        rules::text(theme, Medium::Screen, faces),
        compact(TEXT),
        compact(SCREEN),
        compact(PRINT),
    ];
    parts.concat()
}

/// The sheet that the pages of a site share, and that of a collection.
pub fn site(theme: &Theme, faces: &[BookFace]) -> String {
    [screen(theme, faces), compact(SITE)].concat()
}

/// The sheet of an e-book, with the faces that come with it: then the text has a family, which readers may
/// still change.
pub fn book(theme: &Theme, faces: &[BookFace]) -> String {
    let named: String = faces.iter().map(declare::font_face).collect();
    [named, rules::text(theme, Medium::Book, faces), compact(TEXT), compact(BOOK)].concat()
}

/// The additional rules of a page in browsers with highlighted code.
pub fn screen_code(theme: &Theme) -> String {
    rules::code(theme, Medium::Screen)
}

/// The additional rules of an e-book with highlighted code.
pub fn book_code(theme: &Theme) -> String {
    rules::code(theme, Medium::Book)
}

/// The additional rules of a page in browsers that shows what changed: the colours of added and removed lines of code.
pub fn screen_changes(theme: &Theme) -> String {
    compact(CHANGES) + &rules::changes(theme)
}

/// The additional rules of a page in browsers whose passages have ids.
pub fn screen_passages() -> String {
    compact(PASSAGES)
}

/// The additional rules of an e-book that shows what changed.
pub fn book_changes() -> String {
    compact(CHANGES)
}

/// The rule of a class of images whose width is a part of the measure, in hundredths of a per cent.
pub fn image_width(class: &str, part: u32) -> String {
    format!(".{class}{{width:{}.{:02}%}}\n", part / 100, part % 100)
}

/// A file of the program as it is sent: without comments and indentation.
fn compact(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    let mut rest = file;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_balanced_and_need_no_escaping() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).expect("named");
            let code = [screen_code(&theme), book_code(&theme)];
            for sheet in [screen(&theme, &[]), site(&theme, &[]), book(&theme, &[])].into_iter().chain(code) {
                assert_eq!(sheet.matches('{').count(), sheet.matches('}').count(), "{name}");
                assert!(!sheet.contains('<'), "{name}: raw text in HTML");
                assert!(!sheet.contains("/*") && !sheet.contains("url("), "{name}");
            }
        }
    }

    #[test]
    fn e_book_sheet_has_no_colours_and_no_text_font() {
        let sheet = book(&Theme::classic(), &[]) + &book_code(&Theme::classic());
        assert!(!sheet.replace("color: inherit", "").contains("color:"), "{sheet}");
        assert!(!sheet.contains("var(") && !sheet.contains('#'), "{sheet}");
        assert!(!sheet.contains("body{font-family"), "{sheet}");
    }

    #[test]
    fn e_book_sheet_has_fallbacks_for_old_engines() {
        let sheet = book(&Theme::classic(), &[]);
        // One unknown selector invalidates the whole rule.
        for unknown in [":is(", ":where(", ":has(", ":not("] {
            assert!(!sheet.contains(unknown), "{unknown} in {sheet}");
        }
        for line in sheet.lines().filter(|it| it.contains("margin-inline-start:")) {
            assert!(line.contains("margin:") || line.starts_with(".tick"), "no fallback: {line}");
        }
    }

    #[test]
    fn screen_sheet_follows_the_preferences_of_the_reader() {
        let sheet = screen(&Theme::classic(), &[]);
        for query in ["(prefers-color-scheme:dark)", "(prefers-contrast:more)", "(forced-colors: active)"] {
            assert!(sheet.contains(query), "{query}");
        }
        assert!(sheet.contains("--ground:#ffffff"), "{sheet}");
    }

    #[test]
    fn comments_and_indentation_are_removed() {
        assert_eq!(compact("/* a\n b */\na {\n  b: c; /* d */\n}\n"), "a {\nb: c;\n}\n");
    }
}
