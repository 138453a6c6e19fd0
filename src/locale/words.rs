//! The words that editions add to a text.

mod latin;
mod others;

use crate::document::{Admonition, Lang};
use crate::locale::words::latin::{
    DUTCH, ENGLISH, FRENCH, GERMAN, HAITIAN, ITALIAN, POLISH, PORTUGUESE, SPANISH, SWEDISH, TURKISH,
    VIETNAMESE,
};
use crate::locale::words::others::{
    ARABIC, CHINESE, GREEK, HEBREW, HINDI, JAPANESE, KOREAN, RUSSIAN, THAI, UKRAINIAN,
};

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// The language that they are in.
    pub lang: &'static str,
    /// The heading of the table of contents.
    pub contents: &'static str,
    /// The heading of the notes.
    pub notes: &'static str,
    /// What a note is called, before its number.
    pub note: &'static str,
    /// What leads back from a note to its mark.
    pub back_to_text: &'static str,
    /// What leads a keyboard past the contents.
    pub skip_to_text: &'static str,
    /// What a heading's link to itself is called, before the heading.
    pub link_to: &'static str,
    /// What a link is called, before its number.
    pub link: &'static str,
    /// The title of a remark of each kind, in the order of [`Admonition::ALL`].
    pub remarks: [&'static str; 5],
    /// What a done and an open task are called.
    pub tasks: [&'static str; 2],
    /// What stands at the head of a note or table that goes on.
    pub continued: &'static str,
    /// What the cover is called.
    pub cover: &'static str,
    /// What the title page is called.
    pub title_page: &'static str,
    /// Where the text itself begins.
    pub start: &'static str,
    /// What a page is called, before its number.
    pub page: &'static str,
    /// What a picture is called, before its description.
    pub image: &'static str,
    /// What a table is called that has neither caption nor heads.
    pub table: &'static str,
}

impl Words {
    /// The title of a remark.
    pub fn remark(&self, kind: Admonition) -> &'static str {
        let at = Admonition::ALL.iter().position(|it| *it == kind).unwrap_or(0);
        self.remarks[at]
    }

    /// What a task is called.
    pub fn task(&self, done: bool) -> &'static str {
        self.tasks[usize::from(!done)]
    }
}

/// The words of a language, by its primary subtag; English where it is not known.
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
        }
    }

    #[test]
    fn a_region_does_not_matter_and_a_strange_language_gets_english() {
        let of = |tag| words(&Lang::new(tag).expect("a language tag"));
        assert_eq!(of("fr-CA").contents, "Table des matières");
        assert_eq!(of("tlh").lang, "en");
        assert_eq!(of("ht").remark(Admonition::Warning), "Avètisman");
        assert_eq!([of("en").task(true), of("en").task(false)], ["done", "to do"]);
    }
}
