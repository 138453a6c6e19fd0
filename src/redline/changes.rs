//! The ids of the changes, what moved, the introduction, and the list of changes.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::attr::{CHANGED, CHANGES, DELETION, INSERTION, SIGN};
use crate::document::walk::{Node, NodeMut, walk_inlines, walk_mut};
use crate::document::{
    Attr, Block, BlockKind, Document, Id, Inline, InlineKind, Lang, List, ListItem, ListKind, Meta, Target,
    text,
};
use crate::locale::{RedlineWords, date, quotes_of, redline_words, words};
use crate::redline::blocks::is_known;
use crate::redline::settle::{Version, settled_inlines};
use crate::source::Span;

/// What is shorter moves by chance.
const LEAST_MOVED: usize = 4;

/// A change: words that were deleted, inserted, or replaced.
#[derive(Debug, Default)]
struct Change {
    id: Option<Id>,
    deleted: String,
    inserted: String,
    /// The heading that it is below; empty for none.
    section: String,
    /// The index of the change where the same words are now, or were.
    moved: Option<usize>,
}

/// Gives ids to the changes of a redline, and adds what the program says of them.
pub(super) fn complete(document: &mut Document, versions: [&Meta; 2]) {
    let lang = document.meta.lang.clone();
    let known = document.clone();
    unlink(document, &known);
    let mut finder =
        Finder { document: &known, note: words(&lang).note, changes: Vec::new(), section: String::new() };
    finder.blocks(&mut document.blocks);
    for (id, _) in known.notes.iter() {
        if let Some(note) = document.notes.get_mut(id) {
            finder.section = format!("{} {}", finder.note, id.number());
            finder.blocks(&mut note.blocks);
        }
    }
    let mut changes = finder.changes;
    find_moves(&mut changes);
    say_moved(document, &changes, redline_words(&lang));
    for change in &changes {
        let span = document.meta.span;
        if let Some(id) = &change.id {
            let _ = document.references.insert(id.clone(), span);
        }
    }
    let mut blocks = vec![introduction(document, versions, changes.len())];
    let added = blocks.len();
    blocks.append(&mut document.blocks);
    blocks.extend(list(document, &changes));
    document.blocks = blocks;
    document.chapters.iter_mut().filter(|it| it.first_block > 0).for_each(|it| it.first_block += added);
}

/// Takes away the links of the old version to places that are there no longer.
fn unlink(document: &mut Document, known: &Document) {
    let unlink = |inlines: &mut Vec<Inline>| unlink_in(inlines, known);
    let mut visit = |node: NodeMut<'_>| {
        if let NodeMut::Inlines(inlines) = node {
            unlink(inlines);
        }
    };
    walk_mut(&mut document.blocks, &mut visit);
    for (id, _) in known.notes.iter() {
        if let Some(note) = document.notes.get_mut(id) {
            walk_mut(&mut note.blocks, &mut visit);
        }
    }
}

fn unlink_in(inlines: &mut [Inline], known: &Document) {
    for inline in inlines {
        if let InlineKind::Link { target: Target::Anchor(id), content, .. } = &mut inline.kind
            && !is_known(known, id)
        {
            let content = std::mem::take(content);
            inline.kind = InlineKind::Span { attr: Attr::default(), content };
        }
        if let Some(children) = inline.kind.children_mut() {
            unlink_in(children, known);
        }
    }
}

/// Finds the changes in reading order, and gives them ids.
struct Finder<'a> {
    document: &'a Document,
    /// The word for a note.
    note: &'static str,
    changes: Vec<Change>,
    section: String,
}

impl Finder<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        // A block is known to have changes when its inlines have been seen.
        let mut changed: BTreeSet<Span> = BTreeSet::new();
        let mut last = Span::default();
        walk_mut(blocks, &mut |node| match node {
            NodeMut::Block(block) => {
                last = block.span;
                if let BlockKind::Heading { content, .. } = &block.kind {
                    self.section = text::name(&settled_inlines(content, Version::New));
                }
                for class in [DELETION, INSERTION] {
                    if block.attr.has_class(class) {
                        let words = contained_text(block);
                        self.add(class, words);
                        block.attr.id = self.changes.last().and_then(|it| it.id.clone());
                    }
                }
            }
            NodeMut::Inlines(inlines) => {
                let before = self.changes.len();
                self.inlines(inlines);
                if self.changes.len() > before {
                    changed.insert(last);
                }
            }
        });
        walk_mut(blocks, &mut |node| {
            if let NodeMut::Block(block) = node
                && changed.contains(&block.span)
                && matches!(
                    block.kind,
                    BlockKind::Paragraph(_) | BlockKind::Heading { .. } | BlockKind::Figure(_)
                )
            {
                block.attr.classes.push(CHANGED.to_owned());
            }
        });
    }

    fn inlines(&mut self, inlines: &mut [Inline]) {
        let mut after_deletion = false;
        for inline in inlines {
            let class = [DELETION, INSERTION].into_iter().find(|it| inline.is_generated(it));
            let (Some(class), InlineKind::Span { attr, content }) = (class, &mut inline.kind) else {
                after_deletion = false;
                if let Some(children) = inline.kind.children_mut() {
                    self.inlines(children);
                }
                continue;
            };
            let words = changed_text(content, self.note);
            if class == INSERTION && after_deletion {
                // What comes right after a deletion replaces it.
                self.changes.last_mut().into_iter().for_each(|it| it.inserted.clone_from(&words));
            } else {
                self.add(class, words);
                attr.id = self.changes.last().and_then(|it| it.id.clone());
            }
            after_deletion = class == DELETION;
        }
    }

    fn add(&mut self, class: &str, words: String) {
        let name = |count: usize| Id::new(format!("change-{count}"));
        let id = (self.changes.len() + 1..).find_map(|count| {
            name(count).filter(|it| {
                !is_known(self.document, it)
                    && self.changes.last().is_none_or(|last| last.id.as_ref() != Some(it))
            })
        });
        let mut change = Change { id, section: self.section.clone(), ..Change::default() };
        let place = if class == DELETION { &mut change.deleted } else { &mut change.inserted };
        *place = words;
        self.changes.push(change);
    }
}

