//! The same links to the same targets, and the same marks of notes after the same words.

use std::collections::BTreeSet;

use crate::document::Direction;
use crate::verify::content::{Format, LinkTarget, Location, percent_decoded};
use crate::verify::normalized::{Anchor, Feature, FeatureKind, Normalized, Text, TextId};
use crate::verify::reading_order::is_rtl;
use crate::verify::word::{self, Word, joined, shown};

use super::comparison::{Comparison, TextPair};
use super::diff::Hunk;
use super::entry::{Entry, entries};

impl Comparison<'_> {
    /// The same links to the same targets.
    pub(super) fn links(&mut self, expected: &Text, found: &Text, pair: &TextPair) {
        let entry = |text: &Text, feature: &Feature, value: &dyn Fn(&LinkTarget) -> String| {
            let FeatureKind::Link(target) = &feature.kind else { return None };
            let key = self.link_text(&text.words[feature.start..feature.end]);
            Some(Entry { key, value: value(target), location: feature.location })
        };
        let expected_entries =
            entries(expected, None, |it| entry(expected, it, &|target| self.expected_target(target, pair)));
        let found_entries = entries(found, Some(&pair.body), |it| {
            entry(found, it, &|target| self.found_target(target, pair))
        });
        let found_entries = self.with_pages_resolved(&expected_entries, found_entries, expected, pair);
        self.family("link", &expected_entries, &found_entries);
    }

    /// The words of a link. Those of an address that lines from right to left divide on a page are in no order that
    /// positions show.
    fn link_text(&self, words: &[Word]) -> String {
        let is_divided = self.format == Format::Pdf
            && self.lang.direction() == Direction::RightToLeft
            && words.len() > 1
            && !words.iter().any(|it| it.text.contains(is_rtl));
        let mut words = words.to_vec();
        if is_divided {
            words.sort_by(|one, other| one.text.cmp(&other.text));
        }
        shown(&words)
    }

    /// A target in the source as it is compared: an address, or the words that it leads to.
    fn expected_target(&self, target: &LinkTarget, pair: &TextPair) -> String {
        match target {
            LinkTarget::Url(_) => self.relative(target),
            LinkTarget::Anchor(name) => match pair.expected.anchors.get(name) {
                Some(anchor) => words_at(*anchor, pair.expected, &|_| false),
                None => "nowhere".to_owned(),
            },
            LinkTarget::Page(page) => format!("page {page}"),
            LinkTarget::Nowhere => "nowhere".to_owned(),
        }
    }

    /// A target in the edition as it is compared.
    fn found_target(&self, target: &LinkTarget, pair: &TextPair) -> String {
        match target {
            LinkTarget::Url(_) => self.relative(target),
            LinkTarget::Anchor(name) => match pair.found.anchors.get(name) {
                Some(anchor) => words_at(*anchor, pair.found, &|at| is_added(at, pair)),
                None => self.unresolved(name),
            },
            LinkTarget::Page(page) => format!("page {page}"),
            LinkTarget::Nowhere => "nowhere".to_owned(),
        }
    }

    /// An address relative to the folder of the publication if it is below it, otherwise relative to the host.
    fn relative(&self, target: &LinkTarget) -> String {
        let address = target.address().unwrap_or_default();
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
        let folder = self.content.parts.first().and_then(|it| it.rsplit_once('/')).map_or("", |it| it.0);
        name.strip_prefix(folder).map_or(name, |it| it.trim_start_matches('/')).to_owned()
    }

    /// The links of the edition, where those to a page have the expected value if the words of their target are on
    /// that page: a link to a page does not show which of its words it is about.
    fn with_pages_resolved(
        &self,
        expected_entries: &[Entry],
        found_entries: Vec<Entry>,
        expected: &Text,
        pair: &TextPair,
    ) -> Vec<Entry> {
        let target_page = |feature: &Feature| {
            let FeatureKind::Link(target) = &feature.kind else { return None };
            let LinkTarget::Anchor(name) = target else { return Some(None) };
            Some(self.page_of(name, pair))
        };
        let targets: Vec<Option<Location>> = expected.features.iter().filter_map(target_page).collect();
        if expected_entries.len() != found_entries.len() || targets.len() != expected_entries.len() {
            return found_entries;
        }
        let mut resolved = found_entries;
        for ((found, expected), target) in resolved.iter_mut().zip(expected_entries).zip(targets) {
            if let Some(Location::Page(page)) = target
                && found.value == format!("page {page}")
            {
                found.value.clone_from(&expected.value);
            }
        }
        resolved
    }

    /// The location in the edition of a name in the source; `None` for a name that is beside the text.
    fn page_of(&self, name: &str, pair: &TextPair) -> Option<Location> {
        let anchor = pair.expected.anchors.get(name)?;
        let (words, at) = match anchor.text {
            TextId::Flow => {
                let at = found_index(pair.flow_hunks, anchor.word) + pair.flow_start;
                (&pair.found.flow.words, at)
            }
            TextId::Note(note) => {
                let (own, words) =
                    (&pair.expected.notes.get(note)?.text.words, &pair.found.notes.get(note)?.text.words);
                // A note in the edition begins with its label.
                (words, anchor.word + words.len().saturating_sub(own.len()))
            }
            TextId::Aside(_) => return None,
        };
        words.get(at).or_else(|| words.last()).map(|it| it.location)
    }

    /// The marks of notes: after the same words, in the same order.
    pub(super) fn marks(&mut self, expected: &Text, found: &Text, pair: &TextPair) {
        let mark = |text: &Text, first: usize, content: &Normalized, feature: &Feature| {
            let FeatureKind::Mark(name) = &feature.kind else { return None };
            let number = content.notes.iter().position(|it| it.name == *name)? + 1;
            let start = feature.start.saturating_sub(2).max(first.min(feature.start));
            let before = &text.words[start..feature.start];
            let before = if pair.hunks.is_empty() { shown(before) } else { String::new() };
            Some(Entry {
                key: format!("of note {number}"),
                value: format!("after `{before}`"),
                location: feature.location,
            })
        };
        let expected = entries(expected, None, |it| mark(expected, 0, pair.expected, it));
        let found = entries(found, None, |it| mark(found, pair.body.start, pair.found, it));
        self.family("mark", &expected, &found);
    }

    /// An address without its scheme, as the words of a text that shows it.
    fn shown_address(&self, address: &str) -> String {
        let bare = address
            .trim_start_matches("mailto:")
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        let words = joined(&word::words(bare.trim_end_matches('/'), Location::Whole));
        words.chars().filter(|it| !self.format.ignored().contains(it)).collect()
    }

    /// The addresses of links in an edition that has them as text.
    pub(super) fn addresses(&mut self, expected: &Normalized, found: &Normalized) {
        let text: String = found.texts().map(|it| joined(&it.words)).collect();
        let links = found.asides.iter().flat_map(|it| &it.links);
        let listed: BTreeSet<String> = links.filter_map(LinkTarget::address).collect();
        for feature in expected.texts().flat_map(|it| &it.features) {
            let FeatureKind::Link(LinkTarget::Url(written)) = &feature.kind else { continue };
            let address = percent_decoded(written);
            // A text shows an address as it is written, or without its percent-encoding.
            let is_shown = |address: &str| text.contains(&self.shown_address(address));
            if !listed.contains(&address) && !is_shown(&address) && !is_shown(written) {
                let message = format!("the address `{address}` of a link is missing");
                self.structure(feature.location, Location::Whole, message);
            }
        }
    }
}

