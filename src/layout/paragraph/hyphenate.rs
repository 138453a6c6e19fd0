//! The places where the patterns of a language divide a word (Liang 1983).

use crate::document::Lang;
use crate::layout::paragraph::text::{BreakKind, Opportunity};

/// Where a word may be divided with a hyphen, as bytes of it. A word is the text between spaces: the letters in it are
/// looked up alone, without quotes and signs. Words with figures, words in capitals and the parts of words with a
/// hyphen stay whole.
pub(super) fn divisions(word: &str, lang: &Lang) -> Vec<Opportunity> {
    let whole = |it: char| it.is_numeric() || is_hyphen(it) || matches!(it, '\u{2011}' | '/' | '@' | '_');
    if word.contains(whole) { Vec::new() } else { parts(word, lang, &|part| capitals(part) <= 1) }
}

/// Where a word that should stay whole may be divided all the same, before spaces become too wide: a part of a word with
/// a hyphen, or a name with capitals in it. Not what may be an address, a path, or a number.
pub(super) fn deep_divisions(word: &str, lang: &Lang) -> Vec<Opportunity> {
    let technical = |it: char| it.is_numeric() || matches!(it, '@' | '_' | ':' | '\\' | '=');
    let trimmed = word.trim_matches(|it: char| !it.is_alphanumeric() && it != '/');
    if trimmed.contains(technical) || trimmed.contains('.') || trimmed.starts_with('/') {
        return Vec::new();
    }
    let mut places = parts(word, lang, &|part| capitals(part) < part.chars().count());
    places.iter_mut().for_each(|it| it.kind = BreakKind::Deep);
    places
}

/// The divisions of the parts of a word that are of nothing but letters, and that will do.
fn parts(word: &str, lang: &Lang, will_do: &dyn Fn(&str) -> bool) -> Vec<Opportunity> {
    let Some(patterns) = patterns(lang) else { return Vec::new() };
    let mut places = Vec::new();
    let mut start = 0;
    for part in word.split(|it: char| !it.is_alphabetic()) {
        if part.chars().nth(4).is_some() && will_do(part) {
            divide(part, start, patterns, &mut places);
        }
        start += part.len();
        start += word.get(start..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8);
    }
    places
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}')
}

fn capitals(part: &str) -> usize {
    part.chars().filter(|it| it.is_uppercase()).count()
}

/// The least letters before and after a hyphen, where the patterns allow fewer: with one, the hyphen
/// gains nothing.
const LEAST: (usize, usize) = (2, 2);

fn divide(part: &str, start: usize, patterns: hypher::Lang, places: &mut Vec<Opportunity>) {
    let (before, after) = patterns.bounds();
    let (before, after) = (before.max(LEAST.0), after.max(LEAST.1));
    let mut at = 0;
    for syllable in hypher::hyphenate_bounded(part, patterns, before, after) {
        at += syllable.len();
        let Some((first, rest)) = part.split_at_checked(at).filter(|it| !it.1.is_empty()) else { break };
        let stub = first.chars().nth(2).is_none() || rest.chars().nth(2).is_none();
        let kind = if stub { BreakKind::Stub } else { BreakKind::Pattern };
        places.push(Opportunity { at: start + at, kind });
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
        with_hyphens(word, &divisions(word, &Lang::new(lang).expect("a tag")))
    }

    fn with_hyphens(word: &str, places: &[Opportunity]) -> String {
        let mut text = word.to_owned();
        places.iter().rev().for_each(|it| text.insert(it.at, '-'));
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

    #[test]
    fn in_need_some_of_them_are_divided() {
        let deep = |word, lang| with_hyphens(word, &deep_divisions(word, &Lang::new(lang).expect("a tag")));
        assert_eq!(deep("Debian-Systemverwaltung", "de"), "De-bi-an-Sys-tem-ver-wal-tung");
        assert_eq!(deep("(PostScript)", "en"), "(Post-Script)");
        for word in
            ["UNESCO", "user@organisation", "/usr/share/documentation", "organisation.example", "2019"]
        {
            assert_eq!(deep(word, "en"), word);
        }
    }

    #[test]
    fn a_hyphen_next_to_two_letters_costs_more() {
        let kinds = |word| divisions(word, &Lang::new("de").expect("a tag")).into_iter().map(|it| it.kind);
        assert_eq!(kinds("Silbe").collect::<Vec<_>>(), [BreakKind::Stub]);
        assert_eq!(kinds("Systeme").collect::<Vec<_>>(), [BreakKind::Pattern, BreakKind::Stub]);
    }
}
