//! Spaces of all widths: the engine's, not the font's, whose widths are seldom right.

use crate::geometry::Em;

/// What a space is to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// As wide as the face's space, and more or less so in a justified line.
    Word,
    /// Always that wide.
    Fixed(Em),
}

/// What kind of space a character is; `None` for one that is none.
/// Widths of U+2000 to U+200A by the Unicode Standard, table 6-2; the narrow ones as French needs them.
pub(super) fn space(character: char) -> Option<Space> {
    let fixed = |milli| Some(Space::Fixed(Em::milli(milli)));
    match character {
        ' ' | '\u{a0}' => Some(Space::Word),
        '\u{2000}' | '\u{2002}' | '\u{2007}' => fixed(500),
        '\u{2001}' | '\u{2003}' | '\u{3000}' => fixed(1000),
        '\u{2004}' => fixed(333),
        '\u{2005}' | '\u{2008}' => fixed(250),
        '\u{2006}' | '\u{2009}' => fixed(167),
        '\u{202f}' => fixed(180),
        '\u{200a}' => fixed(100),
        '\u{205f}' => fixed(222),
        _ => None,
    }
}

/// Whether a character is shown by nothing, so that no face need have it: joiners, marks of direction,
/// selectors of variants (Unicode, property `Default_Ignorable_Code_Point`, those that occur in text).
pub(super) fn is_ignorable(character: char) -> bool {
    matches!(u32::from(character),
        0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f
        | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff | 0xe0000..=0xe0fff)
}
