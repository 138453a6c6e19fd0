//! `pamphlet build`: makes the editions.

use std::path::PathBuf;
use std::time::Instant;

use rayon::prelude::*;

use crate::backend::html::Member;
use crate::cli::args::Build as Arguments;
use crate::cli::console::{Console, Told, deliver};
use crate::cli::output::{self, Made, Target};
use crate::cli::run::{Run, created};
use crate::cli::{Outcome, collection};
use crate::diag::Diagnostics;
use crate::pipeline::{self, Build, BuildSetup, BuiltEdition, Manuscript};
use crate::project::advise;
use crate::project::files::{self, OutputFolder};
use crate::project::record;
use crate::project::record::Beside;
use crate::project::{self, BuiltPublication, Named, Owners, Reading};
use crate::publication::Collection;
use crate::theme::Theme;
use crate::verify::rules::untracked_file;

/// Builds every publication that SOURCE names. One that fails does not stop the others.
pub(super) fn run(build: &Arguments, console: &Console) -> anyhow::Result<Outcome> {
    let mut run = Run::new(&build.input, &build.style)?;
    run.options.creation_date = created(build.creation_date)?;
    run.lay_over(&build.forms);
    let (editions, target) = output::target(&build.to, &build.output)?;
    run.options.editions = editions;
    let work = project::publications(build.input.source.as_deref())?;
    console.collection(work.collection.as_ref());
    let members = &work.members;
    if members.len() > 1 && !matches!(target, Target::Folder(_)) {
        return Err(advise("cannot write several publications to one file", "name a folder with `--output`"));
    }
    let built: Vec<Built> = members.par_iter().map(|it| Built::new(it, &run)).collect();
    let (owners, made, list) = (Owners::default(), Vec::new(), Vec::new());
    let mut writer = Writer { target, run: &run, console, owners, made, list, theme: None };
    let mut outcomes: Vec<Outcome> = built.into_iter().map(|it| writer.finish(it)).collect();
    if let Some(it) = work.collection.filter(|_| outcomes.iter().all(|it| *it == Outcome::Good)) {
        outcomes.push(writer.collect(&it.collection));
    }
    if let Some(path) = &build.deps {
        output::write_dependencies(path, &writer.made)?;
    }
    Ok(outcomes.into_iter().max().unwrap_or(Outcome::Good))
}

/// A publication with its editions, which are not written yet.
struct Built {
    /// What came of it; an error where even reading failed.
    result: anyhow::Result<BuiltPublication>,
    seconds: f64,
}

impl Built {
    fn new(named: &Named, run: &Run) -> Built {
        let start = Instant::now();
        let Run { registry, options, levels } = run;
        let setup = BuildSetup { registry, options, levels };
        let result = BuiltPublication::new(named, &setup);
        Built { result, seconds: start.elapsed().as_secs_f64() }
    }
}

/// Tells what came of each publication, and writes its editions.
struct Writer<'a> {
    target: Target,
    run: &'a Run,
    console: &'a Console,
    /// The publication that each file was made from.
    owners: Owners,
    made: Vec<Made>,
    /// The publications that were written, for the first page of their collection.
    list: Vec<Member>,
    /// The theme of the first page of a collection: that of its first HTML edition.
    theme: Option<Theme>,
}

