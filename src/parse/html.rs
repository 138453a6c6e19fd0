//! The tree of a piece of HTML, as html5ever builds it by the rules of the living standard, 13.2.
//!
//! Nodes are in one list while the parser works; what comes out is a tree that is nowhere deeper than [`DEEPEST`], so
//! that code that walks it may recurse.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName};

/// Elements nest no deeper than this; the parser's time grows with the square.
const DEEPEST: usize = 48;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum HtmlNode {
    /// An element.
    Element(Element),
    /// Text with its entities decoded, and the line of the piece in which it ends, from 0.
    Text(String, usize),
}

/// An element of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Element {
    /// Its name in lower case.
    pub(in crate::parse) name: String,
    /// Its attributes, entities decoded.
    pub(in crate::parse) attributes: TagAttributes,
    /// The line of the piece in which its tag ends, from 0.
    pub(in crate::parse) line: usize,
    /// What is in it.
    pub(in crate::parse) children: Vec<HtmlNode>,
}

/// The attributes of a tag.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::parse) struct TagAttributes(Vec<(String, String)>);

impl TagAttributes {
    /// The value of an attribute; `None` where it is not given, or blank.
    pub(in crate::parse) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.trim());
        found.filter(|it| !it.is_empty())
    }

    /// Whether an attribute is given, perhaps without a value.
    pub(in crate::parse) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(it, _)| it == name)
    }
}

/// The nodes of a piece of HTML; `None` where it nests too deep to be read.
pub(in crate::parse) fn fragment(text: &str) -> Option<Vec<HtmlNode>> {
    if depth(text) > DEEPEST {
        return None;
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let context = QualName::new(None, html5ever::ns!(html), html5ever::local_name!("div"));
    let parser = html5ever::parse_fragment(Dom::new(), options, context, Vec::new(), false);
    let nodes = parser.one(text).nodes.into_inner();
    let root = nodes.first()?.children.first().copied()?;
    Some(children(&nodes, root, 0))
}

/// The attributes of a tag alone, as `<img src="a.png">`.
pub(in crate::parse) fn attributes(tag: &str) -> TagAttributes {
    match fragment(tag).map(|nodes| nodes.into_iter().next()) {
        Some(Some(HtmlNode::Element(element))) => element.attributes,
        Some(Some(HtmlNode::Text(..)) | None) | None => TagAttributes::default(),
    }
}

fn children(nodes: &[Node], of: usize, depth: usize) -> Vec<HtmlNode> {
    if depth > 2 * DEEPEST {
        return Vec::new();
    }
    let Some(parent) = nodes.get(of) else { return Vec::new() };
    let mut out: Vec<HtmlNode> = Vec::new();
    for child in &parent.children {
        let Some(node) = nodes.get(*child) else { continue };
        match (&node.kind, out.last_mut()) {
            (Kind::Text(text), Some(HtmlNode::Text(before, line))) => {
                before.push_str(text);
                *line = node.line;
            }
            (Kind::Text(text), _) => out.push(HtmlNode::Text(text.to_string(), node.line)),
            (Kind::Element(attributes), _) => out.push(HtmlNode::Element(Element {
                name: node.name.local.to_string(),
                attributes: attributes.clone(),
                line: node.line,
                children: children(nodes, *child, depth + 1),
            })),
            (Kind::Other, _) => {}
        }
    }
    out
}

/// How deep elements nest at most, by their tags. An end tag that closes nothing near is not counted, nor are elements
/// whose end tag may be omitted or that have none (HTML living standard, 13.1.2 and 13.1.2.4).
fn depth(text: &str) -> usize {
    const UNCLOSED: [&str; 33] = [
        "p", "li", "dt", "dd", "rb", "rt", "rtc", "rp", "optgroup", "option", "colgroup", "caption", "thead",
        "tbody", "tfoot", "tr", "td", "th", "area", "base", "br", "col", "embed", "hr", "img", "input",
        "link", "meta", "source", "track", "wbr", "html", "body",
    ];
    let mut open: Vec<&str> = Vec::new();
    let mut most = 0;
    for tag in text.split('<').skip(1) {
        let name = tag.trim_start_matches('/');
        let name = name.split(|it: char| !it.is_ascii_alphanumeric() && it != '-').next().unwrap_or("");
        if name.is_empty() || UNCLOSED.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            continue;
        }
        if !tag.starts_with('/') {
            open.push(name);
            most = most.max(open.len());
        } else if let Some(at) = open.iter().rposition(|it| it.eq_ignore_ascii_case(name)) {
            open.truncate(at);
        }
        if most > DEEPEST {
            break;
        }
    }
    most
}

