//! Inlines to a paragraph: the first step, and the one that builds structure.
//!
//! What is nested becomes one text with styled pieces; what it means becomes
//! elements below the paragraph's, in reading order.

use crate::document::{Attr, Dimension, Id, Image, Inline, InlineKind, NoteRef, Target, text};
use crate::geometry::{Em, Length, Size};
use crate::layout::frame::{Artifact, LinkTarget, Mark};
use crate::layout::paragraph::builder::Builder;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::{InlineImage, Link, Look, Paragraph, PieceKind, Rules};
use crate::layout::structure::{ContentId, ElementId, Role, Structure};
use crate::layout::style::{
    Caps, Division, Family, Figures, ParagraphStyle, Position, Slant, TextStyle, Weight,
};
use crate::source::Span;
use crate::theme::Color;

/// Collects inlines into a paragraph whose content belongs to `parent`.
pub fn collect(
    cx: &Typesetter<'_>,
    inlines: &[Inline],
    style: &ParagraphStyle,
    parent: ElementId,
    structure: &mut Structure,
) -> Paragraph {
    let span = inlines.iter().map(|it| it.span).reduce(Span::join).unwrap_or_default();
    let builder = Builder::new(style, span);
    let mut collector = Collector { cx, structure, builder, open: None };
    collector.inlines(inlines, &Within::new(style, parent));
    collector.builder.finish()
}

/// The same after a text that is not the document's, as the number of a section.
pub(crate) fn collect_after(
    cx: &Typesetter<'_>,
    (before, mark): (&str, Mark),
    inlines: &[Inline],
    style: &ParagraphStyle,
    (parent, structure): (ElementId, &mut Structure),
) -> Paragraph {
    let span = inlines.iter().map(|it| it.span).reduce(Span::join).unwrap_or_default();
    let mut builder = Builder::new(style, span);
    builder.text(before, &style.text, Look::plain(mark, span.start_point()));
    let mut collector = Collector { cx, structure, builder, open: None };
    collector.inlines(inlines, &Within::new(style, parent));
    collector.builder.finish()
}

struct Collector<'a, 'b> {
    cx: &'a Typesetter<'b>,
    structure: &'a mut Structure,
    builder: Builder,
    /// The piece of content that text goes to as long as it stays in the same element.
    open: Option<(ElementId, ContentId)>,
}

/// What the inlines around one say about it.
#[derive(Clone)]
struct Within {
    style: TextStyle,
    element: ElementId,
    division: Division,
    rules: Rules,
    ground: Option<Color>,
    link: Option<usize>,
}

impl Within {
    fn new(style: &ParagraphStyle, element: ElementId) -> Within {
        let (division, rules) = (Division::Words, Rules::default());
        Within { style: style.text.clone(), element, division, rules, ground: None, link: None }
    }

    /// The same with another look of the text.
    fn styled(&self, change: impl FnOnce(&mut TextStyle)) -> Within {
        let mut within = self.clone();
        change(&mut within.style);
        within
    }
}

impl Collector<'_, '_> {
    fn inlines(&mut self, inlines: &[Inline], within: &Within) {
        for inline in inlines {
            self.inline(inline, within);
        }
    }

