//! The hashes of what a build read and wrote, and the checksums beside its editions.
//!
//! Nothing here has a time or an absolute path, so the same build writes the same.

mod sums;

pub use sums::Sums;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A file, by its content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Content {
    /// Its path from the folder of the publication, or `-` for standard input.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its hash (FIPS 180-4) in hexadecimal digits.
    pub sha256: String,
}

impl Content {
    /// A file with a name and bytes.
    pub fn of(name: &str, bytes: &[u8]) -> Content {
        Content { file: name.replace('\\', "/"), bytes: bytes.len() as u64, sha256: hash(bytes) }
    }
}

/// The SHA-256 of bytes in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A font file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Font {
    /// The PostScript names of its faces.
    pub faces: Vec<String>,
    /// Its hash in hexadecimal digits.
    pub sha256: String,
}
