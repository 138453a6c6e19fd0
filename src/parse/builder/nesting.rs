//! Blocks that hold blocks: opened, closed, and kept from nesting too deep; and the fences of containers:
//! `::: name {#id .class}` opens one, `:::` alone closes it.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Admonition, Block, BlockKind, Definition, List, ListItem, ListKind};
use crate::parse::attributes::{self, Attributes, Holder};
use crate::parse::builder::frame::{Frame, FrameKind, take_pending};
use crate::parse::builder::table::even_out;
use crate::parse::builder::{Builder, DEEPEST, Over};
use crate::parse::cx::{Cx, clean};
use crate::parse::inline::node::{Node, NodeKind};
use crate::parse::{blocks, rules};

impl Builder<'_, '_> {
    pub(super) fn too_deep(&mut self, range: &Range<usize>) -> bool {
        if self.over.is_empty() && self.frames.len() > DEEPEST {
            let message = format!("blocks are nested more than {DEEPEST} deep");
            let span = self.cx.span(range.start..range.start);
            self.diags.push(Diagnostic::new(&rules::TOO_DEEP, span, message));
        }
        !self.over.is_empty() || self.frames.len() > DEEPEST
    }

    pub(super) fn open(&mut self, kind: FrameKind, range: Range<usize>) {
        self.close_tight();
        let belongs = matches!(kind, FrameKind::Item { .. } | FrameKind::Body);
        if (!belongs && self.too_deep(&range)) || !self.over.is_empty() {
            self.over.push(Over::Block);
            return;
        }
        let attributes = if belongs { Attributes::default() } else { take_pending(&mut self.frames) };
        self.push_frame(kind, range, attributes);
    }

    pub(super) fn push_frame(&mut self, kind: FrameKind, range: Range<usize>, attributes: Attributes) {
        let around = self.frames.last().map(|it| it.lang.clone()).unwrap_or_default();
        self.frames.push(Frame::new(kind, range, attributes, &around));
    }

    pub(super) fn close(&mut self) {
        self.close_tight();
        self.close_containers();
        if self.over.pop().is_none() {
            self.close_frame(None);
        }
    }

    /// Closes the innermost frame, which ends at `end` if that is not known from its range.
    pub(super) fn close_frame(&mut self, end: Option<usize>) {
        self.close_tight();
        if self.frames.len() < 2 {
            return;
        }
        let Some(mut frame) = self.frames.pop() else { return };
        self.stray_pending(frame.pending.as_ref());
        frame.range.end = end.unwrap_or(frame.range.end).max(frame.range.start);
        let woven = self.weave(frame.blocks, frame.html, &frame.lang);
        let range = blocks::around(self.cx.trimmed(frame.range), &woven);
        let inner = blocks::finish(self.cx, woven);
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
                even_out(&mut table);
                blocks::take_caption_row(self.cx, &mut table);
                self.push_with(BlockKind::Table(table), range, frame.attributes);
            }
        }
    }

    pub(super) fn push_container(
        &mut self,
        inner: Vec<Block>,
        range: Range<usize>,
        mut attributes: Attributes,
    ) {
        let classes = &mut attributes.attr.classes;
        let named = Admonition::ALL.into_iter().find(|it| classes.iter().any(|class| class == it.class()));
        let title = attributes.title.take().map(|place| {
            let text = self.cx.slice(place.clone()).to_owned();
            self.lower(&[Node::leaf(NodeKind::Raw(text), place)], attributes.attr.lang.as_ref())
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

    pub(super) fn push_list(
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

    pub(super) fn enter_item(&mut self, item: ListItem) {
        if let Some(Frame { kind: FrameKind::List { items, .. }, .. }) = self.frames.last_mut() {
            items.push(item);
        }
    }

    pub(super) fn enter_body(&mut self, body: Vec<Block>) {
        if let Some(Frame { kind: FrameKind::Definitions(list), .. }) = self.frames.last_mut()
            && let Some(definition) = list.last_mut()
        {
            definition.bodies.push(body);
        }
    }
}

impl Builder<'_, '_> {
    pub(super) fn fence(&mut self, at: usize, range: Range<usize>) {
        match read_fence(self.cx, at, self.diags) {
            Fence::Open(attributes) => self.open_container(*attributes, at..range.end),
            Fence::Close => self.close_container(at..range.end),
        }
    }

    pub(super) fn open_container(&mut self, fence: Attributes, range: Range<usize>) {
        if self.too_deep(&range) {
            self.over.push(Over::Container);
            return;
        }
        let mut attributes = take_pending(&mut self.frames);
        attributes.merge(fence);
        self.push_frame(FrameKind::Container, range, attributes);
    }

    pub(super) fn close_container(&mut self, range: Range<usize>) {
        if self.over.last() == Some(&Over::Container) {
            self.over.pop();
        } else if self.over.is_empty() && self.top_is_container() {
            self.close_frame(Some(range.end));
        } else {
            let span = self.cx.span(self.cx.trimmed(range));
            let diagnostic = Diagnostic::new(&rules::STRAY_FENCE, span, "this fence closes nothing");
            self.diags.push(
                diagnostic
                    .help("give the container a name where it opens, as `::: note`, or remove the line"),
            );
        }
    }

    pub(super) fn top_is_container(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { kind: FrameKind::Container, .. }))
    }

    /// Closes the containers that are still open in the block that ends.
    pub(super) fn close_containers(&mut self) {
        while self.over.last() == Some(&Over::Container) {
            self.over.pop();
        }
        while self.over.is_empty() && self.top_is_container() {
            if let Some(frame) = self.frames.last() {
                let span = self.cx.span(self.cx.trimmed(frame.range.clone()));
                let diagnostic = Diagnostic::new(&rules::STRAY_FENCE, span, "this container is not closed");
                self.diags
                    .push(diagnostic.help("close it with a line `:::` in the same list item or quotation"));
            }
            self.close_frame(None);
        }
    }
}

/// What a fence does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fence {
    /// Opens a container.
    Open(Box<Attributes>),
    /// Closes the innermost one.
    Close,
}

/// Reads the fence whose colons begin at `at`.
fn read_fence(cx: &Cx, at: usize, diags: &mut Diagnostics) -> Fence {
    let line = cx.after(at).lines().next().unwrap_or("");
    let inner = line.trim_start_matches(':').trim_start();
    let start = at + line.len() - inner.len();
    let inner = inner.trim_end().trim_end_matches(':').trim_end();
    if inner.is_empty() {
        return Fence::Close;
    }
    let brace = inner.find('{').unwrap_or(inner.len());
    let mut attributes = Attributes::default();
    let mut words = inner[..brace].split_whitespace();
    attributes.attr.classes.extend(words.next().map(|it| clean(it.trim_start_matches('.'))));
    let mut understood = words.next().is_none();
    if brace < inner.len() {
        let range = start + brace..start + inner.len();
        match attributes::read(cx, range.clone(), Holder::Container, diags) {
            Some((found, end)) if end == range.end => attributes.merge(found),
            Some(_) | None => understood = false,
        }
    }
    if !understood {
        let span = cx.span(start..start + inner.len());
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_ATTRIBUTE, span, "this fence is not all understood");
        diags
            .push(diagnostic.help(
                "write a name, or attributes in braces, or both: `::: note {title=\"Before you go\"}`",
            ));
    }
    Fence::Open(Box::new(attributes))
}
