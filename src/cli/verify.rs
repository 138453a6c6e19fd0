//! `pamphlet verify`: reads the editions back and holds them against their source.

mod collection;
mod proof;
mod report;

use std::path::Path;

use rayon::prelude::*;

use collection::{FirstPage, check_first_page};
pub(super) use proof::{Proof, Proven, There};

use crate::backend::html::options::{HtmlForm, HtmlOptions};
use crate::backend::{OutputFile, Registry};
use crate::cli::Outcome;
use crate::cli::args::{ReportFormat, Verify};
use crate::cli::collection::downloads;
use crate::cli::console::{Console, deliver};
use crate::cli::output::{self, Target};
use crate::cli::run::{Run, created};
use crate::diag::Diagnostics;
use crate::pipeline::{self, BuiltEdition, Manuscript};
use crate::plan::{EditionPlan, Plan, Record};
use crate::project::advise;
use crate::project::files;
use crate::project::record::{self, Holding};
use crate::project::{Named, Part, Prepared, Reading};
use crate::record::hash;
use crate::verify::{self, Aspect, Finding, Format, Report, Tally, rules};

/// Verifies every publication that SOURCE names. One that cannot be read does not stop the others.
pub(super) fn run(verify: &Verify, console: &Console) -> anyhow::Result<Outcome> {
    let mut run = Run::new(&verify.input, &verify.style)?;
    run.options.creation_date = created(verify.creation_date)?;
    run.options.redline.clone_from(&verify.redline);
    run.lay_over(&verify.forms);
    let work = run.work(&verify.input)?;
    let (editions, target) = output::target(&verify.to, verify.output.as_deref(), &work.base)?;
    run.options.editions = editions;
    if target == Target::StandardOutput {
        return Err(advise(
            "cannot read an edition from standard input",
            "name its file or the folder of the editions with `--output`",
        ));
    }
    console.work(&work, "the publication is verified as a whole");
    console.files_read(&run.font_files);
    let verifier = Verifier { run, target, rebuild: !verify.no_rebuild, console };
    let (mut worst, mut all, mut pages) = (Outcome::Good, Vec::new(), Vec::new());
    for part in &work.parts {
        let (outcome, proven, page) = verifier.part(part)?;
        worst = worst.max(outcome);
        all.extend(proven);
        pages.extend(page);
    }
    match verify.format {
        ReportFormat::Text if console.is_report_unwanted() => {}
        ReportFormat::Text => deliver(report::text(&all, &pages).as_bytes())?,
        ReportFormat::Json => deliver(report::json(&all, &pages).as_bytes())?,
    }
    Ok(worst)
}

pub(super) struct Verifier<'a> {
    pub(super) run: Run,
    pub(super) target: Target,
    pub(super) rebuild: bool,
    pub(super) console: &'a Console,
}

