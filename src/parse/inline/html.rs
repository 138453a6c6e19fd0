//! What the elements of HTML mean in a line of text.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::document::{Attr, Id, Lang};
use crate::parse::attributes::{Attributes, dimension};
use crate::parse::cx::{Cx, id};
use crate::parse::html::{Element, HtmlNode};
use crate::parse::inline::node::{Node, NodeKind, merge};
use crate::parse::rules;
use crate::parse::tag_attributes::TagAttributes;

/// How an element of HTML is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Role {
    /// It has no content and no end tag.
    Void,
    /// It is in a line of text.
    Inline,
    /// It is a block, so that it ends a line.
    Block,
    /// It becomes a link to what it plays or shows.
    Media,
    /// It is for programs; nothing of it is published.
    Hidden,
    /// It is not an element of HTML that text is made of; its content is kept.
    Unknown,
}

/// How the element of a name is read.
pub(in crate::parse) fn role(name: &str) -> Role {
    match name {
        "br" | "wbr" | "hr" | "img" | "input" | "source" | "track" | "area" | "col" | "meta" | "link"
        | "base" | "param" => Role::Void,
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn"
        | "em" | "font" | "i" | "ins" | "kbd" | "label" | "mark" | "meter" | "nobr" | "output"
        | "picture" | "progress" | "q" | "rb" | "rp" | "rt" | "rtc" | "ruby" | "s" | "samp" | "small"
        | "span" | "strike" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" => Role::Inline,
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "colgroup"
        | "dd" | "details" | "dir" | "div" | "dl" | "dt" | "figcaption" | "figure" | "footer" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "html" | "li" | "main" | "menu"
        | "nav" | "noscript" | "ol" | "p" | "pre" | "search" | "section" | "summary" | "table" | "tbody"
        | "td" | "tfoot" | "th" | "thead" | "tr" | "ul" => Role::Block,
        "audio" | "embed" | "iframe" | "object" | "video" => Role::Media,
        "annotation" | "annotation-xml" | "head" | "script" | "style" | "template" | "title" => Role::Hidden,
        _ => Role::Unknown,
    }
}

/// Whether what is left out of an element, or the element itself, is reported.
pub(in crate::parse) fn is_reported(name: &str) -> bool {
    matches!(name, "script" | "style" | "template") || matches!(role(name), Role::Media | Role::Unknown)
}

/// Whether an element holds others that are not those of HTML, so that it is reported for all of them.
pub(in crate::parse) fn is_foreign(name: &str) -> bool {
    matches!(name, "svg" | "math")
}

/// The diagnostic of an element that is left out, or that is not known.
pub(in crate::parse) fn reported(cx: &Cx, name: &str, range: Range<usize>) -> Diagnostic {
    let (message, help) = match role(name) {
        Role::Media => (
            format!("`<{name}>` becomes a link"),
            "nothing plays on paper; describe in the text what the link leads to",
        ),
        Role::Hidden => {
            (format!("`<{name}>` is left out"), "remove it; the themes have the style of the editions")
        }
        _ if name == "svg" => (
            "`<svg>` is a drawing, which is left out; its words are kept".to_owned(),
            "save it as a file, and write `![what it shows](drawing.svg)`",
        ),
        _ if name == "math" => (
            "`<math>` is a formula, of which only the letters are printed".to_owned(),
            "write it in words, or as an image with a description",
        ),
        Role::Void | Role::Inline | Role::Block | Role::Unknown => (
            format!("`<{name}>` is not known; its content is kept"),
            "say it in Markdown, or write `\\<` for a sign that is meant as such",
        ),
    };
    Diagnostic::new(&rules::RAW_HTML, cx.span(range), message.clone()).help(help).folds(message)
}

/// What an element without content stands for; `None` where it shows nothing.
pub(in crate::parse) fn void(name: &str, attributes: &TagAttributes, range: Range<usize>) -> Option<Node> {
    match name {
        "br" | "hr" => Some(Node::leaf(NodeKind::LineBreak, range)),
        "img" => image(attributes, range),
        "input" if attributes.get("type") == Some("checkbox") => {
            let sign = if attributes.has("checked") { "☒ " } else { "☐ " };
            Some(Node::leaf(NodeKind::Literal(sign.to_owned()), range))
        }
        "source" => Some(media(attributes.get("src")?, attributes, range, Vec::new())),
        _ => None,
    }
}

