//! The same words in the same order.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::verify::Format;
use crate::verify::reading::Place;
use crate::verify::report::{Aspect, Finding};
use crate::verify::survey::Survey;
use crate::verify::word::{self, Word, joined, shown, spelled};

use super::diff::{Hunk, diff};
use super::phrase::Grammar;
use super::turned::{Order, turned};
use super::{Comparison, span};

/// How many words tell where the text begins and ends.
const WINDOW: usize = 16;

impl Comparison<'_> {
    /// The part of the edition's running words that is the text, without title page and the like.
    pub(super) fn body(&self, expected: &Survey, found: &Survey) -> Range<usize> {
        let phrases = &self.phrases;
        let texts = phrases.around.iter().chain(&phrases.labels).chain(std::iter::once(&phrases.title));
        let with_contents = !self.reading.structured;
        let headings = phrases.headings.iter().filter(|_| with_contents);
        let texts: Vec<&String> = texts.chain(headings).collect();
        // Plain text may spell in ASCII what the source says in other signs.
        let folded: Vec<String> = texts.iter().map(|it| spelled(it)).collect();
        let texts = texts.into_iter().chain(&folded).map(String::as_str);
        let mut grammar =
            Grammar::new(texts, self.format.dress(), self.format == Format::Pdf && with_contents);
        if with_contents && (found.notes.is_empty() || self.among.is_some()) {
            let apart = |name: &String| found.notes.iter().any(|it| it.name == *name);
            for note in expected.notes.iter().filter(|it| !apart(&it.name)) {
                let words = note.text.words.iter().map(|it| it.text.clone());
                grammar.add(std::iter::once(note.name.clone()).chain(words).collect());
            }
        }
        let (here, there) = (&expected.flow.words, &found.flow.words);
        let required: Vec<&Word> = here.iter().filter(|it| !it.optional).collect();
        let all: Vec<&Word> = here.iter().collect();
        let score = |at: usize| {
            let fits =
                |words: &[&Word]| fit(there[at..].iter().take(WINDOW), words.iter().copied().take(WINDOW));
            fits(&required).max(fits(&all))
        };
        let start =
            grammar.reach_from_start(there).into_iter().max_by_key(|at| (score(*at), *at)).unwrap_or(0);
        let score = |at: usize| {
            let fits = |words: &[&Word]| {
                let before = there[start..there.len() - at].iter().rev().take(WINDOW);
                fit(before, words.iter().copied().rev().take(WINDOW))
            };
            fits(&required).max(fits(&all))
        };
        let ends = grammar.reach_to_end(&there[start..]);
        let end = ends.into_iter().max_by_key(|at| (score(*at), Reverse(*at))).unwrap_or(0);
        start..there.len() - end
    }

    /// What must be said around the text: the title, and what else the title block says.
    pub(super) fn around(&mut self, found: &[Word], body: &Range<usize>) {
        let (before, after) = (&found[..body.start], &found[body.end..]);
        let anywhere = if self.among.is_some() { found } else { &[] };
        let says = |text: &str| [before, after, anywhere].iter().any(|it| self.says(it, text));
        let mut lost = Vec::new();
        if !says(&self.phrases.title) {
            lost.push(format!("the title `{}` is not before the text", self.phrases.title));
        }
        for (name, texts) in &self.phrases.required {
            if let Some(text) = texts.first().filter(|_| !texts.iter().any(|it| says(it))) {
                lost.push(format!("the {name} `{text}` is not beside the text"));
            }
        }
        self.findings.extend(lost.into_iter().map(|it| Finding::new(Aspect::Words, "", it)));
    }

    /// Whether words say a text; one that is empty is always said.
    fn says(&self, words: &[Word], text: &str) -> bool {
        let text = word::words(text, Place::Whole);
        let is_dress = |it: &Word| it.text.chars().all(|sign| self.format.dress().contains(&sign));
        let text: Vec<&Word> = text.iter().filter(|it| !is_dress(it)).collect();
        let said = |it: &[Word]| it.iter().map(|it| &it.text).eq(text.iter().map(|it| &it.text));
        let folded = || spelled(&joined(words)).contains(&spelled(&joined(text.iter().copied())));
        text.is_empty() || words.windows(text.len()).any(said) || self.format == Format::Text && folded()
    }

    /// The differences between words, those that count reported.
    pub(super) fn words(&mut self, expected: &[Word], found: &[Word], body: &Range<usize>) -> Vec<Hunk> {
        let found_body = &found[body.clone()];
        let mut names = HashMap::new();
        let left = numbered(expected, &mut names);
        let right = numbered(found_body, &mut names);
        let hunks = diff(&left, &right);
        let turned = match (self.format, self.reading.structured) {
            (Format::Pdf, true) => turned(expected, found_body, &hunks, Order::Places),
            (Format::Pdf, false) => turned(expected, found_body, &hunks, Order::Any),
            (Format::Epub | Format::Html | Format::Text, _) => BTreeSet::new(),
        };
        for (at, hunk) in hunks.iter().enumerate() {
            if let Some(finding) = self.judge(expected, found_body, hunk).filter(|_| !turned.contains(&at)) {
                self.findings.push(finding);
            }
        }
        self.languages(expected, found_body, &hunks);
        hunks
    }

    /// Where words that both have are in another language than in the source. An edition that says no language at
    /// all has been told so.
    fn languages(&mut self, expected: &[Word], found: &[Word], hunks: &[Hunk]) {
        let end = Hunk { left: expected.len()..expected.len(), right: found.len()..found.len() };
        let (mut a, mut b) = (0, 0);
        let mut before: Option<(&str, &str)> = None;
        for hunk in hunks.iter().chain([&end]) {
            for (here, there) in expected[a..hunk.left.start].iter().zip(&found[b..hunk.right.start]) {
                let (Some(wanted), Some(said)) = (here.lang.as_deref(), there.lang.as_deref()) else {
                    continue;
                };
                if here.optional || !here.text.contains(char::is_alphanumeric) {
                    continue;
                }
                let other = (wanted != said).then_some((wanted, said));
                if let Some((wanted, said)) = other.filter(|_| other != before) {
                    let message = format!("`{}` is said to be in `{said}`, not in `{wanted}`", here.text);
                    self.structure(here.place, there.place, message);
                }
                before = other;
            }
            (a, b) = (hunk.left.end, hunk.right.end);
        }
    }

    fn judge(&self, expected: &[Word], found: &[Word], hunk: &Hunk) -> Option<Finding> {
        let left: Vec<&Word> = expected[hunk.left.clone()].iter().collect();
        let right = &found[hunk.right.clone()];
        let required: Vec<&Word> = left.iter().copied().filter(|it| !it.optional).collect();
        if required.is_empty() && (right.is_empty() || self.is_known(found, &hunk.right)) {
            return None;
        }
        if is_same(&left, right) || is_same(&required, right) || self.is_among(&required, found, &hunk.right)
        {
            return None;
        }
        let source = required.first().copied().or_else(|| expected.get(hunk.left.start)).or(expected.last());
        let place = right.first().or_else(|| found.get(hunk.right.start)).or(found.last());
        let message = self.message(&required, found, hunk);
        let place = place.map_or(String::new(), |it| self.reading.show(it.place));
        let finding = Finding::new(Aspect::Words, place, message);
        Some(finding.at(source.and_then(|it| span(it.place))))
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
            (true, _) if twice(hunk.right.start) => format!("{after}: `{}` stands twice", shown(right)),
            (true, _) => format!("{after}: `{}` is added", shown(right)),
            (false, true) => format!("{after}: `{}` is lost", shown(&required)),
            (false, false) => format!("{after}: `{}` stands for `{}`", shown(right), shown(&required)),
        }
    }

    /// Whether a difference is only what stands among the text of a page without tags.
    fn is_among(&self, required: &[&Word], found: &[Word], run: &Range<usize>) -> bool {
        let Some(grammar) = &self.among else { return false };
        let known = |words: &[Word]| grammar.parse(words).is_ok();
        if required.is_empty() {
            return slides(found, run).any(|run| known(&found[run]));
        }
        // The mark of a note is glued to its word, and a page may end behind it.
        let right = &found[run.clone()];
        let marked = |words: &[Word]| {
            words.len() == required.len()
                && words.iter().zip(required).all(|(it, bare)| self.is_marked(it, bare))
        };
        let text = joined(required.iter().copied());
        let broken = |words: &[Word]| {
            let mark = joined(words).strip_prefix(text.as_str()).map(str::to_owned);
            mark.is_some_and(|it| !text.ends_with(|it: char| it.is_ascii_digit()) && self.marks.contains(&it))
        };
        (1..=right.len()).any(|count| {
            let (said, rest) = right.split_at(count);
            (marked(said) || broken(said)) && known(rest)
        })
    }

    /// Whether a word is one of the source's, by itself or with the mark of a note in it or behind it.
    fn is_marked(&self, word: &Word, bare: &Word) -> bool {
        let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        let is_mark = |(at, mark): (usize, &str)| {
            let (before, after) = (&word.text[..at], &word.text[at + mark.len()..]);
            let alone = !digit(before.chars().next_back()) && !digit(after.chars().next());
            alone && bare.text.strip_prefix(before) == Some(after)
        };
        word.text == bare.text
            || self.marks.iter().any(|it| word.text.match_indices(it.as_str()).any(is_mark))
    }

    /// Whether added words are those of references to addresses. A difference may begin a few words early or late.
    fn is_known(&self, found: &[Word], run: &Range<usize>) -> bool {
        if self.format != Format::Text || self.phrases.link.is_empty() {
            return false;
        }
        let link: Vec<Word> = word::words(&self.phrases.link, Place::Whole);
        let fits = |words: &[Word]| {
            let unit = link.len() + 1;
            words.len().is_multiple_of(unit)
                && words.chunks(unit).all(|it| {
                    let (number, name) = (&it[unit - 1], &it[..unit - 1]);
                    name.iter().zip(&link).all(|(a, b)| a.text == b.text)
                        && number.text.chars().all(|sign| sign.is_ascii_digit())
                })
        };
        slides(found, run).any(|run| fits(&found[run]))
    }
}

