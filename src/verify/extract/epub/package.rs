//! The package document: metadata, manifest, spine (EPUB 3.3, 5); and what it claims of the book's accessibility.
//!
//! What a book claims of its accessibility, compared with what it has (EPUB Accessibility 1.1, 2.2).

use super::container::Container;
use crate::verify::content::percent_decoded;
use crate::verify::extract::markup::{Facts, joined};
use crate::verify::extract::xml::{self, Element};
use std::collections::{BTreeMap, BTreeSet};

/// A package document.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Its path.
    pub path: String,
    /// The files in its manifest.
    pub items: Vec<ManifestItem>,
    /// The titles.
    pub titles: Vec<String>,
    /// The languages.
    pub langs: Vec<String>,
    spine: Vec<SpineItem>,
    elements: Vec<Element>,
}

/// A file in the manifest.
#[derive(Debug, Clone, Default)]
pub(super) struct ManifestItem {
    /// Its id.
    pub id: String,
    /// Its path in the container.
    pub path: String,
    /// Its media type.
    pub media: String,
    /// Its line in the package document.
    pub line: u32,
    /// Whether it is on the network.
    pub remote: bool,
    properties: String,
}

/// An item of the spine.
#[derive(Debug)]
struct SpineItem {
    /// The id of the file.
    id: String,
    line: u32,
    /// Whether it is outside the reading order (EPUB 3.3, 5.7.2: `linear`).
    non_linear: bool,
}

impl ManifestItem {
    /// Whether it has a property.
    pub(super) fn has(&self, property: &str) -> bool {
        self.properties.split_ascii_whitespace().any(|it| it == property)
    }
}

impl Package {
    /// Finds and reads the package document; an error comes with its location.
    pub(super) fn read(container: &mut Container) -> Result<Package, (String, String)> {
        const CONTAINER: &str = "META-INF/container.xml";
        let missing = |path: &str| (path.to_owned(), "the file is missing or not text".to_owned());
        let text = container.text(CONTAINER).ok_or_else(|| missing(CONTAINER))?;
        let elements = read(CONTAINER, &text)?;
        let path =
            elements.iter().find(|it| it.name == "rootfile").and_then(|it| it.attributes.get("full-path"));
        let path = path.ok_or((CONTAINER.to_owned(), "no package document is named".to_owned()))?.to_owned();
        let text = container.text(&path).ok_or_else(|| missing(&path))?;
        let elements = read(&path, &text)?;
        Ok(Package::of(path, elements))
    }

    fn of(path: String, elements: Vec<Element>) -> Package {
        let folder = path.rsplit_once('/').map_or("", |it| it.0);
        let item = |it: &Element| {
            let get = |name| it.attributes.get(name).unwrap_or_default().to_owned();
            let href = get("href");
            let remote = href.contains("://");
            let path = joined(folder, &percent_decoded(&href));
            ManifestItem {
                id: get("id"),
                path,
                media: get("media-type"),
                line: it.line,
                remote,
                properties: get("properties"),
            }
        };
        let items = elements.iter().filter(|it| it.name == "item").map(item).collect();
        let spine = elements.iter().filter(|it| it.name == "itemref");
        let reference = |it: &Element| SpineItem {
            id: it.attributes.get("idref").unwrap_or_default().to_owned(),
            line: it.line,
            non_linear: it.attributes.get("linear") == Some("no"),
        };
        let spine = spine.map(reference).collect();
        let texts = |name: &str| {
            let named = elements.iter().filter(|it| it.name == name);
            named.map(|it| it.text.trim().to_owned()).collect()
        };
        let (titles, langs) = (texts("title"), texts("language"));
        Package { path, items, titles, langs, spine, elements }
    }

    /// The documents of the spine in order, and the navigation if it is not one of them.
    pub(super) fn documents(&self) -> (Vec<ManifestItem>, Vec<ManifestItem>) {
        let find = |id: &String| self.items.iter().find(|it| it.id == *id).cloned();
        let spine: Vec<ManifestItem> = self.spine.iter().filter_map(|it| find(&it.id)).collect();
        let others =
            self.items.iter().filter(|it| it.has("nav") && spine.iter().all(|other| other.id != it.id));
        let others = others.cloned().collect();
        (spine, others)
    }

    /// Whether a file of the spine is outside the reading order.
    pub(super) fn is_non_linear(&self, item: &ManifestItem) -> bool {
        self.spine.iter().any(|it| it.id == item.id && it.non_linear)
    }

    /// The values of a metadata property.
    pub(super) fn meta(&self, property: &str) -> Vec<&str> {
        let metas = self.elements.iter().filter(|it| it.name == "meta");
        metas.filter(|it| it.attributes.get("property") == Some(property)).map(|it| it.text.trim()).collect()
    }

    /// The violations, with their lines.
    pub(super) fn violations(&self) -> Vec<(u32, String)> {
        let mut violations = Vec::new();
        self.metadata_violations(&mut violations);
        let ids: BTreeSet<&str> = self.items.iter().map(|it| it.id.as_str()).collect();
        for SpineItem { id, line, .. } in &self.spine {
            if !ids.contains(id.as_str()) {
                violations.push((*line, format!("the spine names `{id}`, which is not in the manifest")));
            }
        }
        if self.spine.is_empty() {
            violations.push((1, "the spine is empty".to_owned()));
        }
        let mut seen = BTreeSet::new();
        violations.extend(
            self.items
                .iter()
                .filter(|it| !seen.insert(it.path.clone()))
                .map(|it| (it.line, format!("`{}` is in the manifest twice", it.path))),
        );
        let in_spine: BTreeSet<&str> = self.spine.iter().map(|it| it.id.as_str()).collect();
        for item in &self.items {
            let document = item.media == "application/xhtml+xml" && !item.has("nav");
            if document && !in_spine.contains(item.id.as_str()) {
                violations.push((item.line, format!("`{}` is not in the spine", item.path)));
            }
        }
        match self.items.iter().filter(|it| it.has("nav")).count() {
            1 => {}
            count => violations.push((1, format!("there are {count} navigation documents instead of one"))),
        }
        violations
    }

