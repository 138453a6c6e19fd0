//! What there is to publish: Markdown files, publications with a manifest, or the members of collections.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::diag::Diagnostics;
use crate::project::failure::advise;
use crate::project::files::{self, show};
use crate::project::manifest::{MANIFEST, ReadManifest, chapters_of, manifests_above, read_manifest};
use crate::publication::{Collection, Located, Manifest, mistyped};
use crate::source::Sources;

/// What SOURCE names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// Standard input.
    StandardInput,
    /// A Markdown file.
    File(PathBuf),
    /// A manifest.
    Manifest(PathBuf),
}

impl Named {
    /// The name for messages.
    pub(crate) fn shown(&self) -> String {
        match self {
            Named::StandardInput => "standard input".to_owned(),
            Named::File(path) | Named::Manifest(path) => show(path),
        }
    }

    /// Whether another name is of the same file.
    fn is(&self, other: &Named) -> bool {
        match (self, other) {
            (Named::StandardInput, Named::StandardInput) => true,
            (Named::File(one), Named::File(other)) | (Named::Manifest(one), Named::Manifest(other)) => {
                files::is_same(one, other)
            }
            (Named::StandardInput | Named::File(_) | Named::Manifest(_), _) => false,
        }
    }
}

/// A collection, and the sources for its diagnostics.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The content of its manifest.
    pub(crate) collection: Collection,
    /// The manifest itself.
    pub(crate) manifest: PathBuf,
    /// Its text.
    pub(crate) sources: Sources,
    /// The warnings of the manifest.
    pub(crate) diags: Diagnostics,
}

/// One publication, or those of a collection.
#[derive(Debug)]
pub(crate) struct Part {
    /// The publications, in order.
    pub(crate) members: Vec<Named>,
    /// The collection that they are of; `None` for one publication alone.
    pub(crate) collection: Option<Gathered>,
}

/// A Markdown file that was named, and is a chapter of a publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chapter {
    /// The file, as messages show it.
    pub(crate) shown: String,
    /// The manifest that lists it.
    pub(crate) manifest: PathBuf,
}

/// What there is to work on.
#[derive(Debug, Default)]
pub(crate) struct Work {
    /// The publications and collections, each once.
    pub(crate) parts: Vec<Part>,
    /// The files that were named as chapters; their publications are among the parts.
    pub(crate) chapters: Vec<Chapter>,
    /// The folder in which a manifest was found that nobody named; empty for the working folder.
    pub(crate) base: PathBuf,
}

/// What a Markdown file is that a manifest lists as its chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChapterFiles {
    /// A part of its publication.
    Within,
    /// A publication of its own.
    Alone,
}

impl Work {
    /// All publications, in order.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Named> {
        self.parts.iter().flat_map(|it| &it.members)
    }

    /// The chapters of a publication that was named by them alone; none where it was named itself.
    pub(crate) fn chapters_of(&self, named: &Named) -> Vec<&Chapter> {
        let of = |it: &&Chapter| matches!(named, Named::Manifest(path) if *path == it.manifest);
        self.chapters.iter().filter(of).collect()
    }

    fn add(&mut self, named: Named) -> anyhow::Result<()> {
        let collection = match &named {
            Named::StandardInput | Named::File(_) => None,
            Named::Manifest(path) => collection(path)?,
        };
        let (mut members, collection) = match collection {
            Some((members, gathered)) => (members, Some(gathered)),
            None => (vec![named], None),
        };
        if collection.is_some() {
            // The first page of a collection lists all its members.
            let is_listed = |it: &Named| members.iter().any(|member| member.is(it));
            self.parts.retain(|it| it.collection.is_some() || !it.members.iter().all(is_listed));
        }
        members.retain(|it| !self.members().any(|other| other.is(it)));
        if !members.is_empty() {
            self.parts.push(Part { members, collection });
        }
        Ok(())
    }
}

/// The publications that the SOURCEs name; without one, those of the manifest that is found here or above.
pub(crate) fn publications(sources: &[PathBuf], chapters: ChapterFiles) -> anyhow::Result<Work> {
    let mut work = Work::default();
    if sources.is_empty() {
        let (base, manifest) = search()?;
        work.base = base;
        work.add(Named::Manifest(manifest))?;
        return Ok(work);
    }
    let mut files = Vec::new();
    for source in sources {
        let named = named(source)?;
        let chapter = match &named {
            Named::File(path) if chapters == ChapterFiles::Within => chapter(path),
            Named::File(_) | Named::StandardInput | Named::Manifest(_) => None,
        };
        match chapter {
            Some(chapter) => files.push(chapter),
            None => work.add(named)?,
        }
    }
    for chapter in files {
        let named = Named::Manifest(chapter.manifest.clone());
        let is_narrow = !work.chapters_of(&named).is_empty();
        // A publication that is named is worked on whole.
        if is_narrow || !work.members().any(|it| it.is(&named)) {
            work.add(named)?;
            work.chapters.push(chapter);
        }
    }
    Ok(work)
}

