//! Inlines while they are being read.

use std::ops::Range;

use crate::document::Attr;
use crate::parse::attributes::Attributes;
use crate::parse::inline::tag::Tag;

/// Inlines nest no deeper than this in one level; what recurses over them cannot overflow the stack.
pub(in crate::parse) const DEEPEST: usize = 64;

/// An inline with its place and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Node {
    pub(in crate::parse) kind: Kind,
    pub(in crate::parse) range: Range<usize>,
    pub(in crate::parse) children: Vec<Node>,
    /// How many levels of nodes are below it.
    height: usize,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Kind {
    /// Text that equals the source in its range, so that its characters may still turn out to be markup.
    Raw(String),
    /// Text that was escaped, or is an entity: never markup, never changed.
    Literal(String),
    Code(String),
    Emph,
    Strong,
    Strike,
    Sub,
    Sup,
    Underline,
    Highlight,
    Small,
    Keyboard,
    Abbreviation(Option<String>),
    Link {
        url: String,
        title: String,
    },
    Image {
        url: String,
        title: String,
        attributes: Box<Attributes>,
    },
    NoteRef(String),
    Span(Attr),
    /// A tag that is still to find its partner.
    Tag(Tag),
    SoftBreak,
    LineBreak,
}

impl Node {
    /// A node without children.
    pub(in crate::parse) fn leaf(kind: Kind, range: Range<usize>) -> Node {
        Node { kind, range, children: Vec::new(), height: 0 }
    }

    /// A node around others.
    pub(in crate::parse) fn parent(kind: Kind, range: Range<usize>, children: Vec<Node>) -> Node {
        let height = 1 + children.iter().map(|it| it.height).max().unwrap_or(0);
        Node { kind, range, children, height }
    }

    /// Whether one more node may go around these.
    pub(in crate::parse) fn may_wrap(nodes: &[Node]) -> bool {
        nodes.iter().rev().all(|it| it.height < DEEPEST)
    }

    /// The text where the node is text that may hold markup.
    pub(in crate::parse) fn raw(&self) -> Option<&str> {
        if let Kind::Raw(text) = &self.kind { Some(text) } else { None }
    }
}

/// The nodes with adjacent raw texts made one.
pub(in crate::parse) fn merge(nodes: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let (Kind::Raw(text), Some(last)) = (&node.kind, merged.last_mut())
            && let Kind::Raw(before) = &mut last.kind
            && last.range.end == node.range.start
        {
            before.push_str(text);
            last.range.end = node.range.end;
            continue;
        }
        merged.push(node);
    }
    merged
}
