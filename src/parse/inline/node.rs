//! Inlines while they are being read.

use std::ops::Range;

use crate::document::Attr;
use crate::parse::attributes::Attributes;
use crate::parse::tag_attributes::TagAttributes;

/// Inlines nest no deeper than this in one level; what recurses over them cannot overflow the stack.
pub(in crate::parse) const DEEPEST: usize = 64;

/// An inline with its place and what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Node {
    pub(in crate::parse) kind: NodeKind,
    pub(in crate::parse) range: Range<usize>,
    pub(in crate::parse) children: Vec<Node>,
    /// How many levels of nodes are below it.
    height: usize,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum NodeKind {
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
    /// A reference to the id, with the words before its number; none for the usual ones.
    Reference {
        key: String,
        prefix: Option<String>,
    },
    /// A note that is written where its mark is.
    InlineNote,
    Span(Attr),
    /// A tag that is still to find its partner.
    Tag(Tag),
    SoftBreak,
    LineBreak,
}

impl Node {
    /// A node without children.
    pub(in crate::parse) fn leaf(kind: NodeKind, range: Range<usize>) -> Node {
        Node { kind, range, children: Vec::new(), height: 0 }
    }

    /// A node around others.
    pub(in crate::parse) fn parent(kind: NodeKind, range: Range<usize>, children: Vec<Node>) -> Node {
        let height = 1 + children.iter().map(|it| it.height).max().unwrap_or(0);
        Node { kind, range, children, height }
    }

    /// Whether one more node may go around these.
    pub(in crate::parse) fn may_wrap(nodes: &[Node]) -> bool {
        nodes.iter().rev().all(|it| it.height < DEEPEST)
    }

    /// The text where the node is text that may hold markup.
    pub(in crate::parse) fn raw(&self) -> Option<&str> {
        if let NodeKind::Raw(text) = &self.kind { Some(text) } else { None }
    }
}

/// The nodes with adjacent raw texts made one.
pub(in crate::parse) fn merge(nodes: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if let (NodeKind::Raw(text), Some(last)) = (&node.kind, merged.last_mut())
            && let NodeKind::Raw(before) = &mut last.kind
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

/// A tag of an element that begins and ends in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Tag {
    Open(String, TagAttributes),
    Close(String),
}

/// The name of a tag in lower case, and whether it closes its element. `None` for what is no tag.
pub(in crate::parse) fn tag_name(html: &str) -> Option<(String, bool)> {
    let inner = html.strip_prefix('<')?;
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |it| (true, it));
    let end =
        inner.find(|it: char| it.is_ascii_whitespace() || matches!(it, '>' | '/')).unwrap_or(inner.len());
    let name = &inner[..end];
    name.starts_with(|it: char| it.is_ascii_alphabetic()).then(|| (name.to_ascii_lowercase(), closes))
}

/// Whether a piece of HTML is comments and nothing else.
pub(in crate::parse) fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, after)| after.trim_start());
    }
    rest.is_empty()
}

/// The text of a piece of HTML without its tags and comments.
pub(in crate::parse) fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, markup)) = rest.split_once('<') {
        text.push_str(before);
        let end = if markup.starts_with("!--") { "-->" } else { ">" };
        rest = markup.split_once(end).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_names() {
        let named = tag_name;
        assert_eq!(named("<BR/>"), Some(("br".to_owned(), false)));
        assert_eq!(named("</sup >"), Some(("sup".to_owned(), true)));
        assert_eq!(named("<my-tag a='>'>"), Some(("my-tag".to_owned(), false)));
        for other in ["<!-- a -->", "<!DOCTYPE a>", "<?php ?>"] {
            assert_eq!(named(other), None, "{other}");
        }
    }

    #[test]
    fn the_text_of_html_is_kept() {
        assert_eq!(text_of("<div>\n<!-- <p> -->a <b>bold</b>\n</div> c < d"), "a bold c");
    }
}
