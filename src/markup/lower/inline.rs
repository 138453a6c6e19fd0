//! Inlines.

use std::slice;

use crate::diag::rules::unsafe_link;
use crate::document::address::{is_safe, scheme};
use crate::document::attr::{DELETION, INSERTION, SIGN, TERM};
use crate::document::{
    Attr, Dimension, Direction, Document, Image, Inline, InlineKind, NoteRef, Target, text,
};
use crate::markup::lower::attributed;
use crate::markup::rules::unreachable_link;
use crate::markup::{Element, ImageSource, Lowering, Node, Profile};

/// What a run-in head ends with.
const RUN_IN_ENDS: [char; 7] = [':', '.', '?', '!', '\u{3002}', '\u{FF1A}', '\u{61F}'];

impl Lowering<'_> {
    /// Inlines in their order.
    pub fn inlines(&mut self, inlines: &[Inline]) -> Vec<Node> {
        let mut nodes = Vec::new();
        for (at, inline) in inlines.iter().enumerate() {
            if inline.kind != InlineKind::SoftBreak || !text::joins(inlines, at) {
                self.inline(inline, &mut nodes);
            }
        }
        nodes
    }

    fn inline(&mut self, inline: &Inline, nodes: &mut Vec<Node>) {
        let element = match &inline.kind {
            InlineKind::Text(it) => return nodes.extend(self.paged(inline.span, it)),
            InlineKind::SoftBreak => return nodes.push(Node::Text("\n".to_owned())),
            InlineKind::LineBreak => Element::new("br"),
            InlineKind::Code(it) => {
                self.left_to_right(Element::new("code")).children(self.paged(inline.span, it))
            }
            InlineKind::Emph(it) => self.wrap("em", it),
            InlineKind::Strong(it) => self.wrap("strong", it),
            InlineKind::Strike(it) => self.wrap("s", it),
            InlineKind::Sub(it) => self.wrap("sub", it),
            InlineKind::Sup(it) => self.wrap("sup", it),
            InlineKind::SmallCaps(it) => self.wrap("span", it).with("class", "small-caps"),
            InlineKind::Underline(it) => self.wrap("u", it),
            InlineKind::Highlight(it) => self.wrap("mark", it),
            InlineKind::Small(it) => self.wrap("small", it),
            InlineKind::Keyboard(it) => {
                let keys = self.wrap("kbd", it);
                self.left_to_right(keys)
            }
            InlineKind::Abbreviation { content, expansion } => {
                self.wrap("abbr", content).maybe("title", expansion.as_deref())
            }
            InlineKind::Span { attr, content } => self.span(attr, content),
            InlineKind::Image(image) => {
                nodes.extend(self.pages_at(inline.span));
                return nodes.push(self.image(image));
            }
            InlineKind::NoteRef(mark) => return self.mark(*mark, nodes),
            InlineKind::Link { .. } => return self.link(inline, nodes),
        };
        nodes.push(element.into());
    }

    /// A span; the words between the signs of a change are in one of their own, so that no line goes through a sign.
    fn span(&mut self, attr: &Attr, content: &[Inline]) -> Element {
        if let Some(link) = self.citation(attr) {
            return attributed(self.wrap("span", content).child(link), attr);
        }
        if attr.has_class(TERM) {
            return self.term(attr, content);
        }
        let [first, words @ .., last] = content else {
            return attributed(self.wrap(span_name(attr), content), attr);
        };
        if !first.is_generated(SIGN) || !last.is_generated(SIGN) {
            return attributed(self.wrap(span_name(attr), content), attr);
        }
        let first = self.inlines(slice::from_ref(first));
        let words = self.wrap("span", words).with("class", "change-words");
        let last = self.inlines(slice::from_ref(last));
        let element = Element::new(span_name(attr)).children(first).child(words).children(last);
        let mut attr = attr.clone();
        attr.classes.push("signed".to_owned());
        attributed(element, &attr)
    }

    /// An element whose text runs from left to right in any text: code, keys, addresses.
    pub(super) fn left_to_right(&self, element: Element) -> Element {
        if self.rtl { element.with("dir", "ltr") } else { element }
    }

    fn wrap(&mut self, name: &'static str, content: &[Inline]) -> Element {
        Element::new(name).children(self.inlines(content))
    }

    /// A link; its words alone where it is in another one or may not be followed.
    /// A term, whose link leads to the glossary.
    fn term(&mut self, attr: &Attr, content: &[Inline]) -> Element {
        let nodes = self.inlines(content).into_iter().map(|node| match node {
            Node::Element(link) if link.name == "a" => self.typed(link, "glossref", "doc-glossref").into(),
            Node::Element(_) | Node::Text(_) => node,
        });
        let nodes: Vec<Node> = nodes.collect();
        attributed(Element::new("span").children(nodes), attr)
    }

    fn link(&mut self, inline: &Inline, nodes: &mut Vec<Node>) {
        let InlineKind::Link { target, content, title } = &inline.kind else { return };
        if self.in_link {
            return nodes.extend(self.inlines(content));
        }
        let href = match target {
            Target::Anchor(id) => self.resolver.anchor(id),
            Target::Url(url) if is_safe(url) => match self.resolver.outside(url) {
                Some(address) => address,
                None => {
                    self.diags.push(unreachable_link(inline.span, url));
                    return nodes.extend(self.inlines(content));
                }
            },
            Target::Url(url) => {
                self.diags.push(unsafe_link(&scheme(url).unwrap_or_default(), inline.span));
                return nodes.extend(self.inlines(content));
            }
        };
        self.in_link = true;
        let link = self.wrap("a", content).with("href", href).maybe("title", title.as_deref());
        let link = if is_address(content) { self.left_to_right(link) } else { link };
        self.in_link = false;
        nodes.push(link.into());
        nodes.append(&mut self.waiting);
    }

    /// The mark of a note, a link to it; inside a link it waits for that one's end.
    fn mark(&mut self, mark: NoteRef, nodes: &mut Vec<Node>) {
        let number = mark.note.number().to_string();
        let note = self.ids.note(mark.note);
        let link = Element::new("a")
            .with("id", self.ids.mark(mark))
            .with("href", self.resolver.note(mark.note, &note))
            .with("aria-label", format!("{} {number}", self.words.note));
        let link = self.spoken(self.typed(link, "noteref", "doc-noteref").text(number));
        // The mark is no part of a number before it.
        let from_right = self.document.meta.lang.direction() == Direction::RightToLeft;
        let sup = Element::new("sup").with("class", "mark");
        let sup = if from_right { sup.with("dir", "rtl") } else { sup }.child(link).into();
        if self.in_link { self.waiting.push(sup) } else { nodes.push(sup) }
    }

    /// An image; its alternative text where there is none to show.
    pub(super) fn image(&mut self, image: &Image) -> Node {
        let Some(source) = self.resolver.image(image) else {
            return attributed(Element::new("span"), &image.attr)
                .with("class", "missing")
                .text(&image.alt)
                .into();
        };
        let (width, height) = size(image.width, &source);
        let element = Element::new("img")
            .with("src", source.address)
            .with("alt", image.alt.clone())
            .with("width", width.to_string())
            .with("height", height.to_string());
        let element = match image.width {
            Some(Dimension::Percent(part)) => element.with("class", percent_class(part)),
            Some(Dimension::Millipoints(_)) | None => element,
        };
        attributed(element, &image.attr).into()
    }

    /// The words of inlines for a place that leads to them: no links, marks, ids or images.
    pub fn label(&mut self, inlines: &[Inline]) -> Vec<Node> {
        let words = label(inlines);
        let outer = std::mem::replace(&mut self.in_link, true);
        let nodes = self.inlines(&words);
        self.in_link = outer;
        nodes
    }

    /// Whether a page for browsers is made.
    pub(super) fn is_page(&self) -> bool {
        self.profile == Profile::Html
    }
}

