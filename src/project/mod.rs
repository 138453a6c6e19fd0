//! A project on disk: its sources are found and read here, and its editions are written.
//!
//! This is the only room that reads and writes files and runs other programs.

mod build;
mod command;
mod design;
mod drafts;
mod failure;
mod kind;
mod find;
mod fonts;
mod import;
pub(crate) mod files;
pub(crate) mod record;
mod manifest;
mod pattern;
mod owners;
mod prepared;
mod program;
mod source;

pub use build::{Built, BuiltPublication, Project};
pub(crate) use drafts::Drafts;
pub use failure::Failure;
pub(crate) use failure::advise;
pub(crate) use find::{Chapter, ChapterFiles, Gathered, Named, Part, Work, publications, watched};
pub(crate) use import::imported;
pub(crate) use manifest::MANIFEST;
pub(crate) use owners::{Owners, placed};
pub(crate) use prepared::Prepared;
pub(crate) use source::{Reading, draft_of, open, text};
