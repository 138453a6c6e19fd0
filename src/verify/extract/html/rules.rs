//! What the standards ask of a page, as far as it can be seen without judging what it means.

use crate::verify::extract::elements::Facts;
use crate::verify::reading::{Place, Reading};
use crate::verify::report::{Aspect, Finding};

/// The faults of a page.
pub(super) fn check(facts: &Facts, reading: &Reading) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut fault = |place: Place, message: String| {
        findings.push(Finding::new(Aspect::Standard, reading.show(place), message));
    };
    // WCAG 2.2, 3.1.1 and 2.4.2.
    if facts.lang.as_deref().is_none_or(str::is_empty) {
        fault(Place::Whole, "the page says no language".to_owned());
    }
    if facts.title.trim().is_empty() {
        fault(Place::Whole, "the page has no title".to_owned());
    }
    match facts.first_headings.as_slice() {
        [_] => {}
        [] => fault(Place::Whole, "the page has no `h1`".to_owned()),
        [_, second, ..] => {
            fault(*second, format!("the page has {} `h1`, not one", facts.first_headings.len()));
        }
    }
    let mut above = 0;
    for (level, place) in &facts.levels {
        if *level > above + 1 && above > 0 {
            fault(*place, format!("a heading of level {level} follows one of level {above}"));
        }
        above = *level;
    }
    for (id, (count, place)) in &facts.ids {
        if *count > 1 {
            fault(*place, format!("the id `{id}` stands {count} times"));
        }
    }
    for (goal, place) in &facts.internal {
        let id = goal.strip_prefix('#');
        if id.is_some_and(|it| !it.is_empty() && it != "top" && !facts.ids.contains_key(it)) {
            fault(*place, format!("a link leads to `{goal}`, which is not in the page"));
        }
    }
    for (source, alt, place) in &facts.images {
        if alt.is_none() {
            let name: String = source.chars().take(40).collect();
            fault(*place, format!("the picture `{name}` has no alternative text"));
        }
    }
    findings
}
