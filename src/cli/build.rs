//! `pamphlet build`: makes the editions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use crate::cli::args::Build;
use crate::cli::console::{Console, Told, advise, deliver};
use crate::cli::output::{self, Made, Target};
use crate::cli::project::{self, Named, Reading};
use crate::cli::{Outcome, files, record};
use crate::pipeline::{self, Published, Wishes};
use crate::publication::Edition;
use crate::record::Inputs;

/// Builds every publication that SOURCE names. One that fails does not stop the others.
pub(super) fn run(build: &Build, console: &Console) -> anyhow::Result<Outcome> {
    project::use_jobs(build.input.jobs)?;
    let levels = project::levels(&build.input)?;
    let created = project::created(build.creation_date)?;
    let (editions, target) = output::target(&build.to, &build.output)?;
    let fonts = project::fonts(&build.style)?;
    let members = project::publications(build.input.source.as_deref(), console)?;
    if members.len() > 1 && !matches!(target, Target::Folder(_)) {
        return Err(advise("several publications cannot be one file", "name a folder with `--output`"));
    }
    let theme = build.style.theme.as_deref();
    let wishes = Wishes { editions: &editions, theme, fonts: &fonts, levels: &levels, created };
    let built: Vec<Built> = members.par_iter().map(|it| publish(it, &wishes, console)).collect();
    let mut writer = Writer { target, console, owners: BTreeMap::new(), made: Vec::new() };
    let outcomes: Vec<Outcome> = built.into_iter().map(|it| writer.finish(it)).collect();
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
    /// What it was made of; `None` where nothing was read.
    inputs: Option<Inputs>,
    seconds: f64,
}

fn publish(named: &Named, wishes: &Wishes<'_>, console: &Console) -> Built {
    let start = Instant::now();
    let mut reading = project::open(named, console).map(project::Member::read);
    let published = match &mut reading {
        Ok(reading) => pipeline::publish(&reading.manuscript, wishes, &mut reading.diags),
        Err(_) => Ok(None),
    };
    let inputs = |it: &Reading| pipeline::inputs(&it.manuscript, wishes, it.contents.clone());
    let inputs = reading.as_ref().ok().map(inputs);
    Built { name: named.shown(), reading, published, inputs, seconds: start.elapsed().as_secs_f64() }
}

/// Tells what came of each publication, and writes its editions.
struct Writer<'a> {
    target: Target,
    console: &'a Console,
    /// The publication that each file was made from, so that no other takes its place.
    owners: BTreeMap<PathBuf, String>,
    made: Vec<Made>,
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
            self.console.verdict(&built.name, &diags, "; nothing is written");
            return Ok(Outcome::Faults);
        };
        if self.target == Target::StandardOutput {
            let bytes = published.editions.iter().flat_map(|(_, files)| files).next().map(|it| &it.bytes);
            deliver(bytes.map_or(&[], Vec::as_slice))?;
            return Ok(Outcome::Good);
        }
        let placed = self.place(&built.name, &published)?;
        files::write_all(&placed)?;
        if let (Target::Folder(folder), Some(inputs)) = (&self.target, built.inputs) {
            record::write(folder, &manuscript.document.meta.slug, inputs, &published)?;
        }
        let told: Vec<Told<'_>> = placed
            .iter()
            .map(|(path, bytes)| Told { path, size: bytes.len(), pages: pages(path, &published) })
            .collect();
        let words = pipeline::words(&manuscript.document);
        self.console.summary(&built.name, &told, words, built.seconds);
        self.made.push(Made { files: placed.into_iter().map(|(path, _)| path).collect(), from: files });
        Ok(Outcome::Good)
    }

    /// Where each file of a publication goes. Two publications cannot have one file.
    fn place<'p>(
        &mut self,
        name: &str,
        published: &'p Published,
    ) -> anyhow::Result<Vec<(PathBuf, &'p [u8])>> {
        let mut placed = Vec::new();
        for file in published.editions.iter().flat_map(|(_, files)| files) {
            let path = self.target.path_of(&file.path);
            if let Some(other) = self.owners.get(&path) {
                let message = format!("`{name}` and `{other}` would both be `{}`", files::show(&path));
                return Err(advise(message, "give one of them another `slug`"));
            }
            placed.push((path, file.bytes.as_slice()));
        }
        self.owners.extend(placed.iter().map(|(path, _)| (path.clone(), name.to_owned())));
        Ok(placed)
    }
}

/// The pages of an edition, where it has any.
fn pages(path: &Path, published: &Published) -> Option<usize> {
    let has_pages = path.extension().is_some_and(|it| it == Edition::Pdf.extension());
    published.pages.filter(|_| has_pages)
}
