//! What setting a paragraph needs beside the paragraph itself.

use crate::font::FontBook;
use crate::layout::fount::Founts;
use crate::layout::style::InlineStyle;
use crate::resource::Resources;

/// The context of setting: faces, pictures, the theme's word on inlines, and the words shaped so far.
///
/// It is shared by all threads; the cache is the one thing in it that changes, and nothing that is set
/// depends on what it holds.
#[derive(Debug)]
pub struct Typesetter<'a> {
    /// The faces.
    pub fonts: &'a FontBook,
    /// The pictures that inlines may name.
    pub resources: &'a Resources,
    /// What the theme decides about inlines.
    pub inline: InlineStyle,
    pub(super) founts: Founts,
}

impl<'a> Typesetter<'a> {
    /// A context with nothing shaped yet.
    pub fn new(fonts: &'a FontBook, resources: &'a Resources, inline: InlineStyle) -> Typesetter<'a> {
        Typesetter { fonts, resources, inline, founts: Founts::default() }
    }
}
