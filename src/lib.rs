//! One Markdown source, published as PDF, EPUB, HTML and plain text that say the same words.
//!
//! ```text
//! source/*.md ──parse──► Document ──check──► ┬ markup::lower ─► backend/html, backend/epub
//!  (text, spans)        (never fails)        ├ backend/text
//!                                            └ layout ─► Layout{pages, structure, anchors} ─► backend/pdf
//!                       ─► Vec<OutputFile> ─► output/
//! ```
//!
//! The modules, in reading order.

pub mod source;
pub mod geometry;
pub mod diag;
pub mod document;
pub mod resource;
pub mod publication;
pub mod locale;
pub mod parse;
pub mod check;
pub mod highlight;
pub mod font;
pub mod theme;
pub mod layout;
pub mod markup;
pub mod backend;
pub mod verify;
pub mod record;
pub mod plan;
pub mod pipeline;
pub mod cli;
