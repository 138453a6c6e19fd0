//! Markdown in raw HTML: the text of an element with the attribute `markdown`, as PHP Markdown Extra, kramdown, and
//! Python-Markdown have it.

use std::ops::Range;

use crate::document::Block;
use crate::parse::builder::html::{SLOT, Weaver, holds_blocks};
use crate::parse::html::{Element, HtmlNode};
use crate::parse::inline::html::{Role, role};
use crate::parse::tag_attributes::TagAttributes;

impl Weaver<'_, '_, '_> {
    /// The nodes, with the text of each element that asks for it read as Markdown; `around` tells whether the element
    /// around them does.
    pub(super) fn read_markdown(&mut self, nodes: Vec<HtmlNode>, around: bool) -> Vec<HtmlNode> {
        let (mut out, mut run) = (Vec::new(), Vec::new());
        for node in nodes {
            match node {
                HtmlNode::Element(it) if !around || role(&it.name) == Role::Block || is_apart(&it) => {
                    out.extend(self.read_run(std::mem::take(&mut run)));
                    let inner = asks(&it.attributes).unwrap_or(around) && !is_verbatim(&it.name);
                    let children = self.read_markdown(it.children, inner);
                    out.push(HtmlNode::Element(Element { children, ..it }));
                }
                HtmlNode::Element(_) | HtmlNode::Text(..) | HtmlNode::Markdown(_) => {
                    if around { &mut run } else { &mut out }.push(node);
                }
            }
        }
        out.extend(self.read_run(run));
        out
    }

    /// What a run of text and elements of a line is read as.
    fn read_run(&mut self, run: Vec<HtmlNode>) -> Vec<HtmlNode> {
        let place = |it: &HtmlNode| match it {
            HtmlNode::Text(text, place) => (!text.trim().is_empty()).then(|| place.clone()),
            HtmlNode::Element(it) => Some(it.place.start..it.end),
            HtmlNode::Markdown(_) => None,
        };
        let mut places = run.iter().filter_map(place);
        let Some(first) = places.next() else { return run };
        let extent = first.start..places.next_back().map_or(first.end, |it| it.end);
        // A text whose place is not known exactly stays as it is.
        let is_vague = |it: &HtmlNode| match it {
            HtmlNode::Text(text, place) => {
                !text.contains('<') && self.builder.cx.slice(self.lines.source(place)).contains('<')
            }
            HtmlNode::Element(_) | HtmlNode::Markdown(_) => false,
        };
        let Some(lines) = self.lines.parts(&extent).filter(|_| !run.iter().any(is_vague)) else { return run };
        if self.builder.holds_blocks(&lines) {
            let blocks = self.builder.lines_as_blocks(&lines, &self.lang);
            return blocks.into_iter().map(|it| self.slot(it, &extent)).collect();
        }
        let space = |at: Option<&HtmlNode>, is_there: fn(&str) -> bool| match at {
            Some(HtmlNode::Text(text, _)) if is_there(text) => {
                Some(HtmlNode::Text(" ".to_owned(), extent.clone()))
            }
            Some(_) | None => None,
        };
        let before = space(run.first(), |it| it.starts_with(char::is_whitespace));
        let after = space(run.last(), |it| it.ends_with(char::is_whitespace));
        let text = HtmlNode::Markdown(self.builder.lines_as_text(&lines));
        before.into_iter().chain([text]).chain(after).collect()
    }

    /// The tag of a block of Markdown that was found later.
    fn slot(&mut self, block: Block, place: &Range<usize>) -> HtmlNode {
        let attributes = TagAttributes::one("n", self.slots.len().to_string());
        self.slots.push(Some(block));
        let (place, end) = (place.clone(), place.end);
        HtmlNode::Element(Element { name: SLOT.to_owned(), attributes, place, end, children: Vec::new() })
    }
}

/// Whether the text of an element is Markdown: `Some` where it says so.
fn asks(attributes: &TagAttributes) -> Option<bool> {
    let value = attributes.get("markdown");
    attributes.has("markdown").then(|| value.is_none_or(|it| !matches!(it, "0" | "off" | "no" | "false")))
}

/// Whether an element of a line is no part of a run: it holds blocks, or says of itself how its text is read.
fn is_apart(it: &Element) -> bool {
    asks(&it.attributes).is_some() || it.name == SLOT || it.children.iter().any(holds_blocks)
}

/// Whether the text of an element is none that Markdown is read in.
fn is_verbatim(name: &str) -> bool {
    matches!(name, "pre" | "code" | "samp" | "kbd") || role(name) == Role::Hidden
}
