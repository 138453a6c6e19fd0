//! Which publication each file of a build is from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::pipeline::Build;
use crate::project::failure::advise;
use crate::project::files::show;

/// The publication that each file was made from, so that no other takes its place.
#[derive(Debug, Default)]
pub(crate) struct Owners {
    by_path: BTreeMap<PathBuf, String>,
}

impl Owners {
    /// Whether a file is one of this build.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.by_path.contains_key(path)
    }

    /// Where each file of a publication goes: `path_of` gives the path of a file that a backend names.
    ///
    /// # Errors
    ///
    /// Where another publication has one of them.
    pub(crate) fn place<'b>(
        &mut self,
        owner: &str,
        build: &'b Build,
        path_of: impl Fn(&str) -> PathBuf,
    ) -> anyhow::Result<Vec<(PathBuf, &'b [u8])>> {
        let files = build.editions.iter().flat_map(|it| &it.files);
        let placed: Vec<_> = files.map(|it| (path_of(&it.path), it.bytes.as_slice())).collect();
        placed.iter().try_for_each(|(path, _)| self.claim(owner, path))?;
        self.by_path.extend(placed.iter().map(|(path, _)| (path.clone(), owner.to_owned())));
        Ok(placed)
    }

    /// Asks for the path of a file.
    ///
    /// # Errors
    ///
    /// Where a publication has it.
    pub(crate) fn claim(&self, owner: &str, path: &Path) -> anyhow::Result<()> {
        let Some(other) = self.by_path.get(path) else { return Ok(()) };
        let message = format!("`{owner}` and `{other}` would both be written to `{}`", show(path));
        Err(advise(message, "give one of them another `slug`"))
    }
}