impl Writer<'_> {
    fn finish(&mut self, built: Built) -> Outcome {
        match self.try_finish(built) {
            Ok(outcome) => outcome,
            Err(error) => {
                self.console.failure(&error);
                Outcome::Unable
            }
        }
    }

    fn try_finish(&mut self, built: Built) -> anyhow::Result<Outcome> {
        let BuiltPublication { name, reading, registry, declared, theme, plan, build } = built.result?;
        let Reading { manuscript, diags, files, .. } = reading;
        self.console.diagnostics(&diags, &manuscript.sources);
        for file in &files {
            self.console.detail(&format!("read {}", files::show(file)));
        }
        let Some(build) = build else {
            self.console.verdict(&name, &diags, "; nothing written");
            return Ok(Outcome::Faults);
        };
        self.target.takes(plan.editions.len())?;
        let many = build.editions.iter().find(|it| it.files.len() > 1);
        if let Some(edition) = many.filter(|_| !matches!(self.target, Target::Folder(_))) {
            let message = format!("the edition `{}` of `{}` has several files", edition.plan.name, name);
            return Err(advise(message, "name a folder with `--output`"));
        }
        if self.target == Target::StandardOutput {
            let bytes = build.editions.iter().flat_map(|it| &it.files).next().map(|it| &it.bytes);
            deliver(bytes.map_or(&[], Vec::as_slice))?;
            return Ok(Outcome::Good);
        }
        let placed = self.owners.place(&name, &build, |it| self.target.path_of(it))?;
        let folder = match &self.target {
            Target::Folder(folder) => Some(OutputFolder::open(folder)?),
            Target::File(_) | Target::StandardOutput => None,
        };
        let beside = match &folder {
            Some(folder) => record::beside(folder, &plan, &declared, &files, &build)?,
            None => Beside::default(),
        };
        if !self.minds(&beside, &manuscript, &name) {
            return Ok(Outcome::Faults);
        }
        // All at the same time, for to wait for the disk takes longer than to write.
        let records = beside.files.iter().map(|(path, text)| (path.clone(), text.as_bytes()));
        let whole: Vec<(PathBuf, &[u8])> = placed.iter().cloned().chain(records).collect();
        match &folder {
            Some(folder) => {
                folder.write(&whole)?;
                self.remove(folder, &beside.outdated)?;
            }
            None => files::write_all(&whole)?,
        }
        self.tell(&name, &manuscript, &build, built.seconds);
        let downloads = beside.record.as_ref().map(|it| collection::downloads(it, &registry));
        self.theme = self.theme.take().or(theme);
        self.made.push(Made { files: placed.into_iter().map(|(path, _)| path).collect(), from: files });
        self.list.push(Member {
            meta: manuscript.document.meta.clone(),
            downloads: downloads.unwrap_or_default(),
        });
        Ok(Outcome::Good)
    }

    /// Tells which files stand where they are not of any build; says whether the way is free.
    fn minds(&self, beside: &Beside, manuscript: &Manuscript, name: &str) -> bool {
        let mut found = Diagnostics::new();
        let whole = manuscript.document.meta.span;
        let strays = beside.strays.iter().filter(|it| !self.owners.has(it));
        strays.for_each(|it| found.push(untracked_file(&files::show(it), whole)));
        let free = pipeline::apply_levels(manuscript, &self.run.levels, &mut found);
        self.console.diagnostics(&found, &manuscript.sources);
        if !free {
            self.console.verdict(name, &found, "; nothing written");
        }
        free
    }

    /// Removes what a former build made, but what another publication has just made in its place.
    fn remove(&self, folder: &OutputFolder, outdated: &[PathBuf]) -> anyhow::Result<()> {
        for path in outdated.iter().filter(|it| !self.owners.has(it)) {
            folder.remove(path)?;
            self.console.removed(path);
        }
        Ok(())
    }

    /// Tells what was made of a publication.
    fn tell(&self, name: &str, manuscript: &Manuscript, build: &Build, seconds: f64) {
        let first = |it: &BuiltEdition| it.files.first().map(|it| self.target.path_of(&it.path));
        let paths: Vec<PathBuf> = build.editions.iter().filter_map(first).collect();
        let told = build.editions.iter().zip(&paths).map(|(it, path)| Told {
            path,
            size: it.files.iter().map(|it| it.bytes.len()).sum(),
            files: it.files.len(),
            pages: it.pages,
        });
        let told: Vec<Told<'_>> = told.collect();
        let words = || pipeline::words(&manuscript.document);
        self.console.summary(name, &told, words, seconds);
    }

    /// Writes the first page of a collection, where its publications have pages for browsers in a folder.
    fn collect(&mut self, it: &Collection) -> Outcome {
        let Target::Folder(folder) = &self.target else { return Outcome::Good };
        let Some(theme) = &self.theme else { return Outcome::Good };
        let page = collection::first_page(it, theme, &self.list);
        let path = self.target.path_of(collection::PAGE);
        let written = self.owners.claim("the collection", &path).and_then(|()| {
            let folder = OutputFolder::open(folder)?;
            let (sums, text) = record::with(folder.path(), collection::PAGE, page.as_bytes())?;
            folder.write(&[(path.clone(), page.as_bytes()), (sums, text.as_bytes())])?;
            Ok(path)
        });
        match written {
            Ok(path) => {
                let told = [Told { path: &path, size: page.len(), files: 1, pages: None }];
                self.console.made("the collection", &told, &format!("{} publications", self.list.len()));
                Outcome::Good
            }
            Err(error) => {
                self.console.failure(&error);
                Outcome::Unable
            }
        }
    }
}
