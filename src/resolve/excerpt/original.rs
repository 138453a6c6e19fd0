//! The text that an excerpt or quotation is from, read as its own publication reads it.

use std::collections::BTreeMap;

use crate::diag::Diagnostics;
use crate::document::{Document, Lang};
use crate::parse::parse;
use crate::publication::{self, Located, Manifest, Publication, decode};
use crate::resolve::include::include;
use crate::resolve::paths::{MANIFEST, Seen, divided, read};
use crate::resource::{Folder, ReadError};
use crate::source::{SourceId, Sources, Span};

/// A text that others take from.
#[derive(Debug)]
pub(super) struct Original {
    /// Its tree.
    pub(super) document: Document,
    /// Its source; `None` for the text that takes from itself.
    pub(super) source: Option<SourceId>,
    /// As messages show it.
    pub(super) shown: String,
}

/// Reads the text at a path from the publication's folder. What is wrong with it is reported where it is published.
pub(super) fn original(
    path: &str,
    own: &Publication,
    folder: &dyn Folder,
    sources: &mut Sources,
) -> Result<Original, String> {
    let bytes = read(folder, path).map_err(phrase)?;
    let (shown, mut silent) = (folder.shown(path), Diagnostics::new());
    let id = decode(&shown, &bytes, sources, &mut silent).ok_or("too many sources")?;
    let (way, name) = divided(path);
    let mut publication = match path.starts_with("../") {
        true => manifest(way, folder, sources).unwrap_or_default(),
        false => Publication { variables: own.variables.clone(), ..Publication::default() },
    };
    if publication.meta.lang == Lang::default() {
        publication.meta.lang = own.meta.lang.clone();
    }
    publication.chapters = vec![Located { text: name.to_owned(), span: Span::default() }];
    include(sources, &[id], &publication, &Seen { folder, way }, &mut silent);
    let (document, _) = parse(sources, &[id], &publication, &mut silent);
    Ok(Original { document, source: Some(id), shown })
}

/// The manifest of the publication that is in a folder.
fn manifest(way: &str, folder: &dyn Folder, sources: &mut Sources) -> Option<Publication> {
    let path = format!("{way}{MANIFEST}");
    let bytes = read(folder, &path).ok()?;
    let mut silent = Diagnostics::new();
    let id = decode(&folder.shown(&path), &bytes, sources, &mut silent)?;
    match publication::manifest(sources, id, &mut silent)? {
        Manifest::Publication(publication) => Some(*publication),
        Manifest::Collection(_) => None,
    }
}

fn phrase(error: ReadError) -> String {
    match error {
        ReadError::Outside => "it is in no publication of the same collection".to_owned(),
        ReadError::Missing | ReadError::NotAFile | ReadError::TooLarge(_) | ReadError::Refused(_) => {
            error.to_string()
        }
    }
}

/// The texts that were read, by their paths from the publication's folder.
pub(super) type Originals = BTreeMap<String, Result<std::rc::Rc<Original>, String>>;
