//! What a book claims of its accessibility, compared with what it has (EPUB Accessibility 1.1, 2.2).

use std::collections::BTreeMap;

use super::package::Package;
use crate::verify::extract::markup::Facts;

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
