//! A passage, and how a text is split into passages.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::verify::content::Location;
use crate::verify::word::Words;

/// A sentence, or a whole title, item or cell that has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its text, on one line.
    pub text: String,
    /// Where it is.
    pub location: Location,
    /// Its words as they are compared: quotation marks, dashes and ligatures are unified.
    pub(super) words: Vec<String>,
    /// Whether it is the label of the passage that follows: `Love: We must live …`.
    pub(super) is_label: bool,
}

impl Passage {
    /// The passages of a block, in order. What has no letter and no digit is none.
    pub(super) fn split(text: &str, location: Location) -> Vec<Passage> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let sentences = sentences(&text).into_iter().filter(|it| it.0.chars().any(char::is_alphanumeric));
        sentences.map(|(it, is_label)| Passage { is_label, ..Passage::new(it, location) }).collect()
    }

    /// The passage with its label, as one.
    pub(super) fn labelled(&self, label: &Passage) -> Passage {
        Passage::new(&format!("{} {}", label.text, self.text), label.location)
    }

    fn new(text: &str, location: Location) -> Passage {
        // The signs that plain text draws for what other formats mark are not compared.
        let mut words =
            Words::new(&['☐', '☑', '☒', '*', '_', '~', '|', '[', ']', '•', '◦', '▪', '─', '│', '↩']);
        words.text(text, location);
        let mut words: Vec<String> = words.finish().into_iter().map(|it| it.text).collect();
        // A label is the same with its colon and without.
        if words.len() > 1 && words.last().is_some_and(|it| it == ":") {
            words.pop();
        }
        Passage { text: text.to_owned(), location, words, is_label: false }
    }
}

/// The sentences of a text (UAX 29), where the next one also begins as one: `e.g. this` goes on. A label ends with its
/// colon, and is given as one.
fn sentences(text: &str) -> Vec<(&str, bool)> {
    let mut list = Vec::new();
    let mut start = 0;
    for (at, bound) in text.split_sentence_bound_indices() {
        let end = at + bound.len();
        let before = &text[start..at];
        if at > start && begins(&text[at..]) && !ends_in_initial(before) {
            labels(before.trim(), &mut list);
            start = at;
        }
        if end == text.len() {
            labels(text[start..].trim(), &mut list);
        }
    }
    list.retain(|it| !it.0.is_empty());
    list
}

/// Whether a text begins as a sentence does: with no small letter.
fn begins(text: &str) -> bool {
    text.chars().find(|it| it.is_alphanumeric()).is_some_and(|it| !it.is_lowercase())
}

/// Whether a text ends in a single letter with a point, as in `J. Doe` and `the U.S. Congress`.
fn ends_in_initial(text: &str) -> bool {
    let mut last = text.trim_end().chars().rev();
    last.next() == Some('.')
        && last.next().is_some_and(char::is_uppercase)
        && last.next().is_none_or(|it| !it.is_alphanumeric())
}

/// Adds a sentence, or the label before it and the rest: `Love: We must live …`.
fn labels<'a>(sentence: &'a str, list: &mut Vec<(&'a str, bool)>) {
    /// More words are a sentence, not a label.
    const MAX: usize = 9;
    if let Some((label, rest)) = sentence.split_once(": ")
        && begins(rest)
        && label.split(' ').count() <= MAX
    {
        list.push((&sentence[..=label.len()], true));
        return list.push((rest, false));
    }
    list.push((sentence, false));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_split_into_sentences_and_labels() {
        let split = |text: &str| -> Vec<String> {
            Passage::split(text, Location::Whole).into_iter().map(|it| it.text).collect()
        };
        assert_eq!(split("One two. Three, e.g. four?  Five!"), ["One two.", "Three, e.g. four?", "Five!"]);
        assert_eq!(split("Love: We must live."), ["Love:", "We must live."]);
        assert_eq!(split("It is true: all of it."), ["It is true: all of it."]);
        assert_eq!(split("The U.S. Congress met J. Doe."), ["The U.S. Congress met J. Doe."]);
        assert_eq!(split("一句话。又一句话。"), ["一句话。", "又一句话。"]);
        assert!(split(" — ").is_empty());
    }
}
