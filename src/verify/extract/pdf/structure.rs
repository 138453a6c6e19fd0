//! Structure elements: their types, their text, and which of them are marks of notes (ISO 32000-1, 14.7 and 14.8).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, ObjectId};

use super::links::Links;
use super::object::{Kid, dictionary, get, kids, members, name, number, page_of};
use super::page_text::{PageText, Piece};
use crate::document::HeaderScope;
use crate::verify::content::{LinkTarget, Role};

/// The form in which a program tags the mark of a note. ISO 32000-1 (14.8.4.4.1) has `Reference`; others use a `Lbl` with
/// a link in it, or only a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkForm {
    /// A label, which has to contain a link.
    Label,
    /// A link in an element that is above the line.
    Raised,
    /// A link on the line.
    Level,
}

/// The characters that may be around the number of a mark.
const MARK_PUNCTUATION: [char; 7] = ['[', ']', '(', ')', '.', ',', '*'];

/// The structure of a file, to look elements up in.
pub(super) struct Structure<'a> {
    pub document: &'a Document,
    pub pages: &'a PageText,
    pub links: &'a Links,
    /// The numbers of the pages.
    pub page_numbers: &'a BTreeMap<ObjectId, u32>,
    /// The role map: standard types by the file's own.
    roles: BTreeMap<String, String>,
    /// The names of the notes that the file has.
    notes: BTreeSet<String>,
    /// Whether the marks of its notes are references (`Reference`), so that nothing else is one.
    has_references: bool,
}

impl<'a> Structure<'a> {
    /// The structure below a root.
    pub(super) fn new(
        document: &'a Document,
        root: &Dictionary,
        pages: &'a PageText,
        links: &'a Links,
        page_numbers: &'a BTreeMap<ObjectId, u32>,
    ) -> Structure<'a> {
        let map = get(document, root, b"RoleMap").and_then(|it| it.as_dict().ok());
        let pairs = map.into_iter().flat_map(|it| it.iter()).filter_map(|(own, standard)| {
            let standard = String::from_utf8_lossy(standard.as_name().ok()?).into_owned();
            Some((String::from_utf8_lossy(own).into_owned(), standard))
        });
        let roles = pairs.collect();
        let notes = BTreeSet::new();
        let mut structure =
            Structure { document, pages, links, page_numbers, roles, notes, has_references: false };
        let elements = || document.objects.values().filter_map(|it| it.as_dict().ok());
        let notes = elements().filter(|it| structure.is_note(it)).map(|it| structure.note_name(it)).collect();
        structure.notes = notes;
        structure.has_references = elements().any(|it| structure.is_reference_to_note(it));
        structure
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

    /// Whether the labels of a list are terms instead of markers: they have words, and the list has no numbering.
    pub(super) fn is_definition_list(&self, element: &Dictionary) -> bool {
        match self.numbering(element).as_deref() {
            Some("Description") => true,
            // A list that says that it has no markers, and has labels.
            Some("None") => self.first_label(element).is_some_and(|it| !is_bullet(&it)),
            None => self.first_label(element).is_some_and(|it| is_term(&it)),
            Some(_) => false,
        }
    }

    /// The text of the label of the first item of a list.
    fn first_label(&self, list: &Dictionary) -> Option<String> {
        let first = |it: &Dictionary| -> Option<ObjectId> {
            let kids = it.get(b"K").ok()?;
            kids.as_reference().ok().or_else(|| kids.as_array().ok()?.first()?.as_reference().ok())
        };
        let item = first(list).and_then(|it| self.document.get_dictionary(it).ok());
        let label = item.and_then(first).and_then(|it| self.document.get_dictionary(it).ok());
        label.filter(|it| self.standard(it) == "Lbl").map(|it| self.text_of(it))
    }

    /// Whether a list is numbered, by its attributes (ISO 32000-1, table 347).
    pub(super) fn is_ordered(&self, element: &Dictionary) -> Option<bool> {
        match self.numbering(element)?.as_str() {
            "None" => None,
            "Disc" | "Circle" | "Square" | "Unordered" => Some(false),
            _ => Some(true),
        }
    }

    /// What a cell names and takes (ISO 32000-1, table 349).
    pub(super) fn cell(&self, element: &Dictionary, is_header: bool) -> Role {
        let attributes = get(self.document, element, b"A").map(members).unwrap_or_default();
        let owned: Vec<&Dictionary> =
            attributes.iter().filter_map(|it| dictionary(self.document, it)).collect();
        let scope = owned.iter().find_map(|it| name(self.document, it, b"Scope"));
        let scope = match scope.as_deref() {
            Some("Row") => HeaderScope::Row,
            Some(_) | None => HeaderScope::Column,
        };
        let number = |key: &[u8]| {
            let found = owned.iter().find_map(|it| get(self.document, it, key)?.as_i64().ok());
            found.and_then(|it| u16::try_from(it).ok()).unwrap_or(1)
        };
        Role::Cell {
            scope: is_header.then_some(scope),
            columns: number(b"ColSpan"),
            rows: number(b"RowSpan"),
        }
    }

