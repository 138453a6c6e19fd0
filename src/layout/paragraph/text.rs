//! A paragraph before its lines are known: its text, in pieces of one look, and the places where its lines may end.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Id, NoteRef};
use crate::geometry::{Em, Length, Size};
use crate::layout::frame::{LinkTarget, Mark};
use crate::layout::structure::ElementId;
use crate::layout::style::{Division, Hyphenation, ParagraphStyle, TextStyle};
use crate::source::Span;
use crate::theme::Color;

/// The character that represents an image in the text of a paragraph.
pub(super) const OBJECT: char = '\u{fffc}';

/// What a wider image may shrink to in a column.
const NARROWEST_IMAGE: Em = Em::milli(6000);

/// A paragraph before its lines are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub(super) style: ParagraphStyle,
    /// The text, without soft hyphens; `\n` is a forced line end.
    pub(super) text: String,
    /// The pieces of the text, in order and without gaps.
    pub(super) pieces: Vec<Piece>,
    pub(super) styles: Vec<TextStyle>,
    /// Where the author allows a hyphen (U+00AD).
    pub(super) soft_hyphens: Vec<usize>,
    /// The place in the source of each stretch of the text, by its start.
    pub(super) sources: Vec<(usize, Span)>,
    pub(super) links: Vec<Link>,
    pub(super) anchors: Vec<(usize, Id)>,
    pub(super) span: Span,
}

/// A stretch of a paragraph's text of one look and one place in the structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// The index of its style.
    pub(super) style: usize,
    pub(super) attributes: TextAttributes,
    pub(super) kind: PieceKind,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Text.
    Text,
    /// An image: its key into the resources, and the size that it would have without a measure.
    Image(InlineImage),
    /// The mark of a note.
    Note { note: NoteRef, reference: ElementId, link: ElementId },
}

/// An image in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InlineImage {
    pub(super) path: String,
    pub(super) size: Size,
    /// The part of the measure that it should take, in hundredths of a per cent.
    pub(super) share: Option<u32>,
}

impl InlineImage {
    /// How wide it should be; without a measure, as if it had no part of it.
    pub(super) fn width(&self, measure: Option<Length>) -> Length {
        let share = measure.zip(self.share);
        share.map_or(self.size.width, |(measure, share)| measure.scale(i64::from(share), 10_000))
    }
}

/// What goes with a piece of text besides its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextAttributes {
    /// What it belongs to.
    pub mark: Mark,
    /// Where it may be divided.
    pub division: Division,
    /// The rules that go with it.
    pub decoration: Decoration,
    /// What is painted behind it.
    pub background: Option<Color>,
    /// The index of its link among the paragraph's.
    pub(crate) link: Option<usize>,
    /// Its place in the source.
    pub span: Span,
}

impl TextAttributes {
    /// Text of nothing but its style.
    pub fn plain(mark: Mark, span: Span) -> TextAttributes {
        let (division, decoration) = (Division::Words, Decoration::default());
        TextAttributes { mark, division, decoration, background: None, link: None, span }
    }
}

/// The rules that go with a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decoration {
    /// A rule under it.
    pub underline: bool,
    /// A rule through it.
    pub strikethrough: bool,
    /// A bar in the margin beside the line, for what was inserted or deleted.
    pub bar: bool,
    /// A dot above or below each character, as stress is shown in Chinese and Japanese.
    pub dots: Option<Dots>,
}

/// Where the dots of stress are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dots {
    /// Above the characters.
    Above,
    /// Below them.
    Below,
}

/// A link in a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Its widest part of a word: in a narrower measure something must stick out. An image shrinks.
    pub unbreakable: Length,
}

impl Paragraph {
    /// The same in another size, in thousandths: tables that would be too wide.
    pub fn scaled(&self, thousandths: i64) -> Paragraph {
        let mut paragraph = self.clone();
        let sizes = paragraph.styles.iter_mut().chain([&mut paragraph.style.text]);
        sizes.for_each(|it| it.size = it.size.scale(thousandths, 1000));
        paragraph.style.leading = paragraph.style.leading.scale(thousandths, 1000);
        paragraph
    }

