//! The options of each edition, as `[pdf]`, `[epub]`, `[html]` and `[txt]` give them.

/// The options of all editions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The name of the theme; `None` for the default, `classic`.
    pub theme: Option<String>,
    /// Of the PDF.
    pub pdf: PdfOptions,
    /// Of the EPUB.
    pub epub: EpubOptions,
    /// Of the HTML page.
    pub html: HtmlOptions,
    /// Of the text.
    pub txt: TextOptions,
}

/// The options of the PDF.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PdfOptions {
    /// The name of a paper size (`a4`, `letter`, `a5`, `b5`, `half-letter`, `6x9in`) or a width by height
    /// (`148mm x 210mm`); `None` for the theme's.
    pub paper: Option<String>,
}

/// The options of the EPUB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EpubOptions {
    /// Whether the fonts of the theme go with it.
    pub embed_fonts: bool,
}

/// The options of the HTML page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HtmlOptions {
    /// Whether the contents are left out; `None` for shown where there are three headings or more.
    pub contents: Option<bool>,
}

/// The options of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextOptions {
    /// The measure in display cells; `None` for 72.
    pub width: Option<u16>,
    /// Whether what ASCII can say is folded to it.
    pub ascii: bool,
}
