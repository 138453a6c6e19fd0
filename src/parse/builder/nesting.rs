//! Blocks that hold blocks: opened, closed, and kept from nesting too deep; and the fences of containers:
//! `::: name {#id .class}` opens one, `:::` alone closes it.

use std::ops::Range;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Admonition, Attr, Block, BlockKind, Definition, List, ListItem, ListKind, Numbering};
use crate::parse::attributes::{self, Attributes, Holder};
use crate::parse::builder::frame::{Frame, FrameKind, take_pending};
use crate::parse::builder::remark;
use crate::parse::builder::{Builder, DEEPEST, Over};
use crate::parse::cx::{Cx, clean};
use crate::parse::neighbours::Patch;
use crate::parse::{blocks, rules};
use crate::source::Span;

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
        let range = blocks::around(self.cx, self.cx.trimmed(frame.range), &woven);
        let inner = blocks::finish(self.cx, woven);
        match frame.kind {
            FrameKind::Root => {}
            FrameKind::Quote(None) => self.push_with(BlockKind::Quote(inner), range, frame.attributes),
            FrameKind::Quote(Some(kind)) => {
                let kind = BlockKind::Admonition { kind, title: None, blocks: inner };
                self.push_with(kind, range, frame.attributes);
            }
            FrameKind::Remark { kind, title } => {
                let kind = BlockKind::Admonition { kind, title, blocks: inner };
                self.end_list();
                self.push_with(kind, range, frame.attributes);
            }
            FrameKind::Container => self.push_container(inner, range, frame.attributes),
            FrameKind::Note(label) => self.notes.define(&label, inner, self.cx.span(range), self.diags),
            FrameKind::List { start, numbering, loose, items } => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.blocks.extend(inner);
                }
                let list = List { kind: ListKind::Bullet, tight: !loose, items };
                self.push_list((start, numbering), list, range, frame.attributes);
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
                table.settle();
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
        let named = take_kind(&mut attributes.attr.classes);
        let title = attributes.title.take().map(|place| {
            let nodes = self.fragment_at(place);
            self.lower(&nodes, attributes.attr.lang.as_ref())
        });
        let (named, title) = match (named, take_synonym(&mut attributes.attr.classes)) {
            (None, Some(name)) => {
                let (kind, title) = remark::named(&name, self.cx.span(range.start..range.start), title);
                (Some(kind), title)
            }
            (named, _) => (named, title),
        };
        let kind = match named {
            Some(kind) => BlockKind::Admonition { kind, title, blocks: inner },
            None => BlockKind::Container(blocks::with_title(title, inner)),
        };
        self.push_with(kind, range, attributes);
    }

    pub(super) fn push_list(
        &mut self,
        (start, numbering): (Option<u64>, Option<Numbering>),
        mut list: List,
        range: Range<usize>,
        mut attributes: Attributes,
    ) {
        if let Some(start) = start {
            let numbering = numbering.unwrap_or_else(|| blocks::numbering(&mut attributes.attr));
            list.kind = ListKind::Ordered { start, numbering };
        }
        if let Some(first) = list.items.first() {
            // An admonition of MkDocs before its first item is no part of it.
            let range = self.cx.range(first.span, range.start).start.max(range.start)..range.end;
            self.push_with(BlockKind::List(list), range, attributes);
        }
    }

    /// What other dialects mark by a line, where the parser sees an item.
    pub(super) fn remark_at(&mut self, range: &Range<usize>) -> Option<FrameKind> {
        let start = range.start + self.cx.slice(range.clone()).find(|it: char| !it.is_whitespace())?;
        let Some(Patch::Remark(header)) = self.masked.patch(start) else { return None };
        let (name, title) = remark::read_header(self.cx, header.clone());
        let title = title.map(|place| {
            let nodes = self.fragment_at(place);
            self.lower(&nodes, None)
        });
        let title = title.filter(|it| !it.is_empty());
        let (kind, title) = remark::kind(self.cx, name, title);
        Some(FrameKind::Remark { kind, title })
    }

    /// Ends the list that the parser sees around an admonition, which goes on after it if at all.
    fn end_list(&mut self) {
        let Some(Frame { kind: FrameKind::List { start, numbering, loose, items }, blocks, .. }) =
            self.frames.last_mut()
        else {
            return;
        };
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return };
        let span = first.span.join(last.span);
        let kind = match start {
            Some(start) => ListKind::Ordered { start: *start, numbering: numbering.unwrap_or_default() },
            None => ListKind::Bullet,
        };
        let list = List { kind, tight: !*loose, items: std::mem::take(items) };
        blocks.push(Block { kind: BlockKind::List(list), attr: Attr::default(), span });
    }

    pub(super) fn enter_item(&mut self, item: ListItem) {
        // An item that was a mark for the contents is none.
        let holds = |it: Span| item.span.start <= it.start && it.end <= item.span.end;
        if item.blocks.is_empty() && self.contents.is_some_and(holds) {
            return;
        }
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
    let end = start + inner.len();
    let mut attributes = Attributes::default();
    let rest = read_name(cx, start..end, &mut attributes);
    let mut understood = true;
    if rest < end {
        match attributes::read(cx, rest..end, Holder::Container, diags) {
            Some((found, close)) if close == end => attributes.merge(found),
            Some(_) | None => understood = false,
        }
    }
    if !understood {
        let span = cx.span(start..end);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_ATTRIBUTE, span, "this fence is not all understood");
        diags
            .push(diagnostic.help(
                "write a name, or attributes in braces, or both: `::: note {title=\"Before you go\"}`",
            ));
    }
    Fence::Open(Box::new(attributes))
}

