//! Blocks to parts: where each block stands in the column, and what it is in the structure.

use std::collections::{BTreeMap, VecDeque};

use crate::document::walk::{Node, walk_inlines};
use crate::document::{Block, BlockKind, Document, Id, Inline, InlineKind, Lang, NoteId, Outline, text};
use crate::geometry::{Em, Length, Size};
use crate::layout::collect::collect;
use crate::layout::design::Design;
use crate::layout::galley::{Galley, Label, Part, PartKind};
use crate::layout::structure::{ElementId, Role, Structure};
use crate::layout::style::ParagraphStyle;
use crate::layout::typesetter::Typesetter;
use crate::layout::vlist::{AnchorName, Cost, Gap, PanelId, cost};
use crate::locale::Words;
use crate::source::Span;
use crate::theme::{Lines, Look};

mod aside;
mod heading;
mod list;
mod note;
mod object;
mod opening;

/// Makes the galley and the structure of a document.
pub(super) struct Blocks<'a> {
    pub(super) cx: &'a Typesetter<'a>,
    pub(super) design: &'a Design<'a>,
    pub(super) document: &'a Document,
    pub(super) words: &'static Words,
    pub(super) kind: Kind,
    pub(super) structure: Structure,
    pub(super) galley: Galley,
    /// The parts of the text or of the note at work.
    parts: Vec<Part>,
    /// The depth of each heading of the outline, by its place.
    depths: BTreeMap<Span, u8>,
    /// The numbers of sections, by the places of their headings.
    numbers: BTreeMap<Span, String>,
    /// The level of the last heading.
    level: u8,
    /// What stands above the next part.
    gap: Gap,
    /// What leads to the next part.
    names: Vec<(AnchorName, Option<ElementId>)>,
    /// What stands beside the next part.
    label: Option<Label>,
    /// Whether the next paragraph follows one.
    follows: bool,
    /// The notes whose marks have been met and which have not been made yet.
    waiting: VecDeque<NoteId>,
    within_note: bool,
    /// Whether the next part is centred in its lines of the grid.
    balanced: bool,
}

/// What sort of publication it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// Whether it has a title page, and chapters that begin a page.
    pub(super) book: bool,
    /// The contents; `None` for none.
    pub(super) contents: Option<Contents>,
    /// Whether sections are numbered.
    pub(super) numbers: SectionNumbers,
}

/// How deep the contents go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contents {
    /// The depth.
    pub(super) depth: u8,
    /// Whether the publication asks for that depth: then it has it, however many entries there are.
    pub(super) asked: bool,
}

/// Whether sections are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum SectionNumbers {
    /// They are not.
    #[default]
    Without,
    /// They are, to the third depth.
    Numbered,
}

/// Where blocks stand.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The element above.
    element: ElementId,
    /// How far lines are indented where they begin.
    start: Length,
    /// How far lines are indented where they end.
    end: Length,
    /// The look of text.
    look: Look,
    /// The size of type in thousandths of the body's.
    scale: i64,
    /// The space between paragraphs.
    between: Lines,
    /// Whether paragraphs begin on the grid.
    on_grid: bool,
    /// How many lists it is in.
    lists: usize,
    /// The ground.
    panel: Option<PanelId>,
    lang: Lang,
}

impl<'a> Blocks<'a> {
    /// Nothing made yet.
    pub(super) fn new(
        cx: &'a Typesetter<'a>,
        design: &'a Design<'a>,
        document: &'a Document,
        kind: Kind,
    ) -> Self {
        let outline = Outline::of(&document.blocks);
        let depths = outline.iter().map(|it| (it.span, it.depth)).collect();
        Blocks {
            cx,
            design,
            document,
            words: crate::locale::words(&document.meta.lang),
            kind,
            structure: Structure::new(),
            galley: Galley {
                notes: document.notes.iter().map(|_| Vec::new()).collect(),
                ..Galley::default()
            },
            parts: Vec::new(),
            depths,
            numbers: match kind.numbers {
                SectionNumbers::Without => BTreeMap::new(),
                SectionNumbers::Numbered => heading::numbers(&document.blocks, &outline),
            },
            level: 0,
            gap: Gap::default(),
            names: Vec::new(),
            label: None,
            follows: false,
            waiting: VecDeque::new(),
            within_note: false,
            balanced: false,
        }
    }

    /// The whole publication.
    pub(super) fn publication(mut self) -> (Galley, Structure) {
        let place = self.body();
        self.opening(&place);
        self.blocks(&self.document.blocks, &place);
        self.closing(&place);
        self.galley.parts = std::mem::take(&mut self.parts);
        (self.galley, self.structure)
    }

    /// The place of running text.
    fn body(&self) -> Place {
        let body = &self.design.theme.body;
        Place {
            element: Structure::ROOT,
            start: Length::ZERO,
            end: Length::ZERO,
            look: body.look,
            scale: 1000,
            between: body.gap,
            on_grid: true,
            lists: 0,
            panel: None,
            lang: self.design.lang.clone(),
        }
    }

    fn blocks(&mut self, blocks: &[Block], place: &Place) {
        for block in blocks {
            self.block(block, place);
        }
    }

