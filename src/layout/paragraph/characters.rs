//! What single characters need in a line: spaces of all widths, which are the engine's and not the font's, whose widths
//! are seldom right; autospace between Chinese or Japanese and other characters (W3C, Requirements for Japanese Text
//! Layout, 3.1 and 3.2; Requirements for Chinese Text Layout, 3.1 and 3.2); and protrusion into the margins, so that the
//! edges look straight (Hàn Thế Thành 2000, "Micro-typographic extensions to the TeX typesetting system", chapter 3).

use unicode_script::{Script, UnicodeScript};

use crate::document::text::is_divided_by_dictionary;
use crate::geometry::{Em, Length};

/// Whether two characters that meet belong to words of their own although no space is between them: in
/// Chinese and Japanese each character, in Thai and similar scripts what the dictionary finds.
pub(super) fn is_own_word(last: char, next: char) -> bool {
    if last.is_ascii() && next.is_ascii() {
        return false;
    }
    (is_spaceless(last) && is_spaceless(next))
        || (is_divided_by_dictionary(last) && is_divided_by_dictionary(next))
}

/// What is set between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Autospace {
    /// Nothing.
    None,
    /// A quarter of an em, between a Chinese or Japanese character and a letter or figure of the west.
    Mixed,
    /// Half an em less than nothing: of two marks that meet only one keeps its blank half.
    Squeezed,
}

impl Autospace {
    /// How wide it is in a size of type.
    pub(super) fn width(self, size: Length) -> Length {
        match self {
            Autospace::None => Length::ZERO,
            Autospace::Mixed => size / 4,
            Autospace::Squeezed => -size / 2,
        }
    }
}

/// What is set between two characters that meet.
pub(super) fn autospace(last: char, next: char) -> Autospace {
    if last.is_ascii() && next.is_ascii() {
        return Autospace::None;
    }
    let mixed = is_eastern(last) && is_western(next) || is_western(last) && is_eastern(next);
    let squeezed = closes(last) && (opens(next) || closes(next)) || opens(last) && opens(next);
    match (mixed, squeezed) {
        (true, _) => Autospace::Mixed,
        (false, true) => Autospace::Squeezed,
        (false, false) => Autospace::None,
    }
}

fn is_eastern(character: char) -> bool {
    is_spaceless(character) && matches!(character.script(), Script::Han | Script::Hiragana | Script::Katakana)
}

fn is_western(character: char) -> bool {
    let script =
        matches!(character.script(), Script::Latin | Script::Greek | Script::Cyrillic | Script::Common);
    script && character.is_alphanumeric() && !is_spaceless(character)
}

/// Brackets whose blank half comes first.
fn opens(character: char) -> bool {
    matches!(character, '「' | '『' | '（' | '《' | '〈' | '【' | '〔' | '［' | '｛')
}

/// Brackets whose blank half comes last. Commas and full stops are not among them: where they are in the middle of
/// their square, as in Taiwan, nothing may be taken away.
fn closes(character: char) -> bool {
    matches!(character, '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '］' | '｝')
}

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

/// How far a character at the end of a line reaches into the margin, in thousandths of its width.
pub(super) fn protrusion_at_end(character: char) -> i64 {
    match character {
        '.' | ',' | '…' => 700,
        '-' | '\u{2010}' | '\u{ad}' => 600,
        '’' | '”' | '‘' | '“' | '\'' | '"' | '،' | '۔' => 500,
        '、' | '。' | '，' | '．' | '」' | '』' | '）' | '：' | '；' => 450,
        ':' | ';' => 400,
        '–' => 300,
        '—' | '»' | '›' => 200,
        '!' | '?' | '*' => 150,
        ')' | ']' | 'r' | 't' | 'f' | 'v' | 'w' | 'y' | 'k' | 'A' | 'F' | 'K' | 'L' | 'T' | 'V' | 'W'
        | 'Y' => 50,
        _ => 0,
    }
}

/// How far a character at the start of a line reaches into the margin, in thousandths of its width.
pub(super) fn protrusion_at_start(character: char) -> i64 {
    match character {
        '‘' | '“' | '’' | '”' | '„' | '‚' | '\'' | '"' => 500,
        '「' | '『' | '（' => 450,
        '«' | '‹' | '–' | '—' => 200,
        '(' | '[' | '*' => 100,
        'A' | 'J' | 'T' | 'V' | 'W' | 'Y' | 'v' | 'w' | 'y' => 50,
        _ => 0,
    }
}

/// Whether a character belongs to a script that puts no spaces between words and is broken anywhere:
/// Chinese and Japanese with their punctuation and wide forms.
pub(super) fn is_spaceless(character: char) -> bool {
    matches!(u32::from(character),
        0x2e80..=0x303f | 0x3040..=0x312f | 0x3190..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff01..=0xff60 | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_japanese_stand_apart_from_western_letters() {
        for (last, next) in [('年', '8'), ('8', '月'), ('用', 'G'), ('x', 'や'), ('Ж', '字')] {
            assert_eq!(autospace(last, next), Autospace::Mixed, "{last}{next}");
        }
        for (last, next) in [('a', '，'), ('字', '字'), ('ン', 'ー'), ('한', 'a'), ('字', ' '), ('a', 'b')]
        {
            assert_eq!(autospace(last, next), Autospace::None, "{last}{next}");
        }
    }

    #[test]
    fn brackets_that_meet_share_their_blank() {
        assert_eq!(
            [autospace('」', '「'), autospace('』', '）'), autospace('（', '「')],
            [Autospace::Squeezed; 3]
        );
        assert_eq!(
            [autospace('「', '」'), autospace('。', '「'), autospace('字', '（')],
            [Autospace::None; 3]
        );
    }

    #[test]
    fn light_marks_hang_and_letters_hardly() {
        assert!(
            protrusion_at_end('.') > protrusion_at_end('-')
                && protrusion_at_end('-') > protrusion_at_end('—')
                && protrusion_at_end('—') > protrusion_at_end('n')
        );
        assert_eq!((protrusion_at_start('H'), protrusion_at_end('H')), (0, 0));
        assert!(protrusion_at_start('“') > protrusion_at_start('('));
    }
}
