//! The options of the HTML edition, as `[html]` gives them.

use crate::publication::{OptionKey, Settings, Takes};

/// The keys of `[html]`.
pub static KEYS: &[OptionKey] = &[
    OptionKey {
        name: "form",
        takes: Takes::Word(&["page", "site"]),
        summary: "Whether it is one `page`, or a `site` with a page for each chapter; by default `page`.",
    },
    OptionKey {
        name: "assets",
        takes: Takes::Flag,
        summary: "Whether styles and images are files next to the page.",
    },
    OptionKey {
        name: "fonts",
        takes: Takes::Word(&["inside", "none"]),
        summary: "Whether the fonts of the theme go with the page; by default those of the publication's own families.",
    },
    OptionKey {
        name: "contents",
        takes: Takes::Flag,
        summary: "Whether contents are shown; by default where there are three headings or more.",
    },
];

/// The options of the HTML edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HtmlOptions {
    /// Whether it is one page or many.
    pub form: HtmlForm,
    /// Whether contents are shown; `None` for shown where there are three headings or more. A site has them always.
    pub contents: Option<bool>,
    /// Which fonts go with the page.
    pub fonts: HtmlFonts,
    /// Whether styles and images are files next to the page and not inside it.
    pub assets: bool,
}

impl HtmlOptions {
    /// The options that settings give.
    pub fn of(settings: &Settings) -> HtmlOptions {
        HtmlOptions {
            form: if settings.text("form") == Some("site") { HtmlForm::Site } else { HtmlForm::Page },
            fonts: match settings.text("fonts") {
                Some("inside") => HtmlFonts::All,
                Some("none") => HtmlFonts::None,
                Some(_) | None => HtmlFonts::Own,
            },
            contents: settings.flag("contents"),
            assets: settings.flag("assets").unwrap_or_default(),
        }
    }
}

/// Which fonts go with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlFonts {
    /// Those of the publication's own families.
    #[default]
    Own,
    /// All that the text needs.
    All,
    /// None.
    None,
}

/// The forms of the HTML edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HtmlForm {
    /// One page.
    #[default]
    Page,
    /// A page for each chapter, with a first page that leads to them and a search.
    Site,
}
