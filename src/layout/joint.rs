//! What stands between two characters that meet without a space: in Chinese and Japanese that is part of the setting
//! (W3C, Requirements for Japanese Text Layout, 3.1 and 3.2; Requirements for Chinese Text Layout, 3.1 and 3.2).

use unicode_script::{Script, UnicodeScript};

use crate::document::script::is_divided_by_dictionary;
use crate::geometry::Length;
use crate::layout::builder::is_spaceless;

/// Whether two characters that meet belong to words of their own although no space is between them: in
/// Chinese and Japanese each character, in Thai and its kin what the dictionary finds.
pub(super) fn is_own_word(last: char, next: char) -> bool {
    if last.is_ascii() && next.is_ascii() {
        return false;
    }
    (is_spaceless(last) && is_spaceless(next))
        || (is_divided_by_dictionary(last) && is_divided_by_dictionary(next))
}

/// What is set between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// A quarter of an em, between a Chinese or Japanese character and a letter or figure of the west.
    Mixed,
    /// Half an em less than nothing: of two marks that meet only one keeps its blank half.
    Squeezed,
}

impl Gap {
    /// How wide it is in a size of type.
    pub(super) fn width(self, size: Length) -> Length {
        match self {
            Gap::None => Length::ZERO,
            Gap::Mixed => size / 4,
            Gap::Squeezed => -size / 2,
        }
    }
}

/// What is set between two characters that meet.
pub(super) fn gap(last: char, next: char) -> Gap {
    if last.is_ascii() && next.is_ascii() {
        return Gap::None;
    }
    let mixed = is_eastern(last) && is_western(next) || is_western(last) && is_eastern(next);
    let squeezed = closes(last) && (opens(next) || closes(next)) || opens(last) && opens(next);
    match (mixed, squeezed) {
        (true, _) => Gap::Mixed,
        (false, true) => Gap::Squeezed,
        (false, false) => Gap::None,
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

/// Brackets whose blank half comes last. Commas and full stops are not among them: where they stand in the middle of
/// their square, as in Taiwan, nothing may be taken away.
fn closes(character: char) -> bool {
    matches!(character, '」' | '』' | '）' | '》' | '〉' | '】' | '〕' | '］' | '｝')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_japanese_stand_apart_from_western_letters() {
        for (last, next) in [('年', '8'), ('8', '月'), ('用', 'G'), ('x', 'や'), ('Ж', '字')] {
            assert_eq!(gap(last, next), Gap::Mixed, "{last}{next}");
        }
        for (last, next) in [('a', '，'), ('字', '字'), ('ン', 'ー'), ('한', 'a'), ('字', ' '), ('a', 'b')]
        {
            assert_eq!(gap(last, next), Gap::None, "{last}{next}");
        }
    }

    #[test]
    fn brackets_that_meet_share_their_blank() {
        assert_eq!([gap('」', '「'), gap('』', '）'), gap('（', '「')], [Gap::Squeezed; 3]);
        assert_eq!([gap('「', '」'), gap('。', '「'), gap('字', '（')], [Gap::None; 3]);
    }
}
