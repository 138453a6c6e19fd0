//! Blocks of another text, made blocks of this one: their notes come with them, and their ids stay unique.

use std::collections::BTreeMap;

use crate::document::walk::{walk_blocks_mut, walk_inlines_mut, walk_leaves_mut};
use crate::document::{
    Attr, Block, BlockKind, Document, Id, Image, Inline, InlineKind, NoteId, Notes, References, Target,
};
use crate::parse::instead_of_image;
use crate::source::Span;

/// The class of an excerpt.
pub(super) const EXCERPT: &str = "excerpt";

/// What a document gives to the blocks that it adopts.
pub(super) struct Home<'a> {
    pub(super) notes: &'a mut Notes,
    pub(super) references: &'a mut References,
    /// Whether the images of the blocks are those of this publication.
    pub(super) has_images: bool,
    /// The name of the file that the blocks are from, to which their links lead; `None` for this text itself.
    pub(super) file: Option<&'a str>,
}

impl Home<'_> {
    /// Makes blocks of another document blocks of this one.
    pub(super) fn adopt(&mut self, blocks: &mut [Block], from: &Document) {
        let mut known = BTreeMap::new();
        self.take_notes(blocks, &from.notes, &mut known);
        self.settle(blocks);
        for id in known.into_values() {
            let Some(mut inner) = self.notes.get_mut(id).map(|it| std::mem::take(&mut it.blocks)) else {
                continue;
            };
            self.settle(&mut inner);
            if let Some(note) = self.notes.get_mut(id) {
                note.blocks = inner;
            }
        }
    }

    /// Takes the notes that blocks refer to, and those that these refer to.
    fn take_notes(&mut self, blocks: &mut [Block], from: &Notes, known: &mut BTreeMap<NoteId, NoteId>) {
        let mut new = Vec::new();
        walk_leaves_mut(blocks, &mut |kind| {
            let InlineKind::NoteRef(reference) = kind else { return };
            if !known.contains_key(&reference.note)
                && let Some(note) = from.get(reference.note)
                && let Some(id) = self.notes.add(note.clone())
            {
                known.insert(reference.note, id);
                new.push(id);
            }
            if let Some(id) = known.get(&reference.note) {
                reference.note = *id;
            }
        });
        for id in new {
            let Some(mut inner) = self.notes.get_mut(id).map(|it| std::mem::take(&mut it.blocks)) else {
                continue;
            };
            self.take_notes(&mut inner, from, known);
            if let Some(note) = self.notes.get_mut(id) {
                note.blocks = inner;
            }
        }
    }

    /// Keeps ids that are free here, and takes away what leads to others; a heading has one always.
    fn settle(&mut self, blocks: &mut [Block]) {
        let mut given: BTreeMap<Id, Id> = BTreeMap::new();
        walk_blocks_mut(blocks, &mut |block| {
            let is_heading = block.level().is_some();
            // It is part of the excerpt around it.
            block.attr.classes.retain(|it| it != EXCERPT);
            self.enter(&mut block.attr, block.span, is_heading, &mut given);
            if let BlockKind::Figure(figure) = &mut block.kind {
                self.enter(&mut figure.image.attr, block.span, false, &mut given);
                if !self.has_images {
                    block.kind = BlockKind::Paragraph(words_of(
                        &figure.image,
                        std::mem::take(&mut figure.caption),
                        block.span,
                    ));
                }
            }
        });
        walk_inlines_mut(blocks, &mut |inlines| {
            for inline in std::mem::take(inlines) {
                self.inline(inline, inlines, &mut given);
            }
        });
        walk_inlines_mut(blocks, &mut |inlines| {
            inlines.iter_mut().for_each(|it| relink(it, &given, self.file));
        });
    }

    fn inline(&mut self, mut inline: Inline, into: &mut Vec<Inline>, given: &mut BTreeMap<Id, Id>) {
        let span = inline.span;
        if let InlineKind::Span { attr, .. } = &mut inline.kind {
            self.enter(attr, span, false, given);
        } else if let InlineKind::Image(image) = &mut inline.kind {
            self.enter(&mut image.attr, span, false, given);
            if !self.has_images {
                into.extend(words_of(image, Vec::new(), span));
                return;
            }
        }
        into.push(inline);
    }

    fn enter(&mut self, attr: &mut Attr, span: Span, is_heading: bool, given: &mut BTreeMap<Id, Id>) {
        let Some(id) = attr.id.take() else { return };
        let numbered = (1..if is_heading { usize::MAX } else { 1 })
            .filter_map(|number| Id::new(format!("{id}-{number}")));
        let free = std::iter::once(id.clone())
            .chain(numbered)
            .find(|it| self.references.insert(it.clone(), span).is_ok());
        given.extend(free.clone().map(|it| (id, it)));
        attr.id = free;
    }
}

/// What is there instead of an image of another publication: its caption, or its alternative text.
fn words_of(image: &Image, caption: Vec<Inline>, span: Span) -> Vec<Inline> {
    if caption.is_empty() { instead_of_image(None, &image.alt, span).into_iter().collect() } else { caption }
}

/// A link to what came along leads there, any other to the text that it is from.
fn relink(inline: &mut Inline, given: &BTreeMap<Id, Id>, file: Option<&str>) {
    if let InlineKind::Link { target, .. } = &mut inline.kind
        && let Target::Anchor(id) = &*target
    {
        if let Some(new) = given.get(id) {
            *target = Target::Anchor(new.clone());
        } else if let Some(file) = file {
            *target = Target::Url(format!("{file}#{id}"));
        }
    }
}
