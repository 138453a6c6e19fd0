//! Which language a text seems to be in, by its smallest words.
//!
//! A third to a half of the words of any prose are articles, prepositions and
//! their like, and few of them are another language's (Grefenstette 1995,
//! Comparing two language identification schemes).

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Small words by language.
const SMALL: &[(&str, &str)] = &[
    (
        "en",
        "the of and to in is that it was for with as his be at by this have from not are but they we our their",
    ),
    (
        "fr",
        "le la les de des du et est une un dans que qui pour par sur pas au aux avec sont ce cette nous vous il elle en ne se",
    ),
    (
        "de",
        "der die das und ist ein eine einen den dem nicht mit von zu auf für sich auch als wir sie es im in des zum zur",
    ),
    ("es", "el la los las de del y es una un en que por con para no se su al lo como más sus nuestra"),
    ("it", "il la le gli di del della e è un una che per con non si sono dei nel alla in i lo da"),
    ("pt", "o a os as de do da e é um uma que por com para não se em no na dos das ao"),
    ("nl", "de het een en van is dat niet op te met voor zijn aan er ook in wij die worden"),
];

/// The fewest words that tell.
const FEWEST: usize = 12;

/// The most bytes of a small word.
const LONGEST: usize = 8;

/// A small word as a number: its bytes in order, with zeros behind them.
type Key = u64;

/// The small words in order, each with a bit for every language in [`SMALL`] that has it.
static WORDS: LazyLock<Vec<(Key, u8)>> = LazyLock::new(|| {
    let mut words: BTreeMap<Key, u8> = BTreeMap::new();
    for (language, (_, small)) in SMALL.iter().enumerate() {
        small.split(' ').filter_map(key).for_each(|it| *words.entry(it).or_default() |= 1 << language);
    }
    words.into_iter().collect()
});

/// A word in small letters as a key; `None` for one that is too long to be a small word.
fn key(word: &str) -> Option<Key> {
    let mut bytes = [0; LONGEST];
    if word.is_ascii() {
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        return Some(Key::from_be_bytes(bytes.map(|it| it.to_ascii_lowercase())));
    }
    let mut length = 0;
    for letter in word.chars().flat_map(char::to_lowercase) {
        let end = length + letter.len_utf8();
        letter.encode_utf8(bytes.get_mut(length..end)?);
        length = end;
    }
    Some(Key::from_be_bytes(bytes))
}

/// Of the languages that are known here, the one that words are in, where it is clearly another than `said`.
pub(super) fn other_than<'a>(said: &str, words: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let own = SMALL.iter().position(|it| it.0 == said)?;
    let (mut all, mut counts) = (0, [0; SMALL.len()]);
    for word in words {
        all += 1;
        let known = key(word).and_then(|it| WORDS.binary_search_by_key(&it, |it| it.0).ok());
        let languages = known.map_or(0, |at| WORDS[at].1);
        (0..SMALL.len()).filter(|it| languages & (1 << it) != 0).for_each(|it| counts[it] += 1);
    }
    let best = (0..SMALL.len()).max_by_key(|it| counts[*it])?;
    let clear =
        counts[best] * 10 >= all * 3 && counts[own] * 10 <= all && counts[best] >= 4 * counts[own].max(1);
    (all >= FEWEST && best != own && clear).then(|| SMALL[best].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(said: &str, text: &str) -> Option<&'static str> {
        other_than(said, text.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()))
    }

    #[test]
    fn every_small_word_is_found_in_any_case() {
        for (language, (_, small)) in SMALL.iter().enumerate() {
            for word in small.split(' ') {
                for spelled in [word.to_owned(), word.to_uppercase()] {
                    let key = key(&spelled).expect("a small word is short");
                    let found = WORDS.iter().find(|it| it.0 == key).map(|it| it.1 & (1 << language));
                    assert!(found.is_some_and(|it| it != 0), "{spelled}");
                }
            }
        }
        assert_eq!(key("nonetheless"), None);
    }

    #[test]
    fn a_paragraph_in_another_language_is_known() {
        let french =
            "La liberté de la presse est un droit que nous défendons pour tous les habitants du pays.";
        let german = "Die Würde des Menschen ist unantastbar, und sie zu achten und zu schützen ist die Pflicht aller.";
        let english =
            "Everyone should be able to live in safe and healthy conditions, protected equally by the law.";
        assert_eq!([other("en", french), other("fr", french)], [Some("fr"), None]);
        assert_eq!([other("en", german), other("de", german)], [Some("de"), None]);
        assert_eq!([other("de", english), other("en", english)], [Some("en"), None]);
        assert_eq!(other("ru", english), None, "nothing is known of that language here");
        assert_eq!(other("en", "Place de la Concorde, Rue de la Paix"), None, "names are few words");
        let names = "Members: Ana de la Cruz, Luis del Río, Pedro de los Santos, Inés de la Fuente, and others of the group.";
        assert_eq!(other("en", names), None);
    }
}
