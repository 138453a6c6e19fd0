//! The codes of a font: one for each pair of a glyph and its text.
//!
//! A code of a PDF font has one text only (ISO 32000-1, 9.10.3), but a glyph
//! may have several: the hyphen that breaks a line is not the hyphen of a
//! compound, and several letters of Arabic share a shape. So a code is not the
//! number of a glyph: maps in the font lead from codes to glyphs (9.7.4).
//!
//! The maps from the codes of a font to Unicode and to glyphs (ISO 32000-1, 9.10.3 and 9.7.4).

use lopdf::{Dictionary, Stream};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The text of a code that has none of its own, because a code without a text is an error (ISO 14289-1, 7.21.7):
/// the zero-width joiner, which is no letter, separates no words, and is ignored in searches (Unicode Standard
/// Annex 29, WB4).
pub(super) const NO_TEXT: &str = "\u{200d}";

/// The glyphs of a face that are in use, and their codes.
#[derive(Debug)]
pub(crate) struct FaceCodes {
    /// The glyph in the font for each id in the subset; the first is `.notdef`.
    pub(crate) originals: Vec<u16>,
    /// The codes; the first is that of `.notdef`.
    pub(crate) codes: Vec<Code>,
    /// Whether `.notdef` is shown.
    pub(super) shows_notdef: bool,
    /// The first code for each glyph of the font; 0 where it is not in use.
    firsts: Vec<u16>,
    /// The further codes of glyphs that have several texts.
    others: BTreeMap<(u16, String), u16>,
}

/// What a code leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Code {
    /// The id of its glyph in the subset.
    pub(crate) glyph: u16,
    /// Its text, as in the font's `ToUnicode` map.
    pub(crate) text: String,
}

impl Default for FaceCodes {
    fn default() -> FaceCodes {
        let notdef = Code { glyph: 0, text: NO_TEXT.to_owned() };
        FaceCodes {
            originals: vec![0],
            codes: vec![notdef],
            shows_notdef: false,
            firsts: Vec::new(),
            others: BTreeMap::new(),
        }
    }
}

impl FaceCodes {
    /// The code of a glyph with a text; 0 for `.notdef`.
    pub(super) fn code(&mut self, glyph: u16, text: &str) -> u16 {
        if glyph == 0 {
            self.shows_notdef = true;
            return self.missing(text);
        }
        let first = self.firsts.get(usize::from(glyph)).copied().unwrap_or(0);
        let Some(known) = self.codes.get(usize::from(first)).filter(|_| first > 0) else {
            return self.add_glyph(glyph, text);
        };
        // A no-break space that is drawn as the space is one: the lines have been broken already.
        if known.text == text || (is_space(&known.text) && is_space(text)) {
            return first;
        }
        let id = known.glyph;
        let key = (glyph, text.to_owned());
        if let Some(code) = self.others.get(&key) {
            return *code;
        }
        let code = self.push(Code { glyph: id, text: text.to_owned() });
        if code == 0 {
            return first;
        }
        self.others.insert(key, code);
        code
    }

    /// The code of a text that the face has no glyph for: that of `.notdef` with this text.
    fn missing(&mut self, text: &str) -> u16 {
        if text == NO_TEXT {
            return 0;
        }
        let key = (0, text.to_owned());
        if let Some(code) = self.others.get(&key) {
            return *code;
        }
        let code = self.push(Code { glyph: 0, text: text.to_owned() });
        if code > 0 {
            self.others.insert(key, code);
        }
        code
    }

    /// Whether each code is the id of its glyph.
    pub(super) fn is_identity(&self) -> bool {
        self.others.is_empty()
    }

    /// Adds a glyph that was not in use; its code.
    fn add_glyph(&mut self, glyph: u16, text: &str) -> u16 {
        // No face has more than 65,535 glyphs.
        let id = u16::try_from(self.originals.len()).unwrap_or(0);
        self.originals.push(glyph);
        let slot = usize::from(glyph);
        if self.firsts.len() <= slot {
            self.firsts.resize(slot + 1, 0);
        }
        self.firsts[slot] = self.push(Code { glyph: id, text: text.to_owned() });
        self.firsts[slot]
    }

    /// Adds a code; 0 where there is none left, which no face of a book needs.
    fn push(&mut self, code: Code) -> u16 {
        let number = u16::try_from(self.codes.len()).unwrap_or(0);
        if number > 0 {
            self.codes.push(code);
        }
        number
    }
}

/// Whether a text is white space only.
pub(super) fn is_space(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}

/// How many entries a section of a character map may have (Adobe Technical Note 5014, 4.2).
const ENTRIES: usize = 100;

/// The `ToUnicode` map of a font: from its codes to their texts.
pub(crate) fn to_unicode(codes: &[Code]) -> Stream {
    let entries: Vec<String> = codes
        .iter()
        .enumerate()
        .skip(1)
        .map(|(code, it)| {
            let mut entry = format!("<{code:04X}> <");
            it.text.encode_utf16().for_each(|unit| {
                let _ = write!(entry, "{unit:04X}");
            });
            entry + ">"
        })
        .collect();
    let mut map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def\n/Ordering (UCS) def\n/Supplement 0 def\nend def\n\
         /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        .to_owned();
    for entries in entries.chunks(ENTRIES) {
        let _ = writeln!(map, "{} beginbfchar\n{}\nendbfchar", entries.len(), entries.join("\n"));
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    Stream::new(Dictionary::new(), map.into_bytes())
}

/// The `CIDToGIDMap` of a TrueType font: from its codes to its glyphs (ISO 32000-1, table 117).
pub(crate) fn cid_to_gid(codes: &[Code]) -> Stream {
    Stream::new(Dictionary::new(), codes.iter().flat_map(|it| it.glyph.to_be_bytes()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_has_a_code_for_each_of_its_texts() {
        let mut face = FaceCodes::default();
        let codes = [face.code(30, "-"), face.code(20, "b"), face.code(30, "-"), face.code(30, "\u{ad}")];
        assert_eq!(codes, [1, 2, 1, 3]);
        assert_eq!(face.originals, [0, 30, 20]);
        assert_eq!(face.codes[3], Code { glyph: 1, text: "\u{ad}".to_owned() });
        assert!(!face.is_identity());
    }

    #[test]
    fn no_break_space_shares_the_code_of_the_space() {
        let mut face = FaceCodes::default();
        assert_eq!([face.code(1, " "), face.code(1, "\u{a0}")], [1, 1]);
        assert!(face.is_identity());
    }

    #[test]
    fn missing_glyph_keeps_its_text() {
        let mut face = FaceCodes::default();
        assert_eq!(
            [face.code(0, "q"), face.code(0, "r"), face.code(0, "q"), face.code(0, NO_TEXT)],
            [1, 2, 1, 0]
        );
        assert_eq!(face.codes[2], Code { glyph: 0, text: "r".to_owned() });
    }

    #[test]
    fn to_unicode_has_texts_of_any_length() {
        let code = |glyph, text: &str| Code { glyph, text: text.to_owned() };
        let map = to_unicode(&[code(0, "\u{200b}"), code(1, "fi"), code(1, "𝄞")]);
        let map = String::from_utf8(map.content).expect("ASCII");
        assert!(map.contains("2 beginbfchar\n<0001> <00660069>\n<0002> <D834DD1E>\nendbfchar"));
    }
}
