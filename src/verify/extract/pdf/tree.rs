//! The structure tree, in logical order (ISO 32000-1, 14.7 and 14.8).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, ObjectId};

use super::kid::{Kid, kids, page_of};
use super::kinds::{is_inline_place, is_standard, is_term, label};
use super::links::Links;
use super::marks::{Form, is_raised};
use super::object::{dictionary, get, members, name, text};
use super::shown::{MarkId, Seam, Shown};
use super::ways::Ways;
use super::{event, said};
use crate::verify::reading::{Event, Place, Reading, Role};

/// How deep elements may nest, and how many there may be: a hostile file has more.
pub(super) const DEEPEST: usize = 200;
pub(super) const MOST: usize = 3_000_000;

/// Walks the tree and gives the sequences that it holds.
pub(super) struct Walk<'a> {
    pub document: &'a Document,
    pub shown: &'a Shown,
    pub links: &'a Links,
    pub roles: BTreeMap<String, String>,
    pub reading: &'a mut Reading,
    /// The sequences that elements hold.
    pub held: BTreeSet<MarkId>,
    /// Elements that hold a sequence that no page shows, by page.
    pub missing: Vec<(u32, String)>,
    /// Figures and formulas without alternative text, by page.
    pub silent: Vec<(u32, String)>,
    pub pages: &'a BTreeMap<ObjectId, u32>,
    /// The numbers of the notes that the file has.
    pub notes: BTreeSet<String>,
    /// The ways from one place to another.
    pub ways: Ways,
    met: BTreeSet<ObjectId>,
    left: usize,
    page: u32,
    seam: Seam,
}

/// What is known of the elements around.
#[derive(Clone, Default)]
struct Around {
    page: Option<ObjectId>,
    /// The role of the parent.
    parent: String,
    depth: usize,
    in_contents: bool,
    in_note: Option<String>,
    in_reference: bool,
    /// Whether its text stands above the line.
    raised: bool,
    /// Whether it is in the label of a note.
    in_label: bool,
    /// Whether the list that it is in defines terms.
    in_definitions: bool,
}

