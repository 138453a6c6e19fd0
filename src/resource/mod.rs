//! Pictures that the document names: bytes with what is known of them.
//!
//! Nothing here reads a disk: bytes come from a [`Folder`], which the command
//! line fills from files and a test from a table. [`gather()`] finds what the
//! document names, [`probe`] looks into the bytes and believes no header.

pub mod folder;
pub mod gather;
pub mod probe;
pub mod rules;
mod density;
mod standing;

pub use folder::{Folder, ReadFault};
pub use gather::gather;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures of a publication by their path below its folder.
pub type Resources = BTreeMap<String, Picture>;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
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

/// The formats of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
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
            Format::Svg => "image/svg+xml",
        }
    }

    /// The ending of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Png => "png",
            Format::Jpeg => "jpg",
            Format::WebP => "webp",
            Format::Svg => "svg",
        }
    }
}
