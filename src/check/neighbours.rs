//! Blocks and those beside them: what a text that was copied from pages gets wrong.

use crate::document::walk::Part;
use crate::document::{Block, BlockKind, Document, Inline, InlineKind, List, ListItem, text};
use crate::source::Span;

/// Calls `visit` on every run of blocks that stand one below the other.
pub(super) fn runs<'a>(document: &'a Document, visit: &mut impl FnMut(&'a [Block])) {
    document.parts().for_each(|blocks| run(blocks, visit));
}

fn run<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a [Block])) {
    visit(blocks);
    for block in blocks {
        block.kind.parts(&mut |part| match part {
            Part::Blocks(inner) => run(inner, visit),
            Part::Inlines(_) => {}
        });
    }
}

/// The inlines of a paragraph; `None` for any other block.
pub(super) fn paragraph(block: &Block) -> Option<&[Inline]> {
    if let BlockKind::Paragraph(content) = &block.kind { Some(content) } else { None }
}

/// The list that a block is; `None` for any other.
pub(super) fn list(block: &Block) -> Option<&List> {
    if let BlockKind::List(list) = &block.kind { Some(list) } else { None }
}

/// The last character of a text that counts: closing quotes and brackets are passed over.
pub(super) fn last(text: &str) -> Option<char> {
    text.trim_end().chars().rev().find(|it| !matches!(it, '"' | '\'' | '”' | '’' | '»' | ')' | ']'))
}

/// The first character of a text that counts: opening quotes and brackets are passed over.
pub(super) fn first(text: &str) -> Option<char> {
    text.trim_start().chars().find(|it| !matches!(it, '"' | '\'' | '“' | '‘' | '’' | '«' | '„' | '(' | '['))
}

/// How the words are dressed that an item begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dress {
    Italic,
    Bold,
    BoldItalic,
}

/// The words in other type that an item begins with, as `**Equity:**`, with their place; `None` where it has none.
pub(super) fn lead_in(item: &ListItem) -> Option<(Dress, Span)> {
    let [first, ..] = paragraph(item.blocks.first()?)? else { return None };
    let inner = first.kind.children();
    let closes = |it: &str| it.trim_end().ends_with([':', '.', '：', '。', '—', '–']);
    if !closes(&text::plain(inner)) {
        return None;
    }
    let inner = inner.first().filter(|_| inner.len() == 1).map(|it| &it.kind);
    let (bold, italic) =
        (matches!(first.kind, InlineKind::Strong(_)), matches!(first.kind, InlineKind::Emph(_)));
    let dress = match inner {
        Some(InlineKind::Emph(_)) if bold => Dress::BoldItalic,
        Some(InlineKind::Strong(_)) if italic => Dress::BoldItalic,
        Some(_) | None if bold => Dress::Bold,
        Some(_) | None if italic => Dress::Italic,
        Some(_) | None => return None,
    };
    Some((dress, first.span))
}

/// The list that the list at an index seems to go on with: of the same kind, its last item and our first begin with
/// words in other type, and nothing is between but one paragraph or two that introduce nothing.
pub(super) fn continued(blocks: &[Block], at: usize) -> Option<usize> {
    let own = list(blocks.get(at)?)?;
    let before = (at.saturating_sub(3)..at).rev().find(|index| paragraph(&blocks[*index]).is_none())?;
    let between = &blocks[before + 1..at];
    let other = list(&blocks[before])?;
    let introduces =
        between.iter().filter_map(paragraph).any(|it| text::plain(it).trim_end().ends_with([':', '：', '…']));
    let alike = own.kind == other.kind
        && lead_in(own.items.first()?).is_some()
        && lead_in(other.items.last()?).is_some();
    (!between.is_empty() && alike && !introduces).then_some(before)
}
