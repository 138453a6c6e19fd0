//! The syntax of PDF: compressed bytes, numbers, strings and other objects (ISO 32000-1, 7.3 and 7.4.4).

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Object, StringFormat};

/// The compression level. A page is 0.4 % smaller with the usual 6, and takes a third longer.
const LEVEL: Compression = Compression::new(5);

thread_local! {
    /// A compressor for each thread: creating one takes as long as compressing a page with it.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new(LEVEL, true));
}

/// Bytes as the filter `FlateDecode` reads them (ISO 32000-1, 7.4.4).
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut compressed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let done = usize::try_from(compressor.total_in()).unwrap_or(bytes.len());
            match compressor.compress_vec(&bytes[done..], &mut compressed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return compressed,
                Ok(Status::Ok | Status::BufError) => compressed.reserve(bytes.len() / 2 + 64),
                // Compressing to a vector does not fail; if it ever did, the stream would be empty rather than wrong.
                Err(_) => return Vec::new(),
            }
        }
    })
}

/// Writes thousandths as a decimal number, as short as possible: `12`, `-0.5`, `3.125`.
pub(crate) fn push_decimal(bytes: &mut Vec<u8>, thousandths: i64) {
    push_scaled(bytes, thousandths, 3);
}

/// Writes a number with so many decimal places, given as a whole number of the last place.
pub(crate) fn push_scaled(bytes: &mut Vec<u8>, number: i64, places: u32) {
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
pub(crate) fn push_integer(bytes: &mut Vec<u8>, number: u64) {
    if number >= 10 {
        push_integer(bytes, number / 10);
    }
    bytes.push(b'0' + (number % 10) as u8);
}

/// Writes bytes as a hexadecimal string without its brackets.
pub(crate) fn push_hex(bytes: &mut Vec<u8>, units: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for unit in units {
        bytes.push(DIGITS[usize::from(unit >> 4)]);
        bytes.push(DIGITS[usize::from(unit & 15)]);
    }
}

/// Writes a text string in UTF-16 with a byte order mark, in hexadecimal (ISO 32000-1, 7.9.2.2).
pub(crate) fn push_text_string(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(b"<FEFF");
    text.encode_utf16().for_each(|unit| push_hex(bytes, &unit.to_be_bytes()));
    bytes.push(b'>');
}

/// Writes an object without needless white space.
pub(crate) fn push_object(bytes: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => bytes.extend_from_slice(b"null"),
        Object::Boolean(true) => bytes.extend_from_slice(b"true"),
        Object::Boolean(false) => bytes.extend_from_slice(b"false"),
        Object::Integer(number) => bytes.extend_from_slice(number.to_string().as_bytes()),
        Object::Real(number) => bytes.extend_from_slice(number.to_string().as_bytes()),
        Object::Name(name) => push_name(bytes, name),
        Object::String(text, StringFormat::Literal) => push_literal(bytes, text),
        Object::String(text, StringFormat::Hexadecimal) => {
            bytes.push(b'<');
            push_hex(bytes, text);
            bytes.push(b'>');
        }
        Object::Array(list) => push_array(bytes, list),
        Object::Dictionary(it) => push_dictionary(bytes, it, None),
        Object::Stream(stream) => {
            push_dictionary(bytes, &stream.dict, Some(stream.content.len()));
            bytes.extend_from_slice(b"\nstream\n");
            bytes.extend_from_slice(&stream.content);
            bytes.extend_from_slice(b"\nendstream");
        }
        Object::Reference((id, generation)) => {
            bytes.extend_from_slice(format!("{id} {generation} R").as_bytes());
        }
    }
}

fn push_array(bytes: &mut Vec<u8>, list: &[Object]) {
    bytes.push(b'[');
    for (index, object) in list.iter().enumerate() {
        if index > 0 && begins_regular(object) {
            bytes.push(b' ');
        }
        push_object(bytes, object);
    }
    bytes.push(b']');
}

/// Writes a dictionary; that of a stream with the length of the stream.
fn push_dictionary(bytes: &mut Vec<u8>, dictionary: &Dictionary, length: Option<usize>) {
    bytes.extend_from_slice(b"<<");
    for (key, value) in dictionary.iter().filter(|(key, _)| length.is_none() || key.as_slice() != b"Length") {
        push_name(bytes, key);
        if begins_regular(value) {
            bytes.push(b' ');
        }
        push_object(bytes, value);
    }
    if let Some(length) = length {
        bytes.extend_from_slice(format!("/Length {length}").as_bytes());
    }
    bytes.extend_from_slice(b">>");
}

/// Whether an object needs a space after a name or number (ISO 32000-1, 7.2.2).
fn begins_regular(object: &Object) -> bool {
    match object {
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_) => {
            true
        }
        Object::Name(_)
        | Object::String(..)
        | Object::Array(_)
        | Object::Dictionary(_)
        | Object::Stream(_) => false,
    }
}

fn push_name(bytes: &mut Vec<u8>, name: &[u8]) {
    bytes.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            bytes.push(*byte);
        } else {
            bytes.push(b'#');
            push_hex(bytes, &[*byte]);
        }
    }
}

fn push_literal(bytes: &mut Vec<u8>, text: &[u8]) {
    bytes.push(b'(');
    for byte in text {
        match byte {
            b'(' | b')' | b'\\' => bytes.extend_from_slice(&[b'\\', *byte]),
            b'\r' => bytes.extend_from_slice(b"\\r"),
            _ => bytes.push(*byte),
        }
    }
    bytes.push(b')');
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
    fn streams_do_not_depend_on_earlier_ones() {
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
    fn text_strings_are_utf_16() {
        let mut bytes = Vec::new();
        push_text_string(&mut bytes, "é𝄞");
        assert_eq!(bytes, b"<FEFF00E9D834DD1E>");
    }
}
