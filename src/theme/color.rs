//! Colours, and the palettes of a theme.

use serde::{Deserialize, Deserializer, de};

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
}

impl<'de> Deserialize<'de> for Color {
    /// As in `#8c2f39`.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Color, D::Error> {
        let text = String::deserialize(from)?;
        Color::from_hex(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not a colour")))
    }
}

/// The colours of a theme. Text on ground has a contrast of 7:1 at least, all else that is read 4.5:1
/// (WCAG 2.2, 1.4.6 and 1.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// What stands behind.
    pub ground: Color,
    /// Behind code and remarks.
    pub panel: Color,
    /// Text.
    pub text: Color,
    /// Text that steps back: captions, folios.
    pub muted: Color,
    /// The one colour of the house.
    pub accent: Color,
    /// Links on screens.
    pub link: Color,
    /// Rules and frames.
    pub rule: Color,
}

/// Which colour of the palette something has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ink {
    /// That of text.
    #[default]
    Text,
    /// That of text that steps back.
    Muted,
    /// That of the house.
    Accent,
    /// That of rules.
    Rule,
}

impl Palette {
    /// The colour of an ink.
    pub const fn ink(&self, ink: Ink) -> Color {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Accent => self.accent,
            Ink::Rule => self.rule,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_color_is_six_hexadecimal_digits() {
        assert_eq!(Color::from_hex("#0a10ff"), Some(Color { red: 10, green: 16, blue: 255 }));
        for text in ["0a10ff", "#fff", "#0a10fg", "#é0a10", ""] {
            assert_eq!(Color::from_hex(text), None, "{text}");
        }
    }
}
