//! What a backend is: what it declares, and what it gets.

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostics, Rule};
use crate::document::Document;
use crate::font::FontBook;
use crate::layout::Layout;
use crate::publication::{OptionKey, Settings};
use crate::resource::Resources;
use crate::source::{Sources, Span};
use crate::theme::Theme;

/// What a backend may look at beside the document.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The name of the edition's files, without extension.
    pub stem: &'a str,
    /// The options of the edition.
    pub settings: &'a Settings,
    /// The other editions of the publication; none unless [`Needs::siblings`] asks for them.
    pub siblings: &'a [Sibling],
    /// The theme.
    pub theme: &'a Theme,
    /// The fonts.
    pub fonts: &'a FontBook,
    /// The images.
    pub resources: &'a Resources,
    /// The sources, for an edition that carries them.
    pub sources: &'a Sources,
    /// The document set in pages: the pages of this edition, or those that give it page numbers. `None` unless
    /// [`Needs::pages`] asks for them and they are there.
    pub layout: Option<&'a Layout>,
    /// The creation date that the edition carries, in seconds since 1970 UTC.
    pub created: u64,
}

/// Another edition of the same publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sibling {
    /// Its name.
    pub name: String,
    /// Its format, as `pdf`.
    pub format: String,
    /// Its media type (RFC 6838).
    pub media_type: String,
    /// The path of its first file below the output folder, with `/`.
    pub file: String,
}

/// A file of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path below the output folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a backend needs beside the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// The document set in pages.
    pub pages: PageNeeds,
    /// The other editions of the publication, because it links to them.
    pub siblings: bool,
}

/// Which pages a backend needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageNeeds {
    /// None.
    #[default]
    None,
    /// Pages of its own, which it prints.
    Own,
    /// Those of the publication's first edition that prints pages, whose numbers it gives.
    Numbers,
}

/// The maker of one format.
pub trait Backend: Send + Sync {
    /// The name of the format, as `format` of an edition and `--to` give it.
    fn id(&self) -> &str;

    /// The extension of its file.
    fn extension(&self) -> &str {
        self.id()
    }

    /// Its media type (RFC 6838).
    fn media_type(&self) -> &str;

    /// What it needs beside the document.
    fn needs(&self) -> Needs {
        Needs::default()
    }

    /// The keys that it reads; `None` where it takes any.
    fn options(&self) -> Option<&'static [OptionKey]> {
        Some(&[])
    }

    /// The rules whose faults it reports.
    fn rules(&self) -> &'static [&'static Rule] {
        &[]
    }

    /// Reports what is wrong with values that are of the right type; `whole` is the place of the publication.
    fn check(&self, _settings: &Settings, _whole: Span, _diags: &mut Diagnostics) {}

    /// The path of the first file of an edition, below the output folder.
    fn entry(&self, stem: &str, _settings: &Settings) -> String {
        format!("{stem}.{}", self.extension())
    }

    /// The files of the edition; the first is that of [`Backend::entry`].
    ///
    /// # Errors
    ///
    /// When the format cannot be written. What the author can fix goes to `diags`.
    fn render(
        &self,
        cx: &Context,
        document: &Document,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Vec<OutputFile>>;
}
