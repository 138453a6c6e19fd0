//! What there is to publish: a Markdown file, the publication of a manifest, or the members of a collection.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::backend::Registry;
use crate::diag::{Diagnostics, Severity};
use crate::pipeline::{self, Filter, Manuscript};
use crate::plan::rules::failed_command;
use crate::plan::{BuildOptions, Plan};
use crate::project::command::{self, ProgramFilter};
use crate::project::failure::{advise, invalid_manifest};
use crate::project::files::{self, SourceFolder, show};
use crate::project::kind::no_text;
use crate::publication::rules::missing_chapter;
use crate::publication::{self, Collection, Located, Manifest, Publication, SourceFormat, decode, slug};
use crate::record;
use crate::resource::ReadError;
use crate::source::{SourceId, Sources};

/// The name of a manifest.
const MANIFEST: &str = "pamphlet.toml";

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
}

/// A publication that is ready to be read.
pub(crate) struct Member {
    publication: Publication,
    sources: Sources,
    chapters: Vec<SourceId>,
    folder: SourceFolder,
    diags: Diagnostics,
    /// The files that the command line itself read.
    named: Vec<PathBuf>,
    /// The same, as a record names them.
    contents: Vec<record::Content>,
}

/// A publication as read, with all that was found.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The tree and what belongs to it.
    pub(crate) manuscript: Manuscript,
    /// The faults so far, not yet weighed.
    pub(crate) diags: Diagnostics,
    /// The files that were read, as messages show them.
    pub(crate) files: Vec<PathBuf>,
    /// The same, as a record names them, in order.
    pub(crate) contents: Vec<record::Content>,
    /// The folder of the publication.
    pub(crate) folder: SourceFolder,
}

impl Member {
    /// Reads it whole, from Markdown.
    pub(crate) fn read(self) -> Reading {
        self.read_as(SourceFormat::Markdown)
    }

    /// Reads it whole, from a format.
    pub(crate) fn read_as(self, format: SourceFormat) -> Reading {
        let Member { publication, sources, chapters, folder, mut diags, named, contents } = self;
        let path = folder.path().to_owned();
        let filters = filters(&publication, &path, &mut diags);
        let programs = filters.iter().flat_map(ProgramFilter::words);
        // A filter in the publication's folder is a source, as its record says.
        programs.for_each(|it| drop(folder.read_source(it)));
        let applied: Vec<&dyn Filter> = filters.iter().map(|it| it as &dyn Filter).collect();
        let input =
            pipeline::Input { publication, format, sources, chapters, folder: &folder, filters: &applied };
        let manuscript = pipeline::read(input, &mut diags);
        let mut reading = Reading { manuscript, diags, files: named, contents, folder };
        reading.note_files();
        reading
    }
}

/// The filters of a manifest. What is no command is reported.
fn filters(publication: &Publication, folder: &Path, diags: &mut Diagnostics) -> Vec<ProgramFilter> {
    let mut filters = Vec::new();
    for command in &publication.filters {
        match ProgramFilter::new(command, folder) {
            Some(filter) => filters.push(filter),
            None => diags.push(failed_command(&command.text, "it is no command", command.span)),
        }
    }
    filters
}

impl Reading {
    /// The backends with those that the manifest declares.
    pub(crate) fn registry(&self, builtin: &Registry) -> Registry {
        command::registry(&self.manuscript.publication, builtin, self.folder.path())
    }

    /// Takes the files that were read in the folder since into the lists of files.
    pub(crate) fn note_files(&mut self) {
        let Reading { files, contents, folder, .. } = self;
        let new: Vec<PathBuf> = folder.files_read().into_iter().filter(|it| !files.contains(it)).collect();
        files.extend(new);
        contents.extend(folder.contents_read());
        contents.sort();
        contents.dedup();
    }

    /// The plan of all editions. What is wrong with their declarations goes to the diagnostics.
    pub(crate) fn plan(&mut self, registry: &Registry, options: &BuildOptions) -> Plan {
        let publication = &self.manuscript.publication;
        Plan::new(publication, self.contents.clone(), registry, options, &mut self.diags)
    }
}

/// A collection, and the sources for its diagnostics.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// The content of its manifest.
    pub(crate) collection: Collection,
    /// The manifest.
    pub(crate) sources: Sources,
    /// The warnings of the manifest.
    pub(crate) diags: Diagnostics,
}

/// What there is to work on.
#[derive(Debug)]
pub(crate) struct Work {
    /// The publications, in order.
    pub(crate) members: Vec<Named>,
    /// The collection that they are of; `None` for one publication alone.
    pub(crate) collection: Option<Gathered>,
}

/// The publications that SOURCE names: one, or the members of a collection.
pub(crate) fn publications(source: Option<&Path>) -> anyhow::Result<Work> {
    let named = named(source)?;
    let collection = match &named {
        Named::StandardInput | Named::File(_) => None,
        Named::Manifest(path) => {
            let ReadManifest { manifest, sources, diags, .. } = read_manifest(path)?;
            match manifest {
                Manifest::Publication(_) => None,
                Manifest::Collection(collection) => {
                    Some((members_of(path, &collection.members)?, Gathered { collection, sources, diags }))
                }
            }
        }
    };
    Ok(match collection {
        None => Work { members: vec![named], collection: None },
        Some((members, collection)) => Work { members, collection: Some(collection) },
    })
}

