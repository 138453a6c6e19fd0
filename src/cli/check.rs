//! `pamphlet check`: finds what is wrong with the source, and writes nothing.

use crate::cli::Outcome;
use crate::cli::args::Check;
use crate::cli::console::Console;
use crate::cli::project::{self, Named};
use crate::pipeline::{self, Levels};

/// Checks every publication that SOURCE names.
pub(super) fn run(check: &Check, console: &Console) -> anyhow::Result<Outcome> {
    project::use_jobs(check.input.jobs)?;
    let levels = project::levels(&check.input)?;
    let members = project::publications(check.input.source.as_deref(), console)?;
    let outcomes = members.iter().map(|it| one(it, &levels, console));
    Ok(outcomes.max().unwrap_or(Outcome::Good))
}

fn one(named: &Named, levels: &Levels, console: &Console) -> Outcome {
    let reading = match project::open(named, console) {
        Ok(member) => member.read(),
        Err(error) => {
            console.failure(&error);
            return Outcome::Unable;
        }
    };
    let mut diags = reading.diags;
    let free = pipeline::weigh(&reading.manuscript, levels, &mut diags);
    console.diagnostics(&diags, &reading.manuscript.sources);
    console.verdict(&named.shown(), &diags, "");
    if free { Outcome::Good } else { Outcome::Faults }
}