impl Verifier<'_> {
    /// Verifies a publication, or those of a collection with its first page. One that cannot be read does not stop
    /// the others.
    fn part(&self, part: &Part) -> anyhow::Result<(Outcome, Vec<Proven>, Option<FirstPage>)> {
        let (mut worst, mut all) = (Outcome::Good, Vec::new());
        for named in &part.members {
            let outcome = match self.publication(named) {
                Ok((proven, outcome)) => {
                    all.push(proven);
                    outcome
                }
                Err(error) => {
                    self.console.failure(&error);
                    Outcome::Unable
                }
            };
            worst = worst.max(outcome);
        }
        let (Some(gathered), Target::Folder(folder)) = (&part.collection, &self.target) else {
            return Ok((worst, all, None));
        };
        let Some((page, found)) = check_first_page(&self.run, self.rebuild, folder, (gathered, &all))? else {
            return Ok((worst, all, None));
        };
        self.console.diagnostics(&found, &gathered.sources);
        worst = worst.max(if page.is_good { Outcome::Good } else { Outcome::Faults });
        Ok((worst, all, Some(page)))
    }

    /// Verifies a publication, and prints what is wrong.
    pub(super) fn publication(&self, named: &Named) -> anyhow::Result<(Proven, Outcome)> {
        let mut prepared = Prepared::new(named, &self.run.registry, &self.run.options)?;
        self.console.files_read(&prepared.reading.files);
        let recorded = self.recorded(&prepared.plan.publication)?;
        prepared.recall(&recorded.as_ref().map(Record::plans).unwrap_or_default());
        let plan = prepared.selected()?;
        self.target.takes(plan.editions.len())?;
        let rebuilt = self.rebuilt(&mut prepared, &plan)?;
        let theme = prepared.first_page_theme(&plan);
        let Prepared { reading, registry, .. } = prepared;
        let manuscript = reading.manuscript;
        let prove = |edition: &EditionPlan| {
            let made = rebuilt.iter().find(|it| it.plan.name == edition.name);
            self.prove(&manuscript, &(&plan, &registry), edition, made)
        };
        let proofs: Vec<Proof> = plan.editions.par_iter().map(prove).collect::<anyhow::Result<_>>()?;
        let mut found = faults(&manuscript, &proofs);
        let record = self.record(&plan, &registry)?;
        let (whole, held) = (manuscript.document.meta.span, record.iter());
        let differences = held.flat_map(|it| it.differences.iter().map(|why| (it.file.as_str(), why)));
        differences.for_each(|(file, why)| found.push(rules::record_differs(file, why, whole)));
        let mut free = pipeline::apply_levels(&manuscript, &self.run.levels, &mut found);
        self.console.diagnostics(&found, &manuscript.sources);
        free &= !(self.rebuild && rebuilt.is_empty());
        let outcome = if free { Outcome::Good } else { Outcome::Faults };
        let downloads = recorded.as_ref().map(|it| downloads(it, &registry));
        let (name, downloads) = (named.shown(), downloads.unwrap_or_default());
        Ok((Proven { name, manuscript, proofs, record, downloads, theme }, outcome))
    }

    /// A new build; none where the source cannot be built. The faults of the source are for `check` to tell, unless no
    /// edition can be made of it.
    fn rebuilt(&self, prepared: &mut Prepared<'_>, plan: &Plan) -> anyhow::Result<Vec<BuiltEdition>> {
        // Without a new build in bytes its parts are compared; a program that makes an edition is not run for that.
        let mut plan = plan.clone();
        plan.editions.retain(|it| self.rebuild || format(it).is_some());
        let build = prepared.render(&plan, &self.run.levels)?;
        if build.is_none() && self.rebuild {
            let Reading { manuscript, diags, .. } = &prepared.reading;
            self.console.diagnostics(diags, &manuscript.sources);
        }
        Ok(build.map(|it| it.editions).unwrap_or_default())
    }

    /// The record of the build, compared with the files; a single file has none.
    fn record(&self, plan: &Plan, registry: &Registry) -> anyhow::Result<Option<Holding>> {
        let Target::Folder(folder) = &self.target else { return Ok(None) };
        let name = |it: &EditionPlan| (it.name.clone(), name_of(plan, it, registry));
        let editions: Vec<(String, String)> = plan.editions.iter().map(name).collect();
        let now = self.rebuild.then(|| plan.clone());
        record::hold(folder, &plan.publication, &editions, now)
    }

    /// The record of the build; a single file has none.
    fn recorded(&self, publication: &str) -> anyhow::Result<Option<Record>> {
        let Target::Folder(folder) = &self.target else { return Ok(None) };
        record::read(folder, publication)
    }

    /// Reads an edition and compares it with the source and a new build.
    fn prove(
        &self,
        manuscript: &Manuscript,
        (plan, registry): &(&Plan, &Registry),
        edition: &EditionPlan,
        made: Option<&BuiltEdition>,
    ) -> anyhow::Result<Proof> {
        let entry = name_of(plan, edition, registry);
        let path = self.target.path_of(&entry);
        if !files::exists(&path) {
            return Ok(Proof { path, edition: edition.clone(), there: None });
        }
        let bytes = files::read_edition(&path)?;
        self.console.files_read(std::slice::from_ref(&path));
        // A site is in a folder of its own, one below that of the editions.
        let folder = path.ancestors().nth(entry.split('/').count()).unwrap_or(Path::new("")).to_owned();
        let file = |name: &str| Some(folder.join(name)).filter(|it| files::exists(it));
        let read = |name: &str| file(name).and_then(|it| files::read_edition(&it).ok());
        let (tree, shown) = (manuscript.tree(edition, &mut Diagnostics::new()), files::show(&path));
        // Numbers of pages are those of the new build; that they are true is proved from the file.
        let document = made.and_then(|it| it.tree.as_ref()).unwrap_or(&tree);
        let rebuilt = made.map(|it| it.files.as_slice());
        let is_site = HtmlOptions::of(&edition.options).form == HtmlForm::Site;
        let mut report = match format(edition) {
            Some(Format::Html) if is_site => verify::verify_site(document, &shown, &entry, &read),
            Some(format) => verify::verify(document, &shown, format, &bytes),
            None => Report::new(shown, Tally::default(), Vec::new()),
        };
        if let Some(why) = manuscript.disproof(edition) {
            report.findings.push(Finding::new(Aspect::Words, "", why));
        }
        let mut same = None;
        if let Some(made) = rebuilt.filter(|_| !self.rebuild || report.needs_parts()) {
            report = report.with_parts(parts(edition, made, &bytes, &read));
        }
        if let Some((first, others)) = rebuilt.filter(|_| self.rebuild).and_then(<[OutputFile]>::split_first)
        {
            let different = differences(edition, (&first.bytes, &bytes), others, &read);
            same = Some(different.is_empty());
            report.findings.extend(different);
        }
        let lacks = if edition.siblings.is_empty() { Vec::new() } else { lacking(&path, &bytes) };
        let there = There { report, hash: hash(&bytes), same, lacks };
        Ok(Proof { path, edition: edition.clone(), there: Some(there) })
    }
}

