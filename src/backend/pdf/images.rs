//! Pictures as objects of the file.
//!
//! A JPEG goes in as it is. PNG and WebP are decoded and compressed again, their
//! transparency as a soft mask. A colour profile in the picture goes with it;
//! without one its colours are those of sRGB, as the web has it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder};
use lopdf::{Dictionary, Object, Stream, dictionary};
use rayon::prelude::*;

use crate::backend::Context;
use crate::backend::pdf::content::deflate;
use crate::backend::pdf::rules::{CMYK_PICTURE, SVG_FEATURE_LOST, UNREADABLE_PICTURE};
use crate::backend::pdf::svg::{self, Lost};
use crate::diag::{Diagnostic, Diagnostics};
use crate::font::FontBook;
use crate::layout::Layout;
use crate::layout::frame::{ImageBox, Item};
use crate::resource::{Format, Picture};

/// The pictures of the pages, each once, in the order in which they come.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    indices: BTreeMap<String, usize>,
    /// The object of each.
    pub(super) objects: Vec<Stream>,
    /// Whether none was refused.
    pub(super) are_whole: bool,
}

/// Why a picture cannot go into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not what it says it is, or is damaged.
    Unreadable(String),
    /// Its colours are those of four inks, and it does not say which.
    UnknownInks,
}

impl Pictures {
    /// The pictures of a layout; what cannot be shown is reported and left out.
    pub(super) fn of(layout: &Layout, cx: &Context<'_>, diags: &mut Diagnostics) -> Pictures {
        let mut boxes: Vec<&ImageBox> = Vec::new();
        let mut indices = BTreeMap::new();
        for placed in layout.pages.iter().flat_map(|page| &page.items) {
            if let Item::Image(image) = &placed.item
                && !indices.contains_key(&image.path)
            {
                indices.insert(image.path.clone(), boxes.len());
                boxes.push(image);
            }
        }
        let made: Vec<Made> =
            boxes.par_iter().map(|image| object(cx.resources.get(&image.path), cx.fonts)).collect();
        let are_whole = made.iter().all(Result::is_ok);
        let mut objects = Vec::new();
        for (image, made) in boxes.into_iter().zip(made) {
            let (object, lost) = made.unwrap_or_else(|refusal| {
                diags.push(report(image, refusal));
                (empty_form(), BTreeSet::new())
            });
            diags_of_lost(image, &lost).into_iter().for_each(|it| diags.push(it));
            objects.push(object);
        }
        Pictures { indices, objects, are_whole }
    }

    /// The index of a picture by its path.
    pub(super) fn index(&self, path: &str) -> Option<usize> {
        self.indices.get(path).copied()
    }
}

fn report(image: &ImageBox, refusal: Refusal) -> Diagnostic {
    let path = &image.path;
    match refusal {
        Refusal::Unreadable(why) => {
            let message = format!("the picture `{path}` cannot be read: {why}");
            Diagnostic::new(&UNREADABLE_PICTURE, image.span, message)
                .help("replace the file by an intact one")
        }
        Refusal::UnknownInks => {
            let message = format!("the picture `{path}` is in CMYK and has no colour profile");
            Diagnostic::new(&CMYK_PICTURE, image.span, message)
                .help("convert it to RGB, or save it with its profile")
        }
    }
}

fn diags_of_lost(image: &ImageBox, lost: &BTreeSet<Lost>) -> Option<Diagnostic> {
    let names: Vec<&str> = lost.iter().map(|it| it.name()).collect();
    let message = format!("the drawing `{}` is shown without {}", image.path, names.join(" and "));
    let fault = Diagnostic::new(&SVG_FEATURE_LOST, image.span, message);
    (!names.is_empty()).then(|| fault.help("draw it without them, or export it as PNG"))
}

/// A form that shows nothing.
fn empty_form() -> Stream {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Form");
    dictionary.set("BBox", vec![0.into(), 0.into(), 1.into(), 1.into()]);
    Stream::new(dictionary, Vec::new())
}

