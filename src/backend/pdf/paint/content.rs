//! The operators of a content stream (ISO 32000-1, 7.8.2).

use crate::backend::pdf::syntax::{deflate, push_decimal};
use crate::geometry::{Length, Point, Size};
use crate::layout::frame::Segment;
use crate::theme::Color;

/// A content stream.
#[derive(Debug, Default)]
pub(super) struct ContentStream {
    bytes: Vec<u8>,
}

impl ContentStream {
    /// Adds an operator, or any other line.
    pub(super) fn line(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.bytes.push(b'\n');
    }

    /// Adds bytes as they are.
    pub(super) fn raw(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
    }

    /// Adds thousandths as a decimal number and a space.
    pub(super) fn number(&mut self, thousandths: i64) {
        push_decimal(&mut self.bytes, thousandths);
        self.bytes.push(b' ');
    }

    /// Adds a length in points and a space.
    pub(super) fn length(&mut self, length: Length) {
        self.number(length.to_millipt());
    }

    /// Adds lengths and the operator that takes them.
    pub(super) fn lengths(&mut self, operands: &[Length], operator: &str) {
        operands.iter().for_each(|it| self.length(*it));
        self.line(operator);
    }

    /// Sets a colour: `g` and `rg` fill, `G` and `RG` stroke.
    pub(super) fn color(&mut self, color: Color, grey: &str, rgb: &str) {
        let Color { red, green, blue } = color;
        // To the thousandth: 255 steps come back as they were.
        let part = |channel: u8| (i64::from(channel) * 1000 + 127) / 255;
        self.number(part(red));
        if red == green && green == blue {
            self.line(grey);
            return;
        }
        self.number(part(green));
        self.number(part(blue));
        self.line(rgb);
    }

    /// Adds a rectangle to the path, by its lower left corner.
    pub(super) fn rectangle(&mut self, corner: Point, size: Size) {
        self.lengths(&[corner.x, corner.y, size.width, size.height], "re");
    }

    /// Adds a segment to the path; `on_paper` turns a point of the layout into one of the paper.
    pub(super) fn segment(&mut self, segment: &Segment, on_paper: impl Fn(Point) -> Point) {
        let mut points = |list: &[Point], operator: &str| {
            for point in list {
                let Point { x, y } = on_paper(*point);
                self.length(x);
                self.length(y);
            }
            self.line(operator);
        };
        match segment {
            Segment::Move(to) => points(&[*to], "m"),
            Segment::Line(to) => points(&[*to], "l"),
            Segment::Cubic(first, second, to) => points(&[*first, *second, *to], "c"),
            Segment::Close => points(&[], "h"),
        }
    }

    /// The bytes, compressed.
    pub(super) fn into_compressed(self) -> Vec<u8> {
        deflate(&self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_is_one_number() {
        let mut content = ContentStream::default();
        content.color(Color::BLACK, "g", "rg");
        content.color(Color { red: 255, green: 0, blue: 51 }, "g", "rg");
        assert_eq!(content.bytes, b"0 g\n1 0 0.2 rg\n");
    }
}
