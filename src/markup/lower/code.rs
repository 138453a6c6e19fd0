//! Code, each kind of word in it under a class.

use crate::document::walk;
use crate::document::{Block, BlockKind, Document};
use crate::highlight::{self, Token};
use crate::markup::{Element, Node};

/// Code of a language, from its text with the marks of pages in it.
pub(super) fn lower(language: Option<&str>, text: &str, nodes: Vec<Node>) -> Element {
    let code = Element::new("code").maybe("class", language.map(|it| format!("language-{it}")));
    let tokens = language.map(|it| highlight::tokens(text, it)).unwrap_or_default();
    Element::new("pre").child(code.children(spanned(nodes, &tokens)))
}

/// Nodes of text with each stretch in a span of its own; one that a mark divides has two.
fn spanned(nodes: Vec<Node>, tokens: &[Token]) -> Vec<Node> {
    if tokens.is_empty() {
        return nodes;
    }
    let mut spanned = Vec::with_capacity(nodes.len() + 2 * tokens.len());
    let mut start = 0;
    for node in nodes {
        match node {
            Node::Text(text) => {
                push_text(&mut spanned, &text, start, tokens);
                start += text.len();
            }
            Node::Element(mark) => spanned.push(Node::Element(mark)),
        }
    }
    spanned
}

/// The text that begins at `start` of the code, in spans and between them.
fn push_text(nodes: &mut Vec<Node>, text: &str, start: usize, tokens: &[Token]) {
    let end = start + text.len();
    let plain = |nodes: &mut Vec<Node>, from: usize, to: usize| {
        let piece = text.get(from - start..to - start).filter(|it| !it.is_empty());
        nodes.extend(piece.map(|it| Node::Text(it.to_owned())));
    };
    let mut from = start;
    let first = tokens.partition_point(|token| token.range.end <= start);
    for Token { range, kind } in tokens[first..].iter().take_while(|token| token.range.start < end) {
        let (begin, close) = (range.start.max(start), range.end.min(end));
        plain(nodes, from, begin);
        let piece = text.get(begin - start..close - start).unwrap_or_default();
        nodes.push(Element::new("span").with("class", kind.name()).text(piece).into());
        from = close;
    }
    plain(nodes, from, end);
}

/// Whether a document has code with kinds of word in it, so that a sheet needs rules for them.
pub fn has_highlighted_code(document: &Document) -> bool {
    let mut found = false;
    document.walk(|node| {
        if let walk::Node::Block(Block { kind: BlockKind::CodeBlock { language: Some(it), .. }, .. }) = node {
            found = found || highlight::knows(it);
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_that_a_page_divides_has_two_spans() {
        let text = "x = \"ab\"\n";
        let mark = Node::from(Element::new("hr"));
        let nodes = vec![Node::Text("x = \"a".to_owned()), mark, Node::Text("b\"\n".to_owned())];
        let pre = lower(Some("python"), text, nodes);
        let shown = crate::markup::serialize(&[pre.into()], crate::markup::Syntax::Xhtml);
        assert_eq!(
            shown,
            "<pre><code class=\"language-python\">x = <span class=\"string\">\"a</span><hr/>\
             <span class=\"string\">b\"</span>\n</code></pre>\n"
        );
    }
}
