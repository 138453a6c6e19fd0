//! The order of words in an index and in a list of references: that of the language.
//!
//! It is that of the Unicode Collation Algorithm (UTS #10) with the tailorings of CLDR for alphabets: letters first, then
//! signs on them, then capitals; spaces before all else, so that the order is word by word. Ideographs are in the order of
//! their code points, which is that of their radicals: their sounds are not known here.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

use crate::document::Lang;

/// The order of words of a language.
#[derive(Debug, Clone, Copy)]
pub struct Collation {
    /// The letters of its own, each after a letter of all: `("ñ", 'n')`, in order where there are several after one.
    letters: &'static [(&'static str, char)],
    /// Whether only letters and figures count (UTS #10, "shifted").
    is_shifted: bool,
}

/// Letters of their own, by language (CLDR, `collation`), in lower case.
const TAILORINGS: [(&str, &[(&str, char)]); 17] = [
    ("sv fi se", &[("å", 'z'), ("ä", 'z'), ("æ", 'z'), ("ö", 'z'), ("ø", 'z')]),
    ("da nb nn no fo", &[("æ", 'z'), ("ä", 'z'), ("ø", 'z'), ("ö", 'z'), ("å", 'z'), ("aa", 'z')]),
    (
        "is",
        &[
            ("á", 'a'),
            ("ð", 'd'),
            ("é", 'e'),
            ("í", 'i'),
            ("ó", 'o'),
            ("ú", 'u'),
            ("ý", 'y'),
            ("þ", 'z'),
            ("æ", 'z'),
            ("ö", 'z'),
            ("å", 'z'),
        ],
    ),
    ("es gl ast fil", &[("ñ", 'n')]),
    ("cs sk", &[("č", 'c'), ("ch", 'h'), ("ř", 'r'), ("š", 's'), ("ž", 'z')]),
    (
        "hr bs sr sl",
        &[("č", 'c'), ("ć", 'c'), ("dž", 'd'), ("đ", 'd'), ("lj", 'l'), ("nj", 'n'), ("š", 's'), ("ž", 'z')],
    ),
    (
        "pl",
        &[
            ("ą", 'a'),
            ("ć", 'c'),
            ("ę", 'e'),
            ("ł", 'l'),
            ("ń", 'n'),
            ("ó", 'o'),
            ("ś", 's'),
            ("ź", 'z'),
            ("ż", 'z'),
        ],
    ),
    (
        "hu",
        &[
            ("cs", 'c'),
            ("dz", 'd'),
            ("dzs", 'd'),
            ("gy", 'g'),
            ("ly", 'l'),
            ("ny", 'n'),
            ("ö", 'o'),
            ("ő", 'o'),
            ("sz", 's'),
            ("ty", 't'),
            ("ü", 'u'),
            ("ű", 'u'),
            ("zs", 'z'),
        ],
    ),
    ("tr az", &[("ç", 'c'), ("ğ", 'g'), ("ı", 'h'), ("ö", 'o'), ("ş", 's'), ("ü", 'u')]),
    ("ro", &[("ă", 'a'), ("â", 'a'), ("î", 'i'), ("ș", 's'), ("ş", 's'), ("ț", 't'), ("ţ", 't')]),
    ("et", &[("š", 's'), ("z", 's'), ("ž", 's'), ("õ", 'w'), ("ä", 'w'), ("ö", 'w'), ("ü", 'w')]),
    ("lv", &[("č", 'c'), ("ģ", 'g'), ("ķ", 'k'), ("ļ", 'l'), ("ņ", 'n'), ("ŗ", 'r'), ("š", 's'), ("ž", 'z')]),
    ("lt", &[("č", 'c'), ("š", 's'), ("ž", 'z')]),
    (
        "sq",
        &[
            ("ç", 'c'),
            ("dh", 'd'),
            ("ë", 'e'),
            ("gj", 'g'),
            ("ll", 'l'),
            ("nj", 'n'),
            ("rr", 'r'),
            ("sh", 's'),
            ("th", 't'),
            ("xh", 'x'),
            ("zh", 'z'),
        ],
    ),
    ("eo", &[("ĉ", 'c'), ("ĝ", 'g'), ("ĥ", 'h'), ("ĵ", 'j'), ("ŝ", 's'), ("ŭ", 'u')]),
    ("vi", &[("ă", 'a'), ("â", 'a'), ("đ", 'd'), ("ê", 'e'), ("ô", 'o'), ("ơ", 'o'), ("ư", 'u')]),
    ("ru uk be bg mk kk ky mn tg", &[("й", 'и'), ("ї", 'і')]),
];

