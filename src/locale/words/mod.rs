//! The words that editions add to a text.

mod entry;
mod latin;
mod others;

pub use entry::{Numbered, Words};

use crate::document::Lang;
use crate::locale::words::latin::{
    DUTCH, ENGLISH, FRENCH, GERMAN, HAITIAN, ITALIAN, POLISH, PORTUGUESE, SPANISH, SWEDISH, TURKISH,
    VIETNAMESE,
};
use crate::locale::words::others::{
    ARABIC, CHINESE, GREEK, HEBREW, HINDI, JAPANESE, KOREAN, RUSSIAN, THAI, UKRAINIAN,
};

/// The words of a language, by its primary subtag; English for an unknown language.
pub fn words(lang: &Lang) -> &'static Words {
    let known = ALL.iter().find(|it| it.lang == lang.primary());
    known.unwrap_or(&ENGLISH)
}

/// Every language that is known, English first.
pub const ALL: &[Words] = &[
    ENGLISH, FRENCH, GERMAN, SPANISH, ITALIAN, PORTUGUESE, DUTCH, POLISH, SWEDISH, RUSSIAN, UKRAINIAN, GREEK,
    TURKISH, VIETNAMESE, HAITIAN, ARABIC, HEBREW, HINDI, THAI, CHINESE, JAPANESE, KOREAN,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Admonition;

    #[test]
    fn every_language_is_known_once_and_complete() {
        for (at, words) in ALL.iter().enumerate() {
            let lang = Lang::new(words.lang).expect("a language tag");
            assert_eq!(lang.as_str(), words.lang);
            assert!(ALL[at + 1..].iter().all(|other| other.lang != words.lang), "{} twice", words.lang);
            let singles =
                [words.contents, words.notes, words.back_to_text, words.continued, words.cover, words.page];
            assert!(
                singles.iter().chain(&words.remarks).chain(&words.tasks).all(|it| !it.is_empty()),
                "{}",
                words.lang
            );
            assert!(words.numbered.iter().all(|it| it.matches('#').count() == 1), "{}", words.lang);
            assert!(!words.caption.is_empty(), "{}", words.lang);
        }
    }

    #[test]
    fn region_is_ignored_and_unknown_language_gets_english() {
        let of = |tag| words(&Lang::new(tag).expect("a language tag"));
        assert_eq!(of("fr-CA").contents, "Table des matières");
        assert_eq!(of("tlh").lang, "en");
        assert_eq!(of("ht").remark(Admonition::Warning), "Avètisman");
        assert_eq!(of("en").numbered(Numbered::Section, "2.1"), "section\u{a0}2.1");
        assert_eq!(of("fr").numbered_first(Numbered::Figure, "3"), "Figure\u{a0}3");
        assert_eq!(of("ja").numbered_first(Numbered::Section, "3"), "第\u{a0}3\u{a0}節");
        assert_eq!([of("en").task(true), of("en").task(false)], ["done", "to do"]);
    }
}
