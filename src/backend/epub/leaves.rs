//! The document's own text in pieces: what of it is on a page is counted in these.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::attr::INDEX;
use crate::document::inline::generated;
use crate::document::walk::{self, Node};
use crate::document::{BlockKind, Document, Inline, InlineKind};
use crate::source::{Span, beginning};

/// A piece of the document's text; an image or the head of a remark, which have none of it.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    /// Where it is in the source.
    pub(super) span: Span,
    /// The heading, or the remark, whose first words it has, with how many of the same span come before that.
    pub(super) heading: Option<(Span, usize)>,
    /// How many leaves with the same span come before it, as generated words have the same that are at one place.
    pub(super) nth: usize,
    /// The index of the document's block that it is in.
    pub(super) block: usize,
    /// What it says; empty where it has no text.
    pub(super) text: &'a str,
    /// How many of its characters count.
    pub(super) length: usize,
    /// Its place in the order of reading, which is not that of the sources where a text has parts of another.
    pub(super) order: usize,
}

/// The leaves of the document in the order of the source; those of notes are not among them.
pub(super) fn leaves(document: &Document) -> Vec<Leaf<'_>> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut together: BTreeMap<Span, usize> = BTreeMap::new();
    // The number of a section is a label on the pages, and counts as none of their text.
    let mut in_number = false;
    for (block, top) in document.blocks.iter().enumerate() {
        let mut heading = None;
        // What an index says of places is not the same on pages: of its text the letters outside links count.
        let is_index = matches!(top.kind, BlockKind::Container(_)) && top.attr.has_class(INDEX);
        let mut linked = 0;
        walk::walk(std::slice::from_ref(top), &mut |node| {
            let (span, text) = match node {
                Node::Block(it) => match &it.kind {
                    BlockKind::Heading { .. } | BlockKind::Admonition { title: Some(_), .. } => {
                        let nth = next(&mut together, it.span);
                        return heading = Some((it.span, nth));
                    }
                    // Its title is a word of the program's.
                    BlockKind::Admonition { title: None, .. } => (it.span, ""),
                    BlockKind::CodeBlock { text, .. } => (it.span, text.as_str()),
                    BlockKind::Figure(_) => (it.span, ""),
                    BlockKind::Paragraph(_)
                    | BlockKind::List(_)
                    | BlockKind::DefinitionList(_)
                    | BlockKind::Quote(_)
                    | BlockKind::Table(_)
                    | BlockKind::Container(_)
                    | BlockKind::ThematicBreak => return,
                },
                Node::Inline(it) => match leaf_text(&it.kind) {
                    Some(_) if linked > 0 => {
                        linked -= 1;
                        next(&mut together, it.span);
                        return;
                    }
                    None if is_index && matches!(it.kind, InlineKind::Link { .. }) => {
                        return linked = leaves_below(it);
                    }
                    Some(_) if std::mem::take(&mut in_number) => return,
                    Some(text) => (it.span, text),
                    None => return in_number |= it.is_generated(generated::SECTION_NUMBER),
                },
            };
            let heading = heading.take().filter(|it: &(Span, usize)| it.0.contains(span));
            let order = leaves.len();
            let nth = next(&mut together, span);
            let length = if is_index { letters(text) } else { count(text) };
            leaves.push(Leaf { span, heading, nth, block, text, length, order });
        });
    }
    leaves.sort_by_key(|it| (it.span.source, it.span.start));
    leaves
}

/// How many leaves an inline has below it.
fn leaves_below(inline: &Inline) -> usize {
    let mut count = 0;
    walk::walk_inlines(inline.kind.children(), &mut |node| {
        count += usize::from(matches!(node, Node::Inline(it) if leaf_text(&it.kind).is_some()));
    });
    count
}

/// How many letters a text has.
pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|it| it.is_alphabetic()).count()
}

/// How often a span has been there before.
pub(super) fn next(counts: &mut BTreeMap<Span, usize>, span: Span) -> usize {
    let count = counts.entry(span).or_default();
    *count += 1;
    *count - 1
}

/// The text of an inline that has some of its own, but for a break; an image has an empty one.
fn leaf_text(kind: &InlineKind) -> Option<&str> {
    let is_break = matches!(kind, InlineKind::SoftBreak | InlineKind::LineBreak);
    if matches!(kind, InlineKind::Image(_)) { Some("") } else { kind.own_text().filter(|_| !is_break) }
}

/// Whether setting leaves a character as it is: spaces come and go at line ends, and so do
/// hyphens of line breaking (U+00AD) and marks that only allow a break.
fn counts_as_text(it: char) -> bool {
    !it.is_whitespace() && !matches!(it, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// How many characters of a text count.
pub(super) fn count(text: &str) -> usize {
    text.chars().filter(|it| counts_as_text(*it)).count()
}

/// The byte at which the character is that comes after so many that count.
pub(super) fn offset(text: &str, before: usize) -> usize {
    let mut counting = text.char_indices().filter(|(_, it)| counts_as_text(*it));
    if before == 0 { 0 } else { counting.nth(before).map_or(text.len(), |(at, _)| at) }
}

/// How far before a place its word may begin, in bytes.
const LONGEST_WORD: usize = 1000;

/// The place itself, or the beginning of the word that it is in (UAX 29, 4.1): a mark inside a word would be read
/// aloud in it, and who goes to a page wants to hear its first word whole.
pub(super) fn before_word(text: &str, at: usize) -> usize {
    // A word begins after each space, so there is nothing to know of what is before the last one.
    let near = beginning(text, at.saturating_sub(LONGEST_WORD)).len();
    let from = text[near..at].rfind(char::is_whitespace).map_or(near, |it| near + it);
    let starts = text[from..].split_word_bound_indices().map(|(start, _)| from + start).chain([text.len()]);
    starts.take_while(|it| *it <= at).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_before_the_word_that_a_page_begins_in() {
        for (text, at, mark) in [
            ("plain words", 6, 6),
            ("plain words", 8, 6),
            ("well-known", 5, 5),
            ("don't", 4, 0),
            ("a\u{ad}b c", 3, 0),
            ("\u{4e00}\u{672c}\u{66f8}", 3, 3),
            ("word", 4, 4),
            ("", 0, 0),
        ] {
            assert_eq!(before_word(text, at), mark, "{text} at {at}");
        }
    }
}
