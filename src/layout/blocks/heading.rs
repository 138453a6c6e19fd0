//! Headings to parts, with the numbers of their sections; and what comes before the text and after
//! it: title, contents, rights.

use crate::document::inline::generated;
use crate::document::matter::{imprint_has, text_start};
use crate::document::{Block, Id, Inline, Lang, Outline, OutlineEntry, text};
use crate::geometry::{Em, Length, Size};
use crate::layout::blocks::builder::{BlockContext, Contents, GalleyBuilder, rule};
use crate::layout::blocks::list::HANG;
use crate::layout::frame::{Artifact, Mark};
use crate::layout::galley::part::{ContentsLine, ImagePart, PartKind};
use crate::layout::page::vlist::{Gap, HeadingMark, Matter, PageStart, RunningContent, cost};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::collect::{ParagraphContent, Prefix, collect, collect_content};
use crate::layout::paragraph::text::Paragraph;
use crate::layout::structure::{ElementId, Role};
use crate::layout::style::ParagraphStyle;
use crate::locale::{self, Stress};
use crate::source::Span;
use crate::theme::{Align, Caps, ContentsDesign, Lines, Slant, TextDesign, Weight};

impl GalleyBuilder<'_> {
    pub(super) fn heading(&mut self, block: &Block, content: &[Inline], context: &BlockContext) {
        let outlined = self.depths.get(&block.span).copied();
        let title = u8::from(!self.document.meta.title.is_empty());
        let depth = self.depth(block.level().unwrap_or(1));
        let level = depth.saturating_add(title).clamp(1, 6);
        let opens = std::mem::take(&mut self.opens);
        let design = if opens { self.design.theme.chapter } else { self.design.theme.head(depth) };
        if opens {
            self.gap.start = Some(self.chapter_start(design.sink));
        }
        self.space(if self.below_heading() {
            Lines::milli(design.above.to_milli() / 3)
        } else {
            design.above
        });
        self.gap.snap = None;
        let element = self.element(block, Role::Heading(level), context);
        let outer = self.outdented(design.outdent, context);
        let context = &outer;
        if design.rule > Length::ZERO {
            let color = self.design.theme.light.accent;
            self.push(rule(self.width(context), design.rule, color), context);
            self.gap = Gap { cost: cost::STRANDED, ..Gap::of(self.design.lines(Lines::milli(250))) };
        }
        let style = self.style(&seen(design.look, &context.lang), context);
        let paragraph = self.numbered(block.span, content, &style, element);
        let below = self.design.lines(design.below);
        let title = text::name(content).into();
        let mark = HeadingMark { depth: outlined.unwrap_or(0), title, element };
        let part = self.push(PartKind::Text(paragraph), context);
        part.heading = Some(mark);
        part.below = Some(below);
        part.inner_cost = cost::STRANDED;
        self.gap = Gap { space: below, cost: cost::STRANDED, ..Gap::default() };
        self.follows = false;
        self.notes_of(content, context);
    }

    /// The place of a heading that begins in the margin, as far as there is room for it; within something else it does not.
    fn outdented(&self, outdent: Em, context: &BlockContext) -> BlockContext {
        let page = &self.design.page;
        let nested = context.start > Length::ZERO || context.end > Length::ZERO || context.panel.is_some();
        // Mirrored pages have the wide margin on either side.
        let room = page.margins.left - self.design.theme.page.least;
        let by =
            if nested || page.two_sided || self.within_note { Length::ZERO } else { self.design.em(outdent) };
        BlockContext { start: context.start - by.min(room).max(Length::ZERO), ..context.clone() }
    }

    /// The depth of the next heading below those that it is under: one in a quotation, an item or a note is under those
    /// before it, and is above none after it.
    fn depth(&mut self, level: u8) -> u8 {
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        u8::try_from(self.levels.len()).unwrap_or(u8::MAX)
    }

    /// Whether the part above is a heading: two of them share their space.
    fn below_heading(&self) -> bool {
        self.gap.start.is_none() && self.parts.last().is_some_and(|it| it.heading.is_some())
    }

    /// The text of a heading, after the number of its section where it has one: a label, as those of lists are.
    pub(super) fn numbered(
        &mut self,
        heading: Span,
        content: &[Inline],
        style: &ParagraphStyle,
        element: ElementId,
    ) -> Paragraph {
        let Some((number, content)) = split_number(content) else {
            return collect(self.cx, content, style, element, &mut self.structure);
        };
        let label = self.structure.element(element, Role::Label, heading.start_point());
        let label = Mark::Content(self.structure.content(label));
        // An em of space that no line ends in.
        let number = format!("{number}\u{2003}");
        let prefix = Some(Prefix { text: &number, mark: label });
        let content = ParagraphContent { prefix, inlines: content, style, parent: element };
        collect_content(self.cx, content, &mut self.structure)
    }

    pub(super) fn chapter_start(&self, sink: Lines) -> PageStart {
        let recto = self.design.page.two_sided;
        PageStart {
            recto,
            sink: self.design.lines(sink),
            running: RunningContent::Folio,
            matter: self.matter,
        }
    }
}

