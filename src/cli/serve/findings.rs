//! Errors and warnings as the page shows them.

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Diagnostics};
use crate::project::Failure;
use crate::source::Sources;

/// The most that one publication shows.
const MOST: usize = 200;

/// An error or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    severity: &'static str,
    rule: String,
    message: String,
    help: Option<String>,
    /// `path:line:column`; `None` for what has no place.
    place: Option<String>,
    /// The line of the source.
    line: Option<String>,
}

impl Finding {
    /// Its members, for the script of the page.
    pub(super) fn to_json(&self) -> Value {
        let Finding { severity, rule, message, help, place, line } = self;
        json!({
            "severity": severity, "rule": rule, "message": message, "help": help, "place": place, "line": line,
        })
    }
}

/// What was found in a publication, errors first.
pub(super) fn of_publication(diags: &Diagnostics, sources: &Sources) -> Vec<Finding> {
    let mut findings: Vec<Finding> = diags.iter().map(|it| finding(it, sources)).collect();
    findings.sort_by_key(|it| it.severity != "error");
    findings.truncate(MOST);
    findings
}

fn finding(diagnostic: &Diagnostic, sources: &Sources) -> Finding {
    let span = diagnostic.primary.span;
    let source = sources.get(span.source);
    let at = source.map(|it| (it.path(), it.position(span.range().start), it));
    Finding {
        severity: diagnostic.severity.word(),
        rule: diagnostic.rule.id.to_owned(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        place: at.as_ref().map(|(path, at, _)| format!("{path}:{}:{}", at.line, at.column)),
        line: at.map(|(_, at, source)| source.line(at.line).trim_end().to_owned()),
    }
}

/// What failed, with the errors that led to it.
pub(super) fn of_failure(error: &anyhow::Error) -> Vec<Finding> {
    let failure = error.chain().find_map(|it| it.downcast_ref::<Failure>());
    let own = Finding {
        severity: "error",
        rule: String::new(),
        message: format!("{error:#}"),
        help: failure.map(|it| it.help.clone()).filter(|it| !it.is_empty()),
        place: None,
        line: None,
    };
    let faults = failure.and_then(|it| it.faults.as_deref());
    let mut findings = faults.map(|(diags, sources)| of_publication(diags, sources)).unwrap_or_default();
    findings.push(own);
    findings
}
