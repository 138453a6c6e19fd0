//! Strings of glyphs and the operators that show them (ISO 32000-1, 9.4.3).

use crate::backend::pdf::paint::content::ContentStream;
use crate::backend::pdf::syntax::push_hex;
use crate::geometry::Em;

/// Glyphs shown by one operator, with the corrections between them.
///
/// The reader moves its pen by whole thousandths of an em, those of the font's
/// widths and of the corrections. Where the pen is not at the position of a
/// glyph, a correction comes before it; so no error adds up along a line.
#[derive(Debug, Default)]
pub(super) struct GlyphString {
    operands: Vec<u8>,
    in_string: bool,
    corrected: bool,
    pen: i64,
}

impl GlyphString {
    /// Adds a glyph at a position, by its code; the width is how far the reader's pen then moves.
    pub(super) fn push(&mut self, at: i64, code: u16, width: i64) {
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
    pub(super) fn flush(&mut self, content: &mut ContentStream) {
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
