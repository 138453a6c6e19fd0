//! Blocks of inlines: paragraphs, headings, terms and cells.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::document::attr::{INDEX, PAGE_BREAK};
use crate::document::{BlockKind, Cell, Definition, Inline, InlineKind, Lang, Term};
use crate::parse::attributes::Attributes;
use crate::parse::blocks::Title;
use crate::parse::builder::Builder;
use crate::parse::builder::frame::{Frame, FrameKind, Leaf, LeafKind, collector, take_pending};
use crate::parse::builder::remark;
use crate::parse::cx::Cx;
use crate::parse::inline::Collector;
use crate::parse::inline::Opening;
use crate::parse::inline::expand;
use crate::parse::inline::lower::{Lowering, lower};
use crate::parse::inline::node::{Node, NodeKind};
use crate::parse::neighbours::{BAR, Patch};
use crate::parse::{blocks, foreign};

impl Builder<'_, '_> {
    pub(super) fn text(&mut self, text: &CowStr, range: Range<usize>) {
        let Some(verbatim) = &mut self.verbatim else {
            let collector = collector(&mut self.leaf, &mut self.frames, &range);
            match text.strip_prefix(BAR).filter(|_| self.masked.patch(range.start) == Some(&Patch::Bar)) {
                Some(rest) => verse_line(self.cx, collector, rest, range),
                None => {
                    collector.text(self.cx, self.masked.written(self.cx.text, text, &range), range.clone())
                }
            }
            return;
        };
        verbatim.push(&self.masked.unmasked(self.cx.text, text, &range), range);
    }

    pub(super) fn inline_leaf(&mut self, kind: NodeKind, range: Range<usize>) {
        collector(&mut self.leaf, &mut self.frames, &range).leaf(kind, range.clone());
    }

    pub(super) fn open_inline(&mut self, opening: Opening, range: Range<usize>) {
        let collector = collector(&mut self.leaf, &mut self.frames, &range);
        collector.open(self.cx, opening, range.clone(), self.diags);
    }

    pub(super) fn open_paragraph(&mut self, range: Range<usize>) {
        let top = self.frames.len().wrapping_sub(1);
        let in_item = matches!(self.frames.last(), Some(Frame { kind: FrameKind::Item { .. }, .. }));
        if in_item && let Some(list) = top.checked_sub(1).and_then(|it| self.frames.get_mut(it)) {
            list.set_loose();
        }
        self.open_leaf(LeafKind::Paragraph, range);
    }

    pub(super) fn open_leaf(&mut self, kind: LeafKind, range: Range<usize>) {
        self.close_tight();
        let attributes = take_pending(&mut self.frames);
        self.leaf = Some(Leaf { kind, range, attributes, collector: Collector::new() });
    }

    /// Closes a paragraph of a tight list, which has no event for its end.
    pub(super) fn close_tight(&mut self) {
        if self.leaf.is_some() {
            self.close_leaf();
        }
    }