struct Node {
    name: QualName,
    kind: Kind,
    line: usize,
    parent: Option<usize>,
    children: Vec<usize>,
}

enum Kind {
    Element(TagAttributes),
    Text(StrTendril),
    Other,
}

struct Dom {
    nodes: RefCell<Vec<Node>>,
    line: Cell<usize>,
}

impl Dom {
    fn new() -> Dom {
        let dom = Dom { nodes: RefCell::new(Vec::new()), line: Cell::new(0) };
        dom.add(Kind::Other);
        dom
    }

    fn add(&self, kind: Kind) -> usize {
        self.add_named(QualName::new(None, html5ever::ns!(), html5ever::local_name!("")), kind)
    }

    fn add_named(&self, name: QualName, kind: Kind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { name, kind, line: self.line.get(), parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    /// The node to insert.
    fn node(&self, child: NodeOrText<usize>) -> usize {
        match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => self.add(Kind::Text(text)),
        }
    }

    fn detach(&self, node: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[node].parent.take() {
            let siblings = &mut nodes[parent].children;
            if let Some(at) = siblings.iter().rposition(|it| *it == node) {
                siblings.remove(at);
            }
        }
    }

    fn attach(&self, parent: usize, node: usize) {
        self.detach(node);
        let mut nodes = self.nodes.borrow_mut();
        nodes[node].parent = Some(parent);
        nodes[parent].children.push(node);
    }
}

impl TreeSink for Dom {
    type Handle = usize;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        let pair = |it: Attribute| (it.name.local.to_string(), it.value.to_string());
        let attributes = TagAttributes(attributes.into_iter().map(pair).collect());
        self.add_named(name, Kind::Element(attributes))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let node = self.node(child);
        self.attach(*parent, node);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let node = self.node(child);
        self.detach(node);
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes[*sibling].parent else { return };
        let at = nodes[parent].children.iter().rposition(|it| it == sibling);
        let at = at.unwrap_or(nodes[parent].children.len());
        nodes[parent].children.insert(at, node);
        nodes[node].parent = Some(parent);
    }

    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.attach(*parent, child);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `name(children)` of each node.
    fn shown(nodes: &[HtmlNode]) -> String {
        let one = |it: &HtmlNode| match it {
            HtmlNode::Element(it) => format!("{}:{}({})", it.name, it.line, shown(&it.children)),
            HtmlNode::Text(text, _) => text.trim().to_owned(),
        };
        nodes.iter().map(one).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_piece_is_read_as_a_browser_reads_it() {
        let text = "<p align=center>\n<b>one <i>two</b> three</i>\n<table><tr><td>4</table>";
        let tree = fragment(text).expect("a shallow piece");
        assert_eq!(
            shown(&tree),
            "p:0(b:1(one i:1(two)) i:1( three)) table:2(tbody:2(tr:2(td:2(4))))"
                .replace("( three)", "(three)")
        );
    }

    #[test]
    fn attributes_are_decoded() {
        let found = attributes("<abbr title='R &amp; D' hidden>");
        assert_eq!(
            (found.get("title"), found.has("hidden"), found.get("hidden")),
            (Some("R & D"), true, None)
        );
    }

    #[test]
    fn deep_pieces_are_refused_before_they_cost_time() {
        assert_eq!(fragment(&"<div>".repeat(100_000)), None);
        assert_eq!(fragment(&"<b></i>".repeat(100_000)), None);
        assert!(fragment(&"<p>x</p>".repeat(2_000)).is_some());
        assert!(fragment(&"<p>x".repeat(2_000)).is_some());
    }
}
