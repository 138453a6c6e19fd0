//! What depends on the language: generated words, quotation marks, dates, numerals.
//!
//! What the program adds to a text is in the language of the text. If a
//! language is not known here, English is used, and [`Words::lang`] tells that,
//! so that the words can be marked as English.

pub mod apparatus;
pub mod bound;
pub mod citation;
pub mod collation;
pub mod date;
pub mod numeral;
pub mod quotes;
pub mod redline;
pub mod site;
pub mod stress;
pub mod summary;
pub mod words;

pub use apparatus::apparatus_words;
pub use bound::takes_number;
pub use collation::Collation;
pub use quotes::{Quotes, quotes_of};
pub use redline::{RedlineWords, redline_words};
pub use site::{SiteWords, site_words};
pub use stress::{Stress, stress};
pub use summary::{Summary, summary};
pub use words::{Numbered, Words, words};

use crate::document::{Lang, Meta};

/// Names one after the other, with the comma of the language (CLDR, list patterns of the kind `unit`).
pub fn list<'t>(names: impl Iterator<Item = &'t str>, lang: &Lang) -> String {
    let comma = match lang.primary() {
        "ar" | "ckb" | "fa" | "ks" | "ps" | "sd" | "ug" | "ur" => "، ",
        "ja" | "yue" | "zh" => "、",
        _ => ", ",
    };
    names.collect::<Vec<_>>().join(comma)
}

/// What is on a cover, for those who do not see it: as the publication says it, else the word for it, title and authors.
pub fn cover(meta: &Meta) -> String {
    let said = std::iter::once(meta.title.as_str()).chain(meta.authors()).filter(|it| !it.is_empty());
    let own = || format!("{}: {}", words(&meta.lang).cover, said.collect::<Vec<_>>().join(", "));
    meta.cover_alt.clone().unwrap_or_else(own)
}

/// What encloses an abbreviation after its long form, with the space before it.
pub fn brackets(lang: &Lang) -> (&'static str, &'static str) {
    match lang.primary() {
        "zh" | "ja" => ("（", "）"),
        "ko" => ("(", ")"),
        _ => (" (", ")"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_by_the_comma_of_the_language() {
        let of = |tag| list(["a", "b"].into_iter(), &Lang::new(tag).expect("a language tag"));
        assert_eq!([of("en"), of("ar-EG"), of("zh-Hant")], ["a, b", "a، b", "a、b"]);
    }
}
