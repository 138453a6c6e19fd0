//! The tree of a piece of HTML: it is nowhere deeper than [`DEEPEST`], so that code that walks it may recurse.

use std::ops::Range;

use crate::dom::{self, Kind};
use crate::parse::inline::node::Node;
use crate::parse::tag_attributes::TagAttributes;

/// Elements nest no deeper than this; the parser's time grows with the square.
const DEEPEST: usize = 48;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) enum HtmlNode {
    /// An element.
    Element(Element),
    /// Text with its entities decoded, and where it is in the piece.
    Text(String, Range<usize>),
    /// What Markdown in the piece is read as.
    Markdown(Vec<Node>),
}

/// An element of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::parse) struct Element {
    /// Its name in lower case.
    pub(in crate::parse) name: String,
    /// Its attributes, entities decoded.
    pub(in crate::parse) attributes: TagAttributes,
    /// Where its tag is in the piece.
    pub(in crate::parse) place: Range<usize>,
    /// Where it ends in the piece, with what is in it.
    pub(in crate::parse) end: usize,
    /// What is in it.
    pub(in crate::parse) children: Vec<HtmlNode>,
}

/// The nodes of a piece of HTML; `None` where it nests too deep to be read.
pub(in crate::parse) fn fragment(text: &str) -> Option<Vec<HtmlNode>> {
    if depth(text) > DEEPEST {
        return None;
    }
    let nodes = dom::fragment(text);
    let root = nodes.first()?.first?;
    let mut locator = Locator::new(text);
    Some(children(&nodes, root, 0, &mut locator))
}

/// The attributes of a tag alone, as `<img src="a.png">`.
pub(in crate::parse) fn attributes(tag: &str) -> TagAttributes {
    match fragment(tag).map(|nodes| nodes.into_iter().next()) {
        Some(Some(HtmlNode::Element(element))) => element.attributes,
        Some(Some(HtmlNode::Text(..) | HtmlNode::Markdown(_)) | None) | None => TagAttributes::default(),
    }
}

fn children(nodes: &[dom::Node], of: usize, depth: usize, locator: &mut Locator) -> Vec<HtmlNode> {
    if depth > 2 * DEEPEST {
        return Vec::new();
    }
    let mut out: Vec<HtmlNode> = Vec::new();
    let mut next = nodes.get(of).and_then(|it| it.first);
    while let Some((at, node)) = next.and_then(|at| Some((at, nodes.get(at)?))) {
        next = node.next;
        let line = usize::try_from(node.line.saturating_sub(1)).unwrap_or(usize::MAX);
        match (&node.kind, out.last_mut()) {
            (Kind::Text(text), Some(HtmlNode::Text(before, place))) => {
                let more = locator.text(text, line);
                let start = if before.trim().is_empty() { more.start } else { place.start };
                *place = start..more.end.max(start);
                before.push_str(text);
            }
            (Kind::Text(text), _) => out.push(HtmlNode::Text(text.to_string(), locator.text(text, line))),
            (Kind::Element(attributes), _) => {
                let name = node.name.local.to_string();
                let place = locator.tag(&name, line);
                let children = children(nodes, at, depth + 1, locator);
                let end = locator.end_tag(&name).max(place.end);
                let attributes = TagAttributes::of(attributes);
                out.push(HtmlNode::Element(Element { name, attributes, place, end, children }));
            }
            (Kind::Document | Kind::Other, _) => {}
        }
    }
    out
}

/// Finds where nodes are in their piece: the parser tells the line in which each ends. The tree has them in the order of
/// the piece, but for elements that no tag stands for, and text that is moved out of a table.
struct Locator<'a> {
    piece: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// Where what comes next is.
    at: usize,
}

impl<'a> Locator<'a> {
    fn new(piece: &'a str) -> Locator<'a> {
        let lines = std::iter::once(0).chain(piece.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Locator { piece, lines, at: 0 }
    }

    /// The whole line.
    fn line(&self, line: usize) -> Range<usize> {
        let start = self.lines.get(line).copied().unwrap_or(self.piece.len());
        start..self.lines.get(line.saturating_add(1)).copied().unwrap_or(self.piece.len())
    }

    /// Where a text is that ends in a line, without the white space around it; the line where that cannot be told.
    fn text(&mut self, text: &str, line: usize) -> Range<usize> {
        let is_entity = text.starts_with('\u{a0}');
        let text = text.trim();
        let whole = self.line(line);
        if text.is_empty() {
            self.at += if is_entity { entity(&self.piece[self.at..]).unwrap_or(0) } else { 0 };
            return self.at..self.at;
        }
        let mut at = self.at;
        while at < whole.end {
            let rest = &self.piece[at..];
            if let Some(length) = spelled(rest, text) {
                self.at = at + length;
                return at..self.at;
            }
            at += match tag_end(rest) {
                Some(end) => end,
                // Text begins after a tag or white space.
                None if rest.starts_with(char::is_whitespace) => rest.len() - rest.trim_start().len(),
                None => break,
            };
        }
        whole
    }

    /// Where the tag of an element is that ends in a line; the line where there is none.
    fn tag(&mut self, name: &str, line: usize) -> Range<usize> {
        let whole = self.line(line);
        let mut at = self.at;
        while let Some(start) = self.piece.get(at..whole.end).and_then(|it| it.find('<')) {
            let start = at + start;
            let rest = &self.piece[start..];
            let end = start + tag_end(rest).unwrap_or(1);
            if rest[1..].starts_with(|it: char| it.is_ascii_alphabetic()) {
                if !rest[1..].get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)) {
                    break;
                }
                self.at = end;
                return start..end;
            }
            at = end;
        }
        whole
    }