/// How well a list of words fits another: those that both have in the same order count for it, the others against it.
/// Among equals, the one is better that has more of them at the same places.
fn fit<'a>(one: impl Iterator<Item = &'a Word>, other: impl Iterator<Item = &'a Word>) -> (isize, usize) {
    let other: Vec<&Word> = other.collect();
    let mut best = vec![0; other.len() + 1];
    let (mut beside, mut level) = (0, 0);
    for (at, word) in one.enumerate() {
        beside += 1;
        level += usize::from(other.get(at).is_some_and(|it| it.text == word.text));
        let mut before = 0;
        for (at, next) in other.iter().enumerate() {
            let above = best[at + 1];
            best[at + 1] = if word.text == next.text { before + 1 } else { above.max(best[at]) };
            before = above;
        }
    }
    (2 * best[other.len()] - beside, level)
}

/// The run, and every run that says the same difference with its edge elsewhere.
fn slides<'a>(found: &'a [Word], run: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'a> {
    const MOST: usize = 8;
    let run = run.clone();
    let back = (0..MOST).take_while({
        let run = run.clone();
        move |it| *it == 0 || run.start >= *it && found[run.start - it].text == found[run.end - it].text
    });
    let forth = (1..MOST).take_while({
        let run = run.clone();
        move |it| found.get(run.end + it - 1).is_some_and(|next| next.text == found[run.start + it - 1].text)
    });
    let (start, end) = (run.start, run.end);
    let back: Vec<_> = back.map(|it| start - it..end - it).collect();
    let forth: Vec<_> = forth.map(|it| start + it..end + it).collect();
    back.into_iter().chain(forth)
}

/// Words as numbers: equal words have equal ones.
fn numbered<'a>(words: &'a [Word], names: &mut HashMap<&'a str, u32>) -> Vec<u32> {
    let mut list = Vec::with_capacity(words.len());
    for word in words {
        let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
        list.push(*names.entry(word.text.as_str()).or_insert(next));
    }
    list
}

/// Whether the words are the same but for where a line broke them, or for signs that ASCII spells.
fn is_same(expected: &[&Word], found: &[Word]) -> bool {
    let here = joined(expected.iter().copied());
    if found.iter().any(|it| it.ends_line) && found.len() > expected.len() {
        let whole = joined(found);
        let hyphen = |it: &&Word| !(it.ends_line && it.text == "-");
        return here == whole || here == joined(found.iter().filter(hyphen));
    }
    let there = joined(found);
    here != there && spelled(&here) == spelled(&there)
}
