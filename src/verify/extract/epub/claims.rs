//! What a book claims of its accessibility, against what it holds (EPUB Accessibility 1.1, 2.2).

use std::collections::BTreeMap;

use super::package::Package;
use crate::verify::extract::elements::Facts;

/// The claims that are not so, and those that are lacking.
pub(super) fn check(package: &Package, facts: &BTreeMap<String, Facts>) -> Vec<String> {
    let mut faults = Vec::new();
    let features = package.meta("schema:accessibilityFeature");
    let claims = |feature: &str| features.iter().any(|it| it.eq_ignore_ascii_case(feature));
    let holds = |kind: &str| facts.values().any(|it| it.kinds.contains(kind));
    let element = |name: &str| facts.values().any(|it| it.elements.contains(name));
    let headings = facts.values().any(|it| !it.levels.is_empty());
    let images: Vec<_> = facts.values().flat_map(|it| &it.images).collect();
    let telling = images.iter().filter(|it| it.1.as_deref() != Some("")).count();
    let pictured = !images.is_empty() || element("svg");
    let described = telling > 0 && images.iter().all(|it| it.1.is_some());
    let facts_of = [
        ("tableOfContents", holds("toc"), "there are no contents"),
        ("pageNavigation", holds("page-list"), "there is no list of pages"),
        ("pageBreakMarkers", holds("pagebreak") || holds("doc-pagebreak"), "no page break is marked"),
        ("printPageNumbers", holds("pagebreak") || holds("doc-pagebreak"), "no page break is marked"),
        ("MathML", element("math"), "there is no MathML"),
        ("structuralNavigation", headings, "there is no heading"),
        ("longDescription", pictured || element("table"), "there is nothing to describe"),
        ("captions", element("video"), "there is no film"),
        ("closedCaptions", element("video"), "there is no film"),
        ("audioDescription", element("video"), "there is no film"),
        ("transcript", element("video") || element("audio"), "there is nothing to hear"),
        ("alternativeText", pictured, "there is no picture"),
        (
            "alternativeText",
            !pictured || described || element("svg"),
            "not every picture has an alternative text",
        ),
    ];
    for (feature, so, why) in facts_of {
        if claims(feature) && !so {
            faults.push(format!("the book claims `{feature}`, and {why}"));
        }
    }
    if features.is_empty() {
        faults.push("the metadata say no feature of accessibility".to_owned());
    }
    for property in ["schema:accessMode", "schema:accessibilityHazard"] {
        if package.meta(property).is_empty() {
            faults.push(format!("the metadata have no `{property}`"));
        }
    }
    let visual = package.meta("schema:accessMode").contains(&"visual");
    if visual && images.is_empty() && !element("svg") {
        faults.push("the book claims the access mode `visual`, and there is no picture".to_owned());
    }
    let conforms = package.meta("dcterms:conformsTo").iter().any(|it| it.contains("Accessibility"));
    if conforms && package.meta("a11y:certifiedBy").is_empty() {
        faults.push("the book claims to conform, and says not who certifies it".to_owned());
    }
    faults
}
