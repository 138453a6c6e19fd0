//! Blocks that are open while the events of a source come.

use std::ops::Range;

use crate::document::{Admonition, Block, Definition, Lang, ListItem, Row, Table};
use crate::parse::attributes::Attributes;
use crate::parse::inline::Collector;

/// A block that holds blocks, and is open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    /// Where it stands as far as CommonMark says.
    pub(super) range: Range<usize>,
    /// What is said of it.
    pub(super) attributes: Attributes,
    /// The blocks in it so far.
    pub(super) blocks: Vec<Block>,
    /// Attributes on a line of their own, for the next block.
    pub(super) pending: Option<(Attributes, Range<usize>)>,
    /// The language in it.
    pub(super) lang: Lang,
}

/// What an open block is.
#[derive(Debug)]
pub(super) enum FrameKind {
    Root,
    Quote(Option<Admonition>),
    Container,
    Note(String),
    List {
        start: Option<u64>,
        loose: bool,
        items: Vec<ListItem>,
    },
    Item {
        task: Option<bool>,
    },
    Definitions(Vec<Definition>),
    /// What a term means.
    Body,
    Table {
        table: Table,
        in_head: bool,
        row: Row,
    },
}

/// A block of inlines that is open.
pub(super) struct Leaf {
    pub(super) kind: LeafKind,
    pub(super) range: Range<usize>,
    pub(super) attributes: Attributes,
    pub(super) collector: Collector,
}

/// What a block of inlines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    Paragraph,
    /// A paragraph that CommonMark does not mark as one, in a tight list.
    Tight,
    Heading(u8),
    Term,
    Cell,
}

impl Frame {
    /// An open block with nothing in it.
    pub(super) fn new(kind: FrameKind, range: Range<usize>, attributes: Attributes, around: &Lang) -> Frame {
        let lang = attributes.attr.lang.clone().unwrap_or_else(|| around.clone());
        Frame { kind, range, attributes, blocks: Vec::new(), pending: None, lang }
    }
}

impl Frame {
    /// The list stands loose, since a paragraph of an item is marked as one.
    pub(super) fn set_loose(&mut self) {
        if let FrameKind::List { loose, .. } = &mut self.kind {
            *loose = true;
        }
    }
}
