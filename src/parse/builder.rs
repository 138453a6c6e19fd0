//! From the events of one source to its blocks.
//!
//! Frames are the blocks that are open, a leaf is the paragraph, heading, term
//! or cell whose inlines come in. Nothing recurses: what nests deeper than
//! [`DEEPEST`] stands in the deepest block instead, so that whoever walks the
//! tree may recurse.

use std::ops::Range;

use pulldown_cmark::{
    Alignment as Aligned, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd,
};

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{
    Admonition, Alignment, Block, BlockKind, Cell, Definition, Lang, List, ListItem, ListKind, Row, Table,
    Term,
};
use crate::parse::attributes::Attributes;
use crate::parse::cx::{Cx, clean};
use crate::parse::fence::{self, Fence};
use crate::parse::frame::{Frame, FrameKind, Leaf, LeafKind};
use crate::parse::inline::collect::{Opening, raw_html};
use crate::parse::inline::lower::{Lowering, lower};
use crate::parse::inline::{Collector, Kind, Node, tag};
use crate::parse::mask::{Masked, STAND_IN};
use crate::parse::notes::Register;
use crate::parse::{blocks, rules};

/// Blocks nest no deeper than this.
const DEEPEST: usize = 64;

/// A block that is too deep to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Block,
    Container,
}

/// Code or HTML that is open.
struct Verbatim {
    range: Range<usize>,
    language: Option<String>,
    attributes: Attributes,
    text: String,
}

impl Verbatim {
    fn new(range: Range<usize>) -> Verbatim {
        Verbatim { range, language: None, attributes: Attributes::default(), text: String::new() }
    }
}

/// Builds the blocks of one source.
pub(super) struct Builder<'a, 'b> {
    cx: &'a Cx<'b>,
    masked: &'a Masked,
    notes: &'a mut Register,
    diags: &'a mut Diagnostics,
    frames: Vec<Frame>,
    over: Vec<Over>,
    leaf: Option<Leaf>,
    verbatim: Option<Verbatim>,
}

