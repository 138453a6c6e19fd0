//! From nodes to the inlines of the document, with the punctuation of the language.

use crate::diag::{Diagnostic, Diagnostics};
use crate::document;
use crate::document::inline::generated;
use crate::document::{Attr, Block, BlockKind, Image, Inline, InlineKind, Lang, NoteRef, Target, text};
use crate::locale::{Quotes, quotes_of};
use crate::parse::address::{self, ImagePlace};
use crate::parse::attributes::Attributes;
use crate::parse::cx::{Cx, clean};
use crate::parse::inline::node::{Node, NodeKind};
use crate::parse::notes::Register;
use crate::parse::rules;
use crate::parse::smart::{self, Atom};
use crate::source::Span;

/// Where inlines go, with what they may need.
pub(in crate::parse) struct Lowering<'a, 'b> {
    pub(in crate::parse) cx: &'a Cx<'b>,
    pub(in crate::parse) notes: &'a mut Register,
    pub(in crate::parse) diags: &'a mut Diagnostics,
}

/// The inlines of the nodes of a block in a language.
pub(in crate::parse) fn lower(out: &mut Lowering, nodes: &[Node], lang: &Lang) -> Vec<Inline> {
    let mut atoms = Vec::new();
    flatten(nodes, quotes_of(lang), &mut atoms);
    let texts = smart::punctuate(&atoms).into_iter();
    let breaks = spaced_breaks(&atoms).into_iter();
    Lower { out, texts, breaks, in_link: false, lang }.sequence(nodes)
}

fn flatten<'a>(nodes: &'a [Node], quotes: Quotes, atoms: &mut Vec<Atom<'a>>) {
    for node in nodes {
        match &node.kind {
            NodeKind::Raw(text) => atoms.push(Atom::Text(text, quotes)),
            NodeKind::Literal(text) => atoms.push(Atom::Literal(text)),
            NodeKind::SoftBreak | NodeKind::LineBreak => atoms.push(Atom::Break),
            NodeKind::Code(_) | NodeKind::Reference { .. } => atoms.push(Atom::Object),
            NodeKind::Image { .. } => {
                atoms.push(Atom::Object);
                flatten(&node.children, quotes, atoms);
                atoms.push(Atom::Object);
            }
            NodeKind::Span(Attr { lang: Some(lang), .. }) => flatten(&node.children, quotes_of(lang), atoms),
            // A note is lowered apart: its quotes are its own.
            NodeKind::InlineNote => {}
            NodeKind::NoteRef(_)
            | NodeKind::Tag(_)
            | NodeKind::Span(_)
            | NodeKind::Emph
            | NodeKind::Strong
            | NodeKind::Strike
            | NodeKind::Sub
            | NodeKind::Sup
            | NodeKind::Underline
            | NodeKind::Highlight
            | NodeKind::Small
            | NodeKind::Keyboard
            | NodeKind::Abbreviation(_)
            | NodeKind::Link { .. } => flatten(&node.children, quotes, atoms),
        }
    }
}

/// For each break in reading order, whether it is a space: not between two characters of scripts without spaces.
fn spaced_breaks(atoms: &[Atom]) -> Vec<bool> {
    let char_at = |index: Option<usize>, of: fn(&str) -> Option<char>| match atoms.get(index?)? {
        Atom::Text(text, _) | Atom::Literal(text) => of(text),
        Atom::Break | Atom::Object => None,
    };
    let breaks = atoms.iter().enumerate().filter(|(_, it)| **it == Atom::Break);
    breaks
        .map(|(index, _)| {
            let before = char_at(index.checked_sub(1), |it| it.chars().next_back());
            let after = char_at(Some(index + 1), |it| it.chars().next());
            !(before.is_some_and(is_unspaced) && after.is_some_and(is_unspaced))
        })
        .collect()
}

