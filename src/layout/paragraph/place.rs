//! The fragments of a line, in visual order, to placed items: neighbours of one style become one run of text. Before them
//! comes what goes with text besides its glyphs: backgrounds, rules, areas of links, note marks.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::Level;

use crate::geometry::{Em, Length, Point, Size};
use crate::layout::frame::{
    Artifact, Glyph, ImageBox, Item, LinkArea, Mark, Path, Placed, Rectangle, Segment, TextRun,
};
use crate::layout::paragraph::characters::{is_ignorable, space};
use crate::layout::paragraph::compose::{Composed, TextColumn};
use crate::layout::paragraph::hlist::width_of;
use crate::layout::paragraph::itemize::{Run, base_level};
use crate::layout::paragraph::line::{Line, NoteMark};
use crate::layout::paragraph::shape::{Typesetter, Word};
use crate::layout::paragraph::text::{Decoration, Dots, Paragraph, Piece, PieceKind, TextAttributes};
use crate::layout::structure::ElementId;
use crate::theme::Color;

/// A part of a line that moves as one: a word, a space, an image.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub(super) run: usize,
    pub(super) range: Range<usize>,
    pub(super) level: Level,
    pub(super) width: Length,
    /// How much wider its glyphs are drawn, in thousandths.
    pub(super) expansion: i16,
    pub(super) content: Content,
}

/// What a fragment is.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// A word or part of one, with the hyphen of division where one follows.
    Word { word: Arc<Word>, hyphen: bool, letters: Length },
    /// A space, and how far it stretches and shrinks.
    Space { stretch: Length, shrink: Length },
    /// The space at which the line ends: there for the words' sake, without width.
    End,
    /// An image.
    Image(Size),
}

impl Fragment {
    /// A width in it, with its expansion.
    pub(super) fn expanded(&self, width: Length) -> Length {
        width + width.scale(i64::from(self.expansion), 1000)
    }
}

/// All that the lines of a paragraph are set from.
pub(super) struct Assembler<'a> {
    pub(super) cx: &'a Typesetter<'a>,
    pub(super) paragraph: &'a Paragraph,
    pub(super) runs: &'a [Run],
    pub(super) composed: &'a Composed,
    pub(super) column: TextColumn,
}

impl Assembler<'_> {
    pub(super) fn run(&self, index: usize) -> &Run {
        self.runs.get(index).unwrap_or_else(|| unreachable!("an item names a run of its paragraph"))
    }

    pub(super) fn piece(&self, fragment: &Fragment) -> Option<&Piece> {
        self.paragraph.pieces.get(self.run(fragment.run).piece)
    }

    pub(super) fn color(&self, piece: &Piece) -> Option<crate::theme::Color> {
        self.paragraph.styles.get(piece.style).map(|it| it.color)
    }
}

