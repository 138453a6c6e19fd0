//! `pamphlet check`: finds what is wrong with the source, and writes nothing.

use crate::cli::Outcome;
use crate::cli::args::Check;
use crate::cli::console::Console;
use crate::cli::fix::{self, Mending};
use crate::cli::run::Run;
use crate::project::{self, Named, Prepared};

/// Checks every publication that SOURCE names.
pub(super) fn run(check: &Check, console: &Console) -> anyhow::Result<Outcome> {
    let mut run = Run::new(&check.input, &check.style)?;
    run.options.editions.clone_from(&check.to);
    let work = project::publications(check.input.source.as_deref())?;
    console.collection(work.collection.as_ref());
    let members = work.members;
    let mending = match (check.fix, check.dry_run) {
        (true, false) => Some(Mending::Write),
        (true, true) => Some(Mending::Show),
        (false, _) => None,
    };
    if let Some(mending) = mending {
        for named in &members {
            fix::run(named, &run.levels, mending)?;
        }
        // What was shown is all that was asked, and standard input is read already.
        if mending == Mending::Show || members == [Named::StandardInput] {
            return Ok(Outcome::Good);
        }
    }
    let outcomes = members.iter().map(|it| one(it, &run, console));
    Ok(outcomes.max().unwrap_or(Outcome::Good))
}

fn one(named: &Named, run: &Run, console: &Console) -> Outcome {
    match try_one(named, run, console) {
        Ok(outcome) => outcome,
        Err(error) => {
            console.failure(&error);
            Outcome::Unable
        }
    }
}

fn try_one(named: &Named, run: &Run, console: &Console) -> anyhow::Result<Outcome> {
    let mut prepared = Prepared::new(named, &run.registry, &run.options)?;
    let plan = prepared.selected()?;
    let build = prepared.render(&plan, &run.levels);
    let reading = &mut prepared.reading;
    let mut free = matches!(build, Ok(Some(_)));
    // An exception may be for one edition alone: it is known to be unused where all were made.
    if let (Ok(Some(build)), true) = (&build, run.options.editions.is_empty()) {
        reading.diags.append_new(build.unused.clone());
        reading.diags.sort();
        free = !build.fails_on_unused;
    }
    console.diagnostics(&reading.diags, &reading.manuscript.sources);
    build?;
    console.verdict(&named.shown(), &reading.diags, "");
    Ok(if free { Outcome::Good } else { Outcome::Faults })
}
