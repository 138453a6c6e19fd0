//! Text in the file: the codes of glyphs, the texts of codes, and the fonts that have both.
//!
//! In reading order: the *codes* of a face and the text of each; the text of
//! the glyphs in a *cluster*; words *divided* at the end of a line; the *plan*
//! that gives each run of the layout its codes; the *fonts*, cut down to the
//! glyphs in use; their character maps (*cmaps*), and compact tables in which a
//! glyph has several codes (*cff*).

mod clusters;
pub(super) mod codes;
mod divided;

pub(super) mod plan;

pub(super) mod fonts;

pub(super) mod cff;
