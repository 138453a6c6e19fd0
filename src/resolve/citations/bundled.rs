//! The styles of CSL and the locales that come with the program.

use std::io::Read;

include!(concat!(env!("OUT_DIR"), "/styles.rs"));

/// Other names of styles: what they are called for short, or were called before.
const NAMES: [(&str, &str); 21] = [
    ("numeric", "ieee"),
    ("author-date", "chicago-author-date"),
    ("notes", "chicago-notes-bibliography"),
    ("acm", "association-for-computing-machinery"),
    ("acs", "american-chemical-society"),
    ("ama", "american-medical-association"),
    ("chicago", "chicago-author-date"),
    ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
    ("chicago-note-bibliography", "chicago-shortened-notes-bibliography"),
    ("chicago-notes", "chicago-notes-bibliography"),
    ("cse", "cse-name-year"),
    ("din-1505", "din-1505-2"),
    ("harvard", "harvard-cite-them-right"),
    ("iso-690", "iso690-author-date-en"),
    ("mhra", "mhra-notes"),
    ("mla", "modern-language-association"),
    ("nlm", "nlm-citation-sequence"),
    ("springer-vancouver", "springer-vancouver-brackets"),
    ("turabian-author-date", "chicago-author-date"),
    ("turabian-fullnote-bibliography", "chicago-notes-bibliography"),
    ("vancouver", "nlm-citation-sequence"),
];

/// The file of a style, by its name or another name of it; `None` where none is bundled.
pub(super) fn style(name: &str) -> Option<String> {
    let name = NAMES.iter().find(|it| it.0 == name).map_or(name, |it| it.1);
    unpacked(STYLES, name)
}

/// All names by which a style can be asked for.
pub(super) fn style_names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|it| it.0).chain(STYLES.iter().map(|it| it.0))
}

/// The locale of a language: its own, else that of its main dialect, else that of English.
pub(super) fn locale(lang: &str) -> String {
    const MAIN: [(&str, &str); 8] = [
        ("de", "de-DE"),
        ("en", "en-US"),
        ("es", "es-ES"),
        ("fr", "fr-FR"),
        ("no", "nb-NO"),
        ("pt", "pt-PT"),
        ("sr", "sr-Cyrl-RS"),
        ("zh", "zh-CN"),
    ];
    let primary = lang.split('-').next().unwrap_or(lang);
    let of = |tag: &str| unpacked(LOCALES, &format!("locales-{tag}"));
    let main = MAIN.iter().find(|it| it.0 == primary).map(|it| it.1);
    let any = || {
        let of_language = |it: &&(&str, &[u8])| {
            it.0.strip_prefix("locales-").is_some_and(|it| it.split('-').next() == Some(primary))
        };
        LOCALES.iter().find(of_language).and_then(|it| unpacked(LOCALES, it.0))
    };
    of(lang).or_else(|| of(main?)).or_else(any).or_else(|| of("en-US")).unwrap_or_default()
}

fn unpacked(table: &[(&str, &[u8])], name: &str) -> Option<String> {
    let (_, packed) = table.iter().find(|it| it.0 == name)?;
    let mut text = String::new();
    let read = flate2::read::ZlibDecoder::new(*packed).read_to_string(&mut text);
    read.is_ok().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::citations::csl::{Locale, Parsed, Style};

    #[test]
    fn all_that_is_bundled_can_be_read() {
        for name in style_names() {
            let text = style(name).expect("a style that is bundled");
            assert!(matches!(Style::parse(&text), Ok(Parsed::Style(_))), "{name}");
        }
        for (name, _) in LOCALES {
            assert!(Locale::parse(&unpacked(LOCALES, name).expect("a locale")).is_some(), "{name}");
        }
        for (lang, word) in [("de-LU", "Hrsg."), ("pt", "ed."), ("xh", "ed."), ("sr", "ур.")] {
            assert!(locale(lang).contains(word), "{lang}");
        }
    }
}
