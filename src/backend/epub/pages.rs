//! Where the pages of our own PDF begin in the book.
//!
//! A page begins with the first of the document's own text on it: not with a
//! note, a marker or a running head. Which text that is follows from the
//! source spans of the runs; where in it, from how much of it is on the
//! pages before. Counting needs no order of painting, so it holds in tables
//! and in scripts that run from right to left.
//!
//! Title block, rights and contents are no text of the document's own: a page
//! that opens with them is marked where the book says the same. A page without
//! any text, or with nothing but the rest of a note, is marked where the text
//! goes on: who is sent there misses nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::backend::epub::leaves::{Leaf, before_word, count, leaves, letters, offset};
use crate::document::{Document, Numbering, Outline};
use crate::layout::Layout;
use crate::layout::frame::{Item, LabelStyle, Mark, Page, PageLabel};
use crate::layout::structure::{Element, ElementId, Role, Structure};
use crate::locale::numeral;
use crate::markup::{Ids, PageBreak};
use crate::source::Span;

/// The pages that begin in the book.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// By the span of the inline or block that they begin in, and by how many of the same come before it.
    breaks: BTreeMap<(Span, usize), Vec<PageBreak>>,
    /// Those that begin outside the document's own text.
    around: BTreeMap<Place, Vec<PageBreak>>,
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
    /// Where its mark stands.
    pub(super) place: Place,
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Before the title.
    Title,
    /// Before the statement of rights on the title page.
    Rights,
    /// Before the contents.
    Contents,
    /// Before the heading of this index in the contents.
    Entry(usize),
    /// In the document's block of this index.
    Block(usize),
    /// After the text.
    End,
}

impl Pages {
    /// The pages of a layout of this document.
    pub(super) fn of(document: &Document, layout: &Layout, ids: &Ids) -> Pages {
        let leaves = leaves(document);
        let mut before = vec![0; leaves.len()];
        let mut open: Vec<usize> = (0..leaves.len()).collect();
        let mut pages = Pages::default();
        let mut waiting = Vec::new();
        let entries = entries(document);
        let mut read = false;
        for (page, number) in layout.pages.iter().zip(1..) {
            // The cover is the book's own, and has no number.
            if page.label.style == LabelStyle::Cover {
                continue;
            }
            let here = counts(page, &layout.structure, (&leaves, &before), &mut open);
            waiting.push((label(page.label), ids.numbered("page", number)));
            let first = here.keys().copied().min_by_key(|it| leaves[*it].order);
            if let Some(place) =
                around(page, &layout.structure, (document, &entries), (first.is_none(), read))
            {
                pages.enter_around(place, std::mem::take(&mut waiting));
            } else if let Some(first) = first {
                pages.enter(&leaves[first], before[first], std::mem::take(&mut waiting));
            }
            for (leaf, count) in here {
                before[leaf] += count;
                read |= count > 0;
            }
        }
        pages.enter_around(Place::End, waiting);
        pages
    }

    /// Whether pages begin in an inline or block of a span.
    pub(super) fn are_in(&self, span: Span) -> bool {
        self.breaks.range((span, 0)..=(span, usize::MAX)).next().is_some()
    }

    /// The pages that begin in the inline or block of a span, after so many with the same.
    pub(super) fn at(&self, span: Span, nth: usize) -> &[PageBreak] {
        self.breaks.get(&(span, nth)).map_or(&[], Vec::as_slice)
    }

