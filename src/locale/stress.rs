//! How scripts without an italic show stress: one table for all editions.
//!
//! Dots beside the characters in Chinese (below, W3C CLREQ 3.3.3), Japanese (above, JLREQ 3.3.9) and Korean (above,
//! Hangul Orthography, appendix); bold type in Hebrew, Arabic, the scripts of India, Thai and their like, which have no
//! slanted face. Letters of Arabic join, so that they are never spaced.

use crate::document::Lang;

/// How stress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stress {
    /// By another slant.
    Slant,
    /// By bold type.
    Bold,
    /// By a dot above each character.
    DotsAbove,
    /// By a dot below each character.
    DotsBelow,
}

/// The languages whose usual script has no italic, with what shows stress in it.
pub const LANGUAGES: &[(Stress, &[&str])] = &[
    (Stress::DotsBelow, &["zh", "yue", "wuu", "lzh"]),
    (Stress::DotsAbove, &["ja", "ko"]),
    (
        Stress::Bold,
        &[
            "ar", "fa", "ur", "ps", "sd", "ug", "ckb", "ks", "dv", "syr", "he", "yi", "hi", "mr", "ne", "sa",
            "bn", "as", "pa", "gu", "or", "ta", "te", "kn", "ml", "si", "th", "lo", "km", "my", "bo", "dz",
            "am", "ti",
        ],
    ),
];

/// How a language shows stress, by its script where its tag has one.
pub fn stress(lang: &Lang) -> Stress {
    let of =
        |tag: &str| LANGUAGES.iter().find(|(_, tags)| tags.contains(&tag)).map_or(Stress::Slant, |it| it.0);
    match lang.script() {
        Some("Latn" | "Cyrl" | "Grek") => Stress::Slant,
        Some("Hans" | "Hant" | "Hani") => Stress::DotsBelow,
        Some("Jpan" | "Kore" | "Hang") => Stress::DotsAbove,
        Some("Arab" | "Hebr" | "Deva" | "Thai") => Stress::Bold,
        Some(_) | None => of(lang.primary()),
    }
}

/// How a character shows stress in a text of a language; `None` for spaces, marks and figures, which go with their
/// neighbours.
pub fn stress_of(character: char, lang: &Lang) -> Option<Stress> {
    let dots = || match stress(lang) {
        Stress::DotsAbove => Stress::DotsAbove,
        Stress::DotsBelow | Stress::Bold | Stress::Slant => Stress::DotsBelow,
    };
    match u32::from(character) {
        _ if character.is_ascii_alphabetic() => Some(Stress::Slant),
        0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc if character.is_alphabetic() => Some(Stress::Bold),
        0x900..=0x109f | 0x1200..=0x139f | 0x1780..=0x17ff | 0x19e0..=0x19ff => Some(Stress::Bold),
        0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7ff => Some(Stress::DotsAbove),
        0x3041..=0x30ff => Some(Stress::DotsAbove),
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => Some(dots()),
        _ if character.is_alphabetic() => Some(Stress::Slant),
        _ => None,
    }
}

/// Stretches of a text that show stress alike, with how they do. What has no way of its own goes with what is before it.
pub fn stretches<'t>(text: &'t str, lang: &Lang) -> Vec<(&'t str, Stress)> {
    let mut found: Vec<(&str, Stress)> = Vec::new();
    let (mut start, mut now) = (0, None);
    for (at, character) in text.char_indices() {
        let Some(next) = stress_of(character, lang) else { continue };
        match now {
            Some(before) if before != next => {
                found.push((&text[start..at], before));
                (start, now) = (at, Some(next));
            }
            Some(_) => {}
            None => now = Some(next),
        }
    }
    found.push((&text[start..], now.unwrap_or_else(|| stress(lang))));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        Lang::new(tag).expect("a language tag")
    }

    #[test]
    fn scripts_have_their_own_stress() {
        let of = |tag| stress(&lang(tag));
        assert_eq!([of("en"), of("ru"), of("el"), of("zh-Latn")], [Stress::Slant; 4]);
        assert_eq!([of("he"), of("ar"), of("hi"), of("th")], [Stress::Bold; 4]);
        assert_eq!([of("zh-Hant"), of("zh"), of("ja"), of("ko")].map(|it| it != Stress::Slant), [true; 4]);
    }

    #[test]
    fn texts_of_two_scripts_are_divided_where_they_meet() {
        let of = |text, tag| {
            stretches(text, &lang(tag)).into_iter().map(|it| (it.0.to_owned(), it.1)).collect::<Vec<_>>()
        };
        assert_eq!(
            of("重点 word, 字", "zh"),
            [
                ("重点 ".to_owned(), Stress::DotsBelow),
                ("word, ".to_owned(), Stress::Slant),
                ("字".to_owned(), Stress::DotsBelow),
            ]
        );
        assert_eq!(of("強調", "ja"), [("強調".to_owned(), Stress::DotsAbove)]);
        assert_eq!(of("דגש 12", "he"), [("דגש 12".to_owned(), Stress::Bold)]);
        assert_eq!(of("12", "en"), [("12".to_owned(), Stress::Slant)]);
        assert_eq!(of("", "en"), [(String::new(), Stress::Slant)]);
    }
}