/// Whether the character is of a script that sets no spaces: Han, kana, and their punctuation; not hangul.
fn is_unspaced(it: char) -> bool {
    matches!(it,
        '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{31c0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether an address leads to an id of this publication.
fn is_to_id(url: &str) -> bool {
    url.split_once('#').is_some_and(|(file, id)| !id.is_empty() && (file.is_empty() || file.ends_with(".md")))
}

struct Lower<'l, 'a, 'b> {
    out: &'l mut Lowering<'a, 'b>,
    texts: std::vec::IntoIter<String>,
    breaks: std::vec::IntoIter<bool>,
    /// Whether a link is around: none may be in it.
    in_link: bool,
    lang: &'l Lang,
}

impl Lower<'_, '_, '_> {
    fn sequence(&mut self, nodes: &[Node]) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            // The words that stand for images run together where the images touch, as badges do.
            if at > 0 && is_remote_image(&nodes[at - 1]) && is_remote_image(node) {
                let span = self.out.cx.span(node.range.start..node.range.start);
                push(&mut inlines, Inline { kind: InlineKind::Text(" ".to_owned()), span });
            }
            if self.is_transparent(node) {
                let content = self.sequence(&node.children);
                content.into_iter().for_each(|it| push(&mut inlines, it));
            } else if let Some(inline) = self.inline(node) {
                push(&mut inlines, inline);
            }
        }
        inlines
    }

    /// Whether a node says nothing of what is in it: a span without attributes, and a link in a link.
    fn is_transparent(&self, node: &Node) -> bool {
        let is_plain_span = matches!(&node.kind, NodeKind::Span(attr) if attr.is_empty());
        is_plain_span || self.in_link && matches!(node.kind, NodeKind::Link { .. })
    }

    fn inline(&mut self, node: &Node) -> Option<Inline> {
        let kind = match &node.kind {
            NodeKind::Raw(_) => InlineKind::Text(clean(&self.texts.next()?)),
            NodeKind::Literal(text) => InlineKind::Text(clean(text)),
            NodeKind::Code(text) => InlineKind::Code(clean(text)),
            NodeKind::Emph => InlineKind::Emph(self.sequence(&node.children)),
            NodeKind::Strong => InlineKind::Strong(self.sequence(&node.children)),
            NodeKind::Strike => InlineKind::Strike(self.sequence(&node.children)),
            NodeKind::Sub => InlineKind::Sub(self.sequence(&node.children)),
            NodeKind::Sup => InlineKind::Sup(self.sequence(&node.children)),
            NodeKind::Underline => InlineKind::Underline(self.sequence(&node.children)),
            NodeKind::Highlight => InlineKind::Highlight(self.sequence(&node.children)),
            NodeKind::Small => InlineKind::Small(self.sequence(&node.children)),
            NodeKind::Keyboard => InlineKind::Keyboard(self.sequence(&node.children)),
            NodeKind::Abbreviation(expansion) => InlineKind::Abbreviation {
                content: self.sequence(&node.children),
                expansion: expansion.as_deref().map(clean),
            },
            NodeKind::Link { url, title } => self.link(node, url, title)?,
            NodeKind::Image { url, title, attributes } => {
                if !title.is_empty() {
                    self.lost_title(node, "title", title);
                }
                return self.image(node, url, attributes);
            }
            NodeKind::NoteRef(label) => {
                let note = self.out.notes.refer(label)?;
                InlineKind::NoteRef(NoteRef { note, occurrence: 0 })
            }
            NodeKind::Reference { key, prefix } => self.reference(node, key, prefix.as_deref()),
            NodeKind::InlineNote => {
                let span = self.out.cx.span(node.range.clone());
                let content = lower(self.out, &node.children, self.lang);
                if content.is_empty() {
                    return None;
                }
                let block = Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span };
                let note = self.out.notes.define_here(block)?;
                InlineKind::NoteRef(NoteRef { note, occurrence: 0 })
            }
            NodeKind::Span(attr) => {
                let content = self.sequence(&node.children);
                with_attributes(attr.clone(), content, self.out.cx.span(node.range.clone()))
            }
            NodeKind::Tag(_) => return None,
            NodeKind::SoftBreak => {
                let spaced = self.breaks.next().unwrap_or(true);
                if !spaced {
                    return None;
                }
                InlineKind::SoftBreak
            }
            NodeKind::LineBreak => {
                self.breaks.next();
                InlineKind::LineBreak
            }
        };
        Some(Inline { kind, span: self.out.cx.span(node.range.clone()) })
    }

    /// A link; one without text shows its address, and is reported. `None` where it has neither.
    fn link(&mut self, node: &Node, url: &str, title: &str) -> Option<InlineKind> {
        let span = self.out.cx.span(node.range.clone());
        self.in_link = true;
        let mut content = self.sequence(&node.children);
        self.in_link = false;
        if content.is_empty() && is_to_id(url) {
            content.push(Inline::generated(generated::REFERENCE, String::new(), span));
        }
        if content.is_empty() {
            // Of an image without words that is left out, something else is said.
            if node.children.is_empty() {
                let diagnostic =
                    Diagnostic::new(&rules::EMPTY_LINK, span, format!("the link to `{url}` has no text"));
                self.out.diags.push(diagnostic.help("write the text of the link between its brackets"));
            }
            if url.is_empty() {
                return None;
            }
            content.push(Inline { kind: InlineKind::Text(clean(url)), span });
        }
        let title = (!title.is_empty()).then(|| clean(title));
        Some(InlineKind::Link { target: Target::Url(clean(url)), content, title })
    }

    /// A reference: a link whose words are generated once it is known what it leads to. Until then they are as written.
    fn reference(&self, node: &Node, key: &str, prefix: Option<&str>) -> InlineKind {
        let span = self.out.cx.span(node.range.clone());
        let written = clean(self.out.cx.slice(node.range.clone()));
        if self.in_link {
            return InlineKind::Text(written);
        }
        let mut reference = Inline::generated(generated::REFERENCE, written, span);
        let mut content = Vec::new();
        if let (Some(prefix), InlineKind::Span { attr, .. }) = (prefix, &mut reference.kind) {
            attr.classes.push(generated::NUMBER.to_owned());
            let words = Some(format!("{}\u{a0}", clean(prefix))).filter(|_| !prefix.is_empty());
            let place = span.start_point();
            content.extend(words.map(|it| Inline { kind: InlineKind::Text(it), span: place }));
        }
        content.push(reference);
        InlineKind::Link { target: Target::Url(format!("#{}", clean(key))), content, title: None }
    }

    /// The caption of an image that is no figure, its title or its words, has no place in any edition.
    fn lost_title(&mut self, node: &Node, name: &str, title: &str) {
        let span = self.out.cx.span(node.range.clone());
        let diagnostic =
            Diagnostic::new(&rules::LOST_TITLE, span, format!("the {name} `{title}` is not shown"));
        self.out
            .diags
            .push(diagnostic.help("remove it, or let the image stand alone in a paragraph as a figure"));
    }

    /// An image. For one that is not in the publication its alternative text stands, with a link to it where it has
    /// an address; `None` where it has no such text.
    fn image(&mut self, node: &Node, url: &str, attributes: &Attributes) -> Option<Inline> {
        let span = self.out.cx.span(node.range.clone());
        let in_link = std::mem::replace(&mut self.in_link, true);
        let words = text::plain(&self.sequence(&node.children));
        if attributes.alt.as_ref().is_some_and(|it| *it != words) && !words.is_empty() {
            self.lost_title(node, "caption", &words);
        }
        let alt = attributes.alt.clone().unwrap_or(words);
        self.in_link = in_link;
        let mut attr = attributes.attr.clone();
        let classes = attr.classes.len();
        attr.classes.retain(|it| it != "decorative");
        let decorative = attr.classes.len() < classes || attributes.alt.as_deref() == Some("");
        let words = match address::resolve(self.out.cx, url, node.range.clone(), self.out.diags) {
            ImagePlace::Inside(path) => {
                let image = Image { path, alt, decorative, width: attributes.width, attr };
                return Some(Inline { kind: InlineKind::Image(image), span });
            }
            // Of an image that nothing on the web is, only the words stay.
            ImagePlace::Remote if !in_link && !decorative && document::address::is_safe(url) => {
                instead_of_image(Some(url), &alt, span)
            }
            ImagePlace::Remote | ImagePlace::Nowhere => instead_of_image(None, &alt, span),
        };
        // Its id is that of its words.
        let Some(id) = attr.id else { return words };
        let attr = Attr { id: Some(id), ..Attr::default() };
        let content = words.into_iter().collect();
        Some(Inline { kind: InlineKind::Span { attr, content }, span })
    }
}

