//! `pamphlet check`: finds what is wrong with the source, and writes nothing.

use crate::cli::Outcome;
use crate::cli::args::Check;
use crate::cli::console::Console;
use crate::cli::fix::{self, Mending};
use crate::cli::run::Run;
use crate::diag::Severity;
use crate::project::{Chapter, Named, Prepared, Reading};
use crate::source::Source;

/// Checks every publication that the SOURCEs name. One that fails does not stop the others.
pub(super) fn run(check: &Check, console: &Console) -> anyhow::Result<Outcome> {
    let mut run = Run::new(&check.input, &check.style)?;
    run.options.editions.clone_from(&check.to);
    let work = run.work(&check.input)?;
    console.work(&work, "it is checked with it, and only its own errors and warnings are shown");
    console.files_read(&run.font_files);
    let mending = match (check.fix, check.dry_run) {
        (true, false) => Some(Mending::Write),
        (true, true) => Some(Mending::Show),
        (false, _) => None,
    };
    if let Some(mending) = mending {
        for named in work.members() {
            fix::run(named, &work.chapters_of(named), &run.levels, mending)?;
        }
        // What was shown is all that was asked, and standard input is read already.
        if mending == Mending::Show || work.members().all(|it| *it == Named::StandardInput) {
            return Ok(Outcome::Good);
        }
    }
    let outcomes = work.members().map(|it| one(it, &work.chapters_of(it), &run, console));
    Ok(outcomes.max().unwrap_or(Outcome::Good))
}

fn one(named: &Named, chapters: &[&Chapter], run: &Run, console: &Console) -> Outcome {
    match try_one(named, chapters, run, console) {
        Ok(outcome) => outcome,
        Err(error) => {
            console.failure(&error);
            Outcome::Unable
        }
    }
}

fn try_one(named: &Named, chapters: &[&Chapter], run: &Run, console: &Console) -> anyhow::Result<Outcome> {
    let mut prepared = Prepared::new(named, &run.registry, &run.options)?;
    console.files_read(&prepared.reading.files);
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
    let mut others = String::new();
    if !chapters.is_empty() {
        let hidden = narrow(reading, chapters);
        others = hidden_findings(hidden);
        let is_strict = run.levels.is_strict() || reading.manuscript.publication.lints.strict;
        let errors = reading.diags.count(Severity::Error);
        free = errors == 0 && (!is_strict || reading.diags.is_empty());
    }
    console.diagnostics(&reading.diags, &reading.manuscript.sources);
    build?;
    let mut names = chapters.iter().map(|it| it.shown.as_str());
    let name = names.next().map(|first| names.fold(first.to_owned(), |all, it| all + ", " + it));
    console.verdict(&name.unwrap_or_else(|| named.shown()), &reading.diags, &others);
    Ok(if free { Outcome::Good } else { Outcome::Faults })
}

/// Keeps the errors and warnings of some chapters; gives the number of the others.
fn narrow(reading: &mut Reading, chapters: &[&Chapter]) -> usize {
    let sources = &reading.manuscript.sources;
    let mut hidden = 0;
    reading.diags.retain_mut(|it| {
        let path = sources.get(it.primary.span.source).map(Source::path);
        let is_shown = chapters.iter().any(|chapter| path == Some(&chapter.shown));
        hidden += usize::from(!is_shown);
        is_shown
    });
    hidden
}

/// What the last line says of findings that are not shown.
fn hidden_findings(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "; 1 more in the rest of the publication".to_owned(),
        _ => format!("; {count} more in the rest of the publication"),
    }
}
