//! The report as OpenACR: YAML by the schema of the GSA, `openacr-0.1.0`, with the catalogue of VPAT 2.5 International.

use std::fmt::Write as _;

use crate::report::criteria::{CRITERIA, Criterion, Level};
use crate::report::evidence::{Evidence, EvidenceFile};
use crate::report::judge::Line;

/// The catalogue that its numbers are of.
pub const CATALOG: &str = "2.5-edition-wcag-2.2-508-eu-en";

/// The chapters of the catalogue that are not about documents.
const OTHER: [&str; 8] = [
    "success_criteria_level_aaa",
    "hardware",
    "software",
    "support_documentation_and_services",
    "en_301_549_ict_with_two-way_voice",
    "en_301_549_ict_with_video",
    "en_301_549_hardware",
    "en_301_549_software",
];

/// What the chapters are that the lines of WCAG stand for.
const BY_WCAG: [(&str, &str); 3] = [
    (
        "functional_performance_criteria",
        "Revised Section 508, 302: documents and pages are judged by E205.4, which asks for WCAG, levels A and AA: see \
         the criteria above.",
    ),
    (
        "en_301_549_web",
        "EN 301 549, 9.1 to 9.4, asks of web pages what WCAG asks: see the criteria above, component `web`.",
    ),
    (
        "en_301_549_non-web-documents",
        "EN 301 549, 10.1 to 10.4, asks of documents what WCAG asks: see the criteria above, component \
         `electronic-docs`.",
    ),
];

/// A text as a scalar of YAML: a string of JSON is one.
fn scalar(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The report.
pub fn yaml(evidence: &Evidence, lines: &[Line]) -> String {
    let mut out =
        format!("title: {}\n", scalar(&format!("{} Accessibility Conformance Report", evidence.title)));
    let mut product = vec![("name", evidence.title.clone())];
    product.extend(evidence.date.clone().map(|it| ("version", it)));
    product.extend(evidence.description.clone().map(|it| ("description", it)));
    mapping(&mut out, "product", &product);
    let contact = &evidence.answers.contact;
    let authors = evidence.authors.join(", ");
    let name = if contact.name.is_empty() { &authors } else { &contact.name };
    let mut author = vec![("name", name.clone()), ("email", contact.email.clone())];
    author.extend((!contact.website.is_empty()).then(|| ("website", contact.website.clone())));
    mapping(&mut out, "author", &author);
    if let Some(publisher) = &evidence.publisher {
        mapping(&mut out, "vendor", &[("company_name", publisher.clone()), ("email", contact.email.clone())]);
    }
    let date = evidence.date.iter().map(|it| ("report_date", it.clone()));
    let rest = [("notes", notes(evidence)), ("evaluation_methods_used", METHODS.to_owned())];
    for (key, value) in date.chain(rest).chain([("catalog", CATALOG.to_owned())]) {
        let _ = writeln!(out, "{key}: {}", scalar(&value));
    }
    out.push_str("chapters:\n");
    for (chapter, level) in [("success_criteria_level_a", Level::A), ("success_criteria_level_aa", Level::Aa)]
    {
        let _ = writeln!(out, "  {chapter}:\n    criteria:");
        CRITERIA
            .iter()
            .filter(|it| it.level == level)
            .for_each(|it| criterion(&mut out, it, evidence, lines));
    }
    for (chapter, note) in BY_WCAG {
        let _ = writeln!(out, "  {chapter}:\n    notes: {}", scalar(note));
    }
    for chapter in OTHER {
        let _ = writeln!(out, "  {chapter}:\n    disabled: true");
    }
    out
}

/// How the lines came about.
pub const METHODS: &str = "Each file was read back and compared with its source and with a new build of it \
    (`pamphlet verify`); the rules of `pamphlet check` looked at the source. A line names the rules and the files. What \
    only a person can judge was judged as the remark says, or is not evaluated.";

fn mapping(out: &mut String, key: &str, members: &[(&str, String)]) {
    let _ = writeln!(out, "{key}:");
    for (name, value) in members {
        let _ = writeln!(out, "  {name}: {}", scalar(value));
    }
}

/// The files, by their hashes, and what they are made from.
fn notes(evidence: &Evidence) -> String {
    let file = |(name, sum): (&str, &str)| format!("{name} SHA-256 {sum}");
    let sum = |it: &Option<String>| it.clone().unwrap_or_else(|| "(missing)".to_owned());
    let files: Vec<String> = evidence.files.iter().map(|it| file((&it.file, &sum(&it.sha256)))).collect();
    let sources: Vec<String> = evidence.sources.iter().map(|it| file((&it.0, &it.1))).collect();
    format!("Files: {}. Sources: {}. Made by {}.", files.join("; "), sources.join("; "), evidence.program)
}

fn criterion(out: &mut String, criterion: &Criterion, evidence: &Evidence, lines: &[Line]) {
    let of = |it: &&Line| it.criterion.number == criterion.number;
    let _ = writeln!(out, "      - num: {}\n        components:", scalar(criterion.number));
    for line in lines.iter().filter(of) {
        let _ = writeln!(out, "          - name: {}\n            adherence:", scalar(line.part.id()));
        let _ = writeln!(out, "              level: {}", scalar(line.adherence.id()));
        let note = format!("{} {}", line.remark, proofs(line, evidence));
        let _ = writeln!(out, "              notes: {}", scalar(note.trim()));
    }
}

/// The files that a line is about, with their hashes.
fn proofs(line: &Line, evidence: &Evidence) -> String {
    let file = |it: &EvidenceFile| format!("{} {}", it.file, it.sha256.as_deref().unwrap_or("(missing)"));
    let files: Vec<String> = evidence.of(line.part).map(file).collect();
    format!("[{}]", files.join("; "))
}