/// What stands for an image that is not in the publication: its words, linked to its address where it is on the web.
/// `None` where it has neither.
pub(crate) fn instead_of_image(url: Option<&str>, alt: &str, span: Span) -> Option<Inline> {
    let words = |text: &str| Inline { kind: InlineKind::Text(text.to_owned()), span };
    let alt = alt.trim();
    let Some(url) = url else { return (!alt.is_empty()).then(|| words(alt)) };
    let content = vec![words(if alt.is_empty() { document::address::file_name(url) } else { alt })];
    let kind = InlineKind::Link { target: Target::Url(clean(url)), content, title: None };
    Some(Inline { kind, span })
}

/// Whether a node is an image on the web, or a link with nothing but such images.
fn is_remote_image(node: &Node) -> bool {
    if let NodeKind::Image { url, .. } = &node.kind {
        return document::address::scheme(url).is_some_and(|it| it != "data");
    }
    let is_link = matches!(node.kind, NodeKind::Link { .. });
    is_link && !node.children.is_empty() && node.children.iter().all(is_remote_image)
}

/// Content with attributes: three classes are nodes of their own.
fn with_attributes(mut attr: Attr, content: Vec<Inline>, span: Span) -> InlineKind {
    let mut take = |class: &str| {
        let before = attr.classes.len();
        attr.classes.retain(|it| it != class);
        attr.classes.len() < before
    };
    let wrap: fn(Vec<Inline>) -> InlineKind = if take("smallcaps") {
        InlineKind::SmallCaps
    } else if take("underline") {
        InlineKind::Underline
    } else if take("mark") {
        InlineKind::Highlight
    } else {
        return InlineKind::Span { attr, content };
    };
    if attr.is_empty() {
        return wrap(content);
    }
    InlineKind::Span { attr, content: vec![Inline { kind: wrap(content), span }] }
}

/// Adds an inline; text joins text of the same line, with one space where a comment left two.
fn push(inlines: &mut Vec<Inline>, inline: Inline) {
    if let (InlineKind::Text(text), Some(last)) = (&inline.kind, inlines.last_mut())
        && let InlineKind::Text(before) = &mut last.kind
    {
        let doubled = before.ends_with(' ') && text.starts_with(' ') && last.span.end != inline.span.start;
        before.push_str(if doubled { &text[1..] } else { text });
        last.span = last.span.join(inline.span);
        return;
    }
    inlines.push(inline);
}
