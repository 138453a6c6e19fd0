//! The faces that go with a book: those that its style sheet asks for and its text needs.
//!
//! Each goes as the whole file that its maker gave out. Parts of a file would be smaller, but a part
//! may not bear a name that its licence reserves (SIL Open Font License 1.1, 3), and a reader who looks
//! up a word or writes a remark needs letters that the text does not have.

use std::collections::BTreeSet;

use crate::backend::Context;
use crate::backend::epub::container::Resource;
use crate::backend::epub::rules::font_left_out;
use crate::diag::Diagnostics;
use crate::document::{Direction, Lang, Meta};
use crate::font::{Face, FaceId, FontBook};
use crate::markup::{Element, Node};
use crate::theme::css::BookFace;
use crate::theme::{Family, Slant, TextDesign, Theme, Weight};

/// A face, as the style sheet names it and as a file of the book.
#[derive(Debug)]
pub(super) struct Embedded {
    /// For the style sheet.
    pub(super) face: BookFace,
    /// The file.
    pub(super) resource: Resource,
}

/// The faces for these contents, in the order of the font book.
pub(super) fn embedded<'n>(
    cx: &Context,
    meta: &Meta,
    contents: impl Iterator<Item = &'n [Node]>,
    diags: &mut Diagnostics,
) -> Vec<Embedded> {
    let mut needed = Needed { theme: cx.theme, fonts: cx.fonts, faces: BTreeSet::new() };
    contents.for_each(|nodes| needed.nodes(nodes, Style::text(&meta.lang)));
    let mut embedded = Vec::new();
    for id in needed.faces {
        let Some(face) = cx.fonts.face(id) else { continue };
        match embed(id, face) {
            Ok(it) => embedded.push(it),
            Err(why) => diags.push(font_left_out(meta.span, &face.name, why)),
        }
    }
    embedded
}

/// A face as a file of the book (EPUB 3.3, 3.2, names the media types), or why it cannot be one.
fn embed(id: FaceId, face: &Face) -> Result<Embedded, &'static str> {
    if face.forbids_embedding() {
        return Err("it forbids to be embedded");
    }
    let bytes = face.file.bytes();
    let (extension, media_type) = match bytes.get(..4) {
        Some(b"OTTO") => ("otf", "font/otf"),
        Some(b"ttcf") => return Err("it is one of a collection"),
        Some(_) | None => ("ttf", "font/ttf"),
    };
    // The number keeps two files apart whose names are the same but for signs that no address should have.
    let name: String = face.name.chars().filter(|it| it.is_ascii_alphanumeric() || *it == '-').collect();
    let path = format!("fonts/{:03}-{name}.{extension}", id.0);
    let (family, weight, slant) = (face.family.clone(), face.weight, face.slant);
    Ok(Embedded {
        face: BookFace { family, weight, slant, path: path.clone() },
        resource: Resource { path, bytes: bytes.into(), media_type, cover: false },
    })
}

/// What decides on the face of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Style {
    family: Family,
    weight: Weight,
    slant: Slant,
    direction: Direction,
}

impl Style {
    /// That of text in a language where nothing changes it.
    fn text(lang: &Lang) -> Style {
        let TextDesign { family, weight, slant, .. } = TextDesign::default();
        Style { family, weight, slant, direction: lang.direction() }
    }

    /// With what a look changes; the style sheet says nothing of what is as in running text.
    fn with(self, look: &TextDesign) -> Style {
        let body = TextDesign::default();
        let family = if look.family == body.family { self.family } else { look.family };
        let weight = if look.weight == body.weight { self.weight } else { look.weight };
        let slant = if look.slant == body.slant { self.slant } else { look.slant };
        Style { family, weight, slant, ..self }
    }

    /// With stress: the other slant. Scripts from right to left have none and are set bold.
    fn stressed(self) -> Style {
        let slant = if self.slant == Slant::Upright { Slant::Italic } else { Slant::Upright };
        let weight = if self.direction == Direction::RightToLeft { Weight::Bold } else { self.weight };
        Style { slant, weight, ..self }
    }
}

