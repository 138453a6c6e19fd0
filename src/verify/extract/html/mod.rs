//! HTML: a page, or a site of several.

mod dom;

use std::collections::BTreeMap;

use super::markup::{Facts, MarkupReader};
use crate::dom::Kind;
use crate::verify::content::{Content, Event, Location, Origin, percent_decoded};
use crate::verify::report::{Aspect, Finding};

/// The content of a page, and where it breaks the rules of its format.
pub fn extract(bytes: &[u8]) -> (Content, Vec<Finding>) {
    let mut content = Content { structured: true, ..Content::default() };
    let (facts, mut findings) = page(bytes, None, &mut content);
    content.titles.push(facts.title.clone());
    content.langs.extend(facts.lang.clone().filter(|it| !it.is_empty()));
    findings.extend(check(&facts, &content));
    (content, findings)
}

/// The content of a site, from its first page through each `rel="next"`, and where it breaks the rules of its format.
/// `file` returns the bytes at a path, which is resolved as browsers do it.
pub fn extract_site(first: &str, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> (Content, Vec<Finding>) {
    let mut content = Content { structured: true, ..Content::default() };
    let (mut all, mut findings) = (BTreeMap::new(), Vec::new());
    let mut next = Some(first.to_owned());
    while let Some(path) = next.take() {
        let Some(bytes) = file(&path) else {
            findings.push(Finding::new(Aspect::Standard, path, "the page is missing"));
            break;
        };
        let Ok(part) = u16::try_from(content.parts.len()) else { break };
        content.parts.push(path.clone());
        content.push(Location::Part { part, line: 1 }, Event::Anchor(path.clone()));
        let (facts, found) = page(&bytes, Some((path.clone(), part)), &mut content);
        findings.extend(found);
        findings.extend(check(&facts, &content));
        if part == 0 {
            content.titles.push(facts.title.clone());
            content.langs.extend(facts.lang.clone().filter(|it| !it.is_empty()));
        }
        next = facts.next.clone();
        all.insert(path, facts);
        if let Some(again) = next.take_if(|it| all.contains_key(it)) {
            findings.push(Finding::new(Aspect::Standard, again, "the page is the next page of two pages"));
        }
    }
    findings.extend(broken_links(first, &all, &content));
    (content, findings)
}

/// What a page says of itself: the program that made it.
pub(in crate::verify) fn says(bytes: &[u8]) -> Origin {
    /// Further on, no page says it.
    const HEAD: usize = 16 << 10;
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let nodes = crate::dom::document(&head);
    let generator = nodes.iter().find_map(|it| match &it.kind {
        Kind::Element(attributes) if &*it.name.local == "meta" => {
            let value =
                |name: &str| attributes.iter().find(|it| &*it.name.local == name).map(|it| &*it.value);
            value("content").filter(|_| value("name") == Some("generator"))
        }
        Kind::Element(_) | Kind::Text(_) | Kind::Document | Kind::Other => None,
    });
    Origin { program: generator.map(str::to_owned), ..Origin::default() }
}

/// The alternates of a page, relative to it.
pub fn alternates(bytes: &[u8]) -> Vec<String> {
    let (facts, _) = page(bytes, None, &mut Content::default());
    facts.alternates.iter().map(|it| percent_decoded(it)).collect()
}

fn page(bytes: &[u8], part: Option<(String, u16)>, content: &mut Content) -> (Facts, Vec<Finding>) {
    let mut findings = Vec::new();
    if let Err(error) = std::str::from_utf8(bytes) {
        let line = bytes.iter().take(error.valid_up_to()).filter(|it| **it == b'\n').count() + 1;
        let file = part.as_ref().map(|it| format!("{}, ", it.0)).unwrap_or_default();
        findings.push(Finding::new(Aspect::Standard, format!("{file}line {line}"), "a byte is not UTF-8"));
    }
    let running_content = part.is_some();
    let mut reader = MarkupReader::new(content, part);
    reader.running_content = running_content;
    if !dom::parse(&String::from_utf8_lossy(bytes), &mut reader) {
        findings.push(Finding::new(Aspect::Standard, "", "elements are nested too deep to be read"));
    }
    (reader.facts, findings)
}

/// Every link within the folder of the site leads to a place that exists.
fn broken_links(first: &str, all: &BTreeMap<String, Facts>, content: &Content) -> Vec<Finding> {
    let folder = first.rsplit_once('/').map_or(String::new(), |it| format!("{}/", it.0));
    let mut findings = Vec::new();
    for (target, location) in all.values().flat_map(|it| &it.internal).filter(|it| it.0.starts_with(&folder))
    {
        let (path, id) = target.split_once('#').map_or((target.as_str(), ""), |it| it);
        let there = all.get(path).is_some_and(|it| id.is_empty() || it.ids.contains_key(id));
        if !there {
            let message = format!("a link leads to `{target}`, which is not in the site");
            findings.push(Finding::new(Aspect::Standard, content.show(*location), message));
        }
    }
    findings
}

/// The violations in a page, as far as they can be checked without understanding it.
fn check(facts: &Facts, content: &Content) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |location: Location, message: String| {
        findings.push(Finding::new(Aspect::Standard, content.show(location), message));
    };
    // WCAG 2.2, 3.1.1 and 2.4.2.
    if facts.lang.as_deref().is_none_or(str::is_empty) {
        report(Location::Whole, "no language set; add `lang` to `html`".to_owned());
    }
    if facts.title.trim().is_empty() {
        report(Location::Whole, "the page has no title".to_owned());
    }
    match facts.first_headings.as_slice() {
        [_] => {}
        [] => report(Location::Whole, "the page has no `h1`".to_owned()),
        [_, second, ..] => {
            report(*second, format!("the page has {} `h1` instead of one", facts.first_headings.len()));
        }
    }
    let mut above = 0;
    for (level, location) in &facts.levels {
        if *level > above + 1 && above > 0 {
            report(*location, format!("a heading of level {level} follows one of level {above}"));
        }
        above = *level;
    }
    for (id, (count, location)) in &facts.ids {
        if *count > 1 {
            report(*location, format!("the id `{id}` occurs {count} times"));
        }
    }
    for (target, location) in &facts.internal {
        let id = target.strip_prefix('#');
        if id.is_some_and(|it| !it.is_empty() && it != "top" && !facts.ids.contains_key(it)) {
            report(*location, format!("a link leads to `{target}`, which is not in the page"));
        }
    }
    for (source, alt, location) in &facts.images {
        if alt.is_none() {
            let name: String = source.chars().take(40).collect();
            report(*location, format!("the image `{name}` has no alternative text"));
        }
    }
    findings
}
