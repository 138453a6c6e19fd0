//! `pamphlet report`: the evidence of accessibility, written next to the editions.

use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::backend::Registry;
use crate::backend::epub::accessibility_claims;
use crate::backend::html::options::{HtmlForm, HtmlOptions};
use crate::cli::Outcome;
use crate::cli::args::Report;
use crate::cli::console::Console;
use crate::cli::output::{self, Target};
use crate::cli::run::Run;
use crate::cli::verify::{Proof, Proven, There, Verifier};
use crate::diag::Diagnostics;
use crate::pipeline::{self, BuildSetup, Input, LintLevels, Manuscript};
use crate::plan::{BuildOptions, Plan};
use crate::project::files::{self, OutputFolder, show};
use crate::project::{Named, Prepared, advise};
use crate::publication::{self, Publication, SourceFormat};
use crate::record::hash;
use crate::report::evidence::{Evidence, EvidenceFile, Found};
use crate::report::questions::{Answers, template};
use crate::report::{Adherence, Line, lines, metadata, openacr, pages};
use crate::resource::{Folder, ReadError};
use crate::source::Sources;
use crate::theme::Theme;
use crate::verify::{self, Format};

/// Writes the report of every publication that SOURCE names.
pub(super) fn run(report: &Report, console: &Console) -> anyhow::Result<Outcome> {
    let mut run = Run::new(&report.input, &report.style)?;
    let work = run.work(&report.input)?;
    let (_, target) = output::target(&[], report.output.as_deref(), &work.base)?;
    let Target::Folder(folder) = &target else {
        return Err(advise("a report is about all editions", "name their folder with `--output`"));
    };
    let folder = folder.clone();
    run.options.editions = Vec::new();
    let members: Vec<&Named> = work.members().collect();
    if report.questions.is_some() && members.len() > 1 {
        return Err(advise("`--questions` is for one publication", "name one publication"));
    }
    let verifier = Verifier { run, target, rebuild: true, console };
    let mut worst = Outcome::Good;
    for named in members {
        let (proven, outcome) = verifier.publication(named)?;
        let evidence = evidence(&verifier, named, &proven, report.questions.as_deref())?;
        let lines = lines(&evidence);
        write(&folder, &evidence, &lines)?;
        console.result(&summary(&evidence, &lines));
        worst = worst.max(outcome);
    }
    Ok(worst)
}

/// What is known of a publication and of its files.
fn evidence(
    verifier: &Verifier<'_>,
    named: &Named,
    proven: &Proven,
    questions: Option<&Path>,
) -> anyhow::Result<Evidence> {
    let mut prepared = Prepared::new(named, &verifier.run.registry, &verifier.run.options)?;
    let plan = prepared.selected()?;
    // Pages are set for what only they show.
    drop(prepared.render(&plan, &verifier.run.levels)?);
    let Manuscript { document, resources, .. } = &proven.manuscript;
    let meta = &document.meta;
    let sources: Vec<(String, String)> =
        prepared.reading.contents.iter().map(|it| (it.file.clone(), it.sha256.clone())).collect();
    let text = hash(sources.iter().map(|it| format!("{} {}\n", it.1, it.0)).collect::<String>().as_bytes());
    let paged = plan.editions.iter().any(|it| it.format == "epub" && it.page_numbers.is_some());
    let slug = plan.publication.clone();
    let path = questions.map_or_else(
        || prepared.reading.folder.path().join(format!("{slug}.accessibility.toml")),
        Path::to_owned,
    );
    let mut evidence = Evidence {
        title: meta.title.clone(),
        description: meta.description.clone(),
        authors: meta.authors().map(str::to_owned).collect(),
        publisher: meta.publisher.clone(),
        language: meta.lang.as_str().to_owned(),
        identifier: meta.identifier.clone(),
        url: meta.url.clone(),
        date: meta.date.map(|it| it.to_iso()),
        program: concat!("pamphlet ", env!("CARGO_PKG_VERSION")).to_owned(),
        files: proven.proofs.iter().map(file).collect::<anyhow::Result<_>>()?,
        found: found(&prepared.reading.diags, &proven.manuscript.sources),
        claims: accessibility_claims(document, resources, paged),
        questions: path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default(),
        slug,
        sources,
        text,
        ..Evidence::default()
    };
    evidence.answers = answers(&path, &evidence)?;
    Ok(evidence)
}

