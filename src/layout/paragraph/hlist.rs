//! Runs to a horizontal list of boxes, glue and penalties (Knuth and Plass 1981), and the widths of its words.

use std::ops::Range;
use std::sync::Arc;

use unicode_script::Script;
use unicode_segmentation::UnicodeSegmentation;

use crate::geometry::{Em, Length, Size};
use crate::layout::frame::Glyph;
use crate::layout::paragraph::breaks::{DivisionLevel, hyphens};
use crate::layout::paragraph::characters::{Autospace, Space, autospace, is_own_word, space};
use crate::layout::paragraph::itemize::Run;
use crate::layout::paragraph::shape::{Typesetter, Word};
use crate::layout::paragraph::text::{BreakKind, OBJECT, Opportunity, Paragraph, PieceKind};
use crate::layout::style::{Align, Division, Position};

/// The most bytes of a word that are shaped together: more than any word of a language has.
const LONGEST: usize = 512;

/// What may be done to break a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListOptions {
    /// The measure, for images.
    pub(super) measure: Length,
    /// Where words may be divided.
    pub(super) divided: DivisionLevel,
    /// Whether a forced line end is one, and not a space.
    pub(super) forced: bool,
}

/// The list, with the words that its boxes are parts of.
#[derive(Debug, Default)]
pub(super) struct HList {
    pub(super) items: Vec<HItem>,
    pub(super) words: Vec<PlacedWord>,
}

/// An item of the list.
#[derive(Debug)]
pub(super) enum HItem {
    /// A word or part of one.
    Box {
        width: Length,
        /// The index of the word that it is part of.
        word: usize,
        range: Range<usize>,
        /// How many glyphs it has.
        glyphs: usize,
    },
    /// An image.
    Image { size: Size, run: usize, range: Range<usize> },
    /// A space, or between letters of scripts without spaces a place that can stretch.
    Glue {
        width: Length,
        stretch: Length,
        shrink: Length,
        run: usize,
        range: Range<usize>,
        /// Whether a line may end there; the glue is then gone.
        breaks: bool,
    },
    /// A place where a line may end, with the width of the hyphen that then appears.
    Penalty { kind: BreakKind, hyphen: Length },
    /// A forced line end, or the paragraph's.
    End { run: usize, range: Range<usize> },
}

/// A word in its place.
#[derive(Debug)]
pub(super) struct PlacedWord {
    pub(super) run: usize,
    pub(super) range: Range<usize>,
    pub(super) shaped: Arc<Word>,
}

/// The list of a paragraph whose lines may end at `opportunities`.
pub(super) fn hlist(
    cx: &Typesetter<'_>,
    paragraph: &Paragraph,
    runs: &[Run],
    opportunities: &[Opportunity],
    options: ListOptions,
) -> HList {
    let list = HList::default();
    let signs = SignWidths::default();
    let mut builder = ListBuilder { cx, paragraph, options, opportunities, signs, list };
    for (index, run) in runs.iter().enumerate() {
        builder.signs = SignWidths::default();
        builder.run(index, run);
    }
    let end = paragraph.text.len();
    builder.list.items.push(HItem::End { run: runs.len().saturating_sub(1), range: end..end });
    builder.list
}

struct ListBuilder<'a> {
    cx: &'a Typesetter<'a>,
    paragraph: &'a Paragraph,
    options: ListOptions,
    opportunities: &'a [Opportunity],
    /// What the run at hand often has.
    signs: SignWidths,
    list: HList,
}

/// The widths of a run's own signs; `None` until one is asked for.
#[derive(Debug, Default)]
struct SignWidths {
    space: Option<Length>,
    hyphen: Option<Length>,
}

