//! What the standards ask of a PDF, as far as it can be seen without rendering (ISO 14289-1; ISO 19005-2).

use lopdf::{Dictionary, Document, ObjectId};

use super::links::Links;
use super::object::{get, name, stream_bytes, text};
use super::shown::Shown;
use crate::verify::extract::xml;
use crate::verify::reading::Goal;
use crate::verify::report::{Aspect, Finding};

/// What the metadata stream says.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The part of PDF/UA that is claimed.
    pub accessible: Option<String>,
    /// The part of PDF/A that is claimed.
    pub archived: Option<String>,
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
            readable: true,
        }
    }
}

/// The faults of a file.
pub(super) fn check(document: &Document, catalog: &Dictionary, shown: &Shown, links: &Links) -> Vec<Finding> {
    let tagged = catalog.has(b"StructTreeRoot");
    let mut checker = Checker { document, tagged, findings: Vec::new() };
    let metadata = Metadata::of(document, catalog);
    checker.catalog(catalog, &metadata);
    checker.title(catalog, &metadata);
    checker.fonts(shown);
    checker.annotations(links, &metadata);
    checker.claims(catalog, shown, &metadata);
    checker.unseen(shown);
    checker.findings
}

struct Checker<'a> {
    document: &'a Document,
    /// Whether the file has tags.
    tagged: bool,
    findings: Vec<Finding>,
}

impl Checker<'_> {
    fn fault(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.findings.push(Finding::new(Aspect::Standard, place, message));
    }

    /// ISO 14289-1, 6.2, 7.1 and 7.2.
    fn catalog(&mut self, catalog: &Dictionary, metadata: &Metadata) {
        // What makes no claim and has no tags was not meant to be told by them.
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
            self.fault("", "the file does not say that it is tagged (`MarkInfo`)");
        }
        if !shows_title {
            self.fault("", "readers will show the file's name, not its title (`DisplayDocTitle`)");
        }
        if text(self.document, catalog, b"Lang").is_none_or(|it| it.is_empty()) {
            self.fault("", "the file says no language (`Lang`)");
        }
        if !metadata.readable {
            self.fault("", "the metadata (XMP) are missing or not well formed");
        }
    }

    fn title(&mut self, _: &Dictionary, metadata: &Metadata) {
        let old = info_title(self.document);
        match (&metadata.title, &old) {
            (None, None) => self.fault("", "the file has no title"),
            (Some(new), Some(old)) if new != old => {
                self.fault(
                    "",
                    format!("the title is `{new}` in the metadata and `{old}` in the information"),
                );
            }
            (None, Some(_)) if metadata.readable => self.fault("", "the metadata (XMP) have no title"),
            (Some(_), _) | (None, Some(_)) => {}
        }
    }

    /// ISO 14289-1, 7.21.4.1 and 7.21.7.
    fn fonts(&mut self, shown: &Shown) {
        for font in shown.fonts.values() {
            if !font.embedded {
                self.fault("", format!("the font `{}` is not embedded", font.name));
            }
            if font.composite && font.unicode.is_none() {
                self.fault(
                    "",
                    format!("the font `{}` does not say what its glyphs mean (`ToUnicode`)", font.name),
                );
            } else if !font.silent.is_empty() {
                let codes: Vec<String> = font.silent.iter().take(8).map(u32::to_string).collect();
                let message =
                    format!("glyphs of the font `{}` mean nothing: {}", font.name, codes.join(", "));
                self.fault("", message);
            }
        }
    }

    /// ISO 14289-1, 7.18.
    fn annotations(&mut self, links: &Links, metadata: &Metadata) {
        for (number, page) in self.document.get_pages() {
            let Ok(dictionary) = self.document.get_dictionary(page) else { continue };
            let Some(list) = get(self.document, dictionary, b"Annots").and_then(|it| it.as_array().ok())
            else {
                continue;
            };
            let place = format!("page {number}");
            let tabs = name(self.document, dictionary, b"Tabs");
            if self.tagged && !list.is_empty() && tabs.as_deref() != Some("S") {
                self.fault(place.clone(), "links are not in the order of the structure (`Tabs`)");
            }
            for annotation in list.iter().filter_map(|it| super::object::dictionary(self.document, it)) {
                if name(self.document, annotation, b"Subtype").as_deref() != Some("Link") {
                    continue;
                }
                if links.annotation(self.document, annotation) == Goal::Nowhere {
                    self.fault(place.clone(), "a link leads nowhere");
                }
                let described = text(self.document, annotation, b"Contents").is_some_and(|it| !it.is_empty());
                if !described && metadata.accessible.is_some() {
                    self.fault(place.clone(), "a link does not say where it leads (`Contents`)");
                }
                if !annotation.has(b"StructParent") && self.tagged {
                    self.fault(place.clone(), "a link is not tagged (`StructParent`)");
                }
            }
        }
    }

    /// What is read and not seen, and what is seen otherwise than it is read.
    fn unseen(&mut self, shown: &Shown) {
        for (page, why, said) in &shown.hidden {
            self.fault(format!("page {page}"), format!("the text `{}` {why}", said.trim()));
        }
        for (page, seen, said) in &shown.lies {
            let message = format!("`{}` is seen where `{}` is read (`ActualText`)", seen.trim(), said.trim());
            self.fault(format!("page {page}"), message);
        }
    }

    /// What is claimed, against what is so.
    fn claims(&mut self, catalog: &Dictionary, shown: &Shown, metadata: &Metadata) {
        let tagged = catalog.has(b"StructTreeRoot");
        if metadata.accessible.is_some() && !tagged {
            self.fault("", "the file claims PDF/UA and has no tags");
        }
        if metadata.archived.is_some() {
            if !catalog.has(b"OutputIntents") {
                self.fault("", "the file claims PDF/A and has no output intent");
            }
            if !self.document.trailer.has(b"ID") {
                self.fault("", "the file claims PDF/A and has no `ID`");
            }
        }
        for (page, said) in &shown.loose {
            // Words that no tag holds are lost to whoever reads by tags; of a drawing only PDF/UA asks it.
            if !tagged || metadata.accessible.is_none() && said.trim().is_empty() {
                continue;
            }
            let what =
                if said.trim().is_empty() { "a drawing".to_owned() } else { format!("`{}`", said.trim()) };
            self.fault(format!("page {page}"), format!("{what} is neither tagged nor an artifact"));
        }
        for page in &shown.broken {
            self.fault(format!("page {page}"), "the content cannot be read");
        }
    }
}

/// The title in the information dictionary.
pub(super) fn info_title(document: &Document) -> Option<String> {
    let info = get(document, &document.trailer, b"Info").and_then(|it| it.as_dict().ok())?;
    text(document, info, b"Title").filter(|it| !it.is_empty())
}

/// The parent tree leads from each page to its sequences (ISO 32000-1, 14.7.4.4).
pub(super) fn has_parents(document: &Document, page: ObjectId) -> bool {
    document.get_dictionary(page).is_ok_and(|it| it.has(b"StructParents"))
}