    pub(super) fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let mut attributes = leaf.attributes;
        let mut nodes = leaf.collector.finish(self.cx, self.diags);
        let range = self.cx.trimmed(leaf.range.clone());
        match leaf.kind {
            LeafKind::Paragraph | LeafKind::Tight => self.close_paragraph(attributes, nodes),
            LeafKind::Heading(level) => {
                attributes.merge(blocks::heading_attributes(self.cx, &mut nodes, self.diags));
                blocks::drop_anchor_links(self.cx, &mut nodes, self.diags);
                foreign::report(self.cx, &mut nodes, false, self.diags);
                let content = self.lower(&nodes, attributes.attr.lang.as_ref());
                self.push_with(BlockKind::Heading { level, content }, range, attributes);
            }
            LeafKind::Term => {
                expand::expand(self.cx, &self.masked.neighbours, &mut nodes);
                foreign::report(self.cx, &mut nodes, false, self.diags);
                self.enter_terms(nodes);
            }
            LeafKind::Cell => {
                self.take_caption_attributes(&mut nodes);
                expand::expand(self.cx, &self.masked.neighbours, &mut nodes);
                foreign::report(self.cx, &mut nodes, false, self.diags);
                let content = self.lower(&nodes, None);
                let is_after = |end| range.end > end;
                let span = self.cx.span(range.clone());
                if let Some(Frame { kind: FrameKind::Table { row, .. }, .. }) = self.frames.last_mut() {
                    // CommonMark puts a missing cell after the line end.
                    let end = self.cx.range(row.span, 0).end;
                    let left_out = content.is_empty() && is_after(end);
                    let span = if left_out { self.cx.span(end..end) } else { span };
                    row.cells.push(Cell::text(content, span));
                }
            }
        }
    }

    /// Each line is a term.
    pub(super) fn enter_terms(&mut self, nodes: Vec<Node>) {
        for line in nodes.split(|it| it.kind == NodeKind::SoftBreak) {
            let Some(range) = blocks::extent(line) else { continue };
            let (content, span) = (self.lower(line, None), self.cx.span(self.cx.trimmed(range)));
            if let Some(Frame { kind: FrameKind::Definitions(list), .. }) = self.frames.last_mut() {
                enter_term(list, Term { content, span });
            }
        }
    }

    /// A paragraph, a figure, or attributes for the next block.
    pub(super) fn close_paragraph(&mut self, mut attributes: Attributes, mut nodes: Vec<Node>) {
        let Some(mut range) = blocks::extent(&nodes) else { return };
        while let Some((found, place)) = blocks::attribute_line(self.cx, &mut nodes, self.diags) {
            attributes.merge(found);
            match blocks::extent(&nodes) {
                Some(rest) => range = rest,
                None => {
                    if let Some(frame) = self.frames.last_mut() {
                        frame.pending = Some((attributes, place));
                    }
                    return;
                }
            }
        }
        if self.mark_of_block(range.clone()) {
            return;
        }
        expand::expand(self.cx, &self.masked.neighbours, &mut nodes);
        self.take_remark_line(&mut nodes);
        attributes.merge(blocks::caption_attributes(self.cx, &mut nodes, self.diags));
        foreign::report(self.cx, &mut nodes, true, self.diags);
        if let Some(rest) = blocks::extent(&nodes) {
            range.start = rest.start;
        }
        let lang = attributes.attr.lang.clone();
        let title = blocks::take_title(self.cx, &mut nodes);
        let words = if title.is_some() { blocks::take_words(&mut nodes) } else { Vec::new() };
        let mut content = self.lower(&nodes, lang.as_ref());
        let Some(title) = title else {
            if !content.is_empty() {
                self.push_with(BlockKind::Paragraph(content), range, attributes);
            }
            return;
        };
        let mut caption = self.lower(&words, lang.as_ref());
        let title = title.map_or_else(Vec::new, |it| self.image_title(it, lang.as_ref()));
        if let (Some(last), false) = (caption.last(), title.is_empty()) {
            let span = last.span;
            caption.push(Inline { kind: InlineKind::LineBreak, span });
        }
        caption.extend(title);
        // What stands for an image that is not there is text.
        if !content.iter().any(|it| matches!(it.kind, InlineKind::Image(_))) {
            if let (Some(last), false) = (content.last(), caption.is_empty()) {
                caption.insert(0, Inline { kind: InlineKind::LineBreak, span: last.span });
            }
            content.append(&mut caption);
            if !content.is_empty() {
                self.push_with(BlockKind::Paragraph(content), range, attributes);
            }
            return;
        }
        if let Some(kind) = blocks::figure(&mut content, caption, &mut attributes.attr) {
            self.push_with(kind, range, attributes);
        }
    }

    /// A paragraph that is the mark of another dialect for a new page, for the contents, or for the index. Whether it is one.
    fn mark_of_block(&mut self, range: Range<usize>) -> bool {
        let text = self.cx.slice(range.clone()).trim();
        if foreign::is_contents(text) {
            self.contents = Some(self.cx.span(range));
            return true;
        }
        if text == "\\printindex" {
            self.push(page_break(), range);
            if let Some(block) = self.frames.last_mut().and_then(|it| it.blocks.last_mut()) {
                block.attr.classes.push(INDEX.to_owned());
            }
            return true;
        }
        if !foreign::is_page_break(text) {
            return false;
        }
        self.push(page_break(), range);
        if let Some(block) = self.frames.last_mut().and_then(|it| it.blocks.last_mut()) {
            block.attr.classes.push(PAGE_BREAK.to_owned());
        }
        true
    }

    /// The title of an image, whose markup is read.
    fn image_title(&mut self, title: Title, lang: Option<&Lang>) -> Vec<Inline> {
        let mut nodes = match title {
            Title::Place(place) => {
                let mark = self.cx.after(place.end).chars().next();
                let mut nodes = self.fragment_at(place);
                unescape(self.cx, &mut nodes, mark);
                nodes
            }
            Title::Text(text, range) => vec![Node::leaf(NodeKind::Raw(text), range)],
        };
        foreign::report(self.cx, &mut nodes, false, self.diags);
        self.lower(&nodes, lang)
    }

    /// Gives the attributes of a caption without a blank line before it, which CommonMark takes for a row, to the table.
    fn take_caption_attributes(&mut self, nodes: &mut Vec<Node>) {
        let Some(Frame { kind: FrameKind::Table { row, .. }, .. }) = self.frames.last() else { return };
        if !row.cells.is_empty() || self.cx.under(row.span).contains('|') {
            return;
        }
        let found = blocks::caption_attributes(self.cx, nodes, self.diags);
        if let Some(table) = self.frames.last_mut() {
            table.attributes.merge(found);
        }
    }

    /// Makes a remark of a quotation whose first line names a kind, with a title or of a kind that is not one of
    /// GitHub's: `[!INFO] Title`.
    fn take_remark_line(&mut self, nodes: &mut Vec<Node>) {
        let first = matches!(self.frames.last(), Some(Frame { kind: FrameKind::Quote(None), blocks, .. }) if blocks.is_empty());
        let Some(found) = nodes.first().filter(|_| first).and_then(|it| remark::read_line(self.cx, it))
        else {
            return;
        };
        let is_break = |it: &Node| matches!(it.kind, NodeKind::SoftBreak | NodeKind::LineBreak);
        let end = nodes.iter().position(is_break);
        let rest = nodes.split_off(end.unwrap_or(nodes.len()));
        let mut line = std::mem::replace(nodes, rest);
        nodes.retain(|it| it.range.start > found.name.end);
        line[0] = found.title.clone();
        line.retain(|it| !it.range.is_empty());
        if blocks::extent(&line).is_some_and(|it| remark::is_sentence(self.cx.slice(it))) {
            // The text itself begins on the line of the name.
            nodes.splice(0..0, line.drain(..));
        } else if nodes.first().is_some_and(is_break) {
            nodes.remove(0);
        }
        let title = (!line.is_empty()).then(|| self.lower(&line, None));
        let (kind, title) = remark::kind(self.cx, found.name, title);
        if let Some(frame) = self.frames.last_mut() {
            frame.kind = FrameKind::Remark { kind, title };
        }
    }

    pub(super) fn lower(&mut self, nodes: &[Node], lang: Option<&Lang>) -> Vec<Inline> {
        let around = self.frames.last().map(|it| it.lang.clone()).unwrap_or_default();
        let mut out = Lowering { cx: self.cx, notes: self.notes, diags: self.diags };
        lower(&mut out, nodes, lang.unwrap_or(&around))
    }
}