impl<'a, 'b> Builder<'a, 'b> {
    /// A builder for a source in a language.
    pub(super) fn new(
        cx: &'a Cx<'b>,
        masked: &'a Masked,
        lang: &Lang,
        notes: &'a mut Register,
        diags: &'a mut Diagnostics,
    ) -> Builder<'a, 'b> {
        let root = Frame::new(FrameKind::Root, 0..cx.text.len(), Attributes::default(), lang);
        Builder { cx, masked, notes, diags, frames: vec![root], over: Vec::new(), leaf: None, verbatim: None }
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inline_leaf(Kind::Code(text.into_string()), range),
            Event::Html(html) => self.html(&html, range),
            Event::InlineHtml(html) => {
                let (cx, diags) = (self.cx, &mut *self.diags);
                open_leaf(&mut self.leaf, &mut self.frames, &range).html(cx, &html, range.clone(), diags);
            }
            Event::FootnoteReference(label) => self.inline_leaf(Kind::NoteRef(label.into_string()), range),
            Event::SoftBreak => self.inline_leaf(Kind::SoftBreak, range),
            Event::HardBreak => self.inline_leaf(Kind::LineBreak, range),
            Event::Rule => {
                self.close_tight();
                self.push(BlockKind::ThematicBreak, range);
            }
            Event::TaskListMarker(done) => {
                if let Some(Frame { kind: FrameKind::Item { task }, .. }) = self.frames.last_mut() {
                    *task = Some(done);
                }
            }
            // Mathematics is not asked of the parser.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    /// The blocks of the source.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_tight();
        self.close_containers();
        let Some(root) = self.frames.pop() else { return Vec::new() };
        self.stray_pending(root.pending.as_ref());
        blocks::finish(self.cx, root.blocks)
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.open_inline(Opening::Emph, range),
            Tag::Strong => self.open_inline(Opening::Strong, range),
            Tag::Strikethrough | Tag::Subscript | Tag::Superscript => {
                self.open_inline(Opening::Tildes, range)
            }
            Tag::Link { link_type, dest_url, title, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let (url, title) = (format!("{scheme}{dest_url}"), title.into_string());
                self.open_inline(Opening::Link { url, title }, range);
            }
            Tag::Image { dest_url, title, .. } => {
                let (url, title) = (dest_url.into_string(), title.into_string());
                self.open_inline(Opening::Image { url, title }, range);
            }
            Tag::Paragraph => self.open_paragraph(range),
            Tag::Heading { level, .. } => self.open_leaf(LeafKind::Heading(level as u8), range),
            Tag::DefinitionListTitle => self.open_leaf(LeafKind::Term, range),
            Tag::TableCell => self.open_leaf(LeafKind::Cell, range),
            Tag::CodeBlock(kind) => self.open_code(kind, range),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close_tight();
                self.verbatim = Some(Verbatim::new(range));
            }
            Tag::BlockQuote(kind) => self.open(FrameKind::Quote(kind.map(admonition)), range),
            Tag::List(start) => self.open(FrameKind::List { start, loose: false, items: Vec::new() }, range),
            Tag::Item => self.open(FrameKind::Item { task: None }, range),
            Tag::FootnoteDefinition(label) => self.open(FrameKind::Note(label.into_string()), range),
            Tag::DefinitionList => self.open(FrameKind::Definitions(Vec::new()), range),
            Tag::DefinitionListDefinition => self.open(FrameKind::Body, range),
            Tag::Table(columns) => self.open_table(&columns, range),
            Tag::TableHead => self.open_row(range, true),
            Tag::TableRow => self.open_row(range, false),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {
                if let Some(leaf) = &mut self.leaf {
                    leaf.collector.close(self.cx, self.diags);
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::DefinitionListTitle | TagEnd::TableCell => {
                self.close_leaf();
            }
            TagEnd::CodeBlock => self.close_code(),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => self.close_html(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListDefinition => self.close(),
            TagEnd::Table => self.close_frame(None),
            TagEnd::TableHead | TagEnd::TableRow => self.close_row(range),
        }
    }

    // Inlines.

    fn text(&mut self, text: &CowStr, range: Range<usize>) {
        let Some(verbatim) = &mut self.verbatim else {
            open_leaf(&mut self.leaf, &mut self.frames, &range).text(self.cx, text, range.clone());
            return;
        };
        verbatim.text.push_str(&self.masked.unmasked(self.cx.text, text, &range));
    }

    fn inline_leaf(&mut self, kind: Kind, range: Range<usize>) {
        open_leaf(&mut self.leaf, &mut self.frames, &range).leaf(kind, range.clone());
    }

    fn open_inline(&mut self, opening: Opening, range: Range<usize>) {
        let collector = open_leaf(&mut self.leaf, &mut self.frames, &range);
        collector.open(self.cx, opening, range.clone(), self.diags);
    }

    fn open_paragraph(&mut self, range: Range<usize>) {
        let top = self.frames.len().wrapping_sub(1);
        let in_item = matches!(self.frames.last(), Some(Frame { kind: FrameKind::Item { .. }, .. }));
        if in_item && let Some(list) = top.checked_sub(1).and_then(|it| self.frames.get_mut(it)) {
            list.set_loose();
        }
        self.open_leaf(LeafKind::Paragraph, range);
    }

    fn open_leaf(&mut self, kind: LeafKind, range: Range<usize>) {
        self.close_tight();
        let attributes = take_pending(&mut self.frames);
        self.leaf = Some(Leaf { kind, range, attributes, collector: Collector::new() });
    }

    /// Closes a paragraph of a tight list, which has no event for its end.
    fn close_tight(&mut self) {
        if self.leaf.is_some() {
            self.close_leaf();
        }
    }

    fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let mut attributes = leaf.attributes;
        let mut nodes = leaf.collector.finish(self.cx, self.diags);
        let range = self.cx.trimmed(leaf.range.clone());
        match leaf.kind {
            LeafKind::Paragraph | LeafKind::Tight => self.close_paragraph(attributes, nodes),
            LeafKind::Heading(level) => {
                attributes.merge(blocks::heading_attributes(self.cx, &mut nodes, self.diags));
                let content = self.lower(&nodes, attributes.attr.lang.as_ref());
                self.push_with(BlockKind::Heading { level, content }, range, attributes);
            }
            LeafKind::Term => self.enter_terms(nodes),
            LeafKind::Cell => {
                let content = self.lower(&nodes, None);
                let span = self.cx.span(range);
                if let Some(Frame { kind: FrameKind::Table { row, .. }, .. }) = self.frames.last_mut() {
                    // CommonMark puts a cell that is left out behind the line end.
                    let end = row.span.range().end;
                    let left_out = content.is_empty() && span.range().end > end;
                    let span = if left_out { self.cx.span(end..end) } else { span };
                    row.cells.push(Cell { content, span });
                }
            }
        }
    }

