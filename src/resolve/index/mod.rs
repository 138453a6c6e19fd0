//! The index: entries that marks in the text lead to, in the order of the language.
//!
//! A mark is a span or block of the class `index`. Here marks get ids, and the container of that class, or the end of the
//! text, gets the entries with links to them. What a link says is the page in print ([`Locators::Pages`], once pages are
//! known), and the section in the other editions.

mod collect;
mod entries;
mod locators;
mod write;

pub(super) use collect::is_of_index;
pub use locators::{Locators, PagePlace, Places};

use crate::diag::Diagnostics;
use crate::document::attr::INDEX;
use crate::document::inline::generated;
use crate::document::walk::{walk_blocks_mut, walk_inlines_mut, walk_sequences_mut};
use crate::document::{Attr, Block, BlockKind, Document, Id, Inline, InlineKind, Lang};
use crate::locale::apparatus_words;
use crate::resolve::index::collect::{collect, is_place};
use crate::resolve::index::entries::entries;
use crate::resolve::index::write::Writer;
use crate::source::Span;

/// The class of the heading and of the container of an index for which the text names no place.
const OWN: &str = "own-index";

/// Writes the index of a document, in place of one that was written before.
pub(super) fn index(document: &mut Document, locators: Locators<'_>, diags: &mut Diagnostics) {
    name_marks(document);
    let (marks, sections) = collect(document, diags);
    clear(document);
    if marks.is_empty() {
        return;
    }
    let entries = entries(&marks, &document.meta.lang, diags);
    let mut writer = Writer::new(&document.meta.lang, &sections, locators, &entries);
    let mut placed = false;
    walk_sequences_mut(&mut document.blocks, &mut |blocks| {
        for block in blocks.iter_mut().filter(|it| is_place(it)) {
            let span = block.span.start_point();
            if let (BlockKind::Container(inner), false) = (&mut block.kind, placed) {
                inner.extend(writer.blocks(&entries, span));
                placed = true;
            }
        }
    });
    if !placed {
        append(document, &mut writer, &entries);
    }
    for (id, span) in writer.ids {
        // Written before, it is known.
        let _known = document.references.insert(id, span);
    }
}

/// Gives the marks ids that have none.
fn name_marks(document: &mut Document) {
    let Document { blocks, notes, references, .. } = document;
    let mut count = 0;
    let mut next = |span: Span| loop {
        count += 1;
        let id = Id::new(format!("_index-{count}"))?;
        if references.insert(id.clone(), span).is_ok() {
            return Some(id);
        }
    };
    let mut name = |blocks: &mut [Block]| {
        walk_blocks_mut(blocks, &mut |block| {
            if block.attr.id.is_none() && block.attr.has_class(INDEX) && !is_place(block) {
                block.attr.id = next(block.span);
            }
        });
        walk_inlines_mut(blocks, &mut |inlines| {
            for inline in inlines {
                if let InlineKind::Span { attr, .. } = &mut inline.kind
                    && attr.id.is_none()
                    && attr.has_class(INDEX)
                {
                    attr.id = next(inline.span);
                }
            }
        });
    };
    name(blocks);
    let ids: Vec<_> = notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = notes.get_mut(id) {
            name(&mut note.blocks);
        }
    }
}

/// Takes away what was written before.
fn clear(document: &mut Document) {
    document.blocks.retain(|it| !it.attr.has_class(OWN));
    walk_blocks_mut(&mut document.blocks, &mut |block| {
        if is_place(block)
            && let BlockKind::Container(inner) = &mut block.kind
        {
            inner.retain(|it| {
                !it.attr.has_class(generated::INDEX_LETTER) && !it.attr.has_class(generated::INDEX_ENTRIES)
            });
        }
    });
}

/// Adds the index at the end, below a heading of its own.
fn append(document: &mut Document, writer: &mut Writer<'_>, entries: &[entries::Entry]) {
    let end = document.blocks.last().map_or(document.meta.span, |it| it.span);
    let end = Span { start: end.end, ..end };
    let words = apparatus_words(&document.meta.lang);
    let level = document.blocks.iter().filter_map(Block::level).min().unwrap_or(1);
    let content = vec![Inline { kind: InlineKind::Text(words.index.to_owned()), span: end }];
    let id = Id::new("_index");
    if let Some(id) = &id {
        let _known = document.references.insert(id.clone(), end);
    }
    let lang = Lang::new(words.lang).filter(|it| it.as_str() != document.meta.lang.primary());
    let classes = ["unnumbered", OWN].map(str::to_owned).to_vec();
    let heading = BlockKind::Heading { level, content };
    document.blocks.push(Block { kind: heading, attr: Attr { id, classes, lang }, span: end });
    let attr = Attr { classes: [INDEX, OWN].map(str::to_owned).to_vec(), ..Attr::default() };
    let kind = BlockKind::Container(writer.blocks(entries, end));
    document.blocks.push(Block { kind, attr, span: end });
}
