//! How wide words and parts of words are in their runs.

use crate::geometry::{Em, Length};
use crate::layout::frame::Glyph;
use crate::layout::itemize::Run;
use crate::layout::shape::Word;

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
    /// proportion: what stands there in the end is shaped anew, this only measures where to break.
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

/// The part of a glyph's advance that belongs to what stands before a byte of its word.
fn part(glyph: &Glyph, byte: usize) -> Em {
    let cluster = glyph.cluster();
    let part = i64::from(glyph.advance.to_raw()) * (byte - cluster.start) as i64;
    Em::raw((part / cluster.len().max(1) as i64) as i32)
}
