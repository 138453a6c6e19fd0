//! The same words in the same order.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::verify::content::{Format, Location};
use crate::verify::normalized::{FeatureKind, Normalized};
use crate::verify::report::{Aspect, Finding};
use crate::verify::word::{self, Word, joined, shown, spelled};

use super::bidi::equivalent_hunks;
use super::comparison::{Comparison, span};
use super::diff::{Hunk, diff};
use super::grammar::Grammar;

/// How many words show where the text begins and ends.
const WINDOW: usize = 32;

impl Comparison<'_> {
    /// The range of the edition's running words that is the text, without the title page and the like.
    pub(super) fn body(&self, expected: &Normalized, found: &Normalized) -> Range<usize> {
        let grammar = self.surrounding_grammar(expected, found);
        let images = expected.flow.words.is_empty().then(|| start_of_images(expected, found)).flatten();
        let (expected, found) = (&expected.flow.words, &found.flow.words);
        // Marks tell little: underlines and bullets are among them. They count where a text has nothing else.
        let has_letters = expected.iter().any(is_lettered);
        let counts = |it: &&Word| !has_letters || is_lettered(it);
        let required: Vec<&Word> = expected.iter().filter(|it| !it.optional).filter(counts).collect();
        let all: Vec<&Word> = expected.iter().filter(counts).collect();
        let score = |at: usize| {
            let fits = |words: &[&Word]| {
                let after = found[at..].iter().filter(|it| !it.optional).filter(counts);
                fit(after.take(WINDOW.min(words.len())), words.iter().copied().take(WINDOW))
            };
            (fits(&required).max(fits(&all)), same_marks(found[at..].iter(), expected.iter()))
        };
        let starts = grammar.reach_from_start(found).into_iter();
        let start = images.unwrap_or_else(|| starts.max_by_key(|at| (score(*at), *at)).unwrap_or(0));
        let score = |at: usize| {
            let fits = |words: &[&Word]| {
                let before = found[start..found.len() - at].iter().rev().filter(|it| !it.optional);
                let before = before.filter(counts).take(WINDOW.min(words.len()));
                fit(before, words.iter().copied().rev().take(WINDOW))
            };
            let text = found[start..found.len() - at].iter().rev();
            (fits(&required).max(fits(&all)), same_marks(text, expected.iter().rev()))
        };
        let ends = grammar.reach_to_end(&found[start..]);
        // Where the text has the words of what comes after it, its length decides.
        let excess = |at: usize| (found.len() - at - start).abs_diff(expected.len());
        let end = ends.into_iter().max_by_key(|at| (score(*at), Reverse(excess(*at)))).unwrap_or(0);
        start..found.len() - end
    }

    /// The phrases that may be before and after the text.
    fn surrounding_grammar(&self, expected: &Normalized, found: &Normalized) -> Grammar {
        let phrases = &self.phrases;
        let texts = phrases.optional.iter().chain(&phrases.labels).chain(std::iter::once(&phrases.title));
        let with_contents = !self.content.structured;
        let headings = phrases.headings.iter().filter(|_| with_contents);
        let texts: Vec<&String> = texts.chain(headings).collect();
        // Plain text may spell in ASCII what the source has as other characters.
        let folded: Vec<String> = texts.iter().map(|it| spelled(it)).collect();
        let texts = texts.into_iter().chain(&folded).map(String::as_str);
        let underlines = ["=", "==", "===", "-"].into_iter().filter(|_| self.format == Format::Text);
        let texts = texts.chain(underlines);
        let mut grammar = Grammar::new(texts, self.format.ignored(), false);
        if with_contents && found.notes.is_empty() {
            for note in &expected.notes {
                let words = note.text.words.iter().map(|it| it.text.clone());
                grammar.add(std::iter::once(note.name.clone()).chain(words).collect());
            }
        }
        grammar
    }

    /// What has to be outside the text: the title, and the rest of the title block.
    pub(super) fn title_block(&mut self, found: &[Word], body: &Range<usize>) {
        let (before, after) = (&found[..body.start], &found[body.end..]);
        let has = |text: &str| [before, after].iter().any(|it| self.contains(it, text));
        let mut missing = Vec::new();
        if !has(&self.phrases.title) {
            missing.push(format!("the title `{}` is not before the text", self.phrases.title));
        }
        for (name, texts) in &self.phrases.required {
            if let Some(text) = texts.first().filter(|_| !texts.iter().any(|it| has(it))) {
                missing.push(format!("the {name} `{text}` is missing from the title block"));
            }
        }
        self.findings.extend(missing.into_iter().map(|it| Finding::new(Aspect::Words, "", it)));
    }

    /// Whether words contain a text; every word list contains an empty one.
    fn contains(&self, words: &[Word], text: &str) -> bool {
        let text = word::words(text, Location::Whole);
        let is_ignored =
            |it: &Word| it.text.chars().all(|character| self.format.ignored().contains(&character));
        let text: Vec<&Word> = text.iter().filter(|it| !is_ignored(it)).collect();
        let is_text = |it: &[Word]| it.iter().map(|it| &it.text).eq(text.iter().map(|it| &it.text));
        let folded = || spelled(&joined(words)).contains(&spelled(&joined(text.iter().copied())));
        text.is_empty() || words.windows(text.len()).any(is_text) || self.format == Format::Text && folded()
    }

    /// The differences between words; those that matter are reported.
    pub(super) fn words(&mut self, expected: &[Word], found: &[Word], body: &Range<usize>) -> Vec<Hunk> {
        let found_body = &found[body.clone()];
        let mut names = HashMap::new();
        let left = numbered(expected, &mut names, |_| false);
        // In plain text these are the references to addresses, which no words of the source stand for.
        let right = numbered(found_body, &mut names, |it| it.optional && self.format == Format::Text);
        let hunks = diff(&left, &right);
        let equivalent = match self.format {
            Format::Pdf => equivalent_hunks(expected, found_body, &hunks),
            Format::Epub | Format::Html | Format::Text => BTreeSet::new(),
        };
        for (at, hunk) in hunks.iter().enumerate() {
            if let Some(finding) =
                self.hunk_finding(expected, found_body, hunk).filter(|_| !equivalent.contains(&at))
            {
                self.findings.push(finding);
            }
        }
        self.languages(expected, found_body, &hunks);
        hunks
    }

    /// Reports words in another language than in the source. An edition without any language is reported elsewhere.
    fn languages(&mut self, expected: &[Word], found: &[Word], hunks: &[Hunk]) {
        let end = Hunk { left: expected.len()..expected.len(), right: found.len()..found.len() };
        let (mut a, mut b) = (0, 0);
        let mut before: Option<(&str, &str)> = None;
        for hunk in hunks.iter().chain([&end]) {
            for (here, there) in expected[a..hunk.left.start].iter().zip(&found[b..hunk.right.start]) {
                let (Some(wanted), Some(found)) = (here.lang.as_deref(), there.lang.as_deref()) else {
                    continue;
                };
                if here.optional || !here.text.contains(char::is_alphanumeric) {
                    continue;
                }
                let other = (wanted != found).then_some((wanted, found));
                if let Some((wanted, found)) = other.filter(|_| other != before) {
                    let message = format!("`{}` is marked as `{found}`, not as `{wanted}`", here.text);
                    self.structure(here.location, there.location, message);
                }
                before = other;
            }
            (a, b) = (hunk.left.end, hunk.right.end);
        }
    }

    fn hunk_finding(&self, expected: &[Word], found: &[Word], hunk: &Hunk) -> Option<Finding> {
        let left: Vec<&Word> = expected[hunk.left.clone()].iter().collect();
        let right = &found[hunk.right.clone()];
        let required: Vec<&Word> = left.iter().copied().filter(|it| !it.optional).collect();
        let own =
            hunk.right.clone().filter(|it| !found[*it].optional && !continues_row(found, *it, &hunk.right));
        let own: Vec<Word> = own.map(|it| found[it].clone()).collect();
        // A mark that an edition may have, and the same one that it has to have, stand for each other.
        let is_optional = || {
            let beside = |words: Option<&[Word]>| {
                let mut pairs = words.unwrap_or_default().iter().zip(&required);
                words.is_some() && pairs.all(|(one, other)| one.optional && one.text == other.text)
            };
            let (start, end) = (hunk.left.start, hunk.left.end);
            slides(expected, &hunk.left).any(|it| expected[it].iter().all(|it| it.optional))
                || beside(start.checked_sub(required.len()).and_then(|it| expected.get(it..start)))
                || beside(expected.get(end..end + required.len()))
        };
        if own.is_empty() && is_optional() {
            return None;
        }
        if self.is_same(&left, right) || self.is_same(&required, right) || self.is_same(&required, &own) {
            return None;
        }
        let source = required.first().copied().or_else(|| expected.get(hunk.left.start)).or(expected.last());
        let location = right.first().or_else(|| found.get(hunk.right.start)).or(found.last());
        let message = self.message(&required, found, hunk);
        let location = location.map_or(String::new(), |it| self.content.show(it.location));
        let finding = Finding::new(Aspect::Words, location, message);
        Some(finding.at(source.and_then(|it| span(it.location))))
    }

    fn message(&self, required: &[&Word], found: &[Word], hunk: &Hunk) -> String {
        let right = &found[hunk.right.clone()];
        let before = &found[hunk.right.start.saturating_sub(4)..hunk.right.start];
        let after =
            if before.is_empty() { "at the start".to_owned() } else { format!("after `{}`", shown(before)) };
        let required: Vec<Word> = required.iter().map(|it| (*it).clone()).collect();
        let alike = |words: &[Word]| words.iter().map(|it| &it.text).eq(right.iter().map(|it| &it.text));
        let twice = |at: usize| {
            let before = at.checked_sub(right.len()).is_some_and(|it| alike(&found[it..at]));
            before || found.get(at + right.len()..at + 2 * right.len()).is_some_and(alike)
        };
        match (required.is_empty(), right.is_empty()) {
            (true, _) if twice(hunk.right.start) => format!("{after}: `{}` is repeated", shown(right)),
            (true, _) => format!("{after}: `{}` is added", shown(right)),
            (false, true) => format!("{after}: `{}` is missing", shown(&required)),
            (false, false) => format!("{after}: `{}` instead of `{}`", shown(right), shown(&required)),
        }
    }

    /// Whether the words are the same except for line breaks in them, or for characters that are spelled in ASCII.
    fn is_same(&self, expected: &[&Word], found: &[Word]) -> bool {
        // A text may be about references, and have what looks like one.
        if expected.iter().map(|it| &it.text).eq(found.iter().map(|it| &it.text)) {
            return true;
        }
        let here = joined(expected.iter().copied());
        if found.iter().any(|it| it.ends_line) && found.len() > expected.len() {
            let whole = joined(found);
            let hyphen = |it: &&Word| !(it.ends_line && it.text == "-");
            if here == whole || here == joined(found.iter().filter(hyphen)) {
                return true;
            }
        }
        if self.format != Format::Text || expected.is_empty() {
            return false;
        }
        let plain = |text: &str| -> String {
            spelled(text).chars().filter(|it| !self.format.ignored().contains(it)).collect()
        };
        let there = joined(found);
        here != there && plain(&here) == plain(&there)
    }
}

