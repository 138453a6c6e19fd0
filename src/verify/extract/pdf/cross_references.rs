//! Links within the file: marks of notes, links back from notes, and entries of the contents. Each has to lead to the page
//! of what it is about.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, ObjectId};

use super::object::{Kid, kids, page_of};
use super::structure::Structure;
use crate::verify::content::{LinkTarget, Role};
use crate::verify::report::{Aspect, Finding};

/// How deep a link may be in an element.
const MAX_DEPTH: usize = 6;

/// The cross-references of a file, and what they may lead to, with the pages.
#[derive(Debug, Default)]
pub(super) struct CrossReferences {
    /// The page of each note.
    notes: BTreeMap<String, u32>,
    /// The headings by their letters.
    headings: BTreeMap<String, Heading>,
    marks: Vec<CrossReference>,
    back_links: Vec<CrossReference>,
    contents: Vec<ContentsEntry>,
}

/// An entry of the contents.
#[derive(Debug)]
struct ContentsEntry {
    /// The letters of the entry, with those of its page number.
    about: String,
    /// The letters of its last part, which is the page number if it has one; `None` if it has only one part.
    folio: Option<String>,
    /// The page of the entry.
    from: Option<u32>,
    /// The page that it leads to.
    to: u32,
}

/// The headings with the same letters.
#[derive(Debug, Default)]
struct Heading {
    text: String,
    pages: BTreeSet<u32>,
}

/// A link with its target.
#[derive(Debug)]
struct CrossReference {
    /// The number of the note.
    about: String,
    /// The page of the link.
    from: Option<u32>,
    /// The page that it leads to.
    to: u32,
}

impl CrossReferences {
    /// Records an element that is a cross-reference, or that one may lead to.
    pub(super) fn record(
        &mut self,
        structure: &Structure,
        element: &Dictionary,
        role: &Role,
        in_contents: bool,
    ) {
        let page = || structure.first_page(element, page_of(element), 0);
        let reference = |about: &String| {
            let to = structure.target_page(element, 0)?;
            Some(CrossReference { about: about.clone(), from: page(), to })
        };
        if let Role::Note(name) = role {
            let page = page().unwrap_or_default();
            self.notes.entry(name.clone()).or_insert(page);
        } else if let Role::Heading(_) = role {
            let (text, page) = (structure.text_of(element), page());
            let heading = self.headings.entry(letters(&text)).or_default();
            heading.text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            heading.pages.extend(page);
        } else if let Role::NoteMark(name) = role {
            self.marks.extend(reference(name));
        } else if let Role::BackLink(name) = role {
            self.back_links.extend(reference(name));
        } else if let (Role::Link(LinkTarget::Page(to)), true) = (role, in_contents) {
            let runs = structure.runs_of(element);
            let about = letters(&runs.concat());
            let folio = runs.split_last().map(|it| letters(it.0)).filter(|it| *it != about);
            self.contents.push(ContentsEntry { about, folio, from: page(), to: *to });
        }
    }

    /// The cross-references that lead to the wrong page.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut report = |reference: &CrossReference, what: String| {
            let location = reference.from.map_or(String::new(), |it| format!("page {it}"));
            findings.push(wrong_page(location, &what, reference.to));
        };
        for mark in &self.marks {
            if self.notes.get(&mark.about).is_some_and(|page| *page != mark.to) {
                report(mark, format!("the mark of note {}", mark.about));
            }
        }
        for link in &self.back_links {
            let mut marks = self.marks.iter().filter(|it| it.about == link.about).peekable();
            if marks.peek().is_some() && marks.all(|it| it.from.is_some_and(|page| page != link.to)) {
                report(link, format!("the link back from note {} to its mark", link.about));
            }
        }
        for entry in &self.contents {
            let headings = self.headings_of(entry);
            if headings.iter().any(|it| it.pages.contains(&entry.to)) {
                continue;
            }
            if let Some(heading) = headings.first() {
                let location = entry.from.map_or(String::new(), |it| format!("page {it}"));
                let what = format!("the contents entry for `{}`", heading.text);
                findings.push(wrong_page(location, &what, entry.to));
            }
        }
        findings
    }

    /// The headings that an entry of the contents may be about: the one that it names before its page number, else the
    /// longest of those that it begins with. `Chapter 1` on page 2 is not about `Chapter 12`.
    fn headings_of(&self, entry: &ContentsEntry) -> Vec<&Heading> {
        let named = entry.folio.as_deref().and_then(|it| entry.about.strip_suffix(it));
        let exact = [named, Some(entry.about.as_str())].into_iter().flatten();
        let exact: Vec<&Heading> = exact.filter_map(|it| self.headings.get(it)).collect();
        if !exact.is_empty() {
            return exact;
        }
        let begun = self.headings.iter().filter(|(letters, _)| entry.about.starts_with(letters.as_str()));
        let longest = begun.filter(|it| !it.0.is_empty()).max_by_key(|it| it.0.len());
        longest.into_iter().map(|it| it.1).collect()
    }
}

fn wrong_page(location: String, what: &str, page: u32) -> Finding {
    Finding::new(Aspect::Structure, location, format!("{what} leads to the wrong page, {page}"))
}

impl Structure<'_> {
    /// The page of the first content of an element.
    fn first_page(&self, element: &Dictionary, page: Option<ObjectId>, depth: usize) -> Option<u32> {
        let page = page_of(element).or(page);
        let mut inner = kids(self.document, element).iter().filter_map(|it| Kid::of(self.document, it, page));
        inner.find_map(|it| match it {
            Kid::Mark(_, page) => self.page_numbers.get(&page).copied(),
            Kid::Element(kid) if depth < MAX_DEPTH => self.first_page(kid, page, depth + 1),
            Kid::Element(_) => None,
        })
    }

    /// The page that an element, or the first link in it, leads to.
    fn target_page(&self, element: &Dictionary, depth: usize) -> Option<u32> {
        if let LinkTarget::Page(page) = self.links.target(self.document, element) {
            return Some(page);
        }
        let page = page_of(element);
        let mut inner = kids(self.document, element).iter().filter_map(|it| Kid::of(self.document, it, page));
        inner.find_map(|it| match it {
            Kid::Element(kid) if depth < MAX_DEPTH => self.target_page(kid, depth + 1),
            Kid::Element(_) | Kid::Mark(..) => None,
        })
    }
}

/// The letters and digits of a text: an entry of the contents has those of its heading.
fn letters(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).collect()
}
