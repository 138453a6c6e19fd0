//! Normalizing: the events of some content become running text, notes and asides.

use crate::document::HeaderScope;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::content::{Content, Event, LinkTarget, Location, Role};
use super::normalized::{Anchor, Aside, Feature, FeatureKind, Normalized, Note, RowShape, Text, TextId};
use super::word::Words;

/// Normalizes content; characters in `ignored` are not part of any word.
pub(super) fn normalize(content: &Content, ignored: &'static [char]) -> Normalized {
    let mut normalizer = Normalizer::new(content.lang.as_deref(), ignored);
    for (location, event) in &content.events {
        normalizer.add(*location, event);
    }
    normalizer.finish()
}

/// An element that has begun.
struct Open {
    role: Role,
    /// The index of its feature in the text that it is in.
    feature: Option<usize>,
    /// The text that words were added to before it.
    before: TextId,
    /// The language before it.
    lang: Option<Arc<str>>,
    /// How many words were before it.
    start: usize,
    /// How many features of its text were before it.
    features: usize,
}

/// A text while words are added to it.
#[derive(Default)]
struct Draft {
    words: Words,
    features: Vec<Feature>,
    lists: usize,
}

impl Draft {
    fn new(ignored: &'static [char]) -> Draft {
        Draft { words: Words::new(ignored), ..Draft::default() }
    }
}

/// A note while words are added to it.
struct NoteDraft {
    name: String,
    location: Location,
    draft: Draft,
    back_links: usize,
    label: String,
}

/// An aside while words are added to it.
struct AsideDraft {
    role: Role,
    location: Location,
    words: Words,
    links: Vec<LinkTarget>,
}

/// The content normalized so far.
#[derive(Default)]
struct Normalizer {
    ignored: &'static [char],
    /// The current language; `None` where none is set.
    lang: Option<Arc<str>>,
    open: Vec<Open>,
    /// The text that words are added to.
    current: TextId,
    flow: Draft,
    notes: Vec<NoteDraft>,
    asides: Vec<AsideDraft>,
    anchors: BTreeMap<String, Anchor>,
}

impl Normalizer {
    /// No content yet, of an edition in a language.
    fn new(lang: Option<&str>, ignored: &'static [char]) -> Normalizer {
        Normalizer {
            ignored,
            lang: lang.map(primary_language),
            flow: Draft::new(ignored),
            ..Normalizer::default()
        }
    }

    /// Adds an event.
    fn add(&mut self, location: Location, event: &Event) {
        if !matches!(event, Event::Text(_)) {
            self.words().stretch += 1;
        }
        match event {
            Event::Open(role) => self.begin(role.clone(), location),
            Event::Close => self.close(),
            Event::Text(text) => {
                if let Some(done) = checkbox(text).filter(|_| self.begins_item()) {
                    self.feature(&Role::Task(done), location);
                }
                let lang = self.lang.clone();
                let words = self.words();
                words.lang = lang;
                words.text(text, location);
            }
            Event::LineEnd => self.words().end_line(),
            Event::Anchor(name) => {
                let anchor = Anchor { text: self.current, word: self.words().len() };
                self.anchors.entry(name.clone()).or_insert(anchor);
            }
        }
    }

    /// Whether the next words are the first of a list item.
    fn begins_item(&mut self) -> bool {
        let plain = |it: &&Open| !matches!(it.role, Role::Inline | Role::Block | Role::Lang(_));
        let item_start =
            self.open.iter().rev().take(64).find(plain).filter(|it| it.role == Role::Item).map(|it| it.start);
        item_start == Some(self.words().len_with_open())
    }

    fn words(&mut self) -> &mut Words {
        match self.current {
            TextId::Aside(at) => &mut self.asides[at].words,
            TextId::Note(at) => &mut self.notes[at].draft.words,
            TextId::Flow => &mut self.flow.words,
        }
    }

    fn draft(&mut self) -> Option<&mut Draft> {
        match self.current {
            TextId::Aside(_) => None,
            TextId::Note(at) => Some(&mut self.notes[at].draft),
            TextId::Flow => Some(&mut self.flow),
        }
    }

    fn begin(&mut self, role: Role, location: Location) {
        if separates(&role) {
            self.words().end_block();
        }
        let (before, lang) = (self.current, self.lang.clone());
        let feature = self.feature(&role, location);
        match &role {
            Role::Note(name) => {
                let (name, draft) = (name.clone(), Draft::new(self.ignored));
                self.current = TextId::Note(self.notes.len());
                self.notes.push(NoteDraft { name, location, draft, back_links: 0, label: String::new() });
            }
            Role::Contents
            | Role::Generated
            | Role::Task(_)
            | Role::RunningContent
            | Role::BackLink(_)
            | Role::NoteMark(_) => self.aside(&role, location),
            Role::Lang(tag) => self.lang = Some(primary_language(tag)),
            Role::Optional => {
                self.words().end();
                self.words().optional = true;
            }
            Role::Link(target) => {
                if let TextId::Aside(at) = self.current {
                    self.asides[at].links.push(target.clone());
                }
            }
            Role::Item | Role::Row | Role::Cell { .. } => self.count(&role),
            Role::Block
            | Role::Inline
            | Role::Heading(_)
            | Role::List { .. }
            | Role::Table
            | Role::Term
            | Role::Description
            | Role::Figure(_) => {}
        }
        let start = self.words().len_with_open();
        let features = self.draft().map_or(0, |it| it.features.len());
        self.open.push(Open { role, feature, before, lang, start, features });
    }

