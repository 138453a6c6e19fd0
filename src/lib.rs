//! One Markdown source, published as PDF, EPUB, HTML and plain text that say the same words.
//!
//! ```text
//! source/*.md ──parse──► Document ──check──► ┬ markup::lower ─► backend/html, backend/epub
//!  (text, spans)        (never fails)        ├ backend/text
//!                                            └ layout ─► Layout{pages, structure, anchors} ─► backend/pdf
//!                       ─► Vec<OutputFile> ─► output/
//! ```
//!
//! Another program opens a project, builds it, and writes its editions:
//!
//! ```
//! use pamphlet::{BuildOptions, Project};
//!
//! # fn main() -> anyhow::Result<()> {
//! # let folder = tempfile::tempdir()?;
//! # let output = folder.path();
//! let project = Project::open("source/statement/statement.md")?;
//! let built = project.build(&BuildOptions::default())?;
//! let files = built.write(output)?;
//! # assert!(files.iter().any(|it| it.ends_with("statement.pdf")) && output.join("statement.epub").exists());
//! # Ok(())
//! # }
//! ```
//!
//! Errors and warnings of the source are in [`BuiltPublication::messages`]; the files of each edition are in
//! [`BuiltPublication::build`]. A format of its own is a [`Backend`], added with [`Project::add`].
//!
//! The modules, in reading order.

pub mod source;
pub mod geometry;
mod dom;
pub mod diag;
pub mod document;
pub mod resource;
pub mod publication;
pub mod locale;
pub mod parse;
pub mod pandoc;
pub mod markdown;
pub mod resolve;
pub mod import;
pub mod check;
pub mod highlight;
pub mod font;
pub mod theme;
pub mod layout;
pub mod markup;
pub mod backend;
pub mod verify;
pub mod redline;
pub mod record;
pub mod report;
pub mod plan;
pub mod pipeline;
pub mod project;
pub mod cli;

pub use backend::{Backend, Registry};
pub use diag::Diagnostics;
pub use document::Document;
pub use plan::BuildOptions;
pub use project::{Built, BuiltPublication, Project};
