//! How many words a document has.

use unicode_segmentation::UnicodeSegmentation;

use crate::document::walk::{Node, walk};
use crate::document::{BlockKind, Document};

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
        Node::Inline(inline) => text.push_str(inline.kind.own_text().unwrap_or("")),
    };
    walk(&document.blocks, &mut visit);
    document.notes.iter().for_each(|(_, note)| walk(&note.blocks, &mut visit));
    text.unicode_words().count()
}
