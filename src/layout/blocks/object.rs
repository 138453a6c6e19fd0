//! Code, tables and figures to parts.

use crate::document::attr::HERE;
use crate::document::caption::is_caption;
use crate::document::{Block, BlockKind, Dimension, Direction, Figure, Image, Inline, Table};
use crate::geometry::{Length, Size};
use crate::layout::blocks::builder::{BlockContext, GalleyBuilder};
use crate::layout::frame::{Artifact, Mark};
use crate::layout::galley::part::{CodePart, ImagePart, PartKind};
use crate::layout::page::vlist::cost;
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::collect::collect;
use crate::layout::structure::{Role, Structure};
use crate::source::Span;
use crate::theme::{Align, TextDesign};

/// The pixels to the inch of an image without a density: its natural size is then one that prints well.
const DENSITY: i64 = 150;

/// The columns of code that are worth a smaller size: as many as most programs keep to.
const COLUMNS: usize = 80;

/// The sizes of code, in thousandths of the theme's. So few of them that blocks do not differ without need.
const CODE_SCALES: [i64; 3] = [1000, 920, 840];

/// How code is fitted into the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CodeFit {
    /// The size of type in thousandths of the theme's.
    scale: i64,
    /// How far it goes into the margin.
    reach: Length,
}

impl GalleyBuilder<'_> {
    pub(super) fn code(&mut self, block: &Block, language: Option<&str>, text: &str, context: &BlockContext) {
        let design = &self.design.theme.code;
        let element = self.element(block, Role::Code, context);
        let inside = self.aside(design, element, context);
        self.around(design, context);
        let fit = self.code_fit(text, context, &inside);
        let inside = BlockContext { scale: inside.scale * fit.scale / 1000, ..inside };
        let style = self.style(&design.look, &inside);
        let mark = Mark::Content(self.structure.content(element));
        let text = text.strip_suffix('\n').unwrap_or(text).to_owned();
        let language = language.map(str::to_owned);
        let code = CodePart { text, language, style, mark, span: block.span };
        self.balance(context);
        let own_panel = inside.panel.filter(|it| Some(*it) != context.panel);
        if let Some(panel) = own_panel.and_then(|it| self.galley.panels.get_mut(it.0 as usize)) {
            panel.width += fit.reach;
        }
        self.push(PartKind::Code(Box::new(code)), &inside).width += fit.reach;
        self.around(design, context);
        self.follows = false;
    }

    /// Code with its caption, in a division of their own.
    pub(super) fn listing(&mut self, block: &Block, inner: &[Block], context: &BlockContext) {
        let design = &self.design.theme.table;
        let element = self.element(block, Role::Div, context);
        let inside = BlockContext { element, ..context.clone() };
        for (at, part) in inner.iter().enumerate() {
            let BlockKind::Paragraph(caption) = &part.kind else {
                self.blocks(std::slice::from_ref(part), &inside);
                continue;
            };
            if !is_caption(part) {
                self.blocks(std::slice::from_ref(part), &inside);
                continue;
            }
            self.space(if at > 0 { design.pad } else { design.around });
            if at > 0 {
                self.raise_cost(cost::STRANDED);
            }
            let element = self.element(part, Role::Caption, &inside);
            let style = self.style(&design.caption, &inside);
            let paragraph = collect(self.cx, caption, &style, element, &mut self.structure);
            self.push(PartKind::Text(paragraph), &inside).inner_cost = cost::STRANDED;
            if at + 1 < inner.len() {
                self.space(design.pad);
                self.raise_cost(cost::STRANDED);
            }
            self.notes_of(caption, &inside);
        }
        self.follows = false;
    }

    /// How code is fitted into the measure, so that no line has to be wrapped: smaller, and then with all the room that
    /// the margin has where lines end. A line of more than [`COLUMNS`] is wrapped in any case.
    fn code_fit(&self, text: &str, context: &BlockContext, inside: &BlockContext) -> CodeFit {
        let design = &self.design.theme.code;
        let style = self.style(&design.look, inside);
        let mark = Mark::Artifact(Artifact::Layout);
        let cell = Builder::of_text("0", &style, mark, Span::default()).widths(self.cx).natural;
        let columns = text.lines().map(|it| it.replace('\t', "    ").chars().count()).max().unwrap_or(0);
        // One more, for the space that parts the words of two lines, and a little for what is rounded.
        let width_wanted = cell * (columns.min(COLUMNS) + 1) as i64 + cell / 8;
        let width = self.width(inside);
        let least = design.smallest.scale(1000, style.text.size.to_sp()).to_sp();
        let mut scales = CODE_SCALES.iter().copied().filter(|it| *it == 1000 || *it >= least);
        if let Some(scale) = scales.clone().find(|it| width_wanted.scale(*it, 1000) <= width) {
            return CodeFit { scale, reach: Length::ZERO };
        }
        let scale = scales.next_back().unwrap_or(1000);
        let mirrored = self.design.direction() == Direction::RightToLeft;
        let most = if mirrored { Length::ZERO } else { self.reach(context) };
        // A page has one edge for text, and one more for all that is wide. What is wrapped in any case has the first.
        let fits = width_wanted.scale(scale, 1000) <= width + most;
        if fits { CodeFit { scale, reach: most } } else { CodeFit { scale: 1000, reach: Length::ZERO } }
    }

    pub(super) fn table(&mut self, block: &Block, table: &Table, context: &BlockContext) {
        let design = &self.design.theme.table;
        let element = self.element(block, Role::Table, context);
        let first = self.parts.len();
        self.space(design.around);
        if let Some(caption) = &table.caption {
            let caption_element = self.structure.element(element, Role::Caption, block.span);
            let style = self.style(&design.caption, context);
            let paragraph = collect(self.cx, caption, &style, caption_element, &mut self.structure);
            self.push(PartKind::Text(paragraph), context).inner_cost = cost::STRANDED;
            self.space(design.pad);
            self.raise_cost(cost::STRANDED);
            self.await_notes(caption);
        }
        let part = self.table_part(table, element, block.span, context);
        if table.caption.is_none() {
            self.balance(context);
        }
        self.push(PartKind::Table(Box::new(part)), context);
        self.after(design.around);
        if table.caption.is_some() {
            self.float(first, block.attr.has_class(HERE), context);
        }
        self.make_notes(context);
    }

    /// How far what is too wide may go into the margins: where nothing is next to it, and so that the margins
    /// are still some.
    pub(super) fn reach(&self, context: &BlockContext) -> Length {
        let page = &self.design.page;
        if context.panel.is_some() || self.width(context) < page.measure || self.within_note {
            return Length::ZERO;
        }
        let least = self.design.theme.page.least;
        (page.margins.left.min(page.margins.right) - least).max(Length::ZERO)
    }

    /// An image with its caption, in a division of their own: the alternative text of the image must not
    /// hide the caption.
    pub(super) fn figure(&mut self, block: &Block, figure: &Figure, context: &BlockContext) {
        let design = &self.design.theme.figure;
        let parent = if figure.caption.is_empty() {
            context.element
        } else {
            self.structure.element(context.element, Role::Div, block.span)
        };
        let inside = BlockContext { element: parent, ..context.clone() };
        let mark = self.figure_mark(block, &figure.image, &inside);
        let first = self.parts.len();
        self.space(design.around);
        let most = self.page_room() - self.caption_height(&figure.caption, context);
        let size = self.image_size(&figure.image, self.width(context), most);
        // An image whose size nobody asked for may shrink where it would leave a hole in a page.
        let least = if figure.image.width.is_none() { size.height.scale(7, 10) } else { size.height };
        let align = Align::Start;
        let image = ImagePart { path: figure.image.path.clone(), size, least, align, mark, span: block.span };
        self.push(PartKind::Image(image), context);
        self.caption(&figure.caption, &design.caption, &inside, block.span);
        self.after(design.around);
        if !figure.caption.is_empty() {
            let is_here = block.attr.has_class(HERE) || figure.image.attr.has_class(HERE);
            self.float(first, is_here, context);
        }
    }

    /// The role of an image: a figure, or nothing where it only decorates the page.
    fn figure_mark(&mut self, block: &Block, image: &Image, context: &BlockContext) -> Mark {
        if image.decorative {
            self.name(block.attr.id.as_ref(), context.element);
            self.name(image.attr.id.as_ref(), context.element);
            return Mark::Artifact(Artifact::Layout);
        }
        let element = self.element(block, Role::Figure, context);
        self.structure.get_mut(element).alt = Some(image.alt.clone());
        self.name(image.attr.id.as_ref(), element);
        Mark::Content(self.structure.content(element))
    }

    fn caption(&mut self, caption: &[Inline], look: &TextDesign, context: &BlockContext, span: Span) {
        if caption.is_empty() {
            return;
        }
        let element = self.structure.element(context.element, Role::Caption, span);
        let style = self.style(look, context);
        let paragraph = collect(self.cx, caption, &style, element, &mut self.structure);
        self.space(self.design.theme.figure.gap);
        self.raise_cost(cost::STRANDED);
        self.push(PartKind::Text(paragraph), context).inner_cost = cost::STRANDED;
        self.notes_of(caption, context);
    }

    /// What an image with its caption may take of the height of a page, within its background.
    fn page_room(&self) -> Length {
        self.design.page.height() - self.design.page.leading * 2
    }

    /// How high a caption will be, with the space above it; no more than half of a page.
    fn caption_height(&self, caption: &[Inline], context: &BlockContext) -> Length {
        if caption.is_empty() {
            return Length::ZERO;
        }
        let design = &self.design.theme.figure;
        let style = self.style(&design.caption, context);
        let draft = collect(self.cx, caption, &style, Structure::ROOT, &mut Structure::new());
        let lines = draft.lines(self.cx, self.width(context)).len() as i64;
        (style.leading * lines + self.design.lines(design.gap)).min(self.design.page.height() / 2)
    }

    /// The size asked for, else the image's own; shrunk to the measure and to the height given.
    fn image_size(&self, image: &Image, measure: Length, most: Length) -> Size {
        let own = self.cx.resources.get(&image.path).map_or(Size::default(), |file| {
            let inch = file.density.map_or(DENSITY, i64::from).max(1);
            let side = |pixels: u32| Length::pt(72).scale(i64::from(pixels), inch);
            Size::new(side(file.width), side(file.height))
        });
        let width = match image.width {
            Some(Dimension::Percent(hundredths)) => measure.scale(i64::from(hundredths), 10_000),
            Some(Dimension::Millipoints(width)) => Length::millipt(width),
            None => own.width,
        };
        own.fitted(width.min(measure).max(Length::ZERO), most)
    }
}
