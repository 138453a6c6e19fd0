//! From the document tree to pages of placed things; knows no PDF.
//!
//! The life of a paragraph: inlines are *collected* into styled text with its
//! structure; *itemized* by script, direction and face; *shaped* into glyphs;
//! made a *horizontal list* of boxes, glue and penalties; *broken* into
//! [`line::Line`]s. The life of a page: blocks are made a *vertical list* of
//! lines, glue, penalties and notes; broken into pages; *furnished* with
//! running heads and folios; and left as a [`Layout`].

pub mod style;
pub mod typesetter;
pub mod paragraph;
pub mod builder;
pub mod collect;
pub mod rules;
mod itemize;
mod assemble;
mod breaks;
mod compose;
mod decorate;
mod demerits;
mod fount;
mod hlist;
mod hyphenate;
mod justify;
mod linebreak;
mod protrude;
mod shape;
mod space;
pub mod line;
pub mod frame;
pub mod structure;
pub mod vlist;
pub mod paginate;

pub use builder::Builder;
pub use collect::collect;
pub use frame::Layout;
pub use paragraph::{Look, Paragraph, Rules, Widths};
pub use typesetter::Typesetter;

#[cfg(test)]
mod tests;
