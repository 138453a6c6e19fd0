//! The design of a publication: its themes that are files, and its fonts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::font::Face;
use crate::plan::BuildOptions;
use crate::project::files::SourceFolder;
use crate::project::source::{Reading, phrase};
use crate::publication::rules::{unreadable_fonts, unreadable_theme};
use crate::publication::value::{Entry, Value};
use crate::publication::{Located, Publication, decode};
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

/// The folder beside a manifest whose fonts belong to the publication.
const FONTS: &str = "fonts";

/// The options with the fonts of a publication: those that it names, else those in the folder beside its manifest. What
/// cannot be read is reported.
pub(crate) fn with_fonts<'o>(reading: &mut Reading, options: Cow<'o, BuildOptions>) -> Cow<'o, BuildOptions> {
    let Reading { manuscript, diags, folder, .. } = reading;
    let publication = &manuscript.publication;
    let beside = || Located { text: FONTS.to_owned(), span: publication.meta.span };
    let has_folder = publication.fonts.path.is_empty() && folder.fonts(FONTS).is_ok_and(|it| !it.is_empty());
    let paths: Vec<Located> = match has_folder && !publication.chapters.is_empty() {
        true => vec![beside()],
        false => publication.fonts.path.clone(),
    };
    let mut fonts: Vec<Arc<[u8]>> = Vec::new();
    for Located { text: path, span } in &paths {
        let found = folder.fonts(path).map_err(phrase);
        match found.and_then(|files| files.iter().map(|it| font(folder, it)).collect::<Result<Vec<_>, _>>()) {
            Ok(all) if all.is_empty() => {
                diags.push(unreadable_fonts(path, "there are no fonts in it", *span))
            }
            Ok(all) => fonts.extend(all),
            Err(why) => diags.push(unreadable_fonts(path, &why, *span)),
        }
    }
    if fonts.is_empty() {
        return options;
    }
    reading.note_files();
    let mut options = options.into_owned();
    options.publication_fonts = fonts;
    Cow::Owned(options)
}

/// The bytes of a font file, or why it is none.
fn font(folder: &SourceFolder, path: &str) -> Result<Arc<[u8]>, String> {
    let bytes: Arc<[u8]> = Arc::from(folder.read_shared(path).map_err(phrase)?);
    if Face::given(&bytes).is_empty() {
        return Err(format!("`{path}` is not a TrueType or OpenType font"));
    }
    Ok(bytes)
}

/// Reads the theme of a file.
fn read(reading: &mut Reading, themes: &mut Themes, path: &str, span: Span) {
    let Reading { manuscript, diags, folder, .. } = reading;
    let bytes = match folder.read_shared(path) {
        Ok(bytes) => bytes,
        Err(fault) => return diags.push(unreadable_theme(path, &phrase(fault), span)),
    };
    let sources = &mut manuscript.sources;
    let id = decode(&folder.shown(path), &bytes, sources, diags);
    let stem = Path::new(path).file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let found = id.and_then(|id| theme(sources, id, &stem, diags));
    found.into_iter().for_each(|it| themes.add(path, it));
}
