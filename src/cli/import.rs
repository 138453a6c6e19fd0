//! `pamphlet import`: a source of ours from what people have.

use std::path::{Path, PathBuf};

use crate::cli::Outcome;
use crate::cli::args::Import;
use crate::cli::console::Console;
use crate::import::{Imported, Refusal};
use crate::project::files::{self, show};
use crate::project::{advise, imported};

/// Imports a file or a folder. Nothing is overwritten without `--force`: all files are new, or none is written.
pub(super) fn run(import: &Import, console: &Console) -> anyhow::Result<Outcome> {
    let Imported { files: new, remarks } = imported(&import.source)?.map_err(refused)?;
    let folder = import.output.clone().unwrap_or_else(|| usual_folder(&import.source));
    let all: Vec<(PathBuf, &[u8])> =
        new.iter().map(|file| (folder.join(&file.path), file.bytes.as_slice())).collect();
    if let Some((path, _)) = all.iter().find(|(path, _)| !import.force && files::is_taken(path)) {
        let help = "name another folder with `--output`, or overwrite with `--force`";
        return Err(advise(format!("`{}` exists already", show(path)), help));
    }
    files::write_all(&all)?;
    console.result(&all.iter().map(|(path, _)| format!("{}\n", show(path))).collect::<String>());
    let notes: String = remarks.iter().map(|it| format!("{}: {}\n", it.place, it.message)).collect();
    if !notes.is_empty() {
        console.result(&format!("\nLost or guessed:\n{notes}\n"));
    }
    console.result(&format!("Next: `pamphlet build {}`\n", show(&folder)));
    Ok(Outcome::Good)
}

fn refused(Refusal { message, help }: Refusal) -> anyhow::Error {
    advise(message, help)
}

/// The folder of an import that has no name: that of the file without its ending, in the working folder.
fn usual_folder(source: &Path) -> PathBuf {
    let is_folder = files::is_folder(source);
    let name =
        if is_folder { files::folder_name(source) } else { source.file_stem().map(|it| show(Path::new(it))) };
    let name = name.filter(|it| !it.is_empty()).unwrap_or_else(|| "imported".to_owned());
    PathBuf::from(if is_folder { format!("{name}-imported") } else { name })
}
