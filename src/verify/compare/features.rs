//! The same headings, lists, tables, figures, links and marks.

use std::ops::Range;

use crate::verify::Format;
use crate::verify::reading::{Goal, Place};
use crate::verify::survey::{Feature, FeatureKind, Home, Survey, Text};
use crate::verify::word::{Word, shown};

use super::Comparison;
use super::diff::{Hunk, diff};
use super::item::{FAMILIES, Item};

/// Two texts that belong together, and what is around them.
#[derive(Clone)]
pub(super) struct Pair<'a> {
    /// What is expected, all of it.
    pub expected: &'a Survey,
    /// What was found, all of it.
    pub found: &'a Survey,
    /// How the words differ, the found ones counted from the body's first.
    pub hunks: &'a [Hunk],
    /// The found words that are the text.
    pub body: Range<usize>,
    /// How the running words differ, and where the found ones begin; links lead there from notes, too.
    pub flow: (&'a [Hunk], usize),
}

/// The level of the deepest headings that PDF and HTML have elements for.
const DEEPEST: usize = 6;

impl Comparison<'_> {
    /// What differs between the features of two texts.
    pub(super) fn features(&mut self, expected: &Text, found: &Text, pair: &Pair) {
        self.headings(expected, found, pair);
        for (name, read) in FAMILIES {
            let here = items(expected, None, |it| read(it, &expected.words));
            let there = items(found, Some(&pair.body), |it| read(it, &found.words));
            self.family(name, &here, &there);
        }
        self.links(expected, found, pair);
        self.marks(expected, found, pair);
    }

    /// Headings: their levels are as written, or as deep as they stand in the outline, with or without the
    /// title as the first.
    fn headings(&mut self, expected: &Text, found: &Text, pair: &Pair) {
        let here = headings(expected, None);
        let there = headings(found, Some(&pair.body));
        let levels: Vec<usize> = there.iter().map(|it| it.1).collect();
        let written: Vec<usize> = here.iter().map(|it| it.1).collect();
        let outlined = outlined(&written);
        let below = |it: &usize| (it + 1).min(DEEPEST);
        let ways = [&written, &outlined]
            .map(|it| [it.clone(), it.iter().map(|it| it + 1).collect(), it.iter().map(below).collect()]);
        let fitting = |way: &Vec<usize>| {
            diff(way, &levels).iter().map(|it| it.left.len() + it.right.len()).sum::<usize>()
        };
        let paged = self.paged(&written, &there);
        let best = ways.into_iter().flatten().chain(paged).min_by_key(fitting).unwrap_or_default();
        let item = |(text, level, place): (String, usize, Place)| Item {
            key: text,
            value: format!("level {level}"),
            place,
        };
        let here: Vec<Item> =
            here.into_iter().zip(best).map(|((text, _, place), level)| item((text, level, place))).collect();
        let there: Vec<Item> = there.into_iter().map(item).collect();
        self.family("heading", &here, &there);
    }

    /// The levels of headings on the pages of a site, where the outline begins anew on each, below a title of the
    /// page or with it; `None` where there are no pages, or the headings are not the same.
    fn paged(&self, written: &[usize], there: &[(String, usize, Place)]) -> Option<Vec<usize>> {
        if self.format != Format::Html || self.reading.parts.is_empty() || written.len() != there.len() {
            return None;
        }
        let part = |place: Place| if let Place::Part { part, .. } = place { Some(part) } else { None };
        let pairs: Vec<_> = written.iter().zip(there).collect();
        let pages = pairs.chunk_by(|a, b| part(a.1.2) == part(b.1.2));
        let levels = pages.flat_map(|page| {
            let levels = outlined(&page.iter().map(|it| *it.0).collect::<Vec<_>>());
            let below = page.first().zip(levels.first()).is_some_and(|(it, level)| it.1.1 > *level);
            levels.into_iter().map(move |it| it + usize::from(below))
        });
        Some(levels.collect())
    }

    fn links(&mut self, expected: &Text, found: &Text, pair: &Pair) {
        let link = |text: &Text, it: &Feature, value: &dyn Fn(&Goal) -> String| {
            let FeatureKind::Link(goal) = &it.kind else { return None };
            let (key, value) = (shown(&text.words[it.start..it.end]), value(goal));
            Some(Item { key, value, place: it.place })
        };
        let here = items(expected, None, |it| link(expected, it, &|goal| self.goal_here(goal, pair)));
        let there = items(found, Some(&pair.body), |it| link(found, it, &|goal| self.goal_there(goal, pair)));
        // A page is known by the first words that it could lead to.
        let there = self.pages_resolved(&here, there, expected, pair);
        self.family("link", &here, &there);
    }

    /// A goal of the source as it is compared: an address, or the place among the words of the edition.
    fn goal_here(&self, goal: &Goal, pair: &Pair) -> String {
        match goal {
            Goal::Url(_) => self.relative(goal),
            Goal::Anchor(name) => match pair.expected.anchors.get(name) {
                Some((home, at)) => place_name(*home, *at, &pair.expected.flow.words, pair.expected),
                None => "nowhere".to_owned(),
            },
            Goal::Page(page) => format!("page {page}"),
            Goal::Nowhere => "nowhere".to_owned(),
        }
    }

    fn goal_there(&self, goal: &Goal, pair: &Pair) -> String {
        match goal {
            Goal::Url(_) => self.relative(goal),
            Goal::Anchor(name) => match pair.found.anchors.get(name) {
                Some((home, at)) => place_name(*home, *at, &pair.found.flow.words, pair.found),
                None => self.unresolved(name),
            },
            Goal::Page(page) => format!("page {page}"),
            Goal::Nowhere => "nowhere".to_owned(),
        }
    }

    /// An address, seen from the publication's own where it lies below it, else from its host.
    fn relative(&self, goal: &Goal) -> String {
        let address = address(goal).unwrap_or_default();
        let base = self.phrases.base.as_str();
        let host = base.match_indices('/').nth(2).map_or(base, |(at, _)| &base[..at]);
        let below = |folder: &str| {
            let rest = address.strip_prefix(folder)?.strip_prefix('/')?;
            (!folder.is_empty()).then(|| rest.to_owned())
        };
        below(base).or_else(|| below(host)).unwrap_or_else(|| address.clone())
    }

    /// A reference to nothing in the edition, as it was written in a file of its folder.
    fn unresolved(&self, name: &str) -> String {
        let folder = self.reading.parts.first().and_then(|it| it.rsplit_once('/')).map_or("", |it| it.0);
        name.strip_prefix(folder).map_or(name, |it| it.trim_start_matches('/')).to_owned()
    }

    /// A link to a page leads to its goal where the words of the goal stand on the page.
    fn pages_resolved(&self, here: &[Item], there: Vec<Item>, expected: &Text, pair: &Pair) -> Vec<Item> {
        let goals: Vec<Option<Place>> = expected
            .features
            .iter()
            .filter_map(|it| match &it.kind {
                FeatureKind::Link(Goal::Anchor(name)) => Some(self.page_of(name, pair)),
                FeatureKind::Link(_) => Some(None),
                FeatureKind::Heading(_)
                | FeatureKind::List { .. }
                | FeatureKind::Table(_)
                | FeatureKind::Term
                | FeatureKind::Description
                | FeatureKind::Task(_)
                | FeatureKind::Figure(_)
                | FeatureKind::Mark(_) => None,
            })
            .collect();
        if here.len() != there.len() || goals.len() != here.len() {
            return there;
        }
        let resolve = |(mut item, (wanted, goal)): (Item, (&Item, Option<Place>))| {
            if let Some(Place::Page(page)) = goal
                && item.value == format!("page {page}")
            {
                item.value.clone_from(&wanted.value);
            }
            item
        };
        there.into_iter().zip(here.iter().zip(goals)).map(resolve).collect()
    }

    /// The page of the edition where a name of the source stands.
    fn page_of(&self, name: &str, pair: &Pair) -> Option<Place> {
        let (home, at) = pair.expected.anchors.get(name)?;
        if *home != Home::Flow {
            return None;
        }
        let words = &pair.found.flow.words;
        let at = translate(pair.flow.0, *at) + pair.flow.1;
        words.get(at).or_else(|| words.last()).map(|it| it.place)
    }

    /// Marks stand after the same words, in the same order.
    fn marks(&mut self, expected: &Text, found: &Text, pair: &Pair) {
        let mark = |text: &Text, first: usize, survey: &Survey, it: &Feature| {
            let FeatureKind::Mark(name) = &it.kind else { return None };
            let number = survey.notes.iter().position(|it| it.name == *name)? + 1;
            let before = &text.words[it.start.saturating_sub(2).max(first.min(it.start))..it.start];
            let before = if pair.hunks.is_empty() { shown(before) } else { String::new() };
            Some(Item {
                key: format!("of note {number}"),
                value: format!("after `{before}`"),
                place: it.place,
            })
        };
        let here = items(expected, None, |it| mark(expected, 0, pair.expected, it));
        let there = items(found, None, |it| mark(found, pair.body.start, pair.found, it));
        self.family("mark", &here, &there);
    }

    /// Reports what is lost, added or otherwise in one family of features.
    fn family(&mut self, name: &str, here: &[Item], there: &[Item]) {
        let keys = |items: &[Item]| items.iter().map(|it| it.key.clone()).collect::<Vec<_>>();
        let (mut a, mut b) = (0, 0);
        let hunks = diff(&keys(here), &keys(there));
        let end = Hunk { left: here.len()..here.len(), right: there.len()..there.len() };
        for hunk in hunks.iter().chain([&end]) {
            for (here, there) in here[a..hunk.left.start].iter().zip(&there[b..hunk.right.start]) {
                self.same(name, here, there);
            }
            let (mut left, mut right) = (here[hunk.left.clone()].iter(), there[hunk.right.clone()].iter());
            if left.len() == right.len() {
                left.by_ref()
                    .zip(right.by_ref())
                    .for_each(|(here, there)| self.same_but_words(name, here, there));
            }
            for lost in left {
                self.structure(lost.place, Place::Whole, format!("{name} {} is lost", lost.named()));
            }
            for added in right {
                self.structure(Place::Whole, added.place, format!("{name} {} is added", added.named()));
            }
            (a, b) = (hunk.left.end, hunk.right.end);
        }
    }

    fn same(&mut self, name: &str, here: &Item, there: &Item) {
        if here.value != there.value {
            let message = format!("{name} {}: {}, not {}", here.named(), there.value, here.value);
            self.structure(here.place, there.place, message);
        }
    }

    /// Words that differ have been reported as words; for what is no word of the text, here.
    fn same_but_words(&mut self, name: &str, here: &Item, there: &Item) {
        if matches!(name, "figure" | "mark") {
            let message = format!("{name} {} stands for {}", there.named(), here.named());
            return self.structure(here.place, there.place, message);
        }
        self.same(name, here, there);
    }
}

