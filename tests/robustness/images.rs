//! Images with wrong sizes, truncated or huge ones, and ones that load other files.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{ImageFormat, RgbImage};

use super::titled;
use crate::support::project::{Run, TestProject};

/// Builds HTML with an image whose file name has no known extension.
fn build(bytes: &[u8]) -> Run {
    let project = TestProject::new(&[("a.md", &titled("![A picture](picture.bin)"))]);
    project.write("picture.bin", bytes);
    let run = project.bounded("build a.md");
    assert_eq!(run.status == 0, project.editions("output").len() == 4, "{}", run.stderr);
    run
}

#[track_caller]
fn refused(bytes: &[u8]) {
    build(bytes).exits(1).reports("error[bad-image]").reports("a.md:6");
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_fn(40, 30, |x, y| image::Rgb([(x * 6) as u8, (y * 8) as u8, (x * y) as u8]))
        .write_to(&mut bytes, format)
        .expect("encoded");
    bytes.into_inner()
}

/// A chunk of a PNG with its checksum (PNG third edition, 5.3).
fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&body);
    let length = u32::try_from(data.len()).expect("a length").to_be_bytes();
    [length.as_slice(), &body, &sum.sum().to_be_bytes()].concat()
}

/// A PNG of a size, with all rows zero and correct checksums.
fn png(width: u32, height: u32, rows: u64) -> Vec<u8> {
    let mut pixels = ZlibEncoder::new(Vec::new(), Compression::best());
    let row = vec![0; width as usize / 8 + 1];
    (0..rows).for_each(|_| pixels.write_all(&row).expect("packed"));
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = [size.as_slice(), &[1, 0, 0, 0, 0]].concat();
    let pixels = pixels.finish().expect("packed");
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &pixels), chunk(b"IEND", b"")]
        .concat()
}

#[test]
fn truncated_image_is_refused() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = encoded(format);
        build(&whole).exits(0);
        for length in [0, 1, 7, 20, whole.len() / 2, whole.len() - 1] {
            refused(&whole[..length]);
        }
    }
}

#[test]
fn wrong_image_size_is_refused() {
    build(&png(40, 30, 30)).exits(0);
    refused(&png(40, 3000, 30));
    refused(&png(0, 30, 30));
    refused(&png(40, 0, 0));
    refused(&png(u32::MAX, u32::MAX, 1).as_slice()[..200]);
    let mut jpeg = encoded(ImageFormat::Jpeg);
    // The frame header, FF C0, has the height in its sixth and seventh byte (ITU-T T.81, B.2.2).
    let frame = jpeg.windows(2).position(|it| it == [0xff, 0xc0]).expect("a frame");
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    refused(&jpeg);
}

#[test]
fn image_bomb_is_refused_before_unpacking() {
    refused(&png(50_000, 50_000, 50_000));
    refused(&png(19_999, 19_999, 1));
}

#[test]
fn noise_after_an_image_signature_is_refused() {
    let noise: Vec<u8> = (0..4000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for start in
        [b"\x89PNG\r\n\x1a\n".as_slice(), b"\xff\xd8\xff\xe0", b"RIFF\x10\0\0\0WEBPVP8 ", b"<svg ", b"GIF89a"]
    {
        refused(&[start, &noise].concat());
    }
    refused(b"");
}

/// An SVG with the inner elements.
fn svg(inner: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>{inner}</svg>"
    )
}

#[test]
fn svg_loads_no_other_files() {
    for inner in [
        "<image href='/etc/hostname' width='9' height='9'/>",
        "<image href='other.png' width='9' height='9'/>",
        "<image xlink:href='file:///etc/hostname' width='9' height='9'/>",
        "<image href='https://example.net/x.png' width='9' height='9'/>",
        "<script>x()</script>",
        "<rect width='9' height='9' onclick='x()'/>",
    ] {
        refused(svg(inner).as_bytes());
    }
    for inner in [
        "<use href='other.svg#x'/>",
        "<rect fill='url(other.svg#x)' width='9' height='9'/>",
        "<style>@import url(https://example.net/x.css);</style>",
        "<style>rect { fill: url(https://example.net/x#y) }</style><rect width='9' height='9'/>",
    ] {
        let run = build(svg(inner).as_bytes());
        assert!(run.status <= 1, "{inner}: {}", run.stderr);
    }
}

#[test]
fn svg_entities_are_not_expanded() {
    let declared = |entities: &str, inner: &str| format!("<!DOCTYPE svg [{entities}]>{}", svg(inner));
    let level = |it: u8| {
        let one = format!("&{};", char::from(b'a' + it));
        format!("<!ENTITY {} '{}'>", char::from(b'b' + it), one.repeat(10))
    };
    let laughs: String = (0..12).map(level).collect();
    refused(declared(&format!("<!ENTITY a 'ha'>{laughs}"), "<text>&m;</text>").as_bytes());
    refused(declared("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "<text>&a;</text>").as_bytes());
    for address in ["file:///etc/hostname", "/etc/hostname", "https://example.net/x"] {
        let run = build(declared(&format!("<!ENTITY x SYSTEM '{address}'>"), "<text>&x;</text>").as_bytes());
        assert!(run.status <= 1, "{address}: {}", run.stderr);
    }
}

#[test]
fn deep_or_circular_svg_is_handled() {
    let nested = |open: &str, close: &str, count: usize| svg(&(open.repeat(count) + &close.repeat(count)));
    let inner = svg("<rect width='9' height='9'/>");
    for text in [
        nested("<g>", "</g>", 50_000),
        nested("<svg width='9' height='9'>", "</svg>", 5000),
        nested("<g opacity='0.5'>", "</g>", 5000),
        svg(&inner),
        svg("<g id='a'><use href='#a'/></g>"),
        svg("<pattern id='a' width='1' height='1'><rect fill='url(#a)' width='9' height='9'/></pattern>\
             <rect fill='url(#a)' width='9' height='9'/>"),
        svg(
            "<clipPath id='a' clip-path='url(#a)'><rect width='9' height='9'/></clipPath><rect clip-path='url(#a)'/>",
        ),
        svg("<mask id='a' mask='url(#a)'><rect width='9' height='9'/></mask><rect mask='url(#a)'/>"),
        svg("<rect width='1e38' height='1e38' transform='scale(1e38)'/>"),
        svg("<path d='M 0 0 L 1e400 NaN'/>"),
        svg(&format!("<path d='M 0 0 {}'/>", "L 1 2 ".repeat(100_000))),
        "<svg xmlns='http://www.w3.org/2000/svg' width='1e30' height='1e-30'/>".to_owned(),
        "<svg xmlns='http://www.w3.org/2000/svg' width='-1' height='0'/>".to_owned(),
    ] {
        let run = build(text.as_bytes());
        assert!(run.status <= 1, "{}: {}", &text[..text.len().min(200)], run.stderr);
    }
    // Each is used ten times by the one before it.
    let level = |it: usize| format!("<g id='g{}'>{}</g>", it + 1, format!("<use href='#g{it}'/>").repeat(10));
    let uses: String = (0..8).map(level).collect();
    let run = build(svg(&format!("<rect id='g0' width='1' height='1'/>{uses}")).as_bytes());
    assert!(run.status <= 1, "{}", run.stderr);
}