    /// Each line is a term.
    fn enter_terms(&mut self, nodes: Vec<Node>) {
        for line in nodes.split(|it| it.kind == Kind::SoftBreak) {
            let Some(range) = blocks::extent(line) else { continue };
            let (content, span) = (self.lower(line, None), self.cx.span(self.cx.trimmed(range)));
            if let Some(Frame { kind: FrameKind::Definitions(list), .. }) = self.frames.last_mut() {
                enter_term(list, Term { content, span });
            }
        }
    }

    /// A paragraph, a figure, or attributes for the next block.
    fn close_paragraph(&mut self, mut attributes: Attributes, mut nodes: Vec<Node>) {
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
        let lang = attributes.attr.lang.clone();
        let title = blocks::take_title(self.cx, &mut nodes);
        let mut content = self.lower(&nodes, lang.as_ref());
        let Some(title) = title else {
            if !content.is_empty() {
                self.push_with(BlockKind::Paragraph(content), range, attributes);
            }
            return;
        };
        let caption = self.lower(&title, lang.as_ref());
        if let Some(kind) = blocks::figure(&mut content, caption, &mut attributes.attr) {
            self.push_with(kind, range, attributes);
        }
    }

    fn lower(&mut self, nodes: &[Node], lang: Option<&Lang>) -> Vec<crate::document::Inline> {
        let around = self.frames.last().map(|it| it.lang.clone()).unwrap_or_default();
        let mut out = Lowering { cx: self.cx, notes: self.notes, diags: self.diags };
        lower(&mut out, nodes, lang.unwrap_or(&around))
    }

    // Code and HTML.

    fn open_code(&mut self, kind: CodeBlockKind, range: Range<usize>) {
        self.close_tight();
        let mut attributes = take_pending(&mut self.frames);
        let mut language = None;
        if let CodeBlockKind::Fenced(info) = kind {
            let (word, found) = blocks::info(self.cx, &info, range.clone(), self.diags);
            attributes.merge(found);
            language = word;
        }
        self.verbatim = Some(Verbatim { language, attributes, ..Verbatim::new(range) });
    }

    fn close_code(&mut self) {
        let Some(code) = self.verbatim.take() else { return };
        let mut text = clean(&code.text);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let kind = BlockKind::CodeBlock { language: code.language, text };
        self.push_with(kind, self.cx.trimmed(code.range), code.attributes);
    }

    fn html(&mut self, html: &CowStr, range: Range<usize>) {
        let fence = self.masked.fence_in(&range);
        if let Some(at) = fence.filter(|_| html.trim_start().starts_with(STAND_IN)) {
            self.close_html();
            self.verbatim = Some(Verbatim::new(range.end..range.end));
            self.fence(at, range);
            return;
        }
        let verbatim = self.verbatim.get_or_insert_with(|| Verbatim::new(range.clone()));
        verbatim.text.push_str(html);
        verbatim.range.end = range.end;
    }

