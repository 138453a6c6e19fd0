//! Walks over the tree, for whatever asks the same of every node.
//!
//! [`crate::document::Document::walk`] is the one to use; the others are for a part of the tree, or to change it.

use crate::document::{Attr, Block, BlockKind, CellContent, Image, Inline, InlineKind};
use crate::source::Span;

/// A node of the tree.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A block.
    Block(&'a Block),
    /// An inline.
    Inline(&'a Inline),
}

impl<'a> Node<'a> {
    /// The place of the node in the source.
    pub fn span(self) -> Span {
        match self {
            Node::Block(block) => block.span,
            Node::Inline(inline) => inline.span,
        }
    }

    /// The image of a figure, or the image that the inline is.
    pub fn image(self) -> Option<&'a Image> {
        match self {
            Node::Block(Block { kind: BlockKind::Figure(figure), .. }) => Some(&figure.image),
            Node::Inline(Inline { kind: InlineKind::Image(image), .. }) => Some(image),
            Node::Block(_) | Node::Inline(_) => None,
        }
    }

    /// The attributes of the node: its own, and those of the image in a figure.
    pub fn attributes(self) -> impl Iterator<Item = &'a Attr> {
        let own = match self {
            Node::Block(block) => Some(&block.attr),
            Node::Inline(Inline { kind: InlineKind::Span { attr, .. }, .. }) => Some(attr),
            Node::Inline(_) => None,
        };
        own.into_iter().chain(self.image().map(|image| &image.attr))
    }
}

/// One of the sequences that a block is made of.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// Inlines: a paragraph, a caption, a cell, a term.
    Inlines(&'a [Inline]),
    /// Blocks: of a quotation, an item, a meaning.
    Blocks(&'a [Block]),
}

/// One of the sequences that a block is made of, to be changed.
enum PartMut<'a> {
    Inlines(&'a mut Vec<Inline>),
    Blocks(&'a mut Vec<Block>),
}

impl BlockKind {
    /// Calls `visit` on every sequence that the block is made of, in reading order.
    pub fn parts<'a>(&'a self, visit: &mut impl FnMut(Part<'a>)) {
        match self {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                visit(Part::Inlines(content))
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| visit(Part::Blocks(&item.blocks))),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| visit(Part::Inlines(&term.content)));
                    definition.bodies.iter().for_each(|body| visit(Part::Blocks(body)));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => visit(Part::Blocks(inner)),
            BlockKind::Admonition { title, blocks, .. } => {
                title.iter().for_each(|content| visit(Part::Inlines(content)));
                visit(Part::Blocks(blocks));
            }
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|content| visit(Part::Inlines(content)));
                table.cells().for_each(|cell| match &cell.content {
                    CellContent::Text(content) => visit(Part::Inlines(content)),
                    CellContent::Blocks(blocks) => visit(Part::Blocks(blocks)),
                });
            }
            BlockKind::Figure(figure) => visit(Part::Inlines(&figure.caption)),
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
        }
    }
}

/// Calls `visit` on every sequence that a block is made of, in reading order.
fn parts_mut(kind: &mut BlockKind, visit: &mut impl FnMut(PartMut<'_>)) {
    match kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
            visit(PartMut::Inlines(content))
        }
        BlockKind::List(list) => {
            list.items.iter_mut().for_each(|item| visit(PartMut::Blocks(&mut item.blocks)));
        }
        BlockKind::DefinitionList(definitions) => {
            for definition in definitions {
                definition.terms.iter_mut().for_each(|term| visit(PartMut::Inlines(&mut term.content)));
                definition.bodies.iter_mut().for_each(|body| visit(PartMut::Blocks(body)));
            }
        }
        BlockKind::Quote(inner) | BlockKind::Container(inner) => visit(PartMut::Blocks(inner)),
        BlockKind::Admonition { title, blocks, .. } => {
            title.iter_mut().for_each(|content| visit(PartMut::Inlines(content)));
            visit(PartMut::Blocks(blocks));
        }
        BlockKind::Table(table) => {
            table.caption.iter_mut().for_each(|content| visit(PartMut::Inlines(content)));
            table.cells_mut().for_each(|cell| match &mut cell.content {
                CellContent::Text(content) => visit(PartMut::Inlines(content)),
                CellContent::Blocks(blocks) => visit(PartMut::Blocks(blocks)),
            });
        }
        BlockKind::Figure(figure) => visit(PartMut::Inlines(&mut figure.caption)),
        BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
    }
}

