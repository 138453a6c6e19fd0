//! The options of the EPUB, as `[epub]` gives them.

use crate::publication::{OptionKey, Settings, Takes};

/// The keys of `[epub]`.
pub static KEYS: &[OptionKey] = &[
    OptionKey {
        name: "embed-fonts",
        takes: Takes::Flag,
        summary: "Whether the fonts of the theme are embedded; by default those of the publication's own families.",
    },
    OptionKey {
        name: "certifier",
        takes: Takes::Text,
        summary: "Who certifies that it conforms to EPUB Accessibility 1.1 and WCAG 2.2 AA; without one it makes no \
            such claim.",
    },
    OptionKey {
        name: "certifier-credential",
        takes: Takes::Text,
        summary: "What entitles the certifier to certify.",
    },
    OptionKey {
        name: "certifier-report",
        takes: Takes::Text,
        summary: "The address of the certifier's report.",
    },
];

/// The options of the EPUB.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EpubOptions {
    /// Whether the fonts of the theme are embedded; `None` for those of the publication's own families alone.
    pub embed_fonts: Option<bool>,
    /// Who certifies that the book conforms to EPUB Accessibility 1.1 and WCAG 2.2 AA; `None` for nobody, and then it
    /// makes no such claim.
    pub certifier: Option<String>,
    /// What entitles them to.
    pub certifier_credential: Option<String>,
    /// The address of their report.
    pub certifier_report: Option<String>,
}

impl EpubOptions {
    /// The options that settings give.
    pub fn of(settings: &Settings) -> EpubOptions {
        let text = |name: &str| settings.text(name).map(str::to_owned);
        EpubOptions {
            embed_fonts: settings.flag("embed-fonts"),
            certifier: text("certifier"),
            certifier_credential: text("certifier-credential"),
            certifier_report: text("certifier-report"),
        }
    }
}
