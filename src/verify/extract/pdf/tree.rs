//! The structure tree, read in logical order (ISO 32000-1, 14.7 and 14.8).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::cross_references::CrossReferences;
use super::object::{Kid, MAX_DEPTH, MAX_ELEMENTS, MarkId, kids, page_of, text};
use super::page_text::WordBoundary;
use super::structure::{MarkForm, Structure, is_raised, is_text_container, label_role};
use crate::verify::content::{Content, Event, Location, Role};

/// Reads the tree, and records which sequences it has.
pub(super) struct TreeReader<'a> {
    structure: &'a Structure<'a>,
    content: &'a mut Content,
    /// The sequences that are in elements.
    pub tagged: BTreeSet<MarkId>,
    /// Violations of the standards, by page: sequences that no page has, figures without alternative text.
    pub violations: TreeViolations,
    /// The links within the file.
    pub cross_references: CrossReferences,
    /// The elements that were read: a hostile tree may have loops.
    seen: BTreeSet<ObjectId>,
    elements_left: usize,
    page: u32,
    boundary: WordBoundary,
}

/// Violations in the tree, each with its page.
#[derive(Debug, Default)]
pub(super) struct TreeViolations {
    /// Elements with a sequence that no page has.
    pub missing: Vec<(u32, String)>,
    /// Figures and formulas without alternative text.
    pub without_alt: Vec<(u32, String)>,
}

/// What the parents of an element are.
#[derive(Clone, Default)]
struct Scope {
    page: Option<ObjectId>,
    /// The type of the parent.
    parent: String,
    depth: usize,
    in_contents: bool,
    /// The name of the note around it.
    in_note: Option<String>,
    in_reference: bool,
    /// Whether its text is above the line.
    raised: bool,
    /// Whether it is in the label of a note.
    in_label: bool,
    /// Whether it is in a list of definitions.
    in_definitions: bool,
}