impl Assembler<'_> {
    /// Places the fragments of a line, in visual order from `x`.
    pub(super) fn place(&self, fragments: &[Fragment], mut x: Length, line: &mut Line) {
        let mut rest = fragments;
        while let Some(first) = rest.first() {
            // A gap between letters that no run of text continues across.
            if matches!(first.content, Content::Space { .. }) && first.range.is_empty() {
                x += first.width;
                rest = rest.get(1..).unwrap_or(&[]);
                continue;
            }
            let together = 1 + rest.windows(2).take_while(|pair| self.go_together(pair)).count();
            let (group, after) = rest.split_at(together);
            match &first.content {
                Content::Image(size) => self.image(first, *size, x, line),
                Content::Word { .. } | Content::Space { .. } | Content::End => {
                    line.items.extend(self.text(group, x));
                }
            }
            x += group.iter().map(|it| it.width).sum();
            rest = after;
        }
    }

    /// Whether two neighbours are text of one run of text: same face, size, look and direction, and nothing of
    /// the source between them.
    fn go_together(&self, pair: &[Fragment]) -> bool {
        let [left, right] = pair else { return false };
        let image = |it: &Fragment| matches!(it.content, Content::Image(_));
        let (first, second) = (self.run(left.run), self.run(right.run));
        let same_face =
            (first.font.key.face, first.size, first.rise) == (second.font.key.face, second.size, second.rise);
        let same_look = match (self.piece(left), self.piece(right)) {
            (Some(left), Some(right)) => {
                left.attributes.mark == right.attributes.mark && self.color(left) == self.color(right)
            }
            (_, _) => false,
        };
        let (before, after) = if left.level.is_rtl() { (right, left) } else { (left, right) };
        let adjacent = before.range.end == after.range.start && left.level == right.level;
        let same_width = left.expansion == right.expansion;
        !image(left) && !image(right) && same_face && same_width && same_look && adjacent
    }

    /// Fragments as one run of text; `None` where there is nothing to draw or read.
    fn text(&self, group: &[Fragment], x: Length) -> Option<Placed> {
        let first = group.first()?;
        let (run, piece) = (self.run(first.run), self.piece(first)?);
        let mut text = String::new();
        let mut starts = vec![0; group.len()];
        let backwards = first.level.is_rtl();
        for step in 0..group.len() {
            let index = if backwards { group.len() - 1 - step } else { step };
            starts[index] = text.len();
            self.read(&group[index], &mut text);
        }
        let mut glyphs = Vec::with_capacity(text.len());
        for (fragment, start) in group.iter().zip(starts) {
            self.draw(fragment, start as u32, &mut glyphs);
        }
        if glyphs.is_empty() {
            return None;
        }
        let range =
            group.iter().map(|it| it.range.start).min()?..group.iter().map(|it| it.range.end).max()?;
        let item = Item::Text(TextRun {
            face: run.font.key.face,
            size: run.size,
            color: self.color(piece)?,
            text,
            glyphs,
            expansion: first.expansion,
            lang: None,
            start: range.start as u32,
            span: self.paragraph.source(range),
        });
        Some(Placed { at: Point::new(x, -run.rise), item, mark: piece.attributes.mark })
    }

    /// Adds the text of a fragment.
    fn read(&self, fragment: &Fragment, text: &mut String) {
        let own = self.paragraph.text.get(fragment.range.clone()).unwrap_or("");
        match &fragment.content {
            Content::End if own == "\n" => text.push(' '),
            Content::Word { hyphen, .. } => {
                text.push_str(own);
                text.extend(hyphen.then_some('\u{ad}'));
            }
            Content::Space { .. } if own == "\n" => text.push(' '),
            Content::Space { .. } | Content::End | Content::Image(_) => text.push_str(own),
        }
    }

    /// The glyphs of a fragment whose text starts at a byte of its run's.
    fn draw(&self, fragment: &Fragment, start: u32, glyphs: &mut Vec<Glyph>) {
        let run = self.run(fragment.run);
        match &fragment.content {
            Content::Word { word, letters, .. } => {
                let extra = letterfit(fragment.width - fragment.expanded(width_of(run, word)), *letters);
                let widened = |it: Em| expanded(it, fragment.expansion);
                let length = fragment.range.len() as u32;
                glyphs.extend(word.glyphs.iter().map(|glyph| Glyph {
                    advance: widened(glyph.advance + run.tracking) + extra,
                    x_offset: widened(glyph.x_offset),
                    start: start + glyph.start,
                    // The hyphen of division has two bytes of text, whatever its sign has.
                    end: start + if glyph.end > length { length + 2 } else { glyph.end },
                    ..*glyph
                }));
            }
            Content::Space { .. } | Content::End if !fragment.range.is_empty() => {
                let blank = run.font.word(self.cx.fonts, " ");
                let id = blank.glyphs.first().map_or(0, |it| it.id);
                let (advance, nothing) = (Em::of(fragment.width, run.size), Em::ZERO);
                let end = start + fragment.range.len() as u32;
                glyphs.push(Glyph { id, advance, x_offset: nothing, y_offset: nothing, start, end });
            }
            // Between letters of scripts without spaces the last glyph takes the stretch.
            Content::Space { .. } => {
                if let Some(last) = glyphs.last_mut() {
                    last.advance += Em::of(fragment.width, run.size);
                }
            }
            Content::End | Content::Image(_) => {}
        }
    }

    fn image(&self, fragment: &Fragment, size: Size, x: Length, line: &mut Line) {
        let Some(piece) = self.piece(fragment) else { return };
        let PieceKind::Image(image) = &piece.kind else { return };
        line.height = line.height.max(size.height);
        let item = Item::Image(ImageBox { path: image.path.clone(), size, span: piece.attributes.span });
        line.items.push(Placed { at: Point::new(x, -size.height), item, mark: piece.attributes.mark });
    }

    /// Whether any face has a character.
    fn has_glyph(&self, character: char) -> bool {
        is_ignorable(character) || self.cx.fonts.iter().any(|(_, face)| face.glyph(character).is_some())
    }

    /// Takes down the characters that no face has.
    pub(super) fn note_missing(&self, fragments: &[Fragment], line: &mut Line) {
        for fragment in fragments {
            let Content::Word { word, .. } = &fragment.content else { continue };
            if !word.missing {
                continue;
            }
            let text = self.paragraph.text.get(fragment.range.clone()).unwrap_or("");
            for (byte, character) in text.char_indices() {
                let of_cluster = word.glyphs.iter().find(|it| it.id == 0 && it.cluster().contains(&byte));
                // Of a cluster, as that of a keycap, only what no face has is lost.
                let lost = of_cluster.is_some_and(|glyph| {
                    let cluster = text.get(glyph.cluster()).unwrap_or("");
                    !self.has_glyph(character) || cluster.chars().all(|it| self.has_glyph(it))
                });
                if lost && !is_ignorable(character) && space(character).is_none() {
                    let at = fragment.range.start + byte;
                    line.missing.push((character, self.paragraph.source(at..at + character.len_utf8())));
                }
            }
        }
    }
}

