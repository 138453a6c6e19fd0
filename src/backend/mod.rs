//! The backends: each turns a document into the bytes of one edition.
//!
//! A backend is a function: the same input gives the same bytes. It reads no
//! disk, clock, environment or randomness, and it does not know the others.

pub mod epub;
pub mod html;
pub mod pdf;
pub mod text;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::font::FontBook;
use crate::layout::Layout;
use crate::publication::Options;
use crate::resource::Resources;
use crate::source::Sources;
use crate::theme::Theme;

/// What a backend may look at beside the document.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The options of all editions.
    pub options: &'a Options,
    /// The look.
    pub theme: &'a Theme,
    /// The faces.
    pub fonts: &'a FontBook,
    /// The pictures.
    pub resources: &'a Resources,
    /// The sources, for an edition that carries them.
    pub sources: &'a Sources,
    /// The document set in pages; `None` where no edition of this build has pages.
    pub layout: Option<&'a Layout>,
    /// The moment that the editions give as that of their making, in seconds since 1970 UTC.
    pub created: u64,
}

/// A file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path below the output folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A maker of one edition.
pub trait Backend: Sync {
    /// The name of the edition, as in `--to`.
    fn name(&self) -> &'static str;

    /// The files of the edition; the first is the edition itself.
    ///
    /// # Errors
    ///
    /// When a writer library fails. What the author can mend goes to `diags`.
    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>>;
}

/// Every backend, in the order of [`crate::publication::Edition::ALL`].
pub const ALL: &[&dyn Backend] = &[&pdf::Pdf, &epub::Epub, &html::Html, &text::Text];
