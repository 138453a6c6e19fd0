//! Words that a number belongs to, so that no line ends between them: `Figure 1`, `p. 7`, `Nr. 4`.

use crate::document::Lang;
use crate::locale::words;

/// The words of each language besides those for figures, tables, sections and appendices, in small letters.
const NAMES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "p.",
            "pp.",
            "no.",
            "nos.",
            "vol.",
            "vols.",
            "fig.",
            "figs.",
            "figures",
            "tables",
            "sections",
            "eq.",
            "equation",
            "ch.",
            "chap.",
            "chapter",
            "chapters",
            "part",
            "page",
            "pages",
            "volume",
            "book",
            "act",
            "scene",
            "article",
            "art.",
            "appendix",
            "app.",
            "example",
            "step",
            "rule",
            "line",
            "lines",
            "l.",
            "ll.",
            "n.",
            "note",
            "paragraph",
            "para.",
            "version",
            "question",
            "psalm",
            "section",
            "sec.",
        ],
    ),
    (
        "de",
        &[
            "s.",
            "nr.",
            "bd.",
            "bde.",
            "abb.",
            "abbildungen",
            "tab.",
            "tabellen",
            "kap.",
            "kapitel",
            "teil",
            "seite",
            "seiten",
            "abschnitt",
            "absatz",
            "abs.",
            "art.",
            "artikel",
            "anhang",
            "gleichung",
            "gl.",
            "z.",
            "zeile",
            "anm.",
            "satz",
            "band",
            "buch",
            "punkt",
            "beispiel",
            "ziffer",
            "ziff.",
        ],
    ),
    (
        "fr",
        &[
            "p.", "pp.", "n°", "no", "nº", "vol.", "fig.", "chap.", "chapitre", "partie", "page", "pages",
            "tome", "t.", "art.", "article", "livre", "acte", "scène", "annexe", "exemple", "étape", "ligne",
            "note", "éq.", "tabl.",
        ],
    ),
    (
        "es",
        &[
            "p.",
            "pp.",
            "pág.",
            "págs.",
            "página",
            "páginas",
            "núm.",
            "n.º",
            "vol.",
            "fig.",
            "cap.",
            "capítulo",
            "parte",
            "tomo",
            "art.",
            "artículo",
            "libro",
            "anexo",
            "ejemplo",
            "paso",
            "línea",
            "nota",
            "ec.",
        ],
    ),
    (
        "it",
        &[
            "p.", "pp.", "pag.", "pagina", "pagine", "n.", "vol.", "fig.", "cap.", "capitolo", "parte",
            "tomo", "art.", "articolo", "libro", "allegato", "esempio", "riga", "nota", "tab.",
        ],
    ),
    (
        "pt",
        &[
            "p.",
            "pp.",
            "pág.",
            "página",
            "páginas",
            "n.º",
            "nº",
            "vol.",
            "fig.",
            "cap.",
            "capítulo",
            "parte",
            "tomo",
            "art.",
            "artigo",
            "livro",
            "anexo",
            "exemplo",
            "linha",
            "nota",
        ],
    ),
    (
        "nl",
        &[
            "p.",
            "pp.",
            "blz.",
            "bladzijde",
            "nr.",
            "deel",
            "dl.",
            "afb.",
            "fig.",
            "hfst.",
            "hoofdstuk",
            "pagina",
            "art.",
            "artikel",
            "bijlage",
            "boek",
            "regel",
            "noot",
            "stap",
            "voorbeeld",
        ],
    ),
    (
        "pl",
        &[
            "s.",
            "str.",
            "nr",
            "t.",
            "tom",
            "rys.",
            "tab.",
            "rozdz.",
            "rozdział",
            "część",
            "strona",
            "art.",
            "ust.",
            "pkt",
        ],
    ),
    (
        "sv",
        &[
            "s.", "sid.", "sidan", "nr", "bd", "band", "fig.", "tab.", "kap.", "kapitel", "del", "art.",
            "bilaga", "steg",
        ],
    ),
    (
        "ru",
        &[
            "с.",
            "стр.",
            "т.",
            "том",
            "рис.",
            "табл.",
            "гл.",
            "глава",
            "часть",
            "страница",
            "ст.",
            "статья",
            "п.",
            "пункт",
            "книга",
        ],
    ),
    (
        "uk",
        &[
            "с.",
            "стор.",
            "т.",
            "том",
            "рис.",
            "табл.",
            "гл.",
            "глава",
            "частина",
            "сторінка",
            "ст.",
            "стаття",
        ],
    ),
];

/// Whether a word, with its full stop where it has one, belongs to the number after it.
pub fn takes_number(word: &str, lang: &Lang) -> bool {
    let letters = word.chars().filter(|it| it.is_alphabetic()).count();
    if !(1..=12).contains(&letters) {
        return false;
    }
    let word = word.to_lowercase();
    let known = words(lang);
    let mut generated = known.numbered.iter().filter_map(|it| it.split('#').next());
    let own = NAMES.iter().find(|(tag, _)| *tag == lang.primary());
    own.is_some_and(|(_, names)| names.contains(&word.as_str()))
        || (known.lang == lang.primary() && generated.any(|it| it.trim().to_lowercase() == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_numbers_by_language() {
        let of = |word, tag| takes_number(word, &Lang::new(tag).expect("a language tag"));
        for (word, tag) in [
            ("Figure", "en"),
            ("figure", "en-GB"),
            ("p.", "en"),
            ("No.", "en"),
            ("Abbildung", "de"),
            ("S.", "de"),
            ("Abb.", "de"),
            ("n°", "fr"),
            ("section", "fr"),
            ("рис.", "ru"),
            ("Tabell", "sv"),
        ] {
            assert!(of(word, tag), "{word} {tag}");
        }
        for (word, tag) in
            [("Abb.", "en"), ("the", "en"), ("in", "en"), ("", "en"), ("Figure", "tlh"), ("p", "en")]
        {
            assert!(!of(word, tag), "{word} {tag}");
        }
    }

    #[test]
    fn names_are_in_small_letters_and_once() {
        for (tag, names) in NAMES {
            for (at, name) in names.iter().enumerate() {
                assert_eq!(name.to_lowercase(), *name, "{tag}");
                assert!(!names[at + 1..].contains(name), "{tag} {name}");
            }
        }
    }
}
