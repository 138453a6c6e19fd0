//! Fonts, as far as they say what is written: codes, their text, their widths.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use super::object::{dictionary, get, name, number, stream_bytes};

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    /// Its name.
    pub name: String,
    /// What its codes say; `None` without ToUnicode.
    pub unicode: Option<CMap>,
    /// Whether its program is in the file.
    pub embedded: bool,
    /// Whether it is a composite font, whose codes have two bytes.
    pub composite: bool,
    /// Codes that were shown and say nothing.
    pub silent: BTreeSet<u32>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// For simple fonts without ToUnicode: what the encoding says.
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

    /// What a code says; what says nothing is remembered.
    pub(super) fn text(&mut self, code: u32) -> Option<String> {
        let text =
            self.unicode.as_ref().and_then(|it| it.get(code)).or_else(|| self.encoding.get(&code).cloned());
        let says = text.filter(|it| !it.is_empty() && !it.contains(is_nothing));
        if says.is_none() {
            self.silent.insert(code);
        }
        says
    }

    /// The width of a code, in thousandths of an em.
    pub(super) fn width(&self, code: u32) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }
}

/// Characters that tell a reader nothing: none at all, replacement, private use (ISO 14289-1, 7.21.7).
fn is_nothing(sign: char) -> bool {
    matches!(sign, '\u{0}' | '\u{fffd}' | '\u{fffe}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

fn is_embedded(document: &Document, font: &Dictionary) -> bool {
    let descriptor = get(document, font, b"FontDescriptor").and_then(|it| it.as_dict().ok());
    let has = |key: &[u8]| {
        descriptor.and_then(|it| get(document, it, key)).and_then(|it: &Object| it.as_stream().ok()).is_some()
    };
    has(b"FontFile") || has(b"FontFile2") || has(b"FontFile3")
}
