//! The fonts of `--font-path` and `--system-fonts`.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::args::DesignOptions;
use crate::font::Face;
use crate::project::advise;
use crate::project::files::{self, show};

/// The fonts of the command line with their paths, in their order, those of the system last. A file that is named and is not a font
/// is a usage error; in a folder, such a file is skipped.
pub(super) fn given(style: &DesignOptions, system: &[PathBuf]) -> anyhow::Result<Vec<(PathBuf, Arc<[u8]>)>> {
    let mut fonts = Vec::new();
    for path in &style.font_path {
        let named = !files::is_folder(path);
        for found in files::font_files(path)? {
            let bytes = Arc::from(files::read_font(&found)?);
            if named && Face::given(&bytes).is_empty() {
                let message = format!("cannot read `{}` as a font", show(path));
                return Err(advise(message, "name a TrueType or OpenType file, or a folder of them"));
            }
            fonts.push((found, bytes));
        }
    }
    for folder in system.iter().filter(|_| style.system_fonts) {
        if files::is_folder(folder) {
            let found = files::font_files(folder)?;
            // The user did not name these files, so an unreadable one is not an error.
            let read = |path: PathBuf| files::read_font(&path).ok().map(|bytes| (path, Arc::from(bytes)));
            fonts.extend(found.into_iter().filter_map(read));
        }
    }
    Ok(fonts)
}