impl ListBuilder<'_> {
    fn run(&mut self, index: usize, run: &Run) {
        let paragraph = self.paragraph;
        let text = paragraph.text.get(run.range.clone()).unwrap_or("");
        let mut start = run.range.start;
        let mut last = None;
        for (byte, character) in text.char_indices() {
            let (at, after) = (run.range.start + byte, run.range.start + byte + character.len_utf8());
            let white = space(character);
            let apart = white.is_some() || matches!(character, '\n' | OBJECT);
            let divides = |last| {
                is_own_word(last, character) && self.opportunity(at).is_some()
                    || !run.font.key.mono && autospace(last, character) != Autospace::None
            };
            if apart || last.is_some_and(divides) {
                self.word(index, run, start..at);
                start = if apart { after } else { at };
            }
            match character {
                '\n' if self.options.forced => {
                    self.list.items.push(HItem::End { run: index, range: at..after })
                }
                '\n' => self.glue(index, run, Space::Word, at..after),
                OBJECT => self.image(index, run, at..after),
                _ => white.into_iter().for_each(|it| self.glue(index, run, it, at..after)),
            }
            last = Some(character);
        }
        self.word(index, run, start..run.range.end);
    }

    /// Why a line may start at a byte; `None` where it may not.
    fn opportunity(&self, at: usize) -> Option<BreakKind> {
        let found = self.opportunities.binary_search_by_key(&at, |it| it.at).ok()?;
        self.opportunities.get(found).map(|it| it.kind)
    }

    /// The text between two spaces: a word, or more than one where it is longer than any word, so that the cost of
    /// shaping and measuring stays in proportion.
    fn word(&mut self, index: usize, run: &Run, mut range: Range<usize>) {
        while range.len() > LONGEST {
            let text = self.paragraph.text.get(range.clone()).unwrap_or("");
            let cut = range.start + longest(text);
            self.part(index, run, range.start..cut);
            range.start = cut;
        }
        self.part(index, run, range);
    }

    fn part(&mut self, index: usize, run: &Run, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.autospace(index, run, range.start);
        let text = self.paragraph.text.get(range.clone()).unwrap_or("");
        let shaped = run.font.word(self.cx.fonts, text);
        let word = self.list.words.len();
        let mut pen = Pen::new(run, &shaped);
        let mut start = range.start;
        for Opportunity { at, kind } in self.divisions(run, &range, &shaped) {
            let (width, glyphs) = pen.to(at - range.start);
            self.list.items.push(HItem::Box { width, word, range: start..at, glyphs });
            let hyphen = if kind.hyphenates() { self.hyphen(run) } else { Length::ZERO };
            self.list.items.push(HItem::Penalty { kind, hyphen });
            start = at;
        }
        let (width, glyphs) = pen.to(range.len());
        self.list.items.push(HItem::Box { width, word, range: start..range.end, glyphs });
        self.list.words.push(PlacedWord { run: index, range, shaped });
    }

    /// Adds what is set between the last word and the one that starts at a byte, with no space between them.
    fn autospace(&mut self, index: usize, run: &Run, at: usize) {
        let breaks = self.opportunity(at);
        let touching = matches!(self.list.items.last(), Some(HItem::Box { .. } | HItem::Image { .. }));
        if !touching {
            return;
        }
        let text = &self.paragraph.text;
        let last = text.get(..at).and_then(|it| it.chars().next_back());
        let next = text.get(at..).and_then(|it| it.chars().next());
        let (Some(last), Some(next)) = (last, next) else { return };
        let between = if self.is_raised(run) { Autospace::None } else { autospace(last, next) };
        if between != Autospace::None || is_own_word(last, next) {
            let (width, flexibility) =
                (between.width(run.size), if self.is_justified() { run.size } else { Length::ZERO });
            let mixed = between == Autospace::Mixed;
            let (stretch, shrink) =
                if mixed { (flexibility / 8, flexibility / 8) } else { (flexibility / 10, Length::ZERO) };
            let breaks = breaks.is_some();
            self.list.items.push(HItem::Glue { width, stretch, shrink, run: index, range: at..at, breaks });
        } else if let Some(kind) = breaks {
            self.list.items.push(HItem::Penalty { kind, hyphen: Length::ZERO });
        }
    }

    /// Whether a run is of marks above or below the line, which are set close.
    fn is_raised(&self, run: &Run) -> bool {
        let piece = self.paragraph.pieces.get(run.piece);
        let style = piece.and_then(|it| self.paragraph.styles.get(it.style));
        style.is_some_and(|it| it.position != Position::Normal)
    }

    /// Where a line may end within a word.
    fn divisions(&self, run: &Run, range: &Range<usize>, shaped: &Arc<Word>) -> Vec<Opportunity> {
        let from = self.opportunities.partition_point(|it| it.at <= range.start);
        let inside = self.opportunities.iter().skip(from).take_while(|it| it.at < range.end);
        let mut found: Vec<Opportunity> = inside.copied().collect();
        if self.options.divided > DivisionLevel::Nowhere {
            found.extend(hyphens(self.paragraph, run, range.start, shaped, self.options.divided));
            found.sort_by_key(|it| (it.at, it.kind));
            found.dedup_by_key(|it| it.at);
        }
        found
    }

    /// The width of the sign of division.
    fn hyphen(&mut self, run: &Run) -> Length {
        let fonts = self.cx.fonts;
        let measure = || width_of(run, &run.font.word(fonts, hyphen_sign(self.cx, run)));
        *self.signs.hyphen.get_or_insert_with(measure)
    }

    /// The width of a space between words.
    fn space(&mut self, run: &Run) -> Length {
        let fonts = self.cx.fonts;
        let measure = || run.font.word(fonts, " ").width.at(run.size) + run.tracking.at(run.size);
        *self.signs.space.get_or_insert_with(measure)
    }

    fn glue(&mut self, index: usize, run: &Run, kind: Space, range: Range<usize>) {
        let breaks = self.opportunity(range.end).is_some() && self.paragraph.text.len() > range.end;
        let width = match kind {
            Space::Word => self.space(run),
            Space::Fixed(width) => width.at(run.size),
        };
        // Up to one and a half of its width, and as good as its own where letters and glyphs can give instead: less is lost
        // to some readers of PDFs. The spaces of code are characters like others.
        let flexible = kind == Space::Word && self.is_justified() && !run.font.key.mono;
        let least = if may_letterfit(self.paragraph, run) { width / 20 } else { width / 4 };
        let (stretch, shrink) = if flexible { (width / 2, least) } else { (Length::ZERO, Length::ZERO) };
        self.list.items.push(HItem::Glue { width, stretch, shrink, run: index, range, breaks });
    }

    /// An image, no wider than the measure, and no higher than a line may be.
    fn image(&mut self, index: usize, run: &Run, range: Range<usize>) {
        self.autospace(index, run, range.start);
        let Some(piece) = self.paragraph.pieces.get(run.piece) else { return };
        let PieceKind::Image(image) = &piece.kind else { return };
        let measure = self.options.measure;
        let asked = image.width(Some(measure).filter(|it| *it < Length::MAX));
        let size = image.size.fitted(asked.min(measure), self.cx.inline.tallest);
        self.list.items.push(HItem::Image { size, run: index, range });
    }

    fn is_justified(&self) -> bool {
        self.paragraph.style.align == Align::Justify
    }
}

