//! What is published: the manifest and the front matter, typed and validated.

pub mod options;

pub use options::{EpubOptions, HtmlOptions, Options, PdfOptions, TextOptions};

use crate::document::Meta;

/// A publication as its manifest describes it, before its front matter is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publication {
    /// What is said about it.
    pub meta: Meta,
    /// How its editions are to be made.
    pub options: Options,
}

/// The editions that can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// PDF.
    Pdf,
    /// EPUB.
    Epub,
    /// HTML.
    Html,
    /// Plain text.
    Text,
}

impl Edition {
    /// All four, in the order of their making.
    pub const ALL: [Edition; 4] = [Edition::Pdf, Edition::Epub, Edition::Html, Edition::Text];

    /// The ending of its file, which is also its name on the command line.
    pub const fn extension(self) -> &'static str {
        match self {
            Edition::Pdf => "pdf",
            Edition::Epub => "epub",
            Edition::Html => "html",
            Edition::Text => "txt",
        }
    }
}
