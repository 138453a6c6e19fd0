//! What is set off from the text: quotations, verse, remarks, and the sign of a thematic break.

use crate::document::{Block, Inline};
use crate::geometry::{Em, Length};
use crate::layout::blocks::builder::{Blocks, Place};
use crate::layout::frame::{Artifact, Mark};
use crate::layout::galley::part::PartKind;
use crate::layout::page::vlist::{Gap, Panel, PanelId, cost};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::collect::collect;
use crate::layout::structure::{ElementId, Role};
use crate::source::Span;
use crate::theme::{Align, Lines, Look, SetOff};

impl Blocks<'_> {
    /// Blocks set off from the text by indents, a bar or a ground.
    pub(super) fn set_off(
        &mut self,
        block: &Block,
        (design, role): (&SetOff, Role),
        inner: &[Block],
        place: &Place,
    ) {
        let element = self.element(block, role, place);
        let inside = self.aside(design, element, place);
        self.around(design, place);
        self.follows = false;
        self.blocks(inner, &inside);
        self.around(design, place);
        self.follows = false;
    }

    /// The space above or below what is set off, with what its ground reaches beyond it.
    pub(super) fn around(&mut self, design: &SetOff, place: &Place) {
        let space = self.design.lines(design.around) + self.pad(design, place);
        self.gap = self.gap.and(Gap::of(space));
    }

    /// How far a ground reaches above and below what stands on it.
    pub(super) fn pad(&self, design: &SetOff, place: &Place) -> Length {
        self.em(design.pad, place).scale(2, 3)
    }

    /// The place of what is set off.
    pub(super) fn aside(&mut self, design: &SetOff, element: ElementId, place: &Place) -> Place {
        let pad = self.em(design.pad, place);
        let panel = self.panels(design, place);
        let look = design.look;
        let bar = if pad > Length::ZERO { design.bar } else { Length::ZERO };
        let start = place.start + self.em(design.start, place) + pad + bar;
        let end = place.end + self.em(design.end, place) + pad;
        let between = if design.gap > Lines::ZERO { design.gap } else { place.between };
        Place { element, start, end, look, panel, between, on_grid: false, ..place.clone() }
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
    pub(super) fn container(&mut self, block: &Block, inner: &[Block], place: &Place) {
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
    pub(super) fn remark(
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
    pub(super) fn ornament(&mut self, span: Span, place: &Place) {
        let design = &self.design.theme.ornament;
        let style = self.style(&design.look, place);
        self.space(design.around);
        let mark = Mark::Artifact(Artifact::Layout);
        let paragraph = Builder::of_text(&design.text, &style, mark, span);
        self.gap.cost = self.gap.cost.max(cost::WIDOW);
        self.push(PartKind::Text(paragraph), place);
        self.after(design.around);
    }
}
