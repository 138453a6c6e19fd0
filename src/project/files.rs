//! The only place that reads and writes files.
//!
//! Reading is restricted to a folder. Writing, in [`mod@write`], uses a temporary name
//! next to the target, which is flushed and renamed when everything is written.

mod write;

pub(crate) use write::OutputFolder;
pub(crate) use write::write_all;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, bail};

use crate::record;
use crate::resource::{Folder, ReadError};

/// The maximum size of a source text, in bytes.
const MAX_SOURCE: u64 = 256 << 20;
/// The maximum size of any other file, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// A folder on disk; paths that lead out of it are refused.
#[derive(Debug)]
pub(crate) struct SourceFolder {
    /// The path without symbolic links, so that a path below it has it as a prefix.
    root: PathBuf,
    /// The folder as the user named it, for messages.
    shown: PathBuf,
    /// The folder of the collection, without symbolic links; `None` for a publication alone.
    around: Option<PathBuf>,
    /// The files read so far, by their paths in the folder.
    read: Mutex<BTreeMap<PathBuf, record::Content>>,
    /// The files that were asked for and could not be read.
    missing: Mutex<BTreeSet<PathBuf>>,
}

impl SourceFolder {
    /// The folder at a path; an empty path is the current one.
    pub(crate) fn open(path: &Path) -> anyhow::Result<SourceFolder> {
        let named = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let root =
            fs::canonicalize(named).with_context(|| format!("cannot open the folder `{}`", show(named)))?;
        let (shown, around) = (path.to_owned(), None);
        Ok(SourceFolder { root, shown, around, read: Mutex::default(), missing: Mutex::default() })
    }

    /// The same, as one of the folders of a collection with a manifest.
    pub(crate) fn within(mut self, manifest: Option<&Path>) -> SourceFolder {
        let folder = manifest.map(|it| it.parent().unwrap_or(Path::new("")));
        let named = folder.map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it });
        self.around = named.and_then(|it| fs::canonicalize(it).ok());
        self
    }

    /// The path of the folder itself.
    pub(crate) fn path(&self) -> &Path {
        &self.root
    }

    /// The path of a file in it, as messages show it.
    pub(crate) fn shown(&self, path: &str) -> String {
        let mut whole = self.shown.clone();
        for part in Path::new(path).components() {
            match (part, whole.components().next_back()) {
                (Component::ParentDir, Some(Component::Normal(_))) => drop(whole.pop()),
                (part, _) => whole.push(part),
            }
        }
        show(&whole)
    }

    /// The bytes of a source text below it.
    pub(crate) fn read_source(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.read_up_to(path, MAX_SOURCE)
    }

    /// The bytes of a file below it or, by a path that begins with `../`, of one in the folder of the collection.
    pub(crate) fn read_shared(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if leads_out(path) { self.read_around(path) } else { self.read(path) }
    }

    /// The font files at a path below it or in the folder of the collection: the file itself, or those in the folder, by
    /// their paths from this one.
    pub(crate) fn fonts(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let found = if leads_out(path) { self.find_around(path)? } else { self.find(path)? };
        let fonts = font_files(&found).map_err(|error| ReadError::Refused(format!("{error:#}")))?;
        Ok(fonts.iter().filter_map(|it| from_folder(&self.root, it)).collect())
    }

    /// The files that have been read, as messages show them, in order.
    pub(crate) fn files_read(&self) -> Vec<PathBuf> {
        let shown = |it: &PathBuf| PathBuf::from(self.shown(&show(it)));
        self.read.lock().map(|read| read.keys().map(shown).collect()).unwrap_or_default()
    }

    /// The files that have been read, as a record names them, in order.
    pub(crate) fn contents_read(&self) -> Vec<record::Content> {
        self.read.lock().map(|read| read.values().cloned().collect()).unwrap_or_default()
    }

    /// The files that were asked for and could not be read, as messages show them, in order.
    pub(crate) fn files_missing(&self) -> Vec<PathBuf> {
        let shown = |it: &PathBuf| PathBuf::from(self.shown(&show(it)));
        self.missing.lock().map(|it| it.iter().map(shown).collect()).unwrap_or_default()
    }

    fn read_up_to(&self, path: &str, most: u64) -> Result<Vec<u8>, ReadError> {
        self.noted(path, self.find(path).and_then(|it| self.read_found(path, &it, most)))
    }

    /// A result, with the file in the list of those that are missing where it is not there.
    fn noted(&self, path: &str, result: Result<Vec<u8>, ReadError>) -> Result<Vec<u8>, ReadError> {
        if let (Err(ReadError::Missing | ReadError::Refused(_)), Ok(mut missing)) =
            (&result, self.missing.lock())
        {
            missing.insert(PathBuf::from(path));
        }
        result
    }

    /// Where a path below it leads.
    fn find(&self, path: &str) -> Result<PathBuf, ReadError> {
        let relative = Path::new(path);
        if relative.components().any(|it| !matches!(it, Component::Normal(_) | Component::CurDir)) {
            return Err(ReadError::Outside);
        }
        let found = fs::canonicalize(self.root.join(relative)).map_err(|error| refusal(&error))?;
        if found.starts_with(&self.root) { Ok(found) } else { Err(ReadError::Outside) }
    }

    /// Where a path leads that goes out of it, and stays in the folder of the collection.
    fn find_around(&self, path: &str) -> Result<PathBuf, ReadError> {
        let relative = Path::new(path);
        let is_way = |it: Component<'_>| matches!(it, Component::Normal(_) | Component::ParentDir);
        let around = self.around.as_ref().filter(|_| relative.components().all(is_way));
        let around = around.ok_or(ReadError::Outside)?;
        let found = fs::canonicalize(self.root.join(relative)).map_err(|error| refusal(&error))?;
        if found.starts_with(around) { Ok(found) } else { Err(ReadError::Outside) }
    }

    fn read_found(&self, path: &str, found: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
        let relative = Path::new(path);
        if !fs::metadata(found).map_err(|error| refusal(&error))?.is_file() {
            return Err(ReadError::NotAFile);
        }
        let file = File::open(found).map_err(|error| refusal(&error))?;
        let bytes = read_all(file, most).map_err(|error| refusal(&error))?;
        let bytes = bytes.ok_or(ReadError::TooLarge(most))?;
        if let Ok(mut read) = self.read.lock() {
            read.entry(relative.to_owned()).or_insert_with(|| record::Content::of(path, &bytes));
        }
        Ok(bytes)
    }
}

