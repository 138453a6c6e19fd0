//! Where the marks of notes, the ways back from them, and the contents lead: to the page of what they are about.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, ObjectId};

use super::kid::{Kid, kids, page_of};
use super::tree::Walk;
use crate::verify::reading::{Goal, Role};
use crate::verify::report::{Aspect, Finding};

/// How deep what is looked for may lie in an element.
const DEEPEST: usize = 6;

/// The links whose goals follow from the file itself, and what they may lead to, with their pages.
#[derive(Debug, Default)]
pub(super) struct Ways {
    notes: BTreeMap<String, u32>,
    /// The letters of each heading, with its words and its pages.
    headings: BTreeMap<String, (String, BTreeSet<u32>)>,
    marks: Vec<Way>,
    backs: Vec<Way>,
    entries: Vec<Way>,
}

/// A link.
#[derive(Debug)]
struct Way {
    /// The number of the note, or what an entry of the contents says.
    about: String,
    /// Where the link stands.
    from: Option<u32>,
    /// The page that it leads to.
    to: u32,
}

impl Walk<'_> {
    /// Notes what an element is to the ways through the file.
    pub(super) fn note_way(&mut self, element: &Dictionary, role: &Role, in_contents: bool) {
        let from = || self.first_page(element, page_of(element), 0);
        let way = |about: &String| {
            self.goal_within(element, 0).map(|to| Way { about: about.clone(), from: from(), to })
        };
        if let Role::Note(name) = role {
            let page = from().unwrap_or_default();
            self.ways.notes.entry(name.clone()).or_insert(page);
        } else if let Role::Heading(_) = role {
            let (said, page) = (self.said(element), from());
            let heading = self.ways.headings.entry(letters(&said)).or_default();
            heading.0 = said.split_whitespace().collect::<Vec<_>>().join(" ");
            heading.1.extend(page);
        } else if let Role::NoteMark(name) = role {
            let mark = way(name);
            self.ways.marks.extend(mark);
        } else if let Role::BackLink(name) = role {
            let back = way(name);
            self.ways.backs.extend(back);
        } else if let (Role::Link(Goal::Page(to)), true) = (role, in_contents) {
            let entry = Way { about: letters(&self.said(element)), from: from(), to: *to };
            self.ways.entries.push(entry);
        }
    }

    /// The page that the first of an element's content is on.
    fn first_page(&self, element: &Dictionary, page: Option<ObjectId>, depth: usize) -> Option<u32> {
        let page = page_of(element).or(page);
        let mut inner = kids(self.document, element).iter().filter_map(|it| Kid::of(self.document, it, page));
        inner.find_map(|it| match it {
            Kid::Mark(_, page) => self.pages.get(&page).copied(),
            Kid::Element(kid) if depth < DEEPEST => self.first_page(kid, page, depth + 1),
            Kid::Element(_) => None,
        })
    }

    /// The page that an element, or the first link in it, leads to.
    fn goal_within(&self, element: &Dictionary, depth: usize) -> Option<u32> {
        if let Goal::Page(page) = self.links.goal(self.document, element) {
            return Some(page);
        }
        let page = page_of(element);
        let mut inner = kids(self.document, element).iter().filter_map(|it| Kid::of(self.document, it, page));
        inner.find_map(|it| match it {
            Kid::Element(kid) if depth < DEEPEST => self.goal_within(kid, depth + 1),
            Kid::Element(_) | Kid::Mark(..) => None,
        })
    }
}

impl Ways {
    /// The ways that lead elsewhere.
    pub(super) fn faults(&self) -> Vec<Finding> {
        let mut faults = Vec::new();
        let mut fault = |way: &Way, what: String| {
            let place = way.from.map_or(String::new(), |it| format!("page {it}"));
            faults.push(Finding::new(Aspect::Structure, place, format!("{what} leads to page {}", way.to)));
        };
        for way in &self.marks {
            if self.notes.get(&way.about).is_some_and(|page| *page != way.to) {
                fault(way, format!("the mark of note {}, which is elsewhere,", way.about));
            }
        }
        for way in &self.backs {
            let mut marks = self.marks.iter().filter(|it| it.about == way.about).peekable();
            if marks.peek().is_some() && marks.all(|it| it.from.is_some_and(|page| page != way.to)) {
                fault(way, format!("the way back from note {} to its mark, which is elsewhere,", way.about));
            }
        }
        for way in &self.entries {
            let about = self.headings.iter().filter(|(heading, _)| way.about.starts_with(heading.as_str()));
            let heading = about.filter(|it| !it.0.is_empty()).max_by_key(|it| it.0.len());
            if let Some((_, (heading, _))) = heading.filter(|it| !it.1.1.contains(&way.to)) {
                fault(way, format!("the entry of the contents for `{heading}`, which is elsewhere,"));
            }
        }
        faults
    }
}

/// The letters and figures of a text, which is how an entry of the contents says what a heading does.
fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}
