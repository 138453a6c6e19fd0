//! A publication as it is read: a Markdown file, or the chapters of a manifest.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::backend::Registry;
use crate::diag::Diagnostics;
use crate::pipeline::{self, Filter, Manuscript};
use crate::plan::rules::failed_command;
use crate::plan::{BuildOptions, EditionPlan, Plan};
use crate::project::command::{self, ProgramFilter};
use crate::project::drafts::Drafts;
use crate::project::failure::{advise, invalid_manifest};
use crate::project::files::{self, SourceFolder, show};
use crate::project::find::{ChapterFiles, Named, chapter, publications};
use crate::project::kind::no_text;
use crate::project::manifest::{ReadManifest, Shared, file_name, read_manifest_over, shared_with};
use crate::publication::rules::{missing_chapter, repeated_chapter};
use crate::publication::{Manifest, Publication, SourceFormat, decode, slug};
use crate::record;
use crate::resolve::{Conditions, EditionName};
use crate::resource::ReadError;
use crate::source::{SourceId, Sources};

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
    pub(crate) fn read_as(mut self, format: SourceFormat) -> Reading {
        let filters = filters(&self.publication, self.folder.path(), &mut self.diags);
        self.read_through(format, &filters)
    }

    /// Reads it whole, from Markdown, without the filters of its manifest: a text that is open in an editor may be half
    /// typed, and to open a file must not run a program.
    pub(crate) fn read_unfiltered(mut self) -> Reading {
        drop(filters(&self.publication, self.folder.path(), &mut self.diags));
        self.read_through(SourceFormat::Markdown, &[])
    }

    fn read_through(self, format: SourceFormat, filters: &[ProgramFilter]) -> Reading {
        let Member { publication, sources, chapters, folder, mut diags, named, contents } = self;
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

    /// Has its editions show what changed since an old version.
    ///
    /// # Errors
    ///
    /// Where the old version cannot be read, or is several publications.
    pub(crate) fn show_changes(&mut self, old: &Path, from: SourceFormat) -> anyhow::Result<()> {
        let work = publications(&[old.to_owned()], ChapterFiles::Alone)?;
        let members: Vec<&Named> = work.members().collect();
        let [named] = members.as_slice() else {
            return Err(advise(format!("`{}` has several publications", show(old)), "name one of them"));
        };
        let old = open(named)?.read_as(from);
        self.files.extend(old.files.into_iter().filter(|it| !self.files.contains(it)).collect::<Vec<_>>());
        // The files of both versions may have the same names.
        let contents = old.contents.into_iter();
        self.contents.extend(contents.map(|it| record::Content { file: format!("old/{}", it.file), ..it }));
        self.contents.sort();
        self.manuscript.show_changes(old.manuscript);
        Ok(())
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
        let plan = Plan::new(publication, self.contents.clone(), registry, options, &mut self.diags);
        if self.manuscript.conditional {
            let name = |it| -> EditionName<'_> {
                let EditionPlan { name, format, .. }: &EditionPlan = it;
                EditionName { name, format }
            };
            let names: Vec<_> = plan.editions.iter().map(name).collect();
            Conditions::of(publication).report_unseen(&self.manuscript.document, &names, &mut self.diags);
        }
        plan
    }
}

/// Gets a publication ready to be read.
pub(crate) fn open(named: &Named) -> anyhow::Result<Member> {
    open_with(named, &Drafts::default())
}

/// Reads the publication that a file is of, or is itself, with the texts that an editor has open.
pub(crate) fn draft_of(path: &Path, drafts: &Drafts) -> anyhow::Result<Reading> {
    let named = match chapter(path) {
        Some(chapter) => Named::Manifest(chapter.manifest),
        None => Named::File(path.to_owned()),
    };
    Ok(open_with(&named, drafts)?.read_unfiltered())
}

fn open_with(named: &Named, drafts: &Drafts) -> anyhow::Result<Member> {
    match named {
        Named::StandardInput => text(&files::read_standard_input()?),
        Named::File(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let bytes = drafts.bytes(path).map_or_else(|| files::read_named(path), Ok)?;
            single(&show(path), &bytes, folder, Some(path))
        }
        Named::Manifest(path) => chaptered(path, drafts),
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
    let Shared { publication, mut sources, manifest } = match path {
        Some(path) => shared_with(path)?,
        None => Shared::default(),
    };
    let mut diags = Diagnostics::new();
    let id = decode(shown, bytes, &mut sources, &mut diags).context("too many sources")?;
    let (collection, its_content) = manifest.unzip();
    let content = record::Content::of(&path.map_or_else(|| "-".to_owned(), file_name), bytes);
    let stem = path.and_then(Path::file_stem).map(|it| it.to_string_lossy().into_owned());
    Ok(Member {
        publication: with_slug(publication, stem),
        sources,
        chapters: vec![id],
        folder: SourceFolder::open(folder)?.within(collection.as_deref()),
        diags,
        named: path.map(Path::to_owned).into_iter().chain(collection).collect(),
        contents: std::iter::once(content).chain(its_content).collect(),
    })
}

/// A publication whose manifest lists its chapters.
fn chaptered(path: &Path, drafts: &Drafts) -> anyhow::Result<Member> {
    let mut shared = shared_with(path)?;
    let collection = shared.manifest.take();
    let ReadManifest { manifest, mut sources, mut diags, id, content } = read_manifest_over(shared, path)?;
    let Manifest::Publication(publication) = manifest else {
        return Err(advise(
            format!("`{}` is a collection and cannot be a member of another one", show(path)),
            "list its members in the outer collection",
        ));
    };
    let mut publication = *publication;
    let parent = path.parent().unwrap_or(Path::new(""));
    let folder = SourceFolder::open(parent)?.within(collection.as_ref().map(|it| it.0.as_path()));
    if publication.chapters.is_empty() {
        let message = format!("`{}` lists no chapters", sources.get(id).map_or("", |it| it.path()));
        return Err(advise(message, "add `chapters = [\"1-background.md\"]` below `[publication]`"));
    }
    let mut chapters = Vec::new();
    let mut missing = Diagnostics::new();
    for (at, chapter) in publication.chapters.iter().enumerate() {
        if publication.chapters[..at].iter().any(|it| it.text == chapter.text) {
            diags.push(repeated_chapter(chapter));
        }
        if parent.join(&chapter.text) == path {
            missing.push(missing_chapter(chapter, "it is the manifest itself"));
            continue;
        }
        match folder.read_source(&chapter.text) {
            Ok(bytes) => {
                let bytes = drafts.bytes(&parent.join(&chapter.text)).unwrap_or(bytes);
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
    let (mut named, mut contents) = (vec![path.to_owned()], vec![content]);
    let (collection, its_content) = collection.unzip();
    named.extend(collection);
    contents.extend(its_content);
    Ok(Member { publication, sources, chapters, folder, diags, named, contents })
}

/// Why a file cannot be read, as a clause.
pub(super) fn phrase(fault: ReadError) -> String {
    match fault {
        ReadError::Outside => "it lies outside the manifest's folder".to_owned(),
        ReadError::Missing | ReadError::NotAFile | ReadError::TooLarge(_) | ReadError::Refused(_) => {
            fault.to_string()
        }
    }
}

/// With the name of the editions' files, from that of the source; `document` where that gives none.
fn with_slug(mut publication: Publication, name: Option<String>) -> Publication {
    publication.meta.slug = name.and_then(|it| slug(&it)).unwrap_or_else(|| "document".to_owned());
    publication
}