/// Whether a word of the text in the edition is one that the program adds, as `Note` above a remark.
fn is_added(at: usize, pair: &TextPair) -> bool {
    let Some(at) = at.checked_sub(pair.flow_start) else { return false };
    let before = pair.flow_hunks.partition_point(|it| it.right.end <= at);
    let own = match before.checked_sub(1).and_then(|it| pair.flow_hunks.get(it)) {
        Some(hunk) => at - hunk.right.end + hunk.left.end,
        None => at,
    };
    pair.expected.flow.words.get(own).is_some_and(|it| it.optional)
}

/// The words that a link to an anchor leads to, without those of the text that are added.
fn words_at(anchor: Anchor, content: &Normalized, is_added: &dyn Fn(usize) -> bool) -> String {
    let words = match anchor.text {
        TextId::Flow => &content.flow.words,
        TextId::Note(note) => match content.notes.get(note) {
            Some(note) => &note.text.words,
            None => return "``".to_owned(),
        },
        TextId::Aside(_) => return "a place outside the text".to_owned(),
    };
    let is_flow = anchor.text == TextId::Flow;
    let is_said = |(at, word): &(usize, &Word)| !(word.optional || is_flow && is_added(*at));
    let words = words.iter().enumerate().skip(anchor.word);
    let next: Vec<Word> = words.filter(is_said).take(6).map(|(_, it)| it.clone()).collect();
    format!("`{}`", shown(&next))
}

/// The index in the edition of a word of the source.
pub(super) fn found_index(hunks: &[Hunk], at: usize) -> usize {
    match hunks.iter().take_while(|it| it.left.end <= at).last() {
        Some(hunk) => at - hunk.left.end + hunk.right.end,
        None => at,
    }
}
