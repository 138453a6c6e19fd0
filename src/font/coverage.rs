//! The characters that a face has, for quick answers.

use skrifa::{FontRef, MetadataProvider};

/// The characters that a face has, as ranges.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    /// Those of ASCII, a bit each: nearly all that is asked.
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
