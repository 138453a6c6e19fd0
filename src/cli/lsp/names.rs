//! The places of names in a publication: what links, notes and images lead to, and what carries an id.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::address::decoded;
use crate::document::walk::Node;
use crate::document::{Block, BlockKind, Document, Id, Inline, InlineKind, Target, text};
use crate::project::Reading;
use crate::source::{Source, SourceId, Span};

/// What a place in a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// Something with an id.
    Anchor(Id),
    /// A note, by its number.
    Note(u32),
    /// An image, by its path below the folder of the publication.
    Image(String),
}

/// A place that names something.
#[derive(Debug)]
pub(super) struct Place {
    /// What it names.
    pub(super) name: Name,
    /// The link, the mark, or what carries the id.
    pub(super) span: Span,
    /// Whether what is named is here.
    pub(super) is_definition: bool,
}

/// The places of all names, in reading order.
pub(super) fn places(document: &Document) -> Vec<Place> {
    let mut found = Vec::new();
    document.walk(|node| {
        for id in node.attributes().filter_map(|it| it.id.as_ref()) {
            found.push(Place { name: Name::Anchor(id.clone()), span: node.span(), is_definition: true });
        }
        let (name, span) = match node {
            Node::Inline(Inline { kind: InlineKind::Link { target: Target::Anchor(id), .. }, span }) => {
                (Name::Anchor(id.clone()), *span)
            }
            Node::Inline(Inline { kind: InlineKind::NoteRef(mark), span }) => {
                (Name::Note(mark.note.number()), *span)
            }
            Node::Inline(Inline { kind: InlineKind::Image(image), span }) => {
                (Name::Image(image.path.clone()), *span)
            }
            Node::Block(Block { kind: BlockKind::Figure(figure), span, .. }) => {
                (Name::Image(figure.image.path.clone()), *span)
            }
            Node::Inline(_) | Node::Block(_) => return,
        };
        found.push(Place { name, span, is_definition: false });
    });
    for (id, note) in document.notes.iter() {
        found.push(Place { name: Name::Note(id.number()), span: note.span, is_definition: true });
    }
    found
}

/// What is named at a byte of a text: the smallest place around it. A block carries its id at its first line only.
pub(super) fn name_at(reading: &Reading, id: SourceId, byte: usize) -> Option<Name> {
    let source = reading.manuscript.sources.get(id)?;
    let is_here = |it: &Place| {
        let range = it.span.range();
        let end = if it.is_definition { first_line_end(source, range.clone()) } else { range.end };
        it.span.source == id && range.start <= byte && byte <= end
    };
    let here = places(&reading.manuscript.document).into_iter().filter(is_here);
    here.min_by_key(|it| (it.span.range().len(), it.is_definition)).map(|it| it.name)
}

fn first_line_end(source: &Source, range: Range<usize>) -> usize {
    let text = source.text().get(range.clone()).unwrap_or("");
    range.start + text.find('\n').unwrap_or(text.len())
}

/// What is written where each id is, in a few words, by one walk.
pub(super) fn words_of_ids(document: &Document) -> BTreeMap<&Id, String> {
    let mut words = BTreeMap::new();
    document.walk(|node| {
        for id in node.attributes().filter_map(|it| it.id.as_ref()) {
            words.entry(id).or_insert_with(|| shortened(words_of_node(node).trim()));
        }
    });
    words
}

/// What is written of a name where it is defined, in a few words; empty where it has none.
pub(super) fn words_of(document: &Document, name: &Name) -> String {
    let mut words = String::new();
    match name {
        Name::Anchor(id) => document.walk(|node| {
            if words.is_empty() && node.attributes().any(|it| it.id.as_ref() == Some(id)) {
                words = words_of_node(node);
            }
        }),
        Name::Note(number) => {
            let note = document.notes.iter().find(|(id, _)| id.number() == *number);
            words = note.map(|(_, note)| words_of_blocks(&note.blocks)).unwrap_or_default();
        }
        Name::Image(path) => words.clone_from(path),
    }
    shortened(words.trim())
}