/// How many lines of contents may be between a title and its text: a third of a page.
const MOST_BRIEF: usize = 14;

impl<'a> GalleyBuilder<'a> {
    /// A title page with its back, or a title block at the head of the text; and the contents where `has_contents`, which
    /// are else after other pages.
    pub(super) fn opening(&mut self, context: &BlockContext, has_contents: bool) {
        if self.kind.cover {
            self.cover(context);
        }
        if self.kind.book {
            self.title_page(context);
        } else {
            self.title_block(context);
        }
        if has_contents {
            self.contents(context);
        }
        if self.kind.book {
            self.matter = if text_start(&self.document.blocks) > 0 { Matter::Front } else { Matter::Body };
            self.gap.start = Some(PageStart { sink: Length::ZERO, ..self.chapter_start(Default::default()) });
        }
    }

    /// The figure that the cover is: one image, whatever is on it.
    fn cover(&mut self, context: &BlockContext) {
        let meta = &self.document.meta;
        let element = self.structure.element(context.element, Role::Figure, meta.span);
        self.structure.get_mut(element).alt = Some(locale::cover(meta));
        self.galley.cover = Some(Mark::Content(self.structure.content(element)));
    }

    /// The logo above the title, or above the publisher.
    fn logo(&mut self, context: &BlockContext) {
        let meta = &self.document.meta;
        let Some(path) = meta.logo.clone() else { return };
        let Some(file) = self.cx.resources.get(&path) else { return };
        let (high, wide) = (i64::from(file.height.max(1)), i64::from(file.width.max(1)));
        let height = self.design.lines(self.design.theme.title.logo);
        let width = height.scale(wide, high).min(self.width(context));
        let size = Size::new(width, width.scale(high, wide).min(height));
        let text = meta.logo_text();
        let mark = if text.is_empty() {
            Mark::Artifact(Artifact::Layout)
        } else {
            let element = self.structure.element(context.element, Role::Figure, meta.span);
            self.structure.get_mut(element).alt = Some(text.to_owned());
            Mark::Content(self.structure.content(element))
        };
        let align = self.design.theme.title.title.align;
        let image = ImagePart { path, size, least: size.height, align, mark, span: meta.span };
        self.push(PartKind::Image(image), context);
        self.space(self.design.theme.title.between);
        // White of its own: large titles have little above their capitals.
        self.gap.space = self.gap.space.max(size.height.scale(1, 2));
        self.raise_cost(cost::STRANDED);
    }

    /// The statement of rights at the end of what has no title page.
    pub(super) fn closing(&mut self, context: &BlockContext) {
        let is_printed = |it: &String| imprint_has(&self.document.blocks, it);
        let rights = self.document.meta.rights.clone().filter(|it| !is_printed(it));
        if let (false, Some(rights)) = (self.kind.book, rights) {
            let look = self.design.theme.title.rights;
            self.space(self.design.theme.title.below);
            self.line(&rights, &look, Role::Paragraph, context);
        }
    }

    fn title_block(&mut self, context: &BlockContext) {
        let design = self.design.theme.title;
        let start = PageStart {
            running: RunningContent::Folio,
            sink: self.design.lines(design.above),
            ..PageStart::default()
        };
        self.gap.start = Some(start);
        self.logo(context);
        self.title_lines(&design.title, context);
        if self.document.meta.title.is_empty() {
            return;
        }
        if design.rule > Length::ZERO {
            self.space(design.between);
            let whole = design.rule_width == Default::default();
            let width = if whole { self.width(context) } else { self.design.em(design.rule_width) };
            let ink = self.design.theme.light.ink(design.rule_ink);
            let middle = (self.width(context) - width) / 2;
            let start = if design.title.align == Align::Center { middle } else { Length::ZERO };
            let place = BlockContext { start: context.start + start, ..context.clone() };
            self.push(rule(width, design.rule, ink), &place);
        }
        self.gap = Gap { cost: cost::STRANDED, ..Gap::of(self.design.lines(design.below)) };
    }

