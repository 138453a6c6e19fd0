//! What is left where all changes are accepted or rejected, and whether that has the words of the two versions.

use crate::document::attr::{CHANGED, CHANGES, SIGN};
use crate::document::note::NoteOrder;
use crate::document::walk::{NodeMut, walk_mut};
use crate::document::{Block, BlockKind, Cell, CellContent, Document, Inline, InlineKind, Row, text};
use crate::redline::tokens::Side;

/// A version that a redline is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// The old one: all changes are rejected.
    Old,
    /// The new one: all changes are accepted.
    New,
}

impl Version {
    /// The class of what it does not have.
    const fn without(self) -> &'static str {
        match self {
            Version::Old => Side::New.class(),
            Version::New => Side::Old.class(),
        }
    }

    /// The class of what it alone has.
    const fn with(self) -> &'static str {
        match self {
            Version::Old => Side::Old.class(),
            Version::New => Side::New.class(),
        }
    }
}

/// The document of a redline where all changes are accepted or rejected. Metadata is that of the redline.
#[must_use]
pub fn settled(redline: &Document, version: Version) -> Document {
    let mut document = redline.clone();
    document.blocks = blocks(&redline.blocks, version);
    let ids: Vec<_> = redline.notes.iter().map(|it| it.0).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            note.blocks = blocks(&note.blocks, version);
        }
    }
    let notes = std::mem::take(&mut document.notes);
    document.notes = NoteOrder::of(&document.blocks, &notes).apply(&mut document.blocks, notes);
    document
}

/// Blocks without what a version does not have; one that has nothing left is left out.
fn blocks(blocks: &[Block], version: Version) -> Vec<Block> {
    blocks.iter().flat_map(|it| block(it, version)).collect()
}

fn block(block: &Block, version: Version) -> Vec<Block> {
    let attr = &block.attr;
    if attr.has_class(CHANGES) || attr.has_class(SIGN) || attr.has_class(version.without()) {
        return Vec::new();
    }
    if let (true, BlockKind::Container(inner)) = (attr.has_class(version.with()), &block.kind) {
        return blocks(inner, version);
    }
    let mut block = block.clone();
    block.attr.classes.retain(|it| it != CHANGED);
    let was_empty = is_empty(&block.kind);
    settle(&mut block.kind, version);
    if is_empty(&block.kind) && !was_empty { Vec::new() } else { vec![block] }
}

/// Settles what is in a block.
fn settle(kind: &mut BlockKind, version: Version) {
    match kind {
        BlockKind::List(list) => {
            let items = std::mem::take(&mut list.items).into_iter();
            list.items = items
                .filter_map(|mut item| {
                    let was_empty = item.blocks.is_empty();
                    item.blocks = blocks(&item.blocks, version);
                    (was_empty || !item.blocks.is_empty()).then_some(item)
                })
                .collect();
        }
        BlockKind::DefinitionList(definitions) => {
            for definition in definitions.iter_mut() {
                definition.terms.iter_mut().for_each(|it| it.content = settled_inlines(&it.content, version));
                definition.bodies.iter_mut().for_each(|it| *it = blocks(it, version));
            }
            let is_left = |it: &crate::document::Definition| {
                it.terms.iter().any(|it| !it.content.is_empty()) || it.bodies.iter().any(|it| !it.is_empty())
            };
            definitions.retain(is_left);
        }
        BlockKind::Quote(inner) | BlockKind::Container(inner) => *inner = blocks(inner, version),
        BlockKind::Admonition { title, blocks: inner, .. } => {
            title.iter_mut().for_each(|it| *it = settled_inlines(it, version));
            *inner = blocks(inner, version);
        }
        BlockKind::Table(table) => {
            table.caption.iter_mut().for_each(|it| *it = settled_inlines(it, version));
            table.head.retain_mut(|it| is_row_left(it, version));
            table.body.retain_mut(|it| is_row_left(it, version));
            table.foot.retain_mut(|it| is_row_left(it, version));
            table.settle();
        }
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => {
            *content = settled_inlines(content, version);
        }
        BlockKind::Figure(figure) => figure.caption = settled_inlines(&figure.caption, version),
        BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => {}
    }
}

