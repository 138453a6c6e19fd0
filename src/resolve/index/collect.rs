//! The marks of an index in reading order, and the sections that they are in.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Diagnostics};
use crate::document::attr::{ENTRY, INDEX, RANGE, SEE, SEE_ALSO, SORT};
use crate::document::inline::generated;
use crate::document::walk::{Node, walk};
use crate::document::{Attr, Block, BlockKind, Document, Id, Inline, InlineKind, NoteId, text};
use crate::resolve::rules::BAD_INDEX_ENTRY;
use crate::source::Span;

/// A mark in the text.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its id.
    pub(super) id: Id,
    /// The entry, and those that it is below.
    pub(super) path: Vec<Label>,
    /// What it is.
    pub(super) kind: MarkKind,
    /// The index of its section.
    pub(super) section: usize,
    /// Its place in the source.
    pub(super) span: Span,
}

/// What an entry is called.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Its words.
    pub(super) text: String,
    /// The same with their emphasis.
    pub(super) content: Vec<Inline>,
    /// What it is sorted by.
    pub(super) sort: String,
}

/// The kinds of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// Something is said here.
    Point,
    /// It is said from here on.
    Begin,
    /// Up to here.
    End,
    /// The entry has no place, but others do.
    See(Vec<String>),
    /// More is at other entries.
    SeeAlso(Vec<String>),
}

/// A section as an index names it.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    /// Its number, or that of the section it is in; else its title. Empty before the first heading of a text without title.
    pub(super) name: String,
    /// Whether the name is a number.
    pub(super) is_number: bool,
    pub(super) level: u8,
}

/// Whether a node is a mark of an index, or the container that one goes into.
pub(in crate::resolve) fn is_of_index(node: Node<'_>) -> bool {
    match node {
        Node::Block(block) => block.attr.has_class(INDEX),
        Node::Inline(Inline { kind: InlineKind::Span { attr, .. }, .. }) => attr.has_class(INDEX),
        Node::Inline(_) => false,
    }
}

/// Whether a block is the container that an index goes into.
pub(super) fn is_place(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Container(_))
        && block.attr.has_class(INDEX)
        && !block.attr.classes.iter().any(|it| it.starts_with(ENTRY))
}

/// The marks of a document in reading order, and its sections.
pub(super) fn collect(document: &Document, diags: &mut Diagnostics) -> (Vec<Mark>, Vec<Section>) {
    let first = Section { name: document.meta.title.clone(), ..Section::default() };
    let mut collector = Collector {
        document,
        marks: Vec::new(),
        sections: vec![first],
        open: Vec::new(),
        seen: BTreeSet::new(),
        diags,
    };
    walk(&document.blocks, &mut |node| collector.node(node));
    let Collector { marks, mut sections, .. } = collector;
    if sections.len() == 1 {
        // One section is no help: its places are counted.
        sections[0].name.clear();
    }
    (marks, sections)
}

struct Collector<'a, 'd> {
    document: &'a Document,
    marks: Vec<Mark>,
    sections: Vec<Section>,
    /// The sections that are around what comes next.
    open: Vec<usize>,
    /// The notes that have been read.
    seen: BTreeSet<NoteId>,
    diags: &'d mut Diagnostics,
}

impl<'a> Collector<'a, '_> {
    fn node(&mut self, node: Node<'a>) {
        match node {
            Node::Block(block) => {
                if let BlockKind::Heading { level, content } = &block.kind {
                    self.section(*level, content);
                }
                if block.attr.has_class(INDEX) && !is_place(block) {
                    let content = heading(block);
                    self.mark(&block.attr, &content, block.span);
                }
            }
            Node::Inline(inline) => {
                if let InlineKind::Span { attr, content } = &inline.kind
                    && attr.has_class(INDEX)
                {
                    self.mark(attr, content, inline.span);
                }
                if let InlineKind::NoteRef(reference) = &inline.kind
                    && self.seen.insert(reference.note)
                    && let Some(note) = self.document.notes.get(reference.note)
                {
                    walk(&note.blocks, &mut |node| self.node(node));
                }
            }
        }
    }

    fn section(&mut self, level: u8, content: &[Inline]) {
        while self.open.last().is_some_and(|it| self.sections[*it].level >= level) {
            self.open.pop();
        }
        let number = content.iter().find(|it| it.is_generated(generated::SECTION_NUMBER));
        let number = number.map(|it| text::name(std::slice::from_ref(it)).trim().to_owned());
        let above = self.open.last().map(|it| &self.sections[*it]);
        let above = above.filter(|it| it.is_number).map(|it| it.name.clone());
        let section = match number.or(above) {
            Some(name) => Section { name, is_number: true, level },
            None => Section { name: text::name(content).trim().to_owned(), is_number: false, level },
        };
        self.open.push(self.sections.len());
        self.sections.push(section);
    }

    fn mark(&mut self, attr: &Attr, content: &[Inline], span: Span) {
        let value = |prefix: &str| attr.classes.iter().find_map(|it| it.strip_prefix(prefix));
        let path = path(value(ENTRY), value(SORT), content);
        let (Some(id), Some(_)) = (attr.id.clone(), path.first()) else {
            let message = "a mark of the index has no words".to_owned();
            let help = "write them between the brackets, or name the entry, as `entry=\"walls\"`";
            return self.diags.push(Diagnostic::new(&BAD_INDEX_ENTRY, span, message).help(help));
        };
        let several =
            |it: &str| it.split(';').map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect();
        let kind = match value(RANGE) {
            None => MarkKind::Point,
            Some("begin" | "start" | "(") => MarkKind::Begin,
            Some("end" | ")") => MarkKind::End,
            Some(other) => {
                let message = format!("`{other}` is no end of a range of the index");
                let help = "write `range=begin` where it begins, and `range=end` where it ends";
                self.diags.push(Diagnostic::new(&BAD_INDEX_ENTRY, span, message).help(help));
                MarkKind::Point
            }
        };
        let section = self.sections.len() - 1;
        let mut push = |kind| {
            let (id, path) = (id.clone(), path.clone());
            self.marks.push(Mark { id, path, kind, section, span });
        };
        if let Some(others) = value(SEE) {
            return push(MarkKind::See(several(others)));
        }
        if let Some(others) = value(SEE_ALSO) {
            push(MarkKind::SeeAlso(several(others)));
            // Without words it is no place that a reader could be led to.
            if content.is_empty() {
                return;
            }
        }
        push(kind);
    }
}

