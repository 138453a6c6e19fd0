//! PDF, read by its tags; one without tags in the order of painting.
//!
//! In reading order:
//!
//! - `object`: objects, and the kids of structure elements;
//! - `font`: fonts, as far as the text needs them;
//! - `page_text`: the text of the pages by marked-content sequences, each line in reading order;
//! - `graphics_state`, `content_stream`: content streams, which give that text;
//! - `links`: where links lead, `page_labels`: what pages are called;
//! - `structure`: what structure elements are;
//! - `cross_references`, `tree`: the structure tree as content;
//! - `conformance`: the rules of PDF/UA and PDF/A.

mod object;
mod font;
mod page_text;
mod graphics_state;
mod content_stream;
mod links;
mod page_labels;
mod structure;
mod cross_references;
mod tree;
mod conformance;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, ObjectId};

use crate::verify::content::{Content, Event, LinkTarget, Location, Origin, Role};
use crate::verify::report::{Aspect, Finding};
use links::Links;
use object::{MAX_STREAM, dictionary, get, text};
use page_text::{Directions, PageText, Piece, WordBoundary};
use structure::Structure;
use tree::TreeReader;

/// The content of a file, and where it breaks the rules of its format.
pub fn extract(bytes: &[u8]) -> (Content, Vec<Finding>) {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(error) => {
            let finding =
                Finding::new(Aspect::Standard, "", format!("the file is not a readable PDF: {error}"));
            return (Content::default(), vec![finding]);
        }
    };
    let Ok(catalog) = document.catalog() else {
        return (Content::default(), vec![Finding::new(Aspect::Standard, "", "the file has no catalog")]);
    };
    let numbers = document.get_pages();
    let page_numbers: BTreeMap<ObjectId, u32> = numbers.iter().map(|(number, id)| (*id, *number)).collect();
    let mut pages = PageText::new(Directions::of(&document, catalog));
    for (number, id) in &numbers {
        content_stream::read(&mut pages, &document, *number, *id);
    }
    pages.put_in_order();
    let links = Links::of(&document, catalog, &page_numbers);
    let file =
        File { document: &document, catalog, pages: &pages, links: &links, page_numbers: &page_numbers };
    let page_labels = page_labels::page_labels(&document, catalog, numbers.len());
    let mut content = Content { page_labels, ..Content::default() };
    content.titles.extend(conformance::info_title(&document));
    let mut findings = conformance::check(&document, catalog, &pages, &links);
    findings.extend(file.read(&mut content));
    (content, findings)
}

/// What a file says of itself: its program, the standards that it claims, and its fonts.
pub(in crate::verify) fn says(bytes: &[u8]) -> Origin {
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let Ok(document) = Document::load_mem_with_options(bytes, options) else { return Origin::default() };
    let metadata = document.catalog().map(|it| conformance::Metadata::of(&document, it)).unwrap_or_default();
    let info = get(&document, &document.trailer, b"Info").and_then(|it| it.as_dict().ok());
    let accessible = metadata.accessible.map(|part| format!("PDF/UA-{part}"));
    let level = metadata.level.unwrap_or_default();
    let archived = metadata.archived.map(|part| format!("PDF/A-{part}{level}"));
    let fonts = document.objects.values().filter_map(|it| it.as_dict().ok());
    let fonts = fonts.filter(|it| it.has(b"FontFile") || it.has(b"FontFile2") || it.has(b"FontFile3"));
    let name = |it: &Dictionary| {
        let name = object::name(&document, it, b"FontName")?;
        Some(name.split_once('+').map_or(name.clone(), |it| it.1.to_owned()))
    };
    let fonts: BTreeSet<String> = fonts.filter_map(name).collect();
    Origin {
        program: info.and_then(|it| text(&document, it, b"Producer")),
        claims: accessible.into_iter().chain(archived).collect(),
        fonts: fonts.into_iter().collect(),
    }
}

/// An open file.
struct File<'a> {
    document: &'a Document,
    catalog: &'a Dictionary,
    pages: &'a PageText,
    links: &'a Links,
    page_numbers: &'a BTreeMap<ObjectId, u32>,
}

