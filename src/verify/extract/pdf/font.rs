//! Fonts, as far as the text needs them: codes, their text (ISO 32000-1, 9.10), their widths.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};

use super::object::{dictionary, get, name, number, stream_bytes};

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Its name.
    pub name: String,
    /// The text of its codes; `None` without ToUnicode.
    pub unicode: Option<CMap>,
    /// Whether its program is in the file.
    pub embedded: bool,
    /// Whether it is a composite font, whose codes have two bytes.
    pub composite: bool,
    /// Codes that were shown and have no text.
    pub unmapped: BTreeSet<u32>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// For simple fonts without ToUnicode: the text by the encoding.
    encoding: BTreeMap<u32, String>,
}

impl Font {
    /// Reads a font.
    pub(super) fn read(document: &Document, font: &Dictionary) -> Font {
        let subtype = name(document, font, b"Subtype").unwrap_or_default();
        let base = name(document, font, b"BaseFont").unwrap_or_else(|| subtype.clone());
        let unicode = get(document, font, b"ToUnicode").and_then(stream_bytes).map(|it| CMap::read(&it));
        let composite = subtype == "Type0";
        let mut read = Font { name: base, unicode, composite, default_width: 500.0, ..Font::default() };
        if composite {
            read.descendant(document, font);
        } else {
            read.simple(document, font, &subtype);
        }
        read
    }

    fn descendant(&mut self, document: &Document, font: &Dictionary) {
        let fonts = get(document, font, b"DescendantFonts").and_then(|it| it.as_array().ok());
        let Some(font) = fonts.and_then(|it| it.first()).and_then(|it| dictionary(document, it)) else {
            return;
        };
        self.embedded = is_embedded(document, font);
        self.default_width = get(document, font, b"DW").and_then(number).unwrap_or(1000.0);
        let Some(list) = get(document, font, b"W").and_then(|it| it.as_array().ok()) else { return };
        let mut rest = list.iter().map(|it| document.dereference(it).map_or(it, |it| it.1));
        while let (Some(first), Some(second)) = (rest.next().and_then(number), rest.next()) {
            let first = first.clamp(0.0, 65_535.0) as u32;
            if let Ok(widths) = second.as_array() {
                self.widths.extend((first..).zip(widths.iter().filter_map(number)));
            } else if let (Some(last), Some(width)) = (number(second), rest.next().and_then(number)) {
                let last = (last.max(0.0) as u32).min(0xffff);
                self.widths.extend((first..=last).map(|code| (code, width)));
            }
        }
    }

    fn simple(&mut self, document: &Document, font: &Dictionary, subtype: &str) {
        self.embedded = subtype == "Type3" || is_embedded(document, font);
        let first =
            get(document, font, b"FirstChar").and_then(number).unwrap_or(0.0).clamp(0.0, 255.0) as u32;
        if let Some(widths) = get(document, font, b"Widths").and_then(|it| it.as_array().ok()) {
            let widths =
                widths.iter().map(|it| document.dereference(it).map_or(it, |it| it.1)).filter_map(number);
            self.widths.extend((first..).zip(widths));
        }
        if self.unicode.is_none()
            && let Ok(encoding) = font.get_font_encoding(document)
        {
            for code in 0..=255u8 {
                if let Ok(text) = Document::decode_text(&encoding, &[code]) {
                    self.encoding.insert(u32::from(code), text);
                }
            }
        }
    }

    /// The codes of a string.
    pub(super) fn codes(&self, bytes: &[u8]) -> Vec<u32> {
        let width = if self.composite { 2 } else { 1 };
        bytes.chunks(width).map(|it| it.iter().fold(0, |sum, byte| sum * 256 + u32::from(*byte))).collect()
    }

    /// The text of a code; codes without text are recorded.
    pub(super) fn text(&mut self, code: u32) -> Option<String> {
        let text =
            self.unicode.as_ref().and_then(|it| it.get(code)).or_else(|| self.encoding.get(&code).cloned());
        let text = text.filter(|it| !it.is_empty() && !it.contains(is_meaningless));
        if text.is_none() {
            self.unmapped.insert(code);
        }
        text
    }

    /// The width of a code, in thousandths of an em.
    pub(super) fn width(&self, code: u32) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }
}