/// An image. An empty alternative text says that it is decoration (HTML living standard, 4.8.4.4).
fn image(attributes: &TagAttributes, range: Range<usize>) -> Option<Node> {
    let url = attributes.get("src").or_else(|| attributes.get("data-src"))?.to_owned();
    let alt = attributes.get("alt").map(collapse).unwrap_or_default();
    let mut given = Attributes { attr: attr(attributes), ..Attributes::default() };
    given.width = attributes.get("width").and_then(dimension);
    if alt.is_empty() && attributes.has("alt") {
        given.attr.classes.push("decorative".to_owned());
    }
    let title = attributes.get("title").map(collapse).unwrap_or_default();
    let kind = NodeKind::Image { url, title, attributes: Box::new(given) };
    let alt = (!alt.is_empty()).then(|| Node::leaf(NodeKind::Literal(alt), range.clone()));
    Some(Node::parent(kind, range, alt.into_iter().collect()))
}

/// A link in place of what paper cannot play: its text is the content, else the title, else the name of the file.
pub(in crate::parse) fn media(
    url: &str,
    attributes: &TagAttributes,
    range: Range<usize>,
    mut content: Vec<Node>,
) -> Node {
    if !content.iter().any(has_text) {
        let named = ["title", "aria-label", "alt"].into_iter().find_map(|it| attributes.get(it));
        let text = named.map_or_else(|| url.to_owned(), collapse);
        content = vec![Node::leaf(NodeKind::Literal(text), range.clone())];
    }
    Node::parent(NodeKind::Link { url: url.to_owned(), title: String::new() }, range, content)
}

/// Whether a node shows anything.
pub(in crate::parse) fn has_text(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Raw(text) | NodeKind::Literal(text) => !text.trim().is_empty(),
        NodeKind::SoftBreak | NodeKind::LineBreak => false,
        NodeKind::Image { .. }
        | NodeKind::NoteRef(_)
        | NodeKind::Reference { .. }
        | NodeKind::InlineNote
        | NodeKind::Code(_) => true,
        NodeKind::Span(attr) if attr.id.is_some() => true,
        NodeKind::Emph
        | NodeKind::Strong
        | NodeKind::Strike
        | NodeKind::Sub
        | NodeKind::Sup
        | NodeKind::Underline
        | NodeKind::Highlight
        | NodeKind::Small
        | NodeKind::Keyboard
        | NodeKind::Abbreviation(_)
        | NodeKind::Link { .. }
        | NodeKind::Span(_)
        | NodeKind::Tag(_) => node.children.iter().any(has_text),
    }
}

/// What an element of a line makes of the nodes in it.
pub(in crate::parse) fn element(
    name: &str,
    attributes: &TagAttributes,
    range: Range<usize>,
    children: Vec<Node>,
) -> Vec<Node> {
    let literal = |text: &str| Node::leaf(NodeKind::Literal(text.to_owned()), range.clone());
    let kind = match name {
        "sup" => NodeKind::Sup,
        "sub" => NodeKind::Sub,
        "kbd" => NodeKind::Keyboard,
        "abbr" | "acronym" => NodeKind::Abbreviation(attributes.get("title").map(collapse)),
        "mark" => NodeKind::Highlight,
        "u" | "ins" => NodeKind::Underline,
        "small" => NodeKind::Small,
        "b" | "strong" => NodeKind::Strong,
        "i" | "em" | "cite" | "dfn" | "var" => NodeKind::Emph,
        "s" | "strike" | "del" => NodeKind::Strike,
        "code" | "samp" | "tt" => return code(children),
        "q" => return quoted(range, children),
        "rt" | "rtc" => return [vec![literal("(")], children, vec![literal(")")]].concat(),
        "rp" => return Vec::new(),
        "a" => return anchor(attributes, range, children),
        _ => match role(name) {
            Role::Media => {
                let url = ["src", "data"].into_iter().find_map(|it| attributes.get(it));
                return match url {
                    Some(url) => vec![media(url, attributes, range, children)],
                    None => children,
                };
            }
            Role::Hidden => return Vec::new(),
            Role::Void | Role::Inline | Role::Block | Role::Unknown => NodeKind::Span(attr(attributes)),
        },
    };
    if children.is_empty() && !matches!(&kind, NodeKind::Span(attr) if attr.id.is_some()) {
        return Vec::new();
    }
    let node = Node::parent(kind, range.clone(), children);
    // An id, a language or classes of an element that is more than a span go around it.
    let around = attr(attributes);
    if around.is_empty() || matches!(node.kind, NodeKind::Span(_)) {
        return vec![node];
    }
    vec![Node::parent(NodeKind::Span(around), range, vec![node])]
}

