//! From what people have to a source of ours: Word, mdBook, Quarto, Pandoc, HTML, Pandoc's JSON, text that came out of a PDF.
//!
//! ```text
//! docx, HTML, JSON ──► tree ──markdown──┐
//! mdBook, Quarto, Pandoc ──► chapters ──┼─► Imported: pamphlet.toml, chapters, images, remarks
//! text from a PDF ──► Markdown ─────────┘
//! ```
//!
//! Everything here is a function of bytes; [`crate::project`] reads and writes the files. What is lost or guessed is a
//! [`Remark`] at its place.

mod imported;
mod book;
mod quarto;
mod docx;
mod html;
mod pandoc;
mod extracted;

pub use imported::{Imported, NewFile, Refusal, Remark};

use crate::resource::Folder;

/// The files that make a folder something that can be imported, with what it is.
pub const FOLDERS: [(&str, &str); 6] = [
    ("book.toml", "an mdBook"),
    (quarto::QUARTO, "a Quarto project"),
    ("defaults.yaml", PANDOC),
    ("defaults.yml", PANDOC),
    ("pandoc.yaml", PANDOC),
    ("pandoc.yml", PANDOC),
];

const PANDOC: &str = "a Pandoc project";

/// Imports a file of a name; `folder` is the one that it is in, for its images.
pub fn file(name: &str, bytes: &[u8], folder: &dyn Folder) -> Result<Imported, Refusal> {
    let ending = name.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
    if bytes.starts_with(b"PK\x03\x04") {
        return docx::import(name, bytes);
    }
    let text = String::from_utf8(bytes.to_vec())
        .map_err(|_| Refusal::new(format!("`{name}` is not a format that can be imported"), FORMATS))?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    match ending.as_str() {
        "html" | "htm" | "xhtml" => Ok(html::import(name, &text, folder)),
        "json" => pandoc::import(name, &text),
        "txt" | "text" => Ok(extracted::import(name, &text)),
        "yaml" | "yml" => quarto::import(name, &text, folder),
        _ => Err(Refusal::new(format!("`{name}` is not a format that can be imported"), FORMATS)),
    }
}

const FORMATS: &str = "import a `.docx`, `.html`, `.json` of Pandoc's, or `.txt` file, a file of Pandoc's defaults, or the folder of an mdBook, a \
     Quarto project, or a Pandoc project";

/// Imports a folder: the name of its project file, that file, and the folder.
pub fn folder(name: &str, bytes: &[u8], folder: &dyn Folder) -> Result<Imported, Refusal> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    match name {
        "book.toml" => book::import(&text, folder),
        _ => quarto::import(name, &text, folder),
    }
}
