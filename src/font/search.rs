//! Which font files have the characters that the faces of a book lack, without reading the files whole.

use std::collections::BTreeSet;

use skrifa::raw::tables::cmap::Cmap;
use skrifa::raw::{FontData, FontRead};

use crate::font::FontBook;

/// A longer map of characters is not read: the largest known have 300 kB.
const LONGEST_MAP: usize = 4 << 20;

impl FontBook {
    /// The characters that no face has.
    pub fn lacking(&self, characters: BTreeSet<char>) -> BTreeSet<char> {
        characters.into_iter().filter(|it| !self.faces.iter().any(|face| face.serves(*it))).collect()
    }
}

/// The characters that a book may lack: not those that any face of text has, nor those without a shape.
pub fn uncommon(characters: impl IntoIterator<Item = char>) -> BTreeSet<char> {
    characters.into_iter().filter(|it| !is_common(*it) && has_shape(*it)).collect()
}

/// Letters of Latin, and the punctuation of running text.
fn is_common(it: char) -> bool {
    it < '\u{250}'
        || ('\u{2010}'..='\u{2027}').contains(&it)
        || matches!(it, '\u{2032}' | '\u{2033}' | '\u{20ac}')
}

/// Whether a character needs a glyph: not spaces, controls, joiners, selectors, private characters and noncharacters.
fn has_shape(it: char) -> bool {
    !it.is_whitespace()
        && !it.is_control()
        && !matches!(it,
            '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

/// The characters of a set that a font file has; of a collection, those of its first face. `read` gives so many bytes
/// of the file from a place.
pub fn covered(
    read: &mut dyn FnMut(u64, usize) -> Option<Vec<u8>>,
    wanted: &BTreeSet<char>,
) -> BTreeSet<char> {
    let Some(bytes) = character_map(read) else { return BTreeSet::new() };
    let Ok(map) = Cmap::read(FontData::new(&bytes)) else { return BTreeSet::new() };
    let has = |it: &char| map.map_codepoint(*it).is_some_and(|glyph| glyph.to_u32() != 0);
    wanted.iter().copied().filter(has).collect()
}

/// The table `cmap` of a file (OpenType 1.9.1, Organization of an OpenType font).
fn character_map(read: &mut dyn FnMut(u64, usize) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let number = |bytes: &[u8], at: usize| {
        bytes.get(at..at + 4).and_then(|it| it.try_into().ok()).map(u32::from_be_bytes)
    };
    let head = read(0, 16)?;
    let start = if head.starts_with(b"ttcf") { u64::from(number(&head, 12)?) } else { 0 };
    let head = read(start, 12)?;
    let count = usize::from(u16::from_be_bytes([*head.get(4)?, *head.get(5)?]));
    let records = read(start + 12, count * 16)?;
    let record = records.chunks_exact(16).find(|it| it.starts_with(b"cmap"))?;
    let (offset, length) = (number(record, 8)?, usize::try_from(number(record, 12)?).ok()?);
    read(u64::from(offset), length).filter(|_| length <= LONGEST_MAP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    fn book() -> FontBook {
        FontBook::bundled(Theme::classic().families)
    }

    #[test]
    fn a_book_knows_what_it_lacks() {
        let text = "“Text”, наш, שלום, ท้อง, हिन्दी\u{200d}\u{fe0f}\u{e000} 一丁";
        assert_eq!(book().lacking(uncommon(text.chars())).into_iter().collect::<String>(), "一丁");
        assert!(uncommon("Only Latin — with ‘quotes’…".chars()).is_empty());
    }

    #[test]
    fn the_map_of_a_file_is_read_by_parts() {
        let book = book();
        let bytes = book.face(crate::font::FaceId(0)).expect("a face").file.bytes().to_vec();
        let mut most = 0;
        let mut read = |offset: u64, length: usize| {
            most = most.max(length);
            let start = usize::try_from(offset).ok()?;
            bytes.get(start..start.checked_add(length)?).map(<[u8]>::to_vec)
        };
        let found = covered(&mut read, &['a', 'ж', '一'].into());
        assert_eq!(found, ['a', 'ж'].into());
        assert!(most < bytes.len() / 4, "{most} of {}", bytes.len());
        assert!(covered(&mut |_, _| None, &['a'].into()).is_empty());
        assert!(covered(&mut |_, length| Some(vec![0xff; length.min(1 << 20)]), &['a'].into()).is_empty());
    }
}
