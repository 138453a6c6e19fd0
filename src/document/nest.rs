//! Spans that nest: a parent's holds its children's.
//!
//! What CommonMark gives as the range of a block is cut to its text here and
//! there, and what is ours begins before or ends after it. Widening each span
//! from the leaves up makes the promise hold whatever the source is.

use crate::document::{Block, BlockKind, CellContent, Inline, List, Table};
use crate::source::Span;

/// Widens the spans of blocks so that each holds those of its children.
pub fn widen(blocks: &mut [Block]) {
    for block in blocks {
        let inner = match &mut block.kind {
            BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => inlines(content),
            BlockKind::List(list) => items(list),
            BlockKind::DefinitionList(definitions) => {
                let mut inner = None;
                for definition in definitions {
                    for term in &mut definition.terms {
                        hold(&mut term.span, inlines(&mut term.content));
                        inner = join(inner, Some(term.span));
                    }
                    for body in &mut definition.bodies {
                        inner = join(inner, sequence(body));
                    }
                }
                inner
            }
            BlockKind::Quote(inner) | BlockKind::Container(inner) => sequence(inner),
            BlockKind::Admonition { title, blocks, .. } => {
                join(title.as_mut().and_then(|it| inlines(it)), sequence(blocks))
            }
            BlockKind::Table(table) => rows(table),
            BlockKind::Figure(figure) => inlines(&mut figure.caption),
            BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => None,
        };
        hold(&mut block.span, inner);
    }
}

/// Widens the spans of blocks; gives the span of all of them.
pub fn sequence(blocks: &mut [Block]) -> Option<Span> {
    widen(blocks);
    blocks.iter().map(|it| it.span).reduce(Span::join)
}

fn items(list: &mut List) -> Option<Span> {
    for item in &mut list.items {
        hold(&mut item.span, sequence(&mut item.blocks));
    }
    list.items.iter().map(|it| it.span).reduce(Span::join)
}

fn rows(table: &mut Table) -> Option<Span> {
    let mut inner = table.caption.as_mut().and_then(|it| inlines(it));
    for row in table.rows_mut() {
        for cell in &mut row.cells {
            let content = match &mut cell.content {
                CellContent::Text(content) => inlines(content),
                CellContent::Blocks(blocks) => sequence(blocks),
            };
            hold(&mut cell.span, content);
            row.span = row.span.join(cell.span);
        }
        inner = join(inner, Some(row.span));
    }
    inner
}

fn inlines(sequence: &mut [Inline]) -> Option<Span> {
    for inline in sequence.iter_mut() {
        let inner = inline.kind.children_mut().and_then(|it| inlines(it));
        hold(&mut inline.span, inner);
    }
    sequence.iter().map(|it| it.span).reduce(Span::join)
}

fn hold(span: &mut Span, inner: Option<Span>) {
    *span = inner.map_or(*span, |it| span.join(it));
}

fn join(a: Option<Span>, b: Option<Span>) -> Option<Span> {
    a.into_iter().chain(b).reduce(Span::join)
}