/// Makes text again of quotation marks that are escaped only because the same mark ends the title.
fn unescape(cx: &Cx, nodes: &mut [Node], mark: Option<char>) {
    for node in nodes {
        if let (NodeKind::Literal(text), Some(mark)) = (&node.kind, mark)
            && text.chars().eq([mark])
            && cx.slice(node.range.clone()).starts_with('\\')
        {
            node.kind = NodeKind::Raw(text.clone());
        }
        unescape(cx, &mut node.children, mark);
    }
}

/// What begins a new page or has the index, by its class.
pub(super) fn page_break() -> BlockKind {
    BlockKind::Container(Vec::new())
}

/// Terms in a row belong to one definition; a term after a meaning begins the next.
fn enter_term(list: &mut Vec<Definition>, term: Term) {
    match list.last_mut().filter(|it| it.bodies.is_empty()) {
        Some(definition) => definition.terms.push(term),
        None => list.push(Definition { terms: vec![term], bodies: Vec::new() }),
    }
}

/// A line of a line block, after its bar: it ends the line before, and keeps the spaces at its beginning.
fn verse_line(cx: &Cx, collector: &mut Collector, text: &str, range: Range<usize>) {
    collector.harden();
    let rest = text.strip_prefix(' ').unwrap_or(text);
    let words = rest.trim_start_matches(' ');
    let spaces = rest.len() - words.len();
    let start = range.end - words.len();
    if spaces > 0 {
        collector.leaf(NodeKind::Literal("\u{a0}".repeat(spaces)), start - spaces..start);
    }
    collector.text(cx, words, start..range.end);
}
