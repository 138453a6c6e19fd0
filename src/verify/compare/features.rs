//! The same headings, lists, tables, figures, links and marks.

use std::ops::Range;

use crate::verify::content::{Format, Location};
use crate::verify::normalized::Text;
use crate::verify::word::shown;

use super::comparison::{Comparison, TextPair};
use super::diff::diff;
use super::entry::{Entry, FAMILIES, entries, features_within};

/// The deepest level of headings in PDF and HTML.
const MAX_LEVEL: usize = 6;

/// A heading with the level that it has.
struct Heading {
    text: String,
    level: usize,
    location: Location,
}

impl Heading {
    fn entry(self, level: usize) -> Entry {
        Entry { key: self.text, value: format!("level {level}"), location: self.location }
    }
}

impl Comparison<'_> {
    /// Compares the features of two texts.
    pub(super) fn features(&mut self, expected: &Text, found: &Text, pair: &TextPair) {
        self.headings(expected, found, pair);
        for (name, read) in FAMILIES {
            let expected = entries(expected, None, |it| read(it, &expected.words));
            let found = entries(found, Some(&pair.body), |it| read(it, &found.words));
            self.family(name, &expected, &found);
        }
        self.links(expected, found, pair);
        self.marks(expected, found, pair);
    }

    /// Headings: their levels are as written, or their depth in the outline, with or without the title above them.
    fn headings(&mut self, words: &Text, found: &Text, pair: &TextPair) {
        let (expected, found) = (headings(words, None), headings(found, Some(&pair.body)));
        let written: Vec<usize> = expected.iter().map(|it| it.level).collect();
        let found_levels: Vec<usize> = found.iter().map(|it| it.level).collect();
        let below_title = |it: &usize| (it + 1).min(MAX_LEVEL);
        let is_note = !std::ptr::eq(words, &pair.expected.flow);
        let nested = if is_note { alike(&written, &found_levels) } else { self.phrases.depths.clone() };
        let candidates = [written.clone(), outlined(&written), nested].into_iter().flat_map(|levels| {
            let deeper = levels.iter().map(|it| it + 1).collect();
            let clamped = levels.iter().map(below_title).collect();
            [levels, deeper, clamped]
        });
        let differences = |levels: &Vec<usize>| {
            diff(levels, &found_levels).iter().map(|it| it.left.len() + it.right.len()).sum::<usize>()
        };
        let by_page = self.outlined_by_page(&written, &found);
        let best = candidates.chain(by_page).min_by_key(differences).unwrap_or_default();
        let expected: Vec<Entry> =
            expected.into_iter().zip(best).map(|(heading, level)| heading.entry(level)).collect();
        let found: Vec<Entry> = found
            .into_iter()
            .map(|heading| {
                let level = heading.level;
                heading.entry(level)
            })
            .collect();
        self.family("heading", &expected, &found);
    }

    /// The levels of headings on the pages of a site, where each page has an outline of its own, with or without a
    /// page title above it; `None` if there are no pages, or the headings are not the same.
    fn outlined_by_page(&self, written: &[usize], found: &[Heading]) -> Option<Vec<usize>> {
        if self.format != Format::Html || self.content.parts.is_empty() || written.len() != found.len() {
            return None;
        }
        let part = |heading: &Heading| {
            if let Location::Part { part, .. } = heading.location { Some(part) } else { None }
        };
        let pairs: Vec<(&usize, &Heading)> = written.iter().zip(found).collect();
        let pages = pairs.chunk_by(|a, b| part(a.1) == part(b.1));
        let levels = pages.flat_map(|page| {
            let levels = outlined(&page.iter().map(|it| *it.0).collect::<Vec<_>>());
            let has_title = page.first().zip(levels.first()).is_some_and(|(it, level)| it.1.level > *level);
            levels.into_iter().map(move |it| it + usize::from(has_title))
        });
        Some(levels.collect())
    }
}

fn headings(text: &Text, range: Option<&Range<usize>>) -> Vec<Heading> {
    let headings = features_within(text, range).filter_map(|feature| {
        let level = usize::from(feature.heading_level()?);
        let text = shown(&text.words[feature.start..feature.end]);
        Some(Heading { text, level, location: feature.location })
    });
    headings.collect()
}

/// The outline of the headings in a note, one below whatever heading the first of them has been found.
fn alike(written: &[usize], found: &[usize]) -> Vec<usize> {
    let levels = outlined(written);
    let above = found.first().zip(levels.first()).map_or(0, |(found, own)| found.saturating_sub(*own));
    levels.into_iter().map(|it| it + above).collect()
}

/// Levels as depths in the outline: a skipped level does not count.
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
