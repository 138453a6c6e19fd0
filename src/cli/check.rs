//! `pamphlet check`: finds what is wrong with the source, and writes nothing.

use crate::cli::Outcome;
use crate::cli::args::Check;
use crate::cli::console::Console;
use crate::cli::fix::{self, Mending};
use crate::cli::run::Run;
use crate::pipeline::{self, Settings};
use crate::project::{self, Named};

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
    let mut reading = project::open(named)?.read_as(run.options.from);
    let registry = reading.registry(&run.registry);
    let options = project::complete(&mut reading, &run.options);
    let plan = reading.plan(&registry, &options);
    let plan = run.select(plan)?;
    let build = pipeline::render(
        &reading.manuscript,
        &plan,
        &Settings { registry: &registry, options: &options, levels: &run.levels },
        &mut reading.diags,
    );
    // An exception may be for one edition alone: it is known to be unused where all were made.
    let unused = build.as_ref().ok().and_then(Option::as_ref).filter(|_| run.options.editions.is_empty());
    let mut free = matches!(build, Ok(Some(_)));
    if let Some(build) = unused {
        reading.diags.append_new(build.unused.clone());
        free = run.levels.apply(&mut reading.diags);
    }
    console.diagnostics(&reading.diags, &reading.manuscript.sources);
    build?;
    console.verdict(&named.shown(), &reading.diags, "");
    Ok(if free { Outcome::Good } else { Outcome::Faults })
}