    /// Whether there is nothing in an element that began after so many words and features.
    fn is_empty_since(&mut self, start: usize, features: usize) -> bool {
        self.words().len_with_open() == start && self.draft().is_some_and(|it| it.features.len() == features)
    }

    /// Discounts the last header cell: an empty one, as in the corner of a table, heads nothing, and editions may have it
    /// as a header or not.
    fn discount_head(&mut self, scope: HeaderScope) {
        let container = self.container();
        let Some(feature) = container.and_then(|at| self.draft()?.features.get_mut(at)) else { return };
        if let FeatureKind::Table(rows) = &mut feature.kind
            && let Some(row) = rows.last_mut()
        {
            let heads = match scope {
                HeaderScope::Column => &mut row.column_heads,
                HeaderScope::Row => &mut row.row_heads,
            };
            *heads = heads.saturating_sub(1);
        }
    }

    /// The index of the feature of the innermost list or table.
    fn container(&self) -> Option<usize> {
        let is_container = |it: &&Open| matches!(it.role, Role::List { .. } | Role::Table);
        self.open.iter().rev().find(is_container).and_then(|it| it.feature)
    }

    /// Starts an aside. What begins inside an aside stays in it.
    fn aside(&mut self, role: &Role, location: Location) {
        if let (Role::BackLink(_), Some(at)) = (role, self.open_note()) {
            self.notes[at].back_links += 1;
        }
        if matches!(self.current, TextId::Aside(_)) {
            return;
        }
        self.current = TextId::Aside(self.asides.len());
        let (words, links) = (Words::new(self.ignored), Vec::new());
        self.asides.push(AsideDraft { role: role.clone(), location, words, links });
    }

    /// The note that is open; a label in it may be the current text.
    fn open_note(&self) -> Option<usize> {
        let outer = self.open.iter().rev().map(|it| it.before);
        std::iter::once(self.current).chain(outer).find_map(|it| match it {
            TextId::Note(at) => Some(at),
            TextId::Flow | TextId::Aside(_) => None,
        })
    }

    fn feature(&mut self, role: &Role, location: Location) -> Option<usize> {
        let kind = match role {
            Role::Heading(level) => FeatureKind::Heading(*level),
            Role::List { ordered } => {
                let draft = self.draft()?;
                draft.lists += 1;
                FeatureKind::List { ordered: *ordered, items: 0, depth: draft.lists }
            }
            Role::Table => FeatureKind::Table(Vec::new()),
            // An image with an empty alternative text is decorative; editions may leave it out of their structure.
            Role::Figure(Some(alt)) if alt.is_empty() => return None,
            Role::Figure(alt) => FeatureKind::Figure(alt.clone()),
            Role::Link(target) => FeatureKind::Link(target.clone()),
            Role::NoteMark(name) => FeatureKind::Mark(name.clone()),
            Role::Term => FeatureKind::Term,
            Role::Description => FeatureKind::Description,
            Role::Task(done) => FeatureKind::Task(*done),
            Role::Lang(_)
            | Role::Block
            | Role::Inline
            | Role::Item
            | Role::Row
            | Role::Cell { .. }
            | Role::Note(_)
            | Role::BackLink(_)
            | Role::Contents
            | Role::Optional
            | Role::Generated
            | Role::RunningContent => return None,
        };
        let draft = self.draft()?;
        // A mark follows the word that it belongs to.
        let mark = matches!(kind, FeatureKind::Mark(_));
        let start = if mark { draft.words.len_with_open() } else { draft.words.len() };
        draft.features.push(Feature { kind, location, start, end: start });
        Some(draft.features.len() - 1)
    }

