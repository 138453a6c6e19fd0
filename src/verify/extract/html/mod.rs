//! HTML: a page, or a site of several.

mod dom;
mod rules;

use std::collections::BTreeMap;

use super::elements::{Facts, Reader, decoded};
use crate::verify::reading::{Event, Place, Reading};
use crate::verify::report::{Aspect, Finding};

/// What a page says, and where it breaks the rules of its format.
pub fn read(bytes: &[u8]) -> (Reading, Vec<Finding>) {
    let mut reading = Reading { structured: true, ..Reading::default() };
    let (facts, mut findings) = page(bytes, None, &mut reading);
    reading.titles.push(facts.title.clone());
    findings.extend(rules::check(&facts, &reading));
    (reading, findings)
}

/// What a site says: its first page, and then each that the one before calls the next, with where they break the
/// rules. `file` gives the bytes of a path that is resolved as browsers do it.
pub fn read_site(first: &str, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> (Reading, Vec<Finding>) {
    let mut reading = Reading { structured: true, ..Reading::default() };
    let (mut all, mut findings) = (BTreeMap::new(), Vec::new());
    let mut next = Some(first.to_owned());
    while let Some(path) = next.take() {
        let Some(bytes) = file(&path) else {
            findings.push(Finding::new(Aspect::Standard, path, "the page is missing"));
            break;
        };
        let Ok(part) = u16::try_from(reading.parts.len()) else { break };
        reading.parts.push(path.clone());
        reading.push(Place::Part { part, line: 1 }, Event::Anchor(path.clone()));
        let (facts, found) = page(&bytes, Some((path.clone(), part)), &mut reading);
        findings.extend(found);
        findings.extend(rules::check(&facts, &reading));
        if part == 0 {
            reading.titles.push(facts.title.clone());
        }
        next = facts.next.clone();
        all.insert(path, facts);
        if let Some(again) = next.take_if(|it| all.contains_key(it)) {
            findings.push(Finding::new(Aspect::Standard, again, "the page is the next of two"));
        }
    }
    findings.extend(dead_links(first, &all, &reading));
    (reading, findings)
}

/// The files that a page calls other forms of itself, as seen from it.
pub fn alternates(bytes: &[u8]) -> Vec<String> {
    let (facts, _) = page(bytes, None, &mut Reading::default());
    facts.alternates.iter().map(|it| decoded(it)).collect()
}

fn page(bytes: &[u8], part: Option<(String, u16)>, reading: &mut Reading) -> (Facts, Vec<Finding>) {
    let mut findings = Vec::new();
    if let Err(error) = std::str::from_utf8(bytes) {
        let line = bytes.iter().take(error.valid_up_to()).filter(|it| **it == b'\n').count() + 1;
        let file = part.as_ref().map(|it| format!("{}, ", it.0)).unwrap_or_default();
        findings.push(Finding::new(Aspect::Standard, format!("{file}line {line}"), "a byte is not UTF-8"));
    }
    let furnished = part.is_some();
    let mut reader = Reader::new(reading, part);
    reader.furnished = furnished;
    if !dom::tell(&String::from_utf8_lossy(bytes), &mut reader) {
        findings.push(Finding::new(Aspect::Standard, "", "elements nest too deep to be read"));
    }
    (reader.facts, findings)
}

/// Every link inside the site's folder leads to a place that exists.
fn dead_links(first: &str, all: &BTreeMap<String, Facts>, reading: &Reading) -> Vec<Finding> {
    let folder = first.rsplit_once('/').map_or(String::new(), |it| format!("{}/", it.0));
    let mut findings = Vec::new();
    for (goal, place) in all.values().flat_map(|it| &it.internal).filter(|it| it.0.starts_with(&folder)) {
        let (path, id) = goal.split_once('#').map_or((goal.as_str(), ""), |it| it);
        let there = all.get(path).is_some_and(|it| id.is_empty() || it.ids.contains_key(id));
        if !there {
            let message = format!("a link leads to `{goal}`, which is not in the site");
            findings.push(Finding::new(Aspect::Standard, reading.show(*place), message));
        }
    }
    findings
}
