//! Lists of figures, tables and listings: a link for each that has a caption, with the number of its page in print.

use crate::document::caption::{CaptionKind, caption_of};
use crate::document::inline::generated;
use crate::document::matter::contents_place;
use crate::document::walk::{Node, walk_blocks_mut};
use crate::document::{
    Attr, Block, BlockKind, Document, Id, Inline, InlineKind, Lang, List, ListItem, ListKind, References,
    Target,
};
use crate::locale::apparatus_words;
use crate::resolve::index::Places;
use crate::resolve::numbers::UNNUMBERED;
use crate::source::Span;

/// Adds the places of the lists that a publication asks for, after the contents; none for what is not in it.
pub fn place_lists(document: &mut Document, lists: &[CaptionKind]) {
    if lists.is_empty() {
        return;
    }
    let mut has = [false; 3];
    document.walk(|node| {
        if let Node::Block(block) = node
            && let Some(kind) = CaptionKind::of(block)
        {
            has[kind as usize] |= is_listed(block);
        }
    });
    let at = contents_place(&document.blocks);
    let before = at.checked_sub(1).and_then(|it| document.blocks.get(it)).map(|it| it.span);
    let first = document.blocks.first().map_or(document.meta.span, |it| it.span.start_point());
    let span = before.map_or(first, |it| Span { start: it.end, ..it });
    let level = document.blocks.iter().filter_map(Block::level).min().unwrap_or(1);
    let wanted = lists.iter().filter(|it| has[**it as usize]);
    let added: Vec<Block> = wanted.flat_map(|kind| section(document, *kind, level, span)).collect();
    for chapter in document.chapters.iter_mut().filter(|it| it.first_block >= at) {
        chapter.first_block += added.len();
    }
    document.blocks.splice(at..at, added);
}

/// The heading of a list, and the container that it goes into.
fn section(document: &mut Document, kind: CaptionKind, level: u8, span: Span) -> [Block; 2] {
    let words = apparatus_words(&document.meta.lang);
    let text = words.lists[kind as usize].to_owned();
    let content = vec![Inline { kind: InlineKind::Text(text), span }];
    let id = Id::new(format!("_{}", kind.class()));
    if let Some(id) = &id {
        let _known = document.references.insert(id.clone(), span);
    }
    let lang = Lang::new(words.lang).filter(|it| it.as_str() != document.meta.lang.primary());
    let classes = [UNNUMBERED, kind.class(), generated::OWN_LIST].map(str::to_owned).to_vec();
    let heading =
        Block { kind: BlockKind::Heading { level, content }, attr: Attr { id, classes, lang }, span };
    let attr = Attr { classes: vec![kind.class().to_owned()], ..Attr::default() };
    [heading, Block { kind: BlockKind::Container(Vec::new()), attr, span }]
}

/// Whether a list has a figure, table or listing.
fn is_listed(block: &Block) -> bool {
    !caption_of(block).is_empty() && attributes(block).all(|it| !it.has_class(UNNUMBERED))
}

fn attributes(block: &Block) -> impl Iterator<Item = &Attr> {
    let image = if let BlockKind::Figure(figure) = &block.kind { Some(&figure.image.attr) } else { None };
    [Some(&block.attr), image].into_iter().flatten()
}

/// Writes the lists of a document, in place of those that were written before.
pub(super) fn write(document: &mut Document, places: Option<&Places>) {
    let mut wanted = [false; 3];
    document.walk(|node| {
        if let Node::Block(block) = node
            && let Some(kind) = CaptionKind::of_place(block)
        {
            wanted[kind as usize] = true;
        }
    });
    let mut entries: [Vec<Entry>; 3] = Default::default();
    let Document { blocks, references, .. } = document;
    let mut count = 0;
    walk_blocks_mut(blocks, &mut |block| {
        let Some(kind) = CaptionKind::of(block).filter(|it| wanted[*it as usize]) else { return };
        if is_listed(block) {
            entries[kind as usize].extend(entry(block, references, &mut count));
        }
    });
    walk_blocks_mut(blocks, &mut |block| {
        let Some(kind) = CaptionKind::of_place(block) else { return };
        let span = block.span.start_point();
        if let BlockKind::Container(inner) = &mut block.kind {
            inner.retain(|it| !it.attr.has_class(generated::LIST_OF_CAPTIONS));
            inner.extend(list(&entries[kind as usize], places, span));
        }
    });
}

