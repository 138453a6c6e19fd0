//! The order of words in a language: by letters, then by accents (UAX 10, with the letters that languages have of
//! their own).

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Compares words in small letters as a language sorts them.
pub(super) struct Collator {
    own: &'static [(&'static str, char)],
}

/// Letters that sort behind another one in a language, in their order.
const OWN: [(&str, &[(&str, char)]); 12] = [
    ("sv", &[("å", 'z'), ("äæ", 'z'), ("öø", 'z')]),
    ("fi", &[("å", 'z'), ("äæ", 'z'), ("öø", 'z')]),
    ("da", &[("æä", 'z'), ("øö", 'z'), ("å", 'z')]),
    ("nb", &[("æä", 'z'), ("øö", 'z'), ("å", 'z')]),
    ("nn", &[("æä", 'z'), ("øö", 'z'), ("å", 'z')]),
    ("es", &[("ñ", 'n')]),
    ("cs", &[("č", 'c'), ("ř", 'r'), ("š", 's'), ("ž", 'z')]),
    ("sk", &[("ä", 'a'), ("č", 'c'), ("ô", 'o'), ("š", 's'), ("ž", 'z')]),
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
    ("hr", &[("č", 'c'), ("ć", 'c'), ("đ", 'd'), ("š", 's'), ("ž", 'z')]),
    ("tr", &[("ç", 'c'), ("ğ", 'g'), ("ı", 'h'), ("ö", 'o'), ("ş", 's'), ("ü", 'u')]),
    ("hu", &[("öő", 'o'), ("üű", 'u')]),
];

impl Collator {
    /// That of a language.
    pub(super) fn new(lang: &str) -> Collator {
        let primary = lang.split('-').next().unwrap_or("");
        Collator { own: OWN.iter().find(|it| it.0 == primary).map_or(&[], |it| it.1) }
    }

    /// Compares two words: first the letters, then their accents.
    pub(super) fn compare(&self, one: &str, other: &str) -> Ordering {
        if one.is_ascii() && other.is_ascii() {
            let letters = |text: &str| text.bytes().filter(u8::is_ascii_alphanumeric).collect::<Vec<_>>();
            return letters(one).cmp(&letters(other)).then_with(|| one.cmp(other));
        }
        self.key(one).cmp(&self.key(other)).then_with(|| one.cmp(other))
    }

    /// The weights of the letters, and those of the accents.
    fn key(&self, text: &str) -> (Vec<u32>, Vec<u32>) {
        let (mut letters, mut accents) = (Vec::new(), Vec::new());
        for letter in text.nfc() {
            let own = self.own.iter().enumerate().find(|(_, it)| it.0.contains(letter));
            if let Some((at, (_, after))) = own {
                letters.push(u32::from(*after) * 32 + u32::try_from(at).unwrap_or(0) + 1);
                accents.push(0);
                continue;
            }
            for base in std::iter::once(letter).nfd() {
                if is_combining_mark(base) {
                    accents.push(u32::from(base));
                    continue;
                }
                for plain in expanded(base) {
                    letters.push(u32::from(plain) * 32);
                    accents.push(u32::from(plain != base));
                }
            }
        }
        (letters, accents)
    }
}

/// A letter as the letters that it is sorted like; nothing for punctuation.
fn expanded(letter: char) -> impl Iterator<Item = char> {
    let like = match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'ø' => "o",
        'đ' => "d",
        'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'þ' => "th",
        _ => "",
    };
    let own = Some(letter).filter(|it| like.is_empty() && it.is_alphanumeric());
    like.chars().chain(own)
}
