//! What the typed words mean: which publications, read from where, with which levels.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::backend::Registry;
use crate::cli::args::{Input, MessageFormat};
use crate::cli::collection::Gathered;
use crate::cli::console::{Console, advise};
use crate::cli::files::{self, SourceFolder, show};
use crate::diag::{Diagnostics, Severity};
use crate::pipeline::lints::{Level, Strictness, advice};
use crate::pipeline::{self, LintLevels, Manuscript};
use crate::plan::{BuildOptions, Plan};
use crate::publication::rules::missing_chapter;
use crate::publication::{self, Located, Manifest, Publication, decode, slug};
use crate::record;
use crate::resource::ReadError;
use crate::source::{SourceId, Sources};

/// The name of a manifest.
const MANIFEST: &str = "pamphlet.toml";

/// What SOURCE names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// Standard input.
    StandardInput,
    /// A Markdown file.
    File(PathBuf),
    /// A manifest.
    Manifest(PathBuf),
}

impl Named {
    /// The name for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Named::StandardInput => "standard input".to_owned(),
            Named::File(path) | Named::Manifest(path) => show(path),
        }
    }
}

/// A publication that is ready to be read.
pub(super) struct Member {
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
pub(super) struct Reading {
    /// The tree and what belongs to it.
    pub(super) manuscript: Manuscript,
    /// The faults so far, not yet weighed.
    pub(super) diags: Diagnostics,
    /// The files that were read, as messages show them.
    pub(super) files: Vec<PathBuf>,
    /// The same, as a record names them, in order.
    pub(super) contents: Vec<record::Content>,
}

impl Member {
    /// Reads it whole.
    pub(super) fn read(self) -> Reading {
        let Member { publication, sources, chapters, folder, mut diags, named, mut contents } = self;
        let input = pipeline::Input { publication, sources, chapters, folder: &folder };
        let manuscript = pipeline::read(input, &mut diags);
        let mut files = named;
        files.extend(folder.files_read());
        contents.extend(folder.contents_read());
        contents.sort();
        contents.dedup();
        Reading { manuscript, diags, files, contents }
    }
}

impl Reading {
    /// The plan of all editions. What is wrong with their declarations goes to the diagnostics.
    pub(super) fn plan(&mut self, registry: &Registry, options: &BuildOptions) -> Plan {
        let publication = &self.manuscript.publication;
        Plan::new(publication, self.contents.clone(), registry, options, &mut self.diags)
    }
}

/// What there is to work on.
pub(super) struct Work {
    /// The publications, in order.
    pub(super) members: Vec<Named>,
    /// The collection that they are of; `None` for one publication alone.
    pub(super) collection: Option<Gathered>,
}

/// The publications that SOURCE names: one, or the members of a collection.
pub(super) fn publications(source: Option<&Path>, console: &Console) -> anyhow::Result<Work> {
    let named = named(source)?;
    let collection = match &named {
        Named::StandardInput | Named::File(_) => None,
        Named::Manifest(path) => {
            let ReadManifest { manifest, sources, .. } = read_manifest(path, console)?;
            match manifest {
                Manifest::Publication(_) => None,
                Manifest::Collection(collection) => {
                    Some((members_of(path, &collection.members)?, Gathered { collection, sources }))
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
    id: SourceId,
    content: record::Content,
}

/// Reads a manifest. Its faults are those of the configuration: they are shown, and nothing is done.
fn read_manifest(path: &Path, console: &Console) -> anyhow::Result<ReadManifest> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let bytes = files::read_named(path)?;
    let id = decode(&show(path), &bytes, &mut sources, &mut diags).context("too many sources")?;
    let manifest = publication::manifest(&sources, id, &mut diags);
    diags.sort();
    console.diagnostics(&diags, &sources);
    match manifest.filter(|_| diags.count(Severity::Error) == 0) {
        Some(manifest) => {
            let content = record::Content::of(&file_name(path), &bytes);
            Ok(ReadManifest { manifest, sources, id, content })
        }
        None => anyhow::bail!("invalid manifest `{}`", show(path)),
    }
}

/// Gets a publication ready to be read.
pub(super) fn open(named: &Named, console: &Console) -> anyhow::Result<Member> {
    match named {
        Named::StandardInput => text(&files::read_standard_input()?),
        Named::File(path) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            single(&show(path), &files::read_named(path)?, folder, Some(path))
        }
        Named::Manifest(path) => chaptered(path, console),
    }
}

/// A text that has no file.
pub(super) fn text(bytes: &[u8]) -> anyhow::Result<Member> {
    single("standard input", bytes, Path::new(""), None)
}

/// A publication of one Markdown text, which needs no manifest.
fn single(shown: &str, bytes: &[u8], folder: &Path, path: Option<&Path>) -> anyhow::Result<Member> {
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
fn chaptered(path: &Path, console: &Console) -> anyhow::Result<Member> {
    let ReadManifest { manifest, mut sources, id, content } = read_manifest(path, console)?;
    let Manifest::Publication(publication) = manifest else {
        return Err(advise(
            format!("`{}` is a collection and cannot be a member of another one", show(path)),
            "list its members in the outer collection",
        ));
    };
    let (mut publication, mut diags) = (*publication, Diagnostics::new());
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
                chapters.push(decode(&shown, &bytes, &mut sources, &mut diags).context("too many sources")?);
            }
            Err(fault) => missing.push(missing_chapter(chapter, &phrase(fault))),
        }
    }
    if !missing.is_empty() {
        console.diagnostics(&missing, &sources);
        anyhow::bail!("invalid manifest `{}`", show(path));
    }
    if publication.meta.slug.is_empty() {
        publication = with_slug(publication, files::folder_name(parent));
    }
    let (named, contents) = (vec![path.to_owned()], vec![content]);
    Ok(Member { publication, sources, chapters, folder, diags, named, contents })
}

fn phrase(fault: ReadError) -> String {
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

/// The levels that the command line sets.
pub(super) fn levels(input: &Input) -> anyhow::Result<LintLevels> {
    let rules = pipeline::rules();
    let mut levels = LintLevels::new(if input.strict { Strictness::Strict } else { Strictness::Lenient });
    let lists = [(&input.allow, Level::Allow), (&input.warn, Level::Warn), (&input.deny, Level::Deny)];
    for (names, level) in lists {
        for name in names {
            let unknown = |help| advise(format!("unknown rule `{name}`"), help);
            levels.set(name, level, &rules).map_err(unknown)?;
        }
    }
    Ok(levels)
}

/// What there is to do where a rule does not exist.
pub(super) fn rule_advice(name: &str) -> String {
    advice(name, &pipeline::rules())
}

/// Sets how many threads the work is shared among.
pub(super) fn use_jobs(jobs: Option<u16>) -> anyhow::Result<()> {
    let Some(jobs) = jobs else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs));
    pool.build_global().with_context(|| format!("cannot start {jobs} threads"))
}

/// The moment of making that the command line or the environment asks for.
///
/// `SOURCE_DATE_EPOCH` is whole seconds since 1970 UTC; what is malformed is an error, as its specification asks
/// (reproducible-builds.org, SOURCE_DATE_EPOCH 1.1).
pub(super) fn created(typed: Option<u64>) -> anyhow::Result<Option<u64>> {
    const NAME: &str = "SOURCE_DATE_EPOCH";
    let Some(value) = std::env::var_os(NAME).filter(|_| typed.is_none()) else { return Ok(typed) };
    let digits = value.to_str().filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    match digits.and_then(|it| it.parse().ok()) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(advise(
            format!("invalid `{NAME}`: `{}`", value.to_string_lossy()),
            "set it to whole seconds since 1970-01-01 UTC, or unset it",
        )),
    }
}

/// How faults are shown where nobody says it: inside GitHub Actions as its annotations (GitHub Docs, Default
/// environment variables, `GITHUB_ACTIONS`).
pub(super) fn usual_format() -> MessageFormat {
    match std::env::var_os("GITHUB_ACTIONS") {
        Some(it) if it == "true" => MessageFormat::Github,
        Some(_) | None => MessageFormat::Full,
    }
}