    fn block(&mut self, block: &Block, place: &Place) {
        let foreign = block.attr.lang.as_ref().filter(|it| **it != place.lang);
        let foreign = foreign.map(|it| Place { lang: it.clone(), ..place.clone() });
        let place = foreign.as_ref().unwrap_or(place);
        let theme = self.design.theme;
        match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(block, content, place),
            BlockKind::Heading { content, .. } => self.heading(block, content, place),
            BlockKind::List(list) => self.list(block, list, place),
            BlockKind::DefinitionList(definitions) => self.definitions(block, definitions, place),
            BlockKind::Quote(inner) => self.set_off(block, (&theme.quote, Role::BlockQuote), inner, place),
            BlockKind::CodeBlock { language, text } => self.code(block, (language.as_deref(), text), place),
            BlockKind::Table(table) => self.table(block, table, place),
            BlockKind::Figure(figure) => self.figure(block, figure, place),
            BlockKind::Admonition { kind, title, blocks } => {
                let word = self.words.remark(*kind);
                self.remark(block, (word, title.as_deref()), blocks, place);
            }
            BlockKind::Container(inner) => self.container(block, inner, place),
            BlockKind::ThematicBreak => self.ornament(block.span, place),
        }
    }

    /// An element for a block, below that of its place; links to the block's id lead to what follows.
    fn element(&mut self, block: &Block, role: Role, place: &Place) -> ElementId {
        let element = self.structure.element(place.element, role, block.span);
        let made = self.structure.get_mut(element);
        made.lang.clone_from(&block.attr.lang);
        made.id.clone_from(&block.attr.id);
        self.name(block.attr.id.as_ref(), element);
        element
    }

    fn name(&mut self, id: Option<&Id>, element: ElementId) {
        self.names.extend(id.map(|it| (AnchorName::Id(it.clone()), Some(element))));
    }

    fn paragraph(&mut self, block: &Block, content: &[Inline], place: &Place) {
        let element = self.element(block, Role::Paragraph, place);
        let mut style = self.style(&place.look, place);
        let body = &self.design.theme.body;
        if self.follows {
            // One of them: where paragraphs are set apart they are not indented.
            if place.between == Lines::ZERO {
                style.indent = body.indent.at(style.text.size);
            }
            self.space(place.between);
        }
        // Where paragraphs are set apart by a part of a line, only the first of a run is brought to the grid.
        if place.on_grid && (!self.follows || body.gap == Lines::ZERO) {
            self.gap.snap = Some(Length::ZERO);
        }
        let paragraph = collect(self.cx, content, &style, element, &mut self.structure);
        self.push(PartKind::Text(paragraph), place);
        self.follows = true;
        if text::plain(content).trim_end().ends_with(':') {
            self.gap.cost = self.gap.cost.max(cost::LEAD_IN);
        }
        self.notes_of(content, place);
    }

    /// Adds a part with what has been said of the next one.
    fn push(&mut self, kind: PartKind, place: &Place) -> &mut Part {
        let width = self.width(place);
        let part = Part {
            above: std::mem::take(&mut self.gap),
            kind,
            x: self.x(place.start, width),
            width,
            panel: place.panel,
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
    fn balance(&mut self, place: &Place) {
        self.balanced = place.on_grid;
    }

    /// Asks for a space of so many lines above the next part.
    fn space(&mut self, lines: Lines) {
        self.gap = self.gap.and(Gap::of(self.design.lines(lines)));
    }

    /// The space below what is set off; the next paragraph begins as one that follows none.
    fn after(&mut self, lines: Lines) {
        self.space(lines);
        self.follows = false;
    }

    /// A break above the next part costs at least that.
    fn hold(&mut self, cost: Cost) {
        self.gap.cost = self.gap.cost.max(cost);
    }

    /// The measure at a place; never less than eight ems, however deep it is nested.
    fn width(&self, place: &Place) -> Length {
        let rest = self.design.page.measure - place.start - place.end;
        rest.max((self.design.page.size * 8).min(self.design.page.measure))
    }

    /// The left edge of what is `width` wide and indented by `start` where lines begin.
    fn x(&self, start: Length, width: Length) -> Length {
        let start = start.min(self.design.page.measure - width);
        match self.design.direction() {
            crate::document::Direction::LeftToRight => start,
            crate::document::Direction::RightToLeft => self.design.page.measure - start - width,
        }
    }

    fn em(&self, em: Em, place: &Place) -> Length {
        self.design.em(em).scale(place.scale, 1000)
    }

    /// The style of a look at a place.
    fn style(&self, look: &Look, place: &Place) -> ParagraphStyle {
        let mut style = self.design.paragraph(look, &place.lang);
        if place.scale != 1000 {
            style.text.size = style.text.size.scale(place.scale, 1000);
            style.leading = style.leading.scale(place.scale, 1000);
        }
        style
    }
}

/// The first marks of notes in inlines.
fn first_marks(content: &[Inline]) -> Vec<NoteId> {
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
fn rule(width: Length, thickness: Length, color: crate::theme::Color) -> PartKind {
    PartKind::Rule { size: Size::new(width, thickness), color }
}