    /// Where the end tag of an element ends that comes next; where what is in the element ends, if there is none.
    fn end_tag(&mut self, name: &str) -> usize {
        let rest = self.piece.get(self.at..).unwrap_or("").trim_start();
        let named = rest.strip_prefix("</").and_then(|it| it.get(..name.len()));
        if named.is_some_and(|it| it.eq_ignore_ascii_case(name)) {
            self.at = self.piece.len() - rest.len() + tag_end(rest).unwrap_or(0);
        }
        self.at
    }
}

/// How long the source of a text is that begins here; `None` where it does not. The parser gives an entity by itself.
fn spelled(rest: &str, text: &str) -> Option<usize> {
    match entity(rest) {
        Some(length) if text.chars().nth(1).is_none() => Some(length),
        Some(_) | None => rest.starts_with(text).then_some(text.len()),
    }
}

/// The length of the entity that a text begins with.
fn entity(text: &str) -> Option<usize> {
    let (name, _) = text.strip_prefix('&')?.split_once(';')?;
    let is_name = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '#');
    is_name.then_some(name.len() + 2)
}

/// Where the tag or comment ends that a text begins with.
fn tag_end(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return Some(rest.find("-->").map_or(text.len(), |it| it + 7));
    }
    let is_tag = text.starts_with('<')
        && text[1..].starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?'));
    let (mut quote, mut before) = (None, ' ');
    let mut ends = |it: char| {
        match quote {
            Some(open) if it == open => quote = None,
            Some(_) => {}
            None if it == '>' => return true,
            None if before == '=' && matches!(it, '"' | '\'') => quote = Some(it),
            None => {}
        }
        before = if it.is_whitespace() { before } else { it };
        false
    };
    is_tag.then(|| text.find(&mut ends).map_or(text.len(), |it| it + 1))
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

    /// Each node with its place in the text: `tag(children)`, and words.
    fn shown(text: &str, nodes: &[HtmlNode]) -> String {
        let one = |it: &HtmlNode| match it {
            HtmlNode::Element(it) => {
                format!("{}({})", text[it.place.clone()].trim(), shown(text, &it.children))
            }
            HtmlNode::Markdown(_) => String::new(),
            HtmlNode::Text(it, _) if it.trim().is_empty() => String::new(),
            HtmlNode::Text(it, place) => format!("{}={}", it.trim(), text[place.clone()].trim()),
        };
        nodes.iter().map(one).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_piece_is_read_as_a_browser_reads_it() {
        for (text, expected) in [
            // Markdown between pieces.
            (
                "<aside>\n  a\n<x n=\"0\"></x>\n<p>\nb\n  </p>\n</aside>",
                "<aside>(a=a <x n=\"0\">() <p>(b=b))",
            ),
            (
                "<p align=center>\n<b>one <i>two</b> three</i>\n<table><tr><td>4</table>",
                "<p align=center>(<b>(one=one <i>(two=two)) <b>one <i>two</b> three</i>(three=three)) \
                 <table>(<table><tr><td>4</table>(<tr>(<td>(4=4))))",
            ),
            // The same words twice in a line, after an end tag and a comment, and words with an entity.
            ("<p>a</p><p>a</p>\n<p>a &amp; b</p>", "<p>(a=a) <p>(a=a) <p>(a & b=a &amp; b)"),
            ("<p>&nbsp;a&nbsp;<b>c</b></p>", "<p>(a=a&nbsp; <b>(c=c))"),
            ("<P>a<!-- <p> --></p>\nb <img alt='x>y'>c", "<P>(a=a) b=b <img alt='x>y'>() c=c"),
        ] {
            assert_eq!(shown(text, &fragment(text).expect("a shallow piece")), expected);
        }
    }

    #[test]
    fn words_have_their_own_places() {
        let places: Vec<usize> = fragment("<p>a</p><p>a</p>")
            .expect("a shallow piece")
            .iter()
            .filter_map(|it| match it {
                HtmlNode::Element(it) => it.children.first(),
                HtmlNode::Text(..) | HtmlNode::Markdown(_) => None,
            })
            .filter_map(|it| if let HtmlNode::Text(_, place) = it { Some(place.start) } else { None })
            .collect();
        assert_eq!(places, [3, 11]);
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
