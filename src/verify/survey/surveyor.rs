//! Takes the events of a reading one by one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::verify::reading::{Event, Goal, Place, Role};
use crate::verify::word::Words;

use super::order::order;
use super::{Aside, Feature, FeatureKind, Home, Note, RowShape, Survey, Text};

/// Something that has begun.
struct Open {
    role: Role,
    /// Its feature, by index in the text that it is in.
    feature: Option<usize>,
    /// The text or aside that was written to before it.
    before: Target,
    /// The language before it.
    lang: Option<Arc<str>>,
    /// How many words stood before it.
    start: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Target {
    #[default]
    Flow,
    Note(usize),
    Aside(usize),
}

/// A text while it is gathered.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) words: Words,
    pub(super) features: Vec<Feature>,
    lists: usize,
}

impl Draft {
    fn new(dress: &'static [char]) -> Draft {
        Draft { words: Words::new(dress), ..Draft::default() }
    }
}

/// A note while it is gathered.
pub(super) struct NoteDraft {
    pub(super) name: String,
    place: Place,
    pub(super) draft: Draft,
    back_links: usize,
    label: String,
}

struct AsideDraft {
    role: Role,
    place: Place,
    words: Words,
    links: Vec<(Goal, Place)>,
}

/// What has been taken so far.
#[derive(Default)]
pub(super) struct Surveyor {
    dress: &'static [char],
    /// The language of what is being read; `None` where the edition says none.
    lang: Option<Arc<str>>,
    open: Vec<Open>,
    target: Target,
    flow: Draft,
    notes: Vec<NoteDraft>,
    asides: Vec<AsideDraft>,
    anchors: BTreeMap<String, (Target, usize)>,
}

impl Surveyor {
    /// Nothing yet, of an edition in a language; signs of `dress` are no words.
    pub(super) fn new(lang: Option<&str>, dress: &'static [char]) -> Surveyor {
        Surveyor { dress, lang: lang.map(primary), flow: Draft::new(dress), ..Surveyor::default() }
    }

    /// Takes an event.
    pub(super) fn take(&mut self, place: Place, event: &Event) {
        if !matches!(event, Event::Text(_)) {
            self.words().stretch += 1;
        }
        match event {
            Event::Open(role) => self.begin(role.clone(), place),
            Event::Close => self.close(),
            Event::Text(text) => {
                if let Some(done) = boxed(text).filter(|_| self.begins_item()) {
                    self.feature(&Role::Task(done), place);
                }
                let lang = self.lang.clone();
                let words = self.words();
                words.lang = lang;
                words.text(text, place);
            }
            Event::LineEnd => self.words().end_line(),
            Event::Anchor(name) => {
                let at = (self.target, self.words().len());
                self.anchors.entry(name.clone()).or_insert(at);
            }
        }
    }

    /// Whether nothing stands before what comes next in its item.
    fn begins_item(&mut self) -> bool {
        let plain = |it: &&Open| !matches!(it.role, Role::Inline | Role::Block | Role::Lang(_));
        let around =
            self.open.iter().rev().take(64).find(plain).filter(|it| it.role == Role::Item).map(|it| it.start);
        around == Some(self.words().len_with_open())
    }

    fn words(&mut self) -> &mut Words {
        match self.target {
            Target::Aside(at) => &mut self.asides[at].words,
            Target::Note(at) => &mut self.notes[at].draft.words,
            Target::Flow => &mut self.flow.words,
        }
    }

    fn draft(&mut self) -> Option<&mut Draft> {
        match self.target {
            Target::Aside(_) => None,
            Target::Note(at) => Some(&mut self.notes[at].draft),
            Target::Flow => Some(&mut self.flow),
        }
    }