    /// Counts an item, row or cell in the innermost list or table.
    fn count(&mut self, role: &Role) {
        let Some(container) = self.container() else { return };
        let Some(feature) = self.draft().and_then(|it| it.features.get_mut(container)) else { return };
        match (role, &mut feature.kind) {
            (Role::Item, FeatureKind::List { items, .. }) => *items += 1,
            (Role::Row, FeatureKind::Table(rows)) => rows.push(RowShape::default()),
            (Role::Cell { scope, columns, rows: height }, FeatureKind::Table(rows)) => {
                if let Some(row) = rows.last_mut() {
                    row.cells += 1;
                    row.column_heads += usize::from(*scope == Some(HeaderScope::Column));
                    row.row_heads += usize::from(*scope == Some(HeaderScope::Row));
                    if (*columns, *height) != (1, 1) {
                        row.spans.push((row.cells, *columns, *height));
                    }
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let Some(Open { role, feature, before, lang, start, features }) = self.open.pop() else { return };
        self.lang = lang;
        if separates(&role) {
            self.words().end_block();
        }
        if let Role::Cell { scope: Some(scope), .. } = role
            && self.is_empty_since(start, features)
        {
            self.discount_head(scope);
        }
        if role == Role::Optional {
            self.words().end();
            self.words().optional = self.open.iter().any(|it| it.role == Role::Optional);
        }
        if let (Role::Generated, TextId::Aside(at), TextId::Note(note)) = (&role, self.current, before) {
            let words = std::mem::take(&mut self.asides[at].words);
            let label = &mut self.notes[note].label;
            if label.is_empty() {
                *label = words.finish().into_iter().map(|it| it.text).collect();
            }
        }
        self.current = before;
        let is_list = matches!(role, Role::List { .. });
        let Some(draft) = self.draft() else { return };
        if is_list {
            draft.lists = draft.lists.saturating_sub(1);
        }
        let end = draft.words.len_with_open();
        if let Some(feature) = feature.and_then(|it| draft.features.get_mut(it)) {
            feature.end = end;
        }
    }

    /// The normalized content; what is still open is closed.
    fn finish(mut self) -> Normalized {
        while !self.open.is_empty() {
            self.close();
        }
        let order = note_order(&self.flow, &self.notes);
        let new_index: BTreeMap<usize, usize> =
            order.indices.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let mut notes: Vec<Option<NoteDraft>> = self.notes.into_iter().map(Some).collect();
        let notes = order.indices.iter().enumerate().filter_map(|(at, old)| {
            let note = notes.get_mut(*old)?.take()?;
            let NoteDraft { name, location, draft, back_links, label } = note;
            Some(Note { name, location, text: text(draft), back_links, marked: at < order.marked, label })
        });
        let notes = notes.collect();
        let reordered = |mut anchor: Anchor| {
            if let TextId::Note(old) = &mut anchor.text {
                *old = new_index.get(old).copied().unwrap_or(*old);
            }
            anchor
        };
        let aside = |it: AsideDraft| Aside {
            role: it.role,
            location: it.location,
            words: it.words.finish(),
            links: it.links,
        };
        Normalized {
            flow: text(self.flow),
            notes,
            asides: self.asides.into_iter().map(aside).collect(),
            anchors: self.anchors.into_iter().map(|(name, anchor)| (name, reordered(anchor))).collect(),
            lost_marks: order.lost,
        }
    }
}

/// The order of the notes.
struct NoteOrder {
    /// The notes by their indices: those with marks, then the others.
    indices: Vec<usize>,
    /// How many of them have marks.
    marked: usize,
    /// Marks of notes that do not exist.
    lost: Vec<Location>,
}

/// The order in which the marks of the notes come; a mark in a note comes after the mark of that note.
fn note_order(flow: &Draft, notes: &[NoteDraft]) -> NoteOrder {
    let by_name: BTreeMap<&str, usize> =
        notes.iter().enumerate().rev().map(|(at, note)| (note.name.as_str(), at)).collect();
    let marks = |draft: &Draft| -> Vec<(String, Location)> {
        let mark = |it: &Feature| {
            if let FeatureKind::Mark(name) = &it.kind { Some((name.clone(), it.location)) } else { None }
        };
        draft.features.iter().rev().filter_map(mark).collect()
    };
    let mut order = NoteOrder { indices: Vec::new(), marked: 0, lost: Vec::new() };
    let mut seen = BTreeSet::new();
    let mut waiting = marks(flow);
    while let Some((name, location)) = waiting.pop() {
        match by_name.get(name.as_str()) {
            Some(at) if seen.insert(*at) => {
                order.indices.push(*at);
                waiting.extend(marks(&notes[*at].draft));
            }
            Some(_) => {}
            None => order.lost.push(location),
        }
    }
    order.marked = order.indices.len();
    order.indices.extend((0..notes.len()).filter(|it| !seen.contains(it)));
    order
}

/// Whether the task is done whose checkbox a text begins with; `None` without a checkbox.
fn checkbox(text: &str) -> Option<bool> {
    match text.trim_start().chars().next() {
        Some('☐') => Some(false),
        Some('☑' | '☒') => Some(true),
        Some(_) | None => None,
    }
}

/// The language of a tag, without script and region: an edition may leave these to the reader, for they change little
/// in how words are spoken and hyphenated.
pub(super) fn primary_language(tag: &str) -> Arc<str> {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    Arc::from(language.to_ascii_lowercase())
}

fn text(draft: Draft) -> Text {
    Text { words: draft.words.finish(), features: draft.features }
}

/// Whether words end at the edges of an element.
fn separates(role: &Role) -> bool {
    match role {
        Role::Inline | Role::Lang(_) | Role::Link(_) | Role::NoteMark(_) | Role::Optional => false,
        Role::Block
        | Role::Heading(_)
        | Role::List { .. }
        | Role::Item
        | Role::Table
        | Role::Row
        | Role::Cell { .. }
        | Role::Term
        | Role::Description
        | Role::Figure(_)
        | Role::Note(_)
        | Role::BackLink(_)
        | Role::Contents
        | Role::Task(_)
        | Role::Generated
        | Role::RunningContent => true,
    }
}
