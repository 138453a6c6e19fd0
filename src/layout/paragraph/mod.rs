//! A paragraph: one text in styled pieces, and from there its lines.
//!
//! Each step is a file, and takes the result of the one before. [`text`] has the types that all of them share.
//!
//! 1. [`collect`]: inlines become one text and its *pieces*, stretches of one style; their meaning becomes elements of the
//!    logical structure ([`builder`] does the first part, also for running heads and code). In the text a forced line end
//!    is `\n`, and an image is U+FFFC.
//! 2. [`itemize`](mod@itemize): the text is divided into *runs* of one piece, direction (UAX #9), script (UAX #24) and face. A character
//!    that the face lacks gets another face; marks stay with their letter.
//! 3. [`breaks`]: where a line may end. UAX #14, with dictionaries for scripts without spaces; after the signs of addresses;
//!    at the author's soft hyphens; by the patterns of the language (Liang 1983, in [`hyphenate`]).
//! 4. [`shape`]: words become glyphs, each word once in a publication: a *shaping font* keeps them in ems, for all sizes.
//! 5. [`hlist`]: *boxes*, *glue* and *penalties* in a row (Knuth and Plass 1981). A word is a box, or several with a penalty
//!    wherever it may be divided. A space is glue that stretches by a half of its width, and shrinks by a twentieth where glyphs
//!    can be drawn narrower, else by a quarter. Autospace
//!    between Chinese or Japanese and other characters is in [`characters`].
//! 6. [`compose`](mod@compose): passes of rising tolerance (TeX, section 863) over that list. Each looks for the best breaks of the
//!    paragraph as a whole; the first that finds some ends the search. What it costs to end a line is in [`demerits`], and
//!    the search in [`linebreak`].
//! 7. [`assemble`]: a line is set. The difference to the measure goes to its glyphs, which are drawn up to a fiftieth
//!    wider or narrower, and then to its spaces and letters together ([`justify`]); punctuation hangs in the margins (Hàn Thế Thành 2000); its fragments are put into visual order (UAX #9,
//!    L2), and merged into runs of text ([`place`]), which keep text and glyphs together. The [`line`](mod@line) carries its notes,
//!    links and anchors to the page.
//!
//! No word space is wider than one and a half of normal: a line that cannot be filled so is left short, which happens to
//! one line in four hundred of running text, and to more where long paths and names of code are close together.
//! [`metrics`](super::metrics) measures it, and `benches/lines` compares it with what Typst and LuaLaTeX do.

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

use std::borrow::Cow;

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
        let lines = self.set(cx, column, measure);
        let fitting = if self.has_images() { self.fitting(&lines, measure) } else { None };
        fitting.map_or(lines, |it| it.set(cx, column, measure))
    }

    /// The same with narrower images, where one is too wide together with what stays next to it, as the mark of a note.
    fn fitting(&self, lines: &[Line], measure: Length) -> Option<Paragraph> {
        let over = lines.iter().filter(|it| it.has_images()).map(|it| it.fit.overfull).max()?;
        let most = measure - over;
        if over > Length::ZERO && most >= measure / 2 {
            self.with_images_within(most, Some(measure))
        } else {
            None
        }
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
        let set = |it: &Paragraph| compose(cx, it, &itemize(cx, it), column);
        let natural = set(self);
        let least = match self.narrowed() {
            Cow::Borrowed(_) => &natural,
            Cow::Owned(narrowed) => &set(&narrowed),
        };
        Widths { natural: natural.natural(), word: least.word(), unbreakable: least.unbreakable() }
    }

    /// How wide it must be when its words are divided as its style allows, but nowhere else.
    pub fn hyphenated_width(&self, cx: &Typesetter<'_>) -> Length {
        let column = TextColumn { measure: Length::MAX, align: Align::Start, forced: true };
        let narrowed = self.narrowed();
        let runs = itemize(cx, &narrowed);
        hyphenated(cx, &narrowed, &runs, column).map_or(Length::ZERO, |it| it.unbreakable())
    }
}

#[cfg(test)]
mod tests;
