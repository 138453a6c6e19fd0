//! The images that a document names, read and examined.

use std::collections::BTreeMap;

use data_url::DataUrl;
use rayon::prelude::*;

use crate::diag::rules::outside_image;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::address::{file_name, shown};
use crate::document::walk::{walk_blocks_mut, walk_leaves_mut};
use crate::document::{Block, BlockKind, Document, Image, Inline, InlineKind};
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

/// Puts words in the place of the images that could not be read, for a build in which that is no error: the alternative
/// text of each, else the name of its file, and below it the caption of a figure.
pub fn put_words_for_missing(document: &mut Document, resources: &Resources) {
    let is_missing = |image: &Image| !resources.contains_key(&image.path);
    let mut any = false;
    document.walk(|node| any |= node.image().is_some_and(is_missing));
    if !any {
        return;
    }
    let put = |blocks: &mut [Block]| {
        walk_blocks_mut(blocks, &mut |block| {
            if let BlockKind::Figure(figure) = &mut block.kind
                && is_missing(&figure.image)
            {
                let inline = |kind| Inline { kind, span: block.span };
                let mut content = vec![inline(InlineKind::Text(words(&figure.image)))];
                if !figure.caption.is_empty() {
                    content.push(inline(InlineKind::LineBreak));
                    content.append(&mut figure.caption);
                }
                block.kind = BlockKind::Paragraph(content);
            }
        });
        walk_leaves_mut(blocks, &mut |kind| {
            if let InlineKind::Image(image) = kind
                && is_missing(image)
            {
                *kind = InlineKind::Text(words(image));
            }
        });
    };
    put(&mut document.blocks);
    let ids: Vec<_> = document.notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            put(&mut note.blocks);
        }
    }
}

fn words(image: &Image) -> String {
    let alt = image.alt.trim();
    if alt.is_empty() { file_name(&image.path).to_owned() } else { alt.to_owned() }
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
