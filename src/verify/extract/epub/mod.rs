//! EPUB: the container, the package, and the documents of the spine in their order.

mod claims;
mod container;
mod package;

pub(in crate::verify) use container::differing_part;

use std::collections::{BTreeMap, BTreeSet};

use super::elements::{Facts, Reader};
use super::style::Sheet;
use super::xml;
use crate::verify::reading::{Event, Place, Reading};
use crate::verify::report::{Aspect, Finding};
use container::Container;
use package::{Item, Package};

/// What a book says, and where it breaks the rules of its format.
pub fn read(bytes: &[u8]) -> (Reading, Vec<Finding>) {
    let mut book = Book { reading: Reading { structured: true, ..Reading::default() }, ..Book::default() };
    match Container::open(bytes) {
        Ok(container) => book.read(container),
        Err(message) => book.fault("", message),
    }
    (book.reading, book.findings)
}

#[derive(Default)]
struct Book {
    reading: Reading,
    findings: Vec<Finding>,
    /// What is known of each document, by its path.
    facts: BTreeMap<String, Facts>,
    /// What the style sheets hide.
    sheet: Sheet,
}

impl Book {
    fn fault(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.findings.push(Finding::new(Aspect::Standard, place, message));
    }

    fn read(&mut self, mut container: Container) {
        for message in container.faults() {
            self.fault("", message);
        }
        let package = match Package::read(&mut container) {
            Ok(package) => package,
            Err((place, message)) => return self.fault(place, message),
        };
        self.reading.titles.clone_from(&package.titles);
        self.reading.langs.clone_from(&package.langs);
        for (line, message) in package.faults() {
            self.fault(format!("{}, line {line}", package.path), message);
        }
        self.files(&package, &container);
        for item in package.items.iter().filter(|it| it.media == "text/css") {
            self.sheet.add(&container.text(&item.path).unwrap_or_default());
        }
        let (spine, others) = package.documents();
        for item in spine.iter().chain(&others) {
            if package.is_apart(item) {
                self.reading.apart.extend(u16::try_from(self.reading.parts.len()));
            }
            self.document(item, &mut container);
        }
        self.links();
        self.properties(&package);
        for message in claims::check(&package, &self.facts) {
            self.fault(package.path.clone(), message);
        }
    }

    /// Every file is declared, and every declared file exists (EPUB 3.3, 3.4 and 5.6).
    fn files(&mut self, package: &Package, container: &Container) {
        let names: BTreeSet<&str> = container.names().collect();
        for item in &package.items {
            if !item.remote && !names.contains(item.path.as_str()) {
                let message = format!("`{}` is in the manifest and not in the book", item.path);
                self.fault(format!("{}, line {}", package.path, item.line), message);
            }
        }
        let declared: BTreeSet<&str> = package.items.iter().map(|it| it.path.as_str()).collect();
        for name in names {
            let own = name == "mimetype" || name.starts_with("META-INF/") || name == package.path;
            if !own && !name.ends_with('/') && !declared.contains(name) {
                self.fault(name, "the file is not in the manifest");
            }
        }
    }

    /// Reads a document; what is not of the spine but for the navigation is not read.
    fn document(&mut self, item: &Item, container: &mut Container) {
        let Some(text) = container.text(&item.path) else { return };
        let Ok(part) = u16::try_from(self.reading.parts.len()) else { return };
        self.reading.parts.push(item.path.clone());
        self.reading.push(Place::Part { part, line: 1 }, Event::Anchor(item.path.clone()));
        let mut reader = Reader::new(&mut self.reading, Some((item.path.clone(), part)));
        reader.sheet = self.sheet.clone();
        let told = xml::tell(&text, &mut reader);
        reader.end();
        let facts = reader.facts;
        if let Err(fault) = told {
            self.fault(
                format!("{}, line {}", item.path, fault.line),
                format!("not well formed: {}", fault.message),
            );
        }
        for (id, (count, place)) in &facts.ids {
            if *count > 1 {
                let place = self.reading.show(*place);
                self.fault(place, format!("the id `{id}` stands {count} times"));
            }
        }
        for (source, alt, place) in &facts.images {
            let place = self.reading.show(*place);
            if alt.is_none() {
                self.fault(place, format!("the picture `{source}` has no alternative text"));
            }
        }
        if facts.lang.is_none() {
            self.fault(item.path.clone(), "the document says no language");
        }
        self.facts.insert(item.path.clone(), facts);
    }

    /// Every link inside the book leads to a place that exists.
    fn links(&mut self) {
        let mut dead = Vec::new();
        for facts in self.facts.values() {
            for (goal, place) in &facts.internal {
                let (path, id) = goal.split_once('#').map_or((goal.as_str(), None), |it| (it.0, Some(it.1)));
                let there = self.facts.get(path);
                if there.is_none_or(|it| id.is_some_and(|id| !id.is_empty() && !it.ids.contains_key(id))) {
                    dead.push((
                        self.reading.show(*place),
                        format!("a link leads to `{goal}`, which is not in the book"),
                    ));
                }
            }
        }
        dead.into_iter().for_each(|(place, message)| self.fault(place, message));
    }

    /// What a document holds is declared, and what is declared it holds (EPUB 3.3, D.6).
    fn properties(&mut self, package: &Package) {
        for item in &package.items {
            let Some(facts) = self.facts.get(&item.path) else { continue };
            let mut faults = Vec::new();
            for (property, element) in [("svg", "svg"), ("mathml", "math"), ("scripted", "script")] {
                let (says, holds) = (item.has(property), facts.elements.contains(element));
                if says != holds {
                    let what = if holds { "holds" } else { "does not hold" };
                    let verb = if says { "says" } else { "does not say" };
                    faults.push(format!(
                        "the document {what} `{element}`, and the manifest {verb} `{property}`"
                    ));
                }
            }
            let nav = facts.kinds.contains("toc");
            if item.has("nav") && !nav {
                faults.push("the navigation document has no contents".to_owned());
            }
            faults
                .into_iter()
                .for_each(|it| self.findings.push(Finding::new(Aspect::Standard, item.path.clone(), it)));
        }
    }
}
