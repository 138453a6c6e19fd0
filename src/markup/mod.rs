//! From the document tree to nodes of HTML or XHTML, and those to text.
//!
//! [`Lowering`] turns blocks, inlines and notes into [`Node`]s; [`serialize()`]
//! writes them, and is the only place that escapes. What HTML and EPUB have in
//! common is said here once; the few differences hang on the [`Profile`], and
//! where things are (in which file, under which address) on the [`Resolver`].

pub mod node;
pub mod serialize;
pub mod address;
pub mod files;
pub mod lower;
pub mod rules;

pub use address::Ids;
pub use lower::{
    ImageSource, Lowering, PageBreak, Profile, Resolver, SinglePage, direction, has_class,
    has_highlighted_code, percent_class, spoken,
};
pub use node::{Element, Node};
pub use serialize::{Syntax, serialize};