/// The words of a heading; nothing for other blocks.
fn heading(block: &Block) -> Vec<Inline> {
    let BlockKind::Heading { content, .. } = &block.kind else { return Vec::new() };
    content.iter().filter(|it| !it.is_generated(generated::SECTION_NUMBER)).cloned().collect()
}

/// The entry that a mark names, `walls!inner`, or that its words are.
fn path(entry: Option<&str>, sort: Option<&str>, content: &[Inline]) -> Vec<Label> {
    let Some(entry) = entry else {
        let text = plain(content);
        let label = Label { sort: sort.unwrap_or(&text).to_owned(), content: emphasis(content), text };
        return Some(label).filter(|it| !it.text.is_empty()).into_iter().collect();
    };
    let sorts: Vec<String> = sort.map(levels).unwrap_or_default();
    let texts = levels(entry);
    // A key for the entry alone is that of its last level.
    let first = if sorts.len() == texts.len() { 0 } else { texts.len().saturating_sub(1) };
    let label = |(at, text): (usize, String)| {
        let sort = at.checked_sub(first).and_then(|it| sorts.get(it)).unwrap_or(&text).clone();
        let content = vec![Inline { kind: InlineKind::Text(text.clone()), span: Span::default() }];
        Label { text, content, sort }
    };
    texts.into_iter().enumerate().map(label).collect()
}

/// The levels of an entry. `\!` is an exclamation mark, and so is one at the end.
pub(super) fn levels(entry: &str) -> Vec<String> {
    const KEPT: &str = "\u{1}";
    let entry = entry.replace("\\!", KEPT);
    let body = entry.trim_end_matches('!');
    let mut levels: Vec<String> =
        body.split('!').map(|it| it.trim().replace(KEPT, "!")).filter(|it| !it.is_empty()).collect();
    if let Some(last) = levels.last_mut() {
        last.push_str(&entry[body.len()..]);
    }
    levels
}

/// The words of a mark, with single spaces.
fn plain(content: &[Inline]) -> String {
    text::name(content).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a mark with their emphasis, without what is only in the text: links, notes, ids.
fn emphasis(content: &[Inline]) -> Vec<Inline> {
    content.iter().flat_map(emphasis_of).collect()
}

fn emphasis_of(inline: &Inline) -> Vec<Inline> {
    let with = |kind| vec![Inline { kind, span: Span::default() }];
    match &inline.kind {
        InlineKind::Text(text) => with(InlineKind::Text(text::without_steering(text))),
        InlineKind::Code(_) => with(inline.kind.clone()),
        InlineKind::SoftBreak | InlineKind::LineBreak => with(InlineKind::Text(" ".to_owned())),
        InlineKind::Emph(_)
        | InlineKind::Strong(_)
        | InlineKind::Strike(_)
        | InlineKind::Sub(_)
        | InlineKind::Sup(_)
        | InlineKind::SmallCaps(_)
        | InlineKind::Underline(_)
        | InlineKind::Small(_)
        | InlineKind::Keyboard(_) => with(inline.kind.map_children(emphasis)),
        InlineKind::Span { attr: Attr { lang: Some(lang), .. }, content } => {
            let attr = Attr { lang: Some(lang.clone()), ..Attr::default() };
            with(InlineKind::Span { attr, content: emphasis(content) })
        }
        InlineKind::Image(image) => with(InlineKind::Text(image.alt.clone())),
        InlineKind::NoteRef(_) => Vec::new(),
        InlineKind::Highlight(content)
        | InlineKind::Abbreviation { content, .. }
        | InlineKind::Link { content, .. }
        | InlineKind::Span { content, .. } => emphasis(content),
    }
}
