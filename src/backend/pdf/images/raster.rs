//! Raster images as objects (ISO 32000-1, 8.9.5).
//!
//! A JPEG is embedded unchanged, and so is the data of a PNG where PDF has the same. Other PNG, WebP and GIF images are
//! decoded and compressed again, their transparency as a soft mask. A colour profile in the image is kept;
//! without one its colours are sRGB, as on the web.
//!
//! Samples as PNG has them: rows with filters that leave only differences, compressed. PDF reads the same
//! (ISO 32000-1, 7.4.4.4), so that the data of most PNG files is taken as it is.
//!
//! What images of all formats have: their dictionary, their colours, and why one is none.
//!
//! The orientation of an image: cameras store what the sensor saw and record which side is up (Exif 2.32, 4.6.4 A, tag 0x0112).

use crate::resource::jpeg::JpegFrame;
use crate::resource::png::chunks;
use crate::resource::{Format, ImageFile};
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use std::io::Cursor;

/// A raster image as an object.
///
/// # Errors
///
/// When it is damaged, or its colours are unknown.
pub(crate) fn raster_object(bytes: &[u8], format: Format) -> Result<Stream, ImageError> {
    match format {
        Format::Png => match unchanged(bytes)? {
            Some(stream) => Ok(stream),
            None => raster(PngDecoder::new(Cursor::new(bytes))),
        },
        Format::WebP => raster(WebPDecoder::new(Cursor::new(bytes))),
        Format::Gif => raster(GifDecoder::new(Cursor::new(bytes))),
        Format::Jpeg => jpeg(bytes),
        Format::Svg => Err(ImageError::Unreadable("it is not a raster image".to_owned())),
    }
}

/// A JPEG file, unchanged (ISO 32000-1, 7.4.8).
fn jpeg(bytes: &[u8]) -> Result<Stream, ImageError> {
    let frame = JpegFrame::read(bytes).ok_or_else(|| unreadable("it has no frame header"))?;
    let profile =
        JpegDecoder::new(Cursor::new(bytes)).map_err(unreadable)?.icc_profile().map_err(unreadable)?;
    let mut dictionary = image_dictionary(frame.width, frame.height);
    dictionary.set("ColorSpace", color_space(frame.components, profile)?);
    dictionary.set("Filter", "DCTDecode");
    if frame.components == 4 && frame.adobe {
        // Adobe writes CMYK inverted.
        dictionary.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec());
    }
    Ok(Stream::new(dictionary, bytes.to_vec()))
}

/// A decoded raster image.
fn raster(decoder: image::ImageResult<impl ImageDecoder>) -> Result<Stream, ImageError> {
    let mut decoder = decoder.map_err(unreadable)?;
    // A file of a few bytes may claim to be larger than any memory.
    decoder.set_limits(image::Limits::default()).map_err(unreadable)?;
    let profile = decoder.icc_profile().map_err(unreadable)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut decoded = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    decoded.apply_orientation(orientation);
    let (width, height) = (decoded.width(), decoded.height());
    let mut alpha = None;
    if decoded.color().has_alpha() {
        let channel: Vec<u8> = decoded.to_rgba8().pixels().map(|it| it.0[3]).collect();
        alpha = channel.iter().any(|it| *it < 255).then_some(channel);
    }
    let (components, samples) = samples(&decoded);
    let mut dictionary = image_dictionary(width, height);
    dictionary.set("ColorSpace", color_space(components, profile)?);
    if let Some(alpha) = alpha {
        let mut mask = image_dictionary(width, height);
        mask.set("ColorSpace", "DeviceGray");
        dictionary.set("SMask", compressed(mask, &alpha, (width, height), 1)?);
    }
    compressed(dictionary, &samples, (width, height), components)
}

/// The samples of an image: one for each pixel of a grey image, else three.
fn samples(image: &DynamicImage) -> (u8, Vec<u8>) {
    if image.color().has_color() {
        let rgb = image.to_rgb8().into_raw();
        let grey = rgb.chunks_exact(3).all(|it| it[0] == it[1] && it[1] == it[2]);
        if grey { (1, rgb.into_iter().step_by(3).collect()) } else { (3, rgb) }
    } else {
        (1, image.to_luma8().into_raw())
    }
}

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

/// Why an image cannot be embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ImageError {
    /// It is damaged, or not in its format.
    Unreadable(String),
    /// It is a CMYK image without a colour profile.
    CmykWithoutProfile,
}

