//! The images that a document names, read and examined.

use std::collections::BTreeMap;

use data_url::DataUrl;
use rayon::prelude::*;

use crate::diag::rules::outside_image;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::document::address::shown;
use crate::resource::probe::probe;
use crate::resource::rules::{bad_image, missing_image};
use crate::resource::{Folder, ImageFile, ReadError, Resources};
use crate::source::Span;

/// Reads every image that the document names. One that cannot be read is reported where it is first
/// named; `place` gives the place of a key of the metadata, such as `cover`.
pub fn gather(
    document: &Document,
    place: &dyn Fn(&str) -> Span,
    folder: &dyn Folder,
    diags: &mut Diagnostics,
) -> Resources {
    let named: Vec<(&str, Span)> = named(document, place).into_iter().collect();
    let read = |(path, span): (&str, Span)| match image_file(path, span, folder) {
        Ok(file) => Ok((path.to_owned(), file)),
        Err(diagnostic) => Err(diagnostic),
    };
    let mut resources = Resources::new();
    for result in named.into_par_iter().map(read).collect::<Vec<_>>() {
        match result {
            Ok((path, file)) => drop(resources.insert(path, file)),
            Err(diagnostic) => diags.push(*diagnostic),
        }
    }
    resources
}

/// The paths with the place where each is first named.
fn named<'a>(document: &'a Document, place: &dyn Fn(&str) -> Span) -> BTreeMap<&'a str, Span> {
    let mut named = BTreeMap::new();
    for (key, path) in document.meta.images() {
        named.entry(path).or_insert_with(|| place(key));
    }
    document.walk(|node| {
        if let Some(image) = node.image() {
            named.entry(image.path.as_str()).or_insert(node.span());
        }
    });
    named
}

fn image_file(path: &str, span: Span, folder: &dyn Folder) -> Result<ImageFile, Box<Diagnostic>> {
    if path.starts_with("data:") {
        let data = DataUrl::process(path).ok().and_then(|it| it.decode_to_vec().ok());
        let bytes = data.map(|it| it.0).ok_or("its address holds no bytes that can be read");
        let image = bytes.map_err(str::to_owned).and_then(probe);
        return image.map_err(|why| Box::new(bad_image(&shown(path), span, &why)));
    }
    let bytes = folder.read(path).map_err(|error| Box::new(refusal(path, span, error)))?;
    probe(bytes).map_err(|why| Box::new(bad_image(path, span, &why)))
}

fn refusal(path: &str, span: Span, error: ReadError) -> Diagnostic {
    match error {
        ReadError::Missing => missing_image(path, span),
        ReadError::Outside => outside_image(path, span),
        ReadError::NotAFile => bad_image(path, span, "it is not a file"),
        ReadError::TooLarge(most) => bad_image(path, span, &format!("it has more than {} MiB", most >> 20)),
        ReadError::Refused(why) => bad_image(path, span, &why),
    }
}