/// Where the images of a text that has nothing else are: as many as it has, after those of the title block.
fn start_of_images(expected: &Normalized, found: &Normalized) -> Option<usize> {
    let images = |it: &Normalized| -> Vec<usize> {
        let features = it.flow.features.iter();
        features.filter(|it| matches!(it.kind, FeatureKind::Figure(_))).map(|it| it.start).collect()
    };
    let (found, count) = (images(found), images(expected).len());
    found.get(found.len().saturating_sub(count)).copied()
}

fn is_lettered(word: &Word) -> bool {
    word.text.contains(char::is_alphanumeric)
}

/// Whether the same marks come before the first letters of two texts, or after their last ones where they are read from
/// the end.
fn same_marks<'a>(found: impl Iterator<Item = &'a Word>, expected: impl Iterator<Item = &'a Word>) -> bool {
    fn marks<'a>(words: impl Iterator<Item = &'a Word>) -> impl Iterator<Item = &'a str> {
        let required = words.filter(|it| !it.optional).take(WINDOW);
        required.take_while(|it| !is_lettered(it)).map(|it| it.text.as_str())
    }
    marks(found).eq(marks(expected))
}

/// How well two lists of words match: common words in the same order count for it, the others against it. Of two equal
/// matches, the better one has more words in common at the start.
fn fit<'a>(one: impl Iterator<Item = &'a Word>, other: impl Iterator<Item = &'a Word>) -> (isize, usize) {
    let other: Vec<&Word> = other.collect();
    let mut best = vec![0; other.len() + 1];
    let (mut count, mut alike) = (0, 0);
    for (at, word) in one.enumerate() {
        count += 1;
        alike += usize::from(at == alike && other.get(at).is_some_and(|it| it.text == word.text));
        let mut before = 0;
        for (at, next) in other.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if word.text == next.text { before + 1 } else { above.max(best[at]) };
            before = above;
        }
    }
    (2 * best[other.len()] - count, alike)
}

