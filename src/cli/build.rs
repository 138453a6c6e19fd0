//! `pamphlet build`: makes the editions.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use rayon::prelude::*;

use crate::backend::OutputFile;
use crate::backend::html::{Download, Member};
use crate::cli::args::{Build, EditionOptions};
use crate::cli::console::{Console, Told, advise, deliver};
use crate::cli::output::{self, Made, Target};
use crate::cli::project::{self, Named, Reading};
use crate::cli::record::Beside;
use crate::cli::{Outcome, choices, collection, files, fonts, record};
use crate::diag::Diagnostics;
use crate::pipeline::{self, Levels, Manuscript, Published, Wishes};
use crate::publication::{Collection, Edition};
use crate::record::{Choices, Inputs};
use crate::verify::rules::untracked_file;

/// Builds every publication that SOURCE names. One that fails does not stop the others.
pub(super) fn run(build: &Build, console: &Console) -> anyhow::Result<Outcome> {
    project::use_jobs(build.input.jobs)?;
    let levels = project::levels(&build.input)?;
    let created = project::created(build.creation_date)?;
    let (editions, target) = output::target(&build.to, &build.output)?;
    let fonts = fonts::given(&build.style)?;
    let work = project::publications(build.input.source.as_deref(), console)?;
    let members = &work.members;
    if members.len() > 1 && !matches!(target, Target::Folder(_)) {
        return Err(advise("cannot write several publications to one file", "name a folder with `--output`"));
    }
    let theme = build.style.theme.as_deref();
    let wishes = Wishes { editions: &editions, theme, fonts: &fonts, levels: &levels, created };
    let publish = |it: &Named| publish(it, &build.forms, &wishes, console);
    let built: Vec<Built> = members.par_iter().map(publish).collect();
    let (owners, made, list) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut writer = Writer { target, levels: &levels, console, owners, made, list };
    let mut outcomes: Vec<Outcome> = built.into_iter().map(|it| writer.finish(it)).collect();
    if let Some(it) = work.collection.filter(|_| outcomes.iter().all(|it| *it == Outcome::Good)) {
        outcomes.push(writer.collect(&it.collection, theme, &editions));
    }
    if let Some(path) = &build.deps {
        output::write_dependencies(path, &writer.made)?;
    }
    Ok(outcomes.into_iter().max().unwrap_or(Outcome::Good))
}

/// A publication with its editions, which are not written yet.
struct Built {
    name: String,
    /// What was read; an error where even that failed.
    reading: anyhow::Result<Reading>,
    /// What was made; `None` where the faults weigh too much.
    published: anyhow::Result<Option<Published>>,
    /// What it was made of, and with which options; `None` where nothing was read.
    inputs: Option<(Inputs, Choices)>,
    seconds: f64,
}

fn publish(named: &Named, forms: &EditionOptions, wishes: &Wishes<'_>, console: &Console) -> Built {
    let start = Instant::now();
    let mut reading = project::open(named, console).map(project::Member::read);
    if let Ok(reading) = &mut reading {
        let options = &mut reading.manuscript.publication.options;
        project::shape(forms, options);
        options.html.beside = wishes.editions.to_vec();
    }
    let published = match &mut reading {
        Ok(reading) => pipeline::publish(&reading.manuscript, wishes, &mut reading.diags),
        Err(_) => Ok(None),
    };
    let inputs = |it: &Reading| pipeline::inputs(&it.manuscript, wishes, it.contents.clone());
    let inputs = reading.as_ref().ok().map(|it| (inputs(it), choices::made(forms, wishes)));
    Built { name: named.shown(), reading, published, inputs, seconds: start.elapsed().as_secs_f64() }
}

