//! Faces, their metrics, and which of them has a character.

use std::sync::Arc;

/// A face of the [`FontBook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// A face: a font file of one style.
#[derive(Debug, Clone)]
pub struct Face {
    /// The PostScript name.
    pub name: String,
    /// The font file.
    pub file: FontFile,
    /// The index of the face in a collection; 0 in a file of one face.
    pub index: u32,
}

/// The bytes of a font file, those of the binary or read from disk.
#[derive(Debug, Clone)]
pub enum FontFile {
    /// In the binary.
    Bundled(&'static [u8]),
    /// Given by the user.
    Given(Arc<[u8]>),
}

impl FontFile {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            FontFile::Bundled(bytes) => bytes,
            FontFile::Given(bytes) => bytes,
        }
    }
}

/// All faces that a publication may use.
#[derive(Debug, Clone, Default)]
pub struct FontBook {
    faces: Vec<Face>,
}

impl FontBook {
    /// A face; `None` for an id of another book.
    pub fn face(&self, id: FaceId) -> Option<&Face> {
        self.faces.get(usize::from(id.0))
    }
}
