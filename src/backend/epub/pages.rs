//! Where the pages of our own PDF begin in the document.
//!
//! A page begins with the first of the document's own text on it: not with a
//! note, a marker, a line of the contents or a running head. Which text that
//! is follows from the source spans of the runs; where in it, from how much of
//! it stands on the pages before. Counting needs no order of painting, so it
//! holds in tables and in scripts that run from right to left.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::walk::{self, Node};
use crate::document::{BlockKind, Document, InlineKind, Numbering};
use crate::layout::Layout;
use crate::layout::frame::{Item, LabelStyle, Mark, Page, PageLabel};
use crate::layout::structure::{ElementId, Role, Structure};
use crate::locale::numeral;
use crate::markup::{Ids, PageBreak};
use crate::source::Span;

/// The pages that begin in the document.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// By the span of the inline or block that they begin in.
    breaks: BTreeMap<Span, Vec<PageBreak>>,
    /// In order.
    pub(super) list: Vec<PageStart>,
}

/// Where a page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageStart {
    /// Its number as readers call it.
    pub(super) label: String,
    /// The id of its mark.
    pub(super) id: String,
    /// The index of the document's block that it begins in.
    pub(super) block: usize,
}

/// A piece of the document's text, or a picture, which has none.
#[derive(Debug)]
struct Leaf<'a> {
    /// Where it stands in the source.
    span: Span,
    /// The heading whose first words it has.
    heading: Option<Span>,
    /// The index of the document's block that it is in.
    block: usize,
    text: &'a str,
    /// How many of its characters count.
    length: usize,
}

impl Pages {
    /// The pages of a layout of this document.
    pub(super) fn of(document: &Document, layout: &Layout, ids: &Ids) -> Pages {
        let leaves = leaves(document);
        let mut before = vec![0; leaves.len()];
        let mut pages = Pages::default();
        for (page, number) in layout.pages.iter().zip(1..) {
            let here = counts(page, &layout.structure, &leaves, &before);
            if let Some(first) = here.keys().next() {
                let id = ids.numbered("page", number);
                pages.enter(
                    &leaves[*first],
                    before[*first],
                    PageStart { label: label(page.label), id, block: leaves[*first].block },
                );
            }
            here.into_iter().for_each(|(leaf, count)| before[leaf] += count);
        }
        pages
    }

    /// The pages that begin in the inline or block of a span.
    pub(super) fn at(&self, span: Span) -> &[PageBreak] {
        self.breaks.get(&span).map_or(&[], Vec::as_slice)
    }

    fn enter(&mut self, leaf: &Leaf, before: usize, start: PageStart) {
        let span = leaf.heading.filter(|_| before == 0).unwrap_or(leaf.span);
        let page = PageBreak {
            offset: past_word(leaf.text, offset(leaf.text, before)),
            id: start.id.clone(),
            label: start.label.clone(),
        };
        self.breaks.entry(span).or_default().push(page);
        self.list.push(start);
    }
}

/// A page's number as readers call it.
fn label(label: PageLabel) -> String {
    let numbering = match label.style {
        LabelStyle::Arabic => Numbering::Decimal,
        LabelStyle::Roman => Numbering::LowerRoman,
    };
    numeral::number(u64::from(label.number), numbering)
}

/// How much of each leaf stands on a page, in characters that count.
fn counts(page: &Page, structure: &Structure, leaves: &[Leaf], before: &[usize]) -> BTreeMap<usize, usize> {
    let mut here = BTreeMap::new();
    for placed in &page.items {
        let Mark::Content(content) = placed.mark else { continue };
        let owner = structure.owner(content);
        let (span, count) = match &placed.item {
            Item::Text(run) if is_text(owner, structure) => (run.span, count(&run.text)),
            Item::Image(image) => (image.span, 0),
            Item::Text(_) | Item::Rectangle(_) | Item::Path(_) => continue,
        };
        let Some(leaf) = find(leaves, span) else { continue };
        let last = last(leaves, leaf, span);
        share(leaf..last + 1, count, (leaves, before), &mut here);
    }
    here
}

/// Gives characters to leaves, as many as each has room for. What is then left was not of the
/// document: the sign of a task, the number of a note.
fn share(
    range: Range<usize>,
    count: usize,
    (leaves, before): (&[Leaf], &[usize]),
    here: &mut BTreeMap<usize, usize>,
) {
    let mut rest = count;
    for at in range.clone() {
        let taken = here.get(&at).copied().unwrap_or(0);
        let part = rest.min(leaves[at].length.saturating_sub(before[at] + taken));
        if part > 0 || (at == range.start && leaves[at].text.is_empty()) {
            here.insert(at, taken + part);
        }
        rest -= part;
    }
}