    /// Comments vanish; of any other HTML the text stays, and it is a fault.
    fn close_html(&mut self) {
        let Some(html) = self.verbatim.take() else { return };
        if tag::is_comment(&html.text) {
            return;
        }
        let range = self.cx.trimmed(html.range);
        self.diags.push(raw_html(self.cx, range.clone()));
        let text = tag::text_of(&html.text);
        if !text.is_empty() {
            let content = self.lower(&[Node::leaf(Kind::Literal(text), range.clone())], None);
            self.push(BlockKind::Paragraph(content), range);
        }
    }

    // Containers.

    fn fence(&mut self, at: usize, range: Range<usize>) {
        match fence::read(self.cx, at, self.diags) {
            Fence::Open(attributes) => self.open_container(*attributes, at..range.end),
            Fence::Close => self.close_container(at..range.end),
        }
    }

    fn open_container(&mut self, fence: Attributes, range: Range<usize>) {
        if self.too_deep(&range) {
            self.over.push(Over::Container);
            return;
        }
        let mut attributes = take_pending(&mut self.frames);
        attributes.merge(fence);
        self.push_frame(FrameKind::Container, range, attributes);
    }

    fn close_container(&mut self, range: Range<usize>) {
        if self.over.last() == Some(&Over::Container) {
            self.over.pop();
        } else if self.over.is_empty() && self.top_is_container() {
            self.close_frame(Some(range.end));
        } else {
            let span = self.cx.span(self.cx.trimmed(range));
            let fault = Diagnostic::new(&rules::stray_fence::RULE, span, "this fence closes nothing");
            self.diags.push(
                fault.help("give the container a name where it opens, as `::: note`, or remove the line"),
            );
        }
    }

