//! Inlines to a paragraph: the first step, and the one that builds structure.
//!
//! What is nested becomes one text with styled pieces; what it means becomes
//! elements below the paragraph's, in reading order.

use crate::document::attr::{DELETION, INSERTION, SIGN};
use crate::document::{Attr, Dimension, Id, Image, Inline, InlineKind, NoteRef, Target, text};
use crate::geometry::{Em, Length, Size};
use crate::layout::frame::{Artifact, LinkTarget, Mark};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::{
    Decoration, Dots, InlineImage, Link, Paragraph, PieceKind, TextAttributes,
};
use crate::layout::structure::{ContentId, ElementId, Role, Structure};
use crate::layout::style::{
    Caps, Division, Family, Figures, ParagraphStyle, Position, Slant, TextStyle, Weight,
};
use crate::locale::{self, Stress};
use crate::source::Span;
use crate::theme::Color;

/// Text that is not the document's, before inlines: the number of a section.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prefix<'a> {
    /// The text.
    pub(crate) text: &'a str,
    /// What it belongs to.
    pub(crate) mark: Mark,
}

/// Inlines that become a paragraph.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ParagraphContent<'a> {
    /// What comes before them; nothing in most cases.
    pub(crate) prefix: Option<Prefix<'a>>,
    /// The inlines.
    pub(crate) inlines: &'a [Inline],
    /// The style of the paragraph.
    pub(crate) style: &'a ParagraphStyle,
    /// The element that their content belongs to.
    pub(crate) parent: ElementId,
}

/// Collects inlines into a paragraph whose content belongs to `parent`.
pub fn collect(
    cx: &Typesetter<'_>,
    inlines: &[Inline],
    style: &ParagraphStyle,
    parent: ElementId,
    structure: &mut Structure,
) -> Paragraph {
    collect_content(cx, ParagraphContent { prefix: None, inlines, style, parent }, structure)
}

/// Collects inlines and what comes before them into a paragraph.
pub(crate) fn collect_content(
    cx: &Typesetter<'_>,
    content: ParagraphContent<'_>,
    structure: &mut Structure,
) -> Paragraph {
    let ParagraphContent { prefix, inlines, style, parent } = content;
    let span = inlines.iter().map(|it| it.span).reduce(Span::join).unwrap_or_default();
    let mut builder = Builder::new(style, span);
    if let Some(Prefix { text, mark }) = prefix {
        builder.text(text, &style.text, TextAttributes::plain(mark, span.start_point()));
    }
    let mut collector = Collector { cx, structure, builder, open: None };
    collector.inlines(inlines, &InlineContext::new(style, parent));
    collector.builder.finish()
}

struct Collector<'a, 'b> {
    cx: &'a Typesetter<'b>,
    structure: &'a mut Structure,
    builder: Builder,
    /// The piece of content that text goes to as long as it stays in the same element.
    open: Option<(ElementId, ContentId)>,
}

/// What an inline inherits from those around it.
#[derive(Clone)]
struct InlineContext {
    style: TextStyle,
    element: ElementId,
    division: Division,
    decoration: Decoration,
    background: Option<Color>,
    link: Option<usize>,
    /// Whether it is stressed.
    stressed: bool,
}

impl InlineContext {
    fn new(style: &ParagraphStyle, element: ElementId) -> InlineContext {
        let (division, decoration) = (Division::Words, Decoration::default());
        InlineContext {
            style: style.text.clone(),
            element,
            division,
            decoration,
            background: None,
            link: None,
            stressed: false,
        }
    }

    /// The same with another look of the text.
    fn styled(&self, change: impl FnOnce(&mut TextStyle)) -> InlineContext {
        let mut context = self.clone();
        change(&mut context.style);
        context
    }
}

impl Collector<'_, '_> {
    fn inlines(&mut self, inlines: &[Inline], context: &InlineContext) {
        for inline in inlines {
            self.inline(inline, context);
        }
    }