/// Calls `visit` on every block and inline below `blocks`, parents first, in reading order.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(Node<'a>)) {
    for block in blocks {
        visit(Node::Block(block));
        block.kind.parts(&mut |part| match part {
            Part::Inlines(content) => walk_inlines(content, visit),
            Part::Blocks(inner) => walk(inner, visit),
        });
    }
}

/// Calls `visit` on every inline, parents first, in reading order.
pub fn walk_inlines<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(Node<'a>)) {
    for inline in inlines {
        visit(Node::Inline(inline));
        walk_inlines(inline.kind.children(), visit);
    }
}

/// Calls `visit` on every block below `blocks`, parents first.
pub fn walk_blocks_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        parts_mut(&mut block.kind, &mut |part| match part {
            PartMut::Inlines(_) => {}
            PartMut::Blocks(inner) => walk_blocks_mut(inner, visit),
        });
    }
}

/// A block, or the inlines of a paragraph, a caption, a cell or a term, to be changed.
#[derive(Debug)]
pub enum NodeMut<'a> {
    /// A block, before what is in it.
    Block(&'a mut Block),
    /// A sequence of inlines; those inside one of them are not visited.
    Inlines(&'a mut Vec<Inline>),
}

/// Calls `visit` on every block below `blocks` and every sequence of inlines of one, in reading order.
pub fn walk_mut(blocks: &mut [Block], visit: &mut impl FnMut(NodeMut<'_>)) {
    for block in blocks {
        visit(NodeMut::Block(block));
        parts_mut(&mut block.kind, &mut |part| match part {
            PartMut::Inlines(content) => visit(NodeMut::Inlines(content)),
            PartMut::Blocks(inner) => walk_mut(inner, visit),
        });
    }
}

/// Calls `visit` on every sequence of blocks, those inside a block before the one that it is in, so that a sequence may
/// be rebuilt.
pub fn walk_sequences_mut(blocks: &mut Vec<Block>, visit: &mut impl FnMut(&mut Vec<Block>)) {
    for block in blocks.iter_mut() {
        parts_mut(&mut block.kind, &mut |part| match part {
            PartMut::Inlines(_) => {}
            PartMut::Blocks(inner) => walk_sequences_mut(inner, visit),
        });
    }
    visit(blocks);
}

/// Calls `visit` on every sequence of inlines below `blocks`, those inside an inline before the one that it is in,
/// so that a sequence may be rebuilt.
pub fn walk_inlines_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        parts_mut(&mut block.kind, &mut |part| match part {
            PartMut::Inlines(content) => sequence_mut(content, visit),
            PartMut::Blocks(inner) => walk_inlines_mut(inner, visit),
        });
    }
}

fn sequence_mut(inlines: &mut Vec<Inline>, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for inline in inlines.iter_mut() {
        if let Some(children) = inline.kind.children_mut() {
            sequence_mut(children, visit);
        }
    }
    visit(inlines);
}

/// Calls `visit` on every inline below `blocks` that holds no others, in reading order.
pub fn walk_leaves_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut InlineKind)) {
    for block in blocks {
        parts_mut(&mut block.kind, &mut |part| match part {
            PartMut::Inlines(content) => leaves_mut(content, visit),
            PartMut::Blocks(inner) => walk_leaves_mut(inner, visit),
        });
    }
}

fn leaves_mut(inlines: &mut [Inline], visit: &mut impl FnMut(&mut InlineKind)) {
    for inline in inlines {
        match inline.kind.children_mut() {
            Some(children) => leaves_mut(children, visit),
            None => visit(&mut inline.kind),
        }
    }
}