/// The path of the first file of an edition below the output folder.
fn name_of(plan: &Plan, edition: &EditionPlan, registry: &Registry) -> String {
    let sibling = edition.as_sibling(&plan.publication, registry);
    sibling.map_or_else(|| edition.stem(&plan.publication), |it| it.file)
}

/// Where the files of an edition differ from those of a new build.
fn differences(
    edition: &EditionPlan,
    (made, there): (&[u8], &[u8]),
    others: &[OutputFile],
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Vec<Finding> {
    let format = format(edition).unwrap_or(Format::Text);
    let mut different: Vec<Finding> = verify::compare_bytes(format, made, there).into_iter().collect();
    different.extend(others.iter().filter_map(|made| {
        let there = read(&made.path);
        let found = verify::compare_bytes(format, &made.bytes, there.as_deref().unwrap_or_default())?;
        Some(Finding { location: format!("{}, {}", made.path, found.location), ..found })
    }));
    different
}

/// Where the parts of an edition differ from those of a new build; `None` where its first file has little in common.
fn parts(
    edition: &EditionPlan,
    made: &[OutputFile],
    there: &[u8],
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Option<Vec<Finding>> {
    let (first, others) = made.split_first()?;
    let mut different = verify::compare_parts(format(edition)?, &first.bytes, there)?;
    for made in others {
        let Some(there) = read(&made.path) else {
            different.push(Finding::new(Aspect::Parts, made.path.clone(), "the file is missing"));
            continue;
        };
        let format = Format::of(&made.path).unwrap_or(Format::Text);
        let found = verify::compare_parts(format, &made.bytes, &there).unwrap_or_else(|| {
            vec![Finding::new(Aspect::Parts, "", "the file has little in common with that of a new build")]
        });
        let place = |it: &Finding| match it.location.as_str() {
            "" => made.path.clone(),
            place => format!("{}, {place}", made.path),
        };
        different.extend(found.into_iter().map(|it| Finding { location: place(&it), ..it }));
    }
    Some(different)
}

/// The siblings that a page links to and that are not there.
fn lacking(page: &Path, bytes: &[u8]) -> Vec<String> {
    let folder = page.parent().unwrap_or(Path::new(""));
    let linked = verify::extract::html::alternates(bytes).into_iter();
    linked.filter(|it| !it.contains("://") && !files::exists(&folder.join(it))).collect()
}

/// What is wrong with the editions, at its places in the source.
fn faults(manuscript: &Manuscript, proofs: &[Proof]) -> Diagnostics {
    let whole = manuscript.document.meta.span;
    let mut diags = Diagnostics::new();
    for proof in proofs {
        let file = files::show(&proof.path);
        match &proof.there {
            None => diags.push(rules::missing_edition(&file, whole)),
            Some(there) => {
                there.report.findings.iter().for_each(|it| diags.push(rules::diagnostic(&file, it, whole)));
                there.lacks.iter().for_each(|it| diags.push(rules::missing_sibling(&file, it, whole)));
            }
        }
    }
    diags
}

/// The format as `verify` reads it; `None` for one that another program makes.
fn format(edition: &EditionPlan) -> Option<Format> {
    match edition.format.as_str() {
        "pdf" => Some(Format::Pdf),
        "epub" => Some(Format::Epub),
        "html" => Some(Format::Html),
        "txt" => Some(Format::Text),
        _ => None,
    }
}