fn named(source: Option<&Path>) -> anyhow::Result<Named> {
    let Some(path) = source else {
        let places = [PathBuf::from(MANIFEST), Path::new("source").join(MANIFEST)];
        let found = places.into_iter().find(|it| files::exists(it));
        return found.map(Named::Manifest).ok_or_else(|| {
            advise(
                "there is no `pamphlet.toml` here or in `source/`",
                "name a Markdown file: `pamphlet build FILE.md`",
            )
        });
    };
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
        return Err(advise(
            format!("cannot find `{}`", show(path)),
            "name a Markdown file, a folder with a `pamphlet.toml`, or `-` for standard input",
        ));
    }
    let is_manifest = path.extension().is_some_and(|it| it == "toml");
    Ok(if is_manifest { Named::Manifest(path.to_owned()) } else { Named::File(path.to_owned()) })
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
        .map(|member| named(Some(&folder.join(&member.text))))
        .collect::<anyhow::Result<_>>()
        .with_context(|| format!("in the collection `{}`", show(manifest)))?;
    Ok(found)
}

struct ReadManifest {
    manifest: Manifest,
    sources: Sources,
    /// Its warnings.
    diags: Diagnostics,
    id: SourceId,
    content: record::Content,
}

/// Reads a manifest. With errors in it nothing is built.
fn read_manifest(path: &Path) -> anyhow::Result<ReadManifest> {
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

/// Gets a publication ready to be read.
pub(crate) fn open(named: &Named) -> anyhow::Result<Member> {
    match named {
        Named::StandardInput => text(&files::read_standard_input()?),
        Named::File(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            single(&show(path), &files::read_named(path)?, folder, Some(path))
        }
        Named::Manifest(path) => chaptered(path),
    }
}

/// A text that has no file.
pub(crate) fn text(bytes: &[u8]) -> anyhow::Result<Member> {
    single("standard input", bytes, Path::new(""), None)
}

/// A publication of one Markdown text, which needs no manifest.
fn single(shown: &str, bytes: &[u8], folder: &Path, path: Option<&Path>) -> anyhow::Result<Member> {
    if let Some((what, help)) = no_text(bytes, shown) {
        return Err(advise(format!("`{shown}` is no Markdown: it is {what}"), help));
    }
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = decode(shown, bytes, &mut sources, &mut diags).context("too many sources")?;
    let stem = path.and_then(Path::file_stem).map(|it| it.to_string_lossy().into_owned());
    Ok(Member {
        publication: with_slug(Publication::default(), stem),
        sources,
        chapters: vec![id],
        folder: SourceFolder::open(folder)?,
        diags,
        named: path.map(Path::to_owned).into_iter().collect(),
        contents: vec![record::Content::of(&path.map_or_else(|| "-".to_owned(), file_name), bytes)],
    })
}

/// The last part of a path: how a record names what lies in the publication's own folder.
fn file_name(path: &Path) -> String {
    path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A publication whose manifest lists its chapters.
fn chaptered(path: &Path) -> anyhow::Result<Member> {
    let ReadManifest { manifest, mut sources, mut diags, id, content } = read_manifest(path)?;
    let Manifest::Publication(publication) = manifest else {
        return Err(advise(
            format!("`{}` is a collection and cannot be a member of another one", show(path)),
            "list its members in the outer collection",
        ));
    };
    let mut publication = *publication;
    let parent = path.parent().unwrap_or(Path::new(""));
    let folder = SourceFolder::open(parent)?;
    if publication.chapters.is_empty() {
        let message = format!("`{}` lists no chapters", sources.get(id).map_or("", |it| it.path()));
        return Err(advise(message, "add `chapters = [\"1-background.md\"]` below `[publication]`"));
    }
    let mut chapters = Vec::new();
    let mut missing = Diagnostics::new();
    for chapter in &publication.chapters {
        if parent.join(&chapter.text) == path {
            missing.push(missing_chapter(chapter, "it is the manifest itself"));
            continue;
        }
        match folder.read_source(&chapter.text) {
            Ok(bytes) => {
                let shown = folder.shown(&chapter.text);
                if let Some((what, _)) = no_text(&bytes, &shown) {
                    missing.push(missing_chapter(chapter, &format!("it is {what}")));
                    continue;
                }
                chapters.push(decode(&shown, &bytes, &mut sources, &mut diags).context("too many sources")?);
            }
            Err(fault) => missing.push(missing_chapter(chapter, &phrase(fault))),
        }
    }
    if !missing.is_empty() {
        return Err(invalid_manifest(&show(path), missing, sources));
    }
    if publication.meta.slug.is_empty() {
        publication = with_slug(publication, files::folder_name(parent));
    }
    let (named, contents) = (vec![path.to_owned()], vec![content]);
    Ok(Member { publication, sources, chapters, folder, diags, named, contents })
}

/// Why a file cannot be read, as a clause.
pub(super) fn phrase(fault: ReadError) -> String {
    match fault {
        ReadError::Missing => "there is no such file".to_owned(),
        ReadError::Outside => "it lies outside the manifest's folder".to_owned(),
        ReadError::NotAFile => "it is not a file".to_owned(),
        ReadError::TooLarge(most) => format!("it is larger than {} MiB", most >> 20),
        ReadError::Refused(why) => why,
    }
}

/// With the name of the editions' files, from that of the source; `document` where that gives none.
fn with_slug(mut publication: Publication, name: Option<String>) -> Publication {
    publication.meta.slug = name.and_then(|it| slug(&it)).unwrap_or_else(|| "document".to_owned());
    publication
}
