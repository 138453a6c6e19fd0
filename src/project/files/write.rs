//! Writing: all files of a publication or none, each whole or not at all.
//!
//! A file is written under a temporary name beside its target, flushed to the disk, and renamed into place when
//! all are there; then the folder is flushed, so that the names outlast a loss of power, too. Whoever is stopped
//! midway leaves each file whole, and at worst temporary ones, which the next build into the folder removes: it can
//! tell by their names, which are like no other program's, and by the lock, which ends with its process.
//!
//! A folder that editions are written to.

use crate::project::files::{link_below, show};
use anyhow::{Context, bail};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes files, all or none: each to a temporary name first, and when all are there, into place.
pub(crate) fn write_all(files: &[(PathBuf, &[u8])]) -> anyhow::Result<()> {
    write_within(None, files)
}

/// Writes files, all or none, and through no symbolic link below a folder.
pub(super) fn write_within(folder: Option<&Path>, files: &[(PathBuf, &[u8])]) -> anyhow::Result<()> {
    for (path, _) in files {
        if let Some(link) = folder.and_then(|it| link_below(it, path)) {
            bail!("cannot write `{}`: `{}` is a symbolic link", show(path), show(link));
        }
        prepare(path)?;
    }
    let folders: BTreeSet<&Path> = files.iter().map(|(path, _)| folder_of(path)).collect();
    folders.iter().for_each(|it| clear(it));
    // To wait for the disk takes longer than to write: all wait at the same time.
    let written: Vec<anyhow::Result<Pending>> = files
        .par_iter()
        .map(|(path, bytes)| {
            Pending::write(path, bytes).with_context(|| format!("cannot write `{}`", show(path)))
        })
        .collect();
    let pending = written.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    // Where one cannot be put into its place, those that are there already give way to what was there before.
    let placed = pending.into_iter().map(Pending::publish).collect::<anyhow::Result<Vec<_>>>()?;
    placed.into_iter().for_each(Placed::keep);
    folders.into_iter().for_each(flush_names);
    Ok(())
}