    fn inline(&mut self, inline: &Inline, within: &Within) {
        let span = inline.span;
        match &inline.kind {
            InlineKind::Text(text) => self.text(text, span, within),
            InlineKind::SoftBreak => {
                let look = self.look(span, within);
                self.builder.soft_break(&within.style, look);
            }
            InlineKind::LineBreak => {
                let look = self.look(span, within);
                self.builder.line_break(&within.style, look);
            }
            InlineKind::Emph(content) => {
                self.element(Role::Emphasis, span, content, &emphasized(within));
            }
            InlineKind::Strong(content) => {
                let bold = within.styled(|it| it.weight = Weight::Bold);
                self.element(Role::Strong, span, content, &bold);
            }
            InlineKind::Strike(content) => self.inlines(content, &ruled(within, false, true)),
            InlineKind::Underline(content) => self.inlines(content, &ruled(within, true, false)),
            InlineKind::Sub(content) => {
                self.inlines(content, &within.styled(|it| it.position = Position::Inferior));
            }
            InlineKind::Sup(content) => {
                self.inlines(content, &within.styled(|it| it.position = Position::Superior));
            }
            InlineKind::SmallCaps(content) => {
                self.inlines(content, &within.styled(|it| it.caps = Caps::Small));
            }
            InlineKind::Highlight(content) => {
                let marked = Within { ground: Some(self.cx.inline.highlight), ..within.clone() };
                self.element(Role::Span, span, content, &marked);
            }
            InlineKind::Small(content) => {
                let small = self.cx.inline.small;
                self.inlines(content, &within.styled(|it| it.size = it.size.scale(small, 1000)));
            }
            InlineKind::Keyboard(content) => {
                let keys = self.code_style(within);
                self.element(Role::Code, span, content, &keys);
            }
            InlineKind::Code(code) => self.code(code, span, within),
            InlineKind::Abbreviation { content, expansion } => {
                let element = self.element(Role::Span, span, content, within);
                self.structure.get_mut(element).expansion.clone_from(expansion);
            }
            InlineKind::Link { target, content, title } => {
                self.link(span, (target, title.as_deref()), content, within);
            }
            InlineKind::Image(image) => self.image(image, span, within),
            InlineKind::NoteRef(note) => self.note(*note, span, within),
            InlineKind::Span { attr, content } => self.span(attr, span, content, within),
        }
    }

    fn text(&mut self, text: &str, span: Span, within: &Within) {
        let look = self.look(span, within);
        self.builder.text(text, &within.style, look);
    }

    /// What goes with text at this place; opens a piece of content where none of the element is open.
    fn look(&mut self, span: Span, within: &Within) -> Look {
        let content = match self.open {
            Some((element, content)) if element == within.element => content,
            Some(_) | None => self.structure.content(within.element),
        };
        self.open = Some((within.element, content));
        Look {
            mark: Mark::Content(content),
            division: within.division,
            rules: within.rules,
            ground: within.ground,
            link: within.link,
            span,
        }
    }

    /// Content in an element of its own.
    fn element(&mut self, role: Role, span: Span, content: &[Inline], within: &Within) -> ElementId {
        let element = self.structure.element(within.element, role, span);
        self.open = None;
        self.inlines(content, &Within { element, ..within.clone() });
        self.open = None;
        element
    }

    /// The fixed pitch, as large as its x-height needs to sit well in the text.
    fn code_style(&self, within: &Within) -> Within {
        let face = |it: &TextStyle| self.cx.fonts.select(it.family, it.weight, it.slant);
        let x_height = |it: &TextStyle| self.cx.fonts.metrics(face(it)).x_height;
        let text = x_height(&within.style);
        let mut code = within.styled(|it| {
            it.family = Family::Mono;
            it.figures = Figures::Lining;
            it.caps = Caps::Normal;
            it.tracking = Em::ZERO;
        });
        let (text, mono) = (i64::from(text.to_raw()), i64::from(x_height(&code.style).to_raw()));
        if within.style.family != Family::Mono {
            code.style.size = code.style.size.scale(text, mono);
        }
        code.ground = code.ground.or(self.cx.inline.panel);
        code
    }

    fn code(&mut self, code: &str, span: Span, within: &Within) {
        let element = self.structure.element(within.element, Role::Code, span);
        self.open = None;
        let division = Division::Code;
        self.text(code, span, &Within { element, division, ..self.code_style(within) });
        self.open = None;
    }

    fn link(
        &mut self,
        span: Span,
        (target, title): (&Target, Option<&str>),
        content: &[Inline],
        within: &Within,
    ) {
        let element = self.structure.element(within.element, Role::Link, span);
        let words = text::plain(content);
        let address = match target {
            Target::Anchor(_) => None,
            Target::Url(address) => Some(address.as_str()),
        };
        let description = title.or(address).unwrap_or(&words).to_owned();
        let link = self.builder.link(Link { to: LinkTarget::Document(target.clone()), element, description });
        let color = self.cx.inline.link.unwrap_or(within.style.color);
        let mut inside = within.styled(|it| it.color = color);
        if is_address(&words) {
            inside.division = Division::Address;
        }
        self.open = None;
        self.inlines(content, &Within { element, link: Some(link), ..inside });
        self.open = None;
    }

