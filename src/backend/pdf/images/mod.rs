//! Pictures as objects of the file.
//!
//! A drawing becomes a form, a picture of pixels an image. What cannot go in as
//! the standards want it is refused and reported where it stands in the source.

mod predictor;
mod raster;
mod turn;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Stream};
use rayon::prelude::*;

pub(super) use raster::raster_object;
pub(super) use turn::Turn;

use crate::backend::Context;
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
    turns: Vec<Turn>,
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
        for (image, made) in boxes.iter().zip(made) {
            let (object, lost) = made.unwrap_or_else(|refusal| {
                diags.push(report(image, refusal));
                (empty_form(), BTreeSet::new())
            });
            diags_of_lost(image, &lost).into_iter().for_each(|it| diags.push(it));
            objects.push(object);
        }
        let turns = boxes.iter().map(|image| cx.resources.get(&image.path).map_or(Turn::NONE, Turn::of));
        Pictures { indices, turns: turns.collect(), objects, are_whole }
    }

    /// The index of a picture by its path.
    pub(super) fn index(&self, path: &str) -> Option<usize> {
        self.indices.get(path).copied()
    }

    /// How the picture of an index is to be turned.
    pub(super) fn turn(&self, index: usize) -> Turn {
        self.turns.get(index).copied().unwrap_or(Turn::NONE)
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
