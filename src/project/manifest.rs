//! A manifest, read from the disk.

use std::path::Path;

use anyhow::Context;

use crate::diag::{Diagnostics, Severity};
use crate::project::failure::invalid_manifest;
use crate::project::files::{self, show};
use crate::publication::{self, Manifest, decode};
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
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let bytes = files::read_named(path)?;
    let id = decode(&show(path), &bytes, &mut sources, &mut diags).context("too many sources")?;
    let manifest = publication::manifest(&sources, id, &mut diags);
    diags.sort();
    match manifest.filter(|_| diags.count(Severity::Error) == 0) {
        Some(manifest) => {
            let content = record::Content::of(&file_name(path), &bytes);
            Ok(ReadManifest { manifest, sources, diags, id, content })
        }
        None => Err(invalid_manifest(&show(path), diags, sources)),
    }
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
