//! Quotation marks and the space of marks, by language.

use crate::document::Lang;

/// An opening and a closing mark, each with the space that belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The opening mark.
    pub open: &'static str,
    /// The closing mark.
    pub close: &'static str,
}

/// Which marks get a narrow no-break space (U+202F) before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spaced {
    /// None.
    Nothing,
    /// `; : ! ?`, as in France.
    HighMarks,
    /// The colon alone, as in Canada.
    Colon,
}

/// How a language quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes {
    /// What `"` becomes.
    pub outer: Pair,
    /// What `'` becomes, and `"` inside `"`.
    pub inner: Pair,
    /// Which marks are set off by a space.
    pub spaced: Spaced,
    /// Whether the language writes its words without spaces, so that a quote's side is known by turns alone.
    pub unspaced_script: bool,
}

const fn pair(open: &'static str, close: &'static str) -> Pair {
    Pair { open, close }
}

const fn quotes(outer: Pair, inner: Pair) -> Quotes {
    Quotes { outer, inner, spaced: Spaced::Nothing, unspaced_script: false }
}

const HIGH: Pair = pair("“", "”");
const HIGH_SINGLE: Pair = pair("‘", "’");
const LOW: Pair = pair("„", "“");
const LOW_SINGLE: Pair = pair("‚", "‘");
const LOW_RIGHT: Pair = pair("„", "”");
const RIGHT: Pair = pair("”", "”");
const RIGHT_SINGLE: Pair = pair("’", "’");
const ANGLES: Pair = pair("«", "»");
const ANGLES_SINGLE: Pair = pair("‹", "›");
const ANGLES_INWARD: Pair = pair("»", "«");
const ANGLES_INWARD_SINGLE: Pair = pair("›", "‹");
const ANGLES_SPACED: Pair = pair("«\u{202f}", "\u{202f}»");
const CORNERS: Pair = pair("「", "」");
const CORNERS_DOUBLE: Pair = pair("『", "』");

const ENGLISH: Quotes = quotes(HIGH, HIGH_SINGLE);
const FRENCH: Quotes = Quotes { spaced: Spaced::HighMarks, ..quotes(ANGLES_SPACED, HIGH) };

/// The marks of a language, from CLDR 45 (`delimiters`) and, for French, the rules of the Imprimerie nationale.
/// A language that is not listed is quoted as English is.
pub fn quotes_of(lang: &Lang) -> Quotes {
    let region = lang.region();
    match lang.primary() {
        "fr" if region == Some("CA") => Quotes { spaced: Spaced::Colon, ..FRENCH },
        "fr" | "br" | "oc" => FRENCH,
        "de" | "it" | "rm" if region == Some("CH") => quotes(ANGLES, ANGLES_SINGLE),
        "de" | "bg" | "cs" | "et" | "is" | "ka" | "lt" | "sk" | "sl" => quotes(LOW, LOW_SINGLE),
        "da" => quotes(ANGLES_INWARD, ANGLES_INWARD_SINGLE),
        "pt" if region == Some("PT") => quotes(ANGLES, HIGH),
        "es" | "ca" | "gl" | "it" | "el" | "eu" => quotes(ANGLES, HIGH),
        "ru" | "be" | "uk" => quotes(ANGLES, LOW),
        "hy" | "az" | "fa" | "ps" | "no" | "nb" | "nn" => quotes(ANGLES, HIGH_SINGLE),
        "pl" | "ro" | "hu" => quotes(LOW_RIGHT, ANGLES),
        "hr" | "sr" | "bs" | "mk" => quotes(LOW_RIGHT, HIGH_SINGLE),
        "sv" | "fi" => quotes(RIGHT, RIGHT_SINGLE),
        "zh" if is_traditional(lang) => Quotes { unspaced_script: true, ..quotes(CORNERS, CORNERS_DOUBLE) },
        "ja" => Quotes { unspaced_script: true, ..quotes(CORNERS, CORNERS_DOUBLE) },
        "zh" | "yue" => Quotes { unspaced_script: true, ..ENGLISH },
        _ => ENGLISH,
    }
}

fn is_traditional(lang: &Lang) -> bool {
    match lang.script() {
        Some(script) => script == "Hant",
        None => matches!(lang.region(), Some("TW" | "HK" | "MO")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_scripts_count() {
        let check = |tag: &str, outer: &str, inner: &str| {
            let quotes = quotes_of(&Lang::new(tag).expect("well formed"));
            let show = |it: Pair| format!("{}{}", it.open, it.close);
            assert_eq!((show(quotes.outer), show(quotes.inner)), (outer.into(), inner.into()), "{tag}");
        };
        check("en-US", "“”", "‘’");
        check("de", "„“", "‚‘");
        check("de-CH", "«»", "‹›");
        check("pt", "“”", "‘’");
        check("pt-PT", "«»", "“”");
        check("pl", "„”", "«»");
        check("sv", "””", "’’");
        check("zh", "“”", "‘’");
        check("zh-Hant", "「」", "『』");
        check("zh-TW", "「」", "『』");
        check("fr", "«\u{202f}\u{202f}»", "“”");
        check("ht", "“”", "‘’");
    }
}
