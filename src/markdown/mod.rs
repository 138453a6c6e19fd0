//! The tree as Markdown of one form, which reads as an equal tree.
//!
//! ```text
//! Document ── ids (which headings must name theirs) ── blocks ─┬ inlines ── escape ─► Markdown
//!                                                              └ tables, attributes
//! ```
//!
//! Headings have number signs, bullets are hyphens, emphasis is asterisks, code has fences, tables have bars,
//! containers have colons. What Markdown cannot hold, as a table whose cells have several lines, is written as
//! elements of HTML around Markdown. [`compare`] tells whether two trees are equal, so that whoever writes a text over
//! another can prove that nothing is lost.

mod ids;
mod writer;
mod escape;
mod attributes;
mod inlines;
mod blocks;
mod tables;
pub mod compare;
pub mod format;

pub use crate::markdown::writer::Typing;

use crate::document::Document;
use crate::markdown::blocks::Joint;
use crate::markdown::writer::Writer;

/// The body of a document as Markdown, its notes at the end; without front matter.
pub fn write(document: &Document, typing: Typing) -> String {
    let mut writer = Writer::new(document, typing, None);
    let mut text = writer.blocks(&document.blocks, Joint::Loose);
    for note in writer.defined_notes() {
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        text.push_str(&writer.note(note));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}
