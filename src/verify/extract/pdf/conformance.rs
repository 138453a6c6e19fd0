//! The requirements of the standards on a PDF, as far as they can be checked without rendering (ISO 14289-1; ISO 19005-2).

use lopdf::{Dictionary, Document, ObjectId};

use super::links::Links;
use super::object::{dictionary, get, name, stream_bytes, text};
use super::page_text::PageText;
use crate::verify::content::LinkTarget;
use crate::verify::extract::xml;
use crate::verify::report::{Aspect, Finding};

/// The metadata stream.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The part of PDF/UA that is claimed.
    pub accessible: Option<String>,
    /// The part of PDF/A that is claimed.
    pub archived: Option<String>,
    /// The level of PDF/A that is claimed.
    pub level: Option<String>,
    /// Whether it is there and well formed.
    pub readable: bool,
}

impl Metadata {
    /// Whether neither PDF/UA nor PDF/A is claimed.
    pub(super) fn claims_nothing(&self) -> bool {
        self.accessible.is_none() && self.archived.is_none()
    }

    /// Reads the metadata of a catalog (XMP, ISO 16684-1).
    pub(super) fn of(document: &Document, catalog: &Dictionary) -> Metadata {
        let bytes = get(document, catalog, b"Metadata").and_then(stream_bytes).unwrap_or_default();
        let packet = String::from_utf8_lossy(&bytes);
        let Ok(elements) = xml::elements(packet.trim_matches(['\u{feff}', '\u{0}'])) else {
            return Metadata::default();
        };
        let named = |prefix: &str, key: &str| {
            let attribute = elements.iter().find_map(|it| it.attributes.get(&format!("{prefix}:{key}")));
            let element =
                || elements.iter().find(|it| it.prefix == prefix && it.name == key).map(|it| it.text.trim());
            attribute.or_else(element).map(str::to_owned)
        };
        let title = elements.iter().position(|it| it.prefix == "dc" && it.name == "title");
        let title = title
            .and_then(|at| elements[at..].iter().find(|it| it.name == "li"))
            .map(|it| it.text.trim().to_owned());
        Metadata {
            title,
            accessible: named("pdfuaid", "part"),
            archived: named("pdfaid", "part"),
            level: named("pdfaid", "conformance"),
            readable: true,
        }
    }
}

/// The violations in a file.
pub(super) fn check(
    document: &Document,
    catalog: &Dictionary,
    pages: &PageText,
    links: &Links,
) -> Vec<Finding> {
    let tagged = catalog.has(b"StructTreeRoot");
    let mut checker = Checker { document, tagged, findings: Vec::new() };
    let metadata = Metadata::of(document, catalog);
    checker.catalog(catalog, &metadata);
    checker.title(&metadata);
    checker.fonts(pages);
    checker.annotations(links, &metadata);
    checker.claims(catalog, pages, &metadata);
    checker.visibility(pages);
    checker.findings
}

