//! Text that is printed as it is written, down to its backslashes, quotation marks and dashes.

use std::ops::Range;

use crate::parse::cx::Cx;
use crate::parse::inline::node::{Node, NodeKind};

/// Puts the source in place of the nodes of a range. Where something in it is more than text and stress, as a link
/// is, or where a node is only in part within it, the nodes stay.
pub(super) fn keep(cx: &Cx, nodes: &mut Vec<Node>, range: &Range<usize>) {
    let inside = |it: &Node| it.range.start <= range.start && range.end <= it.range.end;
    if let Some(node) = nodes.iter_mut().find(|it| !it.children.is_empty() && inside(it)) {
        return keep(cx, &mut node.children, range);
    }
    let Some(first) = nodes.iter().position(|it| it.range.end > range.start) else { return };
    let Some(last) = nodes.iter().rposition(|it| it.range.start < range.end) else { return };
    if first > last || !nodes[first..=last].iter().all(|it| may_go(it, range)) {
        return;
    }
    let within = nodes.drain(first..=last).collect::<Vec<_>>();
    let mut kept: Vec<Node> = Vec::new();
    let raw = |part: Range<usize>| Node::leaf(NodeKind::Raw(cx.slice(part.clone()).to_owned()), part);
    let before = within.first().map_or(range.start, |it| it.range.start);
    let after = within.last().map_or(range.end, |it| it.range.end);
    if before < range.start {
        kept.push(raw(before..range.start));
    }
    for line in within.split_inclusive(is_break) {
        let (text, end) = match line.split_last() {
            Some((end, text)) if is_break(end) => (text, Some(end)),
            _ => (line, None),
        };
        if let (Some(first), Some(last)) = (text.first(), text.last()) {
            let part = first.range.start.max(range.start)..last.range.end.min(range.end);
            kept.push(Node::leaf(NodeKind::Literal(cx.slice(part.clone()).to_owned()), part));
        }
        kept.extend(end.cloned());
    }
    if range.end < after {
        kept.push(raw(range.end..after));
    }
    nodes.splice(first..first, kept);
}

/// Takes the text of a range from the punctuation of the language.
pub(super) fn keep_punctuation(nodes: &mut Vec<Node>, range: &Range<usize>) {
    let mut kept = Vec::with_capacity(nodes.len());
    for mut node in std::mem::take(nodes) {
        let within = range.start.max(node.range.start)..range.end.min(node.range.end);
        let NodeKind::Raw(text) = &node.kind else {
            if within.start < within.end {
                keep_punctuation(&mut node.children, range);
            }
            kept.push(node);
            continue;
        };
        let start = node.range.start;
        let parts = [start..within.start, within.clone(), within.end..node.range.end];
        if within.start >= within.end {
            kept.push(node);
            continue;
        }
        for (index, part) in parts.into_iter().enumerate().filter(|(_, it)| !it.is_empty()) {
            let Some(piece) = text.get(part.start - start..part.end - start) else { continue };
            let kind = if index == 1 { NodeKind::Literal } else { NodeKind::Raw };
            kept.push(Node::leaf(kind(piece.to_owned()), part));
        }
    }
    *nodes = kept;
}

fn is_break(node: &Node) -> bool {
    matches!(node.kind, NodeKind::SoftBreak | NodeKind::LineBreak)
}

/// Whether the source may be put in place of a node.
fn may_go(node: &Node, range: &Range<usize>) -> bool {
    let inside = range.start <= node.range.start && node.range.end <= range.end;
    match node.kind {
        NodeKind::Raw(_) => true,
        NodeKind::SoftBreak | NodeKind::LineBreak | NodeKind::Literal(_) => inside,
        NodeKind::Emph | NodeKind::Strong | NodeKind::Strike | NodeKind::Sub | NodeKind::Sup => {
            inside && node.children.iter().all(|it| may_go(it, range) && !is_break(it))
        }
        NodeKind::Code(_)
        | NodeKind::Underline
        | NodeKind::Highlight
        | NodeKind::Small
        | NodeKind::Keyboard
        | NodeKind::Abbreviation(_)
        | NodeKind::Link { .. }
        | NodeKind::Image { .. }
        | NodeKind::NoteRef(_)
        | NodeKind::Reference { .. }
        | NodeKind::InlineNote
        | NodeKind::Span(_)
        | NodeKind::Tag(_) => false,
    }
}
