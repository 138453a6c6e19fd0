//! The places where the patterns of a language divide a word (Liang 1983).

use crate::document::Lang;
use crate::layout::paragraph::text::{BreakKind, Opportunity};

/// Where a word may be divided with a hyphen, as bytes of it. A word is the text between spaces: the letters in it are
/// looked up alone, without quotes and signs. Words with figures, words in capitals and the parts of words with a
/// hyphen stay whole.
pub(super) fn divisions(word: &str, lang: &Lang) -> Vec<Opportunity> {
    let whole = |it: char| it.is_numeric() || is_hyphen(it) || matches!(it, '\u{2011}' | '/' | '@' | '_');
    if word.contains(whole) {
        return Vec::new();
    }
    let mut places = parts(word, lang, &|part| capitals(part) <= 1);
    if lang.primary() == "de" && !places.is_empty() {
        prefer_joints(&word.to_lowercase(), &mut places);
    }
    places
}

/// Makes all places dearer but those between the parts of a German compound, where it is known to have any: a reader
/// understands `Verwaltungs-aufgabe` at once, and `Verwaltungsauf-gabe` not.
fn prefer_joints(word: &str, places: &mut [Opportunity]) {
    let is_joint = |at: usize| {
        let (Some(before), Some(after)) = (word.get(..at), word.get(at..)) else { return false };
        let letters = before.trim_start_matches(|it: char| !it.is_alphabetic());
        let long = after.chars().filter(|it| it.is_alphabetic()).count() >= 4;
        long && (PREFIXES.contains(&letters) || ENDINGS.iter().any(|it| before.ends_with(it)))
    };
    if places.iter().any(|it| is_joint(it.at)) {
        places.iter_mut().filter(|it| !is_joint(it.at)).for_each(|it| it.kind = BreakKind::Stub);
    }
}

/// What the first part of a German compound ends with, a joining s included (Duden, Fugenelemente).
const ENDINGS: [&str; 7] = ["ungs", "heits", "keits", "schafts", "täts", "ions", "lings"];

/// German first parts that other words are seldom divided after.
const PREFIXES: [&str; 16] = [
    "auf", "aus", "über", "unter", "wieder", "zusammen", "gegen", "neben", "zwischen", "haupt", "selbst",
    "sonder", "gesamt", "mit", "nach", "vor",
];

/// Where a German word has a joint that no ligature may hide, as in `Auf|lage`, `Kauf|frau` or `höf|lich` (DIN 5008;
/// Duden, Ligaturen); `None` for nearly all words. Patterns do not know a joint from a syllable, so these are the first
/// parts that end in f, and the suffixes that begin with l.
pub(super) fn ligature_joint(word: &str, lang: &Lang) -> Option<usize> {
    if lang.primary() != "de" || !word.contains('f') {
        return None;
    }
    let joins = |at: &usize| {
        let (Some(before), Some(after)) = (word.get(..*at), word.get(*at..)) else { return false };
        let stem = |list: &[&str]| list.iter().any(|it| ends_with(before, it));
        match after.chars().next() {
            Some('f') => stem(&FIRST_PARTS[..11]),
            // Not in `Pflicht`, `verpflichten`, `geflossen`, where the f belongs to what follows.
            Some('l') => {
                let native = before.ends_with("pf") || before.ends_with("Pf") || after.starts_with("loss");
                stem(&FIRST_PARTS) || !native && SUFFIXES.iter().any(|it| after.starts_with(it))
            }
            Some('b' | 'h' | 'j' | 'k') => stem(&FIRST_PARTS),
            Some('i' | 't') => stem(&FIRST_PARTS[..1]) && before.chars().count() == 3,
            Some(_) | None => false,
        }
    };
    word.match_indices('f').map(|(at, _)| at + 1).find(joins)
}

/// German first parts of compounds that end in f; before another f only those without one of their own.
const FIRST_PARTS: [&str; 16] = [
    "auf", "kauf", "lauf", "tief", "brief", "schlaf", "hanf", "dorf", "kopf", "topf", "dampf", "hof",
    "stoff", "schiff", "golf", "wolf",
];

/// German suffixes that begin with l.
const SUFFIXES: [&str; 4] = ["lich", "los", "lein", "ling"];

/// Whether a text ends with another in small letters, of which the first may be a capital.
fn ends_with(text: &str, end: &str) -> bool {
    let Some(start) = text.len().checked_sub(end.len()) else { return false };
    let (Some(text), Some(rest)) = (text.get(start..), end.get(1..)) else { return false };
    text.is_char_boundary(1)
        && text.ends_with(rest)
        && text.get(..1).is_some_and(|it| it.eq_ignore_ascii_case(&end[..1]))
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
    fn german_compounds_are_divided_at_their_joints() {
        let best = |word: &str| {
            let mut places = divisions(word, &Lang::new("de").expect("a tag"));
            places.retain(|it| it.kind == BreakKind::Pattern);
            with_hyphens(word, &places)
        };
        assert_eq!(best("Verwaltungsaufgabe"), "Verwaltungs-aufgabe");
        assert_eq!(best("Überarbeitung"), "Über-arbeitung");
        assert_eq!(best("„Gesellschaftsordnung“"), "„Gesellschafts-ordnung“");
        assert_eq!(best("Systemen"), "Sys-te-men", "nothing is known of it");
    }

    #[test]
    fn no_ligature_hides_a_german_joint() {
        let apart = |word: &str, lang: &str| {
            let joint = ligature_joint(word, &Lang::new(lang).expect("a tag"));
            joint.map_or(word.to_owned(), |at| format!("{}|{}", &word[..at], &word[at..]))
        };
        for (word, joint) in [
            ("Auflage", "Auf|lage"),
            ("auffallen", "auf|fallen"),
            ("Kauffrau", "Kauf|frau"),
            ("höflich", "höf|lich"),
            ("stofflos", "stoff|los"),
            ("Aufträge", "Auf|träge"),
            ("Zweifler", "Zweifler"),
            ("hoffen", "hoffen"),
            ("Pflicht", "Pflicht"),
            ("geflossen", "geflossen"),
            ("kaufte", "kaufte"),
            ("häufig", "häufig"),
        ] {
            assert_eq!(apart(word, "de"), joint);
        }
        assert_eq!(apart("Auflage", "en"), "Auflage");
    }

    #[test]
    fn a_hyphen_next_to_two_letters_costs_more() {
        let kinds = |word| divisions(word, &Lang::new("de").expect("a tag")).into_iter().map(|it| it.kind);
        assert_eq!(kinds("Silbe").collect::<Vec<_>>(), [BreakKind::Stub]);
        assert_eq!(kinds("Systeme").collect::<Vec<_>>(), [BreakKind::Pattern, BreakKind::Stub]);
    }
}
