//! What is set off from the text: quotations, verse, remarks, and the sign of a thematic break.

use crate::document::attr::{ENTRY, INDEX};
use crate::document::caption::is_listing;
use crate::document::inline::generated;
use crate::document::text;
use crate::document::{Block, BlockKind};
use crate::geometry::{Em, Length};
use crate::layout::blocks::builder::{BlockContext, GalleyBuilder};
use crate::layout::frame::{Artifact, Mark};
use crate::layout::galley::part::PartKind;
use crate::layout::page::vlist::{Gap, Panel, PanelId, cost};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::collect::collect;
use crate::layout::structure::{ElementId, Role, Structure};
use crate::source::Span;
use crate::theme::{Align, Fill, Lines, SetOffDesign, TextDesign};

/// How far a line of verse hangs that is turned over.
const TURNED: Em = Em::milli(1500);

impl GalleyBuilder<'_> {
    /// Blocks set off from the text by indents, a bar or a background.
    pub(super) fn set_off(
        &mut self,
        element: ElementId,
        design: &SetOffDesign,
        inner: &[Block],
        context: &BlockContext,
    ) {
        let inside = self.aside(design, element, context);
        self.around(design, context);
        self.follows = false;
        match inner.split_last() {
            Some((credit, said)) if !said.is_empty() && is_credit(credit) => {
                self.blocks(said, &inside);
                self.raise_cost(cost::WIDOW);
                self.block(credit, &inside);
            }
            Some(_) | None => self.blocks(inner, &inside),
        }
        self.around(design, context);
        self.follows = false;
    }

    /// The space above or below what is set off, with what its background reaches beyond it.
    pub(super) fn around(&mut self, design: &SetOffDesign, context: &BlockContext) {
        let space = self.design.lines(design.around) + self.pad(design, context);
        self.gap = self.gap.and(Gap::of(space));
    }

    /// How far a background reaches above and below its content.
    pub(super) fn pad(&self, design: &SetOffDesign, context: &BlockContext) -> Length {
        self.em(design.pad, context).scale(2, 3)
    }

    /// The place of what is set off.
    pub(super) fn aside(
        &mut self,
        design: &SetOffDesign,
        element: ElementId,
        context: &BlockContext,
    ) -> BlockContext {
        let pad = self.em(design.pad, context);
        let panel = self.panels(design, context);
        let look = design.look;
        let bar = if pad > Length::ZERO { design.bar } else { Length::ZERO };
        let start = context.start + self.em(design.start, context) + pad + bar;
        let end = context.end + self.em(design.end, context) + pad;
        let between = if design.gap > Lines::ZERO { design.gap } else { context.between };
        BlockContext { element, start, end, look, panel, between, on_grid: false, ..context.clone() }
    }

    /// The background and the bar of what is set off.
    fn panels(&mut self, design: &SetOffDesign, context: &BlockContext) -> Option<PanelId> {
        let palette = self.design.theme.light;
        let pad = self.pad(design, context);
        let mut panel = context.panel;
        let width = self.width(context);
        if pad > Length::ZERO {
            let x = self.x(context.start, width);
            let color = match design.fill {
                Fill::Panel => palette.panel,
                Fill::Accent => palette.accent,
            };
            panel = Some(self.panel(Panel { parent: panel, x, width, pad, color }));
        }
        if design.bar > Length::ZERO {
            let x = self.x(context.start, design.bar);
            let color = if design.pad > Em::ZERO { palette.accent } else { palette.rule };
            panel = Some(self.panel(Panel { parent: panel, x, width: design.bar, pad, color }));
        }
        panel
    }

    fn panel(&mut self, panel: Panel) -> PanelId {
        self.galley.panels.push(panel);
        PanelId(u32::try_from(self.galley.panels.len() - 1).unwrap_or(u32::MAX))
    }

    /// A container, by its class.
    pub(super) fn container(&mut self, block: &Block, inner: &[Block], context: &BlockContext) {
        if block.attr.has_class(generated::END_NOTES) {
            let element = self.element(block, Role::Div, context);
            return self.end_notes(&BlockContext { element, ..context.clone() });
        }
        if inner.is_empty() && block.attr.id.is_none() {
            return;
        }
        if is_listing(block) {
            return self.listing(block, inner, context);
        }
        let theme = self.design.theme;
        let is = |class| block.attr.has_class(class);
        if is("epigraph") {
            let element = self.element(block, Role::BlockQuote, context);
            self.set_off(element, &theme.epigraph, inner, context);
        } else if is("verse") {
            self.verse(block, inner, context);
        } else if is("pull-quote") || is("pullquote") {
            let element = self.element(block, Role::BlockQuote, context);
            self.set_off(element, &theme.pull_quote, inner, context);
        } else if let Some(design) = self.dress(block) {
            let element = self.element(block, Role::Div, context);
            self.set_off(element, &design, inner, context);
        } else {
            let is_index = is(INDEX) && !block.attr.classes.iter().any(|it| it.starts_with(ENTRY));
            let element = self.element(block, if is_index { Role::Index } else { Role::Div }, context);
            let align = [("centered", Align::Center), ("center", Align::Center), ("right", Align::End)];
            let align = align.into_iter().find(|(class, _)| is(class)).map(|it| it.1);
            let look = TextDesign { align: align.unwrap_or(context.look.align), ..context.look };
            self.blocks(inner, &BlockContext { element, look, ..context.clone() });
        }
    }

    /// The dress of a container that is more than a division.
    fn dress(&self, block: &Block) -> Option<SetOffDesign> {
        let theme = self.design.theme;
        let known = [("lead", theme.lead), ("abstract", theme.summary), ("sidebar", theme.sidebar)];
        known.into_iter().find(|(class, _)| block.attr.has_class(class)).map(|it| it.1)
    }

    /// Verse: lines as they are, turned over where they are too long; in the middle by its longest line where the theme
    /// centres it.
    fn verse(&mut self, block: &Block, inner: &[Block], context: &BlockContext) {
        let mut design = self.design.theme.verse;
        let element = self.element(block, Role::Div, context);
        let mut context = BlockContext { hang: TURNED, ..context.clone() };
        if design.look.align == Align::Center {
            design.look.align = Align::Start;
            let room = self.width(&context);
            let style = self.style(&design.look, &context);
            let width = |it: &Block| {
                let BlockKind::Paragraph(content) = &it.kind else { return Length::ZERO };
                let draft = collect(self.cx, content, &style, Structure::ROOT, &mut Structure::new());
                draft.widths(self.cx).natural
            };
            let longest = inner.iter().map(width).max().unwrap_or_default().min(room);
            context.start += (room - longest) / 2;
            (design.start, design.end) = (Em::ZERO, Em::ZERO);
        }
        self.set_off(element, &design, inner, &context);
    }

    /// A remark: its word or title, and its blocks.
    pub(super) fn remark(&mut self, block: &Block, context: &BlockContext) {
        let BlockKind::Admonition { kind, title, blocks } = &block.kind else { return };
        let theme = self.design.theme;
        let element = self.element(block, Role::Div, context);
        let outer = context;
        let context = self.aside(&theme.remark, element, outer);
        self.around(&theme.remark, outer);
        let head = self.structure.element(element, Role::Paragraph, block.span);
        let style = self.style(&theme.remark_title, &context);
        let paragraph = match title {
            Some(title) => collect(self.cx, title, &style, head, &mut self.structure),
            None => {
                let mark = Mark::Content(self.structure.content(head));
                Builder::of_text(self.words.remark(*kind), &style, mark, block.span.start_point())
            }
        };
        self.push(PartKind::Text(paragraph), &context).inner_cost = cost::STRANDED;
        self.gap.cost = cost::STRANDED;
        self.follows = false;
        self.notes_of(title.as_deref().unwrap_or_default(), &context);
        self.nested(blocks, &context);
        self.around(&theme.remark, outer);
        self.follows = false;
    }

    /// The sign of a thematic break.
    pub(super) fn ornament(&mut self, span: Span, context: &BlockContext) {
        let design = &self.design.theme.ornament;
        let style = self.style(&design.look, context);
        self.space(design.around);
        let mark = Mark::Artifact(Artifact::Layout);
        let paragraph = Builder::of_text(&design.text, &style, mark, span);
        self.gap.cost = self.gap.cost.max(cost::WIDOW);
        self.push(PartKind::Text(paragraph), context);
        self.after(design.around);
    }
}

/// Whether the last block of a quotation says where it is from: it begins with a dash.
fn is_credit(block: &Block) -> bool {
    let BlockKind::Paragraph(content) = &block.kind else { return false };
    let said = text::plain(content);
    said.starts_with(['—', '–', '―']) || said.starts_with("-- ")
}
