//! `pamphlet dump`: shows what the program sees.

use anyhow::Context as _;

use crate::cli::Outcome;
use crate::cli::args::{Dump, Stage};
use crate::cli::console::{Console, deliver};
use crate::cli::run::Run;
use crate::diag::Diagnostics;
use crate::document::{Spans, dump, json};
use crate::layout;
use crate::pandoc;
use crate::pipeline;
use crate::project::{self, ChapterFiles, Named, Prepared, Reading, advise};

/// Shows a stage of the one publication that SOURCE names.
pub(super) fn run(dump: &Dump, console: &Console) -> anyhow::Result<Outcome> {
    let mut run = Run::new(&dump.input, &dump.style)?;
    run.options.editions.extend(dump.edition.clone());
    // A chapter is shown alone: its tree is what one looks for.
    let work = project::publications(&dump.input.sources, ChapterFiles::Alone)?;
    let members: Vec<&Named> = work.members().collect();
    let [named] = members.as_slice() else {
        return Err(advise("cannot dump several publications", "name one of them"));
    };
    let prepared = Prepared::new(named, &run.registry, &run.options)?;
    let plan = prepared.selected()?;
    let (Reading { manuscript, mut diags, .. }, options) = (prepared.reading, prepared.options);
    let mut pages = || {
        let printed = plan.editions.iter().find(|it| it.format == "pdf");
        let printed = printed.context("no edition with pages is declared")?;
        anyhow::Ok(pipeline::paginate(&manuscript, printed, &options, &mut diags))
    };
    // Of an edition that is named, its own tree.
    let named = dump.edition.as_ref().and_then(|_| plan.editions.first());
    let own = named.map(|it| manuscript.tree(it, &mut Diagnostics::new()));
    let tree = own.as_deref().unwrap_or(&manuscript.document);
    let text = match dump.stage {
        Stage::Tree => dump::dump(tree, Spans::Shown(&manuscript.sources)),
        Stage::Layout => {
            let (layout, metrics) = pages()?;
            format!("{}\n{metrics}\n", layout::dump::pages(&layout))
        }
        Stage::Tags => layout::dump::tags(&pages()?.0),
        Stage::Theme => {
            let edition = plan.editions.first().context("no edition is declared")?;
            pipeline::theme(edition, &options).to_toml()
        }
        Stage::Pandoc => format!("{}\n", pandoc::to_json(tree)),
        Stage::Json => {
            format!("{:#}\n", json::to_json(tree, Spans::Shown(&manuscript.sources)))
        }
    };
    let free = pipeline::apply_levels(&manuscript, &run.levels, &mut diags);
    console.diagnostics(&diags, &manuscript.sources);
    deliver(text.as_bytes())?;
    Ok(if free { Outcome::Good } else { Outcome::Faults })
}