    /// The pages that begin at a place outside the document's own text.
    pub(super) fn around(&self, place: Place) -> &[PageBreak] {
        self.around.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Marks pages, by label and id, where so much of a leaf has been read.
    fn enter(&mut self, leaf: &Leaf, before: usize, pages: Vec<(String, String)>) {
        let heading = leaf.heading.filter(|_| before == 0);
        let place = heading.unwrap_or((leaf.span, leaf.nth));
        let offset = before_word(leaf.text, offset(leaf.text, before));
        self.list(Place::Block(leaf.block), &pages);
        let mark = |(label, id)| PageBreak { offset, id, label };
        self.breaks.entry(place).or_default().extend(pages.into_iter().map(mark));
    }

    fn enter_around(&mut self, place: Place, pages: Vec<(String, String)>) {
        self.list(place, &pages);
        let mark = |(label, id)| PageBreak { offset: 0, id, label };
        self.around.entry(place).or_default().extend(pages.into_iter().map(mark));
    }

    fn list(&mut self, place: Place, pages: &[(String, String)]) {
        let start =
            |(label, id): &(String, String)| PageStart { label: label.clone(), id: id.clone(), place };
        self.list.extend(pages.iter().map(start));
    }
}

/// The headings of the contents, by their spans, as numbers from 0.
fn entries(document: &Document) -> BTreeMap<Span, usize> {
    let outline = Outline::of(&document.blocks);
    let mut entries = BTreeMap::new();
    for (at, heading) in outline.iter().filter(|it| it.id.is_some()).enumerate() {
        entries.entry(heading.span).or_insert(at);
    }
    entries
}

/// What a page opens with that is no text of the document's own; `None` for everything else. On a page that is `bare` of
/// it that may be more of the contents, or where none has been `read` yet the rights.
fn around(
    page: &Page,
    structure: &Structure,
    (document, entries): (&Document, &BTreeMap<Span, usize>),
    (bare, read): (bool, bool),
) -> Option<Place> {
    let meta = &document.meta;
    let (mut head, mut entry, mut line) = (false, None, false);
    for placed in &page.items {
        let (Mark::Content(content), Item::Text(_)) = (placed.mark, &placed.item) else { continue };
        let owner = structure.owner(content);
        let found = (structure.get(owner).role, structure.get(owner).span);
        if !meta.title.is_empty() && found == (Role::Heading(1), meta.span) {
            return Some(Place::Title);
        }
        head |= found == (Role::Heading(1 + u8::from(!meta.title.is_empty())), meta.span);
        line |= found == (Role::Paragraph, meta.span);
        entry = entry.or_else(|| above(owner, structure).find(|it| it.role == Role::ContentsItem));
    }
    let entry = || entries.get(&entry?.span).copied();
    match head {
        true => Some(Place::Contents),
        // The contents may go on after pages of the document's own.
        false if bare && read => entry().map(Place::Entry),
        false if bare => entry().map(Place::Entry).or(line.then_some(match meta.rights {
            Some(_) => Place::Rights,
            None => Place::Title,
        })),
        false => None,
    }
}

/// A page's number as readers call it.
fn label(label: PageLabel) -> String {
    let numbering = match label.style {
        LabelStyle::Arabic => Numbering::Decimal,
        LabelStyle::Roman => Numbering::LowerRoman,
        LabelStyle::Cover => return String::new(),
    };
    numeral::number(u64::from(label.number), numbering)
}

/// How much of each leaf is on a page, in characters that count. `open` has for each leaf the first one at its place that
/// has room.
fn counts(
    page: &Page,
    structure: &Structure,
    (leaves, before): (&[Leaf], &[usize]),
    open: &mut [usize],
) -> BTreeMap<usize, usize> {
    let mut here = BTreeMap::new();
    for placed in &page.items {
        let Mark::Content(content) = placed.mark else { continue };
        let owner = structure.owner(content);
        let (span, count) = match &placed.item {
            // The number of a line that leads to a page has no place in the text.
            Item::Text(run) if run.span == Span::default() => continue,
            Item::Text(run) if is_text(owner, structure) => match in_index(owner, structure) {
                None => (run.span, count(&run.text)),
                Some(IsLinked::No) => (run.span, letters(&run.text)),
                Some(IsLinked::Yes) => continue,
            },
            Item::Image(image) => (image.span, 0),
            Item::Text(_) | Item::Rectangle(_) | Item::Path(_) => continue,
        };
        let Some(leaf) = find(leaves, span) else { continue };
        let last = last(leaves, leaf, span);
        let mut from = open[leaf];
        share(from..last + 1, count, (leaves, before), &mut here);
        let is_full = |at: usize, here: &BTreeMap<usize, usize>| {
            let taken = before[at] + here.get(&at).copied().unwrap_or(0);
            leaves[at].length > 0 && taken >= leaves[at].length
        };
        while from < last && leaves[from].span == leaves[from + 1].span && is_full(from, &here) {
            from += 1;
        }
        open[leaf] = from;
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
        if rest == 0 {
            break;
        }
    }
}

/// The last leaf that a span reaches into, or that is at its place.
fn last(leaves: &[Leaf], first: usize, span: Span) -> usize {
    let end = (span.source, span.end.max(span.start.saturating_add(1)));
    leaves.partition_point(|it| (it.span.source, it.span.start) < end).max(first + 1) - 1
}

/// Whether an element holds the document's own text: none of what is above it is a note, a label that is not in the
/// source (the mark of an item; a term is), or the contents.
fn is_text(element: ElementId, structure: &Structure) -> bool {
    above(element, structure).all(|it| {
        let is_mark = it.role == Role::Label && it.span.range().is_empty();
        !is_mark && it.role != Role::Note && it.role != Role::Contents
    })
}

/// Whether words of an index are those of a link.
enum IsLinked {
    Yes,
    No,
}

/// Whether an element is of an index, and there within a link.
fn in_index(element: ElementId, structure: &Structure) -> Option<IsLinked> {
    let has = |role: Role| above(element, structure).any(|it| it.role == role);
    has(Role::Index).then(|| if has(Role::Link) { IsLinked::Yes } else { IsLinked::No })
}

/// An element and all that it is in.
fn above(element: ElementId, structure: &Structure) -> impl Iterator<Item = &Element> {
    let above = std::iter::successors(Some(element), |it| structure.get(*it).parent);
    above.map(|it| structure.get(it))
}

/// The leaf that a span begins in; of several that begin at one place, as generated words do, the first: each takes
/// what it has room for.
fn find(leaves: &[Leaf], span: Span) -> Option<usize> {
    let place = (span.source, span.start);
    let begin = |it: &Leaf| (it.span.source, it.span.start);
    let after = leaves.partition_point(|it| begin(it) <= place);
    let leaf = after.checked_sub(1)?;
    let first = leaves[..leaf].partition_point(|it| begin(it) < begin(&leaves[leaf]));
    leaves[leaf].span.contains(span.start_point()).then_some(first)
}