/// A link, or a place that links may lead to.
fn anchor(attributes: &TagAttributes, range: Range<usize>, children: Vec<Node>) -> Vec<Node> {
    let mut attr = attr(attributes);
    attr.classes.clear();
    let inner = match attributes.get("href") {
        Some(url) if !children.is_empty() => {
            let title = attributes.get("title").map(collapse).unwrap_or_default();
            let kind = NodeKind::Link { url: url.to_owned(), title };
            vec![Node::parent(kind, range.clone(), children)]
        }
        Some(_) | None => children,
    };
    if attr.is_empty() { inner } else { vec![Node::parent(NodeKind::Span(attr), range, inner)] }
}

/// Text between the quotation marks of its language: those that a typed mark becomes there.
fn quoted(range: Range<usize>, children: Vec<Node>) -> Vec<Node> {
    let mark = |at: usize| Node::leaf(NodeKind::Raw("\"".to_owned()), at..at);
    let all = [vec![mark(range.start)], children, vec![mark(range.end)]].concat();
    vec![Node::parent(NodeKind::Span(Attr::default()), range, all)]
}

/// The nodes with all text in them as code; what is no text stays around it.
fn code(nodes: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::new();
    for node in nodes {
        let text = match &node.kind {
            NodeKind::Raw(text) | NodeKind::Literal(text) | NodeKind::Code(text) => Some(text.clone()),
            NodeKind::SoftBreak => Some(" ".to_owned()),
            NodeKind::Emph
            | NodeKind::Strong
            | NodeKind::Strike
            | NodeKind::Sub
            | NodeKind::Sup
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
            | NodeKind::Tag(_)
            | NodeKind::LineBreak => None,
        };
        match (text, out.last_mut()) {
            (Some(text), Some(Node { kind: NodeKind::Code(before), range, .. })) => {
                before.push_str(&text);
                range.end = range.end.max(node.range.end);
            }
            (Some(text), _) => out.push(Node::leaf(NodeKind::Code(text), node.range)),
            (None, _) => {
                let Node { kind, range, children, .. } = node;
                let leaf = children.is_empty() || matches!(kind, NodeKind::Image { .. });
                let children = if leaf { children } else { code(children) };
                out.push(if children.is_empty() {
                    Node::leaf(kind, range)
                } else {
                    Node::parent(kind, range, children)
                });
            }
        }
    }
    out
}

/// The id, the classes and the language that attributes give. Classes of an inline element are for a style sheet that
/// is not there, so only those of containers are kept, by whoever makes one.
pub(in crate::parse) fn attr(attributes: &TagAttributes) -> Attr {
    Attr {
        id: identifier(attributes),
        classes: Vec::new(),
        lang: attributes.get("lang").or_else(|| attributes.get("xml:lang")).and_then(Lang::new),
    }
}

fn identifier(attributes: &TagAttributes) -> Option<Id> {
    attributes.get("id").or_else(|| attributes.get("name")).and_then(id)
}

/// The nodes of a run of HTML: text with its white space as browsers show it, and elements of a line. `lines` has the
/// range in the source of each line of the piece.
pub(in crate::parse) fn nodes(run: &[HtmlNode], lines: &Lines) -> Vec<Node> {
    let mut out = Vec::new();
    push_nodes(run, lines, &mut out);
    trim(&mut out);
    merge(out)
}

fn push_nodes(run: &[HtmlNode], lines: &Lines, out: &mut Vec<Node>) {
    for node in run {
        match node {
            HtmlNode::Text(text, place) => push_text(text, lines.source(place), out),
            HtmlNode::Markdown(nodes) => out.extend(nodes.iter().cloned()),
            HtmlNode::Element(element) => push_element(element, lines, out),
        }
    }
}

