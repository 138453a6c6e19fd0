//! Images inside the page, as `data:` addresses, or in files beside it.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::document::{Attr, Dimension, Document, Image, Meta};
use crate::locale;
use crate::markup::{Element, ImageSource, Node, Resolver};
use crate::resource::{ImageFile, Resources};

/// Gives each image as an address that holds its bytes.
///
/// SVG goes the same way as pixels: in an `img` it runs no script and loads nothing
/// (SVG integration, secure static mode).
#[derive(Debug, Clone, Copy)]
pub(super) struct Inlined<'a> {
    resources: &'a Resources,
}

impl<'a> Inlined<'a> {
    /// Of these images.
    pub(super) fn new(resources: &'a Resources) -> Inlined<'a> {
        Inlined { resources }
    }
}

impl Resolver for Inlined<'_> {
    fn image(&self, image: &Image) -> Option<ImageSource> {
        let file = self.resources.get(&image.path)?;
        let bytes = STANDARD.encode(&file.bytes);
        let address = format!("data:{};base64,{bytes}", file.format.media_type());
        Some(ImageSource { address, width: file.width, height: file.height })
    }
}

/// Gives each image as the address of its file beside the page.
#[derive(Debug, Default)]
pub(super) struct Beside<'a> {
    /// Each with the path of its file as seen from the page, by its path in the publication.
    files: BTreeMap<&'a str, (String, &'a ImageFile)>,
}

impl<'a> Beside<'a> {
    /// The images that a document shows, under names in the order of their first place, in a folder.
    pub(super) fn new(document: &'a Document, resources: &'a Resources, folder: &str) -> Beside<'a> {
        let mut files: BTreeMap<&str, (String, &ImageFile)> = BTreeMap::new();
        let mut add = |path: &str| {
            if let Some((path, file)) = resources.get_key_value(path) {
                let name = format!("{folder}/image-{:03}.{}", files.len() + 1, file.format.extension());
                files.entry(path).or_insert((name, file));
            }
        };
        images(document, &mut |image| add(&image.path));
        document.meta.logo.iter().map(String::as_str).chain(banner(&document.meta)).for_each(add);
        Beside { files }
    }

    /// The files: each with its path as seen from the page, and its bytes.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.values().map(|(path, file)| (path.as_str(), &*file.bytes))
    }
}

impl Resolver for Beside<'_> {
    fn image(&self, image: &Image) -> Option<ImageSource> {
        let (path, file) = self.files.get(image.path.as_str())?;
        Some(ImageSource { address: path.clone(), width: file.width, height: file.height })
    }
}

/// The path of the image that shows what the publication is about: the cover, or what a drawn one shows.
pub(super) fn banner(meta: &Meta) -> Option<&str> {
    meta.cover.as_deref().or(meta.cover_image.as_deref())
}

/// The address for good of that image, for previews; `None` where the page has it inside, or where the publication has
/// no address.
pub(super) fn preview(meta: &Meta, resolver: &dyn Resolver) -> Option<String> {
    let source = resolver.image(&named(banner(meta)?, String::new()))?;
    let (folder, _) = meta.url.as_deref()?.rsplit_once('/')?;
    (!source.address.starts_with("data:")).then(|| format!("{folder}/{}", source.address))
}

/// The logo and the cover, above the title, whose words it does not repeat.
pub(super) fn emblems(meta: &Meta, resolver: &dyn Resolver) -> Vec<Node> {
    let shown = |path: &str, alt: &str, class: &'static str| {
        let source = resolver.image(&named(path, alt.to_owned()))?;
        let image = Element::new("img").with("src", source.address).with("alt", alt.to_owned());
        let image = image.with("width", source.width.to_string()).with("height", source.height.to_string());
        Some(Element::new("p").with("class", class).child(image).into())
    };
    let logo = meta.logo.as_deref().and_then(|it| shown(it, meta.logo_text(), "logo"));
    let words = locale::words(&meta.lang).cover;
    let alt = meta.cover_alt.as_deref().unwrap_or(words);
    logo.into_iter().chain(banner(meta).and_then(|it| shown(it, alt, "banner"))).collect()
}

/// An image of the metadata.
fn named(path: &str, alt: String) -> Image {
    let decorative = alt.is_empty();
    Image { path: path.to_owned(), alt, decorative, width: None, attr: Attr::default() }
}

/// The parts of the measure that images of the document take, in hundredths of a per cent, each once.
pub(super) fn parts(document: &Document) -> Vec<u32> {
    let mut parts = Vec::new();
    images(document, &mut |image| {
        if let Some(Dimension::Percent(part)) = image.width {
            parts.push(part);
        }
    });
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Visits every image of the text and of its notes.
fn images<'a>(document: &'a Document, visit: &mut impl FnMut(&'a Image)) {
    document.walk(|node| node.image().into_iter().for_each(&mut *visit));
}
