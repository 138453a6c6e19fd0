//! Colours, the palettes of a theme, and how code is coloured.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::highlight::TokenKind;
use crate::theme::style::{Slant, Weight};

/// A colour in sRGB, 8 bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// Black.
    pub const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
    /// White.
    pub const WHITE: Color = Color { red: 255, green: 255, blue: 255 };

    /// The colour of six hexadecimal digits, as in `#8c2f39`; `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#').filter(|it| it.len() == 6 && it.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Color { red: channel(0)?, green: channel(2)?, blue: channel(4)? })
    }

    /// The contrast with another colour, from 1 to 21 (WCAG 2.2, contrast ratio).
    pub fn contrast(self, other: Color) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// How light it is, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let linear = |it: u8| {
            let part = f64::from(it) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// A mix with so many sixteenths of another colour.
    fn toward(self, other: Color, sixteenths: u16) -> Color {
        let mix = |from: u8, to: u8| {
            let sum = u16::from(from) * (16 - sixteenths) + u16::from(to) * sixteenths;
            u8::try_from(sum / 16).unwrap_or(to)
        };
        Color {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }
}

impl fmt::Display for Color {
    /// As in `#8c2f39`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl<'de> Deserialize<'de> for Color {
    /// As in `#8c2f39`.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Color, D::Error> {
        let text = String::deserialize(from)?;
        Color::from_hex(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a colour")))
    }
}

impl Serialize for Color {
    /// As in `#8c2f39`.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// The colours of a theme. Text on ground has a contrast of 7:1 at least, all else that is read 4.5:1
/// (WCAG 2.2, 1.4.6 and 1.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// The background.
    pub ground: Color,
    /// Behind code and remarks.
    pub panel: Color,
    /// Text.
    pub text: Color,
    /// Secondary text: captions, folios.
    pub muted: Color,
    /// The brand colour.
    pub accent: Color,
    /// Links on screens.
    pub link: Color,
    /// Rules and frames.
    pub rule: Color,
}

/// Which colour of the palette something has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ink {
    /// The colour of text.
    #[default]
    Text,
    /// The colour of secondary text.
    Muted,
    /// The brand colour.
    Accent,
    /// The colour of rules.
    Rule,
    /// The background: for text on a fill of the brand colour.
    Ground,
}

/// The least contrast of text that is read (WCAG 2.2, 1.4.3 Contrast (Minimum), level AA).
pub const LEAST_CONTRAST: f64 = 4.5;

impl Palette {
    /// The least contrast of a colour with the backgrounds of text.
    pub fn contrast(&self, color: Color) -> f64 {
        color.contrast(self.ground).min(color.contrast(self.panel))
    }

    /// The colour, mixed with that of text until it can be read on the backgrounds of text.
    pub fn readable(&self, color: Color) -> Color {
        let mut steps = (0..=16).map(|it| color.toward(self.text, it));
        steps.find(|it| self.contrast(*it) >= LEAST_CONTRAST).unwrap_or(self.text)
    }

    /// The palette with a brand colour, for links too. If it cannot be read on the background, it is mixed with
    /// the colour of text until it can.
    pub fn with_accent(self, color: Color) -> Palette {
        let accent = self.readable(color);
        Palette { accent, link: accent, ..self }
    }

    /// The colour of an ink.
    pub const fn ink(&self, ink: Ink) -> Color {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Accent => self.accent,
            Ink::Rule => self.rule,
            Ink::Ground => self.ground,
        }
    }
}

/// The style of each kind of token in code. Against the background of code each has a contrast of 4.5:1 at least
/// (WCAG 2.2, 1.4.3), and no two differ only by their hue (1.4.1): where weight and slant are the same,
/// one is lighter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct HighlightDesign {
    /// Words of the language.
    pub keyword: TokenStyle,
    /// Names of types.
    #[serde(rename = "type")]
    pub type_name: TokenStyle,
    /// Names of functions.
    pub function: TokenStyle,
    /// Strings.
    pub string: TokenStyle,
    /// Numbers and constants.
    pub number: TokenStyle,
    /// Comments.
    pub comment: TokenStyle,
    /// Attributes and keys.
    pub attribute: TokenStyle,
    /// Lines added.
    pub inserted: TokenStyle,
    /// Lines removed.
    pub deleted: TokenStyle,
}

/// The style of one kind of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TokenStyle {
    /// Its colour in light mode and on paper.
    pub light: Color,
    /// Its colour in dark mode.
    pub dark: Color,
    /// Regular or bold.
    #[serde(default)]
    pub weight: Weight,
    /// Upright or italic; not both bold and italic, which the fixed pitch does not have.
    #[serde(default)]
    pub slant: Slant,
}

impl HighlightDesign {
    /// The styles by the names that they have in a theme's file.
    pub(super) fn all_mut(&mut self) -> [(&'static str, &mut TokenStyle); 9] {
        [
            ("keyword", &mut self.keyword),
            ("type", &mut self.type_name),
            ("function", &mut self.function),
            ("string", &mut self.string),
            ("number", &mut self.number),
            ("comment", &mut self.comment),
            ("attribute", &mut self.attribute),
            ("inserted", &mut self.inserted),
            ("deleted", &mut self.deleted),
        ]
    }

    /// The style of a kind of token.
    pub const fn style(&self, kind: TokenKind) -> TokenStyle {
        match kind {
            TokenKind::Keyword => self.keyword,
            TokenKind::Type => self.type_name,
            TokenKind::Function => self.function,
            TokenKind::String => self.string,
            TokenKind::Number => self.number,
            TokenKind::Comment => self.comment,
            TokenKind::Attribute => self.attribute,
            TokenKind::Inserted => self.inserted,
            TokenKind::Deleted => self.deleted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(text: &str) -> Color {
        Color::from_hex(text).expect("a colour")
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
        assert!((color("#777777").contrast(Color::WHITE) - 4.48).abs() < 0.005, "the grey that just fails");
        assert!((color("#767676").contrast(Color::WHITE) - 4.54).abs() < 0.005, "the grey that just passes");
    }

    #[test]
    fn brand_colour_is_mixed_with_text_until_it_has_enough_contrast() {
        let light_palette =
            Palette { ground: Color::WHITE, panel: Color::WHITE, text: Color::BLACK, ..Palette::default() };
        let dark_palette =
            Palette { ground: Color::BLACK, panel: Color::BLACK, text: Color::WHITE, ..light_palette };
        for (text, changes_in_light_mode) in
            [("#7a1f1f", false), ("#ffe000", true), ("#ffffff", true), ("#767676", false)]
        {
            let (light, dark) =
                (light_palette.with_accent(color(text)), dark_palette.with_accent(color(text)));
            assert_eq!(light.accent != color(text), changes_in_light_mode, "{text}");
            assert!(light.contrast(light.accent) >= LEAST_CONTRAST, "{text} in light mode");
            assert!(dark.contrast(dark.accent) >= LEAST_CONTRAST, "{text} in dark mode");
            assert_eq!((light.link, dark.link), (light.accent, dark.accent));
        }
    }

    #[test]
    fn a_color_is_six_hexadecimal_digits() {
        assert_eq!(Color::from_hex("#0a10ff"), Some(Color { red: 10, green: 16, blue: 255 }));
        for text in ["0a10ff", "#fff", "#0a10fg", "#é0a10", ""] {
            assert_eq!(Color::from_hex(text), None, "{text}");
        }
    }
}