/// Reads the name of a container and its title, and gives where its attributes begin: `note Title`, `note[Title]`,
/// `{note} Title`.
fn read_name(cx: &Cx, range: Range<usize>, attributes: &mut Attributes) -> usize {
    let text = cx.slice(range.clone());
    let word =
        |it: &str| it.find(|it: char| !it.is_alphanumeric() && it != '-' && it != '_').unwrap_or(it.len());
    let braced = text.strip_prefix('{').filter(|it| word(it) > 0 && it[word(it)..].starts_with('}'));
    let (name, length) = match braced {
        Some(inner) => (&inner[..word(inner)], word(inner) + 2),
        None => {
            let end =
                text.find(|it: char| it.is_whitespace() || it == '[' || it == '{').unwrap_or(text.len());
            (text[..end].trim_start_matches('.'), end)
        }
    };
    attributes.attr.classes.extend((!name.is_empty()).then(|| clean(name)));
    let rest = &text[length..];
    let after = range.end - rest.trim_start().len();
    let titled = rest.strip_prefix('[').and_then(|it| it.split_once(']'));
    if let Some((title, rest)) = titled {
        let start = range.start + length + 1;
        attributes.title = (!title.is_empty()).then_some(start..start + title.len());
        return range.end - rest.trim_start().len();
    }
    let words = cx.slice(after..range.end);
    let brace = words.find('{').unwrap_or(words.len());
    let title = words[..brace].trim_end();
    if length > 0 && !title.is_empty() {
        attributes.title = Some(after..after + title.len());
    }
    after + brace
}

/// Takes the class that other dialects make a remark by.
fn take_synonym(classes: &mut Vec<String>) -> Option<String> {
    const NAMES: [&str; 11] = [
        "admonition",
        "attention",
        "bug",
        "danger",
        "error",
        "failure",
        "hint",
        "info",
        "question",
        "seealso",
        "success",
    ];
    let at = classes.iter().position(|it| NAMES.contains(&it.as_str()))?;
    Some(classes.remove(at))
}

/// Takes the class that makes a container a remark, by one of our names or another's; `callout-note` is Quarto's.
fn take_kind(classes: &mut Vec<String>) -> Option<Admonition> {
    let of = |class: &String| {
        let name = class.strip_prefix("callout-").unwrap_or(class);
        Admonition::ALL.into_iter().find(|it| it.class() == name)
    };
    let kind = classes.iter().find_map(of)?;
    classes.retain(|it| of(it).is_none());
    Some(kind)
}