    fn top_is_container(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: FrameKind::Container, .. }))
    }

    /// Closes the containers that are still open in the block that ends.
    fn close_containers(&mut self) {
        while self.over.last() == Some(&Over::Container) {
            self.over.pop();
        }
        while self.over.is_empty() && self.top_is_container() {
            if let Some(frame) = self.frames.last() {
                let span = self.cx.span(self.cx.trimmed(frame.range.clone()));
                let fault = Diagnostic::new(&rules::stray_fence::RULE, span, "this container is not closed");
                self.diags.push(fault.help("close it with a line `:::` in the same list item or quotation"));
            }
            self.close_frame(None);
        }
    }

    // Blocks that hold blocks.

    fn too_deep(&mut self, range: &Range<usize>) -> bool {
        if self.over.is_empty() && self.frames.len() > DEEPEST {
            let message = format!("blocks are nested more than {DEEPEST} deep");
            let span = self.cx.span(range.start..range.start);
            self.diags.push(Diagnostic::new(&rules::too_deep::RULE, span, message));
        }
        !self.over.is_empty() || self.frames.len() > DEEPEST
    }

    fn open(&mut self, kind: FrameKind, range: Range<usize>) {
        self.close_tight();
        let belongs = matches!(kind, FrameKind::Item { .. } | FrameKind::Body);
        if (!belongs && self.too_deep(&range)) || !self.over.is_empty() {
            self.over.push(Over::Block);
            return;
        }
        let attributes = if belongs { Attributes::default() } else { take_pending(&mut self.frames) };
        self.push_frame(kind, range, attributes);
    }

    fn push_frame(&mut self, kind: FrameKind, range: Range<usize>, attributes: Attributes) {
        let around = self.frames.last().map(|it| it.lang.clone()).unwrap_or_default();
        self.frames.push(Frame::new(kind, range, attributes, &around));
    }

    fn close(&mut self) {
        self.close_tight();
        self.close_containers();
        if self.over.pop().is_none() {
            self.close_frame(None);
        }
    }

    /// Closes the innermost frame, which ends at `end` if that is not known from its range.
    fn close_frame(&mut self, end: Option<usize>) {
        self.close_tight();
        if self.frames.len() < 2 {
            return;
        }
        let Some(mut frame) = self.frames.pop() else { return };
        self.stray_pending(frame.pending.as_ref());
        frame.range.end = end.unwrap_or(frame.range.end).max(frame.range.start);
        let range = blocks::around(self.cx.trimmed(frame.range), &frame.blocks);
        let inner = blocks::finish(self.cx, frame.blocks);
        match frame.kind {
            FrameKind::Root => {}
            FrameKind::Quote(None) => self.push_with(BlockKind::Quote(inner), range, frame.attributes),
            FrameKind::Quote(Some(kind)) => {
                let kind = BlockKind::Admonition { kind, title: None, blocks: inner };
                self.push_with(kind, range, frame.attributes);
            }
            FrameKind::Container => self.push_container(inner, range, frame.attributes),
            FrameKind::Note(label) => self.notes.define(&label, inner, self.cx.span(range), self.diags),
            FrameKind::List { start, loose, items } => {
                let list = List { kind: ListKind::Bullet, tight: !loose, items };
                self.push_list(start, list, range, frame.attributes);
            }
            FrameKind::Item { task } => {
                self.enter_item(ListItem { task, blocks: inner, span: self.cx.span(range) })
            }
            FrameKind::Definitions(list) => {
                let list: Vec<Definition> = list.into_iter().filter(|it| !it.terms.is_empty()).collect();
                if !list.is_empty() {
                    self.push_with(BlockKind::DefinitionList(list), range, frame.attributes);
                }
            }
            FrameKind::Body => self.enter_body(inner),
            FrameKind::Table { mut table, .. } => {
                blocks::take_caption_row(self.cx, &mut table);
                self.push_with(BlockKind::Table(table), range, frame.attributes);
            }
        }
    }

    fn push_container(&mut self, inner: Vec<Block>, range: Range<usize>, mut attributes: Attributes) {
        let classes = &mut attributes.attr.classes;
        let named = Admonition::ALL.into_iter().find(|it| classes.iter().any(|class| class == it.class()));
        let title = attributes.title.take().map(|place| {
            let text = self.cx.slice(place.clone()).to_owned();
            self.lower(&[Node::leaf(Kind::Raw(text), place)], attributes.attr.lang.as_ref())
        });
        let kind = match named {
            Some(kind) => {
                attributes.attr.classes.retain(|it| it != kind.class());
                BlockKind::Admonition { kind, title, blocks: inner }
            }
            None => BlockKind::Container(blocks::with_title(title, inner)),
        };
        self.push_with(kind, range, attributes);
    }

    fn push_list(
        &mut self,
        start: Option<u64>,
        mut list: List,
        range: Range<usize>,
        mut attributes: Attributes,
    ) {
        if let Some(start) = start {
            list.kind = ListKind::Ordered { start, numbering: blocks::numbering(&mut attributes.attr) };
        }
        if !list.items.is_empty() {
            self.push_with(BlockKind::List(list), range, attributes);
        }
    }

    fn enter_item(&mut self, item: ListItem) {
        if let Some(Frame { kind: FrameKind::List { items, .. }, .. }) = self.frames.last_mut() {
            items.push(item);
        }
    }

    fn enter_body(&mut self, body: Vec<Block>) {
        if let Some(Frame { kind: FrameKind::Definitions(list), .. }) = self.frames.last_mut()
            && let Some(definition) = list.last_mut()
        {
            definition.bodies.push(body);
        }
    }

    // Tables.

    fn open_table(&mut self, columns: &[Aligned], range: Range<usize>) {
        self.close_tight();
        let columns = columns.iter().map(alignment).collect();
        let table = Table { caption: None, columns, head: Vec::new(), body: Vec::new() };
        let row = Row { cells: Vec::new(), span: self.cx.span(range.clone()) };
        let attributes = take_pending(&mut self.frames);
        self.push_frame(FrameKind::Table { table, in_head: false, row }, range, attributes);
    }

    fn open_row(&mut self, range: Range<usize>, head: bool) {
        let span = self.cx.span(self.cx.trimmed(range));
        if let Some(Frame { kind: FrameKind::Table { in_head, row, .. }, .. }) = self.frames.last_mut() {
            *in_head = head;
            *row = Row { cells: Vec::new(), span };
        }
    }

    fn close_row(&mut self, range: Range<usize>) {
        let Some(Frame { kind: FrameKind::Table { table, in_head, row }, .. }) = self.frames.last_mut()
        else {
            return;
        };
        let mut row = std::mem::replace(row, Row { cells: Vec::new(), span: row.span });
        let end = self.cx.trimmed(range.clone()).end;
        let last = row.cells.last().map_or(range.start, |it| it.span.range().end).max(range.start);
        row.cells
            .resize_with(table.columns.len(), || Cell { content: Vec::new(), span: self.cx.span(end..end) });
        let group = if *in_head { &mut table.head } else { &mut table.body };
        group.push(row);
        self.report_extra(last..end);
    }

    /// Reports what stands in a row behind the cell of the last column, which CommonMark passes over.
    fn report_extra(&mut self, range: Range<usize>) {
        let rest = self.cx.slice(range.clone()).trim_start();
        let extra = rest.strip_prefix('|').unwrap_or(rest).trim().trim_end_matches('|');
        if !extra.trim().is_empty() {
            let fault = Diagnostic::new(
                &rules::extra_cell::RULE,
                self.cx.span(range),
                "the row has more cells than the table has columns",
            );
            self.diags.push(
                fault.help("add a column to the head of the table, or write `\\|` for a bar inside a cell"),
            );
        }
    }

    // What all blocks have in common.

    fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        let attributes = take_pending(&mut self.frames);
        self.push_with(kind, self.cx.trimmed(range), attributes);
    }

    fn push_with(&mut self, kind: BlockKind, range: Range<usize>, attributes: Attributes) {
        let block = Block { kind, attr: attributes.attr, span: self.cx.span(range) };
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    fn stray_pending(&mut self, pending: Option<&(Attributes, Range<usize>)>) {
        if let Some((_, place)) = pending {
            let span = self.cx.span(place.clone());
            let fault =
                Diagnostic::new(&rules::stray_attributes::RULE, span, "no block follows these attributes");
            self.diags.push(fault.help("put them on the line before the block that they are about"));
        }
    }
}