    fn metadata_violations(&self, violations: &mut Vec<(u32, String)>) {
        for name in ["title", "language", "identifier"] {
            if !self.elements.iter().any(|it| it.name == name && !it.text.trim().is_empty()) {
                violations.push((1, format!("the metadata has no `dc:{name}`")));
            }
        }
        match self.meta("dcterms:modified").len() {
            1 => {}
            count => {
                violations.push((1, format!("the metadata has {count} modification dates instead of one")))
            }
        }
        let package = self.elements.iter().find(|it| it.name == "package");
        let unique = package.and_then(|it| it.attributes.get("unique-identifier")).unwrap_or_default();
        let named =
            self.elements.iter().any(|it| it.name == "identifier" && it.attributes.get("id") == Some(unique));
        if !named {
            violations.push((1, format!("the unique identifier `{unique}` is not in the metadata")));
        }
        for meta in self.elements.iter().filter(|it| it.name == "meta") {
            let Some(refined) = meta.attributes.get("refines").and_then(|it| it.strip_prefix('#')) else {
                continue;
            };
            if !self.elements.iter().any(|it| it.attributes.get("id") == Some(refined)) {
                violations.push((meta.line, format!("`{refined}` is refined but does not exist")));
            }
        }
    }
}

fn read(path: &str, text: &str) -> Result<Vec<Element>, (String, String)> {
    let location = |line: u32| format!("{path}, line {line}");
    xml::elements(text).map_err(|error| (location(error.line), format!("not well formed: {}", error.message)))
}

/// The claims that are not true, and those that are missing.
pub(super) fn check(package: &Package, facts: &BTreeMap<String, Facts>) -> Vec<String> {
    let features = package.meta("schema:accessibilityFeature");
    let claims = |feature: &str| features.iter().any(|it| it.eq_ignore_ascii_case(feature));
    let untrue = evidence(facts).into_iter().filter(|it| claims(it.feature) && !it.is_given);
    let mut violations: Vec<String> =
        untrue.map(|it| format!("the book claims `{}`, but {}", it.feature, it.missing)).collect();
    if features.is_empty() {
        violations.push("the metadata has no accessibility feature".to_owned());
    }
    for property in ["schema:accessMode", "schema:accessibilityHazard"] {
        if package.meta(property).is_empty() {
            violations.push(format!("the metadata has no `{property}`"));
        }
    }
    let is_visual = package.meta("schema:accessMode").contains(&"visual");
    let has_image = facts.values().any(|it| !it.images.is_empty() || it.elements.contains("svg"));
    if is_visual && !has_image {
        violations.push("the book claims the access mode `visual`, but there is no image".to_owned());
    }
    let conforms = package.meta("dcterms:conformsTo").iter().any(|it| it.contains("Accessibility"));
    if conforms && package.meta("a11y:certifiedBy").is_empty() {
        violations.push("the book claims to conform, but does not say who certifies it".to_owned());
    }
    violations
}

/// Whether the book has what an accessibility feature is about.
struct Evidence {
    feature: &'static str,
    is_given: bool,
    /// What is missing otherwise, as the end of a sentence.
    missing: &'static str,
}

fn evidence(facts: &BTreeMap<String, Facts>) -> Vec<Evidence> {
    let has_kind = |kind: &str| facts.values().any(|it| it.kinds.contains(kind));
    let has = |element: &str| facts.values().any(|it| it.elements.contains(element));
    let has_heading = facts.values().any(|it| !it.levels.is_empty());
    let images: Vec<_> = facts.values().flat_map(|it| &it.images).collect();
    let has_image = !images.is_empty() || has("svg");
    let is_informative = |alt: &Option<String>| alt.as_deref() != Some("");
    let is_described =
        images.iter().any(|it| is_informative(&it.1)) && images.iter().all(|it| it.1.is_some());
    let has_page_break = has_kind("pagebreak") || has_kind("doc-pagebreak");
    let evidence = |feature, is_given, missing| Evidence { feature, is_given, missing };
    vec![
        evidence("tableOfContents", has_kind("toc"), "there are no contents"),
        evidence("pageNavigation", has_kind("page-list"), "there is no page list"),
        evidence("pageBreakMarkers", has_page_break, "no page break is marked"),
        evidence("printPageNumbers", has_page_break, "no page break is marked"),
        evidence("MathML", has("math"), "there is no MathML"),
        evidence("structuralNavigation", has_heading, "there is no heading"),
        evidence("longDescription", has_image || has("table"), "there is nothing to describe"),
        evidence("captions", has("video"), "there is no video"),
        evidence("closedCaptions", has("video"), "there is no video"),
        evidence("audioDescription", has("video"), "there is no video"),
        evidence("transcript", has("video") || has("audio"), "there is no audio or video"),
        evidence("alternativeText", has_image, "there is no image"),
        evidence(
            "alternativeText",
            !has_image || is_described || has("svg"),
            "not every image has an alternative text",
        ),
    ]
}
