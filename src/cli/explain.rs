//! `pamphlet explain`: the page of a rule, or the list of rules.

use crate::cli::Outcome;
use crate::cli::args::Explain;
use crate::cli::console::deliver;
use crate::cli::run::rule_advice;
use crate::diag::{Group, Rule};
use crate::pipeline;
use crate::project::advise;

/// Writes it to standard output.
pub(super) fn run(explain: &Explain) -> anyhow::Result<Outcome> {
    let rules = pipeline::rules();
    let text = match &explain.rule {
        None => list(&rules),
        Some(name) => match Rule::find(name, &rules) {
            Some(rule) => page(rule),
            None => return Err(advise(format!("unknown rule `{name}`"), rule_advice(name))),
        },
    };
    deliver(text.as_bytes())?;
    Ok(Outcome::Good)
}

/// All rules, group by group.
fn list(rules: &[&'static Rule]) -> String {
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let line = |rule: &&&Rule| {
        let fix = if rule.fix { " [fix]" } else { "" };
        format!("  {:width$}  {:7}  {}{fix}\n", rule.id, rule.severity.word(), rule.summary)
    };
    let group = |group: &Group| {
        let lines: String = rules.iter().filter(|rule| rule.group == *group).map(|it| line(&it)).collect();
        format!("{}\n{lines}\n", group.title())
    };
    let groups: String = Group::ALL.iter().map(group).collect();
    format!(
        "{groups}[fix]: `pamphlet check --fix` can fix it where that is safe.\n\
         `pamphlet explain RULE` explains a rule and how to allow it.\n"
    )
}

/// The page of a rule, in Markdown.
fn page(rule: &Rule) -> String {
    let Rule { id, summary, .. } = rule;
    let severity = rule.severity.word();
    let former = match rule.aliases {
        [] => String::new(),
        names => format!("Former name: `{}`.\n", names.join("`, `")),
    };
    let fix = if rule.fix { "fixes it where that is safe." } else { "cannot fix it." };
    format!(
        "# {id}\n\n{severity}: {summary}.\n{former}\n{}\n\n\
         `pamphlet check --fix` {fix}\n\n{}",
        rule.explanation.trim(),
        allowing(rule)
    )
}

/// How to allow what a rule reports. An exception is a comment before a block, so it cannot allow what has no block.
fn allowing(rule: &Rule) -> String {
    let id = rule.id;
    let line = format!("## How to allow it\n\nFor one run: `--allow {id}`.\n");
    let manifest =
        format!("\nFor a publication, in its manifest:\n\n```toml\n[check]\nallow = [\"{id}\"]\n```\n");
    let exception = format!(
        "\nFor one block, in a comment before it:\n\n```markdown\n<!-- pamphlet-allow {id}: the reason -->\n```\n"
    );
    match rule.group {
        Group::Verify => line,
        Group::Manifest => format!("{line}{manifest}"),
        Group::Source
        | Group::Text
        | Group::Structure
        | Group::Links
        | Group::Images
        | Group::Pages
        | Group::Editions => format!("{line}{manifest}{exception}"),
    }
}