/// Tells what came of each publication, and writes its editions.
struct Writer<'a> {
    target: Target,
    levels: &'a Levels,
    console: &'a Console,
    /// The publication that each file was made from, so that no other takes its place.
    owners: BTreeMap<PathBuf, String>,
    made: Vec<Made>,
    /// The publications that were written, for the first page of their collection.
    list: Vec<Member>,
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
        let Reading { manuscript, diags, files, .. } = built.reading?;
        self.console.diagnostics(&diags, &manuscript.sources);
        for file in &files {
            self.console.detail(&format!("read {}", files::show(file)));
        }
        let Some(published) = built.published? else {
            self.console.verdict(&built.name, &diags, "; nothing written");
            return Ok(Outcome::Faults);
        };
        let many = published.editions.iter().any(|(_, files)| files.len() > 1);
        if many && !matches!(self.target, Target::Folder(_)) {
            let message = format!("the HTML edition of `{}` has several files", built.name);
            return Err(advise(message, "name a folder with `--output`"));
        }
        if self.target == Target::StandardOutput {
            let bytes = published.editions.iter().flat_map(|(_, files)| files).next().map(|it| &it.bytes);
            deliver(bytes.map_or(&[], Vec::as_slice))?;
            return Ok(Outcome::Good);
        }
        let placed = self.place(&built.name, &published)?;
        let beside = match (&self.target, built.inputs) {
            (Target::Folder(folder), Some(inputs)) => {
                record::beside(folder, &manuscript.document.meta.slug, inputs, &published)?
            }
            (Target::Folder(_) | Target::File(_) | Target::StandardOutput, _) => Beside::default(),
        };
        if !self.minds(&beside, &manuscript, &built.name) {
            return Ok(Outcome::Faults);
        }
        // All at the same time, for to wait for the disk takes longer than to write.
        let records = beside.files.iter().map(|(path, text)| (path.clone(), text.as_bytes()));
        files::write_all(&placed.iter().cloned().chain(records).collect::<Vec<_>>())?;
        self.remove(&beside.outdated)?;
        let downloads = self.tell(&built.name, &manuscript, &published, built.seconds);
        self.made.push(Made { files: placed.into_iter().map(|(path, _)| path).collect(), from: files });
        self.list.push(Member { meta: manuscript.document.meta.clone(), downloads });
        Ok(Outcome::Good)
    }

    /// Tells which files stand where they are not of any build; says whether the way is free.
    fn minds(&self, beside: &Beside, manuscript: &Manuscript, name: &str) -> bool {
        let mut found = Diagnostics::new();
        let whole = manuscript.document.meta.span;
        let strays = beside.strays.iter().filter(|it| !self.owners.contains_key(*it));
        strays.for_each(|it| found.push(untracked_file(&files::show(it), whole)));
        let free = pipeline::weigh(manuscript, self.levels, &mut found);
        self.console.diagnostics(&found, &manuscript.sources);
        if !free {
            self.console.verdict(name, &found, "; nothing written");
        }
        free
    }

    /// Removes what a former build made, but what another publication has just made in its place.
    fn remove(&self, outdated: &[PathBuf]) -> anyhow::Result<()> {
        let Target::Folder(folder) = &self.target else { return Ok(()) };
        for path in outdated.iter().filter(|it| !self.owners.contains_key(*it)) {
            files::remove(folder, path)?;
            self.console.removed(path);
        }
        Ok(())
    }

    /// Tells what was made of a publication, and gives its editions.
    fn tell(
        &self,
        name: &str,
        manuscript: &Manuscript,
        published: &Published,
        seconds: f64,
    ) -> Vec<Download> {
        let downloads: Vec<Download> = published.editions.iter().filter_map(download).collect();
        let paths: Vec<PathBuf> = downloads.iter().map(|it| self.target.path_of(&it.path)).collect();
        let told =
            downloads.iter().zip(&paths).zip(&published.editions).map(|((it, path), (_, files))| Told {
                path,
                size: it.size,
                files: files.len(),
                pages: published.pages.filter(|_| it.edition == Edition::Pdf),
            });
        let told: Vec<Told<'_>> = told.collect();
        let words = || pipeline::words(&manuscript.document);
        self.console.summary(name, &told, words, seconds);
        downloads
    }

    /// Writes the first page of a collection, where its publications have pages for browsers in a folder.
    fn collect(&mut self, it: &Collection, theme: Option<&str>, editions: &[Edition]) -> Outcome {
        let Target::Folder(folder) = &self.target else { return Outcome::Good };
        if !editions.contains(&Edition::Html) {
            return Outcome::Good;
        }
        let page = collection::first_page(it, theme, &self.list);
        let written = self.claim("the collection", collection::PAGE).and_then(|path| {
            let (sums, text) = record::with(folder, collection::PAGE, page.as_bytes())?;
            files::write_all(&[(path.clone(), page.as_bytes()), (sums, text.as_bytes())])?;
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

    /// The path of a file that a backend calls `name`, unless another publication has it.
    fn claim(&self, owner: &str, name: &str) -> anyhow::Result<PathBuf> {
        let path = self.target.path_of(name);
        match self.owners.get(&path) {
            None => Ok(path),
            Some(other) => {
                let message =
                    format!("`{owner}` and `{other}` would both be written to `{}`", files::show(&path));
                Err(advise(message, "give one of them another `slug`"))
            }
        }
    }

    /// Where each file of a publication goes. Two publications cannot have one file.
    fn place<'p>(
        &mut self,
        name: &str,
        published: &'p Published,
    ) -> anyhow::Result<Vec<(PathBuf, &'p [u8])>> {
        let mut placed = Vec::new();
        for file in published.editions.iter().flat_map(|(_, files)| files) {
            let path = self.claim(name, &file.path)?;
            placed.push((path, file.bytes.as_slice()));
        }
        self.owners.extend(placed.iter().map(|(path, _)| (path.clone(), name.to_owned())));
        Ok(placed)
    }
}

/// An edition with the size of all its files; `None` for one without files.
fn download((edition, files): &(Edition, Vec<OutputFile>)) -> Option<Download> {
    let path = files.first()?.path.clone();
    Some(Download { edition: *edition, path, size: files.iter().map(|it| it.bytes.len()).sum() })
}
