//! The styles of text, and the [`Design`]: the theme on the page at hand, its ems and lines as lengths and its looks as
//! styles.

use crate::document::{Direction, Lang};
use crate::font::FontBook;
use crate::geometry::{Em, Length};
use crate::theme::{Color, Lines, PageGeometry, TextDesign, Theme};

pub use crate::theme::style::{Align, Caps, Family, Figures, Hyphenation, Slant, Weight};

/// The look of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextStyle {
    /// Serif, sans or mono.
    pub family: Family,
    /// Regular or bold.
    pub weight: Weight,
    /// Upright or italic.
    pub slant: Slant,
    /// The size of type.
    pub size: Length,
    /// The colour.
    pub color: Color,
    /// Letters as small capitals, or as they are.
    pub caps: Caps,
    /// Old-style or lining figures.
    pub figures: Figures,
    /// What is added between letters.
    pub tracking: Em,
    /// On the line, or off it and smaller.
    pub position: Position,
    /// The language.
    pub lang: Lang,
}

/// Whether letters are on the base line, by the font's own (`sups`, `subs`) where it has all that are needed, else
/// smaller and off the line by the measures of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Position {
    /// On the line.
    #[default]
    Normal,
    /// Above it.
    Superior,
    /// Below it.
    Inferior,
}

/// How a paragraph is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// The look of its text where nothing changes it.
    pub text: TextStyle,
    /// How its lines are filled.
    pub align: Align,
    /// From base line to base line.
    pub leading: Length,
    /// How far the first line is indented; negative to hang.
    pub indent: Length,
    /// How far lines are indented that the one before is turned over to, as in verse.
    pub hang: Length,
    /// Whether words may be divided.
    pub hyphenation: Hyphenation,
}

/// The measures of a stretch of text at its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TextMetrics {
    /// How far letters reach above the base line, accents counted.
    pub ascent: Length,
    /// How far letters reach below the base line, as a positive length.
    pub descent: Length,
    /// The height of the letter x.
    pub x_height: Length,
    /// The height of capitals.
    pub cap_height: Length,
}

impl TextStyle {
    /// The measures of the face that it asks for, at its size.
    pub fn metrics(&self, fonts: &FontBook) -> TextMetrics {
        let metrics = fonts.metrics(fonts.select(self.family, self.weight, self.slant));
        TextMetrics {
            ascent: metrics.ascent.at(self.size),
            descent: metrics.descent.at(self.size),
            x_height: metrics.x_height.at(self.size),
            cap_height: metrics.cap_height.at(self.size),
        }
    }
}

/// What a theme decides about the inlines within a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InlineStyle {
    /// The colour of links; `None` for that of the text.
    pub link: Option<Color>,
    /// Behind what is marked for reference.
    pub highlight: Color,
    /// Behind code and keys; `None` for the paper.
    pub panel: Option<Color>,
    /// The colours of what was inserted and of what was deleted; `None` for that of the text.
    pub changes: Option<[Color; 2]>,
    /// The size of small print, in thousandths of the text's.
    pub small: i64,
    /// The most that an image in a line may be high.
    pub tallest: Length,
}

impl Default for InlineStyle {
    fn default() -> InlineStyle {
        let highlight = Color { red: 255, green: 241, blue: 168 };
        InlineStyle { link: None, highlight, panel: None, changes: None, small: 840, tallest: Length::MAX }
    }
}

/// Where a stretch of text may be divided at line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Division {
    /// Between words and within them, by UAX #14 and the paragraph's hyphenation.
    #[default]
    Words,
    /// As an address: also before or after its signs, never with a hyphen.
    Address,
    /// As code: the same, and every space counts.
    Code,
}

/// A theme measured out.
#[derive(Debug, Clone)]
pub struct Design<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// The page.
    pub page: PageGeometry,
    /// The language of the publication.
    pub lang: Lang,
}

impl Design<'_> {
    /// The direction of the publication: which edge lines begin at, and on which side it is bound.
    pub fn direction(&self) -> Direction {
        self.lang.direction()
    }

    /// A height in lines of the grid.
    pub fn lines(&self, lines: Lines) -> Length {
        lines.on(self.page.leading)
    }

    /// A length in ems of the body.
    pub fn em(&self, em: Em) -> Length {
        em.at(self.page.size)
    }

    /// The text style of a look.
    pub fn text(&self, look: &TextDesign, lang: &Lang) -> TextStyle {
        TextStyle {
            family: look.family,
            weight: look.weight,
            slant: look.slant,
            size: self.em(look.size),
            color: self.theme.light.ink(look.ink),
            caps: look.caps,
            figures: look.figures,
            tracking: look.tracking,
            position: Position::Normal,
            lang: lang.clone(),
        }
    }

    /// The paragraph style of a look: text that is justified may be divided, display is not.
    pub fn paragraph(&self, look: &TextDesign, lang: &Lang) -> ParagraphStyle {
        let hyphenation = match look.align {
            Align::Justify => Hyphenation::Patterns,
            Align::Start | Align::End | Align::Center => Hyphenation::Explicit,
        };
        ParagraphStyle {
            text: self.text(look, lang),
            align: look.align,
            leading: self.lines(look.leading),
            indent: Length::ZERO,
            hang: Length::ZERO,
            hyphenation,
        }
    }

    /// How far the base line of a line is below its top. Lines on the grid have it at one place,
    /// whatever their size; others are in the middle of their leading.
    pub fn base(&self, style: &ParagraphStyle) -> Length {
        let size = if style.leading == self.page.leading { self.page.size } else { style.text.size };
        let (up, down) = reach(size);
        (style.leading - up - down) / 2 + up
    }

    /// The base line of a running head or a folio at the head, from the top of the column: where the theme has it, or
    /// lower where that is off the sheet. `None` where the margin has no room for it.
    pub fn head_base(&self, style: &ParagraphStyle) -> Option<Length> {
        let (up, down) = reach(style.text.size);
        let body = self.base(&self.paragraph(&self.theme.body.look, &self.lang));
        let own = body - self.lines(self.theme.running.head_above);
        let base = own.max(SHEET_EDGE + up - self.page.margins.top);
        (base + down * 2 <= Length::ZERO).then_some(base)
    }

    /// The base line of a folio at the foot, likewise.
    pub fn foot_base(&self, style: &ParagraphStyle) -> Option<Length> {
        let (up, down) = reach(style.text.size);
        let body = self.base(&self.paragraph(&self.theme.body.look, &self.lang));
        let last = self.page.height() - self.page.leading + body;
        let own = last + self.lines(self.theme.running.folio_below);
        let base = own.min(self.page.paper.height - SHEET_EDGE - down - self.page.margins.top);
        (base - up - down * 2 >= last).then_some(base)
    }
}

/// How far letters of a size reach up and down, in the mean of the families of the house.
fn reach(size: Length) -> (Length, Length) {
    (Em::milli(720).at(size), Em::milli(240).at(size))
}

/// What printers and the hand that holds a sheet need at its edge.
const SHEET_EDGE: Length = Length::mm(4);
