//! Which blocks go into which file.
//!
//! Where everything stands, as the files of the book address it.

use crate::backend::epub::leaves::next;
use crate::backend::epub::pages::Pages;
use crate::backend::epub::resources::Pictures;
use crate::document::address::{absolute, scheme};
use crate::document::matter::contents_place;
use crate::document::walk::{self, Node};
use crate::document::{Block, BlockKind, Document, Id, Image, Inline, InlineKind, NoteId, NoteRef, text};
use crate::markup::files::{notes_of, starts};
use crate::markup::{ImageSource, PageBreak, Resolver, address, files};
use crate::source::Span;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// The least mean length, in characters, of sections that become files of their own. A file begins on a
/// new page in every reading system: sections of less than two or three of its pages would leave half
/// of the screen empty. Headings of the first level are chapters at any length.
const SECTION: usize = 6000;

/// The most chapters that are files of their own. Reading systems list all files of a book when they open it, and the
/// archive is written in a time that grows faster than their number.
const MOST_FILES: usize = 2000;

/// The most text of a file, in characters. A reading system opens a file as a whole, and those built on Adobe's engine
/// give up at 300 kB; markup takes about as much again as the text.
const LARGEST: usize = 150_000;

/// A file of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chapter {
    /// Its path in the book.
    pub(super) path: String,
    /// Its blocks, by their index in the document.
    pub(super) blocks: Range<usize>,
    /// Whether it goes on with a chapter that is too large for one file.
    pub(super) goes_on: bool,
    /// The notes whose first mark is in it, in order.
    pub(super) notes: Vec<NoteId>,
}

impl Chapter {
    /// The heading that it begins with: its id and words. `None` for what is before the first
    /// heading, for a document that is not divided, and for what goes on.
    pub(super) fn heading<'a>(&self, document: &'a Document) -> Option<(&'a Id, String)> {
        let divided = !self.goes_on && self.blocks.len() < document.blocks.len();
        let first = document.blocks.get(self.blocks.start).filter(|_| divided)?;
        let BlockKind::Heading { content, .. } = &first.kind else { return None };
        Some((first.attr.id.as_ref()?, text::name(content)))
    }

    /// What its window is called: the last heading up to its beginning, else the title of the publication.
    pub(super) fn title(&self, document: &Document) -> String {
        let words = |it: &Block| {
            if let BlockKind::Heading { content, .. } = &it.kind { Some(text::name(content)) } else { None }
        };
        let before = document.blocks.iter().take(self.blocks.start + 1).rev();
        let divided = self.blocks.len() < document.blocks.len();
        before.filter(|_| divided).find_map(words).unwrap_or_else(|| document.meta.title.clone())
    }
}

/// The chapters of a document, at least one.
///
/// They begin at the headings of the highest level that has several, where a source file begins, and at pages before the
/// text; one that is too large is cut at its sections, or else between its blocks.
pub(super) fn split(document: &Document) -> Vec<Chapter> {
    let mut starts = starts(document, split_level(document));
    // A page of its own before the text is a file, and so are the contents after it.
    for place in 0..=contents_place(&document.blocks) {
        if let Err(at) = starts.binary_search(&place) {
            starts.insert(at, place);
        }
    }
    let together = starts.len().div_ceil(MOST_FILES);
    if together > 1 {
        starts = starts.into_iter().step_by(together).collect();
    }
    let ends = starts.iter().skip(1).copied().chain([document.blocks.len()]);
    let ranges = starts.iter().zip(ends).map(|(start, end)| *start..end);
    let pieces = ranges.flat_map(|it| pieces(&document.blocks, it));
    let named = pieces.zip(1..).map(|(blocks, number)| Chapter {
        path: format!("chapter-{number:03}.xhtml"),
        notes: notes_of(document, &document.blocks[blocks.clone()]),
        goes_on: starts.binary_search(&blocks.start).is_err(),
        blocks,
    });
    named.collect()
}

/// A chapter in pieces that are not too large: cut before a heading once they are half full, and before anything else
/// when they are full. A heading is not parted from what it heads, and a block is never cut.
fn pieces(blocks: &[Block], chapter: Range<usize>) -> Vec<Range<usize>> {
    let (mut pieces, mut from, mut size) = (Vec::new(), chapter.start, 0);
    for index in chapter.clone() {
        let own = length(std::slice::from_ref(&blocks[index]));
        let heads = blocks[index].level().is_some();
        if size + own > LARGEST || (heads && size > LARGEST / 2) {
            let above = blocks[from..index].iter().rev().take_while(|it| it.level().is_some());
            let cut = index - above.count();
            if cut > from {
                pieces.push(from..cut);
                (from, size) = (cut, length(&blocks[cut..index]));
            }
        }
        size += own;
    }
    pieces.push(from..chapter.end);
    pieces
}

