//! How text is to look at one place: what the theme decides and the layout asks of fonts.

use crate::document::Lang;
use crate::geometry::{Em, Length};
use crate::theme::Color;

pub use crate::theme::style::{Align, Caps, Family, Figures, Hyphenation, Slant, Weight};

/// The look of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextStyle {
    /// Serif, sans or mono.
    pub family: Family,
    /// Regular or bold.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// The size of type.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// Letters as small capitals, or as they are.
    pub caps: Caps,
    /// Old-style or lining figures.
    pub figures: Figures,
    /// What is added between letters.
    pub tracking: Em,
    /// How far above the base line it stands.
    pub rise: Length,
    /// The language.
    pub lang: Lang,
}

/// How a paragraph is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// The look of its text where nothing changes it.
    pub text: TextStyle,
    /// How its lines are filled.
    pub align: Align,
    /// From base line to base line.
    pub leading: Length,
    /// How far the first line is indented; negative to hang.
    pub indent: Length,
    /// Whether words may be divided.
    pub hyphenation: Hyphenation,
}
