//! HTML pages.

mod dom;
mod rules;

use super::elements::Reader;
use crate::verify::reading::Reading;
use crate::verify::report::{Aspect, Finding};

/// What a page says, and where it breaks the rules of its format.
pub fn read(bytes: &[u8]) -> (Reading, Vec<Finding>) {
    let mut reading = Reading { structured: true, ..Reading::default() };
    let mut findings = Vec::new();
    if let Err(error) = std::str::from_utf8(bytes) {
        let line = bytes.iter().take(error.valid_up_to()).filter(|it| **it == b'\n').count() + 1;
        findings.push(Finding::new(Aspect::Standard, format!("line {line}"), "a byte is not UTF-8"));
    }
    let mut reader = Reader::new(&mut reading, None);
    dom::tell(&String::from_utf8_lossy(bytes), &mut reader);
    let facts = reader.facts;
    reading.titles.push(facts.title.clone());
    findings.extend(rules::check(&facts, &reading));
    (reading, findings)
}