/// The address of a goal as it is compared: percent-encoding is no difference (RFC 3986, 6.2.2.2).
pub(in crate::verify) fn address(goal: &Goal) -> Option<String> {
    let Goal::Url(url) = goal else { return None };
    let url = url.strip_prefix('/').filter(|it| !it.starts_with('/')).unwrap_or(url);
    let bytes = url.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = bytes.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        let decoded = hex.filter(|_| *byte == b'%').and_then(|it| u8::from_str_radix(it, 16).ok());
        plain.push(decoded.unwrap_or(*byte));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    Some(String::from_utf8_lossy(&plain).into_owned())
}

fn items(text: &Text, range: Option<&Range<usize>>, item: impl Fn(&Feature) -> Option<Item>) -> Vec<Item> {
    let within = |it: &&Feature| range.is_none_or(|range| it.start >= range.start && it.start <= range.end);
    text.features.iter().filter(within).filter_map(item).collect()
}

fn headings(text: &Text, range: Option<&Range<usize>>) -> Vec<(String, usize, Place)> {
    let within = |it: &&Feature| range.is_none_or(|range| it.start >= range.start && it.start <= range.end);
    let heading = |it: &Feature| match it.kind {
        FeatureKind::Heading(level) => {
            Some((shown(&text.words[it.start..it.end]), usize::from(level), it.place))
        }
        FeatureKind::List { .. }
        | FeatureKind::Table(_)
        | FeatureKind::Term
        | FeatureKind::Description
        | FeatureKind::Task(_)
        | FeatureKind::Figure(_)
        | FeatureKind::Link(_)
        | FeatureKind::Mark(_) => None,
    };
    text.features.iter().filter(within).filter_map(heading).collect()
}

/// Levels as the outline counts them: a skipped one does not count.
fn outlined(levels: &[usize]) -> Vec<usize> {
    let mut above: Vec<usize> = Vec::new();
    let depth = |level: &usize| {
        while above.last().is_some_and(|it| it >= level) {
            above.pop();
        }
        above.push(*level);
        above.len()
    };
    levels.iter().map(depth).collect()
}

/// What stands at a place that is linked to.
fn place_name(home: Home, at: usize, flow: &[Word], survey: &Survey) -> String {
    let words = match home {
        Home::Flow => flow,
        Home::Note(note) => survey.notes.get(note).map_or(&[][..], |it| &it.text.words),
        Home::Aside => return "a place beside the text".to_owned(),
    };
    let next: Vec<Word> =
        words[at.min(words.len())..].iter().filter(|it| !it.optional).take(6).cloned().collect();
    format!("`{}`", shown(&next))
}

/// Where a word of the source stands in the edition.
fn translate(hunks: &[Hunk], at: usize) -> usize {
    match hunks.iter().take_while(|it| it.left.end <= at).last() {
        Some(hunk) => at - hunk.left.end + hunk.right.end,
        None => at,
    }
}
