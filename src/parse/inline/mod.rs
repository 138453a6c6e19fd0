//! Inlines: from the events of one paragraph, heading or cell to its nodes.
//!
//! 1. [`Collector`] keeps the levels of emphasis and links as the events come.
//! 2. [`autolink`] finds bare addresses in a level's text.
//! 3. [`level`] finds what CommonMark does not know: spans, attributes, superscript and subscript, inline tags.
//! 4. [`lower`] makes the document's inlines of all this, with the punctuation of the language.

pub(super) mod node;
pub(super) mod html;
mod autolink;
mod level;
pub(super) mod reference;
mod emoji;
mod index_command;
pub(super) mod expand;
pub(super) mod lower;

pub(crate) use emoji::with_emoji;
pub(super) use level::left_out;

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::parse::cx::Cx;
use crate::parse::html::attributes;
use crate::parse::inline::html::{Role, is_foreign, is_reported, reported, role, void};
use crate::parse::inline::node::{DEEPEST, Node, NodeKind, Tag, merge, tag_name};
use crate::parse::rules;

/// What opens a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum Opening {
    Emph,
    Strong,
    /// Between `~~`, or between `~`, which is a subscript.
    Tildes,
    Link {
        url: String,
        title: String,
    },
    Image {
        url: String,
        title: String,
    },
}

struct OpenLevel {
    opening: Option<Opening>,
    range: Range<usize>,
    nodes: Vec<Node>,
    in_link: bool,
}

/// Takes the inline events of one block and gives its nodes.
pub(in crate::parse) struct Collector {
    levels: Vec<OpenLevel>,
    /// How many levels are open that are too deep to be kept.
    over: usize,
    /// Where the last leaf ended: a character after it that belongs to no event is a backslash that escapes.
    end: usize,
    /// The element that is open and is not of HTML, as a drawing.
    foreign: Option<String>,
}

impl Collector {
    /// A collector for a block in which bare addresses become links.
    pub(in crate::parse) fn new() -> Collector {
        let root = OpenLevel { opening: None, range: 0..0, nodes: Vec::new(), in_link: false };
        Collector { levels: vec![root], over: 0, end: 0, foreign: None }
    }

    /// Text as CommonMark gives it: raw where it equals the source and is not escaped.
    pub(in crate::parse) fn text(&mut self, cx: &Cx, text: &str, range: Range<usize>) {
        let escaped = range.start > self.end && cx.text.as_bytes().get(range.start - 1) == Some(&b'\\');
        if cx.slice(range.clone()) != text {
            self.push(Node::leaf(NodeKind::Literal(text.to_owned()), range));
        } else if let Some(first) = text.chars().next().filter(|_| escaped) {
            let split = range.start + first.len_utf8();
            self.push(Node::leaf(NodeKind::Literal(first.to_string()), range.start - 1..split));
            if split < range.end {
                self.push(Node::leaf(NodeKind::Raw(text[first.len_utf8()..].to_owned()), split..range.end));
            }
        } else if !text.is_empty() {
            self.push(Node::leaf(NodeKind::Raw(text.to_owned()), range));
        }
    }

    /// A line end that was only a space becomes one that the author asks for.
    pub(in crate::parse) fn harden(&mut self) {
        if let Some(last) = self.levels.last_mut().and_then(|it| it.nodes.last_mut())
            && last.kind == NodeKind::SoftBreak
        {
            last.kind = NodeKind::LineBreak;
        }
    }

    /// A leaf: code, the mark of a note, a break.
    pub(in crate::parse) fn leaf(&mut self, kind: NodeKind, range: Range<usize>) {
        self.push(Node::leaf(kind, range));
    }

