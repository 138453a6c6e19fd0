//! Lists, which Word has as paragraphs with a numbering and a level.

use crate::document::{Attr, Block, BlockKind, Inline, InlineKind, List, ListItem, ListKind};
use crate::source::Span;

/// A paragraph of a list, or what goes on with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListPart {
    /// The numbering that it belongs to.
    pub(super) numbering: String,
    /// The level, from 0.
    pub(super) level: usize,
    pub(super) kind: ListKind,
    /// Whether it goes on with the item before.
    pub(super) continues: bool,
    /// Whether it is a task, and done.
    pub(super) task: Option<bool>,
    pub(super) blocks: Vec<Block>,
}

/// A block of a file, which has no place in a source.
pub(super) fn block(kind: BlockKind) -> Block {
    Block { kind, attr: Attr::default(), span: Span::default() }
}

/// The lists of some parts that follow one another.
pub(super) fn lists(parts: Vec<ListPart>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open: Vec<(usize, String, List)> = Vec::new();
    for part in parts {
        let deeper = |it: &(usize, String, List)| {
            it.0 > part.level
                || (it.0 == part.level
                    && !part.continues
                    && (it.1 != part.numbering || it.2.kind != same(part.kind, it.2.kind)))
        };
        while open.last().is_some_and(deeper) {
            close(&mut open, &mut out);
        }
        if part.continues
            && let Some(item) = open.last_mut().and_then(|it| it.2.items.last_mut())
        {
            item.blocks.extend(part.blocks);
            continue;
        }
        if open.last().is_none_or(|it| it.0 != part.level) {
            let list = List { kind: part.kind, tight: true, items: Vec::new() };
            open.push((part.level, part.numbering, list));
        }
        if let Some((_, _, list)) = open.last_mut() {
            list.items.push(item(part.blocks, part.task));
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut out);
    }
    out
}

/// The kind of an open list where another is numbered alike: where it begins does not count.
fn same(kind: ListKind, open: ListKind) -> ListKind {
    match (kind, open) {
        (ListKind::Ordered { numbering, .. }, ListKind::Ordered { start, .. }) => {
            ListKind::Ordered { start, numbering }
        }
        (kind, _) => kind,
    }
}

/// Ends the innermost list: it becomes part of the item around it.
fn close(open: &mut Vec<(usize, String, List)>, out: &mut Vec<Block>) {
    let Some((_, _, mut list)) = open.pop() else { return };
    let is_paragraph = |it: &&Block| !matches!(it.kind, BlockKind::List(_));
    list.tight = list.items.iter().all(|it| it.blocks.iter().filter(is_paragraph).count() < 2);
    let block = block(BlockKind::List(list));
    match open.last_mut().and_then(|it| it.2.items.last_mut()) {
        Some(item) => item.blocks.push(block),
        None => out.push(block),
    }
}

/// An item, which is a task where its bullet is a box, or its text begins with one.
fn item(mut blocks: Vec<Block>, mut task: Option<bool>) -> ListItem {
    if let Some(Block { kind: BlockKind::Paragraph(content), .. }) = blocks.first_mut()
        && let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut()
    {
        for (sign, done) in [("☐", false), ("☒", true), ("☑", true)] {
            if let Some(rest) = text.strip_prefix(sign) {
                task = Some(done);
                *text = rest.trim_start().to_owned();
                break;
            }
        }
    }
    ListItem { task, blocks, span: Span::default() }
}
