//! `pamphlet dump`: shows what the program sees.

use anyhow::bail;

use crate::cli::args::{Dump, Stage};
use crate::cli::console::{Console, deliver};
use crate::cli::project;
use crate::cli::{Outcome, fonts};
use crate::document::{Spans, dump, json};
use crate::layout;
use crate::pipeline::{self, Wishes};
use crate::publication::Edition;

/// Shows a stage of the one publication that SOURCE names.
pub(super) fn run(dump: &Dump, console: &Console) -> anyhow::Result<Outcome> {
    project::use_jobs(dump.input.jobs)?;
    let levels = project::levels(&dump.input)?;
    let fonts = fonts::given(&dump.style)?;
    let theme = dump.style.theme.as_deref();
    let wishes = Wishes { editions: &[Edition::Pdf], theme, fonts: &fonts, levels: &levels, created: None };
    let members = project::publications(dump.input.source.as_deref(), console)?.members;
    let [named] = members.as_slice() else { bail!("cannot dump a collection: name one of its members") };
    let reading = project::open(named, console)?.read();
    let (manuscript, mut diags) = (reading.manuscript, reading.diags);
    let text = match dump.stage {
        Stage::Tree => dump::dump(&manuscript.document, Spans::Shown(&manuscript.sources)),
        Stage::Layout => {
            let (layout, metrics) = pipeline::set(&manuscript, &wishes, &mut diags);
            format!("{}\n{metrics}\n", layout::dump::pages(&layout))
        }
        Stage::Tags => layout::dump::tags(&pipeline::set(&manuscript, &wishes, &mut diags).0),
        Stage::Json => {
            format!("{:#}\n", json::to_json(&manuscript.document, Spans::Shown(&manuscript.sources)))
        }
    };
    let free = pipeline::weigh(&manuscript, &levels, &mut diags);
    console.diagnostics(&diags, &manuscript.sources);
    deliver(text.as_bytes())?;
    Ok(if free { Outcome::Good } else { Outcome::Faults })
}
