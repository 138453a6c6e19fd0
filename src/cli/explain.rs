//! `pamphlet explain`: the page of a rule, or the list of rules.

use crate::cli::Outcome;
use crate::cli::args::Explain;
use crate::cli::console::{advise, deliver};
use crate::cli::project;
use crate::diag::Rule;
use crate::pipeline;

/// Writes it to standard output.
pub(super) fn run(explain: &Explain) -> anyhow::Result<Outcome> {
    let rules = pipeline::rules();
    let text = match &explain.rule {
        None => {
            let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
            let line = |rule: &&'static Rule| {
                format!("{:width$}  {:7}  {}\n", rule.id, rule.severity.word(), rule.summary)
            };
            rules.iter().map(line).collect()
        }
        Some(name) => match rules.iter().find(|rule| rule.id == name) {
            Some(rule) => {
                format!(
                    "# {}\n\n{}: {}.\n\n{}",
                    rule.id,
                    rule.severity.word(),
                    rule.summary,
                    rule.explanation
                )
            }
            None => return Err(advise(format!("unknown rule `{name}`"), project::rule_advice(name))),
        },
    };
    deliver(text.as_bytes())?;
    Ok(Outcome::Good)
}
