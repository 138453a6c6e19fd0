//! Passages: what two texts have in common, sentence by sentence, wherever it is.
//!
//! For two sources, an edition and its source, or a text that was published elsewhere. In reading order:
//!
//! - `passage`: a sentence, an item, a cell, a title, with its words;
//! - `plain`: the paragraphs of a plain text;
//! - `collect`: the passages of a document, of an edition, of plain text;
//! - `pair`: which passages are the same, moved, drifted, lost or new.

mod passage;
mod plain;
mod collect;
mod pair;

pub use collect::{by_id, of_document, of_edition};
pub use pair::{Change, Fate, Pairing, compare};
pub use passage::Passage;
