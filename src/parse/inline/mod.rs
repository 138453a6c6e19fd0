//! Inlines: from the events of one paragraph, heading or cell to its nodes.
//!
//! 1. [`collect`] keeps the levels of emphasis and links as the events come.
//! 2. [`autolink`] finds bare addresses in a level's text.
//! 3. [`level`] finds what CommonMark does not know: spans, attributes, superscript and subscript, inline tags.
//! 4. [`lower`] makes the document's inlines of all this, with the punctuation of the language.

pub(super) mod node;
pub(super) mod collect;
pub(super) mod autolink;
pub(super) mod tag;
pub(super) mod level;
pub(super) mod lower;

pub(super) use collect::Collector;
pub(super) use node::{Kind, Node};
