//! Lengths and points on the page, exact and the same on every machine.
//!
//! A [`Length`] counts sp, the scaled points of TeX, 65,536 to the PostScript
//! point (1/72 inch), as an integer: sums are exact, and no machine's floating
//! point can move a line. The origin of a page is its top left corner and `y`
//! grows downwards; a backend with another origin converts it.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Scaled points in a point.
const SP: i64 = 65_536;

/// A length in scaled points, 65,536 to the point of 1/72 inch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

impl Length {
    /// No length.
    pub const ZERO: Length = Length(0);
    /// Longer than anything on a page.
    pub const MAX: Length = Length(i64::MAX / 4);

    /// That many scaled points.
    pub const fn sp(sp: i64) -> Length {
        Length(sp)
    }

    /// That many points of 1/72 inch.
    pub const fn pt(points: i64) -> Length {
        Length(points * SP)
    }

    /// That many thousandths of a point.
    pub const fn millipt(thousandths: i64) -> Length {
        Length(thousandths * SP / 1000)
    }

    /// That many thousandths of a millimetre.
    pub const fn micrometre(thousandths: i64) -> Length {
        Length(thousandths * SP * 72 / 25_400)
    }

    /// That many millimetres.
    pub const fn mm(millimetres: i64) -> Length {
        Length::micrometre(millimetres * 1000)
    }

    /// Reads a length as in `12pt`, `2.5mm`, `1cm`, `6in` or `640px` (96 to the inch); `None` for anything else.
    pub fn parse(text: &str) -> Option<Length> {
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

    /// The scaled points.
    pub const fn to_sp(self) -> i64 {
        self.0
    }

    /// The thousandths of a point, rounded to the nearest: what is written to a file.
    pub const fn to_millipt(self) -> i64 {
        (self.0 * 1000 + if self.0 < 0 { -SP / 2 } else { SP / 2 }) / SP
    }

    /// The length times `numerator / denominator`, in wide arithmetic; zero for a zero denominator.
    pub fn scale(self, numerator: i64, denominator: i64) -> Length {
        if denominator == 0 {
            return Length::ZERO;
        }
        // On a page the product is small, and a division of 128 bits takes ten times as long as one of 64.
        if let Some(product) = self.0.checked_mul(numerator)
            && denominator != -1
        {
            return Length(product / denominator);
        }
        let wide = i128::from(self.0) * i128::from(numerator) / i128::from(denominator);
        Length(i64::try_from(wide).unwrap_or(if wide < 0 { -Length::MAX.0 } else { Length::MAX.0 }))
    }

    /// The length without its sign.
    pub const fn abs(self) -> Length {
        Length(self.0.abs())
    }

    /// The smallest whole multiple of `step` that is not less; the length itself for a step of zero.
    pub fn round_up_to(self, step: Length) -> Length {
        if step.0 <= 0 {
            return self;
        }
        Length((self.0 + step.0 - 1).div_euclid(step.0) * step.0)
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0.saturating_add(other.0))
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        *self = *self + other;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        *self = *self - other;
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, factor: i64) -> Length {
        Length(self.0.saturating_mul(factor))
    }
}

