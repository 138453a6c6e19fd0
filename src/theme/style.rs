//! The choices a theme makes for a stretch of text, by the words of the trade.

use serde::Deserialize;

/// The families of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600 or 700, as the family has it.
    Bold,
}

/// Upright or italic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slant {
    /// Roman.
    #[default]
    Upright,
    /// Italic.
    Italic,
}

/// Whether letters are set as small capitals, by the font's own (`smcp`, `c2sc`), never by scaling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
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

/// Whether words may be divided at line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hyphenation {
    /// By the patterns of the language.
    #[default]
    Patterns,
    /// Only at hyphens and soft hyphens of the author: headings, tables of contents.
    Explicit,
    /// By the patterns, and where a word still fits on no line between any two letters: narrow cells of tables.
    Emergency,
}
