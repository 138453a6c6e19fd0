//! The tree of HTML, as html5ever builds it by the rules of the living standard, 13.2.
//!
//! Nodes are in one list, so that they can be walked without recursion: a hostile page may nest as deep as it likes.
//! What people write in Markdown and the pages that `verify` reads are built by the same code.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

pub(crate) use html5ever::Attribute;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName};

/// The nodes of a whole page; the first is the document.
pub(crate) fn document(text: &str) -> Vec<Node> {
    html5ever::parse_document(Dom::new(), ParseOpts::default()).one(text).nodes.into_inner()
}

/// The nodes of what is in a `div` of a page without scripts; the first is the document, its only child the root.
pub(crate) fn fragment(text: &str) -> Vec<Node> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let context = QualName::new(None, html5ever::ns!(html), html5ever::local_name!("div"));
    html5ever::parse_fragment(Dom::new(), options, context, Vec::new(), false).one(text).nodes.into_inner()
}

/// The tags of a text that may nest elements, by name, and whether each is an end tag: not those whose end tag may be
/// omitted, nor those that have none (HTML living standard, 13.1.2 and 13.1.2.4).
pub(crate) fn nesting_tags(text: &str) -> impl Iterator<Item = (&str, bool)> {
    const UNCLOSED: [&str; 33] = [
        "p", "li", "dt", "dd", "rb", "rt", "rtc", "rp", "optgroup", "option", "colgroup", "caption", "thead",
        "tbody", "tfoot", "tr", "td", "th", "area", "base", "br", "col", "embed", "hr", "img", "input",
        "link", "meta", "source", "track", "wbr", "html", "body",
    ];
    text.split('<').skip(1).filter_map(|tag| {
        let name = tag.trim_start_matches('/');
        let name = name.split(|it: char| !it.is_ascii_alphanumeric() && it != '-').next().unwrap_or("");
        let nests = !name.is_empty() && !UNCLOSED.iter().any(|it| it.eq_ignore_ascii_case(name));
        nests.then_some((name, tag.starts_with('/')))
    })
}

/// A node.
pub(crate) struct Node {
    /// The name of an element; empty for any other node.
    pub(crate) name: QualName,
    pub(crate) kind: Kind,
    /// The line in which it ends, from 1.
    pub(crate) line: u32,
    pub(crate) parent: Option<usize>,
    pub(crate) first: Option<usize>,
    last: Option<usize>,
    previous: Option<usize>,
    pub(crate) next: Option<usize>,
}

/// What a node is.
pub(crate) enum Kind {
    Document,
    Element(Vec<Attribute>),
    Text(StrTendril),
    Other,
}

struct Dom {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
}

impl Dom {
    fn new() -> Dom {
        let dom = Dom { nodes: RefCell::new(Vec::new()), line: Cell::new(1) };
        dom.add(Kind::Document);
        dom
    }

    fn add(&self, kind: Kind) -> usize {
        self.add_named(QualName::new(None, html5ever::ns!(), html5ever::local_name!("")), kind)
    }

    fn add_named(&self, name: QualName, kind: Kind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        let (parent, first, last, previous, next) = (None, None, None, None, None);
        nodes.push(Node { name, kind, line: self.line.get(), parent, first, last, previous, next });
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
        let (parent, previous, next) = (nodes[node].parent, nodes[node].previous, nodes[node].next);
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => parent.into_iter().for_each(|it| nodes[it].first = next),
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => parent.into_iter().for_each(|it| nodes[it].last = previous),
        }
        (nodes[node].parent, nodes[node].previous, nodes[node].next) = (None, None, None);
    }

    fn attach(&self, parent: usize, node: usize) {
        self.detach(node);
        let mut nodes = self.nodes.borrow_mut();
        let last = nodes[parent].last;
        match last {
            Some(last) => nodes[last].next = Some(node),
            None => nodes[parent].first = Some(node),
        }
        (nodes[node].parent, nodes[node].previous) = (Some(parent), last);
        nodes[parent].last = Some(node);
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
        let (parent, previous) = (nodes[*sibling].parent, nodes[*sibling].previous);
        match previous {
            Some(previous) => nodes[previous].next = Some(node),
            None => parent.into_iter().for_each(|it| nodes[it].first = Some(node)),
        }
        (nodes[node].parent, nodes[node].previous, nodes[node].next) = (parent, previous, Some(*sibling));
        nodes[*sibling].previous = Some(node);
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let Kind::Element(there) = &mut self.nodes.borrow_mut()[*target].kind {
            for attribute in attributes {
                if there.iter().all(|it| it.name != attribute.name) {
                    there.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        loop {
            let child = self.nodes.borrow()[*node].first;
            let Some(child) = child else { return };
            self.attach(*parent, child);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}
