//! The text of a block that is printed as it is written.

use std::ops::Range;

use crate::parse::cx::Cx;
use crate::parse::inline::node::{Node, NodeKind};
use crate::source::beginning;

/// The text of a block, at the bytes of the source; what is not printed as written is NUL.
pub(super) struct Visible<'a> {
    pub(super) cx: &'a Cx<'a>,
    start: usize,
    text: String,
    /// Where brackets and parentheses are escaped, as TeX begins and ends math.
    pub(super) escaped: Vec<usize>,
}

/// Bytes that some foreign markup begins with.
const TRIGGERS: &[u8] = b"$\\[@{=+%:(|!*^<";

impl<'a> Visible<'a> {
    /// The text of a block; `None` where no foreign markup can begin in it.
    pub(super) fn of(cx: &'a Cx<'a>, nodes: &[Node], is_paragraph: bool) -> Option<Visible<'a>> {
        if !(may_hold(cx, nodes) || is_paragraph && may_begin(nodes)) {
            return None;
        }
        let start = nodes.first()?.range.start;
        let end = nodes.iter().map(|it| it.range.end).max()?;
        let mut pieces = Vec::new();
        let mut escaped = Vec::new();
        collect(cx, nodes, &mut pieces, &mut escaped);
        let mut text = String::with_capacity(end - start);
        for range in pieces {
            let at = start + text.len();
            if range.start >= at {
                text.extend(std::iter::repeat_n('\0', range.start - at));
                text.push_str(cx.slice(range));
            }
        }
        text.extend(std::iter::repeat_n('\0', (end - start).saturating_sub(text.len())));
        Some(Visible { cx, start, text, escaped })
    }

    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// The text from a byte of the source on.
    pub(super) fn rest(&self, at: usize) -> &str {
        self.text.get(at.saturating_sub(self.start)..).unwrap_or("")
    }

    /// The beginning of the text from a byte of the source on: as much as foreign markup may be long.
    pub(super) fn after(&self, at: usize) -> &str {
        beginning(self.rest(at), LONGEST)
    }

    /// The beginning of the source from a byte on: as much as foreign markup may be long, within the block.
    pub(super) fn source(&self, at: usize) -> &'a str {
        beginning(self.cx.slice(at..self.end().max(at)), LONGEST)
    }

    /// The character before a byte, within the line of the source.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.cx.slice(0..at).chars().next_back()
    }

    /// Whether a letter, a digit or an underscore is before the byte.
    pub(super) fn follows_word(&self, at: usize) -> bool {
        self.before(at).is_some_and(|it| it.is_alphanumeric() || it == '_')
    }

    /// The lines with where they begin.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let start = self.start;
        let base = self.text.as_ptr().addr();
        self.text.split('\n').map(move |it| (start + (it.as_ptr().addr() - base), it))
    }
}

/// Foreign markup is no longer than this, so that a failed search costs little on any input.
const LONGEST: usize = 2000;

/// Whether any text that is printed as written has a byte that foreign markup begins with.
fn may_hold(cx: &Cx, nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node.raw() {
        Some(text) => text.bytes().any(|it| TRIGGERS.contains(&it)) || text.starts_with(['•', '◦', '▪', '‣']),
        None => escaped_bracket(cx, node) || may_hold(cx, &node.children),
    })
}

/// Whether a paragraph may begin with the label of an item, or with a mark that is common elsewhere.
fn may_begin(nodes: &[Node]) -> bool {
    let Some(text) = nodes.first().and_then(Node::raw) else { return false };
    let label = text.bytes().take(6).position(|it| it == b'.' || it == b')');
    label.is_some_and(|at| text[at + 1..].starts_with([' ', '\t', '.']))
        || text.starts_with(['-', '#', '.'])
        || text.as_bytes().get(1) == Some(&b'>')
}

/// Whether the node is an escaped bracket or parenthesis, or what begins math of mdBook or a reference of bookdown.
fn escaped_bracket(cx: &Cx, node: &Node) -> bool {
    matches!(node.kind, NodeKind::Literal(_))
        && match cx.slice(node.range.clone()) {
            "\\(" | "\\)" | "\\[" | "\\]" | "\\@" => true,
            "\\\\" => cx.after(node.range.end).starts_with(['(', ')', '[', ']']),
            _ => false,
        }
}

/// Collects the ranges of text that is printed as written, line ends, and escaped brackets, in reading order.
fn collect(cx: &Cx, nodes: &[Node], pieces: &mut Vec<Range<usize>>, escaped: &mut Vec<usize>) {
    for node in nodes {
        if node.raw().is_some() {
            pieces.push(node.range.clone());
        } else if matches!(node.kind, NodeKind::SoftBreak | NodeKind::LineBreak) {
            let found = cx.slice(node.range.clone()).find('\n');
            pieces.extend(found.map(|it| node.range.start + it..node.range.start + it + 1));
        } else if escaped_bracket(cx, node) {
            escaped.push(node.range.start);
        } else {
            collect(cx, &node.children, pieces, escaped);
        }
    }
}
