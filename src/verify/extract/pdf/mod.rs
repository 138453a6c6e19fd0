//! PDF, read by its tags; one without tags in the order of painting.

mod cmap;
mod content;
mod direction;
mod font;
mod kid;
mod kinds;
mod links;
mod marks;
mod object;
mod rules;
mod run;
mod shown;
mod tree;
mod ways;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, ObjectId};

use crate::verify::reading::{Event, Goal, Place, Reading, Role};
use crate::verify::report::{Aspect, Finding};
use direction::Directions;
use links::Links;
use object::{MOST, get, text};
use shown::{Piece, Seam, Shown};
use tree::Walk;

/// What a file says, and where it breaks the rules of its format.
pub fn read(bytes: &[u8]) -> (Reading, Vec<Finding>) {
    let options = LoadOptions { max_decompressed_size: Some(MOST), ..LoadOptions::default() };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(error) => {
            let finding = Finding::new(Aspect::Standard, "", format!("the file is no readable PDF: {error}"));
            return (Reading::default(), vec![finding]);
        }
    };
    let Ok(catalog) = document.catalog() else {
        return (Reading::default(), vec![Finding::new(Aspect::Standard, "", "the file has no catalog")]);
    };
    let numbers = document.get_pages();
    let pages: BTreeMap<ObjectId, u32> = numbers.iter().map(|(number, id)| (*id, *number)).collect();
    let mut shown = Shown::new(Directions::of(&document, catalog));
    for (number, id) in &numbers {
        content::read(&mut shown, &document, *number, *id);
    }
    shown.put_in_order();
    let links = Links::of(&document, catalog, &pages);
    let mut file = File { document: &document, catalog, shown: &shown, links: &links, pages: &pages };
    let mut reading = Reading::default();
    reading.titles.extend(rules::info_title(&document));
    let mut findings = rules::check(&document, catalog, &shown, &links);
    findings.extend(file.say(&mut reading));
    (reading, findings)
}

/// A file that is open.
struct File<'a> {
    document: &'a Document,
    catalog: &'a Dictionary,
    shown: &'a Shown,
    links: &'a Links,
    pages: &'a BTreeMap<ObjectId, u32>,
}

impl File<'_> {
    /// Tells what the file says, and what its tags lack.
    fn say(&mut self, reading: &mut Reading) -> Vec<Finding> {
        let root = get(self.document, self.catalog, b"StructTreeRoot").and_then(|it| it.as_dict().ok());
        let Some(root) = root else {
            self.untagged(reading);
            let claims = !rules::Metadata::of(self.document, self.catalog).claims_nothing();
            let finding = || Finding::new(Aspect::Structure, "", "the file has no tags");
            return claims.then(finding).into_iter().collect();
        };
        reading.structured = true;
        reading.lang = text(self.document, self.catalog, b"Lang").filter(|it| !it.is_empty());
        let findings = self.tagged(root, reading);
        for (page, pieces) in &self.shown.artifacts {
            let place = Place::Page(*page);
            reading.push(place, Event::Open(Role::Furniture));
            pieces.iter().filter_map(event).for_each(|it| reading.push(place, it));
            reading.push(place, Event::Close);
        }
        self.outline(reading);
        findings
    }

    fn untagged(&self, reading: &mut Reading) {
        let (mut before, mut seam) = (0, Seam::default());
        for (page, piece) in &self.shown.painted {
            if *page != before {
                reading.push(Place::Page(*page), Event::LineEnd);
            }
            before = *page;
            if seam.parts(piece) {
                reading.text(Place::Page(*page), " ");
            }
            event(piece).into_iter().for_each(|it| reading.push(Place::Page(*page), it));
        }
        self.annotations(reading);
    }

    /// The addresses that links lead to, where no tag says which words are the link.
    fn annotations(&self, reading: &mut Reading) {
        for (id, page) in self.pages {
            let page = Place::Page(*page);
            let list =
                self.document.get_dictionary(*id).ok().and_then(|it| get(self.document, it, b"Annots"));
            let list = list.and_then(|it| it.as_array().ok()).into_iter().flatten();
            for annotation in list.filter_map(|it| object::dictionary(self.document, it)) {
                if let Goal::Url(address) = self.links.annotation(self.document, annotation) {
                    reading.push(page, Event::Open(Role::Generated));
                    reading.leaf(page, Role::Link(Goal::Url(address)), "");
                    reading.push(page, Event::Close);
                }
            }
        }
    }

    fn tagged(&self, root: &Dictionary, reading: &mut Reading) -> Vec<Finding> {
        let mut walk = Walk::new(self.document, self.shown, self.links, self.pages, reading);
        walk.run(root);
        let fault =
            |page: u32, message: String| Finding::new(Aspect::Standard, format!("page {page}"), message);
        let mut findings: Vec<Finding> =
            walk.missing.iter().chain(&walk.silent).map(|(page, it)| fault(*page, it.clone())).collect();
        findings.extend(walk.ways.faults());
        for (mark, (page, pieces)) in &self.shown.marks {
            if !walk.held.contains(mark) {
                let said: String = pieces.iter().filter_map(said).collect();
                findings.push(fault(*page, format!("`{}` is marked and in no tag", said.trim())));
            }
        }
        let marked: BTreeSet<ObjectId> = self.shown.marks.keys().map(|it| it.0).collect();
        for (id, page) in self.pages {
            if marked.contains(id) && !rules::has_parents(self.document, *id) {
                findings
                    .push(fault(*page, "the page does not lead to its tags (`StructParents`)".to_owned()));
            }
        }
        findings
    }

    /// The titles of the outline are contents, too.
    fn outline(&self, reading: &mut Reading) {
        let outline = get(self.document, self.catalog, b"Outlines").and_then(|it| it.as_dict().ok());
        let Some(first) = outline.and_then(|it| it.get(b"First").ok()) else { return };
        reading.push(Place::Whole, Event::Open(Role::Contents));
        let mut waiting = vec![first];
        let mut met = BTreeSet::new();
        while let Some(item) = waiting.pop() {
            let Ok(id) = item.as_reference() else { continue };
            let Ok(item) = self.document.get_dictionary(id) else { continue };
            if !met.insert(id) {
                continue;
            }
            let title = text(self.document, item, b"Title").unwrap_or_default();
            reading.leaf(Place::Whole, Role::Block, title);
            waiting.extend(item.get(b"Next").ok());
            waiting.extend(item.get(b"First").ok());
        }
        reading.push(Place::Whole, Event::Close);
    }
}

/// What a piece is to a reader; `None` for one that is about places only.
fn event(piece: &Piece) -> Option<Event> {
    match piece {
        Piece::Text(text) => Some(Event::Text(text.clone())),
        Piece::LineEnd => Some(Event::LineEnd),
        Piece::Back => None,
    }
}

fn said(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::LineEnd | Piece::Back => None,
    }
}
