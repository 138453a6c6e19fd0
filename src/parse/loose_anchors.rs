//! Anchors alone in a paragraph, as `<a id="x"></a>` on a line above a heading: they belong to what follows.
//!
//! A paragraph without words is no place on a page, and an empty one on a screen.

use crate::document::walk::walk_sequences_mut;
use crate::document::{Attr, Block, BlockKind, Id, Inline, InlineKind};

/// Gives anchors that are alone in a paragraph to the block after it, wherever blocks follow one another.
pub(super) fn attach(blocks: &mut Vec<Block>) {
    walk_sequences_mut(blocks, &mut attach_in);
}

fn attach_in(blocks: &mut Vec<Block>) {
    if !blocks.iter().any(is_loose) {
        return;
    }
    let mut kept = Vec::with_capacity(blocks.len());
    let mut loose: Vec<Block> = Vec::new();
    for mut block in std::mem::take(blocks) {
        if is_loose(&block) {
            loose.push(block);
            continue;
        }
        // From the last on, so that they are in order before the text.
        while let Some(anchors) = loose.pop() {
            if let Some(anchors) = give(anchors, &mut block) {
                loose.push(anchors);
                break;
            }
        }
        kept.append(&mut loose);
        kept.push(block);
    }
    kept.append(&mut loose);
    *blocks = kept;
}

/// Whether a block is a paragraph of anchors without a word.
fn is_loose(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let is_blank = |it: &Inline| {
        matches!(&it.kind, InlineKind::SoftBreak)
            || matches!(&it.kind, InlineKind::Text(text) if text.trim().is_empty())
    };
    block.attr == Attr::default()
        && content.iter().all(|it| is_blank(it) || anchor(it).is_some())
        && content.iter().any(|it| anchor(it).is_some())
}

/// The id of an anchor without text.
fn anchor(inline: &Inline) -> Option<&Id> {
    let InlineKind::Span { attr, content } = &inline.kind else { return None };
    attr.id.as_ref().filter(|_| content.is_empty())
}

/// Gives the anchors of a paragraph to a block; gives the paragraph back where the block has no room for them.
fn give(anchors: Block, block: &mut Block) -> Option<Block> {
    let BlockKind::Paragraph(mut found) = anchors.kind else { return None };
    found.retain(|it| anchor(it).is_some());
    let is_text = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Heading { .. });
    if let ([only], None, false) = (found.as_slice(), &block.attr.id, is_text) {
        block.attr.id = anchor(only).cloned();
        return None;
    }
    if let Some(content) = first_text(block) {
        content.splice(0..0, found);
        return None;
    }
    Some(Block { kind: BlockKind::Paragraph(found), ..anchors })
}

/// The first text of a block; `None` where it begins with something else.
fn first_text(block: &mut Block) -> Option<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => Some(content),
        BlockKind::List(list) => first_text(list.items.first_mut()?.blocks.first_mut()?),
        BlockKind::DefinitionList(list) => Some(&mut list.first_mut()?.terms.first_mut()?.content),
        BlockKind::Quote(inner)
        | BlockKind::Container(inner)
        | BlockKind::Admonition { blocks: inner, .. } => first_text(inner.first_mut()?),
        BlockKind::Table(table) => {
            Some(&mut table.head.iter_mut().chain(&mut table.body).next()?.cells.first_mut()?.content)
        }
        BlockKind::Figure(_) | BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostics;
    use crate::document::Spans;
    use crate::document::dump::dump;
    use crate::parse::parse;
    use crate::publication::Publication;
    use crate::source::{Source, Sources};

    fn tree(source: &str) -> String {
        let mut sources = Sources::new();
        let ids: Vec<_> = sources.add(Source::new("source.md", source)).into_iter().collect();
        let (document, _) = parse(&sources, &ids, &Publication::default(), &mut Diagnostics::new());
        let lines: Vec<String> =
            dump(&document, Spans::Hidden).lines().map(|it| it.trim().to_owned()).collect();
        lines.join("; ")
    }

    #[test]
    fn an_anchor_alone_belongs_to_what_follows() {
        let heading = tree("<a id=\"g\"></a>\n\n## Guidelines\n\ntext\n");
        assert!(!heading.contains("paragraph; span #g"), "{heading}");
        assert!(heading.contains("#guidelines; span #g; \"Guidelines\""), "{heading}");
        let list = tree("text\n\n<a id=\"g\"></a>\n\n- item\n");
        assert!(list.contains("list, bulleted, tight #g"), "{list}");
        let last = tree("text\n\n<a id=\"g\"></a>\n");
        assert!(last.contains("span #g"), "nothing follows it: {last}");
    }
}
