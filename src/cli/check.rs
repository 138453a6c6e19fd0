//! `pamphlet check`: finds what is wrong with the source, and writes nothing.

use crate::cli::args::Check;
use crate::cli::console::Console;
use crate::cli::fix::{self, Mending};
use crate::cli::project::{self, Named};
use crate::cli::{Outcome, fonts};
use crate::pipeline::{self, Wishes};
use crate::publication::Edition;

/// Checks every publication that SOURCE names.
pub(super) fn run(check: &Check, console: &Console) -> anyhow::Result<Outcome> {
    project::use_jobs(check.input.jobs)?;
    let levels = project::levels(&check.input)?;
    let fonts = fonts::given(&check.style)?;
    let editions = if check.to.is_empty() { &Edition::ALL[..] } else { &check.to };
    let theme = check.style.theme.as_deref();
    let wishes = Wishes { editions, theme, fonts: &fonts, levels: &levels, created: None };
    let members = project::publications(check.input.source.as_deref(), console)?.members;
    let mending = match (check.fix, check.dry_run) {
        (true, false) => Some(Mending::Write),
        (true, true) => Some(Mending::Show),
        (false, _) => None,
    };
    if let Some(mending) = mending {
        for named in &members {
            fix::run(named, &levels, mending, console)?;
        }
        // What was shown is all that was asked, and standard input is read already.
        if mending == Mending::Show || members == [Named::StandardInput] {
            return Ok(Outcome::Good);
        }
    }
    let outcomes = members.iter().map(|it| one(it, &wishes, console));
    Ok(outcomes.max().unwrap_or(Outcome::Good))
}

fn one(named: &Named, wishes: &Wishes<'_>, console: &Console) -> Outcome {
    match try_one(named, wishes, console) {
        Ok(outcome) => outcome,
        Err(error) => {
            console.failure(&error);
            Outcome::Unable
        }
    }
}

fn try_one(named: &Named, wishes: &Wishes<'_>, console: &Console) -> anyhow::Result<Outcome> {
    let mut reading = project::open(named, console)?.read();
    let free = pipeline::rehearse(&reading.manuscript, wishes, &mut reading.diags);
    console.diagnostics(&reading.diags, &reading.manuscript.sources);
    let free = free?;
    console.verdict(&named.shown(), &reading.diags, "");
    Ok(if free { Outcome::Good } else { Outcome::Faults })
}