/// How much of a word that is too long is shaped together: whole letters with their marks, where that can be.
fn longest(text: &str) -> usize {
    let last = |ends: &mut dyn Iterator<Item = usize>| {
        ends.take_while(|it| *it <= LONGEST).last().filter(|it| *it > 0)
    };
    // A letter may have as many marks as there is text, so no more of it is looked at than can be taken.
    let head = text.char_indices().map(|it| it.0).find(|it| *it > LONGEST).and_then(|it| text.get(..it));
    let letters = last(&mut head.unwrap_or(text).grapheme_indices(true).map(|it| it.0));
    letters.or_else(|| last(&mut text.char_indices().map(|it| it.0))).unwrap_or(text.len())
}

/// The sign of division: the hyphen proper where the face has it, so that U+002D keeps its own text.
pub(super) fn hyphen_sign(cx: &Typesetter<'_>, run: &Run) -> &'static str {
    let has = cx.fonts.face(run.font.key.face).is_some_and(|face| face.has('\u{2010}'));
    if has { "\u{2010}" } else { "-" }
}

/// Whether the letters of a run may be set a little wider or closer, where lines are filled: not code, nor scripts whose
/// letters join.
pub(super) fn may_letterfit(paragraph: &Paragraph, run: &Run) -> bool {
    let words = paragraph.pieces.get(run.piece).is_some_and(|it| it.attributes.division == Division::Words);
    let script = run.font.key.script;
    let filled = paragraph.style.align == Align::Justify;
    filled
        && words
        && !run.font.key.mono
        && matches!(script, Script::Latin | Script::Greek | Script::Cyrillic)
}

/// How wide a word is in a run.
pub(super) fn width_of(run: &Run, word: &Word) -> Length {
    word.width.at(run.size) + run.tracking.at(run.size) * word.glyphs.len() as i64
}

/// Measures a word from one place to the next, in one walk over its glyphs.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    run: &'a Run,
    /// The glyphs in logical order.
    glyphs: Vec<&'a Glyph>,
    /// How many glyphs lie before it.
    at: usize,
    /// The width of those, without tracking.
    before: Em,
    /// What has been given out.
    given: Length,
}

impl<'a> Pen<'a> {
    pub(super) fn new(run: &'a Run, word: &'a Word) -> Pen<'a> {
        let mut glyphs: Vec<&Glyph> = word.glyphs.iter().collect();
        glyphs.sort_by_key(|it| it.start);
        Pen { run, glyphs, at: 0, before: Em::ZERO, given: Length::ZERO }
    }

    /// The width from the last place to this byte, and how many glyphs end in it. A cluster that is cut counts in
    /// proportion: the part is shaped again in the end, this only measures where to break.
    pub(super) fn to(&mut self, byte: usize) -> (Length, usize) {
        let first = self.at;
        while let Some(glyph) = self.glyphs.get(self.at).filter(|it| it.end as usize <= byte) {
            self.before += glyph.advance;
            self.at += 1;
        }
        let cut = self.glyphs.iter().skip(self.at).take_while(|it| (it.start as usize) < byte);
        let part: Em = cut.map(|it| part(it, byte)).sum();
        let tracking = self.run.tracking.at(self.run.size) * self.at as i64;
        let width = (self.before + part).at(self.run.size) + tracking;
        let grown = width - std::mem::replace(&mut self.given, width);
        (grown, self.at - first)
    }
}

/// The part of a glyph's advance that belongs to the text before a byte of its word.
fn part(glyph: &Glyph, byte: usize) -> Em {
    let cluster = glyph.cluster();
    let part = i64::from(glyph.advance.to_raw()) * (byte - cluster.start) as i64;
    Em::raw((part / cluster.len().max(1) as i64) as i32)
}
