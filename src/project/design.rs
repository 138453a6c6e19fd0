//! The design of a publication: its themes that are files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use crate::plan::BuildOptions;
use crate::project::source::{Reading, phrase};
use crate::publication::rules::unreadable_theme;
use crate::publication::value::{Entry, Value};
use crate::publication::{Publication, decode};
use crate::resource::Folder;
use crate::source::Span;
use crate::theme::Themes;
use crate::theme::file::theme;

/// The options with the theme files that a publication, its editions and the options name, and `others`. What is wrong
/// with them is reported.
pub(crate) fn with_themes<'o>(
    reading: &mut Reading,
    options: Cow<'o, BuildOptions>,
    others: &[&str],
) -> Cow<'o, BuildOptions> {
    let publication = &reading.manuscript.publication;
    let mut named = named(publication);
    let whole = publication.meta.span;
    for name in options.theme.as_deref().iter().chain(others) {
        named.entry((*name).to_owned()).or_insert(whole);
    }
    named.retain(|name, _| Themes::is_file(name) && !options.themes.has_file(name));
    if named.is_empty() {
        return options;
    }
    let mut options = options.into_owned();
    for (path, span) in named {
        read(reading, &mut options.themes, &path, span);
    }
    reading.note_files();
    Cow::Owned(options)
}

/// The names of themes in a publication, with their places.
fn named(publication: &Publication) -> BTreeMap<String, Span> {
    let own = publication.theme.iter().map(|it| (it.clone(), publication.place_of("theme")));
    let mut named: BTreeMap<String, Span> = own.collect();
    publication.tables.iter().for_each(|it| find(it, &mut named));
    named
}

/// Finds the values of `theme` in a table and in the tables in it.
fn find(entry: &Entry, named: &mut BTreeMap<String, Span>) {
    let Entry { key, value: Value { span, .. }, .. } = entry;
    if let Some(name) = entry.value.as_name().filter(|_| key == "theme") {
        named.entry(name).or_insert(*span);
    }
    entry.value.as_table().unwrap_or_default().iter().for_each(|it| find(it, named));
}

/// Reads the theme of a file.
fn read(reading: &mut Reading, themes: &mut Themes, path: &str, span: Span) {
    let Reading { manuscript, diags, folder, .. } = reading;
    let bytes = match folder.read(path) {
        Ok(bytes) => bytes,
        Err(fault) => return diags.push(unreadable_theme(path, &phrase(fault), span)),
    };
    let sources = &mut manuscript.sources;
    let id = decode(&folder.shown(path), &bytes, sources, diags);
    let stem = Path::new(path).file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let found = id.and_then(|id| theme(sources, id, &stem, diags));
    found.into_iter().for_each(|it| themes.add(path, it));
}
