//! A manifest, read from the disk.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::diag::{Diagnostics, Severity};
use crate::project::failure::invalid_manifest;
use crate::project::files::{self, show};
use crate::publication::{self, Collection, Located, Manifest, Publication, decode};
use crate::record;
use crate::source::{SourceId, Sources};

/// The name of a manifest.
pub(crate) const MANIFEST: &str = "pamphlet.toml";

/// A manifest as read.
pub(super) struct ReadManifest {
    pub(super) manifest: Manifest,
    pub(super) sources: Sources,
    /// Its warnings.
    pub(super) diags: Diagnostics,
    pub(super) id: SourceId,
    pub(super) content: record::Content,
}

/// Reads a manifest. With errors in it nothing is built.
pub(super) fn read_manifest(path: &Path) -> anyhow::Result<ReadManifest> {
    read_manifest_over(Shared::default(), path)
}

/// Reads a manifest, and lays it over what its collection gives. With errors in it nothing is built.
pub(super) fn read_manifest_over(shared: Shared, path: &Path) -> anyhow::Result<ReadManifest> {
    let (mut sources, mut diags) = (shared.sources, Diagnostics::new());
    let bytes = files::read_named(path)?;
    let id = decode(&show(path), &bytes, &mut sources, &mut diags).context("too many sources")?;
    let manifest = publication::manifest_over(shared.publication, &sources, id, &mut diags);
    diags.sort();
    match manifest.filter(|_| diags.count(Severity::Error) == 0) {
        Some(manifest) => {
            let content = record::Content::of(&file_name(path), &bytes);
            Ok(ReadManifest { manifest, sources, diags, id, content })
        }
        None => Err(invalid_manifest(&show(path), diags, sources)),
    }
}

/// What a collection gives to each of its members.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) publication: Publication,
    /// The manifest of the collection, for the places in it.
    pub(super) sources: Sources,
    /// That manifest, as messages show it and as a record names it; `None` where there is no collection.
    pub(super) manifest: Option<(PathBuf, record::Content)>,
}

/// What the collection gives that a manifest or a text is a member of: that of the nearest manifest above.
pub(super) fn shared_with(path: &Path) -> anyhow::Result<Shared> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut base = folder.to_owned();
    for _ in 0..=files::depth(folder) {
        let manifest = base.join(MANIFEST);
        if files::exists(&manifest) && !files::is_same(&manifest, path) {
            return if lists(&manifest, &base, path) {
                of_collection(&manifest, folder)
            } else {
                Ok(Shared::default())
            };
        }
        base = files::above(&base);
    }
    Ok(Shared::default())
}

/// Whether a manifest is of a collection that a publication is a member of.
fn lists(manifest: &Path, base: &Path, path: &Path) -> bool {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let Ok(bytes) = files::read_named(manifest) else { return false };
    let Some(id) = decode(&show(manifest), &bytes, &mut sources, &mut diags) else { return false };
    let Some(Manifest::Collection(collection)) = publication::manifest(&sources, id, &mut diags) else {
        return false;
    };
    let is_it = |member: &Located| {
        let member = base.join(&member.text);
        files::is_same(&member, path) || files::is_same(&member.join(MANIFEST), path)
    };
    collection.members.iter().any(is_it)
}

fn of_collection(manifest: &Path, folder: &Path) -> anyhow::Result<Shared> {
    let read = read_manifest(manifest)?;
    let Manifest::Collection(Collection { shared, .. }) = read.manifest else { return Ok(Shared::default()) };
    let name = files::from_folder(folder, manifest).unwrap_or_else(|| show(manifest));
    let content = record::Content { file: name, ..read.content };
    let manifest = Some((manifest.to_owned(), content));
    Ok(Shared { publication: *shared, sources: read.sources, manifest })
}

/// The chapters that a manifest names, even where other keys have errors; none where it is no manifest of a
/// publication, or cannot be read.
pub(super) fn chapters_of(path: &Path) -> Vec<String> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let Ok(bytes) = files::read_named(path) else { return Vec::new() };
    let id = decode(&show(path), &bytes, &mut sources, &mut diags);
    match id.and_then(|id| publication::manifest(&sources, id, &mut diags)) {
        Some(Manifest::Publication(publication)) => {
            publication.chapters.into_iter().map(|it| it.text).collect()
        }
        Some(Manifest::Collection(_)) | None => Vec::new(),
    }
}

/// The last part of a path: how a record names what lies in the publication's own folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}
