//! A reading taken apart: the running words, the notes, and what else is to be compared.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::{Event, Goal, Place, Reading, Role};
use super::word::{Word, Words};

/// A reading taken apart.
#[derive(Debug, Default)]
pub struct Survey {
    /// The running text, without notes, contents and furniture.
    pub flow: Text,
    /// The notes, in the order in which their marks are met.
    pub notes: Vec<Note>,
    /// What is beside the text, in order.
    pub asides: Vec<Aside>,
    /// The names that links can lead to: in which text, and before which of its words.
    pub anchors: BTreeMap<String, (Home, usize)>,
    /// Marks that lead to no note, with their places.
    pub lost_marks: Vec<Place>,
}

/// A text with what is in it.
#[derive(Debug, Default)]
pub struct Text {
    /// Its words.
    pub words: Vec<Word>,
    /// Headings, lists, tables, figures, links and marks, in the order in which they begin.
    pub features: Vec<Feature>,
}

/// Which text something is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The running text.
    Flow,
    /// The note of an index in [`Survey::notes`].
    Note(usize),
    /// Contents, furniture.
    Aside,
}

/// A note.
#[derive(Debug)]
pub struct Note {
    /// Its name in the edition.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// What it says.
    pub text: Text,
    /// How many ways lead back from it to its marks.
    pub back_links: usize,
    /// Whether a mark leads to it.
    pub marked: bool,
    /// Its own label, such as `1.`; empty where it shows none.
    pub label: String,
}

/// Something beside the text.
#[derive(Debug)]
pub struct Aside {
    /// What it is: contents, furniture, generated.
    pub role: Role,
    /// Where.
    pub place: Place,
    /// Its words.
    pub words: Vec<Word>,
    /// The links in it.
    pub links: Vec<(Goal, Place)>,
}

/// Something in a text that is no word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// What.
    pub kind: FeatureKind,
    /// Where.
    pub place: Place,
    /// The words of the text from its beginning to its end.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
}

/// What is in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeatureKind {
    /// A heading of a level.
    Heading(u8),
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: Option<bool>,
        /// How many items it has.
        items: usize,
        /// In how many lists it stands.
        depth: usize,
    },
    /// A table with the number of cells of each row.
    Table(Vec<usize>),
    /// A picture with its alternative text.
    Figure(Option<String>),
    /// A link.
    Link(Goal),
    /// The mark of a note by its name.
    Mark(String),
}

/// Takes a reading apart; signs of `dress` are no words.
pub fn survey(reading: &Reading, dress: &'static [char]) -> Survey {
    let mut surveyor = Surveyor { dress, flow: Draft::new(dress), ..Surveyor::default() };
    for (place, event) in &reading.events {
        surveyor.take(*place, event);
    }
    while !surveyor.open.is_empty() {
        surveyor.close();
    }
    surveyor.finish()
}

