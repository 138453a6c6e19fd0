//! A project on disk: its sources are found and read here, and its editions are written.
//!
//! This is the only room that reads and writes files and runs other programs.

mod build;
mod command;
mod failure;
mod fonts;
pub(crate) mod files;
pub(crate) mod record;
mod program;
mod source;

pub(crate) use build::select;
pub use build::{Built, BuiltPublication, Project};
pub use failure::Failure;
pub(crate) use failure::advise;
pub(crate) use fonts::complete;
pub(crate) use source::{Gathered, Named, Reading, open, publications, text};
