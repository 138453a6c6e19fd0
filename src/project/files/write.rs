//! Writing: all files of a publication or none, each whole or not at all.
//!
//! A file is written under a temporary name beside its target, flushed to the disk, and renamed into place when
//! all are there; then the folder is flushed, so that the names outlast a loss of power, too. Whoever is stopped
//! midway leaves the last good editions, and at worst a temporary file, which the next build removes: it can tell
//! by the lock, which ends with its process.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, bail};
use rayon::prelude::*;

use crate::project::files::show;

/// Writes files, all or none: each to a temporary name first, and when all are there, into place.
pub(crate) fn write_all(files: &[(PathBuf, &[u8])]) -> anyhow::Result<()> {
    for (path, _) in files {
        prepare(path)?;
    }
    // To wait for the disk takes longer than to write: all wait at the same time.
    let written: Vec<anyhow::Result<Pending>> = files
        .par_iter()
        .map(|(path, bytes)| {
            Pending::write(path, bytes).with_context(|| format!("cannot write `{}`", show(path)))
        })
        .collect();
    let pending = written.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    pending.into_iter().try_for_each(Pending::publish)?;
    let folders: BTreeSet<&Path> = files.iter().map(|(path, _)| folder_of(path)).collect();
    folders.into_iter().for_each(flush_names);
    Ok(())
}

/// Removes a file, and the folders up to `folder` that it leaves empty.
pub(crate) fn remove(folder: &Path, path: &Path) -> anyhow::Result<()> {
    fs::remove_file(path).with_context(|| format!("cannot remove `{}`", show(path)))?;
    // The system refuses to remove a folder with something in it.
    let mut emptied = path.ancestors().skip(1).take_while(|it| it.starts_with(folder) && *it != folder);
    drop(emptied.try_for_each(fs::remove_dir));
    Ok(())
}

/// The folder of a file.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes sure that there is a folder, that nothing but a file is to be replaced in it, and that no file is left
/// there of a build that was killed.
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
    fs::create_dir_all(folder).with_context(|| format!("cannot create the folder `{}`", show(folder)))?;
    clear(path);
    Ok(())
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
        pending.file.sync_all()?;
        Ok(pending)
    }

    fn publish(mut self) -> anyhow::Result<()> {
        fs::rename(&self.temporary, &self.target)
            .with_context(|| format!("cannot write `{}`", show(&self.target)))?;
        self.published = true;
        Ok(())
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

/// How the names of the temporary files of a target begin, and how they end.
fn temporary_name(target: &Path) -> (String, &'static str) {
    (format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy()), ".tmp")
}

/// A new, locked file beside a target, with a name that no other build uses: the system refuses to create one twice.
fn create_beside(target: &Path) -> io::Result<(File, PathBuf)> {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    const ATTEMPTS: u32 = 100;
    let (start, end) = temporary_name(target);
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

/// Removes the temporary files of a target whose writers are gone. A file that cannot be removed does no harm.
fn clear(target: &Path) {
    let (start, end) = temporary_name(target);
    let Ok(entries) = fs::read_dir(folder_of(target)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        let between = name.strip_prefix(&start).and_then(|it| it.strip_suffix(end)).unwrap_or("");
        let is_ours = between
            .split_once('-')
            .is_some_and(|(id, number)| [id, number].iter().all(|it| it.parse::<u64>().is_ok()));
        let is_file = || entry.file_type().is_ok_and(|it| it.is_file());
        if is_ours
            && is_file()
            && OpenOptions::new().write(true).open(entry.path()).is_ok_and(|it| it.try_lock().is_ok())
        {
            drop(fs::remove_file(entry.path()));
        }
    }
}
