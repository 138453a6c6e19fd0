//! A line of the list to placed things: fragments in visual order, merged into runs of text.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};

use crate::geometry::{Em, Length, Point, Size};
use crate::layout::compose::{Column, Composed};
use crate::layout::decorate::decorate;
use crate::layout::frame::{Glyph, ImageBox, Item, Placed, TextRun};
use crate::layout::hlist::{HItem, hyphen_sign, may_letterfit};
use crate::layout::itemize::{Run, base_level};
use crate::layout::justify::{Give, Share, share};
use crate::layout::line::Line;
use crate::layout::linebreak::Breakpoint;
use crate::layout::measure::width_of;
use crate::layout::paragraph::{Paragraph, Piece, PieceKind};
use crate::layout::shape::Word;
use crate::layout::space::{is_ignorable, space};
use crate::layout::style::Align;
use crate::layout::typesetter::Typesetter;

/// A part of a line that moves as one: a word, a space, a picture.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub(super) run: usize,
    pub(super) range: Range<usize>,
    pub(super) level: Level,
    pub(super) width: Length,
    pub(super) content: Content,
}

/// What a fragment is.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// A word or part of one, with the hyphen of division where one follows.
    Word { word: Arc<Word>, hyphen: bool, letters: Length },
    /// A space, and how far it gives.
    Space { stretch: Length, shrink: Length },
    /// The space at which the line ends: there for the words' sake, without width.
    End,
    /// A picture.
    Picture(Size),
}

/// All that the lines of a paragraph are set from.
pub(super) struct Assembler<'a> {
    pub(super) cx: &'a Typesetter<'a>,
    pub(super) paragraph: &'a Paragraph,
    pub(super) runs: &'a [Run],
    pub(super) composed: &'a Composed,
    pub(super) column: Column,
}

