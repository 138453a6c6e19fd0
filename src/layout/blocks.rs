//! Blocks to parts: where each block stands in the column, and what it is in the structure.

use std::collections::{BTreeMap, VecDeque};

use crate::document::walk::{Node, walk_inlines};
use crate::document::{Block, BlockKind, Document, Id, Inline, InlineKind, Lang, NoteId, Outline, text};
use crate::geometry::{Em, Length, Size};
use crate::layout::builder::Builder;
use crate::layout::collect::collect;
use crate::layout::design::Design;
use crate::layout::frame::{Artifact, Mark};
use crate::layout::galley::{Galley, Label, Part, PartKind};
use crate::layout::structure::{ElementId, Role, Structure};
use crate::layout::style::ParagraphStyle;
use crate::layout::typesetter::Typesetter;
use crate::layout::vlist::{AnchorName, Cost, Dress, Gap, HeadMark, Matter, PageStart, Panel, PanelId, cost};
use crate::locale::Words;
use crate::source::Span;
use crate::theme::{Align, Lines, Look, SetOff};

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
    /// How deep the contents go; `None` for no contents.
    pub(super) contents: Option<u8>,
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
            style.indent = body.indent.at(style.text.size);
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

    fn heading(&mut self, block: &Block, content: &[Inline], place: &Place) {
        let outlined = self.depths.get(&block.span).copied();
        let title = u8::from(!self.document.meta.title.is_empty());
        let level = outlined.map_or(self.level + 1, |it| it + title).min(self.level + 1).clamp(1, 6);
        self.level = level;
        let depth = outlined.unwrap_or(level.saturating_sub(title)).max(1);
        let design = self.design.theme.head(depth);
        if self.kind.book && outlined == Some(1) && self.opens_chapter(block) {
            self.gap.start = Some(self.chapter_start(design.sink));
        }
        self.space(design.above);
        self.gap.snap = None;
        let element = self.element(block, Role::Heading(level), place);
        let style = self.style(&design.look, place);
        let paragraph = collect(self.cx, content, &style, element, &mut self.structure);
        let below = self.design.lines(design.below);
        let title = text::plain(content).into();
        let mark = HeadMark { depth: outlined.unwrap_or(0), title, element };
        let part = self.push(PartKind::Text(paragraph), place);
        part.heading = Some(mark);
        part.below = Some(below);
        part.inner_cost = cost::STRANDED;
        self.gap = Gap { space: below, cost: cost::STRANDED, ..Gap::default() };
        self.follows = false;
        self.notes_of(content, place);
    }

    /// Whether a heading is the first block of a chapter's file.
    fn opens_chapter(&self, block: &Block) -> bool {
        let first = |it: usize| self.document.blocks.get(it).is_some_and(|first| first.span == block.span);
        self.document.chapters.is_empty() || self.document.chapters.iter().any(|it| first(it.first_block))
    }

    fn chapter_start(&self, sink: Lines) -> PageStart {
        let recto = self.design.page.two_sided;
        PageStart { recto, sink: self.design.lines(sink), dress: Dress::Folio, matter: Matter::Body }
    }

    /// Blocks set off from the text by indents, a bar or a ground.
    fn set_off(&mut self, block: &Block, (design, role): (&SetOff, Role), inner: &[Block], place: &Place) {
        let element = self.element(block, role, place);
        let inside = self.aside(design, element, place);
        self.around(design, place);
        self.follows = false;
        self.blocks(inner, &inside);
        self.around(design, place);
        self.follows = false;
    }

    /// The space above or below what is set off, with what its ground reaches beyond it.
    fn around(&mut self, design: &SetOff, place: &Place) {
        let space = self.design.lines(design.around) + self.pad(design, place);
        self.gap = self.gap.and(Gap::of(space));
    }

    /// How far a ground reaches above and below what stands on it.
    fn pad(&self, design: &SetOff, place: &Place) -> Length {
        self.em(design.pad, place).scale(2, 3)
    }

    /// The place of what is set off.
    fn aside(&mut self, design: &SetOff, element: ElementId, place: &Place) -> Place {
        let pad = self.em(design.pad, place);
        let panel = self.panels(design, place);
        let look = design.look;
        let bar = if pad > Length::ZERO { design.bar } else { Length::ZERO };
        let start = place.start + self.em(design.start, place) + pad + bar;
        let end = place.end + self.em(design.end, place) + pad;
        Place { element, start, end, look, panel, on_grid: false, ..place.clone() }
    }

    /// The ground and the bar of what is set off.
    fn panels(&mut self, design: &SetOff, place: &Place) -> Option<PanelId> {
        let palette = self.design.theme.light;
        let pad = self.pad(design, place);
        let mut panel = place.panel;
        let width = self.width(place);
        if pad > Length::ZERO {
            let x = self.x(place.start, width);
            panel = Some(self.panel(Panel { parent: panel, x, width, pad, color: palette.panel }));
        }
        if design.bar > Length::ZERO {
            let x = self.x(place.start, design.bar);
            let color = if design.pad > Em::ZERO { palette.accent } else { palette.rule };
            panel = Some(self.panel(Panel { parent: panel, x, width: design.bar, pad, color }));
        }
        panel
    }

    fn panel(&mut self, panel: Panel) -> PanelId {
        self.galley.panels.push(panel);
        PanelId(u32::try_from(self.galley.panels.len() - 1).unwrap_or(u32::MAX))
    }

    /// A container, as its class says.
    fn container(&mut self, block: &Block, inner: &[Block], place: &Place) {
        let theme = self.design.theme;
        let is = |class| block.attr.has_class(class);
        if is("epigraph") {
            self.set_off(block, (&theme.epigraph, Role::BlockQuote), inner, place);
        } else if is("verse") {
            self.set_off(block, (&theme.verse, Role::Div), inner, place);
        } else if is("pull-quote") || is("pullquote") {
            self.set_off(block, (&theme.pull_quote, Role::BlockQuote), inner, place);
        } else {
            let element = self.element(block, Role::Div, place);
            let align = [("centered", Align::Center), ("center", Align::Center), ("right", Align::End)];
            let align = align.into_iter().find(|(class, _)| is(class)).map(|it| it.1);
            let look = Look { align: align.unwrap_or(place.look.align), ..place.look };
            self.blocks(inner, &Place { element, look, ..place.clone() });
        }
    }

    /// A remark: its word or title, and what it says.
    fn remark(
        &mut self,
        block: &Block,
        (word, title): (&str, Option<&[Inline]>),
        inner: &[Block],
        place: &Place,
    ) {
        let theme = self.design.theme;
        let element = self.element(block, Role::Div, place);
        let outer = place;
        let place = self.aside(&theme.remark, element, outer);
        self.around(&theme.remark, outer);
        let head = self.structure.element(element, Role::Paragraph, block.span);
        let style = self.style(&theme.remark_title, &place);
        let paragraph = match title {
            Some(title) => collect(self.cx, title, &style, head, &mut self.structure),
            None => {
                let mark = Mark::Content(self.structure.content(head));
                Builder::of_text(word, &style, mark, block.span.start_point())
            }
        };
        self.push(PartKind::Text(paragraph), &place).inner_cost = cost::STRANDED;
        self.gap.cost = cost::STRANDED;
        self.follows = false;
        self.notes_of(title.unwrap_or_default(), &place);
        self.blocks(inner, &place);
        self.around(&theme.remark, outer);
        self.follows = false;
    }

    /// The sign of a thematic break.
    fn ornament(&mut self, span: Span, place: &Place) {
        let design = &self.design.theme.ornament;
        let style = self.style(&design.look, place);
        self.space(design.around);
        let mark = Mark::Artifact(Artifact::Layout);
        let paragraph = Builder::of_text(&design.text, &style, mark, span);
        self.gap.cost = self.gap.cost.max(cost::WIDOW);
        self.push(PartKind::Text(paragraph), place);
        self.after(design.around);
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