/// Characters without a meaning: null, replacement, private use (ISO 14289-1, 7.21.7).
fn is_meaningless(character: char) -> bool {
    matches!(character, '\u{0}' | '\u{fffd}' | '\u{fffe}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

fn is_embedded(document: &Document, font: &Dictionary) -> bool {
    let descriptor = get(document, font, b"FontDescriptor").and_then(|it| it.as_dict().ok());
    let has = |key: &[u8]| {
        descriptor.and_then(|it| get(document, it, key)).and_then(|it: &Object| it.as_stream().ok()).is_some()
    };
    has(b"FontFile") || has(b"FontFile2") || has(b"FontFile3")
}

/// A ToUnicode map, from codes to text (ISO 32000-1, 9.10.3).
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    single: BTreeMap<u32, String>,
    /// Ranges: first and last code, and the text of the first, whose last character counts up.
    ranges: Vec<(u32, u32, String)>,
    /// How many bytes codes have; `None` where the map does not say.
    width: Option<usize>,
}

impl CMap {
    /// Reads a map, without what cannot be read in it.
    pub(super) fn read(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut section = Section::None;
        let mut pending: Vec<Token> = Vec::new();
        for token in tokens(bytes) {
            match &token {
                Token::Word(word) => {
                    section = match word.as_str() {
                        "begincodespacerange" => Section::Space,
                        "beginbfchar" => Section::Characters,
                        "beginbfrange" => Section::Ranges,
                        _ => Section::None,
                    };
                    pending.clear();
                }
                Token::Hex(_) | Token::Open | Token::End => {
                    pending.push(token);
                    if map.take(section, &pending) {
                        pending.clear();
                    }
                }
            }
        }
        map.ranges.sort();
        map
    }

    /// The text of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let at = self.ranges.partition_point(|it| it.0 <= code);
        let (first, last, text) = self.ranges.get(at.checked_sub(1)?)?;
        if code > *last {
            return None;
        }
        let mut characters: Vec<char> = text.chars().collect();
        let end = characters.pop()?;
        characters.push(char::from_u32(u32::from(end) + (code - first))?);
        Some(characters.into_iter().collect())
    }

    /// Reads the pending tokens of a section; whether they were a complete entry.
    fn take(&mut self, section: Section, pending: &[Token]) -> bool {
        match (section, pending) {
            (Section::None, _) => true,
            (Section::Space, [Token::Hex(low), Token::Hex(_)]) => {
                self.width = Some(low.len());
                true
            }
            (Section::Characters, [Token::Hex(code), Token::Hex(text)]) => {
                self.single.insert(code_number(code), utf16(text));
                true
            }
            (Section::Ranges, [Token::Hex(low), Token::Hex(high), Token::Hex(text)]) => {
                self.ranges.push((code_number(low), code_number(high), utf16(text)));
                true
            }
            (Section::Ranges, [Token::Hex(low), Token::Hex(_), Token::Open, texts @ .., Token::End]) => {
                for (text, code) in texts.iter().zip(code_number(low)..) {
                    if let Token::Hex(text) = text {
                        self.single.insert(code, utf16(text));
                    }
                }
                true
            }
            _ => pending.len() > 100_000,
        }
    }
}

#[derive(Clone, Copy)]
enum Section {
    None,
    Space,
    Characters,
    Ranges,
}

enum Token {
    Word(String),
    Hex(Vec<u8>),
    Open,
    End,
}

fn tokens(bytes: &[u8]) -> impl Iterator<Item = Token> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        loop {
            let (first, after) = rest.split_first()?;
            match first {
                b'<' if after.first() != Some(&b'<') => {
                    let end = after.iter().position(|it| *it == b'>').unwrap_or(after.len());
                    rest = after.get(end + 1..).unwrap_or(&[]);
                    return Some(Token::Hex(hex(&after[..end])));
                }
                b'[' | b']' => {
                    rest = after;
                    return Some(if *first == b'[' { Token::Open } else { Token::End });
                }
                b'%' => {
                    let end = after.iter().position(|it| matches!(it, b'\n' | b'\r')).unwrap_or(after.len());
                    rest = &after[end..];
                }
                it if it.is_ascii_alphabetic() => {
                    let end = rest.iter().position(|it| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
                    let word = String::from_utf8_lossy(&rest[..end]).into_owned();
                    rest = &rest[end..];
                    return Some(Token::Word(word));
                }
                _ => rest = after,
            }
        }
    })
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> =
        digits.iter().filter_map(|it| char::from(*it).to_digit(16)).map(|it| it as u8).collect();
    values.chunks(2).map(|it| it[0] * 16 + it.get(1).copied().unwrap_or(0)).collect()
}

/// The number of a code.
fn code_number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, it| sum * 256 + u32::from(*it))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> =
        bytes.chunks(2).map(|it| u16::from_be_bytes([it[0], it.get(1).copied().unwrap_or(0)])).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cmap_characters_and_ranges_are_read() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar\n2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <D835DC00>] endbfrange",
        );
        let get = |code| map.get(code).unwrap_or_default();
        assert_eq!([get(1), get(2), get(0x12), get(0x20), get(0x21)], ["A", "fi", "c", "x", "\u{1d400}"]);
        assert_eq!(map.get(0x13), None);
        assert_eq!(map.width, Some(2));
    }

    #[test]
    fn invalid_cmap_entries_are_skipped() {
        let map = CMap::read(b"beginbfchar <1 <2> [ ]] <<>> beginbfrange <FFFFFFFF> <00> <D800>");
        assert_eq!(map.get(7), None);
    }
}