/// What a list says of one of them.
struct Entry {
    id: Id,
    caption: Vec<Inline>,
}

/// The entry of a block, which gets an id if it has none.
fn entry(block: &mut Block, references: &mut References, count: &mut usize) -> Option<Entry> {
    let found = attributes(block).find_map(|it| it.id.clone());
    let id = match found {
        Some(id) => id,
        None => {
            let id = free_id(references, block.span, count)?;
            block.attr.id = Some(id.clone());
            id
        }
    };
    Some(Entry { id, caption: plain(caption_of(block)) })
}

fn free_id(references: &mut References, span: Span, count: &mut usize) -> Option<Id> {
    loop {
        *count += 1;
        let id = Id::new(format!("_caption-{count}"))?;
        if references.insert(id.clone(), span).is_ok() {
            return Some(id);
        }
    }
}

/// A caption without links, marks of notes and of an index, and ids of its own.
fn plain(content: &[Inline]) -> Vec<Inline> {
    let mut shown = Vec::new();
    for inline in content {
        match &inline.kind {
            InlineKind::NoteRef(_) | InlineKind::Image(_) => {}
            InlineKind::Span { attr, content } if attr.lang.is_some() => {
                let attr = Attr { lang: attr.lang.clone(), ..Attr::default() };
                shown.push(Inline { kind: InlineKind::Span { attr, content: plain(content) }, ..*inline });
            }
            InlineKind::Span { content, .. } | InlineKind::Link { content, .. } => {
                shown.extend(plain(content))
            }
            InlineKind::LineBreak => shown.push(Inline { kind: InlineKind::SoftBreak, ..*inline }),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::SoftBreak
            | InlineKind::Emph(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Sub(_)
            | InlineKind::Sup(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Underline(_)
            | InlineKind::Highlight(_)
            | InlineKind::Small(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Abbreviation { .. } => {
                shown.push(Inline { kind: inline.kind.map_children(plain), ..*inline });
            }
        }
    }
    shown
}

/// The list; `None` where there is nothing to list.
fn list(entries: &[Entry], places: Option<&Places>, span: Span) -> Option<Block> {
    let item = |entry: &Entry| {
        let mut content: Vec<Inline> = entry.caption.iter().map(|it| placed(it, span)).collect();
        if let Some(place) = places.and_then(|it| it.get(&entry.id)) {
            content.push(Inline { kind: InlineKind::Text(" ".to_owned()), span });
            content.push(Inline::generated(generated::PAGE_NUMBER, place.label.clone(), span));
        }
        let target = Target::Anchor(entry.id.clone());
        let link = Inline { kind: InlineKind::Link { target, content, title: None }, span };
        let paragraph = Block { kind: BlockKind::Paragraph(vec![link]), attr: Attr::default(), span };
        ListItem { task: None, blocks: vec![paragraph], span }
    };
    let items: Vec<ListItem> = entries.iter().map(item).collect();
    let classes = [generated::INDEX_ENTRIES, generated::LIST_OF_CAPTIONS].map(str::to_owned).to_vec();
    let attr = Attr { classes, ..Attr::default() };
    let kind = BlockKind::List(List { kind: ListKind::Bullet, tight: true, items });
    Some(Block { kind, attr, span }).filter(|_| !entries.is_empty())
}

/// The same inline in the place of the list.
fn placed(inline: &Inline, span: Span) -> Inline {
    Inline { kind: inline.kind.map_children(|it| it.iter().map(|it| placed(it, span)).collect()), span }
}
