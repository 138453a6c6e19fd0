//! Texts that an editor has open and has not saved yet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::project::files;

/// Texts that take the place of those on disk.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drafts {
    /// By paths without symbolic links, where there is such a file.
    by_path: BTreeMap<PathBuf, String>,
}

impl Drafts {
    /// Takes the text of a file.
    pub(crate) fn set(&mut self, path: &Path, text: &str) {
        self.by_path.insert(key(path), text.to_owned());
    }

    /// Forgets the text of a file, so that what is on disk counts again.
    pub(crate) fn remove(&mut self, path: &Path) {
        self.by_path.remove(&key(path));
    }

    /// The bytes of a file; `None` where the text on disk counts.
    pub(super) fn bytes(&self, path: &Path) -> Option<Vec<u8>> {
        // Most commands have none, and need not ask the disk.
        let text = if self.by_path.is_empty() { None } else { self.by_path.get(&key(path)) };
        text.map(|it| it.clone().into_bytes())
    }
}

fn key(path: &Path) -> PathBuf {
    files::canonical(path).unwrap_or_else(|| path.to_owned())
}
