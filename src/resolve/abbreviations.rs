//! Abbreviations: written out where they are first used, and their list.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::attr::LIST_OF_ABBREVIATIONS;
use crate::document::inline::{generated, is_known_abbreviation};
use crate::document::walk::{Node, NodeMut, walk_blocks_mut, walk_mut};
use crate::document::{Attr, Block, BlockKind, Definition, Document, Inline, InlineKind, Term, text};
use crate::locale::{Collation, brackets};
use crate::source::Span;

/// Writes each abbreviation out where the text first uses it: *European Union (EU)*. Headings and captions keep the short
/// form, and so do later uses, which are marked as known.
pub fn expand(document: &mut Document) {
    let brackets = brackets(&document.meta.lang);
    let mut seen = BTreeSet::new();
    expand_in(&mut document.blocks, brackets, &mut seen);
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            expand_in(&mut note.blocks, brackets, &mut seen);
        }
    }
}

fn expand_in(blocks: &mut [Block], brackets: (&str, &str), seen: &mut BTreeSet<String>) {
    let mut is_running = false;
    walk_mut(blocks, &mut |node| match node {
        NodeMut::Block(block) => {
            is_running = matches!(
                block.kind,
                BlockKind::Paragraph(_)
                    | BlockKind::DefinitionList(_)
                    | BlockKind::Quote(_)
                    | BlockKind::List(_)
            );
        }
        NodeMut::Inlines(inlines) => {
            restore(inlines);
            if is_running {
                sequence(inlines, brackets, seen);
            }
        }
    });
}

/// Takes away what was generated before.
fn restore(inlines: &mut [Inline]) {
    for inline in inlines {
        if is_known_abbreviation(inline) {
            let found =
                inline.kind.children().iter().find(|it| matches!(it.kind, InlineKind::Abbreviation { .. }));
            if let Some(found) = found.cloned() {
                *inline = found;
            }
        }
        if let Some(children) = inline.kind.children_mut() {
            restore(children);
        }
    }
}

fn sequence(inlines: &mut [Inline], brackets: (&str, &str), seen: &mut BTreeSet<String>) {
    for inline in inlines {
        let InlineKind::Abbreviation { content, expansion: Some(expansion) } = &inline.kind else {
            if let Some(children) = inline.kind.children_mut() {
                sequence(children, brackets, seen);
            }
            continue;
        };
        let is_first = seen.insert(text::plain(content));
        let class = if is_first { generated::EXPANSION } else { generated::KNOWN_ABBREVIATION };
        let (start, end) = (inline.span.start_point(), Span { start: inline.span.end, ..inline.span });
        let before = text_of(format!("{expansion}{}", brackets.0), start);
        let after = text_of(brackets.1.to_owned(), end);
        let whole = inline.clone();
        let content = if is_first { vec![before, whole, after] } else { vec![whole] };
        let attr = Attr { classes: vec![class.to_owned()], ..Attr::default() };
        inline.kind = InlineKind::Span { attr, content };
    }
}

fn text_of(text: String, span: Span) -> Inline {
    Inline { kind: InlineKind::Text(text), span }
}

/// Whether a block is the place of a list of abbreviations.
pub(super) fn is_list(node: Node<'_>) -> bool {
    let Node::Block(block) = node else { return false };
    is_place(block)
}

fn is_place(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Container(_))
        && !block.attr.classes.is_empty()
        && block.attr.has_class(LIST_OF_ABBREVIATIONS)
}

/// Writes the lists of the abbreviations that the text uses, in the order of the language.
pub(super) fn list(document: &mut Document) {
    let mut used: BTreeMap<String, String> = BTreeMap::new();
    document.walk(|node| {
        if let Node::Inline(Inline {
            kind: InlineKind::Abbreviation { content, expansion: Some(long) },
            ..
        }) = node
        {
            used.entry(text::plain(content)).or_insert_with(|| long.clone());
        }
    });
    let collation = Collation::of(&document.meta.lang);
    let mut used: Vec<(String, String)> = used.into_iter().collect();
    used.sort_by(|one, other| collation.compare(&one.0, &other.0));
    walk_blocks_mut(&mut document.blocks, &mut |block| {
        if !is_place(block) {
            return;
        }
        let span = block.span.start_point();
        let paragraph = |words: &String| Block {
            kind: BlockKind::Paragraph(vec![text_of(words.clone(), span)]),
            attr: Attr::default(),
            span,
        };
        let definition = |(short, long): &(String, String)| Definition {
            terms: vec![Term { content: vec![text_of(short.clone(), span)], span }],
            bodies: vec![vec![paragraph(long)]],
        };
        let kind = BlockKind::DefinitionList(used.iter().map(definition).collect());
        let attr = Attr { classes: vec![generated::ABBREVIATIONS.to_owned()], ..Attr::default() };
        if let BlockKind::Container(inner) = &mut block.kind {
            inner.retain(|it| !it.attr.has_class(generated::ABBREVIATIONS));
            inner.extend(Some(Block { kind, attr, span }).filter(|_| !used.is_empty()));
        }
    });
}
