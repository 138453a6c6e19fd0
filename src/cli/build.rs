//! `pamphlet build`: makes the editions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
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
use crate::project::{BuiltPublication, Gathered, Named, Owners, Part, Reading, Work, placed};
use crate::record::Sums;
use crate::theme::Theme;
use crate::verify::rules::untracked_file;

/// Builds every publication that the SOURCEs name. One that fails does not stop the others.
pub(super) fn run(build: &Arguments, console: &Console) -> anyhow::Result<Outcome> {
    let run = prepare(build)?;
    once(build, &run, console, &mut Vec::new())
}

/// What the options ask of each build.
pub(super) fn prepare(build: &Arguments) -> anyhow::Result<Run> {
    let mut run = Run::new(&build.input, &build.style)?;
    run.options.creation_date = created(build.creation_date)?;
    run.options.redline.clone_from(&build.redline);
    run.lay_over(&build.forms);
    run.options.editions = output::target(&build.to, build.output.as_deref(), Path::new(""))?.0;
    Ok(run)
}

/// Builds everything once. The files that were read or asked for go to `read`.
pub(super) fn once(
    build: &Arguments,
    run: &Run,
    console: &Console,
    read: &mut Vec<PathBuf>,
) -> anyhow::Result<Outcome> {
    let work = run.work(&build.input)?;
    let (_, target) = output::target(&build.to, build.output.as_deref(), &work.base)?;
    if target == Target::StandardOutput && build.deps.as_deref() == Some(Path::new("-")) {
        let message = "cannot write both an edition and the dependencies to standard output";
        return Err(advise(message, "name a file with `--output` or `--deps`"));
    }
    console.work(&work, "the publication is built as a whole");
    console.files_read(&run.font_files);
    let members: Vec<&Named> = work.members().collect();
    if members.len() > 1 && !matches!(target, Target::Folder(_)) {
        return Err(advise("cannot write several publications to one file", "name a folder with `--output`"));
    }
    let mut built: Vec<Built> = members.par_iter().map(|it| Built::new(it, run)).collect();
    for BuiltPublication { reading, .. } in built.iter().filter_map(|it| it.result.as_ref().ok()) {
        read.extend(reading.files.iter().cloned().chain(reading.folder.files_missing()));
    }
    read.extend(run.font_files.iter().cloned());
    let owners = owners(&built, &work, &target)?;
    let mut writer = Writer { target, run, console, owners, made: Vec::new() };
    let mut worst = Outcome::Good;
    for part in &work.parts {
        let rest = built.split_off(part.members.len().min(built.len()));
        worst = worst.max(writer.part(part, std::mem::replace(&mut built, rest)));
    }
    if let Some(path) = &build.deps {
        output::write_dependencies(path, &writer.made)?;
    }
    Ok(worst)
}

/// The publication that each file will be of.
///
/// # Errors
///
/// Where two publications have one file, or an edition would overwrite a source; nothing is written then.
fn owners(built: &[Built], work: &Work, target: &Target) -> anyhow::Result<Owners> {
    let mut owners = Owners::default();
    let good: Vec<&BuiltPublication> = built.iter().filter_map(|it| it.result.as_ref().ok()).collect();
    good.iter().for_each(|it| owners.keep(&it.name, &it.reading.files));
    for publication in &good {
        let Some(build) = &publication.build else { continue };
        let slug = matches!(target, Target::Folder(_)).then_some(publication.plan.publication.as_str());
        owners.take(&publication.name, build, slug, |it| target.path_of(it))?;
    }
    let mut rest = built;
    for part in &work.parts {
        let (own, others) = rest.split_at(part.members.len().min(rest.len()));
        rest = others;
        let builds = own.iter().filter_map(|it| it.result.as_ref().ok()?.build.as_ref());
        let has_page = builds.flat_map(|it| &it.editions).any(|it| it.plan.format == "html");
        if let (Some(it), true, Target::Folder(_)) = (&part.collection, has_page, target) {
            owners.take_page(&files::show(&it.manifest), target.path_of(collection::PAGE))?;
        }
    }
    Ok(owners)
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
        let Run { registry, options, levels, .. } = run;
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
    /// The publication that each file is of.
    owners: Owners,
    made: Vec<Made>,
}

/// What the first page of a collection is made of.
#[derive(Default)]
struct Listed {
    /// The publications that were written.
    members: Vec<Member>,
    /// The theme of the first HTML edition.
    theme: Option<Theme>,
}

impl Writer<'_> {
    /// Writes a publication, or those of a collection and its first page.
    fn part(&mut self, part: &Part, built: Vec<Built>) -> Outcome {
        let (mut listed, first) = (Listed::default(), self.made.len());
        let mut outcomes: Vec<Outcome> = built.into_iter().map(|it| self.finish(it, &mut listed)).collect();
        if let Some(it) = part.collection.as_ref().filter(|_| outcomes.iter().all(|it| *it == Outcome::Good))
        {
            outcomes.push(self.collect(it, &listed, first));
        }
        outcomes.into_iter().max().unwrap_or(Outcome::Good)
    }

    fn finish(&mut self, built: Built, listed: &mut Listed) -> Outcome {
        match self.try_finish(built, listed) {
            Ok(outcome) => outcome,
            Err(error) => {
                self.console.failure(&error);
                Outcome::Unable
            }
        }
    }

    fn try_finish(&mut self, built: Built, listed: &mut Listed) -> anyhow::Result<Outcome> {
        let BuiltPublication { name, reading, registry, declared, theme, plan, build } = built.result?;
        let Reading { manuscript, diags, files, .. } = reading;
        self.console.diagnostics(&diags, &manuscript.sources);
        self.console.files_read(&files);
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
        let placed = placed(&build, |it| self.target.path_of(it));
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
        listed.theme = listed.theme.take().or(theme);
        let record = beside.files.iter().map(|(path, _)| path).find(|it| !it.ends_with(Sums::NAME)).cloned();
        let files_written = placed.into_iter().map(|(path, _)| path).chain(record).collect();
        let from = files.into_iter().chain(self.run.font_files.iter().cloned()).collect();
        self.made.push(Made { files: files_written, from });
        listed.members.push(Member {
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

    /// Writes the first page of a collection, where its publications have pages for browsers in a folder. It depends on
    /// what they do: their rules are those from `first` on.
    fn collect(&mut self, gathered: &Gathered, listed: &Listed, first: usize) -> Outcome {
        let Target::Folder(folder) = &self.target else { return Outcome::Good };
        let Some(theme) = &listed.theme else { return Outcome::Good };
        let page = collection::first_page(&gathered.collection, theme, &listed.members);
        let path = self.target.path_of(collection::PAGE);
        let written = OutputFolder::open(folder).and_then(|folder| {
            let (sums, text) = record::with(folder.path(), collection::PAGE, page.as_bytes())?;
            folder.write(&[(path.clone(), page.as_bytes()), (sums, text.as_bytes())])
        });
        if let Err(error) = written {
            self.console.failure(&error);
            return Outcome::Unable;
        }
        let told = [Told { path: &path, size: page.len(), files: 1, pages: None }];
        let count = format!("{} publications", listed.members.len());
        self.console.made("the collection", &told, &count);
        let members = self.made.iter().skip(first).flat_map(|it| it.from.iter().cloned());
        let mut from: Vec<PathBuf> = std::iter::once(gathered.manifest.clone()).chain(members).collect();
        let mut seen = BTreeSet::new();
        from.retain(|it| seen.insert(it.clone()));
        self.made.push(Made { files: vec![path], from });
        Outcome::Good
    }
}