    /// Title, subtitle, authors and date, one below the other.
    fn title_lines(&mut self, title: &TextDesign, context: &BlockContext) {
        let design = self.design.theme.title;
        let meta = &self.document.meta;
        let authors = locale::list(meta.authors(), &meta.lang);
        let date = meta.date.map(|it| locale::date::long(it, &meta.lang));
        let rest = [
            (meta.subtitle.clone(), design.subtitle),
            (Some(authors).filter(|it| !it.is_empty()), design.author),
            (date, design.date),
        ];
        if !meta.title.is_empty() {
            self.line(&meta.title, title, Role::Heading(1), context);
        }
        for (line, look) in rest {
            if let Some(line) = line.filter(|it| !it.is_empty()) {
                self.space(design.between);
                self.raise_cost(cost::STRANDED);
                let look = TextDesign { align: title.align, ..look };
                self.line(&line, &look, Role::Paragraph, context);
            }
        }
    }

    /// The title alone on a recto, the rights on its back.
    fn title_page(&mut self, context: &BlockContext) {
        let design = self.design.theme.title;
        let sink = self.design.lines(design.sink);
        let page = PageStart {
            recto: self.design.page.two_sided,
            sink,
            matter: Matter::Front,
            running: RunningContent::Bare,
        };
        self.gap.start = Some(page);
        self.title_lines(&design.display, context);
        if let Some(publisher) = self.document.meta.publisher.clone() {
            self.space(design.below);
            self.logo(context);
            let look = TextDesign { align: design.display.align, ..design.date };
            self.line(&publisher, &look, Role::Paragraph, context);
        }
        let is_printed = |it: &String| imprint_has(&self.document.blocks, it);
        if let Some(rights) = self.document.meta.rights.clone().filter(|it| !is_printed(it)) {
            self.imprint(&rights, PageStart { recto: false, ..page }, context);
        }
        self.gap = Gap::default();
    }

    /// The statement of rights at the foot of the back of the title page.
    fn imprint(&mut self, rights: &str, page: PageStart, context: &BlockContext) {
        let look = self.design.theme.title.rights;
        let style = self.style(&look, context);
        let mark = Mark::Artifact(Artifact::Layout);
        let draft = Builder::of_text(rights, &style, mark, self.document.meta.span);
        let lines = draft.lines(self.cx, self.width(context)).len() as i64;
        let sink = (self.design.page.height() - style.leading * lines).max(Length::ZERO);
        self.gap = Gap { start: Some(PageStart { sink, ..page }), ..Gap::default() };
        self.line(rights, &look, Role::Paragraph, context);
    }

    /// A line of text that is no block of the document.
    fn line(&mut self, line: &str, look: &TextDesign, role: Role, context: &BlockContext) -> ElementId {
        let span = self.document.meta.span;
        let element = self.structure.element(context.element, role, span);
        let mark = Mark::Content(self.structure.content(element));
        let style = self.style(look, context);
        let paragraph = Builder::of_text(line, &style, mark, span);
        self.push(PartKind::Text(paragraph), context).inner_cost = cost::STRANDED;
        element
    }

    /// The contents. Their lines keep room for their numbers, so that their height does not depend on them
    /// and one pass is enough.
    pub(super) fn contents(&mut self, context: &BlockContext) {
        let Some(contents) = self.kind.contents else { return };
        let outline = Outline::of(&self.document.blocks);
        let entries = self.entries(&outline, contents);
        if entries.is_empty() {
            return;
        }
        let design = self.contents_design();
        if self.kind.book {
            let recto = self.design.page.two_sided;
            let start = PageStart {
                recto,
                sink: Length::ZERO,
                matter: Matter::Front,
                running: RunningContent::Folio,
            };
            self.gap.start = Some(start);
        }
        let level = 1 + u8::from(!self.document.meta.title.is_empty());
        self.line(self.words.contents, &design.title, Role::Heading(level), context);
        self.gap = Gap { cost: cost::STRANDED, ..Gap::of(self.design.lines(design.below)) };
        let list = self.structure.element(context.element, Role::Contents, self.document.meta.span);
        for (at, entry) in entries.iter().enumerate() {
            // As in a paragraph, neither the first nor the last line is alone.
            if at == 1 || at + 1 == entries.len() {
                self.raise_cost(cost::WIDOW);
            }
            // Those between a title and its text are there to be seen at once.
            if at > 0 && !self.kind.book {
                self.raise_cost(cost::LEAD_IN);
            }
            self.entry(entry, &BlockContext { element: list, ..context.clone() });
        }
        self.gap = Gap::of(self.design.lines(self.design.theme.title.below));
    }

