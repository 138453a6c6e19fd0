//! What is read from a font file: the metrics of a face, in ems, and the characters that it has.

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use crate::geometry::Em;

/// The metrics of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Metrics {
    /// How far letters extend above the base line, accents counted.
    pub ascent: Em,
    /// How far letters extend below the base line, as a positive length.
    pub descent: Em,
    /// The height of the letter x.
    pub x_height: Em,
    /// The height of capitals.
    pub cap_height: Em,
    /// The rule under text.
    pub underline: Stroke,
    /// The rule through text.
    pub strikeout: Stroke,
    /// How subscripts are set.
    pub subscript: Shift,
    /// How superscripts are set.
    pub superscript: Shift,
}

/// A rule under or through text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stroke {
    /// The height of its upper edge above the base line.
    pub top: Em,
    /// How thick it is.
    pub thickness: Em,
}

/// Subscripts or superscripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shift {
    /// Their size, of the size of the text.
    pub size: Em,
    /// The height of their base line above that of the text; negative below.
    pub rise: Em,
}

impl Metrics {
    /// The metrics that a font file gives, and usual ones for those that it does not
    /// (OpenType 1.9.1, tables OS/2, hhea and post).
    pub(super) fn of(font: &FontRef<'_>, em: u16) -> Metrics {
        let given = font.metrics(Size::unscaled(), LocationRef::default());
        // Without a size skrifa gives whole font units, exact in f32.
        let units = |value: f32| Em::from_units(value as i32, em);
        let x_height = given.x_height.filter(|it| *it > 0.0).map_or(Em::milli(450), units);
        let stroke = |it: Option<skrifa::metrics::Decoration>, usual: Stroke| match it {
            Some(it) if it.thickness > 0.0 => {
                Stroke { top: units(it.offset), thickness: units(it.thickness) }
            }
            Some(_) | None => usual,
        };
        let thin = Em::milli(50);
        Metrics {
            ascent: units(given.ascent),
            descent: -units(given.descent),
            x_height,
            cap_height: given.cap_height.filter(|it| *it > 0.0).map_or(Em::milli(660), units),
            underline: stroke(given.underline, Stroke { top: Em::milli(-100), thickness: thin }),
            strikeout: stroke(
                given.strikeout,
                Stroke { top: x_height.half() + thin.half(), thickness: thin },
            ),
            subscript: subscript(font, em),
            superscript: superscript(font, em),
        }
    }
}

/// The size of subscripts and superscripts is limited to this range: some faces give wrong ones.
fn bounded(size: Em) -> Em {
    size.clamp(Em::milli(580), Em::milli(700))
}

fn subscript(font: &FontRef<'_>, em: u16) -> Shift {
    let usual = Shift { size: Em::milli(650), rise: Em::milli(-140) };
    font.os2().ok().filter(|it| it.y_subscript_y_size() > 0).map_or(usual, |os2| Shift {
        size: bounded(Em::from_units(i32::from(os2.y_subscript_y_size()), em)),
        rise: -Em::from_units(i32::from(os2.y_subscript_y_offset()), em),
    })
}

fn superscript(font: &FontRef<'_>, em: u16) -> Shift {
    let usual = Shift { size: Em::milli(650), rise: Em::milli(350) };
    font.os2().ok().filter(|it| it.y_superscript_y_size() > 0).map_or(usual, |os2| Shift {
        size: bounded(Em::from_units(i32::from(os2.y_superscript_y_size()), em)),
        rise: Em::from_units(i32::from(os2.y_superscript_y_offset()), em),
    })
}

/// The characters that a face has, as ranges.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    /// Those of ASCII, a bit each: nearly all queries.
    ascii: u128,
    /// First and last of each range, in order.
    ranges: Vec<(u32, u32)>,
}

impl Coverage {
    /// The characters that a font maps to a glyph.
    pub(super) fn of(font: &FontRef<'_>) -> Coverage {
        let mapped = font.charmap().mappings().filter(|(_, glyph)| glyph.to_u32() != 0);
        let mut characters: Vec<u32> = mapped.map(|(character, _)| character).collect();
        characters.sort_unstable();
        let mut coverage = Coverage::default();
        for character in characters {
            if character < 128 {
                coverage.ascii |= 1 << character;
            }
            match coverage.ranges.last_mut() {
                Some((_, last)) if character <= *last + 1 => *last = character,
                Some(_) | None => coverage.ranges.push((character, character)),
            }
        }
        coverage
    }

    /// Whether a character is among them.
    pub(super) fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        let after = self.ranges.partition_point(|(first, _)| *first <= code);
        after.checked_sub(1).and_then(|it| self.ranges.get(it)).is_some_and(|(_, last)| code <= *last)
    }
}
