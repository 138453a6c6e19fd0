//! The list of references.

use std::collections::BTreeMap;

use crate::document::inline::generated;
use crate::document::walk::walk_sequences_mut;
use crate::document::{
    Attr, Block, BlockKind, Document, Id, Inline, InlineKind, Lang, List, ListItem, ListKind, Target,
};
use crate::locale::citation::CitationWords;
use crate::resolve::citations::lower::{Lower, id_of, id_of_mark};
use crate::resolve::citations::rich::Rich;
use crate::source::Span;

/// The id, or the class, of the container that the list of references goes into.
const REFERENCES: [&str; 3] = ["refs", "references", "bibliography"];

/// The list of references.
pub(super) struct References<'a> {
    pub(super) words: &'a CitationWords,
    /// The language of the text.
    pub(super) lang: &'a Lang,
    /// The numbers of the citations of each work.
    pub(super) marks: &'a BTreeMap<String, Vec<usize>>,
    /// The works, in order: the key of each, and its words.
    pub(super) entries: &'a [(String, Rich)],
}

impl References<'_> {
    /// Puts the list into the container that asks for it, else at the end: below the heading that the text ends with, or
    /// one of its own.
    pub(super) fn add(&self, document: &mut Document) {
        let mut is_placed = false;
        walk_sequences_mut(&mut document.blocks, &mut |blocks| {
            for block in blocks {
                if let BlockKind::Container(inner) = &mut block.kind
                    && !is_placed
                    && REFERENCES.iter().any(|it| {
                        block.attr.has_class(it)
                            || block.attr.id.as_ref().is_some_and(|id| id.as_str() == *it)
                    })
                {
                    is_placed = true;
                    inner.push(self.list(block.span));
                }
            }
        });
        if is_placed {
            return;
        }
        let end = document.blocks.last().map_or(document.meta.span, |it| it.span);
        let end = Span { start: end.end, ..end };
        if document.blocks.last().is_none_or(|it| it.level().is_none()) {
            let level = document.blocks.iter().filter_map(Block::level).min().unwrap_or(1);
            let content =
                vec![Inline { kind: InlineKind::Text(self.words.references.to_owned()), span: end }];
            let known = |it: &Id| document.references.get(it).is_some();
            let id = Id::new("references").filter(|it| !known(it)).or_else(|| Id::new("references-1"));
            let attr = Attr { id: id.clone(), classes: vec!["unnumbered".to_owned()], lang: self.lang() };
            document.blocks.push(Block { kind: BlockKind::Heading { level, content }, attr, span: end });
            if let Some(id) = id {
                let _known = document.references.insert(id, end);
            }
        }
        document.blocks.push(self.list(end));
    }

    /// The language of the words where it is not that of the text.
    fn lang(&self) -> Option<Lang> {
        Lang::new(self.words.lang).filter(|it| it.as_str() != self.lang.primary())
    }

    fn list(&self, span: Span) -> Block {
        let item = |(key, rich): &(String, Rich)| ListItem {
            task: None,
            blocks: vec![self.entry(key, rich, span)],
            span,
        };
        let items = self.entries.iter().map(item).collect();
        let attr = Attr { classes: vec![generated::REFERENCES.to_owned()], ..Attr::default() };
        Block { kind: BlockKind::List(List { kind: ListKind::Bullet, tight: false, items }), attr, span }
    }

    /// An entry, with a link back to each of its citations.
    fn entry(&self, key: &str, rich: &Rich, span: Span) -> Block {
        let content = Lower::new(span, false).rich(rich);
        let attr = Attr { id: id_of(key), classes: vec![generated::REFERENCE_ENTRY.to_owned()], lang: None };
        let mut inlines = vec![Inline { kind: InlineKind::Span { attr, content }, span }];
        for id in self.marks.get(key).into_iter().flatten().filter_map(|it| id_of_mark(*it)) {
            let text = |it: &str| Inline { kind: InlineKind::Text(it.to_owned()), span };
            let title = Some(self.words.back.to_owned()).filter(|_| self.lang().is_none());
            let kind = InlineKind::Link { target: Target::Anchor(id), content: vec![text("↑")], title };
            let attr = Attr { classes: vec![generated::REFERENCE_BACK.to_owned()], ..Attr::default() };
            let content = vec![text(" "), Inline { kind, span }];
            inlines.push(Inline { kind: InlineKind::Span { attr, content }, span });
        }
        Block { kind: BlockKind::Paragraph(inlines), attr: Attr::default(), span }
    }
}