/// A picture as an object, with what is lost of it.
type Made = Result<(Stream, BTreeSet<Lost>), Refusal>;

fn object(picture: Option<&Picture>, fonts: &FontBook) -> Made {
    let picture = picture.ok_or_else(|| Refusal::Unreadable("there is no such file".to_owned()))?;
    match picture.format {
        Format::Svg => svg::form(&picture.bytes, fonts),
        Format::Png | Format::WebP | Format::Jpeg => {
            raster_object(&picture.bytes, picture.format).map(|it| (it, BTreeSet::new()))
        }
    }
}

/// A picture of pixels as an object.
///
/// # Errors
///
/// When it is damaged, or its colours are not known.
pub(super) fn raster_object(bytes: &[u8], format: Format) -> Result<Stream, Refusal> {
    match format {
        Format::Png => raster(PngDecoder::new(Cursor::new(bytes))),
        Format::WebP => raster(WebPDecoder::new(Cursor::new(bytes))),
        Format::Jpeg => jpeg(bytes),
        Format::Svg => Err(Refusal::Unreadable("it is no picture of pixels".to_owned())),
    }
}

fn unreadable(error: impl std::fmt::Display) -> Refusal {
    Refusal::Unreadable(error.to_string())
}

/// A JPEG file as it is (ISO 32000-1, 7.4.8).
fn jpeg(bytes: &[u8]) -> Result<Stream, Refusal> {
    let frame = JpegFrame::read(bytes).ok_or_else(|| unreadable("it has no frame header"))?;
    let profile =
        JpegDecoder::new(Cursor::new(bytes)).map_err(unreadable)?.icc_profile().map_err(unreadable)?;
    let mut dictionary = image_dictionary(frame.width, frame.height);
    dictionary.set("ColorSpace", color_space(frame.components, profile)?);
    dictionary.set("Filter", "DCTDecode");
    if frame.components == 4 && frame.adobe {
        // Adobe writes the inks the other way around.
        dictionary.set("Decode", [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec());
    }
    Ok(Stream::new(dictionary, bytes.to_vec()))
}

/// What the frame header of a JPEG file says (ITU-T T.81, B.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct JpegFrame {
    width: u32,
    height: u32,
    components: u8,
    adobe: bool,
}

impl JpegFrame {
    fn read(bytes: &[u8]) -> Option<JpegFrame> {
        let mut at = 2;
        let mut adobe = false;
        loop {
            let marker = *bytes.get(at + 1)?;
            if marker == 0xFF {
                at += 1;
                continue;
            }
            let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
            let body = bytes.get(at + 4..at + 2 + length.max(2))?;
            match marker {
                0xEE => adobe = body.starts_with(b"Adobe"),
                // Tables share the range of frame headers: DHT, JPG, DAC.
                0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                    let [_, high, low, wide, narrow, components, ..] = *body else { return None };
                    let height = u32::from(u16::from_be_bytes([high, low]));
                    let width = u32::from(u16::from_be_bytes([wide, narrow]));
                    return Some(JpegFrame { width, height, components, adobe });
                }
                _ => {}
            }
            at += 2 + length.max(2);
        }
    }
}

/// A picture of pixels, decoded.
fn raster(decoder: image::ImageResult<impl ImageDecoder>) -> Result<Stream, Refusal> {
    let mut decoder = decoder.map_err(unreadable)?;
    // A file of a few bytes may claim to be larger than any memory.
    decoder.set_limits(image::Limits::default()).map_err(unreadable)?;
    let profile = decoder.icc_profile().map_err(unreadable)?;
    let decoded = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
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
        dictionary.set("SMask", flate(mask, &alpha, width, 1));
    }
    Ok(flate(dictionary, &samples, width, components))
}