impl Assembler<'_> {
    /// The lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        let starts = std::iter::once(&0).chain(&self.composed.ends);
        starts.zip(&self.composed.ends).map(|(from, to)| self.line(*from, *to)).collect()
    }

    /// The line from one place to another.
    fn line(&self, from: usize, to: usize) -> Line {
        let places = &self.composed.places;
        let (Some(start), Some(end)) = (places.get(from), places.get(to)) else {
            unreachable!("breaking gives indices of its places")
        };
        let first = if from == 0 { 0 } else { start.item + 1 };
        let mut fragments = self.fragments(first, end);
        let indent = if from == 0 { self.paragraph.style.indent } else { Length::ZERO };
        let hung = start.start - end.end.min(Length::ZERO) + self.hyphen_hang(end);
        let (share, give) = self.fill(&mut fragments, end, indent - hung);
        let width: Length = fragments.iter().map(|it| it.width).sum();
        let x = self.start_x(width, indent, start.start);
        let range = self.range(&fragments);
        order(&mut fragments);
        let mut line = self.empty_line(range.clone());
        line.width = width - hung;
        line.fit = share.fit(give, end.flagged);
        decorate(self, &fragments, x, &mut line);
        self.place(&fragments, x, &mut line);
        self.note_missing(&fragments, &mut line);
        let ids = self
            .paragraph
            .anchors
            .iter()
            .filter(|(at, _)| range.contains(at) || (*at == range.end && end.forced));
        line.anchors.extend(ids.map(|(_, id)| id.clone()));
        line
    }

    /// How much of the hyphen of division hangs at the end.
    fn hyphen_hang(&self, end: &Breakpoint) -> Length {
        match self.composed.list.items.get(end.item) {
            Some(HItem::Penalty { hyphen, .. }) if *hyphen > Length::ZERO => *hyphen - end.end,
            Some(_) | None => Length::ZERO,
        }
    }

    /// An empty line of the paragraph's leading: a strut that no face can move.
    fn empty_line(&self, range: Range<usize>) -> Line {
        let leading = self.paragraph.style.leading;
        let depth = leading.scale(3, 10);
        Line {
            height: leading - depth,
            depth,
            width: Length::ZERO,
            items: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            anchors: Vec::new(),
            fit: crate::layout::line::Fit::default(),
            missing: Vec::new(),
            span: self.paragraph.source(range),
        }
    }

    fn range(&self, fragments: &[Fragment]) -> Range<usize> {
        let start = fragments.first().map_or(0, |it| it.range.start);
        start..fragments.last().map_or(start, |it| it.range.end)
    }

    /// The fragments of a line in logical order.
    fn fragments(&self, first: usize, end: &Breakpoint) -> Vec<Fragment> {
        let list = &self.composed.list;
        let items = list.items.get(first..end.item).unwrap_or(&[]);
        let mut fragments = Vec::with_capacity(items.len() + 1);
        let mut open: Option<(usize, Range<usize>)> = None;
        for item in items {
            match item {
                HItem::Box { word, range, .. } => match &mut open {
                    Some((known, whole)) if known == word => whole.end = range.end,
                    Some(_) | None => {
                        fragments.extend(open.take().map(|(word, range)| self.word(word, range, false)));
                        open = Some((*word, range.clone()));
                    }
                },
                HItem::Penalty { .. } => {}
                HItem::Glue { .. } | HItem::Picture { .. } | HItem::End { .. } => {
                    fragments.extend(open.take().map(|(word, range)| self.word(word, range, false)));
                    fragments.extend(self.fragment(item));
                }
            }
        }
        let last = list.items.get(end.item);
        let hyphen = matches!(last, Some(HItem::Penalty { kind, .. }) if kind.hyphenates());
        fragments.extend(open.map(|(word, range)| self.word(word, range, hyphen)));
        fragments.extend(last.and_then(|it| self.end(it)));
        fragments
    }

    /// A word or part of one. A part is shaped anew, with its hyphen: letters at its ends may have been joined
    /// or kerned to what is now on another line.
    fn word(&self, index: usize, range: Range<usize>, hyphen: bool) -> Fragment {
        let Some(placed) = self.composed.list.words.get(index) else {
            unreachable!("a box is part of a word of its list")
        };
        let run = self.run(placed.run);
        let word = if placed.range == range && !hyphen {
            placed.shaped.clone()
        } else {
            let sign = if hyphen { hyphen_sign(self.cx, run) } else { "" };
            let text = self.paragraph.text.get(range.clone()).unwrap_or("");
            run.fount.word(self.cx.fonts, &format!("{text}{sign}"))
        };
        let width = width_of(run, &word);
        let fits = may_letterfit(self.paragraph, run);
        let letters = if fits { run.size * word.glyphs.len() as i64 } else { Length::ZERO };
        let content = Content::Word { word, hyphen, letters };
        Fragment { run: placed.run, range, level: run.level, width, content }
    }

    fn fragment(&self, item: &HItem) -> Option<Fragment> {
        match item {
            HItem::Glue { width, stretch, shrink, run, range, .. } => {
                let content = Content::Space { stretch: *stretch, shrink: *shrink };
                let level = self.run(*run).level;
                Some(Fragment { run: *run, range: range.clone(), level, width: *width, content })
            }
            HItem::Picture { size, run, range } => {
                let (level, content) = (self.run(*run).level, Content::Picture(*size));
                Some(Fragment { run: *run, range: range.clone(), level, width: size.width, content })
            }
            HItem::Box { .. } | HItem::Penalty { .. } | HItem::End { .. } => None,
        }
    }

    /// The space or forced line end at which the line ends, at the paragraph's level (UAX #9, L1).
    fn end(&self, item: &HItem) -> Option<Fragment> {
        let (run, range) = match item {
            HItem::Glue { run, range, .. } | HItem::End { run, range } => (*run, range.clone()),
            HItem::Box { .. } | HItem::Picture { .. } | HItem::Penalty { .. } => return None,
        };
        let level = base_level(self.paragraph);
        let shown = !range.is_empty();
        shown.then_some(Fragment { run, range, level, width: Length::ZERO, content: Content::End })
    }

    /// Gives spaces and letters their widths. `beyond` is what the line has beside its fragments.
    fn fill(&self, fragments: &mut [Fragment], end: &Breakpoint, beyond: Length) -> (Share, Give) {
        let mut give = Give::default();
        let mut natural = beyond;
        for fragment in fragments.iter() {
            natural += fragment.width;
            match &fragment.content {
                Content::Space { stretch, shrink } => {
                    give.stretch += *stretch;
                    give.shrink += *shrink;
                    give.spaces += if *shrink > Length::ZERO { fragment.width } else { Length::ZERO };
                }
                Content::Word { letters, .. } => give.letters += *letters,
                Content::End | Content::Picture(_) => {}
            }
        }
        let short = self.column.measure - natural;
        let stays = self.column.align != Align::Justify || end.forced;
        let short = if stays { short.min(Length::ZERO) } else { short };
        let share = share(short, give, self.composed.letterfit);
        spread(fragments, share, give);
        (share, give)
    }

    /// Where the leftmost fragment starts.
    fn start_x(&self, width: Length, indent: Length, hang: Length) -> Length {
        let measure = self.column.measure;
        let right_to_left = base_level(self.paragraph).is_rtl();
        match (self.column.align, right_to_left) {
            (Align::Center, _) => (measure - width) / 2,
            (Align::Justify | Align::Start, false) => indent - hang,
            (Align::Justify | Align::Start, true) => measure - indent + hang - width,
            (Align::End, false) => measure - width,
            (Align::End, true) => Length::ZERO,
        }
    }

    /// Places the fragments of a line, in visual order from `x`.
    fn place(&self, fragments: &[Fragment], mut x: Length, line: &mut Line) {
        let mut rest = fragments;
        while let Some(first) = rest.first() {
            // A gap between letters that no run of text goes on across.
            if matches!(first.content, Content::Space { .. }) && first.range.is_empty() {
                x += first.width;
                rest = rest.get(1..).unwrap_or(&[]);
                continue;
            }
            let together = 1 + rest.windows(2).take_while(|pair| self.go_together(pair)).count();
            let (group, after) = rest.split_at(together);
            match &first.content {
                Content::Picture(size) => self.picture(first, *size, x, line),
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
        let picture = |it: &Fragment| matches!(it.content, Content::Picture(_));
        let (first, second) = (self.run(left.run), self.run(right.run));
        let same_face = (first.fount.key.face, first.size, first.rise)
            == (second.fount.key.face, second.size, second.rise);
        let same_look = match (self.piece(left), self.piece(right)) {
            (Some(left), Some(right)) => {
                left.look.mark == right.look.mark && self.color(left) == self.color(right)
            }
            (_, _) => false,
        };
        let (before, after) = if left.level.is_rtl() { (right, left) } else { (left, right) };
        let adjacent = before.range.end == after.range.start && left.level == right.level;
        !picture(left) && !picture(right) && same_face && same_look && adjacent
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
            face: run.fount.key.face,
            size: run.size,
            color: self.color(piece)?,
            text,
            glyphs,
            lang: None,
            start: range.start as u32,
            span: self.paragraph.source(range),
        });
        Some(Placed { at: Point::new(x, -run.rise), item, mark: piece.look.mark })
    }

    /// What a fragment says.
    fn read(&self, fragment: &Fragment, text: &mut String) {
        let own = self.paragraph.text.get(fragment.range.clone()).unwrap_or("");
        match &fragment.content {
            Content::End if own == "\n" => text.push(' '),
            Content::Word { hyphen, .. } => {
                text.push_str(own);
                text.extend(hyphen.then_some('\u{ad}'));
            }
            Content::Space { .. } if own == "\n" => text.push(' '),
            Content::Space { .. } | Content::End | Content::Picture(_) => text.push_str(own),
        }
    }

    /// The glyphs of a fragment whose text starts at a byte of its run's.
    fn draw(&self, fragment: &Fragment, start: u32, glyphs: &mut Vec<Glyph>) {
        let run = self.run(fragment.run);
        match &fragment.content {
            Content::Word { word, letters, .. } => {
                let extra = letterfit(fragment.width - width_of(run, word), *letters);
                let length = fragment.range.len() as u32;
                glyphs.extend(word.glyphs.iter().map(|glyph| Glyph {
                    advance: glyph.advance + run.tracking + extra,
                    start: start + glyph.start,
                    // The hyphen of division has two bytes of text, whatever its sign has.
                    end: start + if glyph.end > length { length + 2 } else { glyph.end },
                    ..*glyph
                }));
            }
            Content::Space { .. } | Content::End if !fragment.range.is_empty() => {
                let blank = run.fount.word(self.cx.fonts, " ");
                let id = blank.glyphs.first().map_or(0, |it| it.id);
                let (advance, nothing) = (Em::of(fragment.width, run.size), Em::ZERO);
                let end = start + fragment.range.len() as u32;
                glyphs.push(Glyph { id, advance, x_offset: nothing, y_offset: nothing, start, end });
            }
            // Between letters of scripts without spaces the last glyph takes what the line gives.
            Content::Space { .. } => {
                if let Some(last) = glyphs.last_mut() {
                    last.advance += Em::of(fragment.width, run.size);
                }
            }
            Content::End | Content::Picture(_) => {}
        }
    }

    fn picture(&self, fragment: &Fragment, size: Size, x: Length, line: &mut Line) {
        let Some(piece) = self.piece(fragment) else { return };
        let PieceKind::Picture(picture) = &piece.kind else { return };
        line.height = line.height.max(size.height);
        let item = Item::Image(ImageBox { path: picture.path.clone(), size, span: piece.look.span });
        line.items.push(Placed { at: Point::new(x, -size.height), item, mark: piece.look.mark });
    }

    /// Takes down the characters that no face has.
    fn note_missing(&self, fragments: &[Fragment], line: &mut Line) {
        for fragment in fragments {
            let Content::Word { word, .. } = &fragment.content else { continue };
            if !word.missing {
                continue;
            }
            let text = self.paragraph.text.get(fragment.range.clone()).unwrap_or("");
            for (byte, character) in text.char_indices() {
                let lost = word.glyphs.iter().any(|it| it.id == 0 && it.cluster().contains(&byte));
                if lost && !is_ignorable(character) && space(character).is_none() {
                    let at = fragment.range.start + byte;
                    line.missing.push((character, self.paragraph.source(at..at + character.len_utf8())));
                }
            }
        }
    }

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