fn push_element(it: &Element, lines: &Lines, out: &mut Vec<Node>) {
    let range = lines.source(&it.place);
    if role(&it.name) == Role::Void {
        out.extend(void(&it.name, &it.attributes, range));
        return;
    }
    let mut children = Vec::new();
    push_nodes(&it.children, lines, &mut children);
    if role(&it.name) == Role::Block {
        out.push(Node::leaf(NodeKind::LineBreak, range.clone()));
    }
    out.extend(element(&it.name, &it.attributes, range.clone(), children));
    if role(&it.name) == Role::Block {
        out.push(Node::leaf(NodeKind::LineBreak, range));
    }
}

/// Text with white space collapsed (CSS Text 3, 4.1.1).
fn push_text(text: &str, range: Range<usize>, out: &mut Vec<Node>) {
    let mut rest = collapse_inside(text);
    let after_space = match out.last().map(|it| &it.kind) {
        None | Some(NodeKind::LineBreak) => true,
        Some(NodeKind::Literal(before)) => before.ends_with(' '),
        Some(_) => false,
    };
    if after_space && rest.starts_with(' ') {
        rest.remove(0);
    }
    if !rest.is_empty() {
        out.push(Node::leaf(NodeKind::Literal(rest), range));
    }
}

fn collapse_inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        let it = if it.is_ascii_whitespace() { ' ' } else { it };
        if it != ' ' || !out.ends_with(' ') {
            out.push(it);
        }
    }
    out
}

/// A text of one line without white space at its ends.
pub(in crate::parse) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes off breaks and spaces at both ends, and breaks that follow one another.
fn trim(nodes: &mut Vec<Node>) {
    nodes.dedup_by(|after, before| after.kind == NodeKind::LineBreak && before.kind == NodeKind::LineBreak);
    while nodes.last().is_some_and(|it| !has_text(it) && it.children.is_empty()) {
        nodes.pop();
    }
    let empty = nodes.iter().take_while(|it| !has_text(it) && it.children.is_empty()).count();
    nodes.drain(..empty);
    if let Some(Node { kind: NodeKind::Literal(text), .. }) = nodes.last_mut() {
        text.truncate(text.trim_end().len());
    }
    if let Some(Node { kind: NodeKind::Literal(text), .. }) = nodes.first_mut() {
        text.drain(..text.len() - text.trim_start().len());
    }
}

/// Where the lines of a piece of HTML are in the source.
#[derive(Debug, Clone, Default)]
pub(in crate::parse) struct Lines(Vec<Line>);

/// A line of a piece of HTML.
#[derive(Debug, Clone)]
struct Line {
    /// Where it is in the piece.
    piece: Range<usize>,
    /// Where it is in the source.
    source: Range<usize>,
    /// Whether it is spelled in the one as in the other.
    same: bool,
}

impl Lines {
    /// The lines of a piece, whose places in the source are given; that of the last holds for more.
    pub(in crate::parse) fn of(cx: &Cx, piece: &str, sources: &[Range<usize>]) -> Lines {
        let (mut lines, mut at) = (Vec::new(), 0);
        for (number, line) in piece.split_inclusive('\n').enumerate() {
            let source = sources.get(number).or(sources.last()).cloned().unwrap_or(0..0);
            let same = cx.slice(source.clone()).trim_end() == line.trim_end();
            lines.push(Line { piece: at..at + line.len(), source, same });
            at += line.len();
        }
        Lines(lines)
    }

    /// Where the lines of a part of the piece are in the source; `None` where one is not spelled as in the piece.
    pub(in crate::parse) fn parts(&self, part: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let first = self.0.partition_point(|it| it.piece.end <= part.start);
        let lines = self.0.iter().skip(first).take_while(|it| it.piece.start < part.end);
        let clipped = |it: &Line| part.start.max(it.piece.start)..part.end.min(it.piece.end);
        lines.map(|it| it.same.then(|| self.source(&clipped(it)))).collect()
    }

    /// Where a part of the piece is in the source.
    pub(in crate::parse) fn source(&self, part: &Range<usize>) -> Range<usize> {
        let line = |at: usize| {
            let after = self.0.partition_point(|it| it.piece.start <= at);
            self.0.get(after.saturating_sub(1))
        };
        let (Some(first), Some(last)) = (line(part.start), line(part.end.max(part.start + 1) - 1)) else {
            return 0..0;
        };
        let at = |it: &Line, place: usize| (it.source.start + (place - it.piece.start)).min(it.source.end);
        let start = if first.same { at(first, part.start) } else { first.source.start };
        let end = if last.same { at(last, part.end) } else { last.source.end };
        start..end.max(start)
    }
}
