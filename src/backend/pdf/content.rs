//! The bytes of a content stream (ISO 32000-1, 7.8.2), operator by operator.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

use crate::geometry::{Length, Point, Size};
use crate::layout::frame::Segment;
use crate::theme::Color;

/// A content stream in the making.
#[derive(Debug, Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
}

impl Content {
    /// Adds an operator, or any bytes that are a line of the stream.
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

    /// Adds a segment to the path; `place` turns a point of the layout into one of the page.
    pub(super) fn segment(&mut self, segment: &Segment, place: impl Fn(Point) -> Point) {
        let mut points = |list: &[Point], operator: &str| {
            for point in list {
                let Point { x, y } = place(*point);
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

/// How hard matches are looked for. A page is 0.4 % smaller with the usual 6, and takes a third longer.
const LEVEL: Compression = Compression::new(5);

thread_local! {
    /// A compressor for each thread: to make one takes as long as to compress a page with it.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(LEVEL, true));
}

/// Bytes as the filter `FlateDecode` reads them (ISO 32000-1, 7.4.4).
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut compressed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let done = usize::try_from(compressor.total_in()).unwrap_or(bytes.len());
            match compressor.compress_vec(&bytes[done..], &mut compressed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return compressed,
                Ok(Status::Ok | Status::BufError) => compressed.reserve(bytes.len() / 2 + 64),
                // Compressing to a vector does not fail; should it ever, the stream is empty rather than wrong.
                Err(_) => return Vec::new(),
            }
        }
    })
}

/// Writes thousandths as a decimal number, as short as can be: `12`, `-0.5`, `3.125`.
pub(super) fn push_decimal(bytes: &mut Vec<u8>, thousandths: i64) {
    push_scaled(bytes, thousandths, 3);
}

/// Writes a number of so many decimal places, given as a whole number of its last place.
pub(super) fn push_scaled(bytes: &mut Vec<u8>, number: i64, places: u32) {
    if number < 0 {
        bytes.push(b'-');
    }
    let scale = 10_u64.pow(places);
    let number = number.unsigned_abs();
    push_integer(bytes, number / scale);
    let (mut rest, mut scale) = (number % scale, scale);
    if rest > 0 {
        bytes.push(b'.');
    }
    while rest > 0 {
        scale /= 10;
        bytes.push(b'0' + (rest / scale) as u8);
        rest %= scale;
    }
}

/// Writes a whole number.
pub(super) fn push_integer(bytes: &mut Vec<u8>, number: u64) {
    if number >= 10 {
        push_integer(bytes, number / 10);
    }
    bytes.push(b'0' + (number % 10) as u8);
}

/// Writes bytes as a hexadecimal string without its brackets.
pub(super) fn push_hex(bytes: &mut Vec<u8>, units: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for unit in units {
        bytes.push(DIGITS[usize::from(unit >> 4)]);
        bytes.push(DIGITS[usize::from(unit & 15)]);
    }
}

/// Writes a text string in UTF-16 with its mark, in hexadecimal (ISO 32000-1, 7.9.2.2).
pub(super) fn push_text_string(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(b"<FEFF");
    text.encode_utf16().for_each(|unit| push_hex(bytes, &unit.to_be_bytes()));
    bytes.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_short_and_exact() {
        let written = |thousandths| {
            let mut bytes = Vec::new();
            push_decimal(&mut bytes, thousandths);
            String::from_utf8(bytes).expect("ASCII")
        };
        assert_eq!(written(0), "0");
        assert_eq!(written(-500), "-0.5");
        assert_eq!(written(3125), "3.125");
        assert_eq!(written(12_000), "12");
        assert_eq!(written(595_276), "595.276");
        assert_eq!(written(1_001), "1.001");
    }

    #[test]
    fn a_stream_does_not_depend_on_those_before_it() {
        let texts = [vec![], b"(a) Tj\n".repeat(40_000), (0..=255).cycle().take(9_000).collect::<Vec<u8>>()];
        let first = texts.each_ref().map(|it| deflate(it));
        for (text, stream) in texts.iter().zip(&first) {
            let mut read = Vec::new();
            let decoder = flate2::read::ZlibDecoder::new(stream.as_slice());
            std::io::Read::read_to_end(&mut { decoder }, &mut read).expect("a stream");
            assert!(read == *text);
            assert!(std::thread::scope(|it| it.spawn(|| deflate(text)).join()).expect("a thread") == *stream);
        }
    }

    #[test]
    fn grey_needs_one_number() {
        let mut content = Content::default();
        content.color(Color::BLACK, "g", "rg");
        content.color(Color { red: 255, green: 0, blue: 51 }, "g", "rg");
        assert_eq!(content.bytes, b"0 g\n1 0 0.2 rg\n");
    }

    #[test]
    fn text_strings_are_utf_16() {
        let mut bytes = Vec::new();
        push_text_string(&mut bytes, "é𝄞");
        assert_eq!(bytes, b"<FEFF00E9D834DD1E>");
    }
}
