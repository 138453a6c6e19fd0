//! A run of text, in one or several marked-content sequences.

use std::ops::Range;

use crate::backend::pdf::paint::glyph_string::{GlyphString, thousandths};
use crate::backend::pdf::paint::painter::{Painter, Sequence};
use crate::backend::pdf::structure::order::ItemPosition;
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
    painter.move_to(at);
    let mut string = GlyphString::default();
    let mut pen = Em::ZERO;
    for (glyph, code) in run.glyphs[glyphs.clone()].iter().zip(&codes[glyphs]) {
        let rise = glyph.y_offset.at(run.size).to_millipt();
        if painter.has_other_rise(rise) {
            string.flush(&mut painter.content);
            painter.set_rise(rise);
        }
        string.push(thousandths(pen + glyph.x_offset), *code, i64::from(font.width(*code)));
        pen += glyph.advance;
    }
    string.flush(&mut painter.content);
}
