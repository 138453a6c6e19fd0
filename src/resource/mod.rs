//! Images that the document names: bytes with what is known of them.
//!
//! Nothing here reads a disk: bytes come from a [`Folder`], which the command
//! line fills from files and a test from a table. [`gather()`] finds what the
//! document names, [`probe`] looks into the bytes and believes no header.

pub mod gather;
pub(crate) mod jpeg;
pub(crate) mod png;
pub mod probe;
pub mod rules;
mod svg;
mod expansion;

pub use gather::gather;
pub(crate) use svg::parsed as parsed_svg;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The images of a publication by their path below its folder.
pub type Resources = BTreeMap<String, ImageFile>;

/// An image file, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFile {
    /// The file as it was read.
    pub bytes: Arc<[u8]>,
    /// The format, by the file's first bytes and not by its name.
    pub format: Format,
    /// The width in pixels; for SVG, in its user units at 96 to the inch.
    pub width: u32,
    /// The height, likewise.
    pub height: u32,
    /// Pixels to the inch where the file says so; `None` otherwise.
    pub density: Option<u32>,
}

/// The formats of images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
    /// GIF; where nothing moves, its first frame.
    Gif,
    /// SVG.
    Svg,
}

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::WebP => "image/webp",
            Format::Gif => "image/gif",
            Format::Svg => "image/svg+xml",
        }
    }

    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpg",
            Format::WebP => "webp",
            Format::Gif => "gif",
            Format::Svg => "svg",
        }
    }
}

/// The folder of a publication. No path leads out of it.
pub trait Folder: Sync {
    /// The bytes of the file at a path below the folder, with `/`.
    ///
    /// # Errors
    ///
    /// Says why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// The bytes of a text of another publication of the same collection, at a path that begins with `../`.
    ///
    /// # Errors
    ///
    /// Says why there are none: for a publication alone, always.
    fn read_around(&self, _path: &str) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::Outside)
    }

    /// The path as messages show it.
    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is none of that name.
    Missing,
    /// It is outside the publication's folder, perhaps by way of a symbolic link.
    Outside,
    /// It is a folder or a device.
    NotAFile,
    /// It has more bytes than this.
    TooLarge(u64),
    /// The operating system refuses, with its reason.
    Refused(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Missing => f.write_str("there is no such file"),
            ReadError::Outside => f.write_str("it is outside the publication's folder"),
            ReadError::NotAFile => f.write_str("it is not a file"),
            ReadError::TooLarge(most) => write!(f, "it is larger than {} MiB", most >> 20),
            ReadError::Refused(why) => f.write_str(why),
        }
    }
}

/// A folder in memory, for sources that have no folder and for tests.
impl Folder for BTreeMap<String, Vec<u8>> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.get(path).cloned().ok_or(ReadError::Missing)
    }
}
