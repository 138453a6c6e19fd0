//! The units of a theme, and the choices that it makes for text.
//!
//! A theme's file writes numbers as exact decimals with a unit, never as binary fractions.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::geometry::{Em, Length, thousandths};

/// A height in lines of the baseline grid, in thousandths of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Lines(i32);

impl Lines {
    /// No height.
    pub const ZERO: Lines = Lines(0);
    /// One line of the grid.
    pub const ONE: Lines = Lines(1000);

    /// That many thousandths of a line.
    pub const fn milli(thousandths: i32) -> Lines {
        Lines(thousandths)
    }

    /// The height on a grid of `leading`.
    pub fn on(self, leading: Length) -> Length {
        leading.scale(i64::from(self.0), 1000)
    }

    /// The thousandths of a line.
    pub const fn to_milli(self) -> i32 {
        self.0
    }
}

/// A value of a theme's file that is written with the unit `unit`, in thousandths.
fn with_unit<'de, D: Deserializer<'de>>(from: D, unit: &str) -> Result<i32, D::Error> {
    let text = String::deserialize(from)?;
    let number = text.strip_suffix(unit).and_then(|it| thousandths(it.trim_end()));
    let number = number.and_then(|it| i32::try_from(it).ok());
    number.ok_or_else(|| de::Error::custom(format!("`{text}` is not a number with the unit `{unit}`")))
}

impl<'de> Deserialize<'de> for Lines {
    /// As in `1.5lines`.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Lines, D::Error> {
        with_unit(from, "lines").map(Lines)
    }
}

impl<'de> Deserialize<'de> for Em {
    /// As in `1.5em`.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Em, D::Error> {
        with_unit(from, "em").map(Em::milli)
    }
}

impl<'de> Deserialize<'de> for Length {
    /// As in `12pt` or `30mm`.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Length, D::Error> {
        let text = String::deserialize(from)?;
        Length::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a length")))
    }
}

/// Thousandths as a decimal with a unit, as [`with_unit`] reads it.
fn decimal(thousandths: i64, unit: &str) -> String {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, part) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    let text = format!("{sign}{whole}.{part:03}");
    format!("{}{unit}", text.trim_end_matches('0').trim_end_matches('.'))
}

impl Serialize for Lines {
    /// As in `1.5lines`.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&decimal(i64::from(self.0), "lines"))
    }
}

impl Serialize for Em {
    /// As in `1.5em`, to the nearest thousandth.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let thousandths = (i64::from(self.to_raw()) * 1000 + 32_768) >> 16;
        to.serialize_str(&decimal(thousandths, "em"))
    }
}

impl Serialize for Length {
    /// As in `12pt`, to the nearest thousandth.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&decimal(self.to_millipt(), "pt"))
    }
}

/// The families of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600 or 700, as the family has it.
    Bold,
}

/// Upright or italic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slant {
    /// Roman.
    #[default]
    Upright,
    /// Italic.
    Italic,
}

impl Slant {
    /// What sets text off from text of this slant.
    #[must_use]
    pub const fn other(self) -> Slant {
        match self {
            Slant::Upright => Slant::Italic,
            Slant::Italic => Slant::Upright,
        }
    }
}

/// Whether letters are set as small capitals, by the font's own (`smcp`, `c2sc`), never by scaling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_scale_with_the_grid() {
        assert_eq!(Lines::milli(1500).on(Length::pt(14)), Length::pt(21));
    }
}
