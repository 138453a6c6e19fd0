//! The places of an old version among the texts of both.

use crate::document::walk::{NodeMut, walk_mut};
use crate::document::{Block, BlockKind, Document, Inline};
use crate::source::Span;

/// Moves the places of a document behind those of so many texts.
pub fn move_behind(document: &mut Document, count: usize) {
    let mut visit = |node: NodeMut<'_>| match node {
        NodeMut::Block(block) => of_block(block, count),
        NodeMut::Inlines(inlines) => of_inlines(inlines, count),
    };
    walk_mut(&mut document.blocks, &mut visit);
    let ids: Vec<_> = document.notes.iter().map(|it| it.0).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            move_span(&mut note.span, count);
            note.references.iter_mut().for_each(|it| move_span(it, count));
            walk_mut(&mut note.blocks, &mut visit);
        }
    }
}

fn move_span(span: &mut Span, count: usize) {
    *span = span.behind(count);
}

fn of_block(block: &mut Block, count: usize) {
    move_span(&mut block.span, count);
    match &mut block.kind {
        BlockKind::List(list) => list.items.iter_mut().for_each(|it| move_span(&mut it.span, count)),
        BlockKind::DefinitionList(definitions) => {
            definitions.iter_mut().flat_map(|it| &mut it.terms).for_each(|it| move_span(&mut it.span, count));
        }
        BlockKind::Table(table) => {
            for row in table.head.iter_mut().chain(&mut table.body) {
                move_span(&mut row.span, count);
                row.cells.iter_mut().for_each(|it| move_span(&mut it.span, count));
            }
        }
        BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::Quote(_)
        | BlockKind::CodeBlock { .. }
        | BlockKind::Figure(_)
        | BlockKind::Admonition { .. }
        | BlockKind::Container(_)
        | BlockKind::ThematicBreak => {}
    }
}

fn of_inlines(inlines: &mut [Inline], count: usize) {
    for inline in inlines {
        move_span(&mut inline.span, count);
        if let Some(children) = inline.kind.children_mut() {
            of_inlines(children, count);
        }
    }
}
