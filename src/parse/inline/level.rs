//! What CommonMark does not know, in one level of inlines.
//!
//! A level is what is side by side inside one emphasis, link or block. One
//! walk over it finds spans `[x]{.class}`, attributes after links, images and
//! code, `^superscript^`, `~subscript~` inside words, and the inline tags. What
//! opens is remembered, and what closes wraps the nodes since then, so the walk
//! takes time in proportion to the level, whatever is in it.

mod neighbours;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Attr;
use crate::document::inline::generated;
use crate::parse::attributes::{self, Holder};
use crate::parse::cx::Cx;
use crate::parse::inline::html::element;
use crate::parse::inline::index_command::index_command;
use crate::parse::inline::node::{Node, NodeKind, Tag, merge};
use crate::parse::inline::reference::{citation, reference, references};
use crate::parse::rules;
use crate::parse::tag_attributes::TagAttributes;
use crate::parse::variables::named;

/// The nodes of a level with everything found that is in their text.
pub(in crate::parse) fn finish(cx: &Cx, nodes: Vec<Node>, diags: &mut Diagnostics) -> Vec<Node> {
    let mut level = LevelReader {
        cx,
        diags,
        end: nodes.last().map_or(0, |it| it.range.end),
        out: Vec::with_capacity(nodes.len()),
        brackets: Vec::new(),
        caret: None,
        tilde: None,
        pairs: [None; 4],
        tags: Vec::new(),
        open: BTreeMap::new(),
        done: 0,
    };
    for (index, node) in nodes.iter().enumerate() {
        level.enter(node, &nodes[index + 1..]);
    }
    level.abandon_tags(0);
    merge(level.out)
}

/// No more brackets than this are open; the oldest is text then, which bounds the work on hostile input.
const MOST_BRACKETS: usize = 256;

struct OpenTag {
    name: String,
    attributes: TagAttributes,
    range: Range<usize>,
    /// Where in `out` it is.
    at: usize,
}

struct LevelReader<'a, 'b> {
    cx: &'a Cx<'b>,
    diags: &'a mut Diagnostics,
    /// Where the level ends.
    end: usize,
    /// What has been found so far.
    out: Vec<Node>,
    /// Where in `out` the open brackets are.
    brackets: Vec<usize>,
    /// Where in `out` the open caret is.
    caret: Option<usize>,
    /// Where in `out` the open tilde is.
    tilde: Option<usize>,
    /// Where in `out` the open doubled marks are: `==`, `++`, `%%`, `^^`.
    pairs: [Option<usize>; 4],
    /// The open tags.
    tags: Vec<OpenTag>,
    /// How many of `tags` there are of each name.
    open: BTreeMap<String, usize>,
    /// Everything before this byte has been dealt with.
    done: usize,
}

impl LevelReader<'_, '_> {
    fn enter(&mut self, node: &Node, after: &[Node]) {
        if node.range.end <= self.done && !node.range.is_empty() {
            return;
        }
        if node.raw().is_some() {
            self.raw(node.range.start.max(self.done)..node.range.end, after);
        } else if let NodeKind::Tag(Tag::Close(name)) = &node.kind {
            self.close_tag(name, node);
        } else {
            if let NodeKind::Tag(Tag::Open(name, attributes)) = &node.kind {
                self.open_tag(name, attributes.clone(), node.range.clone());
            }
            self.out.push(node.clone());
        }
    }

    fn open_tag(&mut self, name: &str, attributes: TagAttributes, range: Range<usize>) {
        *self.open.entry(name.to_owned()).or_default() += 1;
        self.tags.push(OpenTag { name: name.to_owned(), attributes, range, at: self.out.len() });
    }

