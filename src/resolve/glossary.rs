//! The glossary: definition lists in a container of the class `glossary`, in the order of the language, and links to
//! them from the words that are marked as terms.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::attr::{ENTRY, GLOSSARY, TERM};
use crate::document::walk::{Node, walk_blocks_mut, walk_inlines_mut};
use crate::document::{
    Attr, Block, BlockKind, Definition, Document, Id, Inline, InlineKind, Lang, References, Target, text,
};
use crate::locale::Collation;
use crate::resolve::rules::{REPEATED_TERM, UNDEFINED_TERM, UNUSED_TERM};
use crate::source::Span;

/// A term that a glossary defines.
struct Defined {
    id: Id,
    span: Span,
}

/// Whether a node is of a glossary: a term that is marked, or the container of the definitions.
pub(super) fn is_of_glossary(node: Node<'_>) -> bool {
    match node {
        Node::Block(block) => is_glossary(block),
        Node::Inline(inline) => term_of(inline).is_some(),
    }
}

fn is_glossary(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Container(_))
        && !block.attr.classes.is_empty()
        && block.attr.has_class(GLOSSARY)
}

/// The term that an inline is marked as; `None` for others.
fn term_of(inline: &Inline) -> Option<String> {
    let InlineKind::Span { attr, content } = &inline.kind else { return None };
    if attr.classes.is_empty() || !attr.has_class(TERM) {
        return None;
    }
    let entry = attr.classes.iter().find_map(|it| it.strip_prefix(ENTRY));
    Some(key(&entry.map_or_else(|| text::name(content), str::to_owned)))
}

/// What a term is found by: its words, whatever their capitals.
fn key(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Sorts the glossary of a document, and links its terms.
pub(super) fn link(document: &mut Document, diags: &mut Diagnostics) {
    let Document { meta, blocks, references, notes, .. } = document;
    let mut defined = BTreeMap::new();
    walk_blocks_mut(blocks, &mut |block| {
        if is_glossary(block)
            && let BlockKind::Container(inner) = &mut block.kind
        {
            sort(inner, &meta.lang);
            for list in inner {
                if let BlockKind::DefinitionList(definitions) = &mut list.kind {
                    definitions.iter_mut().for_each(|it| name(it, references, &mut defined, diags));
                }
            }
        }
    });
    let mut used = BTreeSet::new();
    let mut visit = |inlines: &mut Vec<Inline>| {
        for inline in inlines {
            let Some(term) = term_of(inline) else { continue };
            match defined.get(&term) {
                Some(found) => {
                    link_to(inline, found);
                    used.insert(term);
                }
                None => {
                    let message = format!("the glossary has no term `{term}`");
                    let help = "define it in the glossary, or name the term that it is with `entry=`";
                    diags.push(Diagnostic::new(&UNDEFINED_TERM, inline.span, message).help(help));
                }
            }
        }
    };
    walk_inlines_mut(blocks, &mut visit);
    let ids: Vec<_> = notes.iter().map(|(id, _)| id).collect();
    for id in ids {
        if let Some(note) = notes.get_mut(id) {
            walk_inlines_mut(&mut note.blocks, &mut visit);
        }
    }
    // A glossary to which nothing is linked is one to read.
    for (term, found) in defined.iter().filter(|(term, _)| !used.is_empty() && !used.contains(*term)) {
        let message = format!("`{term}` is defined in the glossary and never marked in the text");
        let help = format!("mark it where it is used, as `[{term}]{{.term}}`, or remove it");
        diags.push(Diagnostic::new(&UNUSED_TERM, found.span, message).help(help));
    }
}

/// The definitions in the order of the language, in each list.
fn sort(blocks: &mut [Block], lang: &Lang) {
    let collation = Collation::of(lang);
    let words = |it: &Definition| it.terms.first().map_or(String::new(), |it| text::name(&it.content));
    for block in blocks {
        if let BlockKind::DefinitionList(definitions) = &mut block.kind {
            definitions.sort_by(|one, other| collation.compare(&words(one), &words(other)));
        }
    }
}

/// Gives ids to the terms of a definition.
fn name(
    definition: &mut Definition,
    references: &mut References,
    defined: &mut BTreeMap<String, Defined>,
    diags: &mut Diagnostics,
) {
    for term in &mut definition.terms {
        let words = key(&text::name(&term.content));
        if words.is_empty() {
            continue;
        }
        if defined.contains_key(&words) {
            let message = format!("`{words}` is defined twice in the glossary");
            let help = "put the definitions together, or give one of them another name";
            diags.push(Diagnostic::new(&REPEATED_TERM, term.span, message).help(help));
            continue;
        }
        let Some(id) = own_id(&term.content).or_else(|| new_id(references, term.span)) else { continue };
        if own_id(&term.content).is_none() {
            let attr = Attr { id: Some(id.clone()), ..Attr::default() };
            let content = std::mem::take(&mut term.content);
            let span = content.first().map_or(term.span, |it| it.span).start_point();
            term.content =
                vec![Inline { kind: InlineKind::Span { attr, content }, span: span.join(term.span) }];
        }
        defined.insert(words, Defined { id, span: term.span });
    }
}

/// The id that the words of a term have.
fn own_id(content: &[Inline]) -> Option<Id> {
    let [Inline { kind: InlineKind::Span { attr, .. }, .. }] = content else { return None };
    attr.id.clone()
}

fn new_id(references: &mut References, span: Span) -> Option<Id> {
    for count in 1.. {
        let id = Id::new(format!("_term-{count}"))?;
        if references.insert(id.clone(), span).is_ok() {
            return Some(id);
        }
    }
    None
}

/// Makes a link of the words of a mark; what has links or notes in it stays.
fn link_to(inline: &mut Inline, found: &Defined) {
    let span = inline.span;
    let InlineKind::Span { content, .. } = &mut inline.kind else { return };
    let mut holds_link = false;
    crate::document::walk::walk_inlines(content, &mut |node| {
        let Node::Inline(it) = node else { return };
        holds_link |= matches!(it.kind, InlineKind::Link { .. } | InlineKind::NoteRef(_));
    });
    if holds_link || content.is_empty() {
        return;
    }
    let target = Target::Anchor(found.id.clone());
    let words = std::mem::take(content);
    content.push(Inline { kind: InlineKind::Link { target, content: words, title: None }, span });
}
