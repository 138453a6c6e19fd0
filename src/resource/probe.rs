//! Examines the bytes of an image: its format, size and density, and whether it is whole.
//!
//! An image is decoded once, within bounds, so that a wrong header or a
//! file that ends early is found before an edition is made of it. Of a JPEG,
//! which every edition takes as it is, the segments are read, not the pixels. No reader
//! here follows a reference to another file.

use std::io::Cursor;
use std::sync::{Arc, Mutex};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use usvg::{ImageHrefResolver, Options, Tree};

use crate::resource::{Format, ImageFile, jpeg, png, svg};

/// The most pixels on a side.
const MAX_SIDE: u32 = 20_000;
/// The most memory that decoding may take, in bytes.
const MAX_MEMORY: u64 = 512 << 20;

/// The image in `bytes`.
///
/// # Errors
///
/// Says in a phrase why it is none.
pub fn probe(mut bytes: Vec<u8>) -> Result<ImageFile, String> {
    let (format, width, height) = match raster_format(&bytes) {
        Some((kind, format)) => {
            let (width, height) = raster(&bytes, kind)?;
            (format, width, height)
        }
        None => {
            let drawn = std::str::from_utf8(&bytes).ok().and_then(svg::with_fallbacks);
            bytes = drawn.map_or(bytes, String::into_bytes);
            let (width, height) = vector(&bytes)?;
            (Format::Svg, width, height)
        }
    };
    let density = density(format, &bytes);
    Ok(ImageFile { bytes: Arc::from(bytes), format, width, height, density })
}

/// The format by the first bytes; the name of a file says nothing.
fn raster_format(bytes: &[u8]) -> Option<(ImageFormat, Format)> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some((ImageFormat::Png, Format::Png))
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        Some((ImageFormat::Jpeg, Format::Jpeg))
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Some((ImageFormat::WebP, Format::WebP))
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some((ImageFormat::Gif, Format::Gif))
    } else {
        None
    }
}

fn raster(bytes: &[u8], format: ImageFormat) -> Result<(u32, u32), String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| error.to_string())?;
    // A camera stores what its sensor saw and notes which side is up: the size is that of what is shown.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    if format != ImageFormat::Jpeg {
        DynamicImage::from_decoder(decoder).map_err(|error| error.to_string())?;
    }
    if !is_whole(bytes, format) {
        return Err("the file ends early, or is not of a kind that readers show".to_owned());
    }
    let is_on_its_side = orientation.to_exif() > 4;
    Ok(if is_on_its_side { (height, width) } else { (width, height) })
}

/// Whether the end is there, which decoders fill up or do not look at.
fn is_whole(bytes: &[u8], format: ImageFormat) -> bool {
    // The second four bytes are the length of what follows them (WebP Container Specification, File Header).
    let said = bytes.get(4..8).and_then(|it| <[u8; 4]>::try_from(it).ok()).map_or(0, u32::from_le_bytes);
    let has_length = usize::try_from(said).is_ok_and(|it| it <= bytes.len().saturating_sub(8));
    // PNG third edition, 11.2.5.
    (format != ImageFormat::Png || png::chunks(bytes).any(|it| it.0 == *b"IEND"))
        && (format != ImageFormat::Jpeg || jpeg::is_whole(bytes))
        && (format != ImageFormat::WebP || has_length)
        // GIF89a, 27: the trailer, after which some programs leave zeros.
        && (format != ImageFormat::Gif || bytes.iter().rev().find(|it| **it != 0) == Some(&0x3b))
}

fn vector(bytes: &[u8]) -> Result<(u32, u32), String> {
    let text = std::str::from_utf8(bytes).ok().map(|it| it.trim_start_matches('\u{feff}').trim_start());
    let Some(text) = text.filter(|it| it.starts_with('<')) else {
        return Err("it is neither PNG, JPEG, WebP, GIF nor SVG".to_owned());
    };
    let outside: Mutex<Option<String>> = Mutex::new(None);
    let resolver = ImageHrefResolver {
        resolve_string: Box::new(|href, _| {
            if let Ok(mut outside) = outside.lock() {
                outside.get_or_insert_with(|| href.to_owned());
            }
            None
        }),
        ..ImageHrefResolver::default()
    };
    let options = Options { image_href_resolver: resolver, ..Options::default() };
    let svg = svg::parsed(text).map_err(|error| error.to_string())?;
    if let Some(why) = svg::problem(&svg) {
        return Err(why);
    }
    let size = Tree::from_xmltree(&svg, &options).map_err(|error| error.to_string())?.size();
    drop(options);
    if let Some(href) = outside.into_inner().ok().flatten() {
        return Err(format!("it refers to another file, `{href}`"));
    }
    Ok((pixels(size.width()), pixels(size.height())))
}

