//! Ids of paragraphs, made of their words, so that any of them can be cited.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::attr::PASSAGE;
use crate::document::walk::{NodeMut, walk_mut};
use crate::document::{Attr, Block, BlockKind, Document, Id, Inline, InlineKind, text};
use crate::source::Span;

/// Gives each paragraph that has no id one that follows from its words: it stays as long as they do, whatever is changed
/// elsewhere. `former` lists ids that passages had before, each with that of today: `p-old p-new`.
pub fn passages(document: &mut Document, former: &[String]) {
    let mut former_ids: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for (old, new) in former.iter().filter_map(|it| it.split_once(char::is_whitespace)) {
        let old = Id::new(old.trim()).filter(|it| document.references.get(it).is_none());
        former_ids.entry(new.trim().to_owned()).or_default().extend(old);
    }
    let taken = document.references.iter().map(|it| it.0.clone()).collect();
    let mut namer = Namer { taken, former: former_ids, added: Vec::new() };
    walk_mut(&mut document.blocks, &mut |node| namer.node(node));
    let ids: Vec<_> = document.notes.iter().map(|it| it.0).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_mut(&mut note.blocks, &mut |node| namer.node(node));
        }
    }
    for (id, span) in namer.added {
        // Taken ids have been left alone.
        let _ = document.references.insert(id, span);
    }
}

/// Gives the ids.
struct Namer {
    /// All ids of the document.
    taken: BTreeSet<Id>,
    /// The former ids by those of today.
    former: BTreeMap<String, Vec<Id>>,
    added: Vec<(Id, Span)>,
}

impl Namer {
    fn node(&mut self, node: NodeMut<'_>) {
        let NodeMut::Block(block) = node else { return };
        match &mut block.kind {
            // The words of an item that is set close are no paragraph in HTML: their id is on a span.
            BlockKind::List(list) if list.tight => {
                for item in list.items.iter_mut().flat_map(|it| &mut it.blocks) {
                    self.words(item);
                }
            }
            BlockKind::Paragraph(content) if block.attr.id.is_none() && !has_id(content) => {
                let Some(id) = self.id(content, block.span) else { return };
                content.splice(0..0, self.former(&id, block.span));
                block.attr.id = Some(id);
                block.attr.classes.push(PASSAGE.to_owned());
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading { .. }
            | BlockKind::List(_)
            | BlockKind::DefinitionList(_)
            | BlockKind::Quote(_)
            | BlockKind::CodeBlock { .. }
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Admonition { .. }
            | BlockKind::Container(_)
            | BlockKind::ThematicBreak => {}
        }
    }

    /// Puts the words of a close item into a span with their id.
    fn words(&mut self, block: &mut Block) {
        let BlockKind::Paragraph(content) = &mut block.kind else { return };
        if !block.attr.is_empty() || has_id(content) {
            return;
        }
        let Some(id) = self.id(content, block.span) else { return };
        let mut inside = self.former(&id, block.span);
        inside.append(content);
        let attr = Attr { id: Some(id), classes: vec![PASSAGE.to_owned()], ..Attr::default() };
        content.push(Inline { kind: InlineKind::Span { attr, content: inside }, span: block.span });
    }

    /// An id for words; `None` where there are none. The same words have a number after the first time.
    fn id(&mut self, content: &[Inline], span: Span) -> Option<Id> {
        let name = text::passage_id(&text::plain(content))?;
        let numbered = |count: u32| if count == 1 { name.clone() } else { format!("{name}-{count}") };
        let id =
            (1_u32..).find_map(|count| Id::new(numbered(count)).filter(|it| !self.taken.contains(it)))?;
        self.taken.insert(id.clone());
        self.added.push((id.clone(), span));
        Some(id)
    }

    /// The places of the former ids of a passage.
    fn former(&mut self, id: &Id, span: Span) -> Vec<Inline> {
        let mut places = Vec::new();
        for id in self.former.remove(id.as_str()).unwrap_or_default() {
            if self.taken.insert(id.clone()) {
                self.added.push((id.clone(), span));
                let attr = Attr { id: Some(id), ..Attr::default() };
                let kind = InlineKind::Span { attr, content: Vec::new() };
                places.push(Inline { kind, span: span.start_point() });
            }
        }
        places
    }
}

/// Whether inlines begin with a span that has an id, or are one: the author's own, or ours.
fn has_id(content: &[Inline]) -> bool {
    content.first().is_some_and(|it| matches!(&it.kind, InlineKind::Span { attr, .. } if attr.id.is_some()))
}
