//! The report of `verify` on standard output: a line for each edition, or one JSON object.

use serde_json::{Value, json};

use crate::pipeline::Manuscript;
use crate::project::files::show;
use crate::resolve::{Taken, TakenForm};
use crate::source::{Position, Sources, Span};
use crate::verify::{Finding, Tally};

use super::collection::FirstPage;
use super::proof::{Proof, Proven, There};
use crate::project::record::Holding;

/// A line for each edition: its file, the result, and what was compared.
pub(super) fn text(all: &[Proven], first: &[FirstPage]) -> String {
    let proofs =
        |it: &Proven| -> Vec<_> { it.proofs.iter().map(|it| (show(&it.path), verdict(it))).collect() };
    let page = first.iter().map(|it| (show(&it.path), page(it)));
    let record = |it: &Proven| it.record.as_ref().map(|it| (it.file.clone(), recorded(it)));
    let lines: Vec<(String, String)> = all
        .iter()
        .flat_map(|it| proofs(it).into_iter().chain(record(it)).chain(taken(&it.manuscript)))
        .chain(page)
        .collect();
    let width = lines.iter().map(|it| it.0.chars().count()).max().unwrap_or(0);
    lines.iter().map(|(file, verdict)| format!("{file:width$}  {verdict}\n")).collect()
}

/// What a publication has of other texts, each at its place.
fn taken(manuscript: &Manuscript) -> Vec<(String, String)> {
    let line = |it: &Taken| {
        let (path, position) = place(it.span, &manuscript.sources)?;
        let form = match it.form {
            TakenForm::Excerpt => "ok: excerpt of",
            TakenForm::Quotation => "ok: quotation from",
        };
        Some((
            format!("{path}:{}", position.line),
            format!("{form} {}, {}", it.from, count(it.words, "word")),
        ))
    };
    manuscript.taken.iter().filter_map(line).collect()
}

fn place(span: Span, sources: &Sources) -> Option<(&str, Position)> {
    let source = sources.get(span.source)?;
    Some((source.path(), source.position(span.range().start)))
}

/// The result for the first page of a collection.
fn page(first: &FirstPage) -> String {
    let verdict = match (&first.hash, first.differences.len()) {
        (None, _) => return "missing".to_owned(),
        (Some(_), 0) => "ok".to_owned(),
        (Some(_), differences) => count(differences, "difference"),
    };
    verdict + bytes(first.same)
}

/// The result of the comparison with a new build.
fn bytes(same: Option<bool>) -> &'static str {
    match same {
        Some(true) => "; same bytes",
        Some(false) => "; different bytes",
        None => "",
    }
}

/// The result for the record.
fn recorded(record: &Holding) -> String {
    let good = match (record.files, record.differences.len()) {
        (_, 0) => "ok".to_owned(),
        (None, _) => return "missing".to_owned(),
        (Some(_), differences) => count(differences, "difference"),
    };
    record.files.map_or(good.clone(), |files| format!("{good}: {}", count(files, "file")))
}

fn verdict(proof: &Proof) -> String {
    let Some(There { report, same, .. }) = &proof.there else { return "missing".to_owned() };
    let good = match report.findings.len() + report.more {
        0 => "ok".to_owned(),
        findings => count(findings, "difference"),
    };
    let bytes = bytes(*same);
    let only = if report.structured || proof.edition.format == "txt" { "" } else { "; no structure" };
    let parts = if same.is_none() && report.parts.is_none() && report.is_clean() {
        "; parts not compared"
    } else {
        ""
    };
    format!("{good}: {}{only}{bytes}{parts}", held(&report.tally))
}

/// The counts of an edition; what its format does not mark is left out.
fn held(tally: &Tally) -> String {
    let Tally { words, notes, headings, links } = *tally;
    let rest = [(notes, "note"), (headings, "heading"), (links, "link")];
    let rest = rest.into_iter().filter(|it| it.0 > 0).map(|(number, noun)| count(number, noun));
    std::iter::once(count(words, "word")).chain(rest).collect::<Vec<_>>().join(", ")
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// One object with every edition and every finding.
pub(super) fn json(all: &[Proven], first: &[FirstPage]) -> String {
    let publications: Vec<Value> = all
        .iter()
        .map(|it| {
            let sources = &it.manuscript.sources;
            let editions: Vec<Value> = it.proofs.iter().map(|it| edition(it, sources)).collect();
            let record = it.record.as_ref();
            let record = record.map(|it| json!({ "file": it.file, "differences": it.differences }));
            let taken: Vec<Value> = it.manuscript.taken.iter().map(|it| taken_json(it, sources)).collect();
            json!({ "source": it.name, "editions": editions, "record": record, "taken": taken })
        })
        .collect();
    let recorded = |it: &Proven| it.record.iter().all(|it| it.differences.is_empty());
    let good = all.iter().all(|it| it.proofs.iter().all(Proof::is_good) && recorded(it));
    let good = good && first.iter().all(|it| it.differences.is_empty());
    let page = first.first().map(|it| {
        json!({
            "file": show(&it.path), "missing": it.hash.is_none(), "sha256": it.hash, "same_bytes": it.same,
            "differences": it.differences,
        })
    });
    let program = concat!("pamphlet ", env!("CARGO_PKG_VERSION"));
    let report =
        json!({ "program": program, "good": good, "publications": publications, "collection": page });
    format!("{report:#}\n")
}

fn taken_json(taken: &Taken, sources: &Sources) -> Value {
    let form = match taken.form {
        TakenForm::Excerpt => "excerpt",
        TakenForm::Quotation => "quotation",
    };
    let place = place(taken.span, sources)
        .map(|it| json!({ "path": it.0, "line": it.1.line, "column": it.1.column }));
    json!({ "form": form, "from": taken.from, "words": taken.words, "place": place })
}

fn edition(proof: &Proof, sources: &Sources) -> Value {
    let (file, format) = (show(&proof.path), proof.edition.format.as_str());
    let name = proof.edition.name.as_str();
    let Some(There { report, hash, same, lacks }) = &proof.there else {
        return json!({ "file": file, "edition": name, "format": format, "missing": true });
    };
    let Tally { words, notes, headings, links } = report.tally;
    let findings: Vec<Value> = report.findings.iter().map(|it| finding(it, sources)).collect();
    json!({
        "file": file, "edition": name, "format": format, "missing": false, "sha256": hash, "same_bytes": same,
        "same_parts": report.parts,
        "structured": report.structured, "words": words, "notes": notes, "headings": headings, "links": links,
        "findings": findings, "more": report.more, "missing_siblings": lacks,
    })
}

fn finding(finding: &Finding, sources: &Sources) -> Value {
    let source = finding.source.and_then(|span| {
        let (path, position) = place(span, sources)?;
        Some(json!({ "path": path, "line": position.line, "column": position.column }))
    });
    json!({
        "aspect": finding.aspect.word(), "message": finding.message, "place": finding.location, "source": source,
    })
}
