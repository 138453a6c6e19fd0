//! `pamphlet verify`: reads the editions back and holds them against their source.

mod collection;
mod report;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::backend::OutputFile;
use crate::backend::html::{self, Download};
use crate::cli::args::{EditionOptions, ReportFormat, Verify};
use crate::cli::console::{Console, advise, deliver};
use crate::cli::output::{self, Target};
use crate::cli::project::{self, Named, Reading};
use crate::cli::record::{self, Holding};
use crate::cli::{Outcome, choices, files, fonts};
use crate::diag::Diagnostics;
use crate::pipeline::{self, Manuscript, Wishes};
use crate::publication::{Edition, HtmlForm};
use crate::record::{Content, Record, hash};
use crate::verify::{self, Aspect, Finding, Format, Report, rules};

/// What was found of one edition.
struct Proof {
    path: PathBuf,
    edition: Edition,
    /// What stands on disk; `None` where there is no such file.
    there: Option<There>,
}

/// An edition that is there.
struct There {
    report: Report,
    /// Its SHA-256 in hexadecimal digits.
    hash: String,
    /// Whether a new build gives the same bytes; `None` where none was made.
    same: Option<bool>,
}

impl Proof {
    fn is_good(&self) -> bool {
        self.there.as_ref().is_some_and(|it| it.report.is_clean())
    }
}

/// A publication with the proofs of its editions.
struct Proven {
    name: String,
    manuscript: Manuscript,
    proofs: Vec<Proof>,
    /// The record of the build; `None` where there need be none.
    record: Option<Holding>,
    /// The editions that the first page of a collection leads to.
    downloads: Vec<Download>,
    /// The theme that the record gives; `None` for that of the source.
    theme: Option<String>,
}

/// Verifies every publication that SOURCE names. One that cannot be read does not stop the others.
pub(super) fn run(verify: &Verify, console: &Console) -> anyhow::Result<Outcome> {
    project::use_jobs(verify.input.jobs)?;
    let levels = project::levels(&verify.input)?;
    let created = project::created(verify.creation_date)?;
    let (editions, target) = output::target(&verify.to, &verify.output)?;
    if target == Target::StandardOutput {
        return Err(advise(
            "cannot read an edition from standard input",
            "name its file or the folder of the editions with `--output`",
        ));
    }
    let fonts = fonts::given(&verify.style)?;
    let theme = verify.style.theme.as_deref();
    let wishes = Wishes { editions: &editions, theme, fonts: &fonts, levels: &levels, created };
    let work = project::publications(verify.input.source.as_deref(), console)?;
    let verifier = Verifier { wishes, target, rebuild: !verify.no_rebuild, forms: &verify.forms, console };
    let (mut worst, mut all) = (Outcome::Good, Vec::new());
    for named in &work.members {
        let outcome = match verifier.publication(named) {
            Ok((proven, outcome)) => {
                all.push(proven);
                outcome
            }
            Err(error) => {
                console.failure(&error);
                Outcome::Unable
            }
        };
        worst = worst.max(outcome);
    }
    let first = match &work.collection {
        Some(gathered) => verifier.first_page(gathered, &all)?,
        None => None,
    };
    worst = worst.max(first.as_ref().map_or(Outcome::Good, |it| it.1));
    let first = first.map(|it| it.0);
    match verify.format {
        ReportFormat::Text if console.is_quiet() => {}
        ReportFormat::Text => deliver(report::text(&all, first.as_ref()).as_bytes())?,
        ReportFormat::Json => deliver(report::json(&all, first.as_ref()).as_bytes())?,
    }
    Ok(worst)
}

struct Verifier<'a> {
    wishes: Wishes<'a>,
    target: Target,
    rebuild: bool,
    forms: &'a EditionOptions,
    console: &'a Console,
}

