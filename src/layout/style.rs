//! How text is to look at one place: what the theme decides and the layout asks of fonts.

use crate::document::Lang;
use crate::geometry::{Em, Length};
use crate::theme::Color;

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

/// The families of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Family {
    /// Text.
    #[default]
    Serif,
    /// Heads and captions in some themes.
    Sans,
    /// Code.
    Mono,
}

/// The weights in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600 or 700, as the family has it.
    Bold,
}

/// Upright or italic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Slant {
    /// Roman.
    #[default]
    Upright,
    /// Italic.
    Italic,
}

/// Whether letters are set as small capitals, by the font's own (`smcp`, `c2sc`), never by scaling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Caps {
    /// As written.
    #[default]
    Normal,
    /// Lower case as small capitals.
    Small,
    /// All as small capitals.
    AllSmall,
}

/// The shape of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Figures {
    /// With ascenders and descenders, each its own width: in text.
    #[default]
    OldStyle,
    /// As high as capitals: with capitals and in heads.
    Lining,
    /// As high as capitals and all of one width: in tables.
    Tabular,
}

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// Both edges straight.
    #[default]
    Justify,
    /// Straight where lines begin.
    Start,
    /// Straight where lines end.
    End,
    /// In the middle.
    Center,
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

/// Whether words may be divided at line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Hyphenation {
    /// By the patterns of the language.
    #[default]
    Patterns,
    /// Only at hyphens and soft hyphens of the author: headings, tables of contents.
    Explicit,
}