/// Settles a row, and says whether it is of the version.
fn is_row_left(row: &mut Row, version: Version) -> bool {
    let is_empty = |row: &Row| row.cells.iter().all(Cell::is_empty);
    let was_empty = is_empty(row);
    for cell in &mut row.cells {
        cell.content = match &cell.content {
            CellContent::Text(content) => CellContent::Text(settled_inlines(content, version)),
            CellContent::Blocks(inner) => CellContent::of(blocks(inner, version)),
        };
    }
    was_empty || !is_empty(row)
}

/// Whether a block has nothing in it.
fn is_empty(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Paragraph(content) | BlockKind::Heading { content, .. } => content.is_empty(),
        BlockKind::List(list) => list.items.is_empty(),
        BlockKind::DefinitionList(list) => list.is_empty(),
        BlockKind::Quote(inner) | BlockKind::Container(inner) => inner.is_empty(),
        BlockKind::Admonition { title, blocks, .. } => {
            blocks.is_empty() && title.as_ref().is_none_or(Vec::is_empty)
        }
        BlockKind::Table(table) => {
            table.rows().next().is_none() && table.caption.as_ref().is_none_or(Vec::is_empty)
        }
        BlockKind::Figure(_) | BlockKind::CodeBlock { .. } | BlockKind::ThematicBreak => false,
    }
}

/// Inlines without what a version does not have. Emphasis and links that have nothing left are left out.
pub(super) fn settled_inlines(inlines: &[Inline], version: Version) -> Vec<Inline> {
    let mut settled = Vec::new();
    for inline in inlines {
        if inline.is_generated(SIGN) || inline.is_generated(version.without()) {
            continue;
        }
        let children = inline.kind.children();
        if inline.is_generated(version.with()) {
            settled.extend(settled_inlines(children, version));
            continue;
        }
        let kind = inline.kind.map_children(|it| settled_inlines(it, version));
        if children.is_empty() || !kind.children().is_empty() {
            settled.push(Inline { kind, span: inline.span });
        }
    }
    settled
}

/// What is wrong with a redline: where its words, with all changes rejected or accepted, are not those of the old or the
/// new version. `None` where both are.
pub fn disproof(redline: &Document, old: &Document, new: &Document) -> Option<String> {
    let of = |version: Version, document: &Document, name: &str| {
        let (found, wanted) = (words(&settled(redline, version)), words(document));
        if found == wanted {
            return None;
        }
        let at = found.iter().zip(&wanted).take_while(|(found, wanted)| found == wanted).count();
        let shown = |words: &[String]| words.iter().skip(at).take(6).cloned().collect::<Vec<_>>().join(" ");
        let (found, wanted) = (shown(&found), shown(&wanted));
        Some(format!("the {name} version is not in it: at word {} `{found}` instead of `{wanted}`", at + 1))
    };
    of(Version::Old, old, "old").or_else(|| of(Version::New, new, "new"))
}

/// The words of a document in the order of its tree, with those of its notes: what two versions are compared by.
fn words(document: &Document) -> Vec<String> {
    let mut document = document.clone();
    let mut words = String::new();
    let mut visit = |node: NodeMut<'_>| {
        words.push('\n');
        match node {
            NodeMut::Block(Block { kind: BlockKind::CodeBlock { text, .. }, .. }) => words.push_str(text),
            NodeMut::Block(Block { kind: BlockKind::Figure(figure), .. }) => {
                words.push_str(&figure.image.alt)
            }
            NodeMut::Block(_) => {}
            NodeMut::Inlines(inlines) => push(inlines, &mut words),
        }
    };
    walk_mut(&mut document.blocks, &mut visit);
    let ids: Vec<_> = document.notes.iter().map(|it| it.0).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_mut(&mut note.blocks, &mut visit);
        }
    }
    words.split_whitespace().map(str::to_owned).collect()
}

fn push(inlines: &[Inline], words: &mut String) {
    for (at, inline) in inlines.iter().enumerate() {
        if inline.kind == InlineKind::SoftBreak && text::joins(inlines, at) {
            continue;
        }
        if let InlineKind::Image(image) = &inline.kind {
            words.push_str(&image.alt);
        }
        words.push_str(inline.kind.own_text().unwrap_or(""));
        push(inline.kind.children(), words);
    }
}
