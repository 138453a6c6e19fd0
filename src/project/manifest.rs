//! A manifest, read from the disk.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::diag::{Diagnostics, Severity};
use crate::project::failure::invalid_manifest;
use crate::project::files::{self, show};
use crate::project::pattern;
use crate::publication::{self, Collection, Located, Manifest, Publication, decode};
use crate::record;
use crate::source::{SourceId, Sources};
use crate::theme::Themes;

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
    parse(shared, path)?.sound(path)
}

/// A manifest with all that is wrong with it.
struct Parsed {
    /// `None` where it is not of one kind.
    manifest: Option<Manifest>,
    sources: Sources,
    diags: Diagnostics,
    id: SourceId,
    content: record::Content,
}

fn parse(shared: Shared, path: &Path) -> anyhow::Result<Parsed> {
    let (mut sources, mut diags) = (shared.sources, Diagnostics::new());
    let bytes = files::read_named(path)?;
    let id = decode(&show(path), &bytes, &mut sources, &mut diags).context("too many sources")?;
    let mut manifest = publication::manifest_over(shared.publication, &sources, id, &mut diags);
    if let Some(Manifest::Publication(publication)) = &mut manifest {
        pattern::expand(publication, path.parent().unwrap_or(Path::new("")));
    }
    diags.sort();
    let content = record::Content::of(&file_name(path), &bytes);
    Ok(Parsed { manifest, sources, diags, id, content })
}

impl Parsed {
    /// The manifest, where it has no errors.
    fn sound(self, path: &Path) -> anyhow::Result<ReadManifest> {
        let Parsed { manifest, sources, diags, id, content } = self;
        match manifest.filter(|_| diags.count(Severity::Error) == 0) {
            Some(manifest) => Ok(ReadManifest { manifest, sources, diags, id, content }),
            None => Err(invalid_manifest(&show(path), diags, sources)),
        }
    }

    /// Whether it is of a collection, in the folder `base`, that a publication is a member of.
    fn lists(&self, base: &Path, path: &Path) -> bool {
        let Some(Manifest::Collection(collection)) = &self.manifest else { return false };
        let is_it = |member: &Located| {
            let member = base.join(&member.text);
            files::is_same(&member, path) || files::is_same(&member.join(MANIFEST), path)
        };
        collection.members.iter().any(is_it)
    }
}

/// The manifests in a folder and in those above it, the nearest first, each after its folder.
pub(super) fn manifests_above(folder: &Path) -> impl Iterator<Item = (PathBuf, PathBuf)> {
    let bases = std::iter::successors(Some(folder.to_owned()), |it| Some(files::above(it)));
    let places = bases.take(files::depth(folder) + 1).map(|base| (base.clone(), base.join(MANIFEST)));
    places.filter(|it| files::exists(&it.1))
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
    let nearest = manifests_above(folder).find(|(_, manifest)| !files::is_same(manifest, path));
    let Some((base, manifest)) = nearest else { return Ok(Shared::default()) };
    // One that cannot be read at all lists nothing.
    let Ok(parsed) = parse(Shared::default(), &manifest) else { return Ok(Shared::default()) };
    if !parsed.lists(&base, path) {
        return Ok(Shared::default());
    }
    let read = parsed.sound(&manifest)?;
    let Manifest::Collection(Collection { mut shared, .. }) = read.manifest else {
        return Ok(Shared::default());
    };
    // The manifest names its theme by the path from its own folder; a member reads it from the member's.
    if let Some(theme) = shared.theme.as_mut().filter(|it| Themes::is_file(it)) {
        *theme = files::from_folder(folder, &base.join(&*theme)).unwrap_or_else(|| theme.clone());
    }
    let name = files::from_folder(folder, &manifest).unwrap_or_else(|| show(&manifest));
    let content = record::Content { file: name, ..read.content };
    Ok(Shared { publication: *shared, sources: read.sources, manifest: Some((manifest, content)) })
}

/// The chapters that a manifest names, even where other keys have errors; none where it is no manifest of a
/// publication, or cannot be read.
pub(super) fn chapters_of(path: &Path) -> Vec<String> {
    match parse(Shared::default(), path).ok().and_then(|it| it.manifest) {
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