/// What each letter of a word gets, from what the word gets: whole thousandths of an em, as they were given.
fn letterfit(extra: Length, letters: Length) -> Em {
    let (extra, letters) = (extra.to_sp() * 1000, letters.to_sp());
    let half = if extra < 0 { -letters / 2 } else { letters / 2 };
    Em::milli(if letters == 0 { 0 } else { ((extra + half) / letters) as i32 })
}

/// Spreads what spaces and letters get over the fragments, to the last scaled point.
fn spread(fragments: &mut [Fragment], share: Share, give: Give) {
    let limit = if share.spaces < Length::ZERO { give.shrink } else { give.stretch };
    let (mut done, mut given) = (Length::ZERO, Length::ZERO);
    for fragment in fragments {
        match &fragment.content {
            Content::Space { stretch, shrink } => {
                done += if share.spaces < Length::ZERO { *shrink } else { *stretch };
                let upto = share.spaces.scale(done.to_sp(), limit.to_sp());
                fragment.width += upto - given;
                given = upto;
            }
            Content::Word { letters, .. } => fragment.width += letters.scale(share.letterfit, 1000),
            Content::End | Content::Picture(_) => {}
        }
    }
}

/// Puts fragments into visual order (UAX #9, L2).
fn order(fragments: &mut Vec<Fragment>) {
    if fragments.iter().all(|it| it.level == Level::ltr()) {
        return;
    }
    let levels: Vec<Level> = fragments.iter().map(|it| it.level).collect();
    *fragments =
        BidiInfo::reorder_visual(&levels).into_iter().map(|index| fragments[index].clone()).collect();
}