/// Whether a character is drawn at all.
fn has_shape(character: char) -> bool {
    let invisible = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    !invisible && !character.is_whitespace() && !character.is_control()
}

/// The faces that have been found to be needed.
struct Needed<'a> {
    theme: &'a Theme,
    fonts: &'a FontBook,
    faces: BTreeSet<FaceId>,
}

impl Needed<'_> {
    fn nodes(&mut self, nodes: &[Node], style: Style) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text, style),
                // Every reading system has the arrow that leads back; a whole font for one sign is too dear.
                Node::Element(it) if it.attribute("role") == Some("doc-backlink") => {}
                Node::Element(element) => {
                    let style = self.style(element, style);
                    self.drawn(element, style);
                    self.nodes(&element.children, style);
                }
            }
        }
    }

    /// The faces of a text: that of the style where it has a character, else the one that stands in for it.
    /// What has no shape needs none, and for what no face has the reader's own will do.
    fn text(&mut self, text: &str, style: Style) {
        let wanted = self.fonts.select(style.family, style.weight, style.slant);
        let Some(face) = self.fonts.face(wanted) else { return };
        for character in text.chars().filter(|it| has_shape(*it)) {
            let found =
                if face.has(character) { Some(wanted) } else { self.fonts.fallback(character, wanted) };
            self.faces.extend(found);
        }
    }

    /// What the style sheet draws where an element stands.
    fn drawn(&mut self, element: &Element, style: Style) {
        let theme = self.theme;
        match element.name {
            "hr" => self.text(&theme.ornament.text, style),
            "ul" => theme.list.bullets.iter().for_each(|it| self.text(it, style)),
            _ => {}
        }
    }

    /// The style within an element, as the style sheet has it.
    fn style(&self, element: &Element, style: Style) -> Style {
        let direction = match element.attribute("dir") {
            Some("rtl") => Direction::RightToLeft,
            Some("ltr") => Direction::LeftToRight,
            Some(_) | None => style.direction,
        };
        let style = Style { direction, ..style };
        let style = match element.name {
            "strong" => Style { weight: Weight::Bold, ..style },
            "em" => style.stressed(),
            "code" | "kbd" => Style { family: Family::Mono, ..style },
            name => self.named(name).map_or(style, |it| style.with(&it)),
        };
        let classes = element.attribute("class").unwrap_or_default().split(' ');
        classes.filter_map(|it| self.classed(it)).fold(style, |style, look| style.with(&look))
    }

    /// The look of elements of a name.
    fn named(&self, name: &str) -> Option<TextDesign> {
        let theme = self.theme;
        let look = match name {
            "h1" => theme.head(1).look,
            "h2" => theme.head(2).look,
            "h3" => theme.head(3).look,
            "h4" => theme.head(4).look,
            "h5" => theme.head(5).look,
            "h6" => theme.head(6).look,
            "blockquote" => theme.quote.look,
            "pre" => theme.code.look,
            "figcaption" => theme.figure.caption,
            "dt" => theme.definition.look,
            "td" => theme.table.cell,
            "th" => theme.table.head,
            "caption" => theme.table.caption,
            _ => return None,
        };
        Some(look)
    }

    /// The look of elements of a class.
    fn classed(&self, class: &str) -> Option<TextDesign> {
        let theme = self.theme;
        let look = match class {
            "h7" => theme.head(6).look,
            "subtitle" => theme.title.subtitle,
            "authors" => theme.title.author,
            "date" => theme.title.date,
            "rights" => theme.title.rights,
            "epigraph" => theme.epigraph.look,
            "verse" => theme.verse.look,
            "pull-quote" | "pullquote" => theme.pull_quote.look,
            "remark" => theme.remark.look,
            "remark-title" => theme.remark_title,
            "notes" => theme.note.look,
            _ => return None,
        };
        Some(look)
    }
}
