//! The words of a redline: an edition that shows what changed.

use crate::document::Lang;

/// The words of a redline in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RedlineWords {
    /// The language that they are in.
    pub lang: &'static str,
    /// What is added to the title.
    pub title: &'static str,
    /// The heading of the list of changes.
    pub changes: &'static str,
    /// The introduction, with places for the names of both versions, the signs and the number of changes.
    pub introduction: &'static str,
    /// The introduction where nothing changed, with places for the names of both versions.
    pub no_changes: &'static str,
    /// Before words that were inserted.
    pub inserted: &'static str,
    /// Before words that were deleted.
    pub deleted: &'static str,
    /// Before words that were replaced.
    pub replaced: &'static str,
    /// Between words that were replaced and those that replaced them.
    pub by: &'static str,
    /// Before words that are at another place.
    pub moved: &'static str,
    /// The words of the link to where they are now.
    pub moved_to: &'static str,
    /// The words of the link to where they were.
    pub moved_from: &'static str,
}

const ENGLISH: RedlineWords = RedlineWords {
    lang: "en",
    title: "Redline",
    changes: "List of changes",
    introduction: "This edition shows what changed from {old} to {new}. Words between [− and −] were deleted, words between {+ and +} were inserted. Changes: {count}.",
    no_changes: "No words changed from {old} to {new}.",
    inserted: "Inserted",
    deleted: "Deleted",
    replaced: "Replaced",
    by: "by",
    moved: "Moved",
    moved_to: "moved to here",
    moved_from: "moved from here",
};

/// The words in each language that is known.
const WORDS: [RedlineWords; 4] = [
    ENGLISH,
    RedlineWords {
        lang: "de",
        title: "Änderungsfassung",
        changes: "Liste der Änderungen",
        introduction: "Diese Ausgabe zeigt, was sich von {old} zu {new} geändert hat. Wörter zwischen [− und −] wurden gestrichen, Wörter zwischen {+ und +} eingefügt. Änderungen: {count}.",
        no_changes: "Von {old} zu {new} hat sich kein Wort geändert.",
        inserted: "Eingefügt",
        deleted: "Gestrichen",
        replaced: "Ersetzt",
        by: "durch",
        moved: "Verschoben",
        moved_to: "hierher verschoben",
        moved_from: "von hier verschoben",
    },
    RedlineWords {
        lang: "fr",
        title: "Version comparée",
        changes: "Liste des modifications",
        introduction: "Cette édition montre ce qui a changé de {old} à {new}. Les mots entre [− et −] ont été supprimés, les mots entre {+ et +} ont été ajoutés. Modifications : {count}.",
        no_changes: "Aucun mot n’a changé de {old} à {new}.",
        inserted: "Ajouté",
        deleted: "Supprimé",
        replaced: "Remplacé",
        by: "par",
        moved: "Déplacé",
        moved_to: "déplacé ici",
        moved_from: "déplacé d’ici",
    },
    RedlineWords {
        lang: "es",
        title: "Versión comparada",
        changes: "Lista de cambios",
        introduction: "Esta edición muestra lo que cambió de {old} a {new}. Las palabras entre [− y −] se suprimieron, las palabras entre {+ y +} se añadieron. Cambios: {count}.",
        no_changes: "Ninguna palabra cambió de {old} a {new}.",
        inserted: "Añadido",
        deleted: "Suprimido",
        replaced: "Sustituido",
        by: "por",
        moved: "Trasladado",
        moved_to: "trasladado aquí",
        moved_from: "trasladado desde aquí",
    },
];

/// The words of a language; those of English where it is not known.
pub fn redline_words(lang: &Lang) -> &'static RedlineWords {
    WORDS.iter().find(|it| it.lang == lang.primary()).unwrap_or(&WORDS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn introductions_have_a_place_for_all_that_they_name() {
        for words in WORDS {
            for place in ["{old}", "{new}", "{count}", "[−", "−]", "{+", "+}"] {
                assert!(words.introduction.contains(place), "{}: {place}", words.lang);
            }
        }
        assert_eq!(redline_words(&Lang::new("xh").expect("a language tag")).lang, "en");
    }
}
