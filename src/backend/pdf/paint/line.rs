//! Glyphs on a line, as the operators that show them (ISO 32000-1, 9.4.3).

use crate::backend::pdf::content::{Content, push_hex};
use crate::geometry::Em;

/// Glyphs to be shown by one operator, with the corrections between them.
///
/// The reader moves its pen by whole thousandths of an em, those of the font's
/// widths and of the corrections. Where that pen is not where a glyph is to
/// stand, a correction comes before it; so no error adds up along a line.
#[derive(Debug, Default)]
pub(super) struct Line {
    operands: Vec<u8>,
    in_string: bool,
    corrected: bool,
    pen: i64,
}

impl Line {
    /// Adds a glyph that stands at a place, by its code; the width is how far the reader's pen then moves.
    pub(super) fn glyph(&mut self, at: i64, code: u16, width: i64) {
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

    /// Shows what has come so far; the pen goes on.
    pub(super) fn flush(&mut self, content: &mut Content) {
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

/// Thousandths of an em, rounded to the nearest.
pub(super) fn thousandths(em: Em) -> i64 {
    let raw = i64::from(em.to_raw()) * 1000;
    (raw + if raw < 0 { -32_768 } else { 32_768 }) / 65_536
}
