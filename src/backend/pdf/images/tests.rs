//! Images of each format as objects.

use std::io::{Cursor, Write as _};

use flate2::Crc;
use image::{DynamicImage, GrayImage, ImageFormat, RgbImage, RgbaImage};
use lopdf::{Object, Stream};

use crate::backend::pdf::images::raster::ImageError;
use crate::backend::pdf::images::raster::raster_object;
use crate::backend::pdf::syntax::deflate;
use crate::resource::Format;

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("encoded");
    bytes.into_inner()
}

fn png(image: &DynamicImage) -> Stream {
    raster_object(&encoded(image, ImageFormat::Png), Format::Png).expect("an image")
}

/// Four by three pixels of many colours, the last two transparent.
fn colourful() -> RgbaImage {
    RgbaImage::from_fn(4, 3, |x, y| {
        let alpha = if (x, y) == (3, 2) { 0 } else { 255 };
        image::Rgba([x as u8 * 60, y as u8 * 100, 200 - x as u8 * 9, alpha])
    })
}

fn opaque() -> RgbImage {
    DynamicImage::ImageRgba8(colourful()).to_rgb8()
}

fn grey() -> GrayImage {
    GrayImage::from_fn(4, 3, |x, y| image::Luma([x as u8 * 50 + y as u8]))
}

fn color_space(stream: &Stream) -> String {
    let name = stream.dict.get(b"ColorSpace").and_then(Object::as_name).expect("a colour space");
    String::from_utf8_lossy(name).into_owned()
}

fn samples(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().expect("samples")
}

#[test]
fn colours_are_kept() {
    let object = png(&DynamicImage::ImageRgb8(opaque()));
    assert_eq!((color_space(&object).as_str(), samples(&object)), ("DeviceRGB", opaque().into_raw()));
    assert!(!object.dict.has(b"SMask"));
}

#[test]
fn sixteen_bits_become_eight() {
    let deep = DynamicImage::ImageRgb16(DynamicImage::ImageRgb8(opaque()).to_rgb16());
    assert_eq!(samples(&png(&deep)), opaque().into_raw());
    let deep = DynamicImage::ImageLuma16(DynamicImage::ImageLuma8(grey()).to_luma16());
    assert_eq!((color_space(&png(&deep)).as_str(), samples(&png(&deep))), ("DeviceGray", grey().into_raw()));
}

#[test]
fn grey_stored_as_rgb_has_one_sample_per_pixel() {
    for image in [
        DynamicImage::ImageLuma8(grey()),
        DynamicImage::ImageRgba8(DynamicImage::ImageLuma8(grey()).to_rgba8()),
    ] {
        let object = png(&image);
        assert_eq!((color_space(&object).as_str(), samples(&object)), ("DeviceGray", grey().into_raw()));
    }
}

#[test]
fn only_transparent_image_has_a_soft_mask() {
    let object = png(&DynamicImage::ImageRgba8(colourful()));
    let mask = object.dict.get(b"SMask").and_then(Object::as_stream).expect("a mask");
    assert_eq!(samples(mask), colourful().pixels().map(|it| it.0[3]).collect::<Vec<u8>>());
    assert_eq!(color_space(mask), "DeviceGray");
    let opaque = DynamicImage::ImageRgba8(DynamicImage::ImageRgb8(opaque()).to_rgba8());
    assert!(!png(&opaque).dict.has(b"SMask"));
}

#[test]
fn png_data_is_taken_unchanged() {
    let bytes = encoded(&DynamicImage::ImageRgb8(opaque()), ImageFormat::Png);
    let object = raster_object(&bytes, Format::Png).expect("an image");
    assert!(bytes.windows(object.content.len()).any(|it| it == object.content));
    let mut interlaced = bytes;
    interlaced[28] = 1;
    assert!(raster_object(&interlaced, Format::Png).is_err(), "it is decoded, and its check sum is wrong");
}

#[test]
fn palette_is_kept() {
    let object = raster_object(&palette_png(), Format::Png).expect("an image");
    let space = object.dict.get(b"ColorSpace").and_then(Object::as_array).expect("a colour space");
    let text = |it: &Object| it.as_str().map(<[u8]>::to_vec).ok();
    assert_eq!((space[1].as_name().ok(), space[2].as_i64().ok()), (Some(b"DeviceRGB".as_slice()), Some(1)));
    assert_eq!(text(&space[3]), Some(vec![255, 0, 0, 0, 0, 255]));
    assert_eq!(object.dict.get(b"BitsPerComponent").and_then(Object::as_i64).ok(), Some(1));
    assert_eq!(deflate(&[0, 0b0100_0000]), object.content);
}

/// Two pixels, red and blue, by a palette of two.
fn palette_png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let chunks: [(&[u8; 4], Vec<u8>); 4] = [
        (b"IHDR", vec![0, 0, 0, 2, 0, 0, 0, 1, 1, 3, 0, 0, 0]),
        (b"PLTE", vec![255, 0, 0, 0, 0, 255]),
        (b"IDAT", deflate(&[0, 0b0100_0000])),
        (b"IEND", Vec::new()),
    ];
    for (name, body) in chunks {
        let mut crc = Crc::new();
        crc.update(name);
        crc.update(&body);
        bytes.write_all(&(body.len() as u32).to_be_bytes()).expect("written");
        bytes.extend(name.iter().chain(&body));
        bytes.extend(crc.sum().to_be_bytes());
    }
    bytes
}

#[test]
fn webp_is_decoded() {
    let bytes = encoded(&DynamicImage::ImageRgba8(colourful()), ImageFormat::WebP);
    let object = raster_object(&bytes, Format::WebP).expect("an image");
    assert!(object.dict.has(b"SMask"));
    assert_eq!(color_space(&object), "DeviceRGB");
}

#[test]
fn jpeg_is_embedded_unchanged() {
    for (image, space) in
        [(DynamicImage::ImageRgb8(opaque()), "DeviceRGB"), (DynamicImage::ImageLuma8(grey()), "DeviceGray")]
    {
        let bytes = encoded(&image, ImageFormat::Jpeg);
        let object = raster_object(&bytes, Format::Jpeg).expect("an image");
        assert_eq!((color_space(&object).as_str(), &object.content), (space, &bytes));
        assert_eq!(object.dict.get(b"Filter").and_then(Object::as_name).ok(), Some(b"DCTDecode".as_slice()));
        assert_eq!(object.dict.get(b"Width").and_then(Object::as_i64).ok(), Some(4));
    }
}

#[test]
fn cmyk_without_profile_is_refused() {
    assert_eq!(raster_object(&cmyk_jpeg(), Format::Jpeg), Err(ImageError::CmykWithoutProfile));
}

/// A JPEG of grey whose frame header says that it has four components.
fn cmyk_jpeg() -> Vec<u8> {
    let mut bytes = encoded(&DynamicImage::ImageLuma8(grey()), ImageFormat::Jpeg);
    let frame = bytes.windows(2).position(|it| it == [0xFF, 0xC0]).expect("a frame header");
    // Its length, and after six bytes the number of components and three bytes of each.
    bytes[frame + 3] += 9;
    bytes[frame + 9] = 4;
    let component = bytes[frame + 10..frame + 13].to_vec();
    for number in 2..=4 {
        let at = frame + 10 + 3 * (usize::from(number) - 1);
        bytes.splice(at..at, [number, component[1], component[2]]);
    }
    bytes
}