/// A length of an SVG in whole pixels, one at least.
fn pixels(length: f32) -> u32 {
    // The conversion saturates, and the value is positive by the type of the size.
    (length.round() as u32).max(1)
}

/// Micrometres in an inch, by definition.
const MICROMETRES: u64 = 25_400;

/// Pixels to the inch; `None` where the file gives none, or none that makes sense.
fn density(format: Format, bytes: &[u8]) -> Option<u32> {
    let found = match format {
        Format::Png => png_density(bytes),
        Format::Jpeg => jpeg_density(bytes),
        Format::WebP | Format::Gif | Format::Svg => None,
    };
    found.filter(|it| (1..=10_000).contains(it))
}

/// The `pHYs` chunk, in pixels to the metre (PNG third edition, 11.3.4.3).
fn png_density(bytes: &[u8]) -> Option<u32> {
    let mut before = png::chunks(bytes).take_while(|it| it.0 != *b"IDAT");
    let [a, b, c, d, .., 1] = *before.find(|it| it.0 == *b"pHYs")?.1 else { return None };
    let inch = u64::from(u32::from_be_bytes([a, b, c, d])) * MICROMETRES;
    u32::try_from((inch + 500_000) / 1_000_000).ok()
}

/// The JFIF header, in pixels to the inch or the centimetre (ITU-T T.871, 10.1).
fn jpeg_density(bytes: &[u8]) -> Option<u32> {
    let header =
        bytes.get(2..18).filter(|it| it.starts_with(&[0xff, 0xe0]) && it[4..].starts_with(b"JFIF\0"))?;
    let across = u32::from(u16::from_be_bytes([header[12], header[13]]));
    match header[11] {
        1 => Some(across),
        2 => Some((across * 254 + 50) / 100),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image::RgbImage::new(3, 2).write_to(&mut bytes, format).expect("encoded");
        bytes.into_inner()
    }

    #[test]
    fn format_and_size_come_from_the_bytes() {
        for (kind, format) in [
            (ImageFormat::Png, Format::Png),
            (ImageFormat::Jpeg, Format::Jpeg),
            (ImageFormat::WebP, Format::WebP),
            (ImageFormat::Gif, Format::Gif),
        ] {
            let image = probe(encoded(kind)).expect("an image");
            assert_eq!((image.format, image.width, image.height), (format, 3, 2));
        }
        let svg = probe(b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>".to_vec());
        assert_eq!(svg.map(|it| (it.format, it.width, it.height)), Ok((Format::Svg, 40, 30)));
    }

    #[test]
    fn the_orientation_in_exif_turns_the_size() {
        let mut jpeg = encoded(ImageFormat::Jpeg);
        // Exif with one entry, the orientation: 6 is a quarter turn to the right.
        let exif =
            b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        jpeg.splice(2..2, exif.iter().copied());
        assert_eq!(probe(jpeg).map(|it| (it.width, it.height)), Ok((2, 3)));
    }

    #[test]
    fn density_is_read_where_it_is_given() {
        let mut png = encoded(ImageFormat::Png);
        // 11811 pixels to the metre are 300 to the inch; the check sum is not looked at before the image's own.
        let chunk = [0, 0, 0, 9, b'p', b'H', b'Y', b's', 0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1, 0, 0, 0, 0];
        png.splice(33..33, chunk);
        assert_eq!(density(Format::Png, &png), Some(300));
        assert_eq!(density(Format::Png, &png[..40]), None);
        let jfif = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x02\0\x76\0\x76\0\0";
        assert_eq!(density(Format::Jpeg, jfif), Some(300));
    }

    #[test]
    fn truncated_files_and_wrong_headers_are_refused() {
        for kind in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            let whole = encoded(kind);
            for length in [0, 3, 12, whole.len() / 2, whole.len() - 2] {
                assert!(probe(whole[..length].to_vec()).is_err(), "{kind:?} of {length} bytes");
            }
        }
        let mut giant = encoded(ImageFormat::Png);
        giant[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        assert!(probe(giant).is_err());
        assert!(probe(b"GIF89a".to_vec()).is_err());
    }

    #[test]
    fn an_svg_reaches_no_other_file() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='/etc/hostname' \
                   width='9' height='9'/></svg>";
        assert_eq!(probe(svg.into()), Err("it refers to another file, `/etc/hostname`".to_owned()));
        let scripted = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='x()'/>";
        assert_eq!(probe(scripted.into()), Err("it holds a script, in `onload`".to_owned()));
        let bomb = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>\
                    <!ENTITY d '&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;'>]><svg>&e;&e;&e;&e;</svg>";
        assert!(probe(bomb.into()).is_err());
    }
}