/// Letters that are as others, with a sign that no decomposition knows.
const PLAIN: [(char, &str); 10] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('ς', "σ"),
];

/// What words are sorted by: letters, then signs, then capitals.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    letters: Vec<(u32, u32)>,
    signs: Vec<u32>,
    capitals: Vec<bool>,
}

impl Collation {
    /// The order of a language; without letters of its own where none are known.
    pub fn of(lang: &Lang) -> Collation {
        let is_of = |it: &&(&str, &[(&str, char)])| it.0.split(' ').any(|it| it == lang.primary());
        Collation { letters: TAILORINGS.iter().find(is_of).map_or(&[], |it| it.1), is_shifted: false }
    }

    /// The same order, in which spaces and punctuation do not count.
    pub fn without_punctuation(self) -> Collation {
        Collation { is_shifted: true, ..self }
    }

    /// The order of two texts; texts that the language does not tell apart are in the order of their characters.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        self.key(one).cmp(&self.key(other)).then_with(|| one.cmp(other))
    }

    /// The letter that a text is under; empty for a text that begins with none, or with an ideograph.
    ///
    /// A letter with a sign is under the plain one unless the language has it as a letter of its own: `ä` is under A in
    /// German, and under Ä in Swedish.
    pub fn letter(&self, text: &str) -> String {
        let Some(start) = text.find(char::is_alphanumeric) else { return String::new() };
        let lower: String = in_order(&text[start..].to_lowercase()).nfc().collect();
        let Some(first) = lower.chars().next().filter(|it| it.is_alphabetic() && !is_ideograph(*it)) else {
            return String::new();
        };
        if let Some((own, ..)) = self.own(&lower) {
            let mut letters = own.chars();
            let capital = letters.next().map(|it| it.to_uppercase().to_string());
            return capital.unwrap_or_default() + letters.as_str();
        }
        let plain = PLAIN.iter().find(|it| it.0 == first).and_then(|it| it.1.chars().next()).unwrap_or(first);
        let base = std::iter::once(plain).nfd().next().map_or(plain, |it| initial(hiragana(it)));
        if base == 'i' && self.letters.iter().any(|it| it.0 == "ı") {
            return "İ".to_owned();
        }
        base.to_uppercase().to_string()
    }

    /// The letter of its own that a text begins with, the longest, with the letter that it is after, and its rank there.
    fn own(&self, text: &str) -> Option<(&'static str, char, u32)> {
        let starts = self.letters.iter().filter(|it| text.starts_with(it.0));
        let (own, after) = starts.max_by_key(|it| it.0.len())?;
        let before = self.letters.iter().take_while(|it| it.0 != *own).filter(|it| it.1 == *after).count();
        Some((own, *after, u32::try_from(before).unwrap_or(0) + 1))
    }

    fn key(&self, text: &str) -> Key {
        let mut key = Key { letters: Vec::new(), signs: Vec::new(), capitals: Vec::new() };
        let text: String = in_order(text).nfc().collect();
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let lower: String = rest.chars().take(4).flat_map(char::to_lowercase).nfc().collect();
            let (length, letters) = match self.own(&lower) {
                Some((own, after, rank)) => (own.chars().count(), vec![(weight(after), rank)]),
                None => (1, key.plain(first)),
            };
            let counts = |it: &(u32, u32)| !self.is_shifted || it.0 >= FIGURES;
            key.letters.extend(letters.into_iter().filter(counts));
            key.capitals.push(first.is_uppercase());
            let end = rest.char_indices().nth(length).map_or(rest.len(), |it| it.0);
            rest = &rest[end..];
        }
        key
    }
}

impl Key {
    /// The letters of a character; its signs are kept apart.
    fn plain(&mut self, it: char) -> Vec<(u32, u32)> {
        let lower: String = it.to_lowercase().collect();
        let mut letters = Vec::new();
        for it in lower.nfd() {
            if is_sign(it) {
                self.signs.push(u32::from(it));
            } else if let Some((_, plain)) = PLAIN.iter().find(|known| known.0 == it) {
                letters.extend(plain.chars().map(|it| (weight(it), 0)));
                self.signs.push(u32::from(it));
            } else {
                letters.push((weight(hiragana(it)), 0));
                self.signs.push(0);
            }
        }
        letters
    }
}

/// Where figures begin, behind which are the letters.
const FIGURES: u32 = 0x20_0000;