/// The files in which a change may alter what the SOURCEs name, apart from those that are read for it: manifests, and
/// chapters, be they there or not.
pub(crate) fn watched(sources: &[PathBuf], work: Option<&Work>) -> BTreeSet<PathBuf> {
    let mut paths = BTreeSet::new();
    for source in sources {
        paths.extend([source.clone(), source.join(MANIFEST)]);
    }
    if sources.is_empty() {
        paths.extend([PathBuf::from(MANIFEST), Path::new("source").join(MANIFEST)]);
    }
    for part in work.iter().flat_map(|it| &it.parts) {
        paths.extend(part.collection.as_ref().map(|it| it.manifest.clone()));
        for named in &part.members {
            match named {
                Named::StandardInput => {}
                Named::File(path) => paths.extend([path.clone()]),
                Named::Manifest(path) => {
                    let folder = path.parent().unwrap_or(Path::new(""));
                    paths.extend(chapters_of(path).into_iter().map(|it| folder.join(it)));
                    paths.extend([path.clone()]);
                }
            }
        }
    }
    paths
}

/// The manifest here, in `source/`, or in the nearest folder above that has one, with the folder that editions go to.
fn search() -> anyhow::Result<(PathBuf, PathBuf)> {
    let here = [PathBuf::from(MANIFEST), Path::new("source").join(MANIFEST)];
    if let Some(found) = here.into_iter().find(|it| files::exists(it)) {
        return Ok((PathBuf::new(), found));
    }
    let above = manifests_above(Path::new("")).find(|(base, _)| !base.as_os_str().is_empty());
    above.ok_or_else(|| {
        advise(
            "there is no `pamphlet.toml` here, in `source/`, or in a folder above",
            "name a Markdown file: `pamphlet build FILE.md`, or begin a publication: `pamphlet init`",
        )
    })
}

/// A Markdown file as a chapter, where a manifest in its folder or above lists it.
pub(super) fn chapter(path: &Path) -> Option<Chapter> {
    manifests_above(path.parent().unwrap_or(Path::new(""))).find_map(|(base, manifest)| {
        let mut listed = chapters_of(&manifest).into_iter().map(|it| base.join(it));
        let chapter = listed.find(|it| files::is_same(it, path))?;
        Some(Chapter { shown: show(&chapter), manifest })
    })
}

fn named(path: &Path) -> anyhow::Result<Named> {
    if path == Path::new("-") {
        return Ok(Named::StandardInput);
    }
    if files::is_folder(path) {
        let manifest = path.join(MANIFEST);
        if files::exists(&manifest) {
            return Ok(Named::Manifest(manifest));
        }
        return Err(advise(
            format!("the folder `{}` has no `pamphlet.toml`", show(path)),
            "name a Markdown file in it, or write a manifest that lists its chapters",
        ));
    }
    if !files::exists(path) {
        let help = match alike(path) {
            Some(other) => format!("there is `{}`", show(&other)),
            None => {
                "name a Markdown file, a folder with a `pamphlet.toml`, or `-` for standard input".to_owned()
            }
        };
        return Err(advise(format!("cannot find `{}`", show(path)), help));
    }
    let is_manifest = path.extension().is_some_and(|it| it == "toml");
    Ok(if is_manifest { Named::Manifest(path.to_owned()) } else { Named::File(path.to_owned()) })
}

/// What was probably meant by a path that leads nowhere: a text, manifest or folder beside it with nearly its name, or
/// with its name and an ending.
fn alike(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name()?.to_str()?;
    let is_source = |(it, is_folder): &(String, bool)| *is_folder || it.ends_with(".md") || it == MANIFEST;
    let names: Vec<String> = files::names_in(folder).into_iter().filter(is_source).map(|it| it.0).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let whole = known.iter().find(|it| it.strip_suffix(".md") == Some(name)).copied();
    whole.or_else(|| mistyped(name, &known)).map(|it| folder.join(it))
}

/// The collection of a manifest, with its members; `None` where the manifest is of a publication.
fn collection(path: &Path) -> anyhow::Result<Option<(Vec<Named>, Gathered)>> {
    let ReadManifest { manifest, sources, diags, .. } = read_manifest(path)?;
    match manifest {
        Manifest::Publication(_) => Ok(None),
        Manifest::Collection(collection) => {
            let members = members_of(path, &collection.members)?;
            Ok(Some((members, Gathered { collection, manifest: path.to_owned(), sources, diags })))
        }
    }
}

/// The members of a collection; each lies below its folder and is no collection.
fn members_of(manifest: &Path, members: &[Located]) -> anyhow::Result<Vec<Named>> {
    if members.is_empty() {
        let message = format!("the collection `{}` has no members", show(manifest));
        return Err(advise(message, "list their folders: `members = [\"statement\", \"manual\"]`"));
    }
    let folder = manifest.parent().unwrap_or(Path::new(""));
    let found: Vec<Named> = members
        .iter()
        .map(|member| named(&folder.join(&member.text)))
        .collect::<anyhow::Result<_>>()
        .with_context(|| format!("in the collection `{}`", show(manifest)))?;
    Ok(found)
}