struct Checker<'a> {
    document: &'a Document,
    /// Whether the file has tags.
    tagged: bool,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    fn report(&mut self, location: impl Into<String>, message: impl Into<String>) {
        self.findings.push(Finding::new(Aspect::Standard, location, message));
    }

    /// ISO 14289-1, 6.2, 7.1 and 7.2.
    fn catalog(&mut self, catalog: &Dictionary, metadata: &Metadata) {
        // A file without a claim and without tags does not have to follow the rules for tagged files.
        if metadata.claims_nothing() && !catalog.has(b"StructTreeRoot") {
            return;
        }
        let flag = |outer: &[u8], key: &[u8]| {
            let outer = get(self.document, catalog, outer).and_then(|it| it.as_dict().ok());
            outer.and_then(|it| get(self.document, it, key)).and_then(|it| it.as_bool().ok()) == Some(true)
        };
        let (marked, shows_title) =
            (flag(b"MarkInfo", b"Marked"), flag(b"ViewerPreferences", b"DisplayDocTitle"));
        if !marked {
            self.report("", "the file is not marked as tagged (`MarkInfo`)");
        }
        if !shows_title {
            self.report("", "viewers show the file name instead of the title (`DisplayDocTitle`)");
        }
        if text(self.document, catalog, b"Lang").is_none_or(|it| it.is_empty()) {
            self.report("", "no language set (`Lang`)");
        }
        if !metadata.readable {
            self.report("", "the metadata (XMP) is missing or not well formed");
        }
    }

    fn title(&mut self, metadata: &Metadata) {
        let old = info_title(self.document);
        match (&metadata.title, &old) {
            (None, None) => self.report("", "the file has no title"),
            (Some(new), Some(old)) if new != old => {
                self.report(
                    "",
                    format!("the title is `{new}` in the metadata and `{old}` in the information"),
                );
            }
            (None, Some(_)) if metadata.readable => self.report("", "the metadata (XMP) has no title"),
            (Some(_), _) | (None, Some(_)) => {}
        }
    }

    /// ISO 14289-1, 7.21.4.1 and 7.21.7.
    fn fonts(&mut self, pages: &PageText) {
        for font in pages.fonts.values() {
            if !font.embedded {
                self.report("", format!("the font `{}` is not embedded", font.name));
            }
            if font.composite && font.unicode.is_none() {
                self.report("", format!("the font `{}` has no text for its glyphs (`ToUnicode`)", font.name));
            } else if !font.unmapped.is_empty() {
                let codes: Vec<String> = font.unmapped.iter().take(8).map(u32::to_string).collect();
                let message =
                    format!("glyphs of the font `{}` have no text: {}", font.name, codes.join(", "));
                self.report("", message);
            }
        }
    }

    /// ISO 14289-1, 7.18.
    fn annotations(&mut self, links: &Links, metadata: &Metadata) {
        for (number, page) in self.document.get_pages() {
            let Ok(page) = self.document.get_dictionary(page) else { continue };
            let Some(list) = get(self.document, page, b"Annots").and_then(|it| it.as_array().ok()) else {
                continue;
            };
            let location = format!("page {number}");
            let tabs = name(self.document, page, b"Tabs");
            if self.tagged && !list.is_empty() && tabs.as_deref() != Some("S") {
                self.report(location.clone(), "links are not in the order of the structure (`Tabs`)");
            }
            for annotation in list.iter().filter_map(|it| dictionary(self.document, it)) {
                if name(self.document, annotation, b"Subtype").as_deref() != Some("Link") {
                    continue;
                }
                if links.annotation(self.document, annotation) == LinkTarget::Nowhere {
                    self.report(location.clone(), "a link leads nowhere");
                }
                let described = text(self.document, annotation, b"Contents").is_some_and(|it| !it.is_empty());
                if !described && metadata.accessible.is_some() {
                    self.report(location.clone(), "a link has no description (`Contents`)");
                }
                if !annotation.has(b"StructParent") && self.tagged {
                    self.report(location.clone(), "a link is not tagged (`StructParent`)");
                }
            }
        }
    }

    /// Text that is read and not visible, and text that is read differently from what is visible.
    fn visibility(&mut self, pages: &PageText) {
        for hidden in &pages.hidden {
            let message = format!("the text `{}` {}", hidden.text.trim(), hidden.reason);
            self.report(format!("page {}", hidden.page), message);
        }
        for mismatch in &pages.mismatches {
            let (visible, actual) = (mismatch.visible.trim(), mismatch.actual.trim());
            let message = format!("`{visible}` is visible where `{actual}` is read (`ActualText`)");
            self.report(format!("page {}", mismatch.page), message);
        }
    }

    /// What the file claims, compared with what it has.
    fn claims(&mut self, catalog: &Dictionary, pages: &PageText, metadata: &Metadata) {
        let tagged = catalog.has(b"StructTreeRoot");
        if metadata.accessible.is_some() && !tagged {
            self.report("", "the file claims PDF/UA but has no tags");
        }
        if metadata.archived.is_some() {
            if !catalog.has(b"OutputIntents") {
                self.report("", "the file claims PDF/A but has no output intent");
            }
            if !self.document.trailer.has(b"ID") {
                self.report("", "the file claims PDF/A but has no `ID`");
            }
        }
        for (page, text) in &pages.untagged {
            // Untagged words are lost to readers that go by tags; for drawings, only PDF/UA requires tags or artifacts.
            if !tagged || metadata.accessible.is_none() && text.trim().is_empty() {
                continue;
            }
            let what =
                if text.trim().is_empty() { "a drawing".to_owned() } else { format!("`{}`", text.trim()) };
            self.report(format!("page {page}"), format!("{what} is neither tagged nor an artifact"));
        }
        for page in &pages.unreadable {
            self.report(format!("page {page}"), "the content cannot be read");
        }
    }
}

/// The title in the information dictionary.
pub(super) fn info_title(document: &Document) -> Option<String> {
    let info = get(document, &document.trailer, b"Info").and_then(|it| it.as_dict().ok())?;
    text(document, info, b"Title").filter(|it| !it.is_empty())
}

/// Whether a page leads to the structure elements of its sequences (ISO 32000-1, 14.7.4.4).
pub(super) fn has_parents(document: &Document, page: ObjectId) -> bool {
    document.get_dictionary(page).is_ok_and(|it| it.has(b"StructParents"))
}
