//! Numbers of pages in a text: each is that of the page with the words that it leads to, and an index leaves none out.
//!
//! Which page has which words is known from comparing the words; what a page is called, from the labels of the file.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::attr::{ENTRY, INDEX, SEE, SEE_ALSO};
use crate::document::inline::generated;
use crate::document::walk::Node;
use crate::document::{Attr, BlockKind, Document, Inline, InlineKind, List, Target, text};
use crate::source::Span;
use crate::verify::content::{Format, Location};
use crate::verify::normalized::{Anchor, TextId};

use super::comparison::{Comparison, TextPair};
use super::links::found_index;

/// The entries of an index by their levels, with the pages that each names: single ones, and ranges.
type Entries = BTreeMap<Vec<String>, Vec<(String, String)>>;

impl Comparison<'_> {
    /// The numbers of pages in a PDF are true.
    pub(super) fn page_numbers(&mut self, document: &Document, pair: &TextPair) {
        if self.format != Format::Pdf || self.content.page_labels.is_empty() {
            return;
        }
        let mut numbers = Vec::new();
        let mut marks: Vec<(&Attr, &[Inline], Span)> = Vec::new();
        let mut entries = Entries::new();
        document.walk(|node| match node {
            Node::Inline(Inline { kind: InlineKind::Link { target, content, .. }, span }) => {
                let number = content.iter().find(|it| it.is_generated(generated::PAGE_NUMBER));
                if let (Some(number), Target::Anchor(id)) = (number, target) {
                    numbers.push((id.as_str(), text::plain(std::slice::from_ref(number)), *span));
                }
            }
            Node::Inline(Inline { kind: InlineKind::Span { attr, content }, span })
                if attr.has_class(INDEX) =>
            {
                marks.push((attr, content, *span));
            }
            Node::Inline(_) => {}
            Node::Block(block) => {
                // Lists below others are read with these, and again by themselves, which names no other entry.
                if let BlockKind::List(list) = &block.kind
                    && block.attr.has_class(generated::INDEX_ENTRIES)
                {
                    read_entries(list, &[], &mut entries);
                }
            }
        });
        let in_pages = !numbers.is_empty();
        for (id, number, span) in numbers {
            let is_number_of =
                |label: &str| number.split(|it: char| !it.is_alphanumeric()).any(|it| it == label);
            let pages = self.pages_of(id, pair);
            if !pages.is_empty() && !pages.iter().any(|it| is_number_of(it)) {
                let pages = pages.into_iter().collect::<Vec<_>>().join("` or `");
                let message = format!("`{number}` leads to what is on page `{pages}`");
                self.structure(Location::Source(span), Location::Whole, message);
            }
        }
        if in_pages {
            marks.into_iter().for_each(|mark| self.mark_of_index(mark, &entries, pair));
        }
    }

    /// A mark of the index is on a page that its entry names.
    fn mark_of_index(&mut self, mark: (&Attr, &[Inline], Span), entries: &Entries, pair: &TextPair) {
        let (attr, content, span) = mark;
        let value = |prefix: &str| attr.classes.iter().find_map(|it| it.strip_prefix(prefix));
        let Some(id) = attr.id.as_ref().filter(|_| value(SEE).is_none()) else { return };
        if content.is_empty() && value(SEE_ALSO).is_some() {
            return;
        }
        let path = value(ENTRY).map_or_else(|| vec![words(&text::name(content))], levels);
        let pages = self.pages_of(id.as_str(), pair);
        let order = |label: &str| self.content.page_labels.iter().position(|it| it == label);
        let is_within = |page: &String, (first, last): &(String, String)| {
            order(first) <= order(page) && order(page) <= order(last)
        };
        let named = entries.get(&path).map(Vec::as_slice).unwrap_or_default();
        if pages.is_empty() || pages.iter().any(|page| named.iter().any(|it| is_within(page, it))) {
            return;
        }
        let pages = pages.into_iter().collect::<Vec<_>>().join("` or `");
        let message = format!("the index does not name page `{pages}` for `{}`", path.join("!"));
        self.structure(Location::Source(span), Location::Whole, message);
    }

    /// The labels of the pages that a name may be on: that of the word after it, and of the word before it, since a name
    /// may end a page. None where the words of the page are different ones.
    fn pages_of(&self, name: &str, pair: &TextPair) -> BTreeSet<String> {
        let Some(anchor) = pair.expected.anchors.get(name) else { return BTreeSet::new() };
        let before = anchor.word.checked_sub(1).map(|word| Anchor { word, ..*anchor });
        let both = [Some(*anchor), before].into_iter().flatten();
        both.filter_map(|it| self.label_at(it, pair)).collect()
    }

    fn label_at(&self, anchor: Anchor, pair: &TextPair) -> Option<String> {
        let (words, at) = match anchor.text {
            TextId::Flow => {
                let at = found_index(pair.flow_hunks, anchor.word) + pair.flow_start;
                (&pair.found.flow.words, at)
            }
            TextId::Note(note) => {
                let own = &pair.expected.notes.get(note)?.text.words;
                let words = &pair.found.notes.get(note)?.text.words;
                (words, anchor.word + words.len().saturating_sub(own.len()))
            }
            TextId::Aside(_) => return None,
        };
        let Location::Page(page) = words.get(at).or_else(|| words.last())?.location else { return None };
        self.content.page_labels.get(usize::try_from(page).ok()?.checked_sub(1)?).cloned()
    }
}

/// Reads the pages that each entry of a list names.
fn read_entries(list: &List, above: &[String], entries: &mut Entries) {
    for item in &list.items {
        let mut path = above.to_vec();
        for block in &item.blocks {
            if let BlockKind::Paragraph(content) = &block.kind {
                let is_link = |it: &Inline| matches!(it.kind, InlineKind::Link { .. });
                let end = content.iter().position(is_link).unwrap_or(content.len());
                let name = words(&text::name(&content[..end]));
                let name = name.trim_end_matches([',', '،', '、', ' ']).to_owned();
                path = above.iter().cloned().chain([name]).collect();
                entries.entry(path.clone()).or_default().extend(ranges(&content[end..]));
            } else if let BlockKind::List(below) = &block.kind {
                read_entries(below, &path, entries);
            }
        }
    }
}

/// The pages that links name, one by one or as ranges: two links with a dash between them.
fn ranges(content: &[Inline]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut is_end = false;
    for inline in content {
        if let InlineKind::Link { content, .. } = &inline.kind {
            let number = text::plain(content);
            match found.last_mut().filter(|_| is_end) {
                Some(last) => last.1 = number,
                None => found.push((number.clone(), number)),
            }
        }
        is_end = inline.kind.own_text().is_some_and(|it| it.trim() == "–");
    }
    found
}

/// The levels of an entry, as `walls!inner` has two.
fn levels(entry: &str) -> Vec<String> {
    let entry = entry.replace("\\!", "\u{1}");
    let body = entry.trim_end_matches('!');
    let mut levels: Vec<String> =
        body.split('!').map(|it| words(&it.replace('\u{1}', "!"))).filter(|it| !it.is_empty()).collect();
    levels.iter_mut().last().into_iter().for_each(|it| it.push_str(&entry[body.len()..]));
    levels
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
