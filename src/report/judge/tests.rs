use std::collections::BTreeSet;

use super::*;
use crate::pipeline;
use crate::report::criteria::Level;
use crate::report::questions::{Answers, QUESTIONS};

fn file(format: &str) -> EvidenceFile {
    EvidenceFile {
        file: format!("a.{format}"),
        edition: format.to_owned(),
        format: format.to_owned(),
        sha256: Some("00".to_owned()),
        differences: 0,
        claims: if format == "pdf" { vec!["PDF/UA-1".to_owned()] } else { Vec::new() },
        is_tagged: true,
        is_site: false,
        has_own_theme: true,
        words: 9,
    }
}

fn evidence() -> Evidence {
    let files = ["pdf", "epub", "html", "txt"].map(file).into();
    let claims = vec![("accessMode".to_owned(), "visual".to_owned())];
    Evidence { files, claims, text: "sum".to_owned(), ..Evidence::default() }
}

fn line(evidence: &Evidence, number: &str, part: Part) -> Line {
    let mut all = lines(evidence).into_iter();
    all.find(|it| it.criterion.number == number && it.part == part).expect("a line")
}

#[test]
fn every_rule_and_question_exists_and_every_criterion_is_there_once() {
    let rules: BTreeSet<&str> = pipeline::rules().iter().map(|it| it.id).collect();
    for line in lines(&evidence()) {
        line.rules.iter().for_each(|it| assert!(rules.contains(it), "there is no rule `{it}`"));
        assert!(line.question.is_none_or(|it| QUESTIONS.iter().any(|other| other.id == it)), "{line:?}");
    }
    let numbers: BTreeSet<&str> = CRITERIA.iter().map(|it| it.number).collect();
    assert_eq!(numbers.len(), CRITERIA.len());
    // WCAG 2.2 has 31 criteria of level A, with 4.1.1 that it has given up 32, and 24 of level AA.
    let count = |level| CRITERIA.iter().filter(|it| it.level == level).count();
    assert_eq!((count(Level::A), count(Level::Aa)), (32, 24));
}

#[test]
fn nothing_is_supported_that_a_rule_or_verify_contradicts() {
    let mut bad = evidence();
    bad.found.insert("missing-language", vec!["a.md:1".to_owned()]);
    assert_eq!(line(&bad, "3.1.1", Part::Web).adherence, Adherence::PartiallySupports);
    let mut bad = evidence();
    bad.files[0].differences = 2;
    let documents = lines(&bad).into_iter().filter(|it| it.part == Part::Documents);
    assert!(documents.map(|it| it.adherence).all(|it| it == Adherence::NotEvaluated));
    assert_eq!(line(&bad, "3.1.1", Part::Web).adherence, Adherence::Supports);
    let mut bad = evidence();
    (bad.files[0].claims, bad.files[0].is_tagged) = (Vec::new(), false);
    assert_eq!(line(&bad, "1.3.2", Part::Documents).adherence, Adherence::PartiallySupports);
}

#[test]
fn person_decides_what_no_machine_can() {
    let mut asked = evidence();
    assert_eq!(line(&asked, "1.1.1", Part::Web).adherence, Adherence::NotEvaluated);
    for (answer, adherence) in [
        ("answer = 'yes'\nby = 'Ada'\ndate = '2026-11-22'", Adherence::Supports),
        ("answer = 'partly'", Adherence::PartiallySupports),
        ("answer = 'no'", Adherence::DoesNotSupport),
        ("answer = 'yes'\ntext = 'sum'", Adherence::Supports),
        ("answer = 'yes'\ntext = 'another'", Adherence::NotEvaluated),
    ] {
        asked.answers = Answers::read(&format!("[answers.alternative-texts]\n{answer}")).expect("it is read");
        assert_eq!(line(&asked, "1.1.1", Part::Web).adherence, adherence, "{answer}");
    }
    asked.found.insert("missing-alt", vec!["a.md:9".to_owned()]);
    let said = line(&asked, "1.1.1", Part::Web);
    assert_eq!(said.adherence, Adherence::PartiallySupports, "a rule comes before an answer");
    assert!(said.remark.contains("a.md:9"), "{}", said.remark);
}
