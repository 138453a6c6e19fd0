//! The words of inlines without their dress: for outlines, running heads, alternative texts.

use crate::document::{Inline, InlineKind};

/// The text of inlines. Note marks have none; an image counts with its alternative text; a break is a space.
pub fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push(inlines, &mut text);
    text
}

fn push(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(it) | InlineKind::Code(it) => text.push_str(it),
            InlineKind::SoftBreak | InlineKind::LineBreak => text.push(' '),
            InlineKind::Image(image) => text.push_str(&image.alt),
            InlineKind::NoteRef(_) => {}
            InlineKind::Emph(_)
            | InlineKind::Strong(_)
            | InlineKind::Strike(_)
            | InlineKind::Sub(_)
            | InlineKind::Sup(_)
            | InlineKind::SmallCaps(_)
            | InlineKind::Underline(_)
            | InlineKind::Highlight(_)
            | InlineKind::Small(_)
            | InlineKind::Keyboard(_)
            | InlineKind::Abbreviation { .. }
            | InlineKind::Link { .. }
            | InlineKind::Span { .. } => push(inline.kind.children(), text),
        }
    }
}
