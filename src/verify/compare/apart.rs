//! The notes of a page without tags, taken out of the text that they stand among.
//!
//! Nothing on such a page tells where a note belongs. It is known by its label and the words after it, and followed
//! word by word, also to the foot of the next page; what it says is then compared as the note, and the rest as the
//! text. A note that cannot be followed stays where it is.

use std::collections::{BTreeSet, HashMap};

use crate::verify::reading::Place;
use crate::verify::survey::{Note, Survey, Text};
use crate::verify::word::Word;

/// Moves the notes that are expected from the running words to the notes.
pub(super) fn set_apart(expected: &Survey, found: &mut Survey) {
    let words = std::mem::take(&mut found.flow.words);
    let mut page = Pages::new(&words);
    for (at, note) in expected.notes.iter().enumerate() {
        let Some(run) = page.note(&(at + 1).to_string(), &note.text.words) else { continue };
        let said: Vec<Word> = run.iter().filter_map(|it| words.get(*it).cloned()).collect();
        let place = said.first().map_or(Place::Whole, |it| it.place);
        page.taken.extend(run);
        let text = Text { words: said, features: Vec::new() };
        let (name, label) = (note.name.clone(), String::new());
        found.notes.push(Note { name, place, text, back_links: 0, marked: true, label });
    }
    let taken = page.taken;
    let left = words.into_iter().enumerate().filter(|(at, _)| !taken.contains(at));
    found.flow.words = left.map(|it| it.1).collect();
}

/// The words of all pages, and which of them are of notes.
struct Pages<'a> {
    words: &'a [Word],
    places: HashMap<&'a str, Vec<usize>>,
    taken: BTreeSet<usize>,
}

/// Where the words of a note stand.
#[derive(Default)]
struct Run {
    places: Vec<usize>,
    /// How many of them are as they should be.
    fitting: usize,
}

impl<'a> Pages<'a> {
    fn new(words: &'a [Word]) -> Pages<'a> {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            places.entry(&word.text).or_default().push(at);
        }
        Pages { words, places, taken: BTreeSet::new() }
    }

    /// Where a note of these words stands, its label first; `None` where less than half of it can be followed.
    fn note(&self, label: &str, wanted: &[Word]) -> Option<Vec<usize>> {
        let labels = self.places.get(label)?.iter().filter(|it| !self.taken.contains(it));
        let runs = labels.map(|it| (*it, self.follow(it + 1, wanted)));
        let (label, run) = runs.max_by_key(|(at, run)| (run.fitting, *at))?;
        let found = 2 * run.fitting > wanted.len();
        found.then(|| std::iter::once(label).chain(run.places).collect())
    }

    fn follow(&self, from: usize, wanted: &[Word]) -> Run {
        let mut run = Run::default();
        let (mut at, mut next) = (from, 0);
        while let Some(rest) = wanted.get(next..).filter(|it| !it.is_empty()) {
            if let Some(count) = self.fits(at, &rest[0]) {
                run.places.extend(at..at + count);
                run.fitting += 1;
                (at, next) = (at + count, next + 1);
            } else if let Some((added, lost)) = self.faulty(at, rest) {
                run.places.extend(at..at + added);
                (at, next) = (at + added, next + lost);
            } else if let Some(overleaf) = self.overleaf(at, rest).filter(|_| next > 0) {
                at = overleaf;
            } else {
                break;
            }
        }
        run
    }

    /// How many words here are one that is wanted, which may be parted at the end of a line or carry a mark.
    fn fits(&self, at: usize, wanted: &Word) -> Option<usize> {
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

    /// The shortest way to go on behind what is no word of the note, as a marker or a fault: how many words are
    /// passed over here, and how many of those that are wanted. Never over the end of a page.
    fn faulty(&self, at: usize, wanted: &[Word]) -> Option<(usize, usize)> {
        const FAR: usize = 6;
        let own = at.checked_sub(1).and_then(|it| self.words.get(it)).map(|it| it.place);
        let here = |added: &usize| self.words.get(at + added).map(|it| it.place) == own;
        let ways = (1..=FAR).flat_map(|far| (0..=far).map(move |added| (added, far - added)));
        ways.filter(|(added, _)| here(added)).find(|(added, lost)| {
            wanted.get(*lost..).is_some_and(|rest| !rest.is_empty() && self.goes_on(at + added, rest, 2))
        })
    }

    /// Where the note goes on on the next page: where most of it stands, at last.
    fn overleaf(&self, at: usize, wanted: &[Word]) -> Option<usize> {
        let page = |at: usize| match self.words.get(at)?.place {
            Place::Page(page) => Some(page),
            Place::Whole | Place::Source(_) | Place::Line(_) | Place::Part { .. } => None,
        };
        let next = page(at.checked_sub(1)?)? + 1;
        let starts = self.words.partition_point(|it| matches!(it.place, Place::Page(it) if it < next));
        let pages = (starts.max(at)..self.words.len()).take_while(|it| page(*it) == Some(next));
        let reach = |at: usize| self.reach(at, wanted.iter());
        pages.filter(|it| self.goes_on(*it, wanted, 4)).max_by_key(|it| (reach(*it), *it))
    }

    /// Whether so many words, or as many as there are, stand here one after the other.
    fn goes_on(&self, at: usize, wanted: &[Word], least: usize) -> bool {
        self.reach(at, wanted.iter().take(least)) == wanted.len().min(least)
    }

    /// How many of the words stand here one after the other.
    fn reach<'w>(&self, mut at: usize, wanted: impl Iterator<Item = &'w Word>) -> usize {
        let mut fitting = |it: &&Word| {
            let count = self.fits(at, it);
            at += count.unwrap_or(0);
            count.is_some()
        };
        wanted.take_while(|it| fitting(it)).count()
    }
}