    fn raw(&mut self, range: Range<usize>, after: &[Node]) {
        let text = self.cx.slice(range.clone());
        let mut at = range.start;
        for (offset, mark) in text.match_indices(['[', ']', '^', '~', '{', '=', '+', '%', '@', ':', '\\']) {
            let place = range.start + offset;
            if place < self.done {
                continue;
            }
            self.push_text(at.max(self.done)..place);
            at = place;
            let found = match mark {
                "[" => {
                    self.reference(place..range.end)
                        || self.references(place..range.end)
                        || self.wiki_link(place..range.end)
                        || self.citation(place..range.end)
                }
                "@" => self.reference(place..range.end) || self.citation(place..range.end),
                ":" => self.emoji(place..range.end),
                "{" => self.variable(place..range.end),
                "\\" => self.index_command(place..range.end),
                _ => false,
            };
            if !found {
                self.mark(mark, place, after);
            }
            at = at.max(self.done);
            if self.done <= place {
                self.push_text(place..place + 1);
                at = place + 1;
            }
        }
        self.push_text(at.max(self.done)..range.end);
    }

    fn push_text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.out.push(Node::leaf(NodeKind::Raw(self.cx.slice(range.clone()).to_owned()), range));
        }
    }

    /// Deals with a mark, if it is more than text.
    fn mark(&mut self, mark: &str, place: usize, after: &[Node]) {
        match mark {
            "[" if self.undefined_note(place) => {}
            "[" => self.open_bracket(),
            "]" => self.close_bracket(place, after),
            "@" | ":" | "\\" => {}
            "{" => self.attach(place, after),
            "=" => self.pair(0, mark, place),
            "+" => self.pair(1, mark, place),
            "%" => self.pair(2, mark, place),
            "^" if self.cx.after(place + 1).starts_with('^') => self.pair(3, mark, place),
            "^" => self.caret = self.script(self.caret, NodeKind::Sup, place),
            _ => self.tilde = self.script(self.tilde, NodeKind::Sub, place),
        }
    }

    /// A mark of the index as LaTeX has it, at the beginning of a range; whether there is one.
    fn index_command(&mut self, range: Range<usize>) -> bool {
        let Some((attr, length)) = index_command(self.cx.slice(range.clone())) else { return false };
        self.done = range.start + length;
        self.out.push(Node::parent(NodeKind::Span(attr), range.start..self.done, Vec::new()));
        true
    }

    /// A variable at the beginning of a range; whether there is one.
    fn variable(&mut self, range: Range<usize>) -> bool {
        let cx = self.cx;
        if cx.variables.is_empty() {
            return false;
        }
        let Some(found) = named(cx.slice(range.clone())) else { return false };
        let place = range.start..range.start + found.length;
        let value = cx.variables.value(found.name, cx.span(place.clone()), self.diags);
        let text = value.unwrap_or_else(|| cx.slice(place.clone())).to_owned();
        self.done = place.end;
        self.out.push(Node::leaf(NodeKind::Literal(text), place));
        true
    }

    /// A reference by the id of a figure and the like, at the beginning of a range; whether there is one.
    fn reference(&mut self, range: Range<usize>) -> bool {
        let follows_word =
            self.cx.slice(0..range.start).ends_with(|it: char| it.is_alphanumeric() || it == '_');
        let Some(found) = reference(self.cx.slice(range.clone())).filter(|_| !follows_word) else {
            return false;
        };
        let (key, prefix) = (found.key.to_owned(), found.prefix.map(str::to_owned));
        self.done = range.start + found.length;
        self.out.push(Node::leaf(NodeKind::Reference { key, prefix }, range.start..self.done));
        true
    }

    /// References that are named together, at the beginning of a range; whether there are some.
    fn references(&mut self, range: Range<usize>) -> bool {
        let Some(found) = references(self.cx.slice(range.clone())) else { return false };
        let mut nodes = Vec::new();
        let mut end = range.start + 1;
        for (at, key) in found.keys.iter().enumerate() {
            let place = range.start + key.start - 1..range.start + key.end;
            if at > 0 {
                let words = if found.is_range { "–" } else { ", " };
                nodes.push(Node::leaf(NodeKind::Literal(words.to_owned()), end..place.start));
            }
            end = place.end;
            let key = self.cx.slice(place.start + 1..place.end).to_owned();
            let kind = NodeKind::Reference { key, prefix: Some(String::new()) };
            nodes.push(Node::leaf(kind, place));
        }
        self.done = range.start + found.length;
        let attr = Attr { classes: vec![generated::REFERENCE_GROUP.to_owned()], ..Attr::default() };
        self.out.push(Node::parent(NodeKind::Span(attr), range.start..self.done, nodes));
        true
    }

    /// A citation at the beginning of a range; whether there is one. Its words are found when all is read.
    fn citation(&mut self, range: Range<usize>) -> bool {
        if !self.cx.cites {
            return false;
        }
        let follows_word =
            self.cx.slice(0..range.start).ends_with(|it: char| it.is_alphanumeric() || it == '_');
        let text = self.cx.slice(range.clone());
        let found = citation(text).filter(|_| !(follows_word && text.starts_with('@')));
        let Some(length) = found else { return false };
        let place = range.start..range.start + length;
        self.done = place.end;
        let attr = Attr { classes: vec![generated::CITATION.to_owned()], ..Attr::default() };
        let written = Node::leaf(NodeKind::Literal(text[..length].to_owned()), place.clone());
        self.out.push(Node::parent(NodeKind::Span(attr), place, vec![written]));
        true
    }

    /// A reference to a note that CommonMark has not found defined.
    fn undefined_note(&mut self, place: usize) -> bool {
        let Some(rest) = self.cx.after(place).strip_prefix("[^") else { return false };
        let Some(length) = rest.bytes().take(200).position(|byte| b"[]^ \t\n{}".contains(&byte)) else {
            return false;
        };
        if length == 0 || rest.as_bytes()[length] != b']' {
            return false;
        }
        let range = place..place + 2 + length + 1;
        let message = format!("note `{}` is not defined", &rest[..length]);
        let diagnostic = Diagnostic::new(&rules::UNDEFINED_NOTE, self.cx.span(range.clone()), message);
        self.diags.push(diagnostic.help(format!(
            "define it in this file with a line `[^{}]: …`, or write `\\[` for a bracket that is meant as such",
            &rest[..length]
        )));
        self.done = range.end;
        self.out.push(Node::leaf(NodeKind::Literal(self.cx.slice(range.clone()).to_owned()), range));
        true
    }

    fn open_bracket(&mut self) {
        if self.brackets.len() == MOST_BRACKETS {
            self.brackets.remove(0);
        }
        self.brackets.push(self.out.len());
    }

    fn close_bracket(&mut self, place: usize, after: &[Node]) {
        let Some(open) = self.brackets.pop() else { return };
        if self.close_note(open, place) || self.close_noted_link(open, place, after) {
            return;
        }
        if !self.cx.after(place + 1).starts_with('{') || !Node::may_wrap(&self.out[open..]) {
            return;
        }
        if let Some((attributes, end)) = self.attributes(place + 1, Holder::Any, after) {
            self.wrap(open, NodeKind::Span(attributes.attr), end);
        }
    }

    /// Closes a note in the line, `^[words]`, where a caret is before the bracket at `open`.
    fn close_note(&mut self, open: usize, place: usize) -> bool {
        let Some(caret) = open.checked_sub(1) else { return false };
        let (Some(mark), Some(bracket)) = (self.out.get(caret), self.out.get(open)) else { return false };
        let begins = mark.raw().is_some_and(|it| it.ends_with('^')) && mark.range.end == bracket.range.start;
        let is_caret = begins && mark.range.len() == 1;
        if !is_caret || self.out.len() == open + 1 || !Node::may_wrap(&self.out[open..]) {
            return false;
        }
        self.out.remove(open);
        self.wrap(caret, NodeKind::InlineNote, place + 1);
        true
    }

    /// Opens or closes text between doubled marks, which have white space outside and none inside.
    fn pair(&mut self, which: usize, mark: &str, place: usize) {
        let cx = self.cx;
        let before = cx.slice(0..place).chars().next_back();
        let Some(rest) = cx.after(place + 1).strip_prefix(mark) else { return };
        if before.is_some_and(|it| mark.starts_with(it)) || rest.starts_with(mark) || place + 2 > self.end {
            return;
        }
        let next = rest.chars().next();
        let is_word = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
        let is_space = |it: Option<char>| it.is_none_or(char::is_whitespace);
        if let Some(open) = self.pairs[which].filter(|it| self.out.len() > it + 1)
            && !is_space(before)
            && !is_word(next)
        {
            self.close_pair(which, open, place + 2);
        } else if !is_space(next) && !is_word(before) && before != Some('{') {
            self.pairs[which] = Some(self.out.len());
            self.push_text(place..place + 2);
            self.done = place + 2;
        }
    }

    fn close_pair(&mut self, which: usize, open: usize, end: usize) {
        if !Node::may_wrap(&self.out[open..]) {
            return;
        }
        match which {
            0 => self.wrap(open, NodeKind::Highlight, end),
            1 | 3 => self.wrap(open, NodeKind::Underline, end),
            _ => {
                let range = self.out[open].range.start..end;
                self.out.truncate(open);
                self.done = end;
                self.forget(open);
                self.diags.push(left_out(self.cx, range));
            }
        }
    }

    /// Attributes directly after a link, an image or code.
    fn attach(&mut self, place: usize, after: &[Node]) {
        if self.raw_text(place) {
            return;
        }
        let Some(last) = self.out.last().filter(|it| it.range.end == place) else { return };
        let holder = if matches!(last.kind, NodeKind::Image { .. }) { Holder::Image } else { Holder::Any };
        let attachable =
            matches!(last.kind, NodeKind::Image { .. } | NodeKind::Link { .. } | NodeKind::Code(_));
        if !attachable || !Node::may_wrap(std::slice::from_ref(last)) {
            return;
        }
        let Some((found, end)) = self.attributes(place, holder, after) else { return };
        let Some(mut node) = self.out.pop() else { return };
        self.done = end;
        if let NodeKind::Image { attributes, .. } = &mut node.kind {
            attributes.merge(found);
            node.range.end = end;
            self.out.push(node);
        } else {
            self.out.push(Node::parent(NodeKind::Span(found.attr), node.range.start..end, vec![node]));
        }
    }

    /// The attributes at a place, if they end where text ends.
    fn attributes(
        &mut self,
        place: usize,
        holder: Holder,
        after: &[Node],
    ) -> Option<(attributes::Attributes, usize)> {
        let length = attributes::length(self.cx.slice(place..self.end.max(place)))?;
        let end = place + length;
        let mut straddled = after.iter().take_while(|it| it.range.start < end);
        if straddled.any(|it| it.range.end > end && it.raw().is_none()) {
            return None;
        }
        attributes::read(self.cx, place..end, holder, self.diags)
    }

    /// Opens or closes a superscript or subscript; neither has white space inside. Gives the mark that is open now.
    fn script(&mut self, open: Option<usize>, kind: NodeKind, place: usize) -> Option<usize> {
        let here = self.out.len();
        let Some(open) = open else { return Some(here) };
        let Some(inside) = self.out.get(open + 1..).filter(|it| !it.is_empty()) else { return Some(here) };
        let start = inside[0].range.start;
        if self.cx.slice(start..place).contains(char::is_whitespace) || !Node::may_wrap(inside) {
            return Some(here);
        }
        self.wrap(open, kind, place + 1);
        None
    }

    /// Puts all nodes after the opening one at `open` into a node that takes its place.
    fn wrap(&mut self, open: usize, kind: NodeKind, end: usize) {
        let children = self.out.split_off(open + 1);
        let Some(opening) = self.out.pop() else { return };
        self.out.push(Node::parent(kind, opening.range.start..end, merge(children)));
        self.done = end;
        self.forget(open);
    }

    /// What has opened from `open` on is inside a node now and can no longer close.
    fn forget(&mut self, open: usize) {
        while self.brackets.last().is_some_and(|it| *it >= open) {
            self.brackets.pop();
        }
        self.caret = self.caret.filter(|it| *it < open);
        self.tilde = self.tilde.filter(|it| *it < open);
        self.pairs.iter_mut().for_each(|it| *it = it.filter(|it| *it < open));
        let kept = self.tags.partition_point(|it| it.at < open);
        self.abandon_tags(kept);
    }

    fn close_tag(&mut self, name: &str, node: &Node) {
        if self.open.get(name).is_none_or(|it| *it == 0) {
            self.unbalanced(node.range.clone(), name, "closed but not opened");
            return;
        }
        let Some(index) = self.tags.iter().rposition(|it| it.name == name) else { return };
        self.abandon_tags(index + 1);
        let Some(tag) = self.tags.pop() else { return };
        self.open.entry(tag.name.clone()).and_modify(|it| *it -= 1);
        if Node::may_wrap(&self.out[tag.at..]) {
            self.wrap_element(tag, node.range.end);
        } else {
            let diagnostic =
                Diagnostic::new(&rules::TOO_DEEP, self.cx.span(tag.range), "tags are nested too deep");
            self.diags.push(diagnostic);
        }
    }

    /// Puts the nodes of an element into what it means.
    fn wrap_element(&mut self, tag: OpenTag, end: usize) {
        let children = merge(self.out.split_off(tag.at + 1));
        self.out.pop();
        self.out.extend(element(&tag.name, &tag.attributes, tag.range.start..end, children));
        self.done = end;
        self.forget(tag.at);
    }

    /// The tags from `index` on are never closed.
    fn abandon_tags(&mut self, index: usize) {
        for tag in self.tags.split_off(index) {
            self.open.entry(tag.name.clone()).and_modify(|it| *it -= 1);
            // `<a name="x">` is often left open: it is a place all the same.
            let place = element(&tag.name, &tag.attributes, tag.range.clone(), Vec::new()).pop();
            match (place, self.out.get_mut(tag.at)) {
                (Some(place), Some(node)) if tag.name == "a" => *node = place,
                (Some(_) | None, _) => self.unbalanced(tag.range, &tag.name, "opened but not closed"),
            }
        }
    }

    fn unbalanced(&mut self, range: Range<usize>, name: &str, how: &str) {
        let message = format!("`<{name}>` is {how} here");
        let diagnostic = Diagnostic::new(&rules::UNBALANCED_HTML, self.cx.span(range), message.clone());
        let help = "open and close it within the same emphasis, link or block";
        self.diags.push(diagnostic.help(help).folds(message));
    }
}

