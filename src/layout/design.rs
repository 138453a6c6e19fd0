//! The theme on the page at hand: its ems and lines as lengths, its looks as styles.

use crate::document::{Direction, Lang};
use crate::geometry::{Em, Length};
use crate::layout::style::{Align, Hyphenation, ParagraphStyle, Position, TextStyle};
use crate::theme::{Geometry, Lines, Look, Theme};

/// A theme measured out.
#[derive(Debug, Clone)]
pub struct Design<'a> {
    /// The theme.
    pub theme: &'a Theme,
    /// The page.
    pub page: Geometry,
    /// The language of the publication.
    pub lang: Lang,
}

impl Design<'_> {
    /// The way of the publication: which edge lines begin at, and on which side it is bound.
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
    pub fn text(&self, look: &Look, lang: &Lang) -> TextStyle {
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
    pub fn paragraph(&self, look: &Look, lang: &Lang) -> ParagraphStyle {
        let hyphenation = match look.align {
            Align::Justify => Hyphenation::Patterns,
            Align::Start | Align::End | Align::Center => Hyphenation::Explicit,
        };
        ParagraphStyle {
            text: self.text(look, lang),
            align: look.align,
            leading: self.lines(look.leading),
            indent: Length::ZERO,
            hyphenation,
        }
    }

    /// How far the base line of a line stands below its top. Lines on the grid have it at one place,
    /// whatever their size; others stand in the middle of their leading.
    pub fn base(&self, style: &ParagraphStyle) -> Length {
        let size = if style.leading == self.page.leading { self.page.size } else { style.text.size };
        // Letters reach 0.72 em up and 0.24 em down in the mean of the families of the house.
        let (up, down) = (Em::milli(720).at(size), Em::milli(240).at(size));
        (style.leading - up - down) / 2 + up
    }
}