    fn note(&mut self, note: NoteRef, span: Span, within: &Within) {
        let reference = self.structure.element(within.element, Role::Reference, span);
        let link = self.structure.element(reference, Role::Link, span);
        self.open = None;
        // The mark is the same letter whatever it follows: upright, regular, without its surroundings' rules.
        let style = TextStyle {
            position: Position::Superior,
            slant: Slant::Upright,
            caps: Caps::Normal,
            tracking: Em::ZERO,
            ..within.style.clone()
        };
        let plain = Within { element: link, rules: Rules::default(), link: None, ..within.clone() };
        let look = self.look(span, &plain);
        let kind = PieceKind::Note { note, reference, link };
        self.builder.note(&note.note.number().to_string(), &style, look, kind);
        self.open = None;
    }

    fn image(&mut self, image: &Image, span: Span, within: &Within) {
        self.anchor(image.attr.id.as_ref());
        self.open = None;
        let mark = if image.decorative {
            Mark::Artifact(Artifact::Layout)
        } else {
            let element = self.structure.element(within.element, Role::Figure, span);
            let figure = self.structure.get_mut(element);
            figure.alt = Some(image.alt.clone());
            figure.lang.clone_from(&image.attr.lang);
            figure.id.clone_from(&image.attr.id);
            Mark::Content(self.structure.content(element))
        };
        let look = Look { link: within.link, ..Look::plain(mark, span) };
        let share = match image.width {
            Some(Dimension::Percent(hundredths)) => Some(hundredths),
            Some(Dimension::Millipoints(_)) | None => None,
        };
        let picture = InlineImage { path: image.path.clone(), size: self.picture_size(image, within), share };
        self.builder.picture(picture, &within.style, look);
    }

    /// The size asked for; else the picture's own at its density, 96 pixels to the inch where it has none;
    /// one without a width of its own is as high as a capital.
    fn picture_size(&self, image: &Image, within: &Within) -> Size {
        let own = self.cx.resources.get(&image.path).map_or(Size::default(), |picture| {
            let inch = i64::from(picture.density.unwrap_or(96).max(1));
            let side = |pixels: u32| Length::pt(72).scale(i64::from(pixels), inch);
            Size::new(side(picture.width), side(picture.height))
        });
        if own.width <= Length::ZERO || own.height <= Length::ZERO {
            let side = within.style.metrics(self.cx.fonts).cap_height;
            return Size::new(side, side);
        }
        let width = match image.width {
            Some(Dimension::Millipoints(width)) => Length::millipt(width),
            Some(Dimension::Percent(_)) | None => own.width,
        };
        Size::new(width, own.height.scale(width.to_sp(), own.width.to_sp()))
    }

    fn span(&mut self, attr: &Attr, span: Span, content: &[Inline], within: &Within) {
        self.anchor(attr.id.as_ref());
        let mut inside = within.clone();
        if let Some(lang) = &attr.lang {
            inside.style.lang = lang.clone();
        }
        let element = self.element(Role::Span, span, content, &inside);
        let made = self.structure.get_mut(element);
        made.lang.clone_from(&attr.lang);
        made.id.clone_from(&attr.id);
    }

    fn anchor(&mut self, id: Option<&Id>) {
        if let Some(id) = id {
            self.builder.anchor(id.clone());
        }
    }
}

/// Italic in upright text, upright in italic.
fn emphasized(within: &Within) -> Within {
    within.styled(|it| {
        it.slant = match it.slant {
            Slant::Upright => Slant::Italic,
            Slant::Italic => Slant::Upright,
        }
    })
}

fn ruled(within: &Within, under: bool, through: bool) -> Within {
    let rules = Rules { under: within.rules.under || under, through: within.rules.through || through };
    Within { rules, ..within.clone() }
}

/// Whether the text of a link is an address, as in `<https://example.org/>`.
fn is_address(words: &str) -> bool {
    let starts = ["http://", "https://", "mailto:", "www."].iter().any(|it| words.starts_with(it));
    !words.contains(' ') && (starts || (words.contains('.') && words.contains(['/', '@'])))
}
