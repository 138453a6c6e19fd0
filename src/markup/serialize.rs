//! Nodes as text: the only place that escapes.
//!
//! HTML follows the living standard, 13.1 (writing documents) and 13.3
//! (serialising fragments); XHTML is XML 1.0 of the same nodes.

use crate::markup::{Element, Node};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// HTML.
    Html,
    /// XHTML: well-formed XML.
    Xhtml,
}

/// Elements without content and end tag (HTML living standard, 13.1.2).
const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Elements that stand on lines of their own wherever no text is beside them.
const BLOCK: [&str; 42] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// The text of nodes. No XML declaration or document type is written.
pub fn serialize(nodes: &[Node], syntax: Syntax) -> String {
    let mut out = String::new();
    write_nodes(nodes, syntax, &mut out);
    out
}

/// Writes siblings, a line each where all are blocks: white space there means nothing.
fn write_nodes(nodes: &[Node], syntax: Syntax, out: &mut String) {
    let lines = !nodes.is_empty() && nodes.iter().all(is_block);
    for node in nodes {
        match node {
            Node::Text(text) => escape_text(text, out),
            Node::Element(element) => write_element(element, syntax, out),
        }
        if lines {
            out.push('\n');
        }
    }
}

fn is_block(node: &Node) -> bool {
    match node {
        Node::Text(_) => false,
        Node::Element(element) => BLOCK.contains(&element.name),
    }
}

fn write_element(element: &Element, syntax: Syntax, out: &mut String) {
    out.push('<');
    out.push_str(element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape_attribute(value, out);
        out.push('"');
    }
    if VOID.contains(&element.name) {
        out.push_str(if syntax == Syntax::Xhtml { "/>" } else { ">" });
        return;
    }
    out.push('>');
    write_content(element, syntax, out);
    out.push_str("</");
    out.push_str(element.name);
    out.push('>');
}

fn write_content(element: &Element, syntax: Syntax, out: &mut String) {
    match (element.name, syntax) {
        ("style", Syntax::Html) => write_raw(&element.children, "\\3c ", out),
        // Data blocks of JSON only: the program writes no script. In JSON a `<` is in strings alone.
        ("script", Syntax::Html) => write_raw(&element.children, "\\u003c", out),
        _ => {
            if element.children.first().is_some_and(is_block) && element.children.iter().all(is_block) {
                out.push('\n');
            }
            write_nodes(&element.children, syntax, out);
        }
    }
}

/// Raw text, in which HTML knows no character references: `<` is written as the language inside escapes it.
fn write_raw(nodes: &[Node], less_than: &str, out: &mut String) {
    for node in nodes {
        out.push_str(&node.text().replace('<', less_than));
    }
}

fn escape_text(text: &str, out: &mut String) {
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(permitted(it)),
        }
    }
}

fn escape_attribute(value: &str, out: &mut String) {
    for it in value.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML would read these as spaces (XML 1.0, 3.3.3).
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            _ => out.push(permitted(it)),
        }
    }
}

/// The character, or U+FFFD for a control or noncharacter: neither HTML (living standard, 13.1.3) nor XML
/// (1.0, 2.2) can hold all of them, and none is to be read.
fn permitted(it: char) -> char {
    let code = u32::from(it);
    let control = it.is_control() && !matches!(it, '\t' | '\n');
    let noncharacter = (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE;
    if control || noncharacter { char::REPLACEMENT_CHARACTER } else { it }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(element: Element) -> String {
        serialize(&[element.into()], Syntax::Html)
    }

    #[test]
    fn text_and_attributes_are_escaped_each_in_its_way() {
        let element = Element::new("span").with("title", "\"a\" <b> & 'c'\n").text("\"a\" <b> & 'c'\n");
        assert_eq!(
            html(element),
            "<span title=\"&quot;a&quot; &lt;b&gt; &amp; 'c'&#10;\">\"a\" &lt;b&gt; &amp; 'c'\n</span>"
        );
    }

    #[test]
    fn what_neither_syntax_can_hold_is_replaced() {
        assert_eq!(
            html(Element::new("b").text("a\u{0}\r\u{85}\u{FFFF}\u{1FFFE}")),
            "<b>a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}</b>"
        );
    }

    #[test]
    fn raw_text_cannot_end_its_element() {
        let style = Element::new("style").text("a::before{content:\"</style>\"}");
        assert_eq!(html(style), "<style>a::before{content:\"\\3c /style>\"}</style>\n");
        let script = Element::new("script").with("type", "application/ld+json").text("{\"a\":\"</script>\"}");
        assert_eq!(
            html(script),
            "<script type=\"application/ld+json\">{\"a\":\"\\u003c/script>\"}</script>\n"
        );
    }

    #[test]
    fn blocks_stand_on_lines_and_text_is_left_alone() {
        let item = Element::new("li").text("one ").child(Element::new("em").text("two"));
        let list = Element::new("ul").child(item.clone()).child(item);
        assert_eq!(html(list), "<ul>\n<li>one <em>two</em></li>\n<li>one <em>two</em></li>\n</ul>\n");
        let code = Element::new("pre").child(Element::new("code").text("\n a\n"));
        assert_eq!(html(code), "<pre><code>\n a\n</code></pre>\n");
    }

    #[test]
    fn empty_elements_are_closed_as_the_syntax_asks() {
        let node = [Element::new("br").into(), Element::new("a").into()];
        assert_eq!(serialize(&node, Syntax::Html), "<br><a></a>");
        assert_eq!(serialize(&node, Syntax::Xhtml), "<br/><a></a>");
    }
}
