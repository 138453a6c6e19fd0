//! A run of text, in one or several marked-content sequences, and the strings of its glyphs (ISO 32000-1, 9.4.3).

use std::ops::Range;

use crate::backend::pdf::paint::content::ContentStream;
use crate::backend::pdf::paint::painter::{Painter, Sequence};
use crate::backend::pdf::structure::order::ItemPosition;
use crate::backend::pdf::syntax::push_hex;
use crate::backend::pdf::text::fonts::FontName;
use crate::backend::pdf::text::plan::GlyphSequence;
use crate::geometry::{Em, Length, Point};
use crate::layout::frame::{Mark, Placed, TextRun};

/// Paints a run.
pub(super) fn paint_run(painter: &mut Painter<'_>, placed: &Placed, run: &TextRun, position: ItemPosition) {
    let whole = [GlyphSequence { glyphs: 0..run.glyphs.len(), actual_text: None }];
    let Some(encoded) = painter.cx.plan.runs.get(&position) else { return };
    let sequences = if encoded.sequences.is_empty() { whole.as_slice() } else { &encoded.sequences };
    for glyphs in sequences {
        painter.begin_text(sequence(painter, placed.mark, run, glyphs));
        let pen: Em = run.glyphs[..glyphs.glyphs.start].iter().map(|it| it.advance).sum();
        let start = placed.at + Point::new(pen.at(run.size), Length::ZERO);
        show(painter, start, run, &encoded.codes, glyphs.glyphs.clone());
    }
}

fn sequence(painter: &Painter<'_>, mark: Mark, run: &TextRun, glyphs: &GlyphSequence) -> Option<Sequence> {
    let actual_text = glyphs.actual_text.clone();
    match (painter.cx.structure, mark) {
        (Some(_), Mark::Content(id)) => Some(Sequence::Content { id, lang: run.lang.clone(), actual_text }),
        (Some(_), Mark::Artifact(kind)) => Some(Sequence::Artifact { kind, bounds: None }),
        (None, _) => actual_text.map(|actual_text| Sequence::Untagged { actual_text }),
    }
}

/// Shows glyphs of a run, from a point of the page.
fn show(painter: &mut Painter<'_>, at: Point, run: &TextRun, codes: &[u16], glyphs: Range<usize>) {
    let fonts = painter.cx.fonts;
    let Some((index, font)) = fonts.iter().enumerate().find(|(_, font)| font.face == run.face) else {
        return;
    };
    painter.set_fill(run.color);
    painter.set_font(run.face, run.size, FontName(index));
    painter.set_expansion(run.expansion);
    painter.move_to(at);
    let mut string = GlyphString::default();
    let mut pen = Em::ZERO;
    for (glyph, code) in run.glyphs[glyphs.clone()].iter().zip(&codes[glyphs]) {
        let rise = glyph.y_offset.at(run.size).to_millipt();
        if painter.has_other_rise(rise) {
            string.flush(&mut painter.content);
            painter.set_rise(rise);
        }
        string.push(thousandths(pen + glyph.x_offset, run.expansion), *code, i64::from(font.width(*code)));
        pen += glyph.advance;
    }
    string.flush(&mut painter.content);
}

/// Glyphs shown by one operator, with the corrections between them.
///
/// The reader moves its pen by whole thousandths of an em, those of the font's
/// widths and of the corrections. Where the pen is not at the position of a
/// glyph, a correction comes before it; so no error adds up along a line.
#[derive(Debug, Default)]
struct GlyphString {
    operands: Vec<u8>,
    in_string: bool,
    corrected: bool,
    pen: i64,
}

impl GlyphString {
    /// Adds a glyph at a position, by its code; the width is how far the reader's pen then moves.
    fn push(&mut self, at: i64, code: u16, width: i64) {
        if at != self.pen {
            self.end_string();
            self.operands.extend_from_slice((self.pen - at).to_string().as_bytes());
            self.corrected = true;
            self.pen = at;
        }
        if !self.in_string {
            self.operands.push(b'<');
            self.in_string = true;
        }
        push_hex(&mut self.operands, &code.to_be_bytes());
        self.pen += width;
    }

    fn end_string(&mut self) {
        if self.in_string {
            self.operands.push(b'>');
            self.in_string = false;
        }
    }

    /// Shows the glyphs so far; the pen stays where it is.
    fn flush(&mut self, content: &mut ContentStream) {
        self.end_string();
        if self.operands.is_empty() {
            return;
        }
        if self.corrected {
            content.raw(b"[");
            content.raw(&self.operands);
            content.line("]TJ");
        } else {
            content.raw(&self.operands);
            content.line("Tj");
        }
        self.operands.clear();
        self.corrected = false;
    }
}

/// Thousandths of an em as an expanded font has it, rounded to the nearest: the reader expands what it is given
/// (ISO 32000-1, 9.4.4).
fn thousandths(em: Em, expansion: i16) -> i64 {
    let raw = i64::from(em.to_raw()) * 1000;
    let (raw, unit) =
        if expansion == 0 { (raw, 65_536) } else { (raw * 1000, 65_536 * (1000 + i64::from(expansion))) };
    (raw + if raw < 0 { -unit / 2 } else { unit / 2 }) / unit
}