impl<'a> Walk<'a> {
    /// Begins at a root.
    pub(super) fn new(
        document: &'a Document,
        shown: &'a Shown,
        links: &'a Links,
        pages: &'a BTreeMap<ObjectId, u32>,
        reading: &'a mut Reading,
    ) -> Walk<'a> {
        let (roles, held, missing, silent) = (BTreeMap::new(), BTreeSet::new(), Vec::new(), Vec::new());
        let (notes, met, left, page, seam) = (BTreeSet::new(), BTreeSet::new(), MOST, 1, Seam::default());
        Walk {
            document,
            shown,
            links,
            roles,
            reading,
            held,
            missing,
            silent,
            pages,
            notes,
            ways: Ways::default(),
            met,
            left,
            page,
            seam,
        }
    }

    /// Reads the tree below the root.
    pub(super) fn run(&mut self, root: &Dictionary) {
        if let Some(map) = get(self.document, root, b"RoleMap").and_then(|it| it.as_dict().ok()) {
            let pairs = map.iter().filter_map(|(ours, standard)| {
                let standard = String::from_utf8_lossy(standard.as_name().ok()?).into_owned();
                Some((String::from_utf8_lossy(ours).into_owned(), standard))
            });
            self.roles = pairs.collect();
        }
        self.notes = self.names_of_notes();
        self.kids(root, &Around::default());
    }

    fn place(&self) -> Place {
        Place::Page(self.page)
    }

    fn kids(&mut self, element: &Dictionary, around: &Around) {
        for kid in kids(self.document, element) {
            self.left = self.left.saturating_sub(1);
            let again = kid.as_reference().is_ok_and(|id| !self.met.insert(id));
            if self.left == 0 || around.depth > DEEPEST || again {
                continue;
            }
            match Kid::of(self.document, kid, around.page) {
                Some(Kid::Mark(mark, page)) => self.mark(mark, page),
                Some(Kid::Element(kid)) => self.element(kid, around),
                None => {}
            }
        }
    }

    fn mark(&mut self, mark: MarkId, page: ObjectId) {
        if let Some(page) = self.pages.get(&page) {
            if *page != self.page {
                self.reading.push(Place::Page(*page), Event::LineEnd);
            }
            self.page = *page;
        }
        self.held.insert(mark);
        let Some((_, pieces)) = self.shown.marks.get(&mark) else {
            return self
                .missing
                .push((self.page, format!("sequence {} of the tags is not on the page", mark.1)));
        };
        let (place, lang) = (Place::Page(self.page), self.shown.langs.get(&mark));
        if let Some(lang) = lang {
            self.reading.push(place, Event::Open(Role::Lang(lang.clone())));
        }
        for piece in pieces {
            if self.seam.parts(piece) {
                self.reading.text(place, " ");
            }
            event(piece).into_iter().for_each(|it| self.reading.push(place, it));
        }
        if lang.is_some() {
            self.reading.push(place, Event::Close);
        }
    }

    /// The standard type of an element, by the role map.
    pub(super) fn standard(&self, element: &Dictionary) -> String {
        let mut role = name(self.document, element, b"S").unwrap_or_default();
        for _ in 0..8 {
            match self.roles.get(&role) {
                Some(next) if !is_standard(&role) => role = next.clone(),
                _ => break,
            }
        }
        role
    }

    fn element(&mut self, element: &Dictionary, around: &Around) {
        let standard = self.standard(element);
        if let Some(page) = page_of(element)
            && let Some(number) = self.pages.get(&page)
        {
            self.page = *number;
        }
        let role = self.role(&standard, element, around);
        if let Some(role) = &role {
            self.note_way(element, role, around.in_contents);
        }
        let mut inner = around.clone();
        inner.page = page_of(element).or(around.page);
        inner.depth += 1;
        inner.in_contents |= role == Some(Role::Contents);
        inner.in_reference |= standard == "Reference" || matches!(role, Some(Role::NoteMark(_)));
        inner.raised |= standard == "Span" && is_raised(self.document, element);
        inner.in_label |= standard == "Lbl" && role == Some(Role::Generated) && around.in_note.is_some();
        if standard == "L" {
            inner.in_definitions = role == Some(Role::Block);
        }
        if let Some(Role::Note(name)) = &role {
            inner.in_note = Some(name.clone());
        }
        inner.parent = standard;
        let lang = text(self.document, element, b"Lang").filter(|it| !it.is_empty());
        let roles = usize::from(lang.is_some()) + usize::from(role.is_some());
        if let Some(lang) = lang {
            self.reading.push(self.place(), Event::Open(Role::Lang(lang)));
        }
        let figure = matches!(role, Some(Role::Figure(_)));
        if let Some(role) = role {
            self.reading.push(self.place(), Event::Open(role));
        }
        match text(self.document, element, b"ActualText").filter(|_| !figure) {
            Some(actual) => self.replaced(element, &inner, &actual),
            None if figure => {
                self.reading.push(self.place(), Event::Open(Role::Generated));
                self.kids(element, &inner);
                self.reading.push(self.place(), Event::Close);
            }
            None => self.kids(element, &inner),
        }
        for _ in 0..roles {
            self.reading.push(self.place(), Event::Close);
        }
    }

    /// The text that stands for an element's own.
    fn replaced(&mut self, element: &Dictionary, inner: &Around, actual: &str) {
        let from = self.reading.events.len();
        self.kids(element, inner);
        self.reading.events.truncate(from);
        self.reading.text(self.place(), actual);
    }

    fn role(&mut self, standard: &str, element: &Dictionary, around: &Around) -> Option<Role> {
        Some(match standard {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => Role::Heading(standard.as_bytes()[1] - b'0'),
            "H" => Role::Heading(1),
            "L" if self.defines(element) => Role::Block,
            "L" => Role::List { ordered: self.ordered(element) },
            "LI" if around.in_definitions => Role::Block,
            "Lbl" if around.in_definitions && around.parent == "LI" => Role::Term,
            "LBody" if around.in_definitions && around.parent == "LI" => Role::Description,
            "LI" => Role::Item,
            "Lbl" if around.parent == "LI" => label(&self.said(element)),
            // The number of a section.
            "Lbl" if around.in_contents || matches!(around.parent.as_bytes(), [b'H', b'1'..=b'6']) => {
                Role::Generated
            }
            "Lbl" => match (&around.in_note, self.marks(element, Form::Label)) {
                (own, Some(name)) if own.as_ref() != Some(&name) => Role::NoteMark(name),
                (Some(_), _) => Role::Generated,
                (None, _) => Role::Inline,
            },
            "Table" => Role::Table,
            "TR" => Role::Row,
            "TH" => Role::Cell { head: true },
            "TD" => Role::Cell { head: false },
            "Figure" | "Formula" => {
                let alt = text(self.document, element, b"Alt");
                if alt.is_none() && text(self.document, element, b"ActualText").is_none() {
                    self.silent.push((self.page, format!("a {standard} has no alternative text")));
                }
                if standard == "Formula" { Role::Block } else { Role::Figure(alt) }
            }
            "Link" => return self.link(element, around),
            "Reference" if !around.in_contents && !around.in_label => {
                let label = self.said(element);
                let digits: String = label.chars().filter(char::is_ascii_digit).collect();
                if digits.is_empty() { Role::Inline } else { Role::NoteMark(digits) }
            }
            "Note" | "FENote" => Role::Note(self.note_name(element)),
            "TOC" | "Index" => Role::Contents,
            "Artifact" => Role::Furniture,
            "Code" if is_inline_place(&around.parent) => Role::Inline,
            "Span" | "Em" | "Strong" | "Quote" | "Reference" | "Sub" | "BibEntry" | "Ruby" | "Warichu" => {
                Role::Inline
            }
            _ => Role::Block,
        })
    }

    fn link(&self, element: &Dictionary, around: &Around) -> Option<Role> {
        match &around.in_note {
            Some(note) if around.in_label => return Some(Role::BackLink(note.clone())),
            Some(_) | None => {}
        }
        if around.in_reference && !around.in_contents {
            return Some(Role::Inline);
        }
        let form = if around.raised { Form::Raised } else { Form::Level };
        let mark = Some(()).filter(|()| !around.in_contents).and_then(|()| self.marks(element, form));
        Some(match mark {
            Some(name) if around.in_note.as_ref() != Some(&name) => Role::NoteMark(name),
            Some(_) | None => Role::Link(self.links.goal(self.document, element)),
        })
    }

    /// Whether the labels of a list are terms and not markers: they have words, and no numbering.
    fn defines(&self, element: &Dictionary) -> bool {
        match self.numbering(element).as_deref() {
            Some("Description") => true,
            Some("None") | None => {
                let first = |it: &Dictionary| -> Option<ObjectId> {
                    let kids = it.get(b"K").ok()?;
                    kids.as_reference().ok().or_else(|| kids.as_array().ok()?.first()?.as_reference().ok())
                };
                let item = first(element).and_then(|it| self.document.get_dictionary(it).ok());
                let label = item.and_then(first).and_then(|it| self.document.get_dictionary(it).ok());
                let label = label.filter(|it| self.standard(it) == "Lbl");
                label.is_some_and(|it| is_term(&self.said(it)))
            }
            Some(_) => false,
        }
    }

    /// Whether a list is numbered, as its attributes say (ISO 32000-1, table 347).
    fn ordered(&self, element: &Dictionary) -> Option<bool> {
        match self.numbering(element)?.as_str() {
            "None" => None,
            "Disc" | "Circle" | "Square" | "Unordered" => Some(false),
            _ => Some(true),
        }
    }

    fn numbering(&self, element: &Dictionary) -> Option<String> {
        let attributes = members(get(self.document, element, b"A")?);
        let mut owned = attributes.iter().filter_map(|it| dictionary(self.document, it));
        owned.find_map(|it| name(self.document, it, b"ListNumbering"))
    }

    /// What a small element says, before it is read.
    pub(super) fn said(&self, element: &Dictionary) -> String {
        let mut text = String::new();
        self.collect(element, page_of(element), 0, &mut text);
        text
    }

    fn collect(&self, element: &Dictionary, page: Option<ObjectId>, depth: usize, into: &mut String) {
        let page = page_of(element).or(page);
        for kid in kids(self.document, element).iter().take(64) {
            if into.len() > 200 || depth > 12 {
                return;
            }
            match Kid::of(self.document, kid, page) {
                Some(Kid::Mark(mark, _)) => {
                    let pieces = self.shown.marks.get(&mark).into_iter().flat_map(|it| &it.1);
                    pieces.filter_map(said).for_each(|it| into.push_str(it));
                }
                Some(Kid::Element(kid)) => {
                    self.collect(kid, page, depth + 1, into);
                    into.push(' ');
                }
                None => {}
            }
        }
    }

    /// The number that a note is labelled with.
    pub(super) fn note_name(&self, element: &Dictionary) -> String {
        let said = self.said(element);
        let number = said.trim_start_matches(|it: char| !it.is_alphanumeric());
        number.chars().take_while(char::is_ascii_digit).collect()
    }
}