impl Frame {
    fn set_loose(&mut self) {
        if let FrameKind::List { loose, .. } = &mut self.kind {
            *loose = true;
        }
    }
}

/// The collector of the open leaf; where none is open, of a new paragraph of a tight list.
fn open_leaf<'l>(
    leaf: &'l mut Option<Leaf>,
    frames: &mut [Frame],
    range: &Range<usize>,
) -> &'l mut Collector {
    let leaf = leaf.get_or_insert_with(|| Leaf {
        kind: LeafKind::Tight,
        range: range.clone(),
        attributes: take_pending(frames),
        collector: Collector::new(),
    });
    &mut leaf.collector
}

/// The attributes that wait for the next block of the innermost frame.
fn take_pending(frames: &mut [Frame]) -> Attributes {
    frames.last_mut().and_then(|it| it.pending.take()).map(|(attributes, _)| attributes).unwrap_or_default()
}

/// Terms in a row belong to one definition; a term behind a meaning begins the next.
fn enter_term(list: &mut Vec<Definition>, term: Term) {
    match list.last_mut().filter(|it| it.bodies.is_empty()) {
        Some(definition) => definition.terms.push(term),
        None => list.push(Definition { terms: vec![term], bodies: Vec::new() }),
    }
}

fn admonition(kind: BlockQuoteKind) -> Admonition {
    match kind {
        BlockQuoteKind::Note => Admonition::Note,
        BlockQuoteKind::Tip => Admonition::Tip,
        BlockQuoteKind::Important => Admonition::Important,
        BlockQuoteKind::Warning => Admonition::Warning,
        BlockQuoteKind::Caution => Admonition::Caution,
    }
}

fn alignment(aligned: &Aligned) -> Alignment {
    match aligned {
        Aligned::None => Alignment::Start,
        Aligned::Left => Alignment::Left,
        Aligned::Center => Alignment::Center,
        Aligned::Right => Alignment::Right,
    }
}
