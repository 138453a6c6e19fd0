//! The file: objects, what completes them, and their bytes.
//!
//! In reading order: the *document*, which printpdf makes of the pages, fonts
//! and images; the *catalog*, where the finishing pass enters all that a file
//! has besides its pages, with the *metadata*, the colour profile (*srgb*) and
//! the *attachments*; and *write*, which turns the objects into bytes.

pub(super) mod document;

pub(super) mod catalog;
pub(super) mod metadata;

mod attachments;
mod srgb;

pub(super) mod write;
