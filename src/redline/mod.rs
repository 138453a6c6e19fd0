//! Redlines: two versions of a document as one, with what was inserted and deleted marked down to the words.
//!
//! The redline is a tree as any other: the spans of the classes [`INSERTION`] and [`DELETION`] (Pandoc's names for
//! tracked changes) hold what changed, between signs that are text, so that nobody needs colours, and every edition has
//! the same words. What the program adds besides, the signs, an introduction, and the list of changes, has the classes
//! [`SIGN`] and [`CHANGES`]. In reading order:
//!
//! - `tokens`: the inlines of a paragraph as words, and back;
//! - `inlines`: two paragraphs as one;
//! - `marks`: a block that is inserted or deleted as a whole;
//! - `align`: which blocks, items and rows of two versions are the same;
//! - `blocks`: two sequences of blocks as one;
//! - `changes`: the ids of the changes, what moved, the introduction, and the list;
//! - `settle`: what is left where all changes are accepted or rejected, and whether that has the words of the two
//!   versions;
//! - `places`: the places of an old version among the texts of both.

mod tokens;
mod inlines;
mod marks;
mod align;
mod blocks;
mod changes;
mod settle;
mod places;

pub use crate::document::attr::{CHANGES, DELETION, INSERTION, SIGN};
pub use places::move_behind;
pub use settle::{Version, disproof, settled};

use crate::document::attr::CHANGED;
use crate::document::walk::{NodeMut, walk_mut};
use crate::document::{Attr, Chapter, Document, Inline, InlineKind, Meta};
use crate::locale::redline_words;

/// The redline of two versions. Metadata, ids and forms are those of the new one.
pub fn redline(old: &Document, new: &Document) -> Document {
    let (old, new) = (&without_marks(old), &without_marks(new));
    let mut merger = blocks::Merger::new(old, new);
    let (blocks, places) = merger.document(&old.blocks, &new.blocks);
    let (blocks, notes) = merger.finish(blocks);
    let first =
        |it: &Chapter| if it.first_block == 0 { 0 } else { places[it.first_block.min(new.blocks.len())] };
    let chapters = new.chapters.iter().map(|it| Chapter { first_block: first(it), span: it.span }).collect();
    let words = redline_words(&new.meta.lang);
    // It is another publication than the one whose changes it shows.
    let title = format!("{} – {}", new.meta.title, words.title);
    let meta = Meta { title, identifier: None, ..new.meta.clone() };
    let mut document = Document { meta, blocks, notes, references: new.references.clone(), chapters };
    changes::complete(&mut document, [&old.meta, &new.meta]);
    document
}

/// A version without marks of its own, as tracked changes or a redline have them: its words are there, and what changed
/// is known by the versions alone.
fn without_marks(version: &Document) -> Document {
    let mut version = version.clone();
    let unmark = |attr: &mut Attr| {
        attr.classes.retain(|it| ![INSERTION, DELETION, SIGN, CHANGES, CHANGED].contains(&it.as_str()));
    };
    let mut visit = |node: NodeMut<'_>| match node {
        NodeMut::Block(block) => unmark(&mut block.attr),
        NodeMut::Inlines(inlines) => spans(inlines, &unmark),
    };
    walk_mut(&mut version.blocks, &mut visit);
    let ids: Vec<_> = version.notes.iter().map(|it| it.0).collect();
    for id in ids {
        if let Some(note) = version.notes.get_mut(id) {
            walk_mut(&mut note.blocks, &mut visit);
        }
    }
    version
}

/// Changes the attributes of each span.
fn spans(inlines: &mut [Inline], change: &dyn Fn(&mut Attr)) {
    for inline in inlines {
        if let InlineKind::Span { attr, .. } = &mut inline.kind {
            change(attr);
        }
        if let Some(children) = inline.kind.children_mut() {
            spans(children, change);
        }
    }
}
