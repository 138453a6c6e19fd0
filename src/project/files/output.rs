//! A folder that editions are written to.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::project::files::write::write_within;
use crate::project::files::{link_below, show};

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