/// Whether a path begins with a step out of the folder that it is read from.
fn leads_out(path: &str) -> bool {
    Path::new(path).components().next() == Some(Component::ParentDir)
}

impl Folder for SourceFolder {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.read_up_to(path, MAX_FILE)
    }

    fn read_around(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.noted(path, self.find_around(path).and_then(|it| self.read_found(path, &it, MAX_SOURCE)))
    }

    fn shown(&self, path: &str) -> String {
        SourceFolder::shown(self, path)
    }
}

/// The files below a folder by their paths from it, in order; none where there is no folder.
pub(crate) fn files_below(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if is_folder(folder) {
        let what = || format!("cannot read the folder `{}`", show(folder));
        push_files(folder, Path::new(""), DEPTH, &mut found).with_context(what)?;
    }
    found.sort();
    Ok(found)
}

/// The names in a folder, in order, each with whether it is a folder; none of hidden ones, and none where there is no
/// folder.
pub(crate) fn names_in(folder: &Path) -> Vec<(String, bool)> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter_map(|it| Some((it.file_name().into_string().ok()?, is_folder(&it.path()))));
    let mut names: Vec<_> = named.filter(|(name, _)| !name.starts_with('.')).collect();
    names.sort();
    names
}

fn push_files(folder: &Path, below: &Path, depth: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = below.join(entry.file_name());
        if !entry.file_type()?.is_dir() {
            found.push(name);
        } else if depth > 0 {
            push_files(&entry.path(), &name, depth - 1, found)?;
        }
    }
    Ok(())
}

fn refusal(error: &io::Error) -> ReadError {
    let missing = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind());
    if missing { ReadError::Missing } else { ReadError::Refused(error.to_string()) }
}

/// All bytes; `None` if there are more than `most`.
fn read_all(reader: impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= most);
    Ok(fits.then_some(bytes))
}

/// The bytes of a file that the user named, which may be a pipe.
pub(crate) fn read_named(path: &Path) -> anyhow::Result<Vec<u8>> {
    let what = || format!("cannot read `{}`", show(path));
    let file = File::open(path).with_context(what)?;
    if file.metadata().with_context(what)?.is_dir() {
        bail!("cannot read `{}`: it is a folder", show(path));
    }
    match read_all(file, MAX_SOURCE).with_context(what)? {
        Some(bytes) => Ok(bytes),
        None => bail!("cannot read `{}`: it is larger than {} MiB", show(path), MAX_SOURCE >> 20),
    }
}

/// Standard input as it arrives.
pub(crate) fn standard_input() -> impl io::BufRead {
    io::BufReader::new(io::stdin())
}

/// The bytes of standard input.
pub(crate) fn read_standard_input() -> anyhow::Result<Vec<u8>> {
    match read_all(io::stdin().lock(), MAX_SOURCE).context("cannot read standard input")? {
        Some(bytes) => Ok(bytes),
        None => bail!("cannot read standard input: it is larger than {} MiB", MAX_SOURCE >> 20),
    }
}

/// Whether there is a folder at a path.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether there is anything at a path.
pub(crate) fn exists(path: &Path) -> bool {
    path.exists()
}

/// The state of a file, by which a change of it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    modified: u128,
    length: u64,
}

/// The state of a file now; `None` where there is none.
pub(crate) fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    let modified = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Stamp { modified: modified.as_nanos(), length: metadata.len() })
}

