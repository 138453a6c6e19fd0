//! How many words a document has.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::walk::{Node, walk};
use crate::document::{BlockKind, Document, InlineKind};

/// The words of the text and of the notes, as UAX #29 cuts them; marks of notes and the metadata not counted.
pub fn words(document: &Document) -> usize {
    let mut text = String::new();
    let mut visit = |node: Node<'_>| match node {
        Node::Block(block) => {
            text.push('\n');
            if let BlockKind::CodeBlock { text: code, .. } = &block.kind {
                text.push_str(code);
            }
        }
        Node::Inline(inline) => match &inline.kind {
            InlineKind::Text(it) | InlineKind::Code(it) => text.push_str(it),
            InlineKind::SoftBreak | InlineKind::LineBreak => text.push(' '),
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
            | InlineKind::Image(_)
            | InlineKind::NoteRef(_)
            | InlineKind::Span { .. } => {}
        },
    };
    walk(&document.blocks, &mut visit);
    document.notes.iter().for_each(|(_, note)| walk(&note.blocks, &mut visit));
    text.unicode_words().count()
}
