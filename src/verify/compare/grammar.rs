//! Words that are not of the text: which phrases may be next to it, and whether words are made of these phrases.

use std::collections::{BTreeMap, BTreeSet};

use crate::verify::content::Location;
use crate::verify::word::{Word, words};

/// Phrases that may follow each other in any order.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    by_first: BTreeMap<String, Vec<Vec<String>>>,
    by_last: BTreeMap<String, Vec<Vec<String>>>,
    /// Whether numbers, numerals and punctuation, such as dot leaders, are allowed too.
    numbers: bool,
}

impl Grammar {
    /// The grammar of phrases, without the words that consist of ignored characters.
    pub(super) fn new<'a>(
        phrases: impl IntoIterator<Item = &'a str>,
        ignored: &[char],
        numbers: bool,
    ) -> Grammar {
        let mut grammar = Grammar { numbers, ..Grammar::default() };
        for phrase in phrases {
            let words = words(phrase, Location::Whole).into_iter().map(|it| it.text);
            grammar
                .add(words.filter(|it| !it.chars().all(|character| ignored.contains(&character))).collect());
        }
        grammar
    }

    /// Adds a phrase by its words.
    pub(super) fn add(&mut self, phrase: Vec<String>) {
        if let (Some(first), Some(last)) = (phrase.first().cloned(), phrase.last().cloned()) {
            self.by_first.entry(first).or_default().push(phrase.clone());
            self.by_last.entry(last).or_default().push(phrase);
        }
    }

    /// The indices up to which the words are made of phrases, from the start. Zero is always one.
    pub(super) fn reach_from_start(&self, words: &[Word]) -> Vec<usize> {
        self.reach(words.len(), |at| {
            let Some(first) = words.get(at) else { return Vec::new() };
            let cut = first.ends_line.then(|| self.by_first.range(first.text.clone()..));
            let cut = cut.into_iter().flatten().take_while(|it| it.0.starts_with(&first.text));
            let cut = cut.filter(|it| *it.0 != first.text).flat_map(|it| it.1);
            let phrases = self.by_first.get(&first.text).into_iter().flatten().chain(cut);
            let mut ends: Vec<usize> = phrases.filter_map(|it| end_of(it, words, at)).collect();
            ends.extend(words.get(at).filter(|it| self.is_number(it)).map(|_| at + 1));
            ends
        })
    }

    /// The indices from which the words are made of phrases, to the end; counted from the end.
    pub(super) fn reach_to_end(&self, words: &[Word]) -> Vec<usize> {
        let count = words.len();
        self.reach(count, |at| {
            let end = count - at;
            let last = end.checked_sub(1).and_then(|it| words.get(it));
            let phrases = last.and_then(|it| self.by_last.get(&it.text)).into_iter().flatten();
            let fits = phrases.filter(|phrase| {
                let Some(start) = end.checked_sub(phrase.len()) else { return false };
                words[start..end].iter().zip(*phrase).all(|(a, b)| a.text == *b)
            });
            let mut ends: Vec<usize> = fits.map(|it| at + it.len()).collect();
            ends.extend(last.filter(|it| self.is_number(it)).map(|_| at + 1));
            ends
        })
    }

    /// Whether the words are made of phrases; the error is how far they are.
    pub(super) fn parse(&self, words: &[Word]) -> Result<(), usize> {
        let reached = self.reach_from_start(words).last().copied().unwrap_or(0);
        if reached == words.len() { Ok(()) } else { Err(reached) }
    }

    /// Whether a text without spaces is made of phrases: positions on a page do not always show where a word ends.
    pub(super) fn parse_joined(&self, text: &str) -> bool {
        /// No running head is longer.
        const MAX: usize = 2_000;
        if text.len() > MAX {
            return false;
        }
        let phrases: BTreeSet<String> = self.by_first.values().flatten().map(|it| it.concat()).collect();
        is_made(text, |rest, lengths| {
            let fitting = phrases.iter().filter(|it| !it.is_empty() && rest.starts_with(it.as_str()));
            lengths.extend(fitting.map(String::len));
            let number = rest.chars().next().filter(|it| self.numbers && !it.is_alphabetic());
            lengths.extend(number.map(char::len_utf8));
        })
    }

    /// Whether each word is in one of the phrases, or made of such words: where one begins, positions do not always show.
    pub(super) fn knows(&self, words: &[Word]) -> bool {
        let known: BTreeSet<&str> =
            self.by_first.values().flatten().flatten().flat_map(|it| runs(it)).collect();
        let is_known = |run: &str| {
            is_made(run, |rest, lengths| {
                lengths.extend(known.iter().filter(|it| rest.starts_with(**it)).map(|it| it.len()));
            })
        };
        words.iter().all(|it| self.is_number(it) || runs(&it.text).all(is_known))
    }

    fn is_number(&self, word: &Word) -> bool {
        self.numbers
            && (word.text.chars().all(char::is_numeric)
                || word.text.chars().all(|it| "ivxlcdm".contains(it.to_ascii_lowercase()))
                || !word.text.chars().any(char::is_alphanumeric))
    }

    fn reach(&self, count: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
        /// No edition has more words than this next to the text.
        const MAX: usize = 50_000;
        let mut reached = BTreeSet::from([0]);
        let mut list = Vec::new();
        while let Some(at) = reached.pop_first() {
            list.push(at);
            if at < count.min(MAX) {
                reached.extend(next(at));
            }
        }
        list
    }
}

/// Where a phrase ends that begins at an index of the words; `None` if it does not. A word that is wider than its column
/// is cut at the ends of lines.
fn end_of(phrase: &[String], words: &[Word], start: usize) -> Option<usize> {
    let mut at = start;
    for wanted in phrase {
        let mut rest = wanted.as_str();
        while !rest.is_empty() {
            let word = words.get(at)?;
            rest = rest.strip_prefix(word.text.as_str()).filter(|it| it.is_empty() || word.ends_line)?;
            at += 1;
        }
    }
    Some(at)
}

/// Whether a text is made of pieces; `next` adds the lengths of those that what is left of it may begin with.
fn is_made(text: &str, next: impl Fn(&str, &mut Vec<usize>)) -> bool {
    let (mut reached, mut lengths) = (BTreeSet::from([0]), Vec::new());
    while let Some(at) = reached.pop_first() {
        let rest = &text[at..];
        if rest.is_empty() {
            return true;
        }
        next(rest, &mut lengths);
        reached.extend(lengths.drain(..).map(|it| at + it));
    }
    false
}

/// The letters and digits of a word that are next to each other.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    word.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::word::Words;

    fn lines(lines: &[&str]) -> Vec<Word> {
        let mut words = Words::new(&[]);
        for line in lines {
            words.text(line, Location::Whole);
            words.end_line();
        }
        words.finish()
    }

    #[test]
    fn phrase_with_a_word_cut_at_line_ends_is_known() {
        let grammar = Grammar::new(["one incomprehensible word", "notwithstanding"], &[], false);
        let known = |text: &[&str]| grammar.parse(&lines(text)).is_ok();
        assert!(known(&["one incompre", "hensi", "ble word", "notwith", "standing"]));
        assert!(!known(&["one incompre hensible word"]), "a space within a line is one");
        assert!(!known(&["one incomprehensi"]), "the rest is missing");
    }
}