/// Where a character is in the order of all: spaces, punctuation, figures, letters.
fn weight(it: char) -> u32 {
    match it {
        it if it.is_whitespace() => 0,
        it if it.is_numeric() => FIGURES + u32::from(it),
        it if it.is_alphabetic() => 0x40_0000 + u32::from(it),
        // Vowels of Indic scripts are no letters to Unicode.
        it if unicode_normalization::char::is_combining_mark(it) => 0x40_0000 + u32::from(it),
        it => 1 + u32::from(it),
    }
}

/// Whether a mark is a sign on a letter, and no vowel that is read after it.
fn is_sign(it: char) -> bool {
    matches!(u32::from(it), 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x3099 | 0x309A)
}

/// The text with the vowels of Thai and Lao that are written before their consonant after it.
fn in_order(text: &str) -> impl Iterator<Item = char> {
    let mut characters: Vec<char> = text.chars().collect();
    for at in 1..characters.len() {
        if matches!(u32::from(characters[at - 1]), 0xE40..=0xE44 | 0xEC0..=0xEC4)
            && characters[at].is_alphabetic()
        {
            characters.swap(at - 1, at);
        }
    }
    characters.into_iter()
}

/// Katakana as hiragana, small kana as large ones.
fn hiragana(it: char) -> char {
    let code = match u32::from(it) {
        code @ 0x30A1..=0x30F6 => code - 0x60,
        code => code,
    };
    let large = match code {
        0x3041 | 0x3043 | 0x3045 | 0x3047 | 0x3049 | 0x3063 | 0x3083 | 0x3085 | 0x3087 | 0x308E => code + 1,
        code => code,
    };
    char::from_u32(large).unwrap_or(it)
}

fn is_ideograph(it: char) -> bool {
    matches!(u32::from(it), 0x2E80..=0x2FDF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// The consonant that a Korean syllable begins with, as it stands alone; any other letter as it is.
fn initial(it: char) -> char {
    const ALONE: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    let at = u32::from(it).checked_sub(0x1100).and_then(|it| usize::try_from(it).ok());
    at.and_then(|at| ALONE.chars().nth(at)).unwrap_or(it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lang: &str) -> Collation {
        Collation::of(&Lang::new(lang).expect("a language"))
    }

    fn sorted(lang: &str, words: &str) -> String {
        let collation = of(lang);
        let mut words: Vec<&str> = words.split('|').collect();
        words.sort_by(|one, other| collation.compare(one, other));
        words.join("|")
    }

    #[test]
    fn each_language_has_its_order() {
        for (lang, words) in [
            ("de", "Affe|ärgern|Ofen|öffnen|Strasse|Straße|Zug"),
            ("sv", "apa|zon|åka|ära|öl"),
            ("da", "zebra|ære|øl|ål"),
            ("es", "nube|ñandú|oca"),
            ("cs", "cesta|čas|hora|chata|ikona"),
            ("hu", "cukor|csak|oka|ö"),
            ("pl", "lato|łata|mama"),
            ("tr", "ham|ısı|iş|jale"),
            ("ru", "еда|ёж|жук|ива|йод"),
            ("en", "§ 1|1402|apple"),
            ("ja", "あい|アオ|かき|がく"),
            ("th", "กา|เก|ขา"),
            ("hi", "क|का|ख"),
            ("und", "a|A|b|B"),
            ("tlh", "a|b"),
        ] {
            let mut reversed: Vec<&str> = words.split('|').collect();
            reversed.reverse();
            assert_eq!(sorted(lang, &reversed.join("|")), words, "{lang}");
        }
        assert_eq!(sorted("en", "blackbird|black sheep|black"), "black|black sheep|blackbird");
        let shifted = of("en").without_punctuation();
        assert_eq!(shifted.compare("black sheep", "blackbird"), Ordering::Greater);
        assert_eq!(shifted.compare("o’brien", "oboe"), Ordering::Greater);
        assert_eq!(sorted("fr", "côte|cote|coté"), "cote|coté|côte");
    }

    #[test]
    fn words_are_under_their_letters() {
        let letters = |lang: &str, words: &str| {
            words.split(' ').map(|it| of(lang).letter(it)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(letters("de", "ärgern Affe «Öl» Ähre"), "A A O A");
        assert_eq!(letters("sv", "ärta Affe öl"), "Ä A Ö");
        assert_eq!(letters("cs", "chata hora"), "Ch H");
        assert_eq!(letters("ko", "나무 하나"), "ㄴ ㅎ");
        assert_eq!(letters("en", "1984 § æther Łódź"), "  A L");
        assert_eq!(letters("zh", "中"), "");
        assert_eq!(letters("hi", "दीवार"), "द");
        assert_eq!(letters("tr", "ışık iş"), "I İ");
    }
}
