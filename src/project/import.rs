//! What is imported: a file with the folder that it is in, or the folder of a project of another program.

use std::path::Path;

use crate::import::{self, FOLDERS, Imported, Refusal};
use crate::project::files::{self, SourceFolder, show};

/// Imports what a path names; the inner error is a refusal of what is there.
pub(crate) fn imported(path: &Path) -> anyhow::Result<Result<Imported, Refusal>> {
    let name = path.file_name().map(|it| show(Path::new(it))).unwrap_or_default();
    if !files::is_folder(path) && !FOLDERS.iter().any(|(it, _)| *it == name) {
        let bytes = files::read_named(path)?;
        let folder = SourceFolder::open(path.parent().unwrap_or(Path::new("")))?;
        return Ok(import::file(&name, &bytes, &folder));
    }
    let place = if files::is_folder(path) { path } else { path.parent().unwrap_or(Path::new("")) };
    let folder = SourceFolder::open(place)?;
    let found = FOLDERS.iter().find_map(|(name, _)| Some((name, folder.read_source(name).ok()?)));
    Ok(match found {
        Some((name, bytes)) => import::folder(name, &bytes, &folder),
        None => {
            let known: Vec<String> =
                FOLDERS.iter().map(|(name, what)| format!("`{name}` of {what}")).collect();
            let help = format!("name a file, or a folder with {}", known.join(" or "));
            Err(Refusal::new(format!("there is nothing in `{}` that can be imported", show(place)), help))
        }
    })
}
