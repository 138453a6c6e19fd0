//! The options of the text edition, as `[txt]` gives them.

use crate::publication::{OptionKey, Settings, Takes};

/// The line widths that can be asked for, in display cells.
pub const WIDTHS: std::ops::RangeInclusive<i64> = 24..=400;

/// The keys of `[txt]`.
pub static KEYS: &[OptionKey] = &[
    OptionKey {
        name: "width",
        takes: Takes::Number(*WIDTHS.start(), *WIDTHS.end()),
        summary: "The measure in display cells; by default 72.",
    },
    OptionKey {
        name: "ascii",
        takes: Takes::Flag,
        summary: "Whether characters are converted to ASCII where ASCII has an equivalent.",
    },
    OptionKey {
        name: "emphasis",
        takes: Takes::Flag,
        summary: "Whether emphasis is marked, as `_so_` and `*so*`; by default not.",
    },
];

/// The options of the text edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextOptions {
    /// The measure in display cells; `None` for 72.
    pub width: Option<u16>,
    /// Whether characters are converted to ASCII where ASCII has an equivalent.
    pub ascii: bool,
    /// Whether emphasis is marked, as `_so_` and `*so*`.
    pub emphasis: bool,
}

impl TextOptions {
    /// The options that settings give.
    pub fn of(settings: &Settings) -> TextOptions {
        TextOptions {
            width: settings.number("width"),
            ascii: settings.flag("ascii").unwrap_or_default(),
            emphasis: settings.flag("emphasis").unwrap_or_default(),
        }
    }
}