    fn numbering(&self, element: &Dictionary) -> Option<String> {
        let attributes = members(get(self.document, element, b"A")?);
        let mut owned = attributes.iter().filter_map(|it| dictionary(self.document, it));
        owned.find_map(|it| name(self.document, it, b"ListNumbering"))
    }

    /// The text of a small element.
    pub(super) fn text_of(&self, element: &Dictionary) -> String {
        let mut text = String::new();
        self.collect_text(element, page_of(element), 0, &mut text);
        text
    }

    /// The texts of the marked-content sequences of a small element.
    pub(super) fn runs_of(&self, element: &Dictionary) -> Vec<String> {
        let mut runs = Vec::new();
        self.collect_runs(element, page_of(element), 0, &mut runs);
        runs
    }

    fn collect_runs(
        &self,
        element: &Dictionary,
        page: Option<ObjectId>,
        depth: usize,
        runs: &mut Vec<String>,
    ) {
        /// An entry of the contents is in no more parts, and no deeper.
        const MOST: usize = 64;
        const DEEPEST: usize = 12;
        let page = page_of(element).or(page);
        for kid in kids(self.document, element).iter().take(MOST) {
            match Kid::of(self.document, kid, page) {
                Some(Kid::Mark(mark, _)) if runs.len() < MOST => {
                    let pieces = self.pages.marks.get(&mark).into_iter().flat_map(|it| &it.pieces);
                    runs.push(pieces.filter_map(Piece::text).collect());
                }
                Some(Kid::Element(kid)) if depth < DEEPEST => self.collect_runs(kid, page, depth + 1, runs),
                Some(Kid::Mark(..) | Kid::Element(_)) | None => {}
            }
        }
    }

    fn collect_text(&self, element: &Dictionary, page: Option<ObjectId>, depth: usize, text: &mut String) {
        let page = page_of(element).or(page);
        for kid in kids(self.document, element).iter().take(64) {
            if text.len() > 200 || depth > 12 {
                return;
            }
            match Kid::of(self.document, kid, page) {
                Some(Kid::Mark(mark, _)) => {
                    let pieces = self.pages.marks.get(&mark).into_iter().flat_map(|it| &it.pieces);
                    pieces.filter_map(Piece::text).for_each(|it| text.push_str(it));
                }
                Some(Kid::Element(kid)) => {
                    self.collect_text(kid, page, depth + 1, text);
                    text.push(' ');
                }
                None => {}
            }
        }
    }

    /// The number in the label of a note.
    pub(super) fn note_name(&self, element: &Dictionary) -> String {
        let text = self.text_of(element);
        let number = text.trim_start_matches(|it: char| !it.is_alphanumeric());
        number.chars().take_while(char::is_ascii_digit).collect()
    }

    /// The number of the note whose mark an element is; `None` if it is not a mark.
    pub(super) fn note_mark(&self, element: &Dictionary, form: MarkForm) -> Option<String> {
        let text = self.text_of(element);
        let name = text.trim_matches(|it: char| it.is_whitespace() || MARK_PUNCTUATION.contains(&it));
        if name.is_empty() || !name.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let is_mark = match form {
            MarkForm::Label => self.has_link(element),
            MarkForm::Raised | MarkForm::Level if self.has_references => false,
            MarkForm::Raised => self.is_internal(element) && self.notes.contains(name),
            MarkForm::Level => {
                let is_marked = is_raised_within(self.document, element, 0) || self.leads_to_note(element);
                self.is_internal(element) && self.notes.contains(name) && is_marked
            }
        };
        is_mark.then(|| name.to_owned())
    }

    fn is_note(&self, element: &Dictionary) -> bool {
        element.has(b"P") && matches!(self.standard(element).as_str(), "Note" | "FENote")
    }

    /// Whether an element is a reference outside the contents that shows the number of a note.
    fn is_reference_to_note(&self, element: &Dictionary) -> bool {
        if !element.has(b"P") || self.notes.is_empty() || self.standard(element) != "Reference" {
            return false;
        }
        let parent = get(self.document, element, b"P").and_then(|it| dictionary(self.document, it));
        let in_contents = parent.is_some_and(|it| self.standard(it) == "TOCI");
        let text = self.text_of(element);
        !in_contents && self.notes.contains(text.trim()) && self.has_link(element)
    }

