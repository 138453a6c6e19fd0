//! The lines of a report.

use crate::report::criteria::{Basis, CRITERIA, Criterion};
use crate::report::evidence::{Evidence, EvidenceFile, Part};
use crate::report::questions::{Answer, Verdict};

/// How far a criterion is met, in the terms of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Adherence {
    /// It is met, as is proved or as a person answered.
    Supports,
    /// Something was found that does not meet it.
    PartiallySupports,
    /// A person answered that it is not met.
    DoesNotSupport,
    /// There is nothing that it is about.
    NotApplicable,
    /// Nobody has proved or judged it.
    NotEvaluated,
}

impl Adherence {
    /// Its id in the catalogue.
    pub const fn id(self) -> &'static str {
        match self {
            Adherence::Supports => "supports",
            Adherence::PartiallySupports => "partially-supports",
            Adherence::DoesNotSupport => "does-not-support",
            Adherence::NotApplicable => "not-applicable",
            Adherence::NotEvaluated => "not-evaluated",
        }
    }

    /// Its name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Adherence::Supports => "Supports",
            Adherence::PartiallySupports => "Partially supports",
            Adherence::DoesNotSupport => "Does not support",
            Adherence::NotApplicable => "Not applicable",
            Adherence::NotEvaluated => "Not evaluated",
        }
    }
}

/// A line of a report: a criterion, for a part of the product.
#[derive(Debug, Clone)]
pub struct Line {
    /// The criterion.
    pub criterion: &'static Criterion,
    /// The part.
    pub part: Part,
    /// How far it is met.
    pub adherence: Adherence,
    /// Why.
    pub remark: String,
    /// The rules that decide it.
    pub rules: &'static [&'static str],
    /// The question that decides it; `None` for what no person has to judge.
    pub question: Option<&'static str>,
}

/// The most places of a rule that a remark names.
const MOST_PLACES: usize = 5;

/// Every line of the report: each criterion for each part that there is.
pub fn lines(evidence: &Evidence) -> Vec<Line> {
    let parts: Vec<Part> =
        [Part::Web, Part::Documents].into_iter().filter(|it| evidence.of(*it).next().is_some()).collect();
    let line = |criterion| parts.iter().map(move |part| judge(criterion, *part, evidence));
    CRITERIA.iter().flat_map(line).collect()
}

fn judge(criterion: &'static Criterion, part: Part, evidence: &Evidence) -> Line {
    let basis = criterion.basis(evidence, part);
    let (rules, question) = match basis {
        Basis::Proof(rules, _) => (rules, None),
        Basis::Person(question, rules, _) => (rules, Some(question)),
        Basis::Absent(_) | Basis::Unproved(_) => (&[] as &[&str], None),
    };
    let found = found(rules, evidence);
    let (adherence, remark) = if let Some(file) = evidence.of(part).find(|it| !it.is_proved()) {
        (Adherence::NotEvaluated, unproved(file))
    } else if !found.is_empty() {
        (Adherence::PartiallySupports, found)
    } else if let Some(said) = evidence.of(part).filter(|_| criterion.by_tags).find_map(untagged) {
        said
    } else {
        match basis {
            Basis::Absent(what) => (
                Adherence::NotApplicable,
                format!(
                    "The files have no {what}. `verify` proves that they have only what the program writes."
                ),
            ),
            Basis::Proof(rules, how) => (Adherence::Supports, format!("{how}{}", silent(rules))),
            Basis::Person(question, rules, how) => {
                answered(question, &format!("{how}{}", silent(rules)), evidence)
            }
            Basis::Unproved(why) => (Adherence::NotEvaluated, format!("Not proved: {why}.")),
        }
    };
    Line { criterion, part, adherence, remark: remark.trim().to_owned(), rules, question }
}

/// Why a file proves nothing.
fn unproved(file: &EvidenceFile) -> String {
    match &file.sha256 {
        None => format!("`{}` is missing.", file.file),
        Some(_) => format!(
            "`{}` is not proved: `pamphlet verify` finds {} differences from the source or its standards.",
            file.file, file.differences
        ),
    }
}

/// What is to be said of a PDF whose tags are missing, or do not make it accessible as a whole.
fn untagged(file: &EvidenceFile) -> Option<(Adherence, String)> {
    if file.format != "pdf" || file.is_universal() {
        return None;
    }
    let name = &file.file;
    Some(if file.is_tagged {
        (
            Adherence::NotEvaluated,
            format!("`{name}` does not claim PDF/UA: what keeps it from that is not judged."),
        )
    } else {
        (Adherence::PartiallySupports, format!("`{name}` has no tags."))
    })
}

/// What rules found; empty for nothing.
fn found(rules: &[&str], evidence: &Evidence) -> String {
    let said = rules.iter().filter_map(|rule| {
        let places = evidence.found.get(rule).filter(|it| !it.is_empty())?;
        let shown = places[..places.len().min(MOST_PLACES)].join(", ");
        let more = if places.len() > MOST_PLACES { ", …" } else { "" };
        Some(format!("`{rule}`: {} ({shown}{more}).", places.len()))
    });
    said.collect::<Vec<_>>().join(" ")
}

/// That rules found nothing.
fn silent(rules: &[&str]) -> String {
    if rules.is_empty() {
        return String::new();
    }
    let names: Vec<String> = rules.iter().map(|it| format!("`{it}`")).collect();
    format!(" Nothing was found by {}.", names.join(", "))
}

fn answered(question: &str, proved: &str, evidence: &Evidence) -> (Adherence, String) {
    let file = &evidence.questions;
    let Some(answer) = evidence.answers.given.get(question) else {
        return (
            Adherence::NotEvaluated,
            format!("{proved} A person has to answer `{question}` in `{file}`."),
        );
    };
    if !answer.text.is_empty() && answer.text != evidence.text {
        let remark = format!("{proved} The answer to `{question}` in `{file}` is about an earlier text.");
        return (Adherence::NotEvaluated, remark);
    }
    let adherence = match answer.verdict {
        Verdict::Yes => Adherence::Supports,
        Verdict::Partly => Adherence::PartiallySupports,
        Verdict::No => Adherence::DoesNotSupport,
    };
    (adherence, format!("{proved} {}", said(question, answer)))
}

/// Who answered, and what.
fn said(question: &str, answer: &Answer) -> String {
    let by = if answer.by.is_empty() { String::new() } else { format!(" by {}", answer.by) };
    let date = if answer.date.is_empty() { String::new() } else { format!(", {}", answer.date) };
    let remarks = if answer.remarks.is_empty() { ".".to_owned() } else { format!(": {}", answer.remarks) };
    format!("Judged{by} (`{question}`{date}){remarks}")
}

#[cfg(test)]
mod tests;
