//! Blocks that are open while the events of a source come.

use std::ops::Range;

use crate::document::{Admonition, Block, Definition, Inline, Lang, ListItem, Numbering, Row, Table};
use crate::parse::attributes::Attributes;
use crate::parse::inline::Collector;

/// A block that holds blocks, and is open.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) kind: FrameKind,
    /// Its range as CommonMark gives it.
    pub(super) range: Range<usize>,
    /// Its attributes.
    pub(super) attributes: Attributes,
    /// The blocks in it so far.
    pub(super) blocks: Vec<Block>,
    /// The pieces of HTML among them.
    pub(super) html: Vec<HtmlPiece>,
    /// Attributes on a line of their own, for the next block.
    pub(super) pending: Option<(Attributes, Range<usize>)>,
    /// The language in it.
    pub(super) lang: Lang,
}

/// A piece of raw HTML among blocks.
#[derive(Debug)]
pub(super) struct HtmlPiece {
    /// The number of blocks that come before it.
    pub(super) before: usize,
    /// Where it is in the source.
    pub(super) range: Range<usize>,
    /// The HTML.
    pub(super) text: String,
    /// Where each of its lines is in the source.
    pub(super) lines: Vec<Range<usize>>,
}

/// What an open block is.
#[derive(Debug)]
pub(super) enum FrameKind {
    Root,
    Quote(Option<Admonition>),
    /// A remark with a title of its own.
    Remark {
        kind: Admonition,
        title: Option<Vec<Inline>>,
    },
    Container,
    Note(String),
    List {
        start: Option<u64>,
        /// How its numbers are written, where its labels say it.
        numbering: Option<Numbering>,
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
        Frame { kind, range, attributes, blocks: Vec::new(), html: Vec::new(), pending: None, lang }
    }
}

impl Frame {
    /// Makes a list loose, since a paragraph of an item is marked as one.
    pub(super) fn set_loose(&mut self) {
        if let FrameKind::List { loose, .. } = &mut self.kind {
            *loose = true;
        }
    }
}

/// Code or HTML that is open.
pub(super) struct Verbatim {
    pub(super) range: Range<usize>,
    pub(super) language: Option<String>,
    pub(super) attributes: Attributes,
    /// The format that raw text is for; `None` for code and HTML.
    pub(super) raw: Option<String>,
    pub(super) text: String,
    /// Where each line of HTML is in the source; none for code.
    pub(super) lines: Vec<Range<usize>>,
}

impl Verbatim {
    /// Nothing yet, at a place.
    pub(super) fn new(range: Range<usize>) -> Verbatim {
        Verbatim {
            range,
            language: None,
            attributes: Attributes::default(),
            raw: None,
            text: String::new(),
            lines: Vec::new(),
        }
    }

    /// More of the text, and where it is in the source. The indent of a line comes apart from it.
    pub(super) fn push(&mut self, text: &str, range: Range<usize>) {
        let begins = self.text.is_empty() || self.text.ends_with('\n');
        let ends = text.matches('\n').count() + usize::from(!text.ends_with('\n'));
        if let Some(last) = self.lines.last_mut().filter(|_| !begins) {
            last.end = range.end;
        }
        self.lines.extend(std::iter::repeat_n(range, if begins { ends } else { ends - 1 }));
        self.text.push_str(text);
    }
}

/// The attributes that wait for the next block of the innermost frame.
pub(super) fn take_pending(frames: &mut [Frame]) -> Attributes {
    frames.last_mut().and_then(|it| it.pending.take()).map(|(attributes, _)| attributes).unwrap_or_default()
}

/// The collector of the open leaf; where none is open, of a new paragraph of a tight list.
pub(super) fn collector<'l>(
    leaf: &'l mut Option<Leaf>,
    frames: &mut [Frame],
    range: &Range<usize>,
) -> &'l mut Collector {
    let leaf = leaf.get_or_insert_with(|| Leaf {
        kind: LeafKind::Tight,
        range: range.clone(),
        attributes: take_pending(frames),
        collector: Collector::new(),
    });
    &mut leaf.collector
}
