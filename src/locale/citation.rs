//! The words around a list of references.

use crate::document::Lang;

/// The words around a list of references in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitationWords {
    /// The language that they are in.
    pub lang: &'static str,
    /// The heading of the list.
    pub references: &'static str,
    /// The word that leads back to a citation.
    pub back: &'static str,
}

const ENGLISH: CitationWords =
    CitationWords { lang: "en", references: "References", back: "Back to the citation" };

/// The words in each language that is known.
const WORDS: [CitationWords; 7] = [
    ENGLISH,
    CitationWords { lang: "de", references: "Literatur", back: "Zurück zum Zitat" },
    CitationWords { lang: "fr", references: "Références", back: "Retour à la citation" },
    CitationWords { lang: "es", references: "Referencias", back: "Volver a la cita" },
    CitationWords { lang: "it", references: "Riferimenti", back: "Torna alla citazione" },
    CitationWords { lang: "pt", references: "Referências", back: "Voltar à citação" },
    CitationWords { lang: "nl", references: "Referenties", back: "Terug naar de verwijzing" },
];

/// The words of a language; those of English where it is not known.
pub fn citation_words(lang: &Lang) -> &'static CitationWords {
    WORDS.iter().find(|it| it.lang == lang.primary()).unwrap_or(&WORDS[0])
}

#[cfg(test)]
mod tests {
    use super::citation_words;
    use crate::document::Lang;

    #[test]
    fn words_are_those_of_the_language() {
        let of = |tag| citation_words(&Lang::new(tag).expect("a language tag")).references;
        assert_eq!([of("en-GB"), of("de-CH"), of("xh")], ["References", "Literatur", "References"]);
    }
}