/// The samples of a picture: one a pixel where it has no colours, else three.
fn samples(image: &DynamicImage) -> (u8, Vec<u8>) {
    if image.color().has_color() {
        let rgb = image.to_rgb8().into_raw();
        let grey = rgb.chunks_exact(3).all(|it| it[0] == it[1] && it[1] == it[2]);
        if grey { (1, rgb.into_iter().step_by(3).collect()) } else { (3, rgb) }
    } else {
        (1, image.to_luma8().into_raw())
    }
}

fn image_dictionary(width: u32, height: u32) -> Dictionary {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Image");
    dictionary.set("Width", width);
    dictionary.set("Height", height);
    dictionary.set("BitsPerComponent", 8);
    dictionary
}

/// The colour space of samples: that of the profile where it fits them, else the device's, which the output
/// intent of the file says to be sRGB.
fn color_space(components: u8, profile: Option<Vec<u8>>) -> Result<Object, Refusal> {
    let (device, signature) = match components {
        1 => ("DeviceGray", b"GRAY"),
        3 => ("DeviceRGB", b"RGB "),
        4 => ("DeviceCMYK", b"CMYK"),
        _ => return Err(Refusal::Unreadable(format!("it has {components} components"))),
    };
    // ICC.1:2010, 7.2: the signature of the data's colour space is at the byte 16.
    let profile = profile.filter(|it| it.get(16..20) == Some(signature));
    match profile {
        Some(profile) => {
            let dictionary = dictionary! { "N" => i64::from(components) };
            Ok(vec!["ICCBased".into(), Stream::new(dictionary, profile).into()].into())
        }
        None if components == 4 => Err(Refusal::UnknownInks),
        None => Ok(device.into()),
    }
}

/// Samples of a byte each, compressed after PNG's filters (ISO 32000-1, 7.4.4.4).
fn flate(mut dictionary: Dictionary, samples: &[u8], width: u32, components: u8) -> Stream {
    let mut parameters = Dictionary::new();
    parameters.set("Predictor", 15);
    parameters.set("Colors", i64::from(components));
    parameters.set("Columns", width);
    dictionary.set("Filter", "FlateDecode");
    dictionary.set("DecodeParms", parameters);
    let row = width as usize * usize::from(components);
    Stream::new(dictionary, deflate(&filtered(samples, row.max(1), usize::from(components))))
}

/// Each row by the filter that leaves the smallest differences (PNG specification, 12.8).
fn filtered(samples: &[u8], row: usize, step: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row + 1);
    let mut above = vec![0; row];
    let mut trial = vec![0; row];
    for line in samples.chunks(row) {
        let mut best: Option<(u64, u8, Vec<u8>)> = None;
        for filter in 0..5 {
            filter_row(filter, line, &above, step, &mut trial);
            let weight = trial.iter().map(|it| u64::from(it.cast_signed().unsigned_abs())).sum();
            if best.as_ref().is_none_or(|(least, ..)| weight < *least) {
                best = Some((weight, filter, trial.clone()));
            }
        }
        if let Some((_, filter, bytes)) = best {
            out.push(filter);
            out.extend_from_slice(&bytes);
        }
        above.copy_from_slice(line);
    }
    out
}

/// One row by one of PNG's five filters (PNG specification, 9.2).
fn filter_row(filter: u8, line: &[u8], above: &[u8], step: usize, out: &mut [u8]) {
    for (index, out) in out.iter_mut().enumerate() {
        let left = if index < step { 0 } else { line[index - step] };
        let corner = if index < step { 0 } else { above[index - step] };
        let up = above[index];
        let predicted = match filter {
            0 => 0,
            1 => left,
            2 => up,
            3 => u8::midpoint(left, up),
            _ => paeth(left, up, corner),
        };
        *out = line[index].wrapping_sub(predicted);
    }
}

/// Whichever of three neighbours is nearest to left + up - corner (PNG specification, 9.4).
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |it: u8| (guess - i16::from(it)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}
