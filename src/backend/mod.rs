//! The backends: each turns a document into the bytes of one edition.
//!
//! A backend is a function: the same input gives the same bytes. It reads no
//! disk, clock, environment or randomness, and it does not know the others. It
//! declares what it needs, its options and its rules; a [`Registry`] holds the
//! four that are built in and takes more.

pub mod epub;
pub mod html;
pub mod pdf;
pub mod text;
mod api;
mod faces;
mod registry;

pub use api::{Backend, Context, Needs, OutputFile, PageNeeds, Sibling};
pub use registry::Registry;
