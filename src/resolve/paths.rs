//! Paths from the folder of a publication, which may lead into another one of its collection.

use std::collections::BTreeMap;

use crate::parse::chapter_path;
use crate::publication::Publication;
use crate::resource::{Folder, ReadError};
use crate::source::{Source, SourceId, Sources};

/// What a document is made from.
pub struct Origin<'a> {
    /// What is published.
    pub publication: &'a Publication,
    /// Its folder.
    pub folder: &'a dyn Folder,
}

/// The name of a manifest.
pub(super) const MANIFEST: &str = "pamphlet.toml";

/// The paths of sources from the publication's folder, as far as they cannot be told from what messages show.
pub(super) type Paths = BTreeMap<SourceId, String>;

/// The paths of the chapters.
pub(super) fn of_chapters(sources: &Sources, chapters: &[SourceId], publication: &Publication) -> Paths {
    let path = |(index, id): (usize, &SourceId)| {
        Some((*id, chapter_path(publication, index, sources.get(*id)?.path())))
    };
    chapters.iter().enumerate().filter_map(path).collect()
}

/// The path of a source from the publication's folder.
pub(super) fn path_of(paths: &Paths, source: SourceId, sources: &Sources, folder: &dyn Folder) -> String {
    if let Some(path) = paths.get(&source) {
        return path.clone();
    }
    let shown = sources.get(source).map_or("", Source::path).replace('\\', "/");
    let folder = folder.shown("").replace('\\', "/");
    shown.strip_prefix(&folder).unwrap_or(&shown).trim_start_matches('/').to_owned()
}

/// A path from a folder, without `.` and `..` but those at its beginning, which lead out of the publication's folder.
pub(super) fn way(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|it| *it != "..") => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The folder of a path, with `/` at its end where there is one, and the name of the file in it.
pub(super) fn divided(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |at| at + 1))
}

/// The bytes of a file of this publication, or of another one of its collection.
pub(super) fn read(folder: &dyn Folder, path: &str) -> Result<Vec<u8>, ReadError> {
    if path.starts_with("../") { folder.read_around(path) } else { folder.read(path) }
}

/// A folder seen from the publication's.
pub(super) struct Seen<'a> {
    pub(super) folder: &'a dyn Folder,
    /// The way to it, with `/` at its end.
    pub(super) way: &'a str,
}

impl Folder for Seen<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        read(self.folder, &way(self.way, path))
    }

    fn shown(&self, path: &str) -> String {
        self.folder.shown(&way(self.way, path))
    }
}

#[cfg(test)]
mod tests {
    use super::{divided, way};

    #[test]
    fn a_way_keeps_what_leads_out() {
        assert_eq!(way("", "../a/./b.md"), "../a/b.md");
        assert_eq!(way("text", "../../a/b.md"), "../a/b.md");
        assert_eq!(way("../a/", "../b/c.md"), "../b/c.md");
        assert_eq!(way("../..", "../b.md"), "../../../b.md");
        assert_eq!(divided("../a/b.md"), ("../a/", "b.md"));
        assert_eq!(divided("b.md"), ("", "b.md"));
    }
}
