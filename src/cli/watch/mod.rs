//! `pamphlet watch`: builds again after each save.

mod files;

pub(in crate::cli) use files::WatchedFiles;

use std::path::Path;

use crate::cli::Outcome;
use crate::cli::args::Build;
use crate::cli::build;
use crate::cli::console::Console;
use crate::project::advise;

/// Builds what the SOURCEs name, and again whenever a file of it changes, until it is stopped.
pub(super) fn run(options: &Build, console: &Console) -> anyhow::Result<Outcome> {
    console.refuse_logs("watch")?;
    refuse_streams(&options.input.sources)?;
    if options.output.as_deref() == Some(Path::new("-")) || options.deps.as_deref() == Some(Path::new("-")) {
        return Err(advise(
            "cannot watch and write to standard output",
            "name a file or a folder with `--output`",
        ));
    }
    let mut run = build::prepare(options)?;
    // What cannot be found at all is a usage error, and nothing to wait for.
    run.work(&options.input)?;
    let mut watched = WatchedFiles::default();
    loop {
        watched.refresh();
        let mut read = Vec::new();
        if let Err(error) = build::once(options, &run, console, &mut read) {
            console.failure(&error);
        }
        let work = run.work(&options.input).ok();
        let mut paths = crate::project::watched(&options.input.sources, work.as_ref());
        paths.extend(read);
        watched.set(paths);
        console.note("waiting for changes; press Ctrl+C to stop");
        let changed = watched.wait();
        changed.iter().for_each(|it| console.detail(&format!("changed {}", it.display())));
        if let Err(error) = run.refresh(&options.style, &changed) {
            console.failure(&error);
        }
    }
}

/// Standard input is read once.
pub(in crate::cli) fn refuse_streams(sources: &[std::path::PathBuf]) -> anyhow::Result<()> {
    match sources.iter().any(|it| it == Path::new("-")) {
        true => Err(advise("cannot watch standard input", "name a file or a folder")),
        false => Ok(()),
    }
}
