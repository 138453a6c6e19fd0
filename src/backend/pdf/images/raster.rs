//! Raster images as objects (ISO 32000-1, 8.9.5).
//!
//! A JPEG is embedded unchanged, and so is the data of a PNG where PDF has the same. Other PNG and WebP images are
//! decoded and compressed again, their transparency as a soft mask. A colour profile in the image is kept;
//! without one its colours are sRGB, as on the web.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder};
use lopdf::{Object, Stream};

use crate::backend::pdf::images::flate::{compressed, unchanged};
use crate::backend::pdf::images::object::{ImageError, color_space, image_dictionary, unreadable};
use crate::resource::Format;
use crate::resource::jpeg::JpegFrame;

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