/// The level of heading at which files begin; 0 for none.
fn split_level(document: &Document) -> u8 {
    let count = |wanted: u8| document.blocks.iter().filter(|it| it.level() == Some(wanted)).count();
    let Some(several) = (1..=6).find(|it| count(*it) > 1) else { return 0 };
    let long = several == 1 || length(&document.blocks) / count(several) >= SECTION;
    if long { several } else { 0 }
}

/// The number of bytes of text.
fn length(blocks: &[Block]) -> usize {
    let mut sum = 0;
    walk::walk(blocks, &mut |node| match node {
        Node::Inline(Inline { kind: InlineKind::Text(it) | InlineKind::Code(it), .. })
        | Node::Block(Block { kind: BlockKind::CodeBlock { text: it, .. }, .. }) => sum += it.len(),
        Node::Inline(_) | Node::Block(_) => {}
    });
    sum
}

/// The addresses of places and images, as seen from one file at a time.
#[derive(Debug)]
pub(super) struct Places<'a> {
    /// Across the chapters.
    pub(super) within: files::Places<'a>,
    pub(super) pictures: &'a Pictures<'a>,
    pub(super) pages: &'a Pages,
    /// How often spans were asked for that have pages: generated words have the same at one place.
    pub(super) asked: RefCell<BTreeMap<Span, usize>>,
    /// The address of the publication; `None` where it has none.
    pub(super) url: Option<&'a str>,
}

impl Resolver for Places<'_> {
    fn anchor(&self, id: &Id) -> String {
        self.within.anchor(id)
    }

    fn note(&self, note: NoteId, id: &str) -> String {
        self.within.note(note, id)
    }

    fn mark(&self, mark: NoteRef, id: &str) -> String {
        self.within.mark(mark, id)
    }

    fn image(&self, image: &Image) -> Option<ImageSource> {
        self.pictures.source(&image.path)
    }

    /// A relative address is completed by that of the publication: a book is read elsewhere.
    fn outside(&self, url: &str) -> Option<String> {
        let whole = if scheme(url).is_some() { Some(url.to_owned()) } else { absolute(self.url, url) };
        whole.map(|it| address::encode(&it))
    }

    /// Marks are in chapters alone: the words of a heading are there again in the contents. Nodes that a filter has
    /// inserted may share a span, and a mark is there once.
    fn pages(&self, span: Span) -> &[PageBreak] {
        if self.within.here().is_none() || !self.pages.are_in(span) {
            return &[];
        }
        self.pages.at(span, next(&mut self.asked.borrow_mut(), span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first block of each file of a document of sections, of paragraphs of so many thousand characters.
    fn files(sections: &[Vec<usize>]) -> Vec<(usize, bool)> {
        let mut document = Document::default();
        let block = |kind| Block { kind, attr: Default::default(), span: Default::default() };
        let words = |it: usize| {
            vec![Inline { kind: InlineKind::Text("x".repeat(it * 1000)), span: Default::default() }]
        };
        for (at, paragraphs) in sections.iter().enumerate() {
            let level = if at == 0 { 1 } else { 2 };
            document.blocks.push(block(BlockKind::Heading { level, content: Vec::new() }));
            document.blocks.extend(paragraphs.iter().map(|it| block(BlockKind::Paragraph(words(*it)))));
        }
        split(&document).iter().map(|it| (it.blocks.start, it.goes_on)).collect()
    }

    #[test]
    fn short_sections_stay_together_until_the_file_is_too_large() {
        let whole = vec![(0, false)];
        assert_eq!(files(&[vec![1], vec![2], vec![3]]), whole);
        assert_eq!(files(&[]), whole);
        let past_the_half = [(0, false), (96, true), (192, true)];
        assert_eq!(files(&vec![vec![1; 5]; 40]), past_the_half);
        let when_full = [(0, false), (151, true), (301, true)];
        assert_eq!(files(&[vec![1; 400]]), when_full);
        let with_its_heading = [(0, false), (11, true)];
        assert_eq!(files(&[vec![1; 10], vec![149]]), with_its_heading);
        assert_eq!(files(&[vec![400]]), whole, "a block is never cut");
    }
}
