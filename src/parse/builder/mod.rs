//! From the events of one source to its blocks.
//!
//! Frames are the blocks that are open, a leaf is the paragraph, heading, term
//! or cell whose inlines come in. Nothing recurses: what nests deeper than
//! [`DEEPEST`] goes into the deepest block instead, so that code that walks the
//! tree may recurse.

mod frame;
mod leaf;
pub(super) mod definitions;
mod fragment;
mod remark;
mod verbatim;
mod nesting;
mod table;
mod html;
mod html_markdown;
mod html_table;

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, LinkType, Tag, TagEnd};

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::{Admonition, Block, BlockKind, Lang};
use crate::parse::attributes::Attributes;
use crate::parse::builder::definitions::Definitions;
use crate::parse::builder::frame::{Frame, FrameKind, Leaf, LeafKind, Verbatim, collector, take_pending};
use crate::parse::cx::Cx;
use crate::parse::inline::Opening;
use crate::parse::inline::node::NodeKind;
use crate::parse::mask::Masked;
use crate::parse::notes::Register;
use crate::parse::{blocks, foreign, rules};
use crate::source::Span;

/// Blocks nest no deeper than this.
const DEEPEST: usize = 64;

/// A block that is too deep to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Block,
    Container,
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
    definitions: Definitions,
    /// Where the last mark for the contents is.
    pub(super) contents: Option<Span>,
    /// How many cells of tables the text is in.
    nesting: usize,
}

impl<'a, 'b> Builder<'a, 'b> {
    /// A builder for a source in a language.
    pub(super) fn new(
        cx: &'a Cx<'b>,
        masked: &'a Masked,
        (lang, definitions): (&Lang, Definitions),
        notes: &'a mut Register,
        diags: &'a mut Diagnostics,
    ) -> Builder<'a, 'b> {
        let root = Frame::new(FrameKind::Root, 0..cx.text.len(), Attributes::default(), lang);
        Builder {
            cx,
            masked,
            notes,
            diags,
            frames: vec![root],
            over: Vec::new(),
            leaf: None,
            verbatim: None,
            definitions,
            contents: None,
            nesting: 0,
        }
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                let code = self.masked.code(self.cx.text, &text, &range).to_owned();
                self.inline_leaf(NodeKind::Code(code), range);
            }
            Event::Html(html) => self.html(&html, range),
            Event::InlineHtml(html) => {
                let (cx, diags) = (self.cx, &mut *self.diags);
                collector(&mut self.leaf, &mut self.frames, &range).html(cx, &html, range.clone(), diags);
            }
            Event::FootnoteReference(label) => {
                self.inline_leaf(NodeKind::NoteRef(label.into_string()), range)
            }
            Event::SoftBreak => self.inline_leaf(NodeKind::SoftBreak, range),
            Event::HardBreak => self.inline_leaf(NodeKind::LineBreak, range),
            Event::Rule => {
                self.close_tight();
                foreign::report_break(self.cx, range.clone(), self.diags);
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
        let woven = self.weave(root.blocks, root.html, &root.lang);
        blocks::finish(self.cx, woven)
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Subscript
            | Tag::Superscript
            | Tag::Link { .. }
            | Tag::Image { .. } => {
                if let Some(opening) = inline_opening(self.cx, tag) {
                    self.open_inline(opening, range);
                }
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
            Tag::List(start) => {
                let (numbering, start) = match self.masked.list(self.cx.text, &range) {
                    Some((numbering, first)) => (Some(numbering), start.map(|_| first)),
                    None => (None, start),
                };
                self.open(FrameKind::List { start, numbering, loose: false, items: Vec::new() }, range);
            }
            Tag::Item => match self.remark_at(&range) {
                Some(kind) => self.open(kind, range),
                None => self.open(FrameKind::Item { task: None }, range),
            },
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

    fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        let attributes = take_pending(&mut self.frames);
        self.push_with(kind, self.cx.trimmed(range), attributes);
    }

    fn push_with(&mut self, kind: BlockKind, range: Range<usize>, mut attributes: Attributes) {
        if let Some(after) = self.masked.attributes_after(self.cx.text, range.end) {
            attributes.merge(blocks::line_attributes(self.cx, after, self.diags));
        }
        let block = Block { kind, attr: attributes.attr, span: self.cx.span(range) };
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    fn stray_pending(&mut self, pending: Option<&(Attributes, Range<usize>)>) {
        if let Some((_, place)) = pending {
            let span = self.cx.span(place.clone());
            let diagnostic =
                Diagnostic::new(&rules::STRAY_ATTRIBUTES, span, "no block follows these attributes");
            self.diags.push(diagnostic.help("put them on the line before the block that they are about"));
        }
    }
}

/// What a tag opens within a line; `None` for a block.
fn inline_opening(cx: &Cx, tag: Tag) -> Option<Opening> {
    match tag {
        Tag::Emphasis => Some(Opening::Emph),
        Tag::Strong => Some(Opening::Strong),
        Tag::Strikethrough | Tag::Subscript | Tag::Superscript => Some(Opening::Tildes),
        Tag::Link { link_type, dest_url, title, .. } => {
            let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
            let url = cx.variables.expand(format!("{scheme}{dest_url}"));
            Some(Opening::Link { url, title: title.into_string() })
        }
        Tag::Image { dest_url, title, .. } => {
            let url = cx.variables.expand(dest_url.into_string());
            Some(Opening::Image { url, title: title.into_string() })
        }
        Tag::Paragraph
        | Tag::Heading { .. }
        | Tag::BlockQuote(_)
        | Tag::CodeBlock(_)
        | Tag::HtmlBlock
        | Tag::List(_)
        | Tag::Item
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Table(_)
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::MetadataBlock(_) => None,
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