fn words_of_node(node: Node<'_>) -> String {
    match node {
        Node::Block(block) => words_of_block(block),
        Node::Inline(inline) => text::name(std::slice::from_ref(inline)),
    }
}

fn words_of_block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Figure(figure) if figure.caption.is_empty() => figure.image.alt.clone(),
        BlockKind::Figure(figure) => text::name(&figure.caption),
        BlockKind::Table(table) if table.caption.is_some() => {
            text::name(table.caption.as_deref().unwrap_or_default())
        }
        BlockKind::CodeBlock { text, .. } => text.lines().next().unwrap_or("").to_owned(),
        BlockKind::Table(_)
        | BlockKind::Paragraph(_)
        | BlockKind::Heading { .. }
        | BlockKind::List(_)
        | BlockKind::DefinitionList(_)
        | BlockKind::Quote(_)
        | BlockKind::Admonition { .. }
        | BlockKind::Container(_)
        | BlockKind::ThematicBreak => words_of_blocks(std::slice::from_ref(block)),
    }
}

fn words_of_blocks(blocks: &[Block]) -> String {
    let mut words = String::new();
    crate::document::walk::walk(blocks, &mut |node| match node {
        Node::Block(_) => {
            if !words.is_empty() && !words.ends_with(' ') {
                words.push(' ');
            }
        }
        Node::Inline(inline) => words.push_str(inline.kind.own_text().unwrap_or("")),
    });
    words
}

/// A text cut after a word where it is long.
fn shortened(text: &str) -> String {
    const MOST: usize = 240;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

/// Where an id is written in a text as the end of an address: after `#`, as it is or with its characters encoded.
pub(super) fn in_address(text: &str, id: &str) -> Option<Range<usize>> {
    let ends = |it: char| it.is_whitespace() || matches!(it, ')' | '>' | '"' | '\'' | ']' | '}');
    text.match_indices('#').find_map(|(at, _)| {
        let start = at + 1;
        let length = text[start..].find(ends).unwrap_or(text.len() - start);
        let written = &text[start..start + length];
        (written == id || decoded(written).as_deref() == Some(id)).then_some(start..start + length)
    })
}

/// Where an id is written in a text as an attribute: `{#id}`, `id="id"`, `name=id`.
pub(super) fn in_attributes(text: &str, id: &str) -> Option<Range<usize>> {
    text.match_indices(id).map(|(at, _)| at..at + id.len()).find(|range| {
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let is_closed = after.is_empty()
            || after.starts_with(|it: char| it.is_whitespace() || matches!(it, '}' | '"' | '\'' | '>' | '/'));
        let is_attribute = match before.strip_suffix('#') {
            Some(before) => {
                let open = before.rfind('{').is_some_and(|it| !before[it..].contains('}'));
                open && before.ends_with(|it: char| it.is_whitespace() || it == '{')
            }
            None => {
                let before = before.strip_suffix(['"', '\'']).unwrap_or(before);
                ["id=", "name="].iter().any(|it| before.ends_with(it))
            }
        };
        is_closed && is_attribute
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_where_they_are_written() {
        assert_eq!(in_address("[a #x](b.md#x-y)", "x-y"), Some(12..15));
        assert_eq!(in_address("[a](#caf%C3%A9 \"t\")", "café"), Some(5..14));
        assert_eq!(in_address("[a](#xy)", "x"), None);
        assert_eq!(in_attributes("# A #x {.b #x}", "x"), Some(12..13));
        assert_eq!(in_attributes("<a id=\"x\"></a>", "x"), Some(7..8));
        assert_eq!(in_attributes("# x {.x} #x", "x"), None);
    }

    #[test]
    fn long_texts_end_with_a_word() {
        let long = "word ".repeat(100);
        let short = shortened(&long);
        assert!(short.ends_with("word…") && short.chars().count() <= 241, "{short}");
    }
}
