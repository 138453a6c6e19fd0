//! Capitals and small letters, and the ends of sentences.

/// Words that are small in a title.
const SMALL: [&str; 25] = [
    "a", "an", "and", "as", "at", "but", "by", "de", "des", "du", "et", "for", "from", "in", "into", "la",
    "le", "nor", "of", "on", "or", "the", "to", "und", "with",
];

/// Whether a text is in capitals, and is words.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|it| it.is_alphabetic()).collect();
    letters.len() > 2 && letters.iter().all(|it| it.is_uppercase())
}

/// Capitals as a title: the first letter of each word, but for small words between others.
pub(super) fn title_case(text: &str) -> String {
    let mut words = Vec::new();
    let mut begins = true;
    let mut rest = text.split_whitespace().peekable();
    while let Some(word) = rest.next() {
        let lower = word.to_lowercase();
        let small = SMALL.contains(&lower.as_str()) && !begins && rest.peek().is_some();
        let label = word.chars().count() == 1 || is_roman(word);
        words.push(match (small, label) {
            (true, _) => lower,
            (false, true) => word.to_owned(),
            (false, false) => capitalized(&lower),
        });
        begins = word.ends_with([':', '.', '?', '!', '–', '—']);
    }
    words.join(" ")
}

fn is_roman(word: &str) -> bool {
    word.len() > 1 && word.len() < 6 && word.chars().all(|it| "IVX".contains(it))
}

/// The word with its first letter, and those after hyphens, as capitals.
fn capitalized(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut begins = true;
    for it in word.chars() {
        if begins && it.is_alphabetic() {
            out.extend(it.to_uppercase());
            begins = false;
        } else {
            out.push(it);
            begins = begins && !it.is_alphanumeric() || "-/".contains(it);
        }
    }
    out
}

/// Whether a text ends as a sentence does, whatever closes after it.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|it: char| {
        "*_”’\"')]»¹²³⁴⁵⁶⁷⁸⁹⁰".contains(it) || it.is_ascii_digit() && text.len() > 40
    });
    text.ends_with(['.', '!', '?', ':', '…', ';', '。', '؟', '।'])
}
