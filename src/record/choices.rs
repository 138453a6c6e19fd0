//! What a command line chose that changes the bytes of editions, and that no source says.

use serde::{Deserialize, Serialize};

use super::Output;

/// The options of a build that its sources do not give, so that a new build can be made with the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// The theme, for all editions; `None` for that of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// The moment of making in seconds since 1970 UTC, for all editions; `None` for that of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creation_date: Option<u64>,
    /// Whether boxes and base lines are drawn over the pages of the PDF.
    #[serde(skip_serializing_if = "is_not")]
    pub debug_layout: bool,
    /// Whether style and pictures of the HTML page stand in files beside it, although the source does not say so.
    #[serde(skip_serializing_if = "is_not")]
    pub assets: bool,
    /// The measure of the text in cells; `None` for that of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
    /// Whether the text is folded to ASCII, although the source does not say so.
    #[serde(skip_serializing_if = "is_not")]
    pub ascii: bool,
}

/// What is not so is not written.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_not(flag: &bool) -> bool {
    !flag
}

impl Choices {
    /// Whether nothing was chosen.
    pub fn is_empty(&self) -> bool {
        *self == Choices::default()
    }

    /// Takes the choices of those editions from an earlier build that are kept of it.
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
