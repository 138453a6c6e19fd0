//! How a theme's file writes numbers: exact decimals with a unit, never a binary fraction.

use serde::{Deserialize, Deserializer, de};

use crate::geometry::{Em, Length};

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

/// Thousandths of a decimal such as `1`, `-0.5` or `10.25`; `None` for anything else.
fn thousandths(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |it: &str| !it.is_empty() && it.len() <= 9 && it.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || part.len() > 3 {
        return None;
    }
    let scale = [100, 10, 1][part.len() - 1];
    Some(sign * (whole.parse::<i64>().ok()? * 1000 + part.parse::<i64>().ok()? * scale))
}

/// Reads a length as in `12pt`, `2.5mm`, `1cm`, `6in` or `640px` (96 to the inch); `None` for anything else.
pub fn parse_length(text: &str) -> Option<Length> {
    let text = text.trim();
    let at = text.find(|it: char| it.is_ascii_alphabetic())?;
    let number = thousandths(text[..at].trim_end())?;
    match &text[at..] {
        "pt" => Some(Length::millipt(number)),
        "mm" => Some(Length::micrometre(number)),
        "cm" => Some(Length::micrometre(number) * 10),
        "in" => Some(Length::millipt(number) * 72),
        "px" => Some(Length::millipt(number).scale(3, 4)),
        _ => None,
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
        parse_length(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a length")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_a_unit() {
        assert_eq!(parse_length("10.25pt"), Some(Length::millipt(10_250)));
        assert_eq!(parse_length("210 mm"), Some(Length::mm(210)));
        assert_eq!(parse_length("6in"), Some(Length::pt(432)));
        assert_eq!(parse_length("96px"), Some(Length::pt(72)));
        for text in ["", "12", "pt", "1.2345pt", "1e3pt", "12 furlong", "--1pt"] {
            assert_eq!(parse_length(text), None, "{text}");
        }
    }

    #[test]
    fn lines_are_of_the_grid() {
        assert_eq!(Lines::milli(1500).on(Length::pt(14)), Length::pt(21));
    }
}
