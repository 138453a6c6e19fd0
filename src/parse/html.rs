//! The tree of a piece of HTML: it is nowhere deeper than [`DEEPEST`], so that code that walks it may recurse.

use crate::dom::{self, Attribute, Kind, Node};

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
    fn of(attributes: &[Attribute]) -> TagAttributes {
        let pair = |it: &Attribute| (it.name.local.to_string(), it.value.to_string());
        TagAttributes(attributes.iter().map(pair).collect())
    }

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
    let nodes = dom::fragment(text);
    let root = nodes.first()?.first?;
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
    let mut out: Vec<HtmlNode> = Vec::new();
    let mut next = nodes.get(of).and_then(|it| it.first);
    while let Some((at, node)) = next.and_then(|at| Some((at, nodes.get(at)?))) {
        next = node.next;
        let line = usize::try_from(node.line.saturating_sub(1)).unwrap_or(usize::MAX);
        match (&node.kind, out.last_mut()) {
            (Kind::Text(text), Some(HtmlNode::Text(before, end))) => {
                before.push_str(text);
                *end = line;
            }
            (Kind::Text(text), _) => out.push(HtmlNode::Text(text.to_string(), line)),
            (Kind::Element(attributes), _) => out.push(HtmlNode::Element(Element {
                name: node.name.local.to_string(),
                attributes: TagAttributes::of(attributes),
                line,
                children: children(nodes, at, depth + 1),
            })),
            (Kind::Document | Kind::Other, _) => {}
        }
    }
    out
}

/// How deep elements nest at most, by their tags. An end tag that closes nothing near is not counted.
fn depth(text: &str) -> usize {
    let mut open: Vec<&str> = Vec::new();
    let mut most = 0;
    for (name, closes) in dom::nesting_tags(text) {
        if !closes {
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
