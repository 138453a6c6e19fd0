//! The codes of a font in the file: one for each pair of a glyph and what it says.
//!
//! A code of a PDF font has one text only (ISO 32000-1, 9.10.3), but a glyph
//! may have several: the hyphen at the end of a line is no hyphen of the word,
//! and several letters of Arabic share a shape. So a code is not the number of
//! a glyph: maps in the font lead from codes to glyphs (9.7.4).

use std::collections::BTreeMap;

/// The text of a code that says nothing, because a code without a text is a fault (ISO 14289-1, 7.21.7): the joiner,
/// which is no letter, parts no word, and is passed over in searches (Unicode Standard Annex 29, WB4).
pub(super) const SILENT: &str = "\u{200d}";

/// The glyphs of a face that are in use, and their codes.
#[derive(Debug)]
pub(in crate::backend::pdf) struct FacePlan {
    /// The glyph in the font for each id in the subset; the first is `.notdef`.
    pub(in crate::backend::pdf) originals: Vec<u16>,
    /// The codes; the first is that of `.notdef`.
    pub(in crate::backend::pdf) codes: Vec<Code>,
    /// The first code for each glyph of the font; 0 where it is not in use.
    firsts: Vec<u16>,
    /// The other codes of glyphs that say several things.
    others: BTreeMap<(u16, String), u16>,
}

/// What a code shows and says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::backend::pdf) struct Code {
    /// The id of its glyph in the subset.
    pub(in crate::backend::pdf) glyph: u16,
    /// Its text.
    pub(in crate::backend::pdf) says: String,
}

impl Default for FacePlan {
    fn default() -> FacePlan {
        let notdef = Code { glyph: 0, says: SILENT.to_owned() };
        FacePlan { originals: vec![0], codes: vec![notdef], firsts: Vec::new(), others: BTreeMap::new() }
    }
}

impl FacePlan {
    /// The code under which a glyph says a text; 0 for `.notdef`.
    pub(super) fn code(&mut self, glyph: u16, says: &str) -> u16 {
        if glyph == 0 {
            return 0;
        }
        let first = self.firsts.get(usize::from(glyph)).copied().unwrap_or(0);
        let Some(known) = self.codes.get(usize::from(first)).filter(|_| first > 0) else {
            return self.enter(glyph, says);
        };
        // A no-break space that is drawn as the space is one: the page has been broken already.
        if known.says == says || (is_space(&known.says) && is_space(says)) {
            return first;
        }
        let id = known.glyph;
        let key = (glyph, says.to_owned());
        if let Some(code) = self.others.get(&key) {
            return *code;
        }
        let code = self.push(Code { glyph: id, says: says.to_owned() });
        if code == 0 {
            return first;
        }
        self.others.insert(key, code);
        code
    }

    /// Whether each code is the id of its glyph.
    pub(in crate::backend::pdf) fn is_identity(&self) -> bool {
        self.others.is_empty()
    }

    /// A glyph that was not in use.
    fn enter(&mut self, glyph: u16, says: &str) -> u16 {
        // No face has more than 65,535 glyphs.
        let id = u16::try_from(self.originals.len()).unwrap_or(0);
        self.originals.push(glyph);
        let slot = usize::from(glyph);
        if self.firsts.len() <= slot {
            self.firsts.resize(slot + 1, 0);
        }
        self.firsts[slot] = self.push(Code { glyph: id, says: says.to_owned() });
        self.firsts[slot]
    }

    /// The code that was added; 0 where there is none left, which is beyond what one face of a book needs.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_has_a_code_for_each_thing_it_says() {
        let mut face = FacePlan::default();
        let codes = [face.code(30, "-"), face.code(20, "b"), face.code(30, "-"), face.code(30, "\u{ad}")];
        assert_eq!(codes, [1, 2, 1, 3]);
        assert_eq!(face.originals, [0, 30, 20]);
        assert_eq!(face.codes[3], Code { glyph: 1, says: "\u{ad}".to_owned() });
        assert!(!face.is_identity());
    }

    #[test]
    fn a_no_break_space_may_be_drawn_as_a_space() {
        let mut face = FacePlan::default();
        assert_eq!([face.code(1, " "), face.code(1, "\u{a0}")], [1, 1]);
        assert!(face.is_identity());
    }

    #[test]
    fn what_has_no_glyph_has_no_code() {
        assert_eq!(FacePlan::default().code(0, "q"), 0);
    }
}
