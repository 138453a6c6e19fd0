//! `pamphlet dump`: shows what the program sees.

use anyhow::bail;

use crate::cli::Outcome;
use crate::cli::args::{Dump, Stage};
use crate::cli::console::{Console, deliver};
use crate::cli::project;
use crate::document::dump::{self, Places};
use crate::pipeline;

/// Shows a stage of the one publication that SOURCE names.
pub(super) fn run(dump: &Dump, console: &Console) -> anyhow::Result<Outcome> {
    project::use_jobs(dump.input.jobs)?;
    let levels = project::levels(&dump.input)?;
    let members = project::publications(dump.input.source.as_deref(), console)?;
    let [named] = members.as_slice() else { bail!("a collection cannot be shown: name one of its members") };
    let reading = project::open(named, console)?.read();
    let mut diags = reading.diags;
    let free = pipeline::weigh(&reading.manuscript, &levels, &mut diags);
    console.diagnostics(&diags, &reading.manuscript.sources);
    let text = match dump.stage {
        Stage::Tree => dump::dump(&reading.manuscript.document, Places::Shown(&reading.manuscript.sources)),
    };
    deliver(text.as_bytes())?;
    Ok(if free { Outcome::Good } else { Outcome::Faults })
}