/// The last leaf that a span reaches into.
fn last(leaves: &[Leaf], first: usize, span: Span) -> usize {
    let reached = |it: &&Leaf| it.span.source == span.source && it.span.start < span.end;
    first + leaves[first + 1..].iter().take_while(reached).count()
}

/// Whether an element holds the document's own text: none of what is above it is a note, the mark of an item or note,
/// or the contents.
fn is_text(element: ElementId, structure: &Structure) -> bool {
    let above = std::iter::successors(Some(element), |it| structure.get(*it).parent);
    above.map(|it| structure.get(it).role).all(|it| !matches!(it, Role::Note | Role::Label | Role::Contents))
}

/// The leaf that a span begins in.
fn find(leaves: &[Leaf], span: Span) -> Option<usize> {
    let place = (span.source, span.start);
    let after = leaves.partition_point(|it| (it.span.source, it.span.start) <= place);
    let leaf = after.checked_sub(1)?;
    leaves[leaf].span.contains(span.start_point()).then_some(leaf)
}

/// The leaves of the document in the order of the source; those of notes are not among them.
fn leaves(document: &Document) -> Vec<Leaf<'_>> {
    let mut leaves: Vec<Leaf> = Vec::new();
    for (block, top) in document.blocks.iter().enumerate() {
        let mut heading = None;
        walk::walk(std::slice::from_ref(top), &mut |node| {
            let (span, text) = match node {
                Node::Block(it) => match &it.kind {
                    BlockKind::Heading { .. } => return heading = Some(it.span),
                    BlockKind::CodeBlock { text, .. } => (it.span, text.as_str()),
                    BlockKind::Figure(_) => (it.span, ""),
                    BlockKind::Paragraph(_)
                    | BlockKind::List(_)
                    | BlockKind::DefinitionList(_)
                    | BlockKind::Quote(_)
                    | BlockKind::Table(_)
                    | BlockKind::Admonition { .. }
                    | BlockKind::Container(_)
                    | BlockKind::ThematicBreak => return,
                },
                Node::Inline(it) => match leaf_text(&it.kind) {
                    Some(text) => (it.span, text),
                    None => return,
                },
            };
            let heading = heading.take().filter(|it: &Span| it.contains(span));
            leaves.push(Leaf { span, heading, block, text, length: count(text) });
        });
    }
    leaves.sort_by_key(|it| (it.span.source, it.span.start));
    leaves
}

/// The text of an inline that has some of its own; a picture has an empty one.
fn leaf_text(kind: &InlineKind) -> Option<&str> {
    match kind {
        InlineKind::Text(text) | InlineKind::Code(text) => Some(text),
        InlineKind::Image(_) => Some(""),
        InlineKind::Emph(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Sub(_)
        | InlineKind::Sup(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Underline(_)
        | InlineKind::Highlight(_)
        | InlineKind::Small(_)
        | InlineKind::Keyboard(_)
        | InlineKind::Abbreviation { .. }
        | InlineKind::Link { .. }
        | InlineKind::NoteRef(_)
        | InlineKind::Span { .. }
        | InlineKind::SoftBreak
        | InlineKind::LineBreak => None,
    }
}

/// Whether setting leaves a character as it is: spaces come and go at line ends, and so do
/// hyphens of line breaking (U+00AD) and marks that only allow a break.
fn counts_as_text(it: char) -> bool {
    !it.is_whitespace() && !matches!(it, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn count(text: &str) -> usize {
    text.chars().filter(|it| counts_as_text(*it)).count()
}

/// The byte at which the character stands that comes after so many that count.
fn offset(text: &str, before: usize) -> usize {
    let mut counting = text.char_indices().filter(|(_, it)| counts_as_text(*it));
    if before == 0 { 0 } else { counting.nth(before).map_or(text.len(), |(at, _)| at) }
}

/// The place itself, or the end of the word that it stands in: a mark inside a word would be read aloud in it.
fn past_word(text: &str, at: usize) -> usize {
    let (before, after) = text.split_at(at);
    if !before.ends_with(char::is_alphanumeric) {
        return at;
    }
    at + after.find(|it: char| !it.is_alphanumeric()).unwrap_or(after.len())
}
