//! Words and languages by the names that BibLaTeX has for them.

/// The words of BibLaTeX for types of works and their state.
pub(super) fn localized(key: &str, lang: &str) -> String {
    const ENGLISH: [(&str, &str); 14] = [
        ("mathesis", "Master’s thesis"),
        ("phdthesis", "PhD thesis"),
        ("bathesis", "Bachelor’s thesis"),
        ("candthesis", "Candidate thesis"),
        ("techreport", "technical report"),
        ("resreport", "research report"),
        ("software", "computer software"),
        ("datacd", "CD-ROM"),
        ("audiocd", "audio CD"),
        ("inpreparation", "in preparation"),
        ("submitted", "submitted"),
        ("forthcoming", "forthcoming"),
        ("inpress", "in press"),
        ("prepublished", "pre-published"),
    ];
    const GERMAN: [(&str, &str); 8] = [
        ("mathesis", "Magisterarbeit"),
        ("phdthesis", "Dissertation"),
        ("bathesis", "Bachelorarbeit"),
        ("techreport", "Technischer Bericht"),
        ("resreport", "Forschungsbericht"),
        ("software", "Computer-Software"),
        ("forthcoming", "im Erscheinen"),
        ("inpress", "im Druck"),
    ];
    const FRENCH: [(&str, &str); 6] = [
        ("mathesis", "mémoire de master"),
        ("phdthesis", "thèse de doctorat"),
        ("techreport", "rapport technique"),
        ("resreport", "rapport scientifique"),
        ("forthcoming", "à paraître"),
        ("inpress", "sous presse"),
    ];
    let words: &[(&str, &str)] = match lang.split('-').next() {
        Some("en") => &ENGLISH,
        Some("de") => &GERMAN,
        Some("fr") => &FRENCH,
        _ => &[],
    };
    let lower = key.to_lowercase();
    words.iter().find(|it| it.0 == lower).map_or_else(|| key.to_owned(), |it| it.1.to_owned())
}

/// The tag of a language that BibLaTeX calls by its name.
pub(super) fn tag_of(name: &str) -> String {
    const TAGS: [(&str, &str); 34] = [
        ("english", "en-US"),
        ("usenglish", "en-US"),
        ("american", "en-US"),
        ("british", "en-GB"),
        ("ukenglish", "en-GB"),
        ("canadian", "en-US"),
        ("australian", "en-GB"),
        ("newzealand", "en-GB"),
        ("german", "de-DE"),
        ("ngerman", "de-DE"),
        ("austrian", "de-AT"),
        ("naustrian", "de-AT"),
        ("french", "fr-FR"),
        ("acadian", "fr-CA"),
        ("canadien", "fr-CA"),
        ("spanish", "es-ES"),
        ("italian", "it-IT"),
        ("portuguese", "pt-PT"),
        ("brazilian", "pt-BR"),
        ("brazil", "pt-BR"),
        ("dutch", "nl-NL"),
        ("russian", "ru-RU"),
        ("polish", "pl-PL"),
        ("czech", "cs-CZ"),
        ("swedish", "sv-SE"),
        ("danish", "da-DK"),
        ("norsk", "nb-NO"),
        ("finnish", "fi-FI"),
        ("greek", "el-GR"),
        ("latin", "la"),
        ("turkish", "tr-TR"),
        ("arabic", "ar"),
        ("hebrew", "he-IL"),
        ("japanese", "ja-JP"),
    ];
    let lower = name.to_lowercase();
    TAGS.iter().find(|it| it.0 == lower).map_or(lower.clone(), |it| it.1.to_owned())
}
