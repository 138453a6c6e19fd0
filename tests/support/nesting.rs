//! Checks the invariants of every tree.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use pamphlet::document::{Block, BlockKind, Cell, CellContent, Document, Inline, InlineKind, Target};
use pamphlet::source::Span;

use super::Read;

/// Panics if an invariant is broken: spans lie in their source and in their parent's, ids are unique, anchors
/// and notes exist, a table's rows have its columns, lists and links are not empty.
pub(crate) fn hold(read: &Read) {
    let length = read.sources.iter().next().map_or(0, |(_, source)| source.text().len());
    let mut checker = TreeChecker { document: &read.document, ids: BTreeSet::new() };
    let whole = read.document.chapters.first().expect("a chapter").span;
    assert_eq!(whole.range(), 0..length);
    checker.blocks(&read.document.blocks, whole);
    for (_, note) in read.document.notes.iter() {
        inside(whole, note.span);
        assert!(!note.references.is_empty(), "a note without reference is in no edition");
        checker.blocks(&note.blocks, note.span);
    }
    let anchors: BTreeSet<String> = read.document.references.iter().map(|(id, _)| id.to_string()).collect();
    assert_eq!(anchors, checker.ids, "the ids of the tree are those of the references");
}

struct TreeChecker<'a> {
    document: &'a Document,
    ids: BTreeSet<String>,
}

fn inside(parent: Span, child: Span) {
    assert!(parent.contains(child), "{child:?} is not inside {parent:?}");
}

impl TreeChecker<'_> {
    fn blocks(&mut self, blocks: &[Block], parent: Span) {
        for block in blocks {
            inside(parent, block.span);
            self.id(block.attr.id.as_ref());
            self.content(block);
        }
    }

    fn id(&mut self, id: Option<&pamphlet::document::Id>) {
        if let Some(id) = id {
            assert!(self.ids.insert(id.to_string()), "{id} is given twice");
        }
    }

    fn content(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                assert!(!content.is_empty(), "a paragraph has something in it");
                self.inlines(content, block.span);
            }
            BlockKind::Heading { content, level } => {
                assert!((1..=6).contains(level));
                assert!(block.attr.id.is_some(), "a heading has an id");
                self.inlines(content, block.span);
            }
            BlockKind::List(list) => {
                assert!(!list.items.is_empty(), "a list has an item");
                for item in &list.items {
                    inside(block.span, item.span);
                    self.blocks(&item.blocks, item.span);
                }
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    assert!(!definition.terms.is_empty() && !definition.bodies.is_empty());
                    for term in &definition.terms {
                        inside(block.span, term.span);
                        self.inlines(&term.content, term.span);
                    }
                    definition.bodies.iter().for_each(|body| self.blocks(body, block.span));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => self.blocks(inner, block.span),
            BlockKind::Admonition { title, blocks, .. } => {
                title.iter().for_each(|it| self.inlines(it, block.span));
                self.blocks(blocks, block.span);
            }
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|it| self.inlines(it, block.span));
                let mut settled = table.clone();
                settled.settle();
                assert_eq!(&settled, table, "each place of a table is taken once");
                for row in table.rows() {
                    inside(block.span, row.span);
                    row.cells.iter().for_each(|cell| self.cell(cell, row.span));
                }
            }
            BlockKind::Figure(figure) => {
                self.id(figure.image.attr.id.as_ref());
                self.inlines(&figure.caption, block.span);
            }
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
        }
    }

    fn cell(&mut self, cell: &Cell, row: Span) {
        inside(row, cell.span);
        match &cell.content {
            CellContent::Text(content) => self.inlines(content, cell.span),
            CellContent::Blocks(blocks) => self.blocks(blocks, cell.span),
        }
    }

    fn inlines(&mut self, inlines: &[Inline], parent: Span) {
        for inline in inlines {
            inside(parent, inline.span);
            if let InlineKind::Span { attr, .. } = &inline.kind {
                self.id(attr.id.as_ref());
            }
            if let InlineKind::Image(image) = &inline.kind {
                self.id(image.attr.id.as_ref());
            }
            if let InlineKind::Link { target, content, .. } = &inline.kind {
                assert!(!content.is_empty(), "a link has content");
                if let Target::Anchor(id) = target {
                    assert!(self.document.references.get(id).is_some(), "{id} exists");
                }
            }
            if let InlineKind::NoteRef(reference) = inline.kind {
                let note = self.document.notes.get(reference.note).expect("the note exists");
                assert_eq!(note.references[reference.occurrence as usize], inline.span);
            }
            self.inlines(inline.kind.children(), inline.span);
        }
    }
}