/// Whether a paragraph opens with words in bold that head it: they end as a heading in the line does.
pub(super) fn has_run_in_head(content: &[Inline]) -> bool {
    let [head, _, ..] = content else { return false };
    let strong = |it: &Inline| matches!(it.kind, InlineKind::Strong(_));
    let bold = strong(head)
        || matches!(head.kind, InlineKind::Emph(_)) && matches!(head.kind.children(), [only] if strong(only));
    bold && text::plain(std::slice::from_ref(head)).trim_end().ends_with(RUN_IN_ENDS)
}

/// The element of a span: what was inserted or deleted has one of its own.
fn span_name(attr: &Attr) -> &'static str {
    if attr.has_class(DELETION) {
        "del"
    } else if attr.has_class(INSERTION) {
        "ins"
    } else {
        "span"
    }
}

/// Whether some of the inlines are changes themselves.
pub(super) fn has_change(inlines: &[Inline]) -> bool {
    inlines.iter().any(|it| it.is_generated(INSERTION) || it.is_generated(DELETION))
}

/// Whether a document has one of these classes, so that a sheet needs rules for it.
pub fn has_class(document: &Document, classes: &[&str]) -> bool {
    let mut found = false;
    document.walk(|node| {
        found = found || node.attributes().any(|it| classes.iter().any(|class| it.has_class(class)));
    });
    found
}

