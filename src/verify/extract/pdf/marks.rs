//! The marks of notes, in the forms that programs tag them in.
//!
//! ISO 32000-1 (14.8.4.4.1) knows a `Reference`; others tag a `Lbl` with a link in it, or a link alone.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document};

use super::kid::{Kid, kids, page_of};
use super::links::Links;
use super::object::{dictionary, get, members, number};
use super::tree::Walk;
use crate::verify::reading::Goal;

/// What of a label or link makes it the mark of a note.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A label, which has to hold a link.
    Label,
    /// A link that stands where its number is raised.
    Raised,
    /// A link on the line.
    Level,
}

/// The signs that may stand around the number of a mark.
const AROUND: [char; 7] = ['[', ']', '(', ')', '.', ',', '*'];

impl Walk<'_> {
    /// The number of the note whose mark an element is; `None` for what is no mark.
    pub(super) fn marks(&self, element: &Dictionary, form: Form) -> Option<String> {
        let said = self.said(element);
        let name = said.trim_matches(|it: char| it.is_whitespace() || AROUND.contains(&it));
        if name.is_empty() || !name.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let is_mark = match form {
            Form::Label => self.holds_link(element),
            Form::Raised => self.leads_within(element) && self.notes.contains(name),
            Form::Level => {
                let told = is_raised_within(self.document, element, 0) || self.leads_to_note(element);
                self.leads_within(element) && self.notes.contains(name) && told
            }
        };
        is_mark.then(|| name.to_owned())
    }

    /// The numbers of the notes that the file has.
    pub(super) fn names_of_notes(&self) -> BTreeSet<String> {
        let elements = self.document.objects.values().filter_map(|it| it.as_dict().ok());
        elements.filter(|it| self.is_note(it)).map(|it| self.note_name(it)).collect()
    }

    fn is_note(&self, element: &Dictionary) -> bool {
        element.has(b"P") && matches!(self.standard(element).as_str(), "Note" | "FENote")
    }

    fn holds_link(&self, label: &Dictionary) -> bool {
        let page = page_of(label);
        let mut inner = kids(self.document, label).iter().filter_map(|it| Kid::of(self.document, it, page));
        inner.any(|it| match it {
            Kid::Element(kid) => self.standard(kid) == "Link" && self.leads_within(kid),
            Kid::Mark(..) => false,
        })
    }

    fn leads_within(&self, link: &Dictionary) -> bool {
        matches!(self.links.goal(self.document, link), Goal::Page(_) | Goal::Anchor(_))
    }

    /// Whether a link says that it leads to a note: by the element that it is about (ISO 32000-2, 14.7.2, `Ref`), or
    /// by the name of its destination.
    fn leads_to_note(&self, link: &Dictionary) -> bool {
        let about = get(self.document, link, b"Ref").map(members).unwrap_or_default();
        let mut about = about.iter().filter_map(|it| dictionary(self.document, it));
        let name = Links::name(self.document, link).unwrap_or_default().to_ascii_lowercase();
        about.any(|it| self.is_note(it)) || name.contains("note") || name.starts_with("fn")
    }
}

/// Whether an element, or one in it, says that its text stands above the line.
fn is_raised_within(document: &Document, element: &Dictionary, depth: usize) -> bool {
    /// A mark is a small thing; a hostile file nests others.
    const DEEPEST: usize = 3;
    const MOST: usize = 4;
    let page = page_of(element);
    let mut inner = kids(document, element).iter().take(MOST).filter_map(|it| Kid::of(document, it, page));
    is_raised(document, element)
        || depth < DEEPEST
            && inner.any(|it| match it {
                Kid::Element(kid) => is_raised_within(document, kid, depth + 1),
                Kid::Mark(..) => false,
            })
}

/// Whether an element says that its text stands above the line (ISO 32000-1, table 345).
pub(super) fn is_raised(document: &Document, element: &Dictionary) -> bool {
    let attributes = get(document, element, b"A").map(members).unwrap_or_default();
    let mut shifts =
        attributes.iter().filter_map(|it| get(document, dictionary(document, it)?, b"BaselineShift"));
    shifts.any(|it| number(it).is_some_and(|it| it > 0.0))
}
