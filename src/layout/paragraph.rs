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

use std::ops::Range;

use crate::document::{Id, NoteRef};
use crate::geometry::{Length, Size};
use crate::layout::assemble::Assembler;
use crate::layout::compose::{Column, compose, hyphenated};
use crate::layout::frame::{LinkTarget, Mark};
use crate::layout::itemize::itemize;
use crate::layout::line::Line;
use crate::layout::structure::ElementId;
use crate::layout::style::{Align, Division, Hyphenation, ParagraphStyle, TextStyle};
use crate::layout::typesetter::Typesetter;
use crate::source::Span;
use crate::theme::Color;

/// The character that stands for a picture in the text of a paragraph.
pub(super) const OBJECT: char = '\u{fffc}';

/// A paragraph before its lines are known.
#[derive(Debug, Clone)]
pub struct Paragraph {
    pub(super) style: ParagraphStyle,
    /// The text, without soft hyphens; `\n` is a forced line end.
    pub(super) text: String,
    /// The pieces of the text, in order and without gaps.
    pub(super) pieces: Vec<Piece>,
    pub(super) styles: Vec<TextStyle>,
    /// Where the author allows a hyphen (U+00AD).
    pub(super) soft_hyphens: Vec<usize>,
    /// Where each stretch of the text, by its start, stands in the source.
    pub(super) sources: Vec<(usize, Span)>,
    pub(super) links: Vec<Link>,
    pub(super) anchors: Vec<(usize, Id)>,
    pub(super) span: Span,
}

/// A stretch of a paragraph's text of one look and one place in the structure.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// The index of its style.
    pub(super) style: usize,
    pub(super) look: Look,
    pub(super) kind: PieceKind,
}

/// What a piece is.
#[derive(Debug, Clone)]
pub(super) enum PieceKind {
    /// Text.
    Text,
    /// A picture: its key into the resources, and the size that it would have without a measure.
    Picture(Picture),
    /// The mark of a note.
    Note { note: NoteRef, reference: ElementId, link: ElementId },
}

/// A picture in a line.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) path: String,
    pub(super) size: Size,
    /// The part of the measure that it should take, in hundredths of a per cent.
    pub(super) share: Option<u32>,
}

/// What goes with a piece of text beside its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What it belongs to.
    pub mark: Mark,
    /// Where it may be divided.
    pub division: Division,
    /// The rules that go with it.
    pub rules: Rules,
    /// What is painted behind it.
    pub ground: Option<Color>,
    /// The index of its link among the paragraph's.
    pub(super) link: Option<usize>,
    /// Where it stands in the source.
    pub span: Span,
}

impl Look {
    /// Text of nothing but its style.
    pub fn plain(mark: Mark, span: Span) -> Look {
        let (division, rules) = (Division::Words, Rules::default());
        Look { mark, division, rules, ground: None, link: None, span }
    }
}

/// The rules that go with a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// A rule under it.
    pub under: bool,
    /// A rule through it.
    pub through: bool,
}

/// A link in a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) to: LinkTarget,
    pub(super) element: ElementId,
    pub(super) description: String,
}

/// How wide a paragraph may be and must be: what column widths are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Widths {
    /// Its longest line when nothing but forced ends breaks it.
    pub natural: Length,
    /// Its widest word: in a narrower measure it is divided, at a hyphen or a sign of an address that it has.
    pub word: Length,
    /// Its widest part of a word, or picture: in a narrower measure something must stick out.
    pub unbreakable: Length,
}

impl Paragraph {
    /// Its lines at a measure; none for a paragraph without text.
    pub fn lines(&self, cx: &Typesetter<'_>, measure: Length) -> Vec<Line> {
        let column = Column { measure, align: self.style.align, forced: true };
        self.set(cx, column, measure)
    }

    /// The whole of it in one line of its natural width: running heads, folios, markers. The forced line ends
    /// in it count as spaces. `None` for a paragraph without text.
    pub fn single_line(&self, cx: &Typesetter<'_>) -> Option<Line> {
        let column = Column { measure: Length::MAX, align: Align::Start, forced: false };
        let runs = itemize(cx, self);
        let width = compose(cx, self, &runs, column).natural();
        self.set(cx, column, width).pop()
    }

    /// Its lines, broken at the measure of a column and set at another.
    fn set(&self, cx: &Typesetter<'_>, column: Column, measure: Length) -> Vec<Line> {
        if self.text.is_empty() {
            return Vec::new();
        }
        let runs = itemize(cx, self);
        let composed = compose(cx, self, &runs, column);
        let column = Column { measure, ..column };
        Assembler { cx, paragraph: self, runs: &runs, composed: &composed, column }.lines()
    }

    /// How wide it may be and must be.
    pub fn widths(&self, cx: &Typesetter<'_>) -> Widths {
        let column = Column { measure: Length::MAX, align: Align::Start, forced: true };
        let runs = itemize(cx, self);
        let composed = compose(cx, self, &runs, column);
        let (natural, word, unbreakable) = (composed.natural(), composed.word(), composed.unbreakable());
        Widths { natural, word, unbreakable }
    }

    /// The same in another size, in thousandths: tables that would be too wide.
    pub fn scaled(&self, thousandths: i64) -> Paragraph {
        let mut paragraph = self.clone();
        let sizes = paragraph.styles.iter_mut().chain([&mut paragraph.style.text]);
        sizes.for_each(|it| it.size = it.size.scale(thousandths, 1000));
        paragraph.style.leading = paragraph.style.leading.scale(thousandths, 1000);
        paragraph
    }

    /// The same with words that may be divided anywhere in need: cells of tables that are too narrow.
    pub fn divided(&self) -> Paragraph {
        let mut paragraph = self.clone();
        paragraph.style.hyphenation = Hyphenation::Emergency;
        paragraph
    }

    /// How wide it must be when its words are divided as its style allows, but not in need.
    pub fn hyphenable(&self, cx: &Typesetter<'_>) -> Length {
        let column = Column { measure: Length::MAX, align: Align::Start, forced: true };
        let runs = itemize(cx, self);
        hyphenated(cx, self, &runs, column).map_or(Length::ZERO, |it| it.unbreakable())
    }

    /// What it says, without soft hyphens; a picture is one character.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its style.
    pub fn style(&self) -> &ParagraphStyle {
        &self.style
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where it stands in the source.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where a stretch of its text stands in the source, to the line.
    pub(super) fn source(&self, range: Range<usize>) -> Span {
        let first = self.sources.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let inside = self.sources.iter().skip(first).take_while(|(start, _)| *start < range.end);
        inside.map(|(_, span)| *span).reduce(Span::join).unwrap_or(self.span)
    }
}