impl<'a> TreeReader<'a> {
    /// Reads the tree below a root into `content`.
    pub(super) fn read(
        structure: &'a Structure<'a>,
        root: &Dictionary,
        content: &'a mut Content,
    ) -> TreeReader<'a> {
        let mut reader = TreeReader {
            structure,
            content,
            tagged: BTreeSet::new(),
            violations: TreeViolations::default(),
            cross_references: CrossReferences::default(),
            seen: BTreeSet::new(),
            elements_left: MAX_ELEMENTS,
            page: 1,
            boundary: WordBoundary::default(),
        };
        reader.kids(root, &Scope::default());
        reader
    }

    fn document(&self) -> &'a Document {
        self.structure.document
    }

    fn open(&mut self, role: Role) {
        self.content.push(Location::Page(self.page), Event::Open(role));
    }

    fn close(&mut self) {
        self.content.push(Location::Page(self.page), Event::Close);
    }

    fn kids(&mut self, element: &Dictionary, scope: &Scope) {
        let mut all = kids(self.document(), element).iter().peekable();
        while let Some(kid) = all.next() {
            self.elements_left = self.elements_left.saturating_sub(1);
            let again = kid.as_reference().is_ok_and(|id| !self.seen.insert(id));
            if self.elements_left == 0 || scope.depth > MAX_DEPTH || again {
                continue;
            }
            match Kid::of(self.document(), kid, scope.page) {
                Some(Kid::Mark(mark, page)) => self.mark(mark, page),
                Some(Kid::Element(kid)) if self.heads_contents(kid, all.peek().copied()) => {
                    self.open(Role::Contents);
                    self.element(kid, scope);
                    self.close();
                }
                Some(Kid::Element(kid)) => self.element(kid, scope),
                None => {}
            }
        }
    }

    /// Whether an element is the heading of the contents, which come next.
    fn heads_contents(&self, element: &Dictionary, next: Option<&Object>) -> bool {
        matches!(self.structure.standard(element).as_bytes(), [b'H', ..])
            && matches!(next.and_then(|it| Kid::of(self.document(), it, None)),
                Some(Kid::Element(it)) if self.structure.standard(it) == "TOC")
    }

    fn mark(&mut self, mark: MarkId, page: ObjectId) {
        let pages = self.structure.pages;
        if let Some(page) = self.structure.page_numbers.get(&page) {
            if *page != self.page {
                self.content.push(Location::Page(*page), Event::LineEnd);
            }
            self.page = *page;
        }
        self.tagged.insert(mark);
        let Some(sequence) = pages.marks.get(&mark) else {
            let message = format!("sequence {} of the tags is not on the page", mark.1);
            return self.violations.missing.push((self.page, message));
        };
        let (location, lang) = (Location::Page(self.page), pages.langs.get(&mark));
        if let Some(lang) = lang {
            self.open(Role::Lang(lang.clone()));
        }
        for piece in &sequence.pieces {
            self.boundary.add(piece, location, self.content);
        }
        if lang.is_some() {
            self.close();
        }
    }

    fn element(&mut self, element: &Dictionary, scope: &Scope) {
        let standard = self.structure.standard(element);
        if let Some(page) = page_of(element)
            && let Some(number) = self.structure.page_numbers.get(&page)
        {
            self.page = *number;
        }
        let role = self.role(&standard, element, scope);
        if let Some(role) = &role {
            self.cross_references.record(self.structure, element, role, scope.in_contents);
        }
        let inner = self.inner_scope(element, standard, role.as_ref(), scope);
        let lang = text(self.document(), element, b"Lang").filter(|it| !it.is_empty());
        let opened = usize::from(lang.is_some()) + usize::from(role.is_some());
        if let Some(lang) = lang {
            self.open(Role::Lang(lang));
        }
        let is_figure = matches!(role, Some(Role::Figure(_)));
        if let Some(role) = role {
            self.open(role);
        }
        match text(self.document(), element, b"ActualText").filter(|_| !is_figure) {
            Some(actual) => self.replaced(element, &inner, &actual),
            None if is_figure => {
                self.open(Role::Generated);
                self.kids(element, &inner);
                self.close();
            }
            None => self.kids(element, &inner),
        }
        for _ in 0..opened {
            self.close();
        }
    }

    /// The scope of the kids of an element.
    fn inner_scope(
        &self,
        element: &Dictionary,
        standard: String,
        role: Option<&Role>,
        scope: &Scope,
    ) -> Scope {
        let mut inner = scope.clone();
        inner.page = page_of(element).or(scope.page);
        inner.depth += 1;
        inner.in_contents |= role == Some(&Role::Contents);
        inner.in_reference |= standard == "Reference" || matches!(role, Some(Role::NoteMark(_)));
        inner.raised |= standard == "Span" && is_raised(self.document(), element);
        inner.in_label |= standard == "Lbl" && role == Some(&Role::Generated) && scope.in_note.is_some();
        if standard == "L" {
            inner.in_definitions = role == Some(&Role::Block);
        }
        if let Some(Role::Note(name)) = role {
            inner.in_note = Some(name.clone());
        }
        inner.parent = standard;
        inner
    }

    /// An element whose text is replaced by its `ActualText`. Its kids are read for what they record.
    fn replaced(&mut self, element: &Dictionary, inner: &Scope, actual: &str) {
        let from = self.content.events.len();
        self.kids(element, inner);
        self.content.events.truncate(from);
        self.content.text(Location::Page(self.page), actual);
    }

    fn role(&mut self, standard: &str, element: &Dictionary, scope: &Scope) -> Option<Role> {
        Some(match standard {
            "H1" | "H2" | "H3" | "H4" | "H5" | "H6" => Role::Heading(standard.as_bytes()[1] - b'0'),
            "H" => Role::Heading(1),
            "L" if self.structure.is_definition_list(element) => Role::Block,
            "L" => Role::List { ordered: self.structure.is_ordered(element) },
            "LI" if scope.in_definitions => Role::Block,
            "Lbl" if scope.in_definitions && scope.parent == "LI" => Role::Term,
            "LBody" if scope.in_definitions && scope.parent == "LI" => Role::Description,
            "LI" => Role::Item,
            "Lbl" if scope.parent == "LI" => label_role(&self.structure.text_of(element)),
            "Lbl" if scope.in_contents => Role::Generated,
            // The number of a section is a part of its heading.
            "Lbl" if matches!(scope.parent.as_bytes(), [b'H', b'1'..=b'6']) => Role::Inline,
            "Lbl" => match (&scope.in_note, self.structure.note_mark(element, MarkForm::Label)) {
                (own, Some(name)) if own.as_ref() != Some(&name) => Role::NoteMark(name),
                (Some(_), _) => Role::Generated,
                (None, _) => Role::Inline,
            },
            "Table" => Role::Table,
            "TR" => Role::Row,
            "TH" | "TD" => self.structure.cell(element, standard == "TH"),
            "Figure" | "Formula" => self.figure(standard, element),
            "Link" => return self.link(element, scope),
            "Reference" if !scope.in_contents && !scope.in_label => {
                let label = self.structure.text_of(element);
                let digits: String = label.chars().filter(char::is_ascii_digit).collect();
                if digits.is_empty() { Role::Inline } else { Role::NoteMark(digits) }
            }
            "Note" | "FENote" => Role::Note(self.structure.note_name(element)),
            "TOC" => Role::Contents,
            "Artifact" => Role::RunningContent,
            "Code" if is_text_container(&scope.parent) => Role::Inline,
            "Span" | "Em" | "Strong" | "Quote" | "Reference" | "Sub" | "BibEntry" | "Ruby" | "Warichu" => {
                Role::Inline
            }
            _ => Role::Block,
        })
    }

    fn figure(&mut self, standard: &str, element: &Dictionary) -> Role {
        let alt = text(self.document(), element, b"Alt");
        if alt.is_none() && text(self.document(), element, b"ActualText").is_none() {
            self.violations.without_alt.push((self.page, format!("a {standard} has no alternative text")));
        }
        if standard == "Formula" { Role::Block } else { Role::Figure(alt) }
    }

    fn link(&self, element: &Dictionary, scope: &Scope) -> Option<Role> {
        match &scope.in_note {
            Some(note) if scope.in_label => return Some(Role::BackLink(note.clone())),
            Some(_) | None => {}
        }
        if scope.in_reference && !scope.in_contents {
            return Some(Role::Inline);
        }
        let form = if scope.raised { MarkForm::Raised } else { MarkForm::Level };
        let mark = if scope.in_contents { None } else { self.structure.note_mark(element, form) };
        Some(match mark {
            Some(name) if scope.in_note.as_ref() != Some(&name) => Role::NoteMark(name),
            Some(_) | None => Role::Link(self.structure.links.target(self.document(), element)),
        })
    }
}