/// The folder of a file.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that there is a folder, and that nothing but a file is to be replaced in it.
fn prepare(path: &Path) -> anyhow::Result<()> {
    match fs::metadata(path) {
        Ok(it) if it.is_dir() => bail!("cannot write `{}`: it is a folder", show(path)),
        Ok(it) if !it.is_file() => bail!("cannot write `{}`: it is a device or a pipe", show(path)),
        Ok(_) | Err(_) => {}
    }
    let folder = folder_of(path);
    if folder.exists() && !folder.is_dir() {
        bail!("cannot write into `{}`: it is a file, not a folder", show(folder));
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create the folder `{}`", show(folder)))
}

/// Flushes the names in a folder to the disk. Not every system can; the files are complete without it.
fn flush_names(folder: &Path) {
    drop(File::open(folder).and_then(|it| it.sync_all()));
}

/// A file that is written but not yet in its place; removed if it never gets there.
struct Pending {
    temporary: PathBuf,
    target: PathBuf,
    /// Locked as long as it is not closed, so that no other build takes it for a leftover.
    file: File,
    published: bool,
}

impl Pending {
    fn write(target: &Path, bytes: &[u8]) -> io::Result<Pending> {
        let (file, temporary) = create_beside(target)?;
        let mut pending = Pending { temporary, target: target.to_owned(), file, published: false };
        pending.file.write_all(bytes)?;
        // Who may read a file is its owner's business, not ours.
        if let Ok(earlier) = fs::metadata(target) {
            pending.file.set_permissions(earlier.permissions())?;
        }
        pending.file.sync_all()?;
        Ok(pending)
    }

    fn publish(mut self) -> anyhow::Result<Placed> {
        let what = || format!("cannot write `{}`", show(&self.target));
        let mut placed = Placed::prepare(&self.target).with_context(what)?;
        fs::rename(&self.temporary, &self.target).with_context(what)?;
        (self.published, placed.replaced) = (true, true);
        Ok(placed)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.published {
            // Nothing better can be done where even this fails.
            drop(fs::remove_file(&self.temporary));
        }
    }
}

/// A file in its place, with what was there before until all others are in theirs.
struct Placed {
    target: PathBuf,
    /// The earlier file under a temporary name; `None` where there was none, or no second name can be given.
    earlier: Option<PathBuf>,
    /// Locked, likewise, where no other build has it.
    _lock: Option<File>,
    /// Whether the new one has taken its place and may have to give way.
    replaced: bool,
}

impl Placed {
    /// Gives the file at a path, if there is one, a second name.
    fn prepare(target: &Path) -> io::Result<Placed> {
        let mut placed = Placed { target: target.to_owned(), earlier: None, _lock: None, replaced: false };
        if !fs::symlink_metadata(target).is_ok_and(|it| it.is_file()) {
            return Ok(placed);
        }
        // The name is taken by a file first, so that no other build has it.
        let (_, name) = create_beside(target)?;
        fs::remove_file(&name)?;
        let linked = fs::hard_link(target, &name).or_else(|_| fs::copy(target, &name).map(drop));
        if linked.is_ok() {
            placed._lock = File::open(&name).ok().filter(|it| it.try_lock().is_ok());
            placed.earlier = Some(name);
        }
        Ok(placed)
    }

    /// All are in their places: nothing goes back.
    fn keep(mut self) {
        self.replaced = false;
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        match &self.earlier {
            Some(earlier) if self.replaced => drop(fs::rename(earlier, &self.target)),
            Some(earlier) => drop(fs::remove_file(earlier)),
            None if self.replaced => drop(fs::remove_file(&self.target)),
            None => {}
        }
    }
}

/// What is between the name of a target and the numbers in the name of its temporary file, and how that ends.
const MARK: (&str, &str) = (".pamphlet-", ".tmp");

/// A new, locked file beside a target, with a name that no other build uses: the system refuses to create one twice.
fn create_beside(target: &Path) -> io::Result<(File, PathBuf)> {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    const ATTEMPTS: u32 = 100;
    let (mark, end) = MARK;
    let start = format!(".{}{mark}", target.file_name().unwrap_or_default().to_string_lossy());
    for _ in 0..ATTEMPTS {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let path = target.with_file_name(format!("{start}{}-{number}{end}", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            // Where a file system has no locks, no other build can take one either, and it stays.
            Ok(file) if file.lock().is_err() || path.exists() => return Ok((file, path)),
            // Another build removed it just before the lock.
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Removes the temporary files in a folder whose writers are gone. A file that cannot be removed does no harm.
fn clear(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_file = || entry.file_type().is_ok_and(|it| it.is_file());
        let is_free =
            || OpenOptions::new().write(true).open(entry.path()).is_ok_and(|it| it.try_lock().is_ok());
        if entry.file_name().to_str().is_some_and(is_temporary) && is_file() && is_free() {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Whether a name is one of our temporary files, such as `.letter.pdf.pamphlet-4711-0.tmp`.
fn is_temporary(name: &str) -> bool {
    let (mark, end) = MARK;
    let numbers = name.strip_suffix(end).and_then(|it| it.rsplit_once(mark)).map_or("", |it| it.1);
    let is_number = |it: &str| it.parse::<u64>().is_ok();
    name.starts_with('.')
        && numbers.split_once('-').is_some_and(|(id, number)| is_number(id) && is_number(number))
}

/// A folder that editions are written to. Another build that writes to it waits until this one is done, so that none
/// loses what the other says in the files that they share.
#[derive(Debug)]
pub(crate) struct OutputFolder {
    path: PathBuf,
    /// Locked until it is closed; `None` where the system has no locks for folders.
    _lock: Option<File>,
}

impl OutputFolder {
    /// Makes sure that there is such a folder, and waits until nobody else writes to it.
    pub(crate) fn open(path: &Path) -> anyhow::Result<OutputFolder> {
        let named = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        if named.exists() && !named.is_dir() {
            bail!("cannot write into `{}`: it is a file, not a folder", show(named));
        }
        fs::create_dir_all(named).with_context(|| format!("cannot create the folder `{}`", show(named)))?;
        let lock = File::open(named).ok().filter(|it| it.lock().is_ok());
        Ok(OutputFolder { path: path.to_owned(), _lock: lock })
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes files in it, all or none.
    pub(crate) fn write(&self, files: &[(PathBuf, &[u8])]) -> anyhow::Result<()> {
        write_within(Some(&self.path), files)
    }

    /// Removes a file in it, and the folders that are left empty. A link on the way is not followed.
    pub(crate) fn remove(&self, path: &Path) -> anyhow::Result<()> {
        if let Some(link) = link_below(&self.path, path) {
            bail!("cannot remove `{}`: `{}` is a symbolic link", show(path), show(link));
        }
        fs::remove_file(path).with_context(|| format!("cannot remove `{}`", show(path)))?;
        let folders = path.ancestors().skip(1);
        // The system refuses to remove a folder with something in it.
        let mut emptied = folders.take_while(|it| it.starts_with(&self.path) && *it != self.path);
        drop(emptied.try_for_each(fs::remove_dir));
        Ok(())
    }
}
