//! Images as objects of the file.
//!
//! In reading order: *raster* images, their *orientation*, and their samples
//! in *flate*, with what all have in *object*; an SVG becomes a form (see `svg`). What a
//! standard forbids is refused and reported at its place in the source.

pub(super) mod raster;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use lopdf::{Dictionary, Stream};
use rayon::prelude::*;

use crate::backend::pdf::images::raster::ImageError;
use crate::backend::pdf::images::raster::ImageOrientation;
use crate::backend::pdf::images::raster::raster_object;
use crate::backend::pdf::rules::{CMYK_IMAGE, SVG_FEATURE_LOST};
use crate::backend::pdf::svg::{UnsupportedFeature, svg_form};
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address;
use crate::font::FontBook;
use crate::layout::Layout;
use crate::layout::frame::{ImageBox, Item};
use crate::layout::rules::MISSING_GLYPH;
use crate::resource::rules::BAD_IMAGE;
use crate::resource::{Format, ImageFile, Resources};

/// The images of the pages, each once, in the order in which they come.
#[derive(Debug, Default)]
pub(crate) struct Images {
    indices: BTreeMap<String, usize>,
    orientations: Vec<ImageOrientation>,
    /// The object of each.
    pub(crate) objects: Vec<Stream>,
    /// Whether none was refused.
    pub(crate) are_complete: bool,
}

/// The name of an image in the resources, by its index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ImageName(pub(crate) usize);

impl fmt::Display for ImageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "I{}", self.0)
    }
}

impl Images {
    /// The images of a layout; what cannot be embedded is reported and left out.
    pub(crate) fn of(
        layout: &Layout,
        resources: &Resources,
        fonts: &FontBook,
        diags: &mut Diagnostics,
    ) -> Images {
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
        let results: Vec<Result<ImageObject, ImageError>> =
            boxes.par_iter().map(|image| object(resources.get(&image.path), fonts)).collect();
        let are_complete = results.iter().all(Result::is_ok);
        let mut objects = Vec::new();
        for (image, result) in boxes.iter().zip(results) {
            let object = result.unwrap_or_else(|error| {
                diags.push(report_error(image, error));
                ImageObject::of(empty_form())
            });
            report_unsupported(image, &object.unsupported).into_iter().for_each(|it| diags.push(it));
            report_missing(image, &object.missing).into_iter().for_each(|it| diags.push(it));
            objects.push(object.stream);
        }
        let stored = boxes.iter().map(|image| resources.get(&image.path));
        let orientations =
            stored.map(|image| image.map_or(ImageOrientation::NONE, ImageOrientation::of)).collect();
        Images { indices, orientations, objects, are_complete }
    }

    /// The index of an image by its path.
    pub(crate) fn index(&self, path: &str) -> Option<usize> {
        self.indices.get(path).copied()
    }

    /// The orientation of the image of an index.
    pub(crate) fn orientation(&self, index: usize) -> ImageOrientation {
        self.orientations.get(index).copied().unwrap_or(ImageOrientation::NONE)
    }
}

/// An image as an object.
struct ImageObject {
    stream: Stream,
    /// What of an SVG is left out.
    unsupported: BTreeSet<UnsupportedFeature>,
    /// The characters of its text that no face has.
    missing: BTreeSet<char>,
}

impl ImageObject {
    /// An image of which nothing is left out.
    fn of(stream: Stream) -> ImageObject {
        ImageObject { stream, unsupported: BTreeSet::new(), missing: BTreeSet::new() }
    }
}

fn object(image: Option<&ImageFile>, fonts: &FontBook) -> Result<ImageObject, ImageError> {
    let image = image.ok_or_else(|| ImageError::Unreadable("there is no such file".to_owned()))?;
    match image.format {
        Format::Svg => {
            let form = svg_form(&image.bytes, fonts)?;
            Ok(ImageObject { stream: form.stream, unsupported: form.unsupported, missing: form.missing })
        }
        Format::Png | Format::WebP | Format::Gif | Format::Jpeg => {
            let stream = raster_object(&image.bytes, image.format)?;
            Ok(ImageObject::of(stream))
        }
    }
}

/// A form that shows nothing.
fn empty_form() -> Stream {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Form");
    dictionary.set("BBox", vec![0.into(), 0.into(), 1.into(), 1.into()]);
    Stream::new(dictionary, Vec::new())
}

fn report_error(image: &ImageBox, error: ImageError) -> Diagnostic {
    let path = address::shown(&image.path);
    match error {
        ImageError::Unreadable(why) => {
            let message = format!("image `{path}` cannot be read: {why}");
            Diagnostic::new(&BAD_IMAGE, image.span, message)
                .help("replace it with a file that opens in an image viewer")
        }
        ImageError::CmykWithoutProfile => {
            let message = format!("CMYK image `{path}` has no colour profile");
            Diagnostic::new(&CMYK_IMAGE, image.span, message)
                .help("convert it to RGB, or save it with its colour profile")
        }
    }
}

/// The diagnostic of characters that would be boxes in the drawing.
fn report_missing(image: &ImageBox, missing: &BTreeSet<char>) -> Option<Diagnostic> {
    const SHOWN: usize = 5;
    let shown = missing.iter().take(SHOWN).map(|it| format!("`{it}` (U+{:04X})", u32::from(*it)));
    let more =
        if missing.len() > SHOWN { format!(" and {} more", missing.len() - SHOWN) } else { String::new() };
    let shown = shown.collect::<Vec<_>>().join(", ");
    let message = format!("no font has {shown}{more} of the image `{}`", address::shown(&image.path));
    let help = "add a font that has it with `--font-path`, or turn the text of the drawing into paths";
    (!missing.is_empty()).then(|| Diagnostic::new(&MISSING_GLYPH, image.span, message).help(help))
}

fn report_unsupported(image: &ImageBox, features: &BTreeSet<UnsupportedFeature>) -> Option<Diagnostic> {
    let names: Vec<&str> = features.iter().map(|it| it.name()).collect();
    let message = format!("image `{}` is shown without {}", address::shown(&image.path), names.join(" and "));
    let diagnostic = Diagnostic::new(&SVG_FEATURE_LOST, image.span, message);
    (!names.is_empty()).then(|| diagnostic.help("remove them from the SVG, or export it as PNG"))
}