/// A width of a glyph with an expansion in thousandths, to the nearest.
pub(super) fn expanded(width: Em, expansion: i16) -> Em {
    let more = i64::from(width.to_raw()) * i64::from(expansion);
    let half = if more < 0 { -500 } else { 500 };
    width + Em::raw(((more + half) / 1000) as i32)
}

/// What each letter of a word gets, from what the word gets: whole thousandths of an em, as they were given.
fn letterfit(extra: Length, letters: Length) -> Em {
    let (extra, letters) = (extra.to_sp() * 1000, letters.to_sp());
    let half = if extra < 0 { -letters / 2 } else { letters / 2 };
    Em::milli(if letters == 0 { 0 } else { ((extra + half) / letters) as i32 })
}

/// Adds to a line what goes with its fragments, in visual order from `x`.
/// Grounds and rules come before the text, so that it is painted over them.
pub(super) fn decorate(assembler: &Assembler<'_>, fragments: &[Fragment], mut x: Length, line: &mut Line) {
    let (mut rest, mut changed) = (fragments, None);
    while let Some(first) = rest.first() {
        let attributes = |it: &Fragment| assembler.piece(it).map(|it| key(it.attributes, &it.kind));
        let together = rest.iter().take_while(|it| attributes(it) == attributes(first)).count();
        let (group, after) = rest.split_at(together);
        let width: Length = group.iter().map(|it| it.width).sum();
        if let Some(piece) = assembler.piece(first)
            && !group.iter().all(|it| matches!(it.content, Content::End))
        {
            let decorated = DecoratedGroup { assembler, first, group, piece, x, width };
            decorated.background(line);
            decorated.decoration(line);
            decorated.dots(line);
            decorated.link(line);
            decorated.note(line);
            changed = changed.or(piece.attributes.decoration.bar.then(|| assembler.run(first.run).size));
        }
        x += width;
        rest = after;
    }
    if let Some(size) = changed {
        change_bar(assembler, size, line);
    }
}

/// Draws a bar in the margin beside a line of text of a size, as high as lines are apart, so that the bars of lines that
/// follow each other are one.
fn change_bar(assembler: &Assembler<'_>, size: Length, line: &mut Line) {
    let (gap, width) = (size.scale(3, 4), Length::millipt(1200));
    let is_rtl = base_level(assembler.paragraph).is_rtl();
    let x = if is_rtl { -gap - width } else { assembler.column.measure + gap };
    let at = Point::new(x, -size);
    rectangle(line, at, Size::new(width, size.scale(14, 10)), Color::BLACK, Artifact::Layout);
}

/// What neighbours must share to be decorated together.
type Key = (Option<Color>, Decoration, Option<usize>, Option<ElementId>);

fn key(attributes: TextAttributes, kind: &PieceKind) -> Key {
    let note = match kind {
        PieceKind::Note { reference, .. } => Some(*reference),
        PieceKind::Text | PieceKind::Image(_) => None,
    };
    (attributes.background, attributes.decoration, attributes.link, note)
}

/// Neighbours in a line that are decorated together.
struct DecoratedGroup<'a> {
    assembler: &'a Assembler<'a>,
    first: &'a Fragment,
    group: &'a [Fragment],
    piece: &'a Piece,
    x: Length,
    width: Length,
}