/// The class of images that take a part of the measure, in hundredths of a per cent.
pub fn percent_class(part: u32) -> String {
    format!("part-{part}")
}

/// The size in CSS pixels: as the author asks, the height in proportion, else the image's own.
fn size(asked: Option<Dimension>, source: &ImageSource) -> (u32, u32) {
    let own = (source.width, source.height);
    match asked {
        // A CSS pixel is three quarters of a point (CSS Values 4, 6.2).
        Some(Dimension::Millipoints(millipoints)) => {
            let width = u32::try_from(millipoints / 750).unwrap_or(source.width).max(1);
            let height = u64::from(width) * u64::from(source.height) / u64::from(source.width.max(1));
            (width, u32::try_from(height).unwrap_or(source.height).max(1))
        }
        Some(Dimension::Percent(_)) | None => own,
    }
}

/// Inlines without what may stand only once or nowhere but in the text.
fn label(inlines: &[Inline]) -> Vec<Inline> {
    inlines.iter().flat_map(label_of).collect()
}

fn label_of(inline: &Inline) -> Vec<Inline> {
    let with = |kind: InlineKind| vec![Inline { kind, span: inline.span }];
    match &inline.kind {
        InlineKind::NoteRef(_) => Vec::new(),
        InlineKind::LineBreak | InlineKind::SoftBreak => with(InlineKind::SoftBreak),
        InlineKind::Image(image) => with(InlineKind::Text(image.alt.clone())),
        InlineKind::Link { content, .. } => label(content),
        InlineKind::Span { attr, content } => {
            let attr = crate::document::Attr { id: None, ..attr.clone() };
            with(InlineKind::Span { attr, content: label(content) })
        }
        InlineKind::Emph(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Sub(_)
        | InlineKind::Sup(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Underline(_)
        | InlineKind::Highlight(_)
        | InlineKind::Small(_)
        | InlineKind::Keyboard(_) => with(inline.kind.map_children(label)),
        InlineKind::Abbreviation { content, .. } => label(content),
        InlineKind::Text(_) | InlineKind::Code(_) => vec![inline.clone()],
    }
}

/// Whether the words of a link are an address.
fn is_address(content: &[Inline]) -> bool {
    let words = text::plain(content);
    let is_word = !words.contains(char::is_whitespace);
    is_word && (scheme(&words).is_some() || words.starts_with("www.") || words.contains('@'))
}
