//! The galley while blocks are added to it, and what surrounds the block at hand.

use std::collections::{BTreeMap, VecDeque};

use crate::document::inline::generated;
use crate::document::walk::{Node, walk_inlines};
use crate::document::{Block, Document, Id, Inline, InlineKind, Lang, NoteId, Outline};
use crate::geometry::{Em, Length, Size};
use crate::layout::galley::part::{FloatParts, Galley, Label, Part, PartKind};
use crate::layout::page::vlist::{AnchorName, Cost, Gap, Matter, PanelId};
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::structure::{ElementId, Role, Structure};
use crate::layout::style::{Design, ParagraphStyle};
use crate::locale::Words;
use crate::source::Span;
use crate::theme::{Lines, TextDesign};

/// Makes the galley and the structure of a document.
pub(super) struct GalleyBuilder<'a> {
    pub(super) cx: &'a Typesetter<'a>,
    pub(super) design: &'a Design<'a>,
    pub(super) document: &'a Document,
    pub(super) words: &'static Words,
    pub(super) kind: PublicationKind,
    pub(super) structure: Structure,
    pub(super) galley: Galley,
    /// The parts of the text or of the note at work.
    pub(super) parts: Vec<Part>,
    /// The depth of each heading of the outline, by its place.
    pub(super) depths: BTreeMap<Span, u8>,
    /// The levels as written of the headings that the next one may be below.
    pub(super) levels: Vec<u8>,
    /// The gap above the next part.
    pub(super) gap: Gap,
    /// What leads to the next part.
    pub(super) names: Vec<(AnchorName, Option<ElementId>)>,
    /// The label of the next part.
    pub(super) label: Option<Label>,
    /// Whether the next paragraph follows one.
    pub(super) follows: bool,
    /// Whether the next paragraph goes on after what may be on another page, so that it must show that it begins.
    pub(super) resumes: bool,
    /// What may move to the next page, of the parts at work.
    pub(super) floats: Vec<FloatParts>,
    /// The notes whose marks have been met and which have not been made yet.
    pub(super) waiting: VecDeque<NoteId>,
    /// Whether the next heading begins a page.
    pub(super) opens: bool,
    /// Whether the block at work is before the text of a book.
    pub(super) matter: Matter,
    pub(super) within_note: bool,
    /// Whether notes wait for a container of theirs, and are not at the foot of the page.
    pub(super) notes_wait: bool,
    /// Whether the next part is centred in its lines of the grid.
    pub(super) balanced: bool,
}

/// What sort of publication it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PublicationKind {
    /// Whether it has a title page, and chapters that begin a page.
    pub(crate) book: bool,
    /// The contents; `None` for none.
    pub(crate) contents: Option<Contents>,
    /// Whether its first page is a cover.
    pub(crate) cover: bool,
}

/// How deep the contents go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Contents {
    /// The depth.
    pub(crate) depth: u8,
    /// Whether the publication asks for that depth: then it has it, however many entries there are.
    pub(crate) asked: bool,
}

/// What surrounds a block.
#[derive(Debug, Clone)]
pub(super) struct BlockContext {
    /// The element above.
    pub(super) element: ElementId,
    /// How far lines are indented where they begin.
    pub(super) start: Length,
    /// How far lines are indented where they end.
    pub(super) end: Length,
    /// The look of text.
    pub(super) look: TextDesign,
    /// The size of type in thousandths of the body's.
    pub(super) scale: i64,
    /// The space between paragraphs.
    pub(super) between: Lines,
    /// How far turned-over lines are indented: those of verse.
    pub(super) hang: Em,
    /// Whether paragraphs begin on the grid.
    pub(super) on_grid: bool,
    /// How many lists it is in.
    pub(super) lists: usize,
    /// The background.
    pub(super) panel: Option<PanelId>,
    pub(super) lang: Lang,
}

impl<'a> GalleyBuilder<'a> {
    /// The parts of what is made apart from the text, as if nothing were above it.
    pub(super) fn apart(&mut self, make: impl FnOnce(&mut Self)) -> Vec<Part> {
        let outer = (
            std::mem::take(&mut self.parts),
            std::mem::take(&mut self.gap),
            std::mem::take(&mut self.names),
            self.label.take(),
            std::mem::take(&mut self.follows),
            std::mem::take(&mut self.resumes),
            std::mem::take(&mut self.floats),
        );
        make(self);
        let made = std::mem::take(&mut self.parts);
        (self.parts, self.gap, self.names, self.label, self.follows, self.resumes, self.floats) = outer;
        made
    }

    /// Nothing made yet.
    pub(super) fn new(
        cx: &'a Typesetter<'a>,
        design: &'a Design<'a>,
        document: &'a Document,
        kind: PublicationKind,
        outline: &Outline,
    ) -> Self {
        let depths = outline.iter().map(|it| (it.span, it.depth)).collect();
        let has_end_notes = document.blocks.iter().any(|it| it.attr.has_class(generated::END_NOTES));
        GalleyBuilder {
            cx,
            design,
            document,
            words: crate::locale::words(&document.meta.lang),
            kind,
            structure: Structure::new(),
            galley: Galley {
                notes: document.notes.iter().map(|_| Vec::new()).collect(),
                has_end_notes,
                ..Galley::default()
            },
            parts: Vec::new(),
            depths,
            levels: Vec::new(),
            gap: Gap::default(),
            names: Vec::new(),
            label: None,
            follows: false,
            resumes: false,
            floats: Vec::new(),
            waiting: VecDeque::new(),
            opens: false,
            matter: Matter::Body,
            within_note: false,
            notes_wait: has_end_notes,
            balanced: false,
        }
    }

