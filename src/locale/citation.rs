//! The words of citations and of a list of references.

use crate::document::Lang;

/// The words of citations in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CitationWords {
    /// The language that they are in.
    pub lang: &'static str,
    /// The heading of the list.
    pub references: &'static str,
    /// Before the date on which a page was read.
    pub accessed: &'static str,
    /// Before the title of what something is in.
    pub within: &'static str,
    /// Before the names of editors.
    pub edited_by: &'static str,
    /// Between the last two names.
    pub and: &'static str,
    /// Instead of further names.
    pub others: &'static str,
    /// Instead of a year.
    pub no_date: &'static str,
    /// The word that leads back to a citation.
    pub back: &'static str,
}

const ENGLISH: CitationWords = CitationWords {
    lang: "en",
    references: "References",
    accessed: "Accessed",
    within: "In",
    edited_by: "Edited by",
    and: "and",
    others: "et al.",
    no_date: "n.d.",
    back: "Back to the citation",
};

/// The words in each language that is known.
const WORDS: [CitationWords; 7] = [
    ENGLISH,
    CitationWords {
        lang: "de",
        references: "Literatur",
        accessed: "Abgerufen am",
        within: "In",
        edited_by: "Hrsg. von",
        and: "und",
        others: "u. a.",
        no_date: "o. J.",
        back: "Zurück zum Zitat",
    },
    CitationWords {
        lang: "fr",
        references: "Références",
        accessed: "Consulté le",
        within: "Dans",
        edited_by: "Sous la direction de",
        and: "et",
        others: "et al.",
        no_date: "s. d.",
        back: "Retour à la citation",
    },
    CitationWords {
        lang: "es",
        references: "Referencias",
        accessed: "Consultado el",
        within: "En",
        edited_by: "Editado por",
        and: "y",
        others: "et al.",
        no_date: "s. f.",
        back: "Volver a la cita",
    },
    CitationWords {
        lang: "it",
        references: "Riferimenti",
        accessed: "Consultato il",
        within: "In",
        edited_by: "A cura di",
        and: "e",
        others: "et al.",
        no_date: "s.d.",
        back: "Torna alla citazione",
    },
    CitationWords {
        lang: "pt",
        references: "Referências",
        accessed: "Acesso em",
        within: "Em",
        edited_by: "Organizado por",
        and: "e",
        others: "et al.",
        no_date: "s.d.",
        back: "Voltar à citação",
    },
    CitationWords {
        lang: "nl",
        references: "Referenties",
        accessed: "Geraadpleegd op",
        within: "In",
        edited_by: "Onder redactie van",
        and: "en",
        others: "e.a.",
        no_date: "z.d.",
        back: "Terug naar de verwijzing",
    },
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
