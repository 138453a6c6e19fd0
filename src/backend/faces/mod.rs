//! The faces that go with an edition for screens: those that its style sheet asks for and its text needs.

pub(super) mod rules;

use std::collections::{BTreeMap, BTreeSet};

use crate::backend::Context;
use crate::document::{Direction, Lang};
use crate::font::{Face, FaceId, FontBook};
use crate::markup::{Element, Node};
use crate::theme::{Family, Slant, TextDesign, Theme, Weight};

/// Which heading the text itself begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headings {
    /// `h1`.
    First,
    /// `h2`: `h1` is the title of the page.
    Second,
}

/// A face that is needed, with the characters that are set in it.
pub(super) type NeededFaces = BTreeMap<FaceId, BTreeSet<char>>;

/// The faces that some content needs, in the order of the font book.
pub(super) struct FaceFinder<'a> {
    theme: &'a Theme,
    fonts: &'a FontBook,
    headings: Headings,
    faces: NeededFaces,
}

impl<'a> FaceFinder<'a> {
    /// A finder for an edition.
    pub(super) fn new(cx: &Context<'a>, headings: Headings) -> FaceFinder<'a> {
        FaceFinder { theme: cx.theme, fonts: cx.fonts, headings, faces: BTreeMap::new() }
    }

    /// Takes in what some content needs.
    pub(super) fn add(&mut self, nodes: &[Node], lang: &Lang) {
        self.nodes(nodes, Style::text(lang));
    }

    /// All faces.
    pub(super) fn all(self) -> NeededFaces {
        self.faces
    }

    /// Those of the user's families that the theme names: a reader has no other way to see them.
    pub(super) fn own(mut self) -> NeededFaces {
        let is_own = |face: &Face| is_own(self.theme, face);
        self.faces.retain(|id, _| self.fonts.face(*id).is_some_and(is_own));
        self.faces
    }
}

/// Whether a theme has a family of the user.
pub(super) fn has_own(theme: &Theme, fonts: &FontBook) -> bool {
    fonts.iter().take_while(|(_, it)| it.is_given()).any(|(_, it)| is_own(theme, it))
}

fn is_own(theme: &Theme, face: &Face) -> bool {
    let named = [Family::Serif, Family::Sans, Family::Mono];
    face.is_given() && named.iter().any(|it| face.is_of(theme.families.name(*it)))
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

impl FaceFinder<'_> {
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

    /// The faces of a text: that of the style where it has a character, else the one that is in for it.
    /// What has no shape needs none, and for what no face has the reader's own will do.
    fn text(&mut self, text: &str, style: Style) {
        let wanted = self.fonts.select(style.family, style.weight, style.slant);
        let Some(face) = self.fonts.face(wanted) else { return };
        for character in text.chars().filter(|it| has_shape(*it)) {
            let found =
                if face.has(character) { Some(wanted) } else { self.fonts.fallback(character, wanted) };
            if let Some(found) = found {
                self.faces.entry(found).or_default().insert(character);
            }
        }
    }

    /// What the style sheet draws in place of an element.
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
        let heading =
            name.strip_prefix('h').and_then(|it| it.parse::<u8>().ok()).filter(|it| (1..=6).contains(it));
        if let Some(level) = heading {
            return Some(match self.headings {
                Headings::First => theme.head(level).look,
                Headings::Second if level == 1 => theme.title.title,
                Headings::Second => theme.head(level - 1).look,
            });
        }
        let look = match name {
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
            "lead" => theme.lead.look,
            "abstract" => theme.summary.look,
            "sidebar" => theme.sidebar.look,
            "pull-quote" | "pullquote" => theme.pull_quote.look,
            "remark" => theme.remark.look,
            "remark-title" => theme.remark_title,
            "notes" => theme.note.look,
            _ => return None,
        };
        Some(look)
    }
}