/// The run, and every run that is the same difference with its edges elsewhere.
fn slides<'a>(words: &'a [Word], run: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'a> {
    const MAX: usize = 8;
    let run = run.clone();
    let back = (0..MAX).take_while({
        let run = run.clone();
        move |it| *it == 0 || run.start >= *it && words[run.start - it].text == words[run.end - it].text
    });
    let forth = (1..MAX).take_while({
        let run = run.clone();
        move |it| words.get(run.end + it - 1).is_some_and(|next| next.text == words[run.start + it - 1].text)
    });
    let (start, end) = (run.start, run.end);
    let back: Vec<_> = back.map(|it| start - it..end - it).collect();
    let forth: Vec<_> = forth.map(|it| start + it..end + it).collect();
    back.into_iter().chain(forth)
}

/// Words as numbers: equal words have equal numbers, but for those that are apart.
fn numbered<'a>(
    words: &'a [Word],
    names: &mut HashMap<(&'a str, bool), u32>,
    is_apart: impl Fn(&Word) -> bool,
) -> Vec<u32> {
    let mut list = Vec::with_capacity(words.len());
    for word in words {
        let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
        list.push(*names.entry((word.text.as_str(), is_apart(word))).or_insert(next));
    }
    list
}

/// Whether an added word only makes a row of the same marks longer that a line end has divided, and that is not added
/// as a whole.
fn continues_row(found: &[Word], at: usize, added: &Range<usize>) -> bool {
    let mark = &found[at].text;
    if mark.contains(char::is_alphanumeric) {
        return false;
    }
    let before = found[..at].iter().rev().take_while(|it| it.text == *mark).count();
    let after = found[at..].iter().take_while(|it| it.text == *mark).count();
    let row = at - before..at + after;
    let is_divided = found[row.start..row.end - 1].iter().any(|it| it.ends_line);
    is_divided && (row.start < added.start || row.end > added.end)
}