/// The words of a change without its signs; the name of a note for its mark.
fn changed_text(content: &[Inline], note: &str) -> String {
    let mut words = String::new();
    let own: Vec<&Inline> = content.iter().filter(|it| !it.is_generated(SIGN)).collect();
    for inline in own {
        walk_inlines(std::slice::from_ref(inline), &mut |node| {
            let Node::Inline(inline) = node else { return };
            if let InlineKind::NoteRef(mark) = &inline.kind {
                words.push_str(&format!(" {note} {}", mark.note.number()));
            } else if let InlineKind::Image(image) = &inline.kind {
                words.push_str(&image.alt);
            }
            words.push_str(inline.kind.own_text().unwrap_or(""));
        });
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of what a container has.
fn contained_text(block: &Block) -> String {
    let mut words = String::new();
    crate::document::walk::walk(std::slice::from_ref(block), &mut |node| match node {
        Node::Block(Block { kind: BlockKind::CodeBlock { text, .. }, .. }) => words.push_str(text),
        Node::Block(Block { kind: BlockKind::Figure(figure), .. }) => words.push_str(&figure.image.alt),
        Node::Block(Block { kind: BlockKind::ThematicBreak, .. }) => words.push_str("* * *"),
        Node::Block(_) | Node::Inline(_) => {}
    });
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Finds the words that were deleted at one place and inserted at another.
fn find_moves(changes: &mut [Change]) {
    let is_long = |it: &str| it.split(' ').count() >= LEAST_MOVED || it.chars().count() > 24;
    let mut inserted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate().rev() {
        if change.deleted.is_empty() && is_long(&change.inserted) {
            inserted.entry(change.inserted.clone()).or_default().push(at);
        }
    }
    for at in 0..changes.len() {
        if changes[at].inserted.is_empty()
            && let Some(other) = inserted.get_mut(&changes[at].deleted).and_then(Vec::pop)
        {
            changes[at].moved = Some(other);
            changes[other].moved = Some(at);
        }
    }
}

/// Adds to what moved a link to its other place, before the sign at its end.
fn say_moved(document: &mut Document, changes: &[Change], words: &RedlineWords) {
    let others: BTreeMap<&str, (&Id, &'static str)> = changes
        .iter()
        .filter_map(|it| {
            let id = it.id.as_ref()?;
            let other = changes.get(it.moved?)?.id.as_ref()?;
            let words = if it.deleted.is_empty() { words.moved_from } else { words.moved_to };
            Some((id.as_str(), (other, words)))
        })
        .collect();
    let lang = foreign(words, &document.meta.lang);
    let ids: Vec<_> = document.notes.iter().map(|it| it.0).collect();
    let mut visit = |node: NodeMut<'_>| {
        let NodeMut::Inlines(inlines) = node else { return };
        for inline in inlines {
            let span = inline.span;
            let InlineKind::Span { attr, content } = &mut inline.kind else { continue };
            let Some((other, words)) = attr.id.as_ref().and_then(|it| others.get(it.as_str())) else {
                continue;
            };
            let text = Inline { kind: InlineKind::Text((*words).to_owned()), span };
            let target = Target::Anchor((*other).clone());
            let link = Inline { kind: InlineKind::Link { target, content: vec![text], title: None }, span };
            let around = |it: &str| Inline { kind: InlineKind::Text(it.to_owned()), span };
            let attr = Attr { classes: vec![SIGN.to_owned()], lang: lang.clone(), ..Attr::default() };
            let content_of_sign = vec![around(" ("), link, around(")")];
            let sign = Inline { kind: InlineKind::Span { attr, content: content_of_sign }, span };
            content.insert(content.len().saturating_sub(1), sign);
        }
    };
    walk_mut(&mut document.blocks, &mut visit);
    for id in ids {
        if let Some(note) = document.notes.get_mut(id) {
            walk_mut(&mut note.blocks, &mut visit);
        }
    }
}

/// The language of the words where it is not that of the text (WCAG 2.2, 3.1.2).
fn foreign(words: &RedlineWords, lang: &Lang) -> Option<Lang> {
    if words.lang == lang.primary() { None } else { Lang::new(words.lang) }
}

/// A block that is of neither version.
fn said(document: &Document, kind: BlockKind) -> Block {
    let words = redline_words(&document.meta.lang);
    let lang = foreign(words, &document.meta.lang);
    let attr = Attr { classes: vec![CHANGES.to_owned()], lang, ..Attr::default() };
    Block { kind, attr, span: document.meta.span.start_point() }
}

/// What the redline shows, and what its signs mean, with a link to the list.
fn introduction(document: &Document, [old, new]: [&Meta; 2], count: usize) -> Block {
    let words = redline_words(&document.meta.lang);
    let span = document.meta.span.start_point();
    let pattern = if count == 0 { words.no_changes } else { words.introduction };
    let text = pattern
        .replace("{old}", &name(old, document))
        .replace("{new}", &name(new, document))
        .replace("{count}", &count.to_string());
    let mut content = vec![Inline { kind: InlineKind::Text(text), span }];
    if count > 0
        && let Some(id) = list_id(document)
    {
        let words = Inline { kind: InlineKind::Text(words.changes.to_owned()), span };
        let link = InlineKind::Link { target: Target::Anchor(id), content: vec![words], title: None };
        content.push(Inline { kind: InlineKind::Text(" ".to_owned()), span });
        content.push(Inline { kind: link, span });
    }
    said(document, BlockKind::Paragraph(content))
}

/// A version by its title and date.
fn name(meta: &Meta, document: &Document) -> String {
    let quotes = quotes_of(&document.meta.lang);
    let title = format!("{}{}{}", quotes.outer.open, meta.title, quotes.outer.close);
    match meta.date {
        Some(date) => format!("{title} ({})", date::long(date, &document.meta.lang)),
        None => title,
    }
}

/// The id of the list; `None` where nothing changed.
fn list_id(document: &Document) -> Option<Id> {
    (1_u32..).find_map(|count| {
        let name = if count == 1 { "changes".to_owned() } else { format!("changes-{count}") };
        Id::new(name).filter(|it| !is_known(document, it))
    })
}

/// The heading and the list of changes, each with a link to its place.
fn list(document: &mut Document, changes: &[Change]) -> Vec<Block> {
    if changes.is_empty() {
        return Vec::new();
    }
    let words = redline_words(&document.meta.lang);
    let span = document.meta.span.start_point();
    let id = list_id(document);
    if let Some(id) = &id {
        let _ = document.references.insert(id.clone(), span);
    }
    let level = document.blocks.iter().filter_map(Block::level).min().unwrap_or(1);
    let title = Inline { kind: InlineKind::Text(words.changes.to_owned()), span };
    let mut heading = said(document, BlockKind::Heading { level, content: vec![title] });
    heading.attr.id = id;
    heading.attr.classes.push("unnumbered".to_owned());
    let items: Vec<ListItem> = changes
        .iter()
        .filter(|it| it.moved.is_none() || it.inserted.is_empty())
        .filter_map(|it| entry(document, it))
        .collect();
    let kind = ListKind::Ordered { start: 1, numbering: crate::document::Numbering::Decimal };
    let list = said(document, BlockKind::List(List { kind, tight: true, items }));
    vec![heading, list]
}

/// An entry of the list.
fn entry(document: &Document, change: &Change) -> Option<ListItem> {
    let words = redline_words(&document.meta.lang);
    let span = document.meta.span.start_point();
    let quotes = quotes_of(&document.meta.lang);
    let quoted = |it: &str| format!("{}{}{}", quotes.outer.open, shortened(it), quotes.outer.close);
    let Change { deleted, inserted, .. } = change;
    let text = match (deleted.is_empty(), inserted.is_empty()) {
        _ if change.moved.is_some() => format!("{} {}", words.moved, quoted(deleted)),
        (false, false) => format!("{} {} {} {}", words.replaced, quoted(deleted), words.by, quoted(inserted)),
        (false, true) => format!("{} {}", words.deleted, quoted(deleted)),
        (true, _) => format!("{} {}", words.inserted, quoted(inserted)),
    };
    let text = Inline { kind: InlineKind::Text(text), span };
    let target = Target::Anchor(change.id.clone()?);
    let mut content =
        vec![Inline { kind: InlineKind::Link { target, content: vec![text], title: None }, span }];
    if !change.section.is_empty() {
        content.push(Inline { kind: InlineKind::Text(format!(", {}", change.section)), span });
    }
    let block = Block { kind: BlockKind::Paragraph(content), attr: Attr::default(), span };
    Some(ListItem { task: None, blocks: vec![block], span })
}

/// The first words of a long text.
fn shortened(text: &str) -> String {
    /// As many characters say which passage it is.
    const MOST: usize = 80;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{} …", start[..end].trim_end())
}