/// Whether there is anything at a path, be it a link to nothing.
pub(crate) fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The path of a file without symbolic links; `None` where there is no such file.
pub(crate) fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// How many folders there are above a folder; an empty path is the working folder.
pub(crate) fn depth(folder: &Path) -> usize {
    let named = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    fs::canonicalize(named).map_or(0, |it| it.ancestors().count().saturating_sub(1))
}

/// The folder above a folder, by a path that begins as the given one does.
pub(crate) fn above(folder: &Path) -> PathBuf {
    match folder.components().next_back() {
        Some(Component::Normal(_)) => folder.parent().unwrap_or(Path::new("")).to_owned(),
        Some(_) | None => folder.join(".."),
    }
}

/// The bytes of an edition on disk, which may be a link, but no pipe: a pipe that nobody writes to never ends.
pub(crate) fn read_edition(path: &Path) -> anyhow::Result<Vec<u8>> {
    if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        bail!("cannot read `{}`: it is a device or a pipe", show(path));
    }
    read_named(path)
}

/// The bytes of a file of a folder that a program wrote; `None` where there is none. A link is not followed, for it may
/// lead out of the folder.
pub(crate) fn read_below(folder: &Path, name: &str) -> anyhow::Result<Option<Vec<u8>>> {
    let path = folder.join(name);
    let is_below = Path::new(name).components().all(|it| matches!(it, Component::Normal(_)));
    if !is_below || link_below(folder, &path).is_some() {
        return Ok(None);
    }
    match fs::symlink_metadata(&path) {
        Ok(it) if it.is_file() => read_named(&path).map(Some),
        Ok(_) => bail!("cannot read `{}`: it is not a plain file", show(&path)),
        Err(_) => Ok(None),
    }
}

/// The way from a folder to a file, with `/`, as it is the same for everyone who has both; `None` where there is none,
/// as to another drive.
pub(crate) fn from_folder(folder: &Path, path: &Path) -> Option<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (folder, path) = (fs::canonicalize(folder).ok()?, fs::canonicalize(path).ok()?);
    let shared = folder.components().zip(path.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).map(|it| it.as_os_str().to_string_lossy().into_owned());
    let way: Vec<String> = up.chain(down).collect();
    (shared > 0).then(|| way.join("/"))
}

/// Whether two paths lead to one file.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    one == other || canonical(one).is_some_and(|it| canonical(other) == Some(it))
}

/// A path as messages show it, from the current folder where it is below that.
pub(crate) fn plain(path: &Path) -> String {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let here = fs::canonicalize(".").unwrap_or_default();
    show(whole.strip_prefix(here).unwrap_or(&whole))
}

/// The first symbolic link on the way from a folder to the folder of a file below it.
fn link_below<'a>(folder: &Path, path: &'a Path) -> Option<&'a Path> {
    let between = path.ancestors().skip(1).take_while(|it| *it != folder && it.starts_with(folder));
    between.filter(|it| fs::symlink_metadata(it).is_ok_and(|it| it.is_symlink())).last()
}

/// The name of the current folder or of the folder at a path; `None` for the root of the system.
pub(crate) fn folder_name(path: &Path) -> Option<String> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let whole = fs::canonicalize(path).ok()?;
    whole.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// The maximum depth of a search in folders.
const DEPTH: usize = 8;

/// The font files in a folder and those below it, by name; or the file itself.
pub(crate) fn font_files(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let what = || format!("cannot read `{}`", show(path));
    if !fs::metadata(path).with_context(what)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    push_fonts(path, DEPTH, &mut seen, &mut found).with_context(what)?;
    found.sort();
    Ok(found)
}

/// Each folder is searched once, because symbolic links may form a cycle.
fn push_fonts(
    folder: &Path,
    depth: usize,
    seen: &mut BTreeSet<PathBuf>,
    found: &mut Vec<PathBuf>,
) -> io::Result<()> {
    const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];
    if !seen.insert(fs::canonicalize(folder)?) {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().map(|it| it.to_ascii_lowercase());
        if path.is_dir() && depth > 0 {
            push_fonts(&path, depth - 1, seen, found)?;
        } else if ending.is_some_and(|it| ENDINGS.iter().any(|ending| it == *ending)) && path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

/// So many bytes of a file from a place; `None` where it has fewer, or cannot be read.
pub(super) fn read_part(path: &Path, offset: u64, length: usize) -> Option<Vec<u8>> {
    const MOST: usize = 16 << 20;
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(offset)).ok()?;
    let mut bytes = vec![0; Some(length).filter(|it| *it <= MOST)?];
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// The bytes of a font file.
pub(crate) fn read_font(path: &Path) -> anyhow::Result<Vec<u8>> {
    let what = || format!("cannot read the font `{}`", show(path));
    match read_all(File::open(path).with_context(what)?, MAX_FILE).with_context(what)? {
        Some(bytes) => Ok(bytes),
        None => bail!("cannot read the font `{}`: it is larger than {} MiB", show(path), MAX_FILE >> 20),
    }
}

/// A path as messages show it.
pub(crate) fn show(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