impl File<'_> {
    /// Adds the content of the file, and returns what its tags lack.
    fn read(&self, content: &mut Content) -> Vec<Finding> {
        let root = get(self.document, self.catalog, b"StructTreeRoot").and_then(|it| it.as_dict().ok());
        let Some(root) = root else {
            self.untagged(content);
            let claims = !conformance::Metadata::of(self.document, self.catalog).claims_nothing();
            let finding = || Finding::new(Aspect::Structure, "", "the file has no tags");
            return claims.then(finding).into_iter().collect();
        };
        content.structured = true;
        content.lang = text(self.document, self.catalog, b"Lang").filter(|it| !it.is_empty());
        let findings = self.tagged(root, content);
        for (page, pieces) in &self.pages.artifacts {
            let location = Location::Page(*page);
            content.push(location, Event::Open(Role::RunningContent));
            let mut boundary = WordBoundary::default();
            pieces.iter().for_each(|it| boundary.add(it, location, content));
            content.push(location, Event::Close);
        }
        self.outline(content);
        findings
    }

    fn untagged(&self, content: &mut Content) {
        let (mut last_page, mut boundary) = (0, WordBoundary::default());
        for (page, piece) in &self.pages.painted {
            if *page != last_page {
                content.push(Location::Page(*page), Event::LineEnd);
            }
            last_page = *page;
            boundary.add(piece, Location::Page(*page), content);
        }
        self.annotations(content);
    }

    /// The addresses of links, where no tag shows which words are the link.
    fn annotations(&self, content: &mut Content) {
        for (id, page) in self.page_numbers {
            let page = Location::Page(*page);
            let list =
                self.document.get_dictionary(*id).ok().and_then(|it| get(self.document, it, b"Annots"));
            let list = list.and_then(|it| it.as_array().ok()).into_iter().flatten();
            for annotation in list.filter_map(|it| dictionary(self.document, it)) {
                if let LinkTarget::Url(address) = self.links.annotation(self.document, annotation) {
                    content.push(page, Event::Open(Role::Generated));
                    content.leaf(page, Role::Link(LinkTarget::Url(address)), "");
                    content.push(page, Event::Close);
                }
            }
        }
    }

    fn tagged(&self, root: &Dictionary, content: &mut Content) -> Vec<Finding> {
        let structure = Structure::new(self.document, root, self.pages, self.links, self.page_numbers);
        let tree = TreeReader::read(&structure, root, content);
        let finding =
            |page: u32, message: String| Finding::new(Aspect::Standard, format!("page {page}"), message);
        let violations = tree.violations.missing.iter().chain(&tree.violations.without_alt);
        let mut findings: Vec<Finding> =
            violations.map(|(page, message)| finding(*page, message.clone())).collect();
        findings.extend(tree.cross_references.findings());
        for (mark, sequence) in &self.pages.marks {
            if !tree.tagged.contains(mark) {
                let text: String = sequence.pieces.iter().filter_map(Piece::text).collect();
                findings.push(finding(sequence.page, format!("`{}` is marked but in no tag", text.trim())));
            }
        }
        let marked: BTreeSet<ObjectId> = self.pages.marks.keys().map(|it| it.0).collect();
        for (id, page) in self.page_numbers {
            if marked.contains(id) && !conformance::has_parents(self.document, *id) {
                let message = "the page does not lead to its tags (`StructParents`)".to_owned();
                findings.push(finding(*page, message));
            }
        }
        findings
    }

    /// The titles in the outline are contents too.
    fn outline(&self, content: &mut Content) {
        let outline = get(self.document, self.catalog, b"Outlines").and_then(|it| it.as_dict().ok());
        let Some(first) = outline.and_then(|it| it.get(b"First").ok()) else { return };
        content.push(Location::Whole, Event::Open(Role::Contents));
        let mut waiting = vec![first];
        let mut seen = BTreeSet::new();
        while let Some(item) = waiting.pop() {
            let Ok(id) = item.as_reference() else { continue };
            let Ok(item) = self.document.get_dictionary(id) else { continue };
            if !seen.insert(id) {
                continue;
            }
            let title = text(self.document, item, b"Title").unwrap_or_default();
            content.leaf(Location::Whole, Role::Block, title);
            waiting.extend(item.get(b"Next").ok());
            waiting.extend(item.get(b"First").ok());
        }
        content.push(Location::Whole, Event::Close);
    }
}