    /// The headings that the contents show. Where they precede a text and are many, those of the first depth
    /// must do, unless the depth is asked for.
    fn entries<'o>(&self, outline: &'o Outline, contents: Contents) -> Vec<&'o OutlineEntry> {
        let upto = |depth: u8| outline.iter().filter(|it| it.depth <= depth).collect::<Vec<_>>();
        let entries = upto(contents.depth);
        let all = self.kind.book || contents.asked || entries.len() <= MOST_BRIEF;
        if all { entries } else { upto(1) }
    }

    fn contents_design(&self) -> &'a ContentsDesign {
        let theme = self.design.theme;
        if self.kind.book { &theme.contents } else { &theme.brief_contents }
    }

    fn entry(&mut self, entry: &OutlineEntry, context: &BlockContext) {
        let Some(id) = entry.id.clone() else { return };
        let contents = self.contents_design();
        let design = contents.entry(entry.depth);
        let item = self.structure.element(context.element, Role::ContentsItem, entry.span);
        let reference = self.structure.element(item, Role::Reference, entry.span);
        let link = self.structure.element(reference, Role::Link, entry.span);
        let style = self.style(&design.look, context);
        let content = without_notes(&entry.content);
        let paragraph = self.numbered(entry.span, &content, &style, link);
        let description = text::plain(&entry.content);
        let part = self.contents_line((id, description), (paragraph, style), link);
        self.space(design.above);
        let inside = BlockContext { start: context.start + self.design.em(design.indent), ..context.clone() };
        self.push(PartKind::ContentsLine(Box::new(part)), &inside);
    }
}

impl GalleyBuilder<'_> {
    /// A line of a list of figures, tables or listings, with the words of its link.
    pub(super) fn line_to(
        &mut self,
        (to, words): (&Id, &[Inline]),
        element: ElementId,
        span: Span,
        context: &BlockContext,
    ) {
        let look = TextDesign { align: Align::Start, ..self.design.theme.body.look };
        let mut style = self.style(&look, context);
        style.hang = HANG.at(style.text.size);
        let link = self.structure.element(element, Role::Link, span);
        let paragraph = collect(self.cx, words, &style, link, &mut self.structure);
        let part = self.contents_line((to.clone(), text::plain(words)), (paragraph, style), link);
        self.push(PartKind::ContentsLine(Box::new(part)), context);
    }

    fn contents_line(
        &mut self,
        (to, description): (Id, String),
        (text, style): (Paragraph, ParagraphStyle),
        link: ElementId,
    ) -> ContentsLine {
        ContentsLine {
            text,
            room: self.design.em(crate::geometry::Em::milli(2500)),
            leader: self.contents_design().leader.at(style.text.size),
            style,
            to,
            number: self.structure.content(link),
            link,
            description,
        }
    }
}

/// The look of a heading in a language: where its script has neither italic nor small capitals, a heading that only they
/// set off from the text is bold.
fn seen(look: TextDesign, lang: &Lang) -> TextDesign {
    let hidden = look.slant == Slant::Italic || look.caps != Caps::Normal;
    if !hidden || locale::stress(lang) == Stress::Slant {
        return look;
    }
    TextDesign { slant: Slant::Upright, caps: Caps::Normal, weight: Weight::Bold, ..look }
}

/// The number of a section, without the space after it, and the text of its heading; `None` where it has no number.
fn split_number(content: &[Inline]) -> Option<(String, &[Inline])> {
    let (first, rest) = content.split_first()?;
    let number = text::plain(first.kind.children()).trim_end().to_owned();
    first.is_generated(generated::SECTION_NUMBER).then_some((number, rest))
}

/// A heading as the contents show it: its text, without links, marks of notes and ids of its own.
fn without_notes(content: &[crate::document::Inline]) -> Vec<crate::document::Inline> {
    use crate::document::{Inline, InlineKind};

    let mut shown = Vec::new();
    for inline in content {
        let kind = match &inline.kind {
            InlineKind::NoteRef(_) => continue,
            InlineKind::Span { .. } if inline.is_generated(generated::SECTION_NUMBER) => inline.kind.clone(),
            InlineKind::Link { .. } | InlineKind::Span { .. } => {
                shown.extend(without_notes(inline.kind.children()));
                continue;
            }
            InlineKind::Emph(_)
            | InlineKind::Strong(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Sub(_)
            | InlineKind::Sup(_)
            | InlineKind::Strike(_)
            | InlineKind::Underline(_)
            | InlineKind::Highlight(_)
            | InlineKind::Small(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Abbreviation { .. } => inline.kind.map_children(without_notes),
            InlineKind::LineBreak => InlineKind::SoftBreak,
            InlineKind::Image(image) => InlineKind::Text(image.alt.clone()),
            InlineKind::Text(_) | InlineKind::Code(_) | InlineKind::SoftBreak => inline.kind.clone(),
        };
        shown.push(Inline { kind, span: inline.span });
    }
    shown
}
