//! How many words a document has.

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::document::walk::{Node, walk};
use crate::document::{Block, BlockKind, Document};

/// The words of the text and of the notes, as UAX #29 cuts them; marks of notes and the metadata not counted.
pub fn words(document: &Document) -> usize {
    let blocks: Vec<&Block> = document.parts().flatten().collect();
    // No word goes on from one block to the next.
    blocks.into_par_iter().map(words_of).sum()
}

fn words_of(block: &Block) -> usize {
    let mut text = String::new();
    walk(std::slice::from_ref(block), &mut |node: Node<'_>| match node {
        Node::Block(block) => {
            text.push('\n');
            if let BlockKind::CodeBlock { text: code, .. } = &block.kind {
                text.push_str(code);
            }
        }
        Node::Inline(inline) => text.push_str(inline.kind.own_text().unwrap_or("")),
    });
    text.unicode_words().count()
}