    fn inline(&mut self, inline: &Inline, context: &InlineContext) {
        let span = inline.span;
        match &inline.kind {
            InlineKind::Text(text) => self.text(text, span, context),
            InlineKind::SoftBreak => {
                let attributes = self.attributes(span, context);
                self.builder.soft_break(&context.style, attributes);
            }
            InlineKind::LineBreak => {
                let attributes = self.attributes(span, context);
                self.builder.line_break(&context.style, attributes);
            }
            InlineKind::Emph(content) => {
                self.element(Role::Emphasis, span, content, &emphasized(context));
            }
            InlineKind::Strong(content) => {
                let bold = context.styled(|it| it.weight = Weight::Bold);
                self.element(Role::Strong, span, content, &bold);
            }
            InlineKind::Strike(content) => {
                let decoration = Decoration { strikethrough: true, ..context.decoration };
                self.inlines(content, &InlineContext { decoration, ..context.clone() });
            }
            InlineKind::Underline(content) => {
                let decoration = Decoration { underline: true, ..context.decoration };
                self.inlines(content, &InlineContext { decoration, ..context.clone() });
            }
            InlineKind::Sub(content) => {
                self.inlines(content, &context.styled(|it| it.position = Position::Inferior));
            }
            InlineKind::Sup(content) => {
                self.inlines(content, &context.styled(|it| it.position = Position::Superior));
            }
            InlineKind::SmallCaps(content) => {
                self.inlines(content, &context.styled(|it| it.caps = Caps::Small));
            }
            InlineKind::Highlight(content) => {
                let marked = InlineContext { background: Some(self.cx.inline.highlight), ..context.clone() };
                self.element(Role::Span, span, content, &marked);
            }
            InlineKind::Small(content) => {
                let small = self.cx.inline.small;
                self.inlines(content, &context.styled(|it| it.size = it.size.scale(small, 1000)));
            }
            InlineKind::Keyboard(content) => {
                let keys = self.code_style(context);
                self.element(Role::Code, span, content, &keys);
            }
            InlineKind::Code(code) => self.code(code, span, context),
            InlineKind::Abbreviation { content, expansion } => {
                let element = self.element(Role::Span, span, content, context);
                self.structure.get_mut(element).expansion.clone_from(expansion);
            }
            InlineKind::Link { .. } => self.link(inline, context),
            InlineKind::Image(image) => self.image(image, span, context),
            InlineKind::NoteRef(note) => self.note(*note, span, context),
            InlineKind::Span { attr, content } => self.span(attr, span, content, context),
        }
    }

    fn text(&mut self, text: &str, span: Span, context: &InlineContext) {
        if context.stressed && !text.is_ascii() {
            return self.stressed(text, span, context);
        }
        let attributes = self.attributes(span, context);
        self.builder.text(text, &context.style, attributes);
    }

    /// Text that is stressed, as each script shows it.
    fn stressed(&mut self, text: &str, span: Span, context: &InlineContext) {
        for (part, stress) in locale::stress::stretches(text, &context.style.lang) {
            let mut own = InlineContext { stressed: false, ..context.clone() };
            // Italic for others, it is upright here.
            let upright = own.style.slant.other();
            match stress {
                Stress::Slant => {}
                Stress::Bold => (own.style.weight, own.style.slant) = (Weight::Bold, upright),
                Stress::DotsAbove => (own.decoration.dots, own.style.slant) = (Some(Dots::Above), upright),
                Stress::DotsBelow => (own.decoration.dots, own.style.slant) = (Some(Dots::Below), upright),
            }
            self.text(part, span, &own);
        }
    }

    /// What goes with text at this place; opens a piece of content where none of the element is open.
    fn attributes(&mut self, span: Span, context: &InlineContext) -> TextAttributes {
        let content = match self.open {
            Some((element, content)) if element == context.element => content,
            Some(_) | None => self.structure.content(context.element),
        };
        self.open = Some((context.element, content));
        TextAttributes {
            mark: Mark::Content(content),
            division: context.division,
            decoration: context.decoration,
            background: context.background,
            link: context.link,
            span,
        }
    }

    /// Content in an element of its own.
    fn element(&mut self, role: Role, span: Span, content: &[Inline], context: &InlineContext) -> ElementId {
        let element = self.structure.element(context.element, role, span);
        self.open = None;
        self.inlines(content, &InlineContext { element, ..context.clone() });
        self.open = None;
        element
    }

    /// The fixed pitch, as large as its x-height needs to sit well in the text.
    fn code_style(&self, context: &InlineContext) -> InlineContext {
        let face = |it: &TextStyle| self.cx.fonts.select(it.family, it.weight, it.slant);
        let x_height = |it: &TextStyle| self.cx.fonts.metrics(face(it)).x_height;
        let text = x_height(&context.style);
        let mut code = context.styled(|it| {
            it.family = Family::Mono;
            it.figures = Figures::Lining;
            it.caps = Caps::Normal;
            it.tracking = Em::ZERO;
        });
        let (text, mono) = (i64::from(text.to_raw()), i64::from(x_height(&code.style).to_raw()));
        if context.style.family != Family::Mono {
            code.style.size = code.style.size.scale(text, mono);
        }
        code.background = code.background.or(self.cx.inline.panel);
        code
    }

    fn code(&mut self, code: &str, span: Span, context: &InlineContext) {
        let element = self.structure.element(context.element, Role::Code, span);
        self.open = None;
        let division = Division::Code;
        self.text(code, span, &InlineContext { element, division, ..self.code_style(context) });
        self.open = None;
    }

    fn link(&mut self, inline: &Inline, context: &InlineContext) {
        let InlineKind::Link { target, content, title } = &inline.kind else { return };
        let element = self.structure.element(context.element, Role::Link, inline.span);
        let words = text::plain(content);
        let address = match target {
            Target::Anchor(_) => None,
            Target::Url(address) => Some(address.as_str()),
        };
        let description = title.as_deref().or(address).unwrap_or(&words).to_owned();
        let link = self.builder.link(Link { to: LinkTarget::Document(target.clone()), element, description });
        let color = self.cx.inline.link.unwrap_or(context.style.color);
        let mut inside = context.styled(|it| it.color = color);
        if is_address(&words) {
            inside.division = Division::Address;
        }
        self.open = None;
        self.inlines(content, &InlineContext { element, link: Some(link), ..inside });
        self.open = None;
    }

