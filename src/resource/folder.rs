//! Where the files of a publication come from.

use std::collections::BTreeMap;

/// The folder of a publication. No path leads out of it.
pub trait Folder: Sync {
    /// The bytes of the file at a path below the folder, with `/`.
    ///
    /// # Errors
    ///
    /// Says why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFault>;
}

/// Why a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFault {
    /// There is none of that name.
    Missing,
    /// It lies outside the publication's folder, perhaps by way of a symbolic link.
    Outside,
    /// It is a folder or a device.
    NotAFile,
    /// It has more bytes than this.
    TooLarge(u64),
    /// The system refuses, and says why.
    Refused(String),
}

/// A folder in memory, for sources that have no folder and for tests.
impl Folder for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFault> {
        self.get(path).cloned().ok_or(ReadFault::Missing)
    }
}
