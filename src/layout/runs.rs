//! The fragments of a line, in visual order, to placed things: neighbours of one look become one run of text.

use crate::geometry::{Em, Length, Point, Size};
use crate::layout::assemble::{Assembler, Content, Fragment};
use crate::layout::frame::{Glyph, ImageBox, Item, Placed, TextRun};
use crate::layout::line::Line;
use crate::layout::measure::width_of;
use crate::layout::paragraph::PieceKind;
use crate::layout::space::{is_ignorable, space};

impl Assembler<'_> {
    /// Places the fragments of a line, in visual order from `x`.
    pub(super) fn place(&self, fragments: &[Fragment], mut x: Length, line: &mut Line) {
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
    pub(super) fn note_missing(&self, fragments: &[Fragment], line: &mut Line) {
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
}

/// What each letter of a word gets, from what the word gets: whole thousandths of an em, as they were given.
fn letterfit(extra: Length, letters: Length) -> Em {
    let (extra, letters) = (extra.to_sp() * 1000, letters.to_sp());
    let half = if extra < 0 { -letters / 2 } else { letters / 2 };
    Em::milli(if letters == 0 { 0 } else { ((extra + half) / letters) as i32 })
}