    fn note(&mut self, note: NoteRef, span: Span, context: &InlineContext) {
        let reference = self.structure.element(context.element, Role::Reference, span);
        let link = self.structure.element(reference, Role::Link, span);
        self.open = None;
        // The mark is the same letter whatever it follows: upright, regular, without its surroundings' rules.
        let style = TextStyle {
            position: Position::Superior,
            slant: Slant::Upright,
            caps: Caps::Normal,
            tracking: Em::ZERO,
            ..context.style.clone()
        };
        let plain =
            InlineContext { element: link, decoration: Decoration::default(), link: None, ..context.clone() };
        let attributes = self.attributes(span, &plain);
        let kind = PieceKind::Note { note, reference, link };
        self.builder.note(&note.note.number().to_string(), &style, attributes, kind);
        self.open = None;
    }

    fn image(&mut self, image: &Image, span: Span, context: &InlineContext) {
        self.anchor(image.attr.id.as_ref());
        self.open = None;
        let mark = if image.decorative {
            Mark::Artifact(Artifact::Layout)
        } else {
            let element = self.structure.element(context.element, Role::Figure, span);
            let figure = self.structure.get_mut(element);
            figure.alt = Some(image.alt.clone());
            figure.lang.clone_from(&image.attr.lang);
            figure.id.clone_from(&image.attr.id);
            Mark::Content(self.structure.content(element))
        };
        let attributes = TextAttributes { link: context.link, ..TextAttributes::plain(mark, span) };
        let share = match image.width {
            Some(Dimension::Percent(hundredths)) => Some(hundredths),
            Some(Dimension::Millipoints(_)) | None => None,
        };
        let image = InlineImage { path: image.path.clone(), size: self.image_size(image, context), share };
        self.builder.image(image, &context.style, attributes);
    }

    /// The size asked for; else the image's own at its density, 96 pixels to the inch where it has none;
    /// one without a width of its own is as high as a capital.
    fn image_size(&self, image: &Image, context: &InlineContext) -> Size {
        let own = self.cx.resources.get(&image.path).map_or(Size::default(), |file| {
            let inch = i64::from(file.density.unwrap_or(96).max(1));
            let side = |pixels: u32| Length::pt(72).scale(i64::from(pixels), inch);
            Size::new(side(file.width), side(file.height))
        });
        if own.width <= Length::ZERO || own.height <= Length::ZERO {
            let side = context.style.metrics(self.cx.fonts).cap_height;
            return Size::new(side, side);
        }
        let width = match image.width {
            Some(Dimension::Millipoints(width)) => Length::millipt(width),
            Some(Dimension::Percent(_)) | None => own.width,
        };
        Size::new(width, own.height.scale(width.to_sp(), own.width.to_sp()))
    }

    fn span(&mut self, attr: &Attr, span: Span, content: &[Inline], context: &InlineContext) {
        self.anchor(attr.id.as_ref());
        let mut inside = context.clone();
        if let Some(lang) = &attr.lang {
            inside.style.lang = lang.clone();
        }
        let role = self.changed(attr, &mut inside);
        let element = self.element(role, span, content, &inside);
        let made = self.structure.get_mut(element);
        made.lang.clone_from(&attr.lang);
        made.id.clone_from(&attr.id);
    }

    /// The role of a span, and the look of one that was inserted or deleted: a rule, a bar in the margin, and a colour.
    fn changed(&self, attr: &Attr, inside: &mut InlineContext) -> Role {
        let role = if attr.has_class(DELETION) {
            inside.decoration.strikethrough = true;
            Role::Deletion
        } else if attr.has_class(INSERTION) {
            inside.decoration.underline = true;
            Role::Insertion
        } else {
            // No rule goes through a sign, which has to be read, nor under it.
            if attr.has_class(SIGN) {
                (inside.decoration.strikethrough, inside.decoration.underline) = (false, false);
            }
            return Role::Span;
        };
        inside.decoration.bar = true;
        if let Some([inserted, deleted]) = self.cx.inline.changes {
            inside.style.color = if role == Role::Deletion { deleted } else { inserted };
        }
        role
    }

    fn anchor(&mut self, id: Option<&Id>) {
        if let Some(id) = id {
            self.builder.anchor(id.clone());
        }
    }
}

/// Italic in upright text, upright in italic.
fn emphasized(context: &InlineContext) -> InlineContext {
    let mut inside = context.styled(|it| it.slant = it.slant.other());
    inside.stressed = !context.stressed;
    inside
}

/// Whether the text of a link is an address, as in `<https://example.org/>`.
fn is_address(words: &str) -> bool {
    let starts = ["http://", "https://", "mailto:", "www."].iter().any(|it| words.starts_with(it));
    !words.contains(' ') && (starts || (words.contains('.') && words.contains(['/', '@'])))
}