/// Something that has begun.
struct Open {
    role: Role,
    /// Its feature, by index in the text that it is in.
    feature: Option<usize>,
    /// The text or aside that was written to before it.
    before: Target,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Target {
    #[default]
    Flow,
    Note(usize),
    Aside(usize),
}

#[derive(Default)]
struct Draft {
    words: Words,
    features: Vec<Feature>,
    lists: usize,
}

impl Draft {
    fn new(dress: &'static [char]) -> Draft {
        Draft { words: Words::new(dress), ..Draft::default() }
    }
}

struct NoteDraft {
    name: String,
    place: Place,
    draft: Draft,
    back_links: usize,
    label: String,
}

struct AsideDraft {
    role: Role,
    place: Place,
    words: Words,
    links: Vec<(Goal, Place)>,
}

#[derive(Default)]
struct Surveyor {
    dress: &'static [char],
    open: Vec<Open>,
    target: Target,
    flow: Draft,
    notes: Vec<NoteDraft>,
    asides: Vec<AsideDraft>,
    anchors: BTreeMap<String, (Target, usize)>,
}

impl Surveyor {
    fn take(&mut self, place: Place, event: &Event) {
        match event {
            Event::Open(role) => self.begin(role.clone(), place),
            Event::Close => self.close(),
            Event::Text(text) => self.words().text(text, place),
            Event::LineEnd => self.words().end_line(),
            Event::Anchor(name) => {
                let at = (self.target, self.words().len());
                self.anchors.entry(name.clone()).or_insert(at);
            }
        }
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
        let before = self.target;
        let feature = self.feature(&role, place);
        match &role {
            Role::Note(name) => {
                let (name, draft) = (name.clone(), Draft::new(self.dress));
                self.target = Target::Note(self.notes.len());
                self.notes.push(NoteDraft { name, place, draft, back_links: 0, label: String::new() });
            }
            Role::Contents | Role::Generated | Role::Furniture | Role::BackLink(_) | Role::NoteMark(_) => {
                self.aside(&role, place)
            }
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
                    rows.push(0);
                }
            }),
            Role::Cell => self.count(|kind| {
                if let FeatureKind::Table(rows) = kind
                    && let Some(row) = rows.last_mut()
                {
                    *row += 1;
                }
            }),
            Role::Block
            | Role::Inline
            | Role::Heading(_)
            | Role::List { .. }
            | Role::Table
            | Role::Figure(_) => {}
        }
        self.open.push(Open { role, feature, before });
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
            Role::Block
            | Role::Inline
            | Role::Item
            | Role::Row
            | Role::Cell
            | Role::Note(_)
            | Role::BackLink(_)
            | Role::Contents
            | Role::Optional
            | Role::Generated
            | Role::Furniture => return None,
        };
        let draft = self.draft()?;
        let start = draft.words.len();
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
        let Some(Open { role, feature, before }) = self.open.pop() else { return };
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

    fn finish(self) -> Survey {
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

fn text(draft: Draft) -> Text {
    Text { words: draft.words.finish(), features: draft.features }
}

/// Whether words end at the edges of something.
fn separates(role: &Role) -> bool {
    match role {
        Role::Inline | Role::Link(_) | Role::NoteMark(_) | Role::Optional => false,
        Role::Block
        | Role::Heading(_)
        | Role::List { .. }
        | Role::Item
        | Role::Table
        | Role::Row
        | Role::Cell
        | Role::Figure(_)
        | Role::Note(_)
        | Role::BackLink(_)
        | Role::Contents
        | Role::Generated
        | Role::Furniture => true,
    }
}

struct Order {
    /// The notes by their old indices: those that marks lead to, then the others.
    list: Vec<usize>,
    /// How many of them marks lead to.
    marked: usize,
    lost: Vec<Place>,
}

/// The order in which notes are met: by their marks, nested ones where they are met.
fn order(flow: &Draft, notes: &[NoteDraft]) -> Order {
    let by_name: BTreeMap<&str, usize> =
        notes.iter().enumerate().rev().map(|(at, note)| (note.name.as_str(), at)).collect();
    let marks = |draft: &Draft| {
        let mark = |it: &Feature| match &it.kind {
            FeatureKind::Mark(name) => Some((name.clone(), it.place)),
            FeatureKind::Heading(_)
            | FeatureKind::List { .. }
            | FeatureKind::Table(_)
            | FeatureKind::Figure(_)
            | FeatureKind::Link(_) => None,
        };
        draft.features.iter().rev().filter_map(mark).collect::<Vec<_>>()
    };
    let mut order = Order { list: Vec::new(), marked: 0, lost: Vec::new() };
    let mut met = BTreeSet::new();
    let mut waiting = marks(flow);
    while let Some((name, place)) = waiting.pop() {
        match by_name.get(name.as_str()) {
            Some(at) if met.insert(*at) => {
                order.list.push(*at);
                waiting.extend(marks(&notes[*at].draft));
            }
            Some(_) => {}
            None => order.lost.push(place),
        }
    }
    order.marked = order.list.len();
    order.list.extend((0..notes.len()).filter(|it| !met.contains(it)));
    order
}
