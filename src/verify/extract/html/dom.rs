//! A page as browsers read it, sent to a reader without recursion.

use crate::dom::{Kind, Node, document, nesting_tags};
use crate::verify::extract::markup::MarkupReader;
use crate::verify::extract::xml::{Attributes, Sink};

/// How deep elements may nest. Browsers stop at some hundreds; the parser's time grows with the square.
const MAX_DEPTH: usize = 4_000;

/// Sends the elements of a page to a reader; returns whether the page was read: one that nests too deep is not.
pub(super) fn parse(text: &str, reader: &mut MarkupReader) -> bool {
    if depth(text) > MAX_DEPTH {
        return false;
    }
    let nodes = document(text);
    let mut next = nodes.first().and_then(|it| it.first);
    while let Some(at) = next {
        next = enter(&nodes[at], reader).or_else(|| leave(&nodes, at, reader));
    }
    true
}

/// How deep elements nest at most, by their tags.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0usize, 0);
    for (_, closes) in nesting_tags(text) {
        now = if closes { now.saturating_sub(1) } else { now + 1 };
        most = most.max(now);
    }
    most
}

/// Closes the elements that end with a node, and returns the next node.
fn leave(nodes: &[Node], mut at: usize, reader: &mut MarkupReader) -> Option<usize> {
    loop {
        if let Kind::Element(..) = nodes[at].kind {
            reader.close();
        }
        if let Some(next) = nodes[at].next {
            return Some(next);
        }
        at = nodes[at].parent.filter(|it| *it != 0)?;
    }
}

/// Sends the start of a node to the reader, and returns its first child.
fn enter(node: &Node, reader: &mut MarkupReader) -> Option<usize> {
    match &node.kind {
        Kind::Element(attributes) => {
            let pairs = attributes.iter().map(|it| {
                let prefix = it.name.prefix.as_ref().map(|it| format!("{it}:")).unwrap_or_default();
                (format!("{prefix}{}", it.name.local), it.value.to_string())
            });
            reader.open(&node.name.local, Attributes(pairs.collect()), node.line);
        }
        Kind::Text(text) => reader.text(text, node.line),
        Kind::Document | Kind::Other => {}
    }
    node.first
}
