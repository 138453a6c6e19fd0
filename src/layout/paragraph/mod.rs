//! A paragraph: one text with styled pieces, and from there its lines.
//!
//! # The life of a paragraph
//!
//! Each step is a file, and takes what the one before it gives.
//!
//! 1. [`collect`](super::collect()): inlines become one text and its *pieces*, stretches of one look; what they mean
//!    becomes elements of the logical structure. The text says `\n` for a forced line end and U+FFFC for a picture.
//! 2. [`itemize`](super::itemize): the text is divided into *runs* of one piece, direction (UAX #9), script (UAX #24) and
//!    face. A character that the face lacks finds another; marks stay with their letter.
//! 3. [`breaks`](super::breaks): where a line may end. UAX #14, with dictionaries where a script has no spaces; after the
//!    signs of addresses; at the author's soft hyphens; by the patterns of the language (Liang 1983, in
//!    [`hyphenate`](super::hyphenate)).
//! 4. [`shape`](super::shape): words become glyphs, each word once in a publication: a [`fount`](super::fount) keeps them
//!    in ems, for all sizes.
//! 5. [`hlist`](super::hlist): *boxes*, *glue* and *penalties* in a row (Knuth and Plass 1981). A word is a box, or several
//!    with a penalty wherever it may be divided. A space is glue that gives a third of its width and takes a half. What
//!    Chinese and Japanese want between two characters is in [`joint`](super::joint).
//! 6. [`compose`](super::compose): passes of rising tolerance (TeX, section 863) over that list. Each looks for the best way
//!    to break the paragraph as a whole; the first that finds one ends the search. What it costs to end a line there is in
//!    [`demerits`](super::demerits), and the search in [`linebreak`](super::linebreak).
//! 7. [`assemble`](super::assemble): a line is set. What it is short by goes to its spaces and, in need, to its letters
//!    ([`justify`](super::justify)); punctuation hangs in the margins ([`protrude`](super::protrude), Hàn Thế Thành 2000);
//!    its fragments are put into visual order (UAX #9, L2), and merged into [`runs`](super::runs) of text, which keep text
//!    and glyphs together. The line carries its notes, links and anchors to the page.
//!
//! No word space is wider than one and a half of normal: a line that cannot be filled so is left short, which happens to
//! one line in four hundred of running text, and to more where long paths and names of code stand close together. Of
//! 18,000 lines in four languages, two themes and four papers none has a word space
//! outside two thirds and one and a half of normal, and one in five has a hyphen at its end. [`survey`](super::survey)
//! measures it.

pub mod text;
pub mod builder;
pub mod collect;
pub mod shape;
mod characters;
mod itemize;
mod breaks;
mod hyphenate;
mod hlist;
mod demerits;
mod linebreak;
mod compose;
pub mod line;
mod justify;
mod place;
mod assemble;

use crate::geometry::Length;
use crate::layout::paragraph::compose::{TextColumn, compose, hyphenated};
use crate::layout::paragraph::itemize::itemize;
use crate::layout::paragraph::line::Line;
use crate::layout::paragraph::place::Assembler;
use crate::layout::paragraph::shape::Typesetter;
use crate::layout::paragraph::text::{Paragraph, Widths};
use crate::layout::style::Align;

impl Paragraph {
    /// Its lines at a measure; none for a paragraph without text.
    pub fn lines(&self, cx: &Typesetter<'_>, measure: Length) -> Vec<Line> {
        let column = TextColumn { measure, align: self.style.align, forced: true };
        self.set(cx, column, measure)
    }

    /// The whole of it in one line of its natural width: running heads, folios, markers. The forced line ends
    /// in it count as spaces. `None` for a paragraph without text.
    pub fn single_line(&self, cx: &Typesetter<'_>) -> Option<Line> {
        let column = TextColumn { measure: Length::MAX, align: Align::Start, forced: false };
        let runs = itemize(cx, self);
        let width = compose(cx, self, &runs, column).natural();
        self.set(cx, column, width).pop()
    }

    /// Its lines, broken at the measure of a column and set at another.
    fn set(&self, cx: &Typesetter<'_>, column: TextColumn, measure: Length) -> Vec<Line> {
        if self.text.is_empty() {
            return Vec::new();
        }
        let runs = itemize(cx, self);
        let composed = compose(cx, self, &runs, column);
        let column = TextColumn { measure, ..column };
        Assembler { cx, paragraph: self, runs: &runs, composed: &composed, column }.lines()
    }

    /// How wide it may be and must be.
    pub fn widths(&self, cx: &Typesetter<'_>) -> Widths {
        let column = TextColumn { measure: Length::MAX, align: Align::Start, forced: true };
        let runs = itemize(cx, self);
        let composed = compose(cx, self, &runs, column);
        let (natural, word, unbreakable) = (composed.natural(), composed.word(), composed.unbreakable());
        Widths { natural, word, unbreakable }
    }

    /// How wide it must be when its words are divided as its style allows, but not in need.
    pub fn hyphenable(&self, cx: &Typesetter<'_>) -> Length {
        let column = TextColumn { measure: Length::MAX, align: Align::Start, forced: true };
        let runs = itemize(cx, self);
        hyphenated(cx, self, &runs, column).map_or(Length::ZERO, |it| it.unbreakable())
    }
}

#[cfg(test)]
mod tests;