impl Div<i64> for Length {
    type Output = Length;
    /// Zero for a zero divisor.
    fn div(self, divisor: i64) -> Length {
        Length(self.0.checked_div(divisor).unwrap_or(0))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// A length relative to the size of the type, in 1/65,536 em.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Em(i32);

impl Em {
    /// No length.
    pub const ZERO: Em = Em(0);

    /// That many 1/65,536 em.
    pub const fn raw(parts: i32) -> Em {
        Em(parts)
    }

    /// That many thousandths of an em.
    pub const fn milli(thousandths: i32) -> Em {
        Em((thousandths as i64 * SP / 1000) as i32)
    }

    /// `units` of a font whose em square is `units_per_em` high, rounded to the nearest.
    pub fn from_units(units: i32, units_per_em: u16) -> Em {
        let per = i64::from(units_per_em.max(1));
        let scaled = i64::from(units) * SP;
        let half = if scaled < 0 { -per / 2 } else { per / 2 };
        Em(i32::try_from((scaled + half) / per).unwrap_or(0))
    }

    /// The 1/65,536 em.
    pub const fn to_raw(self) -> i32 {
        self.0
    }

    /// The length at a size of type.
    pub fn at(self, size: Length) -> Length {
        size.scale(i64::from(self.0), SP)
    }

    /// The half of it.
    pub const fn half(self) -> Em {
        Em(self.0 / 2)
    }

    /// What part of `size` a length is; zero for a size of zero.
    pub fn of(length: Length, size: Length) -> Em {
        Em(i32::try_from(Length(SP).scale(length.0, size.0).0).unwrap_or(0))
    }
}

impl Add for Em {
    type Output = Em;
    fn add(self, other: Em) -> Em {
        Em(self.0.saturating_add(other.0))
    }
}

impl Sub for Em {
    type Output = Em;
    fn sub(self, other: Em) -> Em {
        Em(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Em {
    fn add_assign(&mut self, other: Em) {
        *self = *self + other;
    }
}

impl Neg for Em {
    type Output = Em;
    fn neg(self) -> Em {
        Em(-self.0)
    }
}

impl Sum for Em {
    fn sum<I: Iterator<Item = Em>>(lengths: I) -> Em {
        lengths.fold(Em::ZERO, Add::add)
    }
}

/// A point, from the top left corner, `y` downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Point {
    /// To the right.
    pub x: Length,
    /// Downwards.
    pub y: Length,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: Length, y: Length) -> Point {
        Point { x, y }
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Size {
    /// The width.
    pub width: Length,
    /// The height.
    pub height: Length,
}

impl Size {
    /// That wide and that high.
    pub const fn new(width: Length, height: Length) -> Size {
        Size { width, height }
    }

    /// The same shape at a width, or smaller where it would be higher than `most`.
    pub fn fitted(self, width: Length, most: Length) -> Size {
        let height = self.height.scale(width.to_sp(), self.width.to_sp());
        if height <= most {
            return Size::new(width, height);
        }
        Size::new(width.scale(most.to_sp(), height.to_sp()), most)
    }
}

/// Distances from the four edges of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Insets {
    /// From the top edge.
    pub top: Length,
    /// From the right edge.
    pub right: Length,
    /// From the bottom edge.
    pub bottom: Length,
    /// From the left edge.
    pub left: Length,
}

/// Thousandths of a decimal such as `1`, `-0.5` or `10.25`; `None` for anything else, more than nine digits before
/// the point, or more than three after it.
pub fn thousandths(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |it: &str| !it.is_empty() && it.len() <= 9 && it.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(whole) || !plain(part) || part.len() > 3 {
        return None;
    }
    let scale = [100, 10, 1][part.len() - 1];
    Some(sign * (whole.parse::<i64>().ok()? * 1000 + part.parse::<i64>().ok()? * scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_written_with_a_unit() {
        assert_eq!(Length::parse("10.25pt"), Some(Length::millipt(10_250)));
        assert_eq!(Length::parse("210 mm"), Some(Length::mm(210)));
        assert_eq!(Length::parse("6in"), Some(Length::pt(432)));
        assert_eq!(Length::parse("96px"), Some(Length::pt(72)));
        for text in ["", "12", "pt", "1.2345pt", "1e3pt", "12 furlong", "--1pt"] {
            assert_eq!(Length::parse(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_are_exact() {
        assert_eq!(Length::pt(12).to_millipt(), 12_000);
        assert_eq!(Length::mm(210).to_millipt(), 595_276, "A4 is 210 mm wide");
        assert_eq!(Length::millipt(-1500).to_millipt(), -1500);
        assert_eq!(Length::pt(10).scale(1, 3) * 3, Length::pt(10) - Length::sp(1));
        assert_eq!(Length::pt(10) / 0, Length::ZERO);
        assert_eq!(Length::MAX.scale(9, 1), Length::MAX);
    }

    #[test]
    fn lengths_round_up_to_a_grid() {
        assert_eq!(Length::pt(15).round_up_to(Length::pt(14)), Length::pt(28));
        assert_eq!(Length::pt(28).round_up_to(Length::pt(14)), Length::pt(28));
        assert_eq!(Length::pt(28).round_up_to(Length::ZERO), Length::pt(28));
    }

    #[test]
    fn an_em_scales_with_the_type() {
        assert_eq!(Em::from_units(500, 1000).at(Length::pt(10)), Length::pt(5));
        assert_eq!(Em::of(Length::pt(5), Length::pt(10)), Em::milli(500));
        assert_eq!(Em::from_units(1, 0), Em::raw(65_536));
    }
}
