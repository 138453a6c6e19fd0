//! The places where the patterns of a language divide a word (Liang 1983).

use crate::document::Lang;

/// The bytes at which a word may be divided with a hyphen. A word is what stands between spaces: the letters
/// in it are looked up alone, without quotes and signs. Words with figures, words in capitals and the parts of
/// words with a hyphen stay whole.
pub(super) fn divisions(word: &str, lang: &Lang) -> Vec<usize> {
    let Some(patterns) = patterns(lang) else { return Vec::new() };
    let whole = |it: char| it.is_numeric() || matches!(it, '-' | '\u{2010}' | '\u{2011}' | '/' | '@' | '_');
    if word.contains(whole) {
        return Vec::new();
    }
    let mut places = Vec::new();
    let mut start = 0;
    for part in word.split(|it: char| !it.is_alphabetic()) {
        divide(part, start, patterns, &mut places);
        start += part.len();
        start += word.get(start..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8);
    }
    places
}

/// The least letters before and after a hyphen, where the patterns allow fewer: with one, the hyphen
/// gains nothing.
const LEAST: (usize, usize) = (2, 2);

fn divide(part: &str, start: usize, patterns: hypher::Lang, places: &mut Vec<usize>) {
    let capitals = part.chars().filter(|it| it.is_uppercase()).count();
    if part.chars().take(5).count() < 5 || capitals > 1 {
        return;
    }
    let (before, after) = patterns.bounds();
    let (before, after) = (before.max(LEAST.0), after.max(LEAST.1));
    let mut at = start;
    for syllable in hypher::hyphenate_bounded(part, patterns, before, after) {
        at += syllable.len();
        if at < start + part.len() {
            places.push(at);
        }
    }
}

/// The patterns of a language; `None` where there are none, or where the script shows no hyphen.
fn patterns(lang: &Lang) -> Option<hypher::Lang> {
    let primary = match lang.primary() {
        // Bokmål and Nynorsk share their patterns.
        "no" => "nb",
        it => it,
    };
    let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
    hypher::Lang::from_iso(code).filter(|it| it.hyphenation_character().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, lang: &str) -> String {
        let places = divisions(word, &Lang::new(lang).expect("a tag"));
        let mut text = word.to_owned();
        places.iter().rev().for_each(|at| text.insert(*at, '-'));
        text
    }

    #[test]
    fn each_language_has_its_patterns() {
        assert_eq!(divided("typographically", "en-GB"), "ty-po-graph-i-cally");
        assert_eq!(divided("Veröffentlichung", "de"), "Ver-öf-fent-li-chung");
        assert_eq!(divided("typographique", "fr"), "ty-po-gra-phique");
        assert_eq!(divided("organizacja", "pl"), "or-ga-ni-za-cja");
        assert_eq!(divided("типографика", "ru"), "ти-по-гра-фи-ка");
        assert_eq!(divided("typographically", "und"), "typographically", "nothing is known");
        assert_eq!(divided("विश्वविद्यालय", "hi"), "विश्वविद्यालय", "the script shows no hyphen");
    }

    #[test]
    fn signs_around_a_word_do_not_hide_it() {
        assert_eq!(divided("“(publication)”,", "en"), "“(pub-li-ca-tion)”,");
        assert_eq!(divided("l’organisation", "fr"), "l’or-ga-ni-sa-tion");
    }

    #[test]
    fn some_words_stay_whole() {
        for word in ["self-evidently", "B2B-publishing", "UNESCO", "PostScript", "every", "user@organisation"]
        {
            assert_eq!(divided(word, "en"), word);
        }
    }
}
