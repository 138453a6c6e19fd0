//! What definitions elsewhere in the file make of words: abbreviations, and the numbers of examples.

use crate::parse::cx::Cx;
use crate::parse::inline::node::{Node, NodeKind};
use crate::parse::neighbours::Neighbours;

/// Puts them in.
pub(in crate::parse) fn expand(cx: &Cx, neighbours: &Neighbours, nodes: &mut Vec<Node>) {
    if neighbours.abbreviations.is_empty() && neighbours.examples.is_empty() {
        return;
    }
    for mut node in std::mem::take(nodes) {
        match node.raw() {
            Some(_) => text(cx, neighbours, node, nodes),
            None => {
                if !matches!(node.kind, NodeKind::Abbreviation(_) | NodeKind::Image { .. }) {
                    expand(cx, neighbours, &mut node.children);
                }
                nodes.push(node);
            }
        }
    }
}

/// The parts of a text.
fn text(cx: &Cx, neighbours: &Neighbours, node: Node, into: &mut Vec<Node>) {
    let text = cx.slice(node.range.clone());
    let mut found: Vec<(usize, usize, NodeKind)> = Vec::new();
    for (short, long) in &neighbours.abbreviations {
        for (at, _) in text.match_indices(short.as_str()) {
            let end = at + short.len();
            let is_word = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
            if !is_word(text[..at].chars().next_back()) && !is_word(text[end..].chars().next()) {
                found.push((at, end, NodeKind::Abbreviation(Some(long.clone()))));
            }
        }
    }
    if !neighbours.examples.is_empty() {
        for (at, _) in text.match_indices("(@") {
            let Some((label, _)) = text[at + 2..].split_once(')') else { break };
            if let Some(number) = neighbours.examples.get(label) {
                found.push((at, at + label.len() + 3, NodeKind::Literal(format!("({number})"))));
            }
        }
    }
    if found.is_empty() || !Node::may_wrap(std::slice::from_ref(&node)) {
        into.push(node);
        return;
    }
    // The longer of two that begin together goes first.
    found.sort_by_key(|it| (it.0, usize::MAX - it.1));
    let start = node.range.start;
    let raw = |from: usize, to: usize| {
        Node::leaf(NodeKind::Raw(text[from..to].to_owned()), start + from..start + to)
    };
    let mut done = 0;
    for (at, end, kind) in found {
        if at < done {
            continue;
        }
        into.extend((at > done).then(|| raw(done, at)));
        let range = start + at..start + end;
        let inner = if matches!(kind, NodeKind::Literal(_)) { Vec::new() } else { vec![raw(at, end)] };
        into.push(Node::parent(kind, range, inner));
        done = end;
    }
    into.extend((done < text.len()).then(|| raw(done, text.len())));
}
