//! Notes that are not at the foot of their page: a heading, and the container that they are printed in.

use crate::document::attr::INDEX;
use crate::document::inline::generated;
use crate::document::walk::{Node, walk};
use crate::document::{Attr, Block, BlockKind, Document, Id, Inline, InlineKind, Lang, NotePlace};
use crate::locale::words;
use crate::source::Span;

/// Classes and ids of what comes after notes: the index, and the list of references.
const AFTER: [&str; 4] = [INDEX, "refs", "references", "bibliography"];

/// Adds the places of the notes of a document to it; none for notes at the foot of the page.
pub fn place_notes(document: &mut Document, place: NotePlace) {
    let highest = document.blocks.iter().filter_map(Block::level).min().unwrap_or(1);
    let (ends, level) = match place {
        NotePlace::Foot => return,
        NotePlace::Chapter => (chapter_ends(&document.blocks, highest), (highest + 1).min(6)),
        NotePlace::End => (vec![text_end(&document.blocks, highest)], highest),
    };
    let mut blocks = Vec::with_capacity(document.blocks.len() + 2 * ends.len());
    let mut rest = std::mem::take(&mut document.blocks).into_iter();
    let (mut at, mut count) = (0, 0);
    for end in ends {
        let part: Vec<Block> = rest.by_ref().take(end - at).collect();
        at = end;
        let has_notes = has_notes(&part);
        blocks.extend(part);
        if has_notes {
            count += 1;
            blocks.extend(section(document, level, count, blocks.last().map(|it| it.span)));
        }
    }
    blocks.extend(rest);
    for chapter in &mut document.chapters {
        // What is added before a chapter moves its first block.
        let added = |index: usize| blocks[..index.min(blocks.len())].iter().filter(|it| is_added(it)).count();
        let mut first = chapter.first_block;
        while first < chapter.first_block + added(first) {
            first = chapter.first_block + added(first);
        }
        chapter.first_block = first;
    }
    document.blocks = blocks;
}

fn is_added(block: &Block) -> bool {
    block.attr.has_class(generated::END_NOTES)
}

/// The heading of notes, and the container that they go into.
fn section(document: &mut Document, level: u8, count: usize, before: Option<Span>) -> [Block; 2] {
    let span = before.map_or(document.meta.span, |it| Span { start: it.end, ..it });
    let words = words(&document.meta.lang);
    let content = vec![Inline { kind: InlineKind::Text(words.notes.to_owned()), span }];
    let id = Id::new(format!("_notes-{count}"));
    if let Some(id) = &id {
        let _known = document.references.insert(id.clone(), span);
    }
    let lang = Lang::new(words.lang).filter(|it| it.as_str() != document.meta.lang.primary());
    let classes = ["unnumbered", generated::END_NOTES].map(str::to_owned).to_vec();
    let heading =
        Block { kind: BlockKind::Heading { level, content }, attr: Attr { id, classes, lang }, span };
    let attr = Attr { classes: vec![generated::END_NOTES.to_owned()], ..Attr::default() };
    [heading, Block { kind: BlockKind::Container(Vec::new()), attr, span }]
}

/// Where chapters end: before each next heading of the highest level, and at the end.
fn chapter_ends(blocks: &[Block], highest: u8) -> Vec<usize> {
    let is_start = |it: &(usize, &Block)| it.1.level() == Some(highest);
    let starts = blocks.iter().enumerate().filter(is_start).map(|it| it.0).filter(|it| *it > 0);
    starts.chain([blocks.len()]).collect()
}

/// Where the text ends: before an index and a list of references that are last.
fn text_end(blocks: &[Block], highest: u8) -> usize {
    let mut end = blocks.len();
    while let Some(start) = blocks[..end].iter().rposition(|it| it.level() == Some(highest)) {
        let is_after = |it: &Block| {
            let id = it.attr.id.as_ref().map_or("", |it| it.as_str());
            AFTER.iter().any(|name| it.attr.has_class(name) || id == *name)
        };
        if !blocks[start + 1..end].iter().any(is_after) || has_notes(&blocks[start..end]) {
            break;
        }
        end = start;
    }
    end
}

/// Whether a note is referred to for the first time in blocks.
fn has_notes(blocks: &[Block]) -> bool {
    let mut found = false;
    walk(blocks, &mut |node| {
        if let Node::Inline(Inline { kind: InlineKind::NoteRef(mark), .. }) = node {
            found = found || mark.occurrence == 0;
        }
    });
    found
}