    /// The same with words that may be divided anywhere if necessary: cells of tables that are too narrow.
    pub fn divided(&self) -> Paragraph {
        let mut paragraph = self.clone();
        paragraph.style.hyphenation = Hyphenation::Emergency;
        paragraph
    }

    /// The same with images that are as narrow as they may become.
    pub(super) fn narrowed(&self) -> Cow<'_, Paragraph> {
        let narrower = self.with_images_within(NARROWEST_IMAGE.at(self.style.text.size), None);
        narrower.map_or(Cow::Borrowed(self), Cow::Owned)
    }

    /// The same with images of no more than that width in a measure; `None` where no image is wider.
    pub(super) fn with_images_within(&self, most: Length, measure: Option<Length>) -> Option<Paragraph> {
        let is_wider =
            |it: &Piece| matches!(&it.kind, PieceKind::Image(image) if image.width(measure) > most);
        if !self.pieces.iter().any(is_wider) {
            return None;
        }
        let mut paragraph = self.clone();
        for piece in &mut paragraph.pieces {
            if let PieceKind::Image(image) = &mut piece.kind
                && image.width(measure) > most
            {
                image.size = image.size.fitted(most, Length::MAX);
                image.share = None;
            }
        }
        Some(paragraph)
    }

    /// Its text, without soft hyphens; an image is one character.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its style.
    pub fn style(&self) -> &ParagraphStyle {
        &self.style
    }

    /// Whether images are in its lines, which may make them higher than others.
    pub fn has_images(&self) -> bool {
        self.pieces.iter().any(|it| matches!(it.kind, PieceKind::Image(_)))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its place in the source.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The place of a stretch of its text in the source, to the line.
    pub(super) fn source(&self, range: Range<usize>) -> Span {
        let first = self.sources.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let inside = self.sources.iter().skip(first).take_while(|(start, _)| *start < range.end);
        inside.map(|(_, span)| *span).reduce(Span::join).unwrap_or(self.span)
    }
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opportunity {
    /// The first byte of the next line.
    pub(super) at: usize,
    pub(super) kind: BreakKind,
}

impl Opportunity {
    /// The same in a text in which what it is of starts at a byte.
    pub(super) fn at(self, start: usize) -> Opportunity {
        Opportunity { at: start + self.at, ..self }
    }
}

/// Why a line may end there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BreakKind {
    /// Between words.
    Word,
    /// After a hyphen that is there.
    Hyphen,
    /// At a sign of an address or of code.
    Sign,
    /// Before a dash that joins two words.
    Dash,
    /// At a soft hyphen of the author.
    Soft,
    /// By the patterns of the language.
    Pattern,
    /// The same, with no more than two letters before or after the hyphen.
    Stub,
    /// The same, in a word that should stay whole.
    Deep,
    /// Between any two letters of an address or code that fits on no line, or between two digits.
    Anywhere,
    /// Between any two letters of a word that fits on no line.
    Letters,
}

impl BreakKind {
    /// Whether a hyphen appears there.
    pub(super) fn hyphenates(self) -> bool {
        matches!(
            self,
            BreakKind::Soft | BreakKind::Pattern | BreakKind::Stub | BreakKind::Deep | BreakKind::Letters
        )
    }

    /// Whether the line then ends with a hyphen, new or old.
    pub(super) fn flagged(self) -> bool {
        self.hyphenates() || self == BreakKind::Hyphen
    }

    /// What a break there costs (Knuth and Plass 1981: penalty); 50 for a hyphen that is there, as in TeX, and far more for a new one,
    /// since glyphs give first.
    pub(super) fn penalty(self) -> i64 {
        match self {
            BreakKind::Word => 0,
            BreakKind::Soft => 30,
            BreakKind::Hyphen => 50,
            BreakKind::Pattern => 600,
            BreakKind::Stub | BreakKind::Deep => 900,
            BreakKind::Sign => 80,
            BreakKind::Dash => 900,
            BreakKind::Anywhere | BreakKind::Letters => 900,
        }
    }
}
