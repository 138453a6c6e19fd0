//! Samples as PNG has them: rows with filters that leave only differences, compressed. PDF reads the same
//! (ISO 32000-1, 7.4.4.4), so that the data of most PNG files is taken as it is.

use image::ImageDecoder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use lopdf::{Dictionary, Object, Stream, StringFormat};

use crate::backend::pdf::images::object::{ImageError, color_space, image_dictionary, unreadable};
use crate::resource::png::chunks;

/// The data of a PNG file as an image, without decoding it; `None` where PDF has no such image: one with transparency,
/// in several passes, of two bytes a sample, or stored turned.
pub(super) fn unchanged(bytes: &[u8]) -> Result<Option<Stream>, ImageError> {
    let Some((b"IHDR", header)) = chunks(bytes).next().as_ref().map(|(name, body)| (name, *body)) else {
        return Ok(None);
    };
    let [w0, w1, w2, w3, h0, h1, h2, h3, depth @ 1..=8, kind @ (0 | 2 | 3), 0, 0, 0] = *header else {
        return Ok(None);
    };
    let mut decoder = PngDecoder::new(std::io::Cursor::new(bytes)).map_err(unreadable)?;
    let is_turned = decoder.orientation().map_err(unreadable)? != Orientation::NoTransforms;
    if is_turned || chunks(bytes).any(|(name, _)| name == *b"tRNS") {
        return Ok(None);
    }
    let profile = decoder.icc_profile().map_err(unreadable)?;
    let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
    let mut dictionary = image_dictionary(width, height);
    dictionary.set("BitsPerComponent", i64::from(depth));
    let components = if kind == 2 { 3 } else { 1 };
    let space = match kind {
        3 => {
            let palette = chunks(bytes).find(|(name, _)| name == b"PLTE").map(|(_, body)| body);
            let Some(palette) = palette.filter(|it| !it.is_empty()) else { return Ok(None) };
            indexed(color_space(3, profile)?, palette)
        }
        _ => color_space(components, profile)?,
    };
    dictionary.set("ColorSpace", space);
    let data =
        chunks(bytes).filter(|(name, _)| name == b"IDAT").flat_map(|(_, body)| body).copied().collect();
    Ok(Some(stream(dictionary, data, width, components)))
}

/// The colours of a palette (ISO 32000-1, 8.6.6.3).
fn indexed(base: Object, palette: &[u8]) -> Object {
    let last = i64::try_from(palette.len() / 3).unwrap_or(i64::MAX) - 1;
    let table = Object::String(palette.to_vec(), StringFormat::Hexadecimal);
    vec!["Indexed".into(), base, last.into(), table].into()
}

/// Samples of a byte each, filtered and compressed.
pub(super) fn compressed(
    mut dictionary: Dictionary,
    samples: &[u8],
    (width, height): (u32, u32),
    components: u8,
) -> Result<Stream, ImageError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(if components == 3 { png::ColorType::Rgb } else { png::ColorType::Grayscale });
    encoder.set_deflate_compression(png::DeflateCompression::Level(5));
    encoder.set_filter(png::Filter::Adaptive);
    let mut writer = encoder.write_header().map_err(unreadable)?;
    writer.write_image_data(samples).map_err(unreadable)?;
    writer.finish().map_err(unreadable)?;
    let data =
        chunks(&file).filter(|(name, _)| name == b"IDAT").flat_map(|(_, body)| body).copied().collect();
    dictionary.set("BitsPerComponent", 8);
    Ok(stream(dictionary, data, width, components))
}

fn stream(mut dictionary: Dictionary, data: Vec<u8>, width: u32, components: u8) -> Stream {
    let depth = dictionary.get(b"BitsPerComponent").cloned().unwrap_or(Object::Integer(8));
    let mut parameters = Dictionary::new();
    parameters.set("Predictor", 15);
    parameters.set("Colors", i64::from(components));
    parameters.set("BitsPerComponent", depth);
    parameters.set("Columns", width);
    dictionary.set("Filter", "FlateDecode");
    dictionary.set("DecodeParms", parameters);
    Stream::new(dictionary, data)
}
