//! Walks over the tree, for whatever asks the same of every node.

use crate::document::{Attr, Block, BlockKind, Inline, InlineKind};

impl InlineKind {
    /// The inlines inside; none for a leaf.
    pub fn children(&self) -> &[Inline] {
        match self {
            InlineKind::Emph(it)
            | InlineKind::Strong(it)
            | InlineKind::Strike(it)
            | InlineKind::Sub(it)
            | InlineKind::Sup(it)
            | InlineKind::SmallCaps(it)
            | InlineKind::Underline(it)
            | InlineKind::Highlight(it)
            | InlineKind::Small(it)
            | InlineKind::Keyboard(it)
            | InlineKind::Abbreviation { content: it, .. }
            | InlineKind::Link { content: it, .. }
            | InlineKind::Span { content: it, .. } => it,
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::SoftBreak
            | InlineKind::LineBreak => &[],
        }
    }

    /// The inlines inside, to be changed; `None` for a leaf.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            InlineKind::Emph(it)
            | InlineKind::Strong(it)
            | InlineKind::Strike(it)
            | InlineKind::Sub(it)
            | InlineKind::Sup(it)
            | InlineKind::SmallCaps(it)
            | InlineKind::Underline(it)
            | InlineKind::Highlight(it)
            | InlineKind::Small(it)
            | InlineKind::Keyboard(it)
            | InlineKind::Abbreviation { content: it, .. }
            | InlineKind::Link { content: it, .. }
            | InlineKind::Span { content: it, .. } => Some(it),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::SoftBreak
            | InlineKind::LineBreak => None,
        }
    }

    /// The text that the inline has of itself: a break is a space. `None` for one that holds others, a picture, a mark.
    pub fn own_text(&self) -> Option<&str> {
        match self {
            InlineKind::Text(it) | InlineKind::Code(it) => Some(it),
            InlineKind::SoftBreak | InlineKind::LineBreak => Some(" "),
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
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::Span { .. } => None,
        }
    }
}

/// A node of the tree.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A block.
    Block(&'a Block),
    /// An inline.
    Inline(&'a Inline),
}

impl<'a> Node<'a> {
    /// The attributes that it carries: its own, and those of the image in a figure.
    pub fn attributes(self) -> [Option<&'a Attr>; 2] {
        match self {
            Node::Block(block) => {
                let image = if let BlockKind::Figure(it) = &block.kind { Some(&it.image.attr) } else { None };
                [Some(&block.attr), image]
            }
            Node::Inline(inline) => {
                let span = if let InlineKind::Span { attr, .. } = &inline.kind { Some(attr) } else { None };
                let image = if let InlineKind::Image(it) = &inline.kind { Some(&it.attr) } else { None };
                [span, image]
            }
        }
    }
}

/// Calls `visit` on every block and inline below `blocks`, parents first, in reading order.
/// Notes are apart: walk the blocks of each.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(Node<'a>)) {
    for block in blocks {
        visit(Node::Block(block));
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                walk_inlines(content, visit)
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| walk(&item.blocks, visit)),
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| walk_inlines(&term.content, visit));
                    definition.bodies.iter().for_each(|body| walk(body, visit));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => walk(inner, visit),
            BlockKind::Admonition { title, blocks: inner, .. } => {
                title.iter().for_each(|it| walk_inlines(it, visit));
                walk(inner, visit);
            }
            BlockKind::Table(table) => {
                table.caption.iter().for_each(|it| walk_inlines(it, visit));
                let rows = table.head.iter().chain(&table.body);
                rows.flat_map(|row| &row.cells).for_each(|cell| walk_inlines(&cell.content, visit));
            }
            BlockKind::Figure(figure) => walk_inlines(&figure.caption, visit),
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
        }
    }
}

/// Calls `visit` on every inline, parents first, in reading order.
pub fn walk_inlines<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(Node<'a>)) {
    for inline in inlines {
        visit(Node::Inline(inline));
        walk_inlines(inline.kind.children(), visit);
    }
}

/// Calls `visit` on every sequence of inlines below `blocks`, those inside an inline before the one that it is in,
/// so that a sequence may be rebuilt. Notes are apart.
pub fn walk_inlines_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
                sequence_mut(content, visit)
            }
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| walk_inlines_mut(&mut item.blocks, visit));
            }
            BlockKind::DefinitionList(definitions) => {
                for definition in definitions {
                    definition.terms.iter_mut().for_each(|term| sequence_mut(&mut term.content, visit));
                    definition.bodies.iter_mut().for_each(|body| walk_inlines_mut(body, visit));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => walk_inlines_mut(inner, visit),
            BlockKind::Admonition { title, blocks: inner, .. } => {
                title.iter_mut().for_each(|it| sequence_mut(it, visit));
                walk_inlines_mut(inner, visit);
            }
            BlockKind::Table(table) => {
                table.caption.iter_mut().for_each(|it| sequence_mut(it, visit));
                let rows = table.head.iter_mut().chain(&mut table.body);
                rows.flat_map(|row| &mut row.cells).for_each(|cell| sequence_mut(&mut cell.content, visit));
            }
            BlockKind::Figure(figure) => sequence_mut(&mut figure.caption, visit),
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
        }
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

/// Calls `visit` on every block below `blocks`, parents first. Notes are apart.
pub fn walk_blocks_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        match &mut block.kind {
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| walk_blocks_mut(&mut item.blocks, visit));
            }
            BlockKind::DefinitionList(definitions) => {
                let bodies = definitions.iter_mut().flat_map(|it| &mut it.bodies);
                bodies.for_each(|body| walk_blocks_mut(body, visit));
            }
            BlockKind::Quote(inner)
            | BlockKind::Container(inner)
            | BlockKind::Admonition { blocks: inner, .. } => {
                walk_blocks_mut(inner, visit);
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::ThematicBreak => {}
        }
    }
}
