//! The options of the command line that change the bytes of editions.

use serde::{Deserialize, Serialize};

use super::Output;

/// The options of a build that are not in its sources, so that a new build can use the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The theme, for all editions; `None` for that of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The creation date of all editions in seconds since 1970 UTC; `None` for that of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<u64>,
    /// Whether boxes and baselines are drawn on the pages of the PDF.
    #[serde(skip_serializing_if = "is_not")]
    pub debug_layout: bool,
    /// Whether the command line asks for style and images of the HTML page in separate files.
    #[serde(skip_serializing_if = "is_not")]
    pub assets: bool,
    /// The line width of the text in cells; `None` for that of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
    /// Whether the command line asks for ASCII text.
    #[serde(skip_serializing_if = "is_not")]
    pub ascii: bool,
}

/// Whether a flag is false, and so left out.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_not(flag: &bool) -> bool {
    !flag
}

impl Choices {
    /// Whether no option is set.
    pub fn is_empty(&self) -> bool {
        *self == Choices::default()
    }

    /// Copies the options of the editions that are kept from an earlier build.
    pub(super) fn keep(&mut self, earlier: &Choices, kept: &[Output]) {
        let is_kept = |edition: &str| kept.iter().any(|it| it.edition == edition);
        if is_kept("pdf") {
            self.debug_layout = earlier.debug_layout;
        }
        if is_kept("html") {
            self.assets = earlier.assets;
        }
        if is_kept("txt") {
            (self.width, self.ascii) = (earlier.width, earlier.ascii);
        }
    }
}