    fn has_link(&self, label: &Dictionary) -> bool {
        let page = page_of(label);
        let mut inner = kids(self.document, label).iter().filter_map(|it| Kid::of(self.document, it, page));
        inner.any(|it| match it {
            Kid::Element(kid) => self.standard(kid) == "Link" && self.is_internal(kid),
            Kid::Mark(..) => false,
        })
    }

    /// Whether a link leads to a place in the file.
    fn is_internal(&self, link: &Dictionary) -> bool {
        matches!(self.links.target(self.document, link), LinkTarget::Page(_) | LinkTarget::Anchor(_))
    }

    /// Whether a link leads to a note, by the element that it refers to (ISO 32000-2, 14.7.2, `Ref`) or by the name of
    /// its destination.
    fn leads_to_note(&self, link: &Dictionary) -> bool {
        let referred = get(self.document, link, b"Ref").map(members).unwrap_or_default();
        let mut referred = referred.iter().filter_map(|it| dictionary(self.document, it));
        let name = Links::destination_name(self.document, link).unwrap_or_default().to_ascii_lowercase();
        referred.any(|it| self.is_note(it)) || name.contains("note") || name.starts_with("fn")
    }
}

/// Whether an element, or one in it, is above the line.
fn is_raised_within(document: &Document, element: &Dictionary, depth: usize) -> bool {
    /// A mark is small; a hostile file nests deeper.
    const MAX_DEPTH: usize = 3;
    const MAX: usize = 4;
    let page = page_of(element);
    let mut inner = kids(document, element).iter().take(MAX).filter_map(|it| Kid::of(document, it, page));
    is_raised(document, element)
        || depth < MAX_DEPTH
            && inner.any(|it| match it {
                Kid::Element(kid) => is_raised_within(document, kid, depth + 1),
                Kid::Mark(..) => false,
            })
}

/// Whether the text of an element is above the line (ISO 32000-1, table 345).
pub(super) fn is_raised(document: &Document, element: &Dictionary) -> bool {
    let attributes = get(document, element, b"A").map(members).unwrap_or_default();
    let mut shifts =
        attributes.iter().filter_map(|it| get(document, dictionary(document, it)?, b"BaselineShift"));
    shifts.any(|it| number(it).is_some_and(|it| it > 0.0))
}

/// The role of an item's label: its marker, or the checkbox of a task.
pub(super) fn label_role(text: &str) -> Role {
    match text.trim_start().chars().next() {
        Some('☐') => Role::Task(false),
        Some('☑' | '☒') => Role::Task(true),
        Some(_) | None => Role::Generated,
    }
}

/// Whether a label is the bullet of an item.
fn is_bullet(label: &str) -> bool {
    matches!(label.trim(), "•" | "◦" | "▪" | "‣" | "⁃" | "●" | "○" | "■" | "□" | "–" | "·" | "\u{f0b7}")
}

/// Whether a label is a term instead of a marker such as `iv.`, `a)` or a bullet.
fn is_term(label: &str) -> bool {
    let label = label.trim();
    let marks = label.chars().count() <= 5 && label.ends_with(['.', ')', ':']);
    !marks && label.chars().filter(|it| it.is_alphabetic()).count() > 1
}

/// Whether an element of this type contains text instead of blocks.
pub(super) fn is_text_container(role: &str) -> bool {
    matches!(
        role,
        "P" | "H"
            | "H1"
            | "H2"
            | "H3"
            | "H4"
            | "H5"
            | "H6"
            | "Span"
            | "Em"
            | "Strong"
            | "Link"
            | "TH"
            | "Lbl"
            | "Caption"
            | "Quote"
            | "Code"
            | "TD"
            | "LBody"
    )
}

/// Whether a type is one of the standard types (ISO 32000-1, 14.8.4).
fn is_standard(role: &str) -> bool {
    matches!(
        role,
        "Document"
            | "Part"
            | "Art"
            | "Sect"
            | "Div"
            | "BlockQuote"
            | "Caption"
            | "TOC"
            | "TOCI"
            | "Index"
            | "NonStruct"
            | "Private"
            | "P"
            | "H"
            | "H1"
            | "H2"
            | "H3"
            | "H4"
            | "H5"
            | "H6"
            | "L"
            | "LI"
            | "Lbl"
            | "LBody"
            | "Table"
            | "TR"
            | "TH"
            | "TD"
            | "THead"
            | "TBody"
            | "TFoot"
            | "Span"
            | "Quote"
            | "Note"
            | "Reference"
            | "BibEntry"
            | "Code"
            | "Link"
            | "Annot"
            | "Ruby"
            | "Warichu"
            | "Figure"
            | "Formula"
            | "Form"
    )
}
