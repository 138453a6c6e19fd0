//! Which publication each file of a build is from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::pipeline::Build;
use crate::plan::Record;
use crate::project::failure::advise;
use crate::project::files::{self, show};

/// The publication that each file is made from, so that no other takes its place, and no source is overwritten.
#[derive(Debug, Default)]
pub(crate) struct Owners {
    by_path: BTreeMap<PathBuf, String>,
    /// The sources, by their paths without symbolic links.
    sources: BTreeMap<PathBuf, String>,
}

impl Owners {
    /// Whether a file is one of this build.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.by_path.contains_key(path)
    }

    /// Keeps the files that a publication is made from.
    pub(crate) fn keep(&mut self, owner: &str, sources: &[PathBuf]) {
        let canonical = sources.iter().filter_map(|it| files::canonical(it));
        self.sources.extend(canonical.map(|it| (it, owner.to_owned())));
    }

    /// Takes the paths of a publication's files: those of its editions, and in a folder that of its record.
    /// `path_of` gives the path of a file that a backend names.
    ///
    /// # Errors
    ///
    /// Where another publication has one of them, or one of them is a source.
    pub(crate) fn take(
        &mut self,
        owner: &str,
        build: &Build,
        record: Option<&str>,
        path_of: impl Fn(&str) -> PathBuf,
    ) -> anyhow::Result<()> {
        let mut paths: Vec<PathBuf> = placed(build, &path_of).into_iter().map(|(path, _)| path).collect();
        paths.extend(record.map(|slug| path_of(&Record::name(slug))));
        paths.iter().try_for_each(|path| self.claim(owner, path))?;
        self.by_path.extend(paths.into_iter().map(|path| (path, owner.to_owned())));
        Ok(())
    }

    /// Takes the path of the first page of a collection.
    ///
    /// # Errors
    ///
    /// As for a publication.
    pub(crate) fn take_page(&mut self, owner: &str, path: PathBuf) -> anyhow::Result<()> {
        self.claim(owner, &path)?;
        self.by_path.insert(path, owner.to_owned());
        Ok(())
    }

    /// Asks for the path of a file.
    ///
    /// # Errors
    ///
    /// Where a publication has it, or it is a source.
    fn claim(&self, owner: &str, path: &Path) -> anyhow::Result<()> {
        if let Some(other) = self.by_path.get(path) {
            let message = format!("`{owner}` and `{other}` would both be written to `{}`", show(path));
            return Err(advise(message, "give one of them another `slug`"));
        }
        let source = files::canonical(path).and_then(|it| self.sources.get(&it));
        match source {
            Some(other) => {
                let message = format!("`{owner}` would overwrite `{}`, a source of `{other}`", show(path));
                Err(advise(message, "name another folder with `--output`"))
            }
            None => Ok(()),
        }
    }
}

/// Where each file of a publication goes.
pub(crate) fn placed(build: &Build, path_of: impl Fn(&str) -> PathBuf) -> Vec<(PathBuf, &[u8])> {
    let files = build.editions.iter().flat_map(|it| &it.files);
    files.map(|it| (path_of(&it.path), it.bytes.as_slice())).collect()
}