impl DecoratedGroup<'_> {
    /// The box around the letters, whatever the metrics of the face: three quarters of the size above the line, a
    /// quarter below.
    fn bounds(&self) -> (Point, Size) {
        let run = self.assembler.run(self.first.run);
        let top = run.rise + run.size.scale(3, 4);
        (Point::new(self.x, -top), Size::new(self.width, run.size))
    }

    fn background(&self, line: &mut Line) {
        let Some(color) = self.piece.attributes.background else { return };
        let (at, size) = self.bounds();
        rectangle(line, at, size, color, Artifact::Background);
    }

    fn decoration(&self, line: &mut Line) {
        let (decoration, run) = (self.piece.attributes.decoration, self.assembler.run(self.first.run));
        let metrics = self.assembler.cx.fonts.metrics(run.font.key.face);
        let color = self.assembler.color(self.piece).unwrap_or_default();
        let strokes =
            [(decoration.underline, metrics.underline), (decoration.strikethrough, metrics.strikeout)];
        for (_, stroke) in strokes.into_iter().filter(|(wanted, _)| *wanted) {
            let at = Point::new(self.x, -run.rise - stroke.top.at(run.size));
            let size = Size::new(self.width, stroke.thickness.at(run.size));
            rectangle(line, at, size, color, Artifact::Layout);
        }
    }

    /// A dot beside each character that is no mark.
    fn dots(&self, line: &mut Line) {
        let Some(place) = self.piece.attributes.decoration.dots else { return };
        let color = self.assembler.color(self.piece).unwrap_or_default();
        let mut x = self.x;
        for fragment in self.group {
            let run = self.assembler.run(fragment.run);
            let Content::Word { word, letters, .. } = &fragment.content else {
                x += fragment.width;
                continue;
            };
            let text = self.assembler.paragraph.text.get(fragment.range.clone()).unwrap_or("");
            let extra = letterfit(fragment.width - fragment.expanded(width_of(run, word)), *letters);
            let mut pen = x;
            for glyph in &word.glyphs {
                let advance =
                    (expanded(glyph.advance + run.tracking, fragment.expansion) + extra).at(run.size);
                let character = text.get(glyph.cluster()).and_then(|it| it.chars().next());
                if character.is_some_and(char::is_alphanumeric) {
                    let y = match place {
                        Dots::Above => -run.rise - run.size,
                        Dots::Below => run.size.scale(3, 10) - run.rise,
                    };
                    dot(line, Point::new(pen + advance / 2, y), run.size.scale(7, 100), color);
                }
                pen += advance;
            }
            x += fragment.width;
        }
    }

    fn link(&self, line: &mut Line) {
        let link = self.piece.attributes.link.and_then(|it| self.assembler.paragraph.links.get(it));
        let Some(link) = link else { return };
        let (at, size) = self.bounds();
        let (to, description) = (link.to.clone(), link.description.clone());
        line.links.push(LinkArea { at, size, to, element: link.element, description });
    }

    fn note(&self, line: &mut Line) {
        match &self.piece.kind {
            PieceKind::Note { note, reference, link } => {
                let (at, size) = self.bounds();
                line.notes.push(NoteMark { note: *note, reference: *reference, link: *link, at, size });
            }
            PieceKind::Text | PieceKind::Image(_) => {}
        }
    }
}

/// A filled circle around a point.
fn dot(line: &mut Line, middle: Point, radius: Length, color: Color) {
    // The handles of a quarter of a circle.
    let handle = radius.scale(5523, 10_000);
    let at = |x: Length, y: Length| Point::new(radius + x, radius + y);
    let nothing = Length::ZERO;
    let quarter = |a: Point, b: Point, to: Point| Segment::Cubic(a, b, to);
    let segments = vec![
        Segment::Move(at(radius, nothing)),
        quarter(at(radius, handle), at(handle, radius), at(nothing, radius)),
        quarter(at(-handle, radius), at(-radius, handle), at(-radius, nothing)),
        quarter(at(-radius, -handle), at(-handle, -radius), at(nothing, -radius)),
        quarter(at(handle, -radius), at(radius, -handle), at(radius, nothing)),
        Segment::Close,
    ];
    let size = Size::new(radius * 2, radius * 2);
    let item = Item::Path(Path { segments, fill: Some(color), stroke: None, size });
    let corner = middle + Point::new(-radius, -radius);
    line.items.push(Placed { at: corner, item, mark: Mark::Artifact(Artifact::Layout) });
}

fn rectangle(line: &mut Line, at: Point, size: Size, color: Color, artifact: Artifact) {
    let item = Item::Rectangle(Rectangle { size, color });
    line.items.push(Placed { at, item, mark: Mark::Artifact(artifact) });
}