    /// A piece of inline HTML.
    pub(in crate::parse) fn html(
        &mut self,
        cx: &Cx,
        html: &str,
        range: Range<usize>,
        diags: &mut Diagnostics,
    ) {
        self.end = self.end.max(range.end);
        let Some((name, closes)) = tag_name(html) else {
            if !html.starts_with("<!--") {
                diags.push(raw_html(cx, range));
            }
            return;
        };
        if closes && self.foreign.as_ref() == Some(&name) {
            self.foreign = None;
        } else if !closes && self.foreign.is_none() && is_reported(&name) {
            diags.push(reported(cx, &name, range.clone()));
            let holds = is_foreign(&name) && !html.ends_with("/>");
            self.foreign = holds.then(|| name.clone());
        }
        match (role(&name), closes) {
            (Role::Void, false) => {
                void(&name, &attributes(html), range).into_iter().for_each(|it| self.push(it));
            }
            // A line of text has no blocks: where one begins or ends, a line does.
            (Role::Block, _) => self.push(Node::leaf(NodeKind::LineBreak, range)),
            (Role::Void, true) | (Role::Unknown, _) => {}
            (Role::Inline | Role::Media | Role::Hidden, true) => {
                self.push(Node::leaf(NodeKind::Tag(Tag::Close(name)), range));
            }
            (Role::Inline | Role::Media | Role::Hidden, false) => {
                let tag = Tag::Open(name, attributes(html));
                self.push(Node::leaf(NodeKind::Tag(tag), range));
            }
        }
    }

    fn push(&mut self, node: Node) {
        self.end = self.end.max(node.range.end);
        if let Some(level) = self.levels.last_mut() {
            level.nodes.push(node);
        }
    }

    /// Opens a level.
    pub(in crate::parse) fn open(
        &mut self,
        cx: &Cx,
        opening: Opening,
        range: Range<usize>,
        diags: &mut Diagnostics,
    ) {
        if self.levels.len() > DEEPEST || self.over > 0 {
            if self.over == 0 {
                let message = format!("inlines are nested more than {DEEPEST} deep");
                diags.push(Diagnostic::new(&rules::TOO_DEEP, cx.span(range), message));
            }
            self.over += 1;
            return;
        }
        let in_link = matches!(opening, Opening::Link { .. } | Opening::Image { .. })
            || self.levels.last().is_some_and(|it| it.in_link);
        self.levels.push(OpenLevel { opening: Some(opening), range, nodes: Vec::new(), in_link });
    }

    /// Closes the innermost level.
    pub(in crate::parse) fn close(&mut self, cx: &Cx, diags: &mut Diagnostics) {
        if self.over > 0 {
            self.over -= 1;
            return;
        }
        let Some(level) = self.levels.pop() else { return };
        let range = level.range.clone();
        let Some(opening) = level.opening.clone() else { return };
        let children = level.finish(cx, diags);
        let doubled = cx.slice(range.clone()).starts_with("~~");
        let kind = match opening {
            Opening::Emph => NodeKind::Emph,
            Opening::Strong => NodeKind::Strong,
            Opening::Tildes if doubled => NodeKind::Strike,
            Opening::Tildes => NodeKind::Sub,
            Opening::Link { url, title } => NodeKind::Link { url, title },
            Opening::Image { url, title } => NodeKind::Image { url, title, attributes: Box::default() },
        };
        self.push(Node::parent(kind, range, children));
    }

    /// The nodes of the block.
    pub(in crate::parse) fn finish(mut self, cx: &Cx, diags: &mut Diagnostics) -> Vec<Node> {
        while self.levels.len() > 1 {
            self.over = 0;
            self.close(cx, diags);
        }
        self.levels.pop().map_or_else(Vec::new, |it| it.finish(cx, diags))
    }
}

impl OpenLevel {
    fn finish(self, cx: &Cx, diags: &mut Diagnostics) -> Vec<Node> {
        let nodes = merge(self.nodes);
        let nodes = if self.in_link { nodes } else { autolink::link(cx, nodes) };
        level::finish(cx, nodes, diags)
    }
}

/// The diagnostic for raw HTML at a range.
pub(in crate::parse) fn raw_html(cx: &Cx, range: Range<usize>) -> Diagnostic {
    let first: String = cx.slice(range.clone()).lines().next().unwrap_or("").chars().take(40).collect();
    Diagnostic::new(&rules::RAW_HTML, cx.span(range), format!("raw HTML: `{first}`"))
        .help("say it in Markdown, or write it as code to show it as it is")
}
