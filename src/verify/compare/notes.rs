//! The notes: their words, their features, and the links to and from them.
//!
//! In a PDF without tags nothing marks a note. There a note is found by its label and the words after it, and followed
//! word by word, also to the foot of the next page. Its words are then compared as the note, the rest as the text. A
//! note that cannot be followed stays in the text.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

use crate::verify::content::Location;
use crate::verify::normalized::{Normalized, Note, Text};
use crate::verify::word::{Word, joined, shown};

use super::comparison::{Comparison, TextPair};

impl Comparison<'_> {
    /// Compares the words and features of each note, and the links to and from it.
    pub(super) fn notes(&mut self, pair: &TextPair) {
        let (expected, found, structured) = (pair.expected, pair.found, self.content.structured);
        if found.notes.is_empty() && !structured && self.extras.is_none() {
            // They are in the text, and have been compared there.
            return;
        }
        let text = LazyCell::new(|| joined(&found.flow.words));
        for (at, note) in expected.notes.iter().enumerate() {
            let by_name = || found.notes.iter().find(|it| it.name == note.name);
            let found_note = if structured { found.notes.get(at) } else { by_name() };
            match found_note {
                Some(found_note) => self.note(at + 1, note, found_note, pair),
                None if self.extras.is_some() && text.contains(&first_words(note)) => {}
                None => {
                    let message = format!("note {} is missing: `{}`", at + 1, shown(&note.text.words));
                    self.structure(note.location, Location::Whole, message);
                }
            }
        }
        for note in found.notes.iter().skip(expected.notes.len()).filter(|_| structured) {
            let message = format!("a note is added: `{}`", shown(&note.text.words));
            self.structure(Location::Whole, note.location, message);
        }
        for location in &found.lost_marks {
            self.structure(Location::Whole, *location, "the mark of a note leads to no note");
        }
    }

    fn note(&mut self, number: usize, expected: &Note, found: &Note, pair: &TextPair) {
        let label = label_length(&expected.text, &found.text, number);
        let body = label..found.text.words.len();
        let hunks = self.words(&expected.text.words, &found.text.words, &body);
        if self.content.structured {
            let pair = TextPair { hunks: &hunks, body, ..*pair };
            self.features(&expected.text, &found.text, &pair);
            self.note_links(number, expected.location, found);
        }
    }

    /// A mark leads to the note, a link leads back, and its label is its number.
    fn note_links(&mut self, number: usize, source: Location, note: &Note) {
        if !note.marked {
            self.structure(source, note.location, format!("no mark leads to note {number}"));
        }
        if note.back_links == 0 {
            self.structure(
                source,
                note.location,
                format!("no link leads back from note {number} to its mark"),
            );
        }
        let digits: String = note.label.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() && digits != number.to_string() {
            self.structure(source, note.location, format!("note {number} has the label `{}`", note.label));
        }
    }
}

/// The first words of a note, which identify it in a text that it is part of.
fn first_words(note: &Note) -> String {
    let words = &note.text.words;
    joined(&words[..words.len().min(8)])
}

/// How many words at the start of a note are its own label, which the source does not have.
fn label_length(expected: &Text, found: &Text, number: usize) -> usize {
    let number = number.to_string();
    let starts = |text: &Text| text.words.first().is_some_and(|it| it.text == number);
    if !starts(found) || starts(expected) {
        return 0;
    }
    let dot = found.words.get(1).is_some_and(|it| matches!(it.text.as_str(), "." | ")" | ":"));
    let expects = expected.words.first().is_some_and(|it| it.text == ".");
    1 + usize::from(dot && !expects)
}

/// Moves the expected notes from the running text of a PDF without tags to the notes.
pub(super) fn separate_notes(expected: &Normalized, found: &mut Normalized) {
    let words = std::mem::take(&mut found.flow.words);
    let mut page = Pages::new(&words);
    for (at, note) in expected.notes.iter().enumerate() {
        let Some(run) = page.note(&(at + 1).to_string(), &note.text.words) else { continue };
        let found_words: Vec<Word> = run.iter().filter_map(|it| words.get(*it).cloned()).collect();
        let location = found_words.first().map_or(Location::Whole, |it| it.location);
        page.taken.extend(run);
        let text = Text { words: found_words, features: Vec::new() };
        let (name, label) = (note.name.clone(), String::new());
        found.notes.push(Note { name, location, text, back_links: 0, marked: true, label });
    }
    let taken = page.taken;
    let left = words.into_iter().enumerate().filter(|(at, _)| !taken.contains(at));
    found.flow.words = left.map(|it| it.1).collect();
}

/// The words of all pages, and which of them belong to notes.
struct Pages<'a> {
    words: &'a [Word],
    positions: HashMap<&'a str, Vec<usize>>,
    taken: BTreeSet<usize>,
}

