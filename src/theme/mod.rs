//! How editions look, as data: the same theme makes the pages and the style sheets.

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
}

/// The look of a publication.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Theme {
    /// Its name, as in `--theme`.
    pub name: String,
    /// Colours by day.
    pub light: Palette,
    /// Colours by night, on screens that ask for them.
    pub dark: Palette,
}

/// The colours of a theme. Text on ground has a contrast of 7:1 at least, all else that is read 4.5:1
/// (WCAG 2.2, 1.4.6 and 1.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