    fn begin(&mut self, role: Role, place: Place) {
        if separates(&role) {
            self.words().end();
        }
        let (before, lang) = (self.target, self.lang.clone());
        let feature = self.feature(&role, place);
        match &role {
            Role::Note(name) => {
                let (name, draft) = (name.clone(), Draft::new(self.dress));
                self.target = Target::Note(self.notes.len());
                self.notes.push(NoteDraft { name, place, draft, back_links: 0, label: String::new() });
            }
            Role::Contents
            | Role::Generated
            | Role::Task(_)
            | Role::Furniture
            | Role::BackLink(_)
            | Role::NoteMark(_) => self.aside(&role, place),
            Role::Lang(tag) => self.lang = Some(primary(tag)),
            Role::Optional => {
                self.words().end();
                self.words().optional = true;
            }
            Role::Link(goal) => {
                if let Target::Aside(at) = self.target {
                    self.asides[at].links.push((goal.clone(), place));
                }
            }
            Role::Item => self.count(|kind| {
                if let FeatureKind::List { items, .. } = kind {
                    *items += 1;
                }
            }),
            Role::Row => self.count(|kind| {
                if let FeatureKind::Table(rows) = kind {
                    rows.push(RowShape::default());
                }
            }),
            Role::Cell { head } => self.count(|kind| {
                if let FeatureKind::Table(rows) = kind
                    && let Some(row) = rows.last_mut()
                {
                    row.cells += 1;
                    row.heads += usize::from(*head);
                }
            }),
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
        self.open.push(Open { role, feature, before, lang, start });
    }

    /// What begins inside contents or furniture stays in it.
    fn aside(&mut self, role: &Role, place: Place) {
        if let (Role::BackLink(_), Some(at)) = (role, self.note()) {
            self.notes[at].back_links += 1;
        }
        if matches!(self.target, Target::Aside(_)) {
            return;
        }
        self.target = Target::Aside(self.asides.len());
        let (words, links) = (Words::new(self.dress), Vec::new());
        self.asides.push(AsideDraft { role: role.clone(), place, words, links });
    }

    /// The note that is open, whose label may be what is being read.
    fn note(&self) -> Option<usize> {
        let around = self.open.iter().rev().map(|it| it.before);
        std::iter::once(self.target).chain(around).find_map(|it| match it {
            Target::Note(at) => Some(at),
            Target::Flow | Target::Aside(_) => None,
        })
    }

    fn feature(&mut self, role: &Role, place: Place) -> Option<usize> {
        let kind = match role {
            Role::Heading(level) => FeatureKind::Heading(*level),
            Role::List { ordered } => {
                let draft = self.draft()?;
                draft.lists += 1;
                FeatureKind::List { ordered: *ordered, items: 0, depth: draft.lists }
            }
            Role::Table => FeatureKind::Table(Vec::new()),
            // A picture that says nothing only decorates the page; editions may leave it out of their structure.
            Role::Figure(Some(alt)) if alt.is_empty() => return None,
            Role::Figure(alt) => FeatureKind::Figure(alt.clone()),
            Role::Link(goal) => FeatureKind::Link(goal.clone()),
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
            | Role::Furniture => return None,
        };
        let draft = self.draft()?;
        // A mark stands behind the word that it is set at.
        let mark = matches!(kind, FeatureKind::Mark(_));
        let start = if mark { draft.words.len_with_open() } else { draft.words.len() };
        draft.features.push(Feature { kind, place, start, end: start });
        Some(draft.features.len() - 1)
    }

    /// Tells the list or table that is open of an item, row or cell.
    fn count(&mut self, tell: impl FnOnce(&mut FeatureKind)) {
        let within = |it: &Open| matches!(it.role, Role::List { .. } | Role::Table);
        let Some(feature) = self.open.iter().rev().find(|it| within(it)).and_then(|it| it.feature) else {
            return;
        };
        if let Some(feature) = self.draft().and_then(|it| it.features.get_mut(feature)) {
            tell(&mut feature.kind);
        }
    }

    fn close(&mut self) {
        let Some(Open { role, feature, before, lang, .. }) = self.open.pop() else { return };
        self.lang = lang;
        if separates(&role) {
            self.words().end();
        }
        if role == Role::Optional {
            self.words().end();
            self.words().optional = self.open.iter().any(|it| it.role == Role::Optional);
        }
        if let (Role::Generated, Target::Aside(at), Target::Note(note)) = (&role, self.target, before) {
            let words = std::mem::take(&mut self.asides[at].words);
            let label = &mut self.notes[note].label;
            if label.is_empty() {
                *label = words.finish().into_iter().map(|it| it.text).collect();
            }
        }
        self.target = before;
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

    /// The reading taken apart; what is still open is closed.
    pub(super) fn finish(mut self) -> Survey {
        while !self.open.is_empty() {
            self.close();
        }
        let order = order(&self.flow, &self.notes);
        let new_index: BTreeMap<usize, usize> =
            order.list.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        let marked = order.marked;
        let mut notes: Vec<Option<NoteDraft>> = self.notes.into_iter().map(Some).collect();
        let notes = order.list.iter().enumerate().filter_map(|(at, old)| {
            let note = notes.get_mut(*old)?.take()?;
            let NoteDraft { name, place, draft, back_links, label } = note;
            Some(Note { name, place, text: text(draft), back_links, marked: at < marked, label })
        });
        let home = |target| match target {
            Target::Flow => Home::Flow,
            Target::Note(at) => new_index.get(&at).map_or(Home::Aside, |it| Home::Note(*it)),
            Target::Aside(_) => Home::Aside,
        };
        Survey {
            notes: notes.collect(),
            flow: text(self.flow),
            asides: self
                .asides
                .into_iter()
                .map(|it| Aside { role: it.role, place: it.place, words: it.words.finish(), links: it.links })
                .collect(),
            anchors: self
                .anchors
                .into_iter()
                .map(|(name, (target, at))| (name, (home(target), at)))
                .collect(),
            lost_marks: order.lost,
        }
    }
}

/// Whether a text begins with the box of a task, and whether that is done.
fn boxed(text: &str) -> Option<bool> {
    match text.trim_start().chars().next() {
        Some('☐') => Some(false),
        Some('☑' | '☒') => Some(true),
        Some(_) | None => None,
    }
}

/// The language that a tag is of, without script and region: those do not change how words are spoken and divided
/// so much that an edition could not leave them to the reader.
pub(in crate::verify) fn primary(tag: &str) -> Arc<str> {
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    Arc::from(language.to_ascii_lowercase())
}

fn text(draft: Draft) -> Text {
    Text { words: draft.words.finish(), features: draft.features }
}

/// Whether words end at the edges of something.
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
        | Role::Furniture => true,
    }
}
