//! From sources to the files of all editions: the whole flow in one place.
//!
//! Nothing here reads a disk or prints. What a step finds goes into the
//! diagnostics, to which the levels of [`lints`] are applied; an error stops
//! the work after the pages, and no edition comes out of it.

pub mod input;
pub mod lints;
mod characters;
mod count;
mod design;
mod exceptions;
mod fixed;
mod jobs;
mod json;
mod manuscript;
mod rules;
mod settle;

pub use characters::characters;
pub use count::words;
pub use design::theme;
pub use fixed::fixed;
pub use input::{Filter, Input};
pub use lints::LintLevels;
pub use manuscript::{Build, BuildSetup, BuiltEdition, Manuscript};
pub use rules::rules;
pub use settle::settle;

use crate::backend::html::page_of;
use crate::check::{self, check};
use crate::diag::rules::MISSING_LANGUAGE;
use crate::diag::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::layout::Layout;
use crate::layout::metrics::{Metrics, measure};
use crate::pandoc;
use crate::parse::{complete_title, parse, settle_links};
use crate::pipeline::design::Design;
use crate::pipeline::exceptions::Lints;
use crate::pipeline::jobs::Jobs;
use crate::plan::{BuildOptions, EditionPlan, Plan};
use crate::publication::SourceFormat;
use crate::publication::rules::BAD_LANGUAGE;
use crate::resolve::{
    Conditions, MemberLinks, Origin, cite, excerpt, expand, include, link_members, passages, place_lists,
    resolve,
};
use crate::resource::gather::put_words_for_missing;
use crate::resource::{Resources, gather};
use crate::source::Span;

/// Reads the sources of a publication: parses them, takes in the images, checks the tree, and resolves it.
pub fn read(input: Input<'_>, diags: &mut Diagnostics) -> Manuscript {
    let Input { publication, format, mut sources, chapters, folder, filters } = input;
    let parsed = match format {
        SourceFormat::Markdown => {
            include(&mut sources, &chapters, &publication, folder, diags);
            Some(parse(&sources, &chapters, &publication, diags))
        }
        SourceFormat::Pandoc => {
            json::only(&chapters, diags).and_then(|id| pandoc::from_json(&sources, id, &publication, diags))
        }
        SourceFormat::Json => {
            json::only(&chapters, diags).and_then(|id| json::document(&sources, id, &publication, diags))
        }
    };
    let Some((mut document, mut publication)) = parsed else {
        let document = Document { meta: publication.meta.clone(), ..Document::default() };
        let (resources, conditional) = (Resources::default(), false);
        let (taken, links) = (Vec::new(), MemberLinks::default());
        return Manuscript {
            document,
            resources,
            publication,
            sources,
            conditional,
            taken,
            links,
            old: None,
        };
    };
    let origin = Origin { publication: &publication, folder };
    let borrowed = excerpt(&mut document, &mut sources, &chapters, &origin, diags);
    complete_title(&mut document, diags);
    cite(&mut document, &mut sources, &origin, diags);
    let mut document = filters.iter().fold(document, |it, filter| filter.apply(it, &sources, diags));
    let origin = (&Origin { publication: &publication, folder }, &borrowed.paths);
    let links = link_members(&mut document, &mut sources, origin, &page_of, diags);
    settle_links(&mut document, &|url| links.has(url), diags);
    publication.meta.clone_from(&document.meta);
    let resources = gather(&document, &|key| publication.place_of(key), folder, diags);
    check(&document, &sources, diags);
    // What is wrong with the words of another text is reported where that is published.
    let is_own = |it: &Diagnostic| !borrowed.sources.contains(&it.primary.span.source);
    diags.retain_mut(|it| is_own(it) || !check::rules::ALL.iter().any(|rule| rule.id == it.rule.id));
    place_lists(&mut document, &publication.lists);
    if publication.expand_abbreviations {
        expand(&mut document);
    }
    resolve(&mut document, &publication.numbers, diags);
    if publication.passage_ids {
        passages(&mut document, &publication.former_passages);
    }
    forget_missing_language(&document, diags);
    let conditional = Conditions::of(&publication).check(&document, diags);
    put_words_for_missing(&mut document, &resources);
    Manuscript {
        document,
        resources,
        publication,
        sources,
        conditional,
        taken: borrowed.list,
        links,
        old: None,
    }
}

/// One slip is one finding: a language whose tag in the metadata cannot be read is not reported as missing too.
fn forget_missing_language(document: &Document, diags: &mut Diagnostics) {
    let is_text = |span: Span| {
        let starts = document.blocks.iter().map(|it| it.span).filter(|it| it.source == span.source);
        starts.map(|it| it.range().start).min().is_some_and(|start| start <= span.range().start)
    };
    let is_bad = |it: &Diagnostic| it.rule.id == BAD_LANGUAGE.id && !is_text(it.primary.span);
    if diags.iter().any(is_bad) {
        diags.retain_mut(|it| it.rule.id != MISSING_LANGUAGE.id);
    }
}

/// Makes the editions of a plan; `None` where an error stops it. All are made or none.
///
/// The pages are set even where there are errors already, so that one run shows what is wrong with them too.
///
/// # Errors
///
/// When a writer library fails, or a fault of ours makes an edition impossible.
pub fn render(
    manuscript: &Manuscript,
    plan: &Plan,
    setup: &BuildSetup<'_>,
    diags: &mut Diagnostics,
) -> anyhow::Result<Option<Build>> {
    let mut lints = Lints::new(manuscript, setup.levels, diags);
    let jobs = Jobs::new(manuscript, plan, setup, diags)?;
    if !lints.apply(diags) {
        return Ok(None);
    }
    let editions = jobs.run(diags)?;
    let free = lints.apply(diags);
    let mut unused = Diagnostics::new();
    lints.report_unused(&mut unused);
    let fails_on_unused = !lints.apply(&mut unused);
    Ok(free.then_some(Build { editions, unused, fails_on_unused }))
}

/// Sets a publication in the pages of an edition, as `render` does, and measures them.
pub fn paginate(
    manuscript: &Manuscript,
    edition: &EditionPlan,
    options: &BuildOptions,
    diags: &mut Diagnostics,
) -> (Layout, Metrics) {
    let design = Design::new(edition, options, manuscript, diags);
    let tree = manuscript.tree(edition, &mut Diagnostics::new());
    let (layout, _) = design.paginate(manuscript, &tree, edition, diags);
    let metrics = measure(&layout, &design.fonts);
    (layout, metrics)
}

/// Applies the levels and exceptions of a publication where nothing is to be made; says whether a build may go on.
pub fn apply_levels(manuscript: &Manuscript, levels: &LintLevels, diags: &mut Diagnostics) -> bool {
    Lints::new(manuscript, levels, diags).apply(diags)
}
