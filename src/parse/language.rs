//! The language of a text that does not say which it is in.
//!
//! It is detected from the prose alone: code, addresses, tags and the like are English in any text. Where the
//! detection is not sure, no language is given, since a screen reader with the wrong voice is worse than one that
//! asks.

use whatlang::{Detector, Lang as Detected};

use crate::document::Lang;
use crate::source::beginning;

/// How many bytes of prose are looked at: a page is enough.
const MOST: usize = 8_000;
/// Of a text in two scripts, one letter in so many of another script than Latin makes the text one of that script.
const FOREIGN: usize = 5;

/// The language of the texts of a publication; `None` where it is not clear.
pub(super) fn detect<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Lang> {
    let mut all = String::new();
    for text in texts {
        if all.len() < MOST {
            push_prose(text, &mut all);
        }
    }
    let prose = own_script(all);
    let found = Detector::new().detect(&prose)?;
    let long = prose.chars().filter(|it| it.is_alphabetic()).count() >= 200;
    let unique = found.script().langs().len() == 1;
    if !(found.is_reliable() || unique || long && found.confidence() > 0.5) {
        return None;
    }
    Lang::new(tag(found.lang(), &prose)?)
}

/// The text without what is in English or in no language: code, addresses, tags, attributes, front matter.
fn push_prose(text: &str, out: &mut String) {
    let mut fence: Option<&str> = None;
    let mut front = text.starts_with("---\n") || text.starts_with("+++\n");
    for (at, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        if front {
            front = at == 0 || !matches!(line.trim_end(), "---" | "+++" | "...");
            continue;
        }
        let mark = ["```", "~~~"].into_iter().find(|it| trimmed.starts_with(it));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => push_line(line, out),
            (Some(_), _) => {}
        }
        if out.len() > MOST {
            break;
        }
    }
}

/// Adds a line without code spans, addresses and tags.
fn push_line(line: &str, out: &mut String) {
    let mut rest = beginning(line, MOST);
    while let Some(at) = rest.find(['`', '<', ']']) {
        let (before, mark) = rest.split_at(at);
        push_words(before, out);
        let end = match mark.as_bytes() {
            [b'`', ..] => mark[1..].find('`').map(|it| it + 2),
            [b'<', ..] => mark.find('>').map(|it| it + 1),
            [_, b'(', ..] => mark.find(')').map(|it| it + 1),
            [_, b':', ..] => Some(mark.len()),
            _ => Some(1),
        };
        rest = &mark[end.unwrap_or(1)..];
    }
    push_words(rest, out);
    out.push('\n');
}

/// Adds the words that are no addresses.
fn push_words(text: &str, out: &mut String) {
    for word in text.split_whitespace().filter(|it| !it.contains("://") && !it.contains('@')) {
        out.push_str(word);
        out.push(' ');
    }
}

/// A text with a fair share of another script without its Latin letters, which are names and terms in it.
fn own_script(text: String) -> String {
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    let is_other = |it: &char| it.is_alphabetic() && u32::from(*it) >= 0x370;
    let other = text.chars().filter(is_other).count();
    if other * FOREIGN < latin { text } else { text.replace(|it: char| it.is_ascii_alphabetic(), " ") }
}

/// The tag of a language (RFC 5646); for Chinese with its script. `None` for one that Markdown is hardly written in.
fn tag(lang: Detected, text: &str) -> Option<&'static str> {
    if lang == Detected::Cmn {
        return Some(chinese(text));
    }
    if lang == Detected::Nob {
        return Some("nb");
    }
    TAGS.iter().find(|(code, _)| *code == lang.code()).map(|it| it.1)
}

/// Simplified or traditional, by some of the commonest characters that differ.
fn chinese(text: &str) -> &'static str {
    let count = |set: &str| text.chars().filter(|it| set.contains(*it)).count();
    let simplified = count("这们来时说国对会为个后么发现实关开学过还进动问无书电话长东车马见门语");
    let traditional = count("這們來時說國對會為個後麼發現實關開學過還進動問無書電話長東車馬見門語");
    if traditional > simplified { "zh-Hant" } else { "zh-Hans" }
}

/// The codes of ISO 639-3 that the detector gives, with those of ISO 639-1.
const TAGS: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        detect(std::iter::once(text)).map(|it| it.to_string())
    }

    #[test]
    fn the_prose_decides_and_not_the_code() {
        let text = "---\nlayout: post\n---\n# Bienvenue\n\n```rust\nlet the = \"and of the in to\";\n```\n\nNous croyons que \
                    la liberté de chacun commence `with the code` où celle des autres est [confirmée](https://the.example/of-the).\n";
        assert_eq!(found(text).as_deref(), Some("fr"));
    }

    #[test]
    fn another_script_outweighs_latin_names() {
        let list = "* [Learn Python the Hard Way](https://example.org) 学习编程的书\n".repeat(4);
        assert_eq!(found(&list).as_deref(), Some("zh-Hans"));
        assert_eq!(found("這是一個說明文件，讓大家學會怎麼開始。").as_deref(), Some("zh-Hant"));
        assert_eq!(found("אנחנו מאמינים שכל אדם זכאי לחיות בביטחון").as_deref(), Some("he"));
    }

    #[test]
    fn nothing_is_guessed_where_nothing_is_said() {
        assert_eq!(found(""), None);
        assert_eq!(found("ABC 123\n\n`only code`\n"), None);
        assert_eq!(found("42 % 17\n"), None);
    }
}
