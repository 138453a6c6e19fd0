//! Which blocks go into which file.

use std::ops::Range;

use crate::document::walk::{self, Node};
use crate::document::{Block, BlockKind, Document, Id, Inline, InlineKind, NoteId, NoteRef, text};

/// The least mean length, in characters, of sections that become files of their own. A file begins on a
/// new page in every reading system: sections of less than two or three of its pages would leave half
/// of the screen empty. Headings of the first level are chapters at any length.
const SECTION: usize = 6000;

/// A file of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chapter {
    /// Its path in the book.
    pub(super) path: String,
    /// Its blocks, by their index in the document.
    pub(super) blocks: Range<usize>,
    /// The notes whose first mark stands in it, in order.
    pub(super) notes: Vec<NoteId>,
}

impl Chapter {
    /// The heading that it begins with: its id and words. `None` for what stands before the first
    /// heading, and for a document that is not divided.
    pub(super) fn heading<'a>(&self, document: &'a Document) -> Option<(&'a Id, String)> {
        let first =
            document.blocks.get(self.blocks.start).filter(|_| self.blocks.len() < document.blocks.len())?;
        let BlockKind::Heading { content, .. } = &first.kind else { return None };
        Some((first.attr.id.as_ref()?, text::plain(content)))
    }
}

/// The chapters of a document, at least one.
///
/// They begin at the headings of the highest level that has several, and where a source file begins.
pub(super) fn split(document: &Document) -> Vec<Chapter> {
    let mut starts = vec![0];
    for index in 1..document.blocks.len() {
        let from = starts.last().copied().unwrap_or(0);
        let bare = document.blocks[from..index].iter().all(|it| level(it).is_some());
        let divides = level(&document.blocks[index]).is_some_and(|it| it <= split_level(document));
        let begins = document.chapters.iter().any(|it| it.first_block == index);
        if begins || (divides && !bare) {
            starts.push(index);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([document.blocks.len()]);
    let ranges = starts.iter().zip(ends).map(|(start, end)| *start..end);
    let named = ranges.zip(1..).map(|(blocks, number)| Chapter {
        path: format!("chapter-{number:03}.xhtml"),
        notes: notes_of(document, &document.blocks[blocks.clone()]),
        blocks,
    });
    named.collect()
}

fn level(block: &Block) -> Option<u8> {
    if let BlockKind::Heading { level, .. } = block.kind { Some(level) } else { None }
}

/// The level of heading at which files begin; 0 for none.
fn split_level(document: &Document) -> u8 {
    let count = |wanted: u8| document.blocks.iter().filter(|it| level(it) == Some(wanted)).count();
    let Some(several) = (1..=6).find(|it| count(*it) > 1) else { return 0 };
    let long = several == 1 || length(&document.blocks) / count(several) >= SECTION;
    if long { several } else { 0 }
}

/// The number of bytes of text.
fn length(blocks: &[Block]) -> usize {
    let mut sum = 0;
    walk::walk(blocks, &mut |node| {
        if let Node::Inline(Inline { kind: InlineKind::Text(it), .. }) = node {
            sum += it.len();
        }
    });
    sum
}

/// The notes whose first mark stands in blocks, and those marked first in them in their turn.
fn notes_of(document: &Document, blocks: &[Block]) -> Vec<NoteId> {
    let mut found = Vec::new();
    walk::walk(blocks, &mut |node| {
        if let Node::Inline(Inline { kind: InlineKind::NoteRef(NoteRef { note, occurrence: 0 }), .. }) = node
        {
            found.push(*note);
        }
    });
    let nested: Vec<NoteId> = found
        .iter()
        .filter_map(|it| document.notes.get(*it))
        .flat_map(|it| notes_of(document, &it.blocks))
        .collect();
    found.extend(nested);
    found.sort();
    found
}