/// The error of a reader.
pub(super) fn unreadable(error: impl std::fmt::Display) -> ImageError {
    ImageError::Unreadable(error.to_string())
}

/// What every image says of itself.
pub(super) fn image_dictionary(width: u32, height: u32) -> Dictionary {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Image");
    dictionary.set("Width", width);
    dictionary.set("Height", height);
    dictionary.set("BitsPerComponent", 8);
    dictionary
}

/// The colour space of samples: that of the profile where it fits them, else the device's, which is sRGB by the
/// output intent of the file.
pub(super) fn color_space(components: u8, profile: Option<Vec<u8>>) -> Result<Object, ImageError> {
    let (device, signature) = match components {
        1 => ("DeviceGray", b"GRAY"),
        3 => ("DeviceRGB", b"RGB "),
        4 => ("DeviceCMYK", b"CMYK"),
        _ => return Err(ImageError::Unreadable(format!("it has {components} components"))),
    };
    // ICC.1:2010, 7.2: the signature of the data's colour space is at the byte 16.
    let profile = profile.filter(|it| it.get(16..20) == Some(signature));
    match profile {
        Some(profile) => {
            let dictionary = dictionary! { "N" => i64::from(components) };
            Ok(vec!["ICCBased".into(), Stream::new(dictionary, profile).into()].into())
        }
        None if components == 4 => Err(ImageError::CmykWithoutProfile),
        None => Ok(device.into()),
    }
}

/// How an image that is embedded unchanged is turned when it is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ImageOrientation(Orientation);

impl ImageOrientation {
    /// Upright.
    pub(crate) const NONE: ImageOrientation = ImageOrientation(Orientation::NoTransforms);

    /// That of an image. Only a JPEG is embedded unchanged; any other has been turned when it was decoded.
    pub(crate) fn of(image: &ImageFile) -> ImageOrientation {
        if image.format != Format::Jpeg {
            return ImageOrientation::NONE;
        }
        let decoder = JpegDecoder::new(Cursor::new(&image.bytes));
        let orientation = decoder.and_then(|mut decoder| decoder.orientation());
        orientation.map_or(ImageOrientation::NONE, ImageOrientation)
    }

    /// The matrix that turns the unit square into itself, `None` for an upright image
    /// (ISO 32000-1, 8.3.4).
    pub(crate) const fn matrix(self) -> Option<[i64; 6]> {
        match self.0 {
            Orientation::NoTransforms => None,
            Orientation::FlipHorizontal => Some([-1, 0, 0, 1, 1, 0]),
            Orientation::Rotate180 => Some([-1, 0, 0, -1, 1, 1]),
            Orientation::FlipVertical => Some([1, 0, 0, -1, 0, 1]),
            Orientation::Rotate90FlipH => Some([0, -1, -1, 0, 1, 1]),
            Orientation::Rotate90 => Some([0, -1, 1, 0, 0, 1]),
            Orientation::Rotate270FlipH => Some([0, 1, 1, 0, 0, 0]),
            Orientation::Rotate270 => Some([0, 1, -1, 0, 1, 0]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, RgbImage};

    /// Where the matrix moves the middle of a pixel of a square of two by two, counted from the top.
    fn moved([a, b, c, d, e, f]: [i64; 6], (x, y): (u32, u32)) -> (u32, u32) {
        // In quarters of the square, upwards.
        let (across, up) = (1 + 2 * i64::from(x), 3 - 2 * i64::from(y));
        let to = (a * across + c * up + 4 * e, b * across + d * up + 4 * f);
        ((to.0 / 2) as u32, ((4 - to.1) / 2) as u32)
    }

    #[test]
    fn orientation_matrix_matches_the_decoder() {
        for value in 2..=8 {
            let orientation = Orientation::from_exif(value).expect("one of eight");
            let stored = RgbImage::from_fn(2, 2, |x, y| image::Rgb([x as u8, y as u8, 0]));
            let mut turned = DynamicImage::ImageRgb8(stored.clone());
            turned.apply_orientation(orientation);
            let matrix = ImageOrientation(orientation).matrix().expect("a matrix");
            for (x, y, pixel) in stored.enumerate_pixels() {
                let (to_x, to_y) = moved(matrix, (x, y));
                assert_eq!(turned.to_rgb8().get_pixel(to_x, to_y), pixel, "{orientation:?}");
            }
        }
    }
}