    /// The place of running text.
    pub(super) fn body(&self) -> BlockContext {
        let body = &self.design.theme.body;
        BlockContext {
            element: Structure::ROOT,
            start: Length::ZERO,
            end: Length::ZERO,
            look: body.look,
            scale: 1000,
            between: body.gap,
            hang: Em::ZERO,
            on_grid: true,
            lists: 0,
            panel: None,
            lang: self.design.lang.clone(),
        }
    }

    /// An element for a block, below that of its place; links to the block's id lead to what follows.
    pub(super) fn element(&mut self, block: &Block, role: Role, context: &BlockContext) -> ElementId {
        let element = self.structure.element(context.element, role, block.span);
        let made = self.structure.get_mut(element);
        made.lang.clone_from(&block.attr.lang);
        made.id.clone_from(&block.attr.id);
        self.name(block.attr.id.as_ref(), element);
        element
    }

    pub(super) fn name(&mut self, id: Option<&Id>, element: ElementId) {
        self.names.extend(id.map(|it| (AnchorName::Id(it.clone()), Some(element))));
    }

    /// Adds a part with everything collected for the next one.
    pub(super) fn push(&mut self, kind: PartKind, context: &BlockContext) -> &mut Part {
        let width = self.width(context);
        self.resumes = false;
        let part = Part {
            above: std::mem::take(&mut self.gap),
            kind,
            x: self.x(context.start, width),
            width,
            panel: context.panel,
            anchors: std::mem::take(&mut self.names),
            label: self.label.take(),
            heading: None,
            below: None,
            balanced: std::mem::take(&mut self.balanced),
            inner_cost: 0,
        };
        self.parts.push(part);
        let last = self.parts.len() - 1;
        &mut self.parts[last]
    }

    /// Centres the next part in the lines of the grid that it takes, where the text around it is on the grid.
    pub(super) fn balance(&mut self, context: &BlockContext) {
        self.balanced = context.on_grid;
    }

    /// Asks for a space of a number of lines above the next part.
    pub(super) fn space(&mut self, lines: Lines) {
        self.gap = self.gap.and(Gap::of(self.design.lines(lines)));
    }

    /// The space below what is set off; the next paragraph begins as one that follows none.
    pub(super) fn after(&mut self, lines: Lines) {
        self.space(lines);
        self.follows = false;
    }

    /// Lets the parts from `first` on, a figure or a table with its caption, move to the next page, unless the author wants
    /// them here, or they are within something.
    pub(super) fn float(&mut self, first: usize, is_here: bool, context: &BlockContext) {
        let is_nested = context.start > Length::ZERO || context.end > Length::ZERO || context.lists > 0;
        if is_here || is_nested || self.within_note || context.panel.is_some() || !context.on_grid {
            return;
        }
        let space = self.design.lines(context.between);
        let without = Gap { space, snap: Some(Length::ZERO), ..Gap::default() };
        self.floats.push(FloatParts { parts: first..self.parts.len(), until: first, without });
        self.resumes = true;
    }

    /// The floats, each with the part that it does not pass: a heading, the next float, whatever is no text.
    pub(super) fn floated(&mut self) -> Vec<FloatParts> {
        let mut floats = std::mem::take(&mut self.floats);
        let is_passed = |it: &Part| {
            let is_text = matches!(it.kind, PartKind::Text(_) | PartKind::Code(_));
            is_text && it.heading.is_none() && it.above.start.is_none()
        };
        let mut next = self.parts.len();
        for float in floats.iter_mut().rev() {
            let after = self.parts.get(float.parts.end..next).unwrap_or_default();
            float.until = float.parts.end + after.iter().take_while(|it| is_passed(it)).count();
            next = float.parts.start;
        }
        floats
    }

    /// A break above the next part costs at least that.
    pub(super) fn raise_cost(&mut self, cost: Cost) {
        self.gap.cost = self.gap.cost.max(cost);
    }

    /// The measure at a place; never less than eight ems, however deep it is nested.
    pub(super) fn width(&self, context: &BlockContext) -> Length {
        let rest = self.design.page.measure - context.start - context.end;
        rest.max((self.design.page.size * 8).min(self.design.page.measure))
    }

    /// The left edge of what is `width` wide and indented by `start` where lines begin.
    pub(super) fn x(&self, start: Length, width: Length) -> Length {
        let start = start.min(self.design.page.measure - width);
        match self.design.direction() {
            crate::document::Direction::LeftToRight => start,
            crate::document::Direction::RightToLeft => self.design.page.measure - start - width,
        }
    }

    pub(super) fn em(&self, em: Em, context: &BlockContext) -> Length {
        self.design.em(em).scale(context.scale, 1000)
    }

    /// The style of a look at a place.
    pub(super) fn style(&self, look: &TextDesign, context: &BlockContext) -> ParagraphStyle {
        let mut style = self.design.paragraph(look, &context.lang);
        if context.scale != 1000 {
            style.text.size = style.text.size.scale(context.scale, 1000);
            style.leading = style.leading.scale(context.scale, 1000);
        }
        style
    }
}

/// The first marks of notes in inlines.
pub(super) fn first_marks(content: &[Inline]) -> Vec<NoteId> {
    let mut notes = Vec::new();
    walk_inlines(content, &mut |node| {
        if let Node::Inline(Inline { kind: InlineKind::NoteRef(it), .. }) = node
            && it.occurrence == 0
        {
            notes.push(it.note);
        }
    });
    notes
}

/// A rule as a part.
pub(super) fn rule(width: Length, thickness: Length, color: crate::theme::Color) -> PartKind {
    PartKind::Rule { size: Size::new(width, thickness), color }
}
