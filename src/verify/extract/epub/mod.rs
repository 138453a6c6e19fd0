//! EPUB: the container, the package, and the documents of the spine in their order.
//!
//! In reading order: `container`, `package`, `claims`.

mod container;
mod package;

pub(in crate::verify) use container::{Container, differing_part};

use std::collections::{BTreeMap, BTreeSet};

use super::css::StyleSheet;
use super::markup::{Facts, MarkupReader};
use super::xml;
use crate::verify::content::{Content, Event, Location, Origin};
use crate::verify::report::{Aspect, Finding};
use package::{ManifestItem, Package};

/// The content of a book, and where it breaks the rules of its format.
pub fn extract(bytes: &[u8]) -> (Content, Vec<Finding>) {
    let mut book = Book { content: Content { structured: true, ..Content::default() }, ..Book::default() };
    match Container::open(bytes) {
        Ok(container) => book.read(container),
        Err(message) => book.report("", message),
    }
    (book.content, book.findings)
}

/// What a book says of itself: the program that made it, the standards that it claims, and its fonts.
pub(in crate::verify) fn says(bytes: &[u8]) -> Origin {
    let package = Container::open(bytes).ok().and_then(|mut it| Package::read(&mut it).ok());
    let Some(package) = package else { return Origin::default() };
    let is_font = |it: &&ManifestItem| it.media.starts_with("font/") || it.media.contains("font-");
    let name = |it: &ManifestItem| it.path.rsplit('/').next().unwrap_or_default().to_owned();
    Origin {
        program: package.meta("generator").first().map(|it| (*it).to_owned()),
        claims: package.meta("dcterms:conformsTo").into_iter().map(str::to_owned).collect(),
        fonts: package.items.iter().filter(is_font).map(name).collect(),
    }
}

#[derive(Default)]
struct Book {
    content: Content,
    findings: Vec<Finding>,
    /// The facts about each document, by its path.
    facts: BTreeMap<String, Facts>,
    /// The style sheets.
    sheet: StyleSheet,
}

impl Book {
    fn report(&mut self, location: impl Into<String>, message: impl Into<String>) {
        self.findings.push(Finding::new(Aspect::Standard, location, message));
    }

    fn read(&mut self, mut container: Container) {
        for message in container.violations() {
            self.report("", message);
        }
        let package = match Package::read(&mut container) {
            Ok(package) => package,
            Err((location, message)) => return self.report(location, message),
        };
        self.content.titles.clone_from(&package.titles);
        self.content.langs.clone_from(&package.langs);
        for (line, message) in package.violations() {
            self.report(format!("{}, line {line}", package.path), message);
        }
        self.files(&package, &container);
        for item in package.items.iter().filter(|it| it.media == "text/css") {
            self.sheet.add(&container.text(&item.path).unwrap_or_default());
        }
        let (spine, others) = package.documents();
        for item in spine.iter().chain(&others) {
            if package.is_non_linear(item) {
                self.content.non_linear.extend(u16::try_from(self.content.parts.len()));
            }
            self.document(item, &mut container);
        }
        self.links();
        self.properties(&package);
        for message in package::check(&package, &self.facts) {
            self.report(package.path.clone(), message);
        }
    }

    /// Every file is in the manifest, and every file in the manifest exists (EPUB 3.3, 3.4 and 5.6).
    fn files(&mut self, package: &Package, container: &Container) {
        let names: BTreeSet<&str> = container.names().collect();
        for item in &package.items {
            if !item.remote && !names.contains(item.path.as_str()) {
                let message = format!("`{}` is in the manifest but not in the book", item.path);
                self.report(format!("{}, line {}", package.path, item.line), message);
            }
        }
        let declared: BTreeSet<&str> = package.items.iter().map(|it| it.path.as_str()).collect();
        for name in names {
            let own = name == "mimetype" || name.starts_with("META-INF/") || name == package.path;
            if !own && !name.ends_with('/') && !declared.contains(name) {
                self.report(name, "the file is not in the manifest");
            }
        }
    }

    /// Reads a document of the spine, or the navigation.
    fn document(&mut self, item: &ManifestItem, container: &mut Container) {
        let Some(text) = container.text(&item.path) else { return };
        let Ok(part) = u16::try_from(self.content.parts.len()) else { return };
        self.content.parts.push(item.path.clone());
        self.content.push(Location::Part { part, line: 1 }, Event::Anchor(item.path.clone()));
        let mut reader = MarkupReader::new(&mut self.content, Some((item.path.clone(), part)));
        reader.sheet = self.sheet.clone();
        let parsed = xml::parse(&text, &mut reader);
        reader.end();
        let facts = reader.facts;
        if let Err(error) = parsed {
            self.report(
                format!("{}, line {}", item.path, error.line),
                format!("not well formed: {}", error.message),
            );
        }
        for (id, (count, location)) in &facts.ids {
            if *count > 1 {
                let location = self.content.show(*location);
                self.report(location, format!("the id `{id}` occurs {count} times"));
            }
        }
        for (source, alt, location) in &facts.images {
            let location = self.content.show(*location);
            if alt.is_none() {
                self.report(location, format!("the image `{source}` has no alternative text"));
            }
        }
        if facts.lang.is_none() {
            self.report(item.path.clone(), "no language set; add `lang` to `html`");
        }
        self.facts.insert(item.path.clone(), facts);
    }

    /// Every link within the book leads to a place that exists.
    fn links(&mut self) {
        let mut broken = Vec::new();
        for facts in self.facts.values() {
            for (target, location) in &facts.internal {
                let (path, id) =
                    target.split_once('#').map_or((target.as_str(), None), |it| (it.0, Some(it.1)));
                let there = self.facts.get(path);
                if there.is_none_or(|it| id.is_some_and(|id| !id.is_empty() && !it.ids.contains_key(id))) {
                    broken.push((
                        self.content.show(*location),
                        format!("a link leads to `{target}`, which is not in the book"),
                    ));
                }
            }
        }
        broken.into_iter().for_each(|(location, message)| self.report(location, message));
    }

    /// A document has what its properties in the manifest declare, and they declare what it has (EPUB 3.3, D.6).
    fn properties(&mut self, package: &Package) {
        for item in &package.items {
            let Some(facts) = self.facts.get(&item.path) else { continue };
            let mut violations = Vec::new();
            for (property, element) in [("svg", "svg"), ("mathml", "math"), ("scripted", "script")] {
                let (is_declared, has) = (item.has(property), facts.elements.contains(element));
                if is_declared != has {
                    let what = if has { "has" } else { "does not have" };
                    let verb = if is_declared { "declares" } else { "does not declare" };
                    violations.push(format!(
                        "the document {what} `{element}`, but the manifest {verb} `{property}`"
                    ));
                }
            }
            let nav = facts.kinds.contains("toc");
            if item.has("nav") && !nav {
                violations.push("the navigation document has no contents".to_owned());
            }
            violations
                .into_iter()
                .for_each(|it| self.findings.push(Finding::new(Aspect::Standard, item.path.clone(), it)));
        }
    }
}
