//! The characters that the pages of a document show.

use std::collections::BTreeSet;

use crate::document::walk::Node;
use crate::document::{BlockKind, Document};

/// The characters of the text, of the notes and of the metadata that is printed.
pub fn characters(document: &Document) -> BTreeSet<char> {
    let mut found = BTreeSet::new();
    let mut add = |text: &str| {
        if !text.is_ascii() {
            found.extend(text.chars().filter(|it| !it.is_ascii()));
        }
    };
    document.walk(|node| match node {
        Node::Block(block) => {
            if let BlockKind::CodeBlock { text, .. } = &block.kind {
                add(text);
            }
        }
        Node::Inline(inline) => add(inline.kind.own_text().unwrap_or("")),
    });
    let meta = &document.meta;
    add(&meta.title);
    let optional = [&meta.subtitle, &meta.rights, &meta.publisher, &meta.description];
    optional.into_iter().flatten().for_each(|it| add(it));
    meta.contributors.iter().for_each(|it| add(&it.name));
    found
}