/// The diagnostic for a comment of another dialect, which no edition shows, or for a title that mdBook gives a page.
pub(in crate::parse) fn left_out(cx: &Cx, range: Range<usize>) -> Diagnostic {
    let source = cx.slice(range.clone());
    if source.starts_with("{{") {
        let message = "the name of a page in a browser is left out (mdBook)";
        return Diagnostic::new(&rules::FOREIGN_SYNTAX, cx.span(range), message)
            .help("remove it")
            .folds(message);
    }
    let (dialect, inner) = match source.as_bytes().get(1) {
        Some(b'/') => ("MDX", source.get(3..source.len() - 3)),
        Some(b':') => ("kramdown", between(source, "}", "{")),
        Some(b'%') if source.starts_with('{') => ("Jinja, Liquid", between(source, "%}", "{%")),
        Some(b'#') => ("Jinja", source.get(2..source.len() - 2)),
        Some(_) | None => ("Obsidian", source.get(2..source.len() - 2)),
    };
    let inner = inner.unwrap_or("");
    let span = cx.span(range);
    let message = format!("this is a comment ({dialect}), and is left out");
    let diagnostic = Diagnostic::new(&rules::FOREIGN_SYNTAX, span, message)
        .help("write `<!-- words -->`, or a backslash before the first sign where it is none");
    if inner.contains("--") { diagnostic } else { diagnostic.repair(span, format!("<!--{inner}-->")) }
}

/// What is between the end of the first mark and the beginning of the last.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    text.get(text.find(open)? + open.len()..text.rfind(close)?)
}