/// A file of an edition, as `verify` found it.
fn file(proof: &Proof) -> anyhow::Result<EvidenceFile> {
    let Proof { path, edition, there } = proof;
    let format = Format::of(&path.to_string_lossy());
    let mut file = EvidenceFile {
        file: path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default(),
        edition: edition.name.clone(),
        format: edition.format.clone(),
        sha256: None,
        differences: 0,
        claims: Vec::new(),
        is_tagged: false,
        is_site: edition.format == "html" && HtmlOptions::of(&edition.options).form == HtmlForm::Site,
        has_own_theme: Theme::NAMES.contains(&edition.theme.as_str()),
        words: 0,
    };
    if let (Some(There { report, hash, .. }), Some(format)) = (there, format) {
        let says = verify::inspect(format, &files::read_edition(path)?);
        file.sha256 = Some(hash.clone());
        file.differences = report.findings.len() + report.more;
        (file.claims, file.is_tagged) = (says.origin.claims, says.structured);
        file.words = report.tally.words;
    }
    Ok(file)
}

/// What each rule found, by its places in the source.
fn found(diags: &Diagnostics, sources: &Sources) -> Found {
    let mut found = Found::new();
    for diagnostic in diags.iter() {
        let span = diagnostic.primary.span;
        let place = sources.get(span.source).map_or_else(String::new, |source| {
            format!("{}:{}", source.path(), source.position(span.range().start).line)
        });
        found.entry(diagnostic.rule.id).or_default().push(place);
    }
    found
}

/// The answers of the file at a path; where there is none, one with the questions is written.
fn answers(path: &Path, evidence: &Evidence) -> anyhow::Result<Answers> {
    if !files::exists(path) {
        let raised: Vec<&str> = lines(evidence).iter().filter_map(|it| it.question).collect();
        let file = template(&evidence.title, &evidence.text, &raised);
        files::write_all(&[(path.to_owned(), file.as_bytes())])?;
    }
    let text = String::from_utf8(files::read_edition(path)?)
        .with_context(|| format!("cannot read `{}`: it is not UTF-8", show(path)))?;
    Answers::read(&text).map_err(|why| {
        advise(
            format!("cannot read `{}`: {why}", show(path)),
            "correct it; the file is never changed by pamphlet",
        )
    })
}

/// Writes the files of a report, all or none.
fn write(folder: &Path, evidence: &Evidence, lines: &[Line]) -> anyhow::Result<()> {
    let page = |markdown: String| page(&markdown);
    let made: [(&str, Vec<u8>); 6] = [
        ("acr.yaml", openacr::yaml(evidence, lines).into_bytes()),
        ("acr.html", page(pages::report(evidence, lines))?),
        ("accessibility.html", page(pages::statement(evidence, lines))?),
        ("accessibility.json", metadata::json_ld(evidence).into_bytes()),
        ("accessibility.opf.xml", metadata::package(evidence).into_bytes()),
        ("onix.xml", metadata::onix(evidence).into_bytes()),
    ];
    let path = |ending: &str| -> PathBuf { folder.join(format!("{}.{ending}", evidence.slug)) };
    let all: Vec<(PathBuf, &[u8])> = made.iter().map(|it| (path(it.0), it.1.as_slice())).collect();
    OutputFolder::open(folder)?.write(&all)
}

/// How much is shown, in a line.
fn summary(evidence: &Evidence, lines: &[Line]) -> String {
    let count = |kind| lines.iter().filter(|it| it.adherence == kind).count();
    let bad = count(Adherence::PartiallySupports) + count(Adherence::DoesNotSupport);
    format!(
        "{}: {} lines; {} supported, {} not applicable, {bad} not met, {} not evaluated; questions in {}\n",
        evidence.slug,
        lines.len(),
        count(Adherence::Supports),
        count(Adherence::NotApplicable),
        count(Adherence::NotEvaluated),
        evidence.questions,
    )
}

/// A folder with nothing in it.
struct Nothing;

impl Folder for Nothing {
    fn read(&self, _: &str) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::Missing)
    }
}

/// The HTML edition of a page that the report itself writes.
fn page(markdown: &str) -> anyhow::Result<Vec<u8>> {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let id = publication::decode("report.md", markdown.as_bytes(), &mut sources, &mut diags);
    let id = id.context("a report is a text")?;
    let publication = Publication::default();
    let format = SourceFormat::Markdown;
    let input = Input { publication, format, sources, chapters: vec![id], folder: &Nothing, filters: &[] };
    let manuscript = pipeline::read(input, &mut diags);
    let (registry, options) = (Registry::builtin(), BuildOptions::default());
    let plan = Plan::new(&manuscript.publication, Vec::new(), &registry, &options, &mut diags);
    let mut plan = plan.select(&["html".to_owned()]).ok().context("there is an HTML edition")?;
    // It is alone: there is no other edition to lead to.
    plan.editions.iter_mut().for_each(|it| it.siblings.clear());
    let levels = LintLevels::default();
    let setup = BuildSetup { registry: &registry, options: &options, levels: &levels };
    let build =
        pipeline::render(&manuscript, &plan, &setup, &mut diags)?.context("a report has no errors")?;
    let file = build.editions.into_iter().flat_map(|it| it.files).next();
    Ok(file.context("an edition has a file")?.bytes)
}
