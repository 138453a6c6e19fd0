//! What is known of scripts: which put no spaces between words.

use unicode_script::{Script, UnicodeScript};

/// Whether a letter is of a script that puts no spaces between words, so that a line may end at it without dividing
/// anything, and the length of a stretch without spaces says nothing.
pub fn has_no_spaces(letter: char) -> bool {
    is_divided_by_dictionary(letter)
        || matches!(
            letter.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Bopomofo
                | Script::Tibetan
                | Script::Javanese
                | Script::Balinese
        )
}

/// Whether a letter is of a script without spaces whose words only a dictionary knows (UAX #14, class SA).
pub fn is_divided_by_dictionary(letter: char) -> bool {
    matches!(letter.script(), Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_and_chinese_have_no_spaces_and_korean_has() {
        let without: String = "字かカㄅกລខမཀaжاא한".chars().filter(|it| has_no_spaces(*it)).collect();
        assert_eq!(without, "字かカㄅกລខမཀ");
        let by_dictionary: String = without.chars().filter(|it| is_divided_by_dictionary(*it)).collect();
        assert_eq!(by_dictionary, "กລខမ");
    }
}