impl Verifier<'_> {
    fn publication(&self, named: &Named) -> anyhow::Result<(Proven, Outcome)> {
        let Reading { mut manuscript, mut diags, contents, .. } = project::open(named, self.console)?.read();
        let recorded = self.recorded(&manuscript)?;
        let chosen = recorded.as_ref().map(|it| it.choices.clone()).unwrap_or_default();
        let wishes = choices::wishes(&self.wishes, &chosen);
        project::shape(&choices::forms(self.forms, &chosen), &mut manuscript.publication.options);
        let html = self.path_of(&manuscript, Edition::Html);
        manuscript.publication.options.html.beside = beside(&html)?;
        let rebuilt = if self.rebuild { rebuilt(&manuscript, &wishes, &mut diags)? } else { Vec::new() };
        // The faults of the source are for `check` to tell, but where no edition can be made of it.
        if self.rebuild && rebuilt.is_empty() {
            self.console.diagnostics(&diags, &manuscript.sources);
        }
        let prove = |edition: &Edition| {
            let path = self.path_of(&manuscript, *edition);
            let made = rebuilt.iter().find(|it| it.0 == *edition).map(|it| it.1.as_slice());
            prove(&manuscript, *edition, path, made)
        };
        let proofs: Vec<Proof> = self.wishes.editions.par_iter().map(prove).collect::<anyhow::Result<_>>()?;
        let mut found = faults(&manuscript, &proofs);
        let record = self.record(&manuscript, &wishes, contents)?;
        let (whole, held) = (manuscript.document.meta.span, record.iter());
        let differences = held.flat_map(|it| it.differences.iter().map(|why| (it.file.as_str(), why)));
        differences.for_each(|(file, why)| found.push(rules::record_differs(file, why, whole)));
        let mut free = pipeline::weigh(&manuscript, self.wishes.levels, &mut found);
        self.console.diagnostics(&found, &manuscript.sources);
        free &= !(self.rebuild && rebuilt.is_empty());
        let outcome = if free { Outcome::Good } else { Outcome::Faults };
        let downloads = self.downloads(&manuscript, &rebuilt, recorded.as_ref());
        let (name, theme) = (named.shown(), chosen.theme);
        Ok((Proven { name, manuscript, proofs, record, downloads, theme }, outcome))
    }

    /// The record of the build, held against the files; a single file has none.
    fn record(
        &self,
        manuscript: &Manuscript,
        wishes: &Wishes<'_>,
        contents: Vec<Content>,
    ) -> anyhow::Result<Option<Holding>> {
        let Target::Folder(folder) = &self.target else { return Ok(None) };
        let inputs = self.rebuild.then(|| pipeline::inputs(manuscript, wishes, contents));
        record::hold(folder, &manuscript.document.meta.slug, self.wishes.editions, inputs)
    }

    /// The record of the build; a single file has none.
    fn recorded(&self, manuscript: &Manuscript) -> anyhow::Result<Option<Record>> {
        let Target::Folder(folder) = &self.target else { return Ok(None) };
        record::read(folder, &manuscript.document.meta.slug)
    }

    /// The path of the file with which an edition begins.
    fn path_of(&self, manuscript: &Manuscript, edition: Edition) -> PathBuf {
        self.target.path_of(&Verifier::name_of(manuscript, edition))
    }

    /// What that file is called.
    fn name_of(manuscript: &Manuscript, edition: Edition) -> String {
        let slug = manuscript.document.meta.slug.as_str();
        match edition {
            Edition::Html => html::entry(manuscript.publication.options.html.form, slug),
            Edition::Pdf | Edition::Epub | Edition::Text => format!("{slug}.{}", edition.extension()),
        }
    }
}

/// The files of a new build by edition; none where the source cannot be built.
fn rebuilt(
    manuscript: &Manuscript,
    wishes: &Wishes<'_>,
    diags: &mut Diagnostics,
) -> anyhow::Result<Vec<(Edition, Vec<OutputFile>)>> {
    let published = pipeline::publish(manuscript, wishes, diags)?;
    Ok(published.map(|it| it.editions).unwrap_or_default())
}

/// The editions that a page on disk leads to.
fn beside(page: &Path) -> anyhow::Result<Vec<Edition>> {
    if !files::exists(page) {
        return Ok(Vec::new());
    }
    let named = verify::extract::html::alternates(&files::read_named(page)?);
    let ends = |it: &Edition| named.iter().any(|name| name.ends_with(&format!(".{}", it.extension())));
    Ok(Edition::ALL.into_iter().filter(ends).collect())
}

/// Reads an edition and holds it against the source and a new build.
fn prove(
    manuscript: &Manuscript,
    edition: Edition,
    path: PathBuf,
    rebuilt: Option<&[OutputFile]>,
) -> anyhow::Result<Proof> {
    if !files::exists(&path) {
        return Ok(Proof { path, edition, there: None });
    }
    let bytes = files::read_named(&path)?;
    let (format, form) = (format(edition), manuscript.publication.options.html.form);
    let is_site = edition == Edition::Html && form == HtmlForm::Site;
    let entry = html::entry(form, &manuscript.document.meta.slug);
    // A site stands in a folder of its own, one below that of the editions.
    let folder = path.ancestors().nth(if is_site { 2 } else { 1 }).unwrap_or(Path::new("")).to_owned();
    let file = |name: &str| Some(folder.join(name)).filter(|it| files::exists(it));
    let read = |name: &str| file(name).and_then(|it| files::read_named(&it).ok());
    let mut report = if is_site {
        verify::verify_site(&manuscript.document, &files::show(&path), &entry, &read)
    } else {
        verify::verify(&manuscript.document, &files::show(&path), format, &bytes)
    };
    let mut is_same = None;
    if let Some((first, others)) = rebuilt.and_then(<[OutputFile]>::split_first) {
        let mut different: Vec<Finding> =
            verify::compare_bytes(format, &first.bytes, &bytes).into_iter().collect();
        different.extend(others.iter().filter_map(|made| {
            let there = read(&made.path);
            let found = verify::compare_bytes(format, &made.bytes, there.as_deref().unwrap_or_default())?;
            Some(Finding { location: format!("{}, {}", made.path, found.location), ..found })
        }));
        is_same = Some(different.is_empty());
        report.findings.extend(different);
    }
    if edition == Edition::Html {
        report.findings.extend(gone(&path, &bytes));
    }
    Ok(Proof { path, edition, there: Some(There { report, hash: hash(&bytes), same: is_same }) })
}

/// The editions that a page leads to and that are not there.
fn gone(page: &Path, bytes: &[u8]) -> Vec<Finding> {
    let folder = page.parent().unwrap_or(Path::new(""));
    let gone = verify::extract::html::alternates(bytes).into_iter();
    let gone = gone.filter(|it| !it.contains("://") && !files::exists(&folder.join(it)));
    gone.map(|it| Finding::new(Aspect::Standard, "", format!("broken link to `{it}`"))).collect()
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
            }
        }
    }
    diags
}

fn format(edition: Edition) -> Format {
    match edition {
        Edition::Pdf => Format::Pdf,
        Edition::Epub => Format::Epub,
        Edition::Html => Format::Html,
        Edition::Text => Format::Text,
    }
}