/// The words of a note on the pages.
#[derive(Default)]
struct NoteRun {
    /// Their indices.
    indices: Vec<usize>,
    /// How many of them match the source.
    matching: usize,
}

impl<'a> Pages<'a> {
    fn new(words: &'a [Word]) -> Pages<'a> {
        let mut positions: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            positions.entry(&word.text).or_default().push(at);
        }
        Pages { words, positions, taken: BTreeSet::new() }
    }

    /// The indices of the words of a note, its label first; `None` if half of its words or fewer are found.
    fn note(&self, label: &str, wanted: &[Word]) -> Option<Vec<usize>> {
        let labels = self.positions.get(label)?.iter().filter(|it| !self.taken.contains(it));
        let runs = labels.map(|it| (*it, self.follow(it + 1, wanted)));
        let (label, run) = runs.max_by_key(|(at, run)| (run.matching, *at))?;
        let found = 2 * run.matching > wanted.len();
        found.then(|| std::iter::once(label).chain(run.indices).collect())
    }

    fn follow(&self, from: usize, wanted: &[Word]) -> NoteRun {
        let mut run = NoteRun::default();
        let (mut at, mut next) = (from, 0);
        while let Some(rest) = wanted.get(next..).filter(|it| !it.is_empty()) {
            if let Some(count) = self.matched_words(at, &rest[0]) {
                run.indices.extend(at..at + count);
                run.matching += 1;
                (at, next) = (at + count, next + 1);
            } else if let Some((added, lost)) = self.skip(at, rest) {
                run.indices.extend(at..at + added);
                (at, next) = (at + added, next + lost);
            } else if let Some(next_page) = self.continuation(at, rest).filter(|_| next > 0) {
                at = next_page;
            } else {
                break;
            }
        }
        run
    }

    /// How many words from here on are the wanted one, which may be divided at the end of a line or have a mark after it.
    fn matched_words(&self, at: usize, wanted: &Word) -> Option<usize> {
        if self.taken.contains(&at) {
            return None;
        }
        let first = self.words.get(at)?;
        if first.text == wanted.text
            || first.text.trim_end_matches(|it: char| it.is_ascii_digit()) == wanted.text
        {
            return Some(1);
        }
        let rest = wanted.text.strip_prefix(first.text.as_str())?;
        let is = |ahead: usize, text: &str| self.words.get(at + ahead).is_some_and(|it| it.text == text);
        match first.ends_line {
            true => is(1, rest).then_some(2),
            false => (is(1, "-") && is(2, rest)).then_some(3),
        }
    }

    /// The shortest way to go on after something that is not a word of the note, such as a marker or an error: how many
    /// words to skip here, and how many of the wanted ones. Never past the end of a page.
    fn skip(&self, at: usize, wanted: &[Word]) -> Option<(usize, usize)> {
        const FAR: usize = 6;
        let own = at.checked_sub(1).and_then(|it| self.words.get(it)).map(|it| it.location);
        let here = |added: &usize| self.words.get(at + added).map(|it| it.location) == own;
        let skips = (1..=FAR).flat_map(|far| (0..=far).map(move |added| (added, far - added)));
        skips.filter(|(added, _)| here(added)).find(|(added, lost)| {
            wanted.get(*lost..).is_some_and(|rest| !rest.is_empty() && self.continues(at + added, rest, 2))
        })
    }

    /// Where the note continues on the next page: where the most of it is, the last of equals.
    fn continuation(&self, at: usize, wanted: &[Word]) -> Option<usize> {
        let page = |at: usize| match self.words.get(at)?.location {
            Location::Page(page) => Some(page),
            Location::Whole | Location::Source(_) | Location::Line(_) | Location::Part { .. } => None,
        };
        let next = page(at.checked_sub(1)?)? + 1;
        let starts = self.words.partition_point(|it| matches!(it.location, Location::Page(it) if it < next));
        let pages = (starts.max(at)..self.words.len()).take_while(|it| page(*it) == Some(next));
        let reach = |at: usize| self.reach(at, wanted.iter());
        pages.filter(|it| self.continues(*it, wanted, 4)).max_by_key(|it| (reach(*it), *it))
    }

    /// Whether the next `least` words, or as many as there are, follow here.
    fn continues(&self, at: usize, wanted: &[Word], least: usize) -> bool {
        self.reach(at, wanted.iter().take(least)) == wanted.len().min(least)
    }

    /// How many of the words follow here.
    fn reach<'w>(&self, mut at: usize, wanted: impl Iterator<Item = &'w Word>) -> usize {
        let mut matching = |it: &&Word| {
            let count = self.matched_words(at, it);
            at += count.unwrap_or(0);
            count.is_some()
        };
        wanted.take_while(|it| matching(it)).count()
    }
}
