//! The outline: headings as a tree, derived from the flat blocks.

use crate::document::{Block, BlockKind, Id, Inline, text};
use crate::source::Span;

/// The headings of a document in their order, each with those below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The headings of the highest level.
    pub entries: Vec<OutlineEntry>,
}

/// A heading in the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// The level as written, 1 to 6.
    pub level: u8,
    /// The depth in the outline, from 1, without gaps: a skipped level does not count.
    pub depth: u8,
    /// Its text.
    pub content: Vec<Inline>,
    /// Its id; parsing gives one to every heading.
    pub id: Option<Id>,
    /// Where it is in the source.
    pub span: Span,
    /// The headings below it.
    pub children: Vec<OutlineEntry>,
}

impl Outline {
    /// The outline of blocks. Headings inside lists, quotes and notes are not part of it; those in containers are.
    pub fn of(blocks: &[Block]) -> Outline {
        let mut flat = Vec::new();
        collect(blocks, &mut flat);
        let mut rest = flat.into_iter().peekable();
        let mut entries = Vec::new();
        while rest.peek().is_some() {
            gather(&mut rest, 0, 1, &mut entries);
        }
        Outline { entries }
    }

    /// The headings in reading order.
    pub fn iter(&self) -> impl Iterator<Item = &OutlineEntry> {
        let mut stack: Vec<&OutlineEntry> = self.entries.iter().rev().collect();
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            stack.extend(next.children.iter().rev());
            Some(next)
        })
    }
}

fn collect(blocks: &[Block], flat: &mut Vec<OutlineEntry>) {
    for block in blocks {
        if let BlockKind::Heading { level, content } = &block.kind {
            let (content, id) = (text::inlines_without_steering(content), block.attr.id.clone());
            flat.push(OutlineEntry {
                level: *level,
                depth: 0,
                content,
                id,
                span: block.span,
                children: Vec::new(),
            });
        } else if let BlockKind::Container(inner) = &block.kind {
            collect(inner, flat);
        }
    }
}

/// Takes the entries deeper than `above`; a nesting of six levels at the most.
fn gather(
    rest: &mut std::iter::Peekable<std::vec::IntoIter<OutlineEntry>>,
    above: u8,
    depth: u8,
    into: &mut Vec<OutlineEntry>,
) {
    while let Some(mut entry) = rest.next_if(|it| it.level > above) {
        entry.depth = depth;
        let level = entry.level;
        gather(rest, level, depth + 1, &mut entry.children);
        into.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Attr;

    fn heading(level: u8) -> Block {
        Block {
            kind: BlockKind::Heading { level, content: Vec::new() },
            attr: Attr::default(),
            span: Span::default(),
        }
    }

    fn depths(levels: &[u8]) -> Vec<u8> {
        let blocks: Vec<Block> = levels.iter().copied().map(heading).collect();
        Outline::of(&blocks).iter().map(|it| it.depth).collect()
    }

    #[test]
    fn a_skipped_level_leaves_no_gap() {
        assert_eq!(depths(&[1, 3, 2, 1]), [1, 2, 2, 1]);
        assert_eq!(depths(&[2, 3, 1, 2]), [1, 2, 1, 2]);
        assert_eq!(depths(&[]), [0u8; 0]);
    }
}
