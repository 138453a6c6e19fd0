//! The editions of a plan in the making: each design and each pagination is made once.

use std::borrow::Cow;
use std::collections::BTreeSet;

use anyhow::Context as _;
use rayon::prelude::*;

use crate::backend::{Backend, Context, PageNeeds, Registry};
use crate::diag::{Diagnostics, Severity};
use crate::document::Document;
use crate::font::{FaceId, FontBook};
use crate::layout::Layout;
use crate::layout::frame::Item;
use crate::pipeline::design::Design;
use crate::pipeline::manuscript::{BuildSetup, BuiltEdition, Manuscript};
use crate::plan::{EditionPlan, Plan};
use crate::theme::FamilyChoice;

/// The editions of a plan, each with its backend, its design and its pages.
pub(super) struct Jobs<'a> {
    manuscript: &'a Manuscript,
    plan: &'a Plan,
    setup: &'a BuildSetup<'a>,
    /// The trees, each with an edition that it is of.
    trees: Vec<(&'a EditionPlan, Cow<'a, Document>)>,
    designs: Vec<(Look<'a>, Design)>,
    paginations: Vec<Pagination<'a>>,
    editions: Vec<Job<'a>>,
}

/// What a design follows from: theme, brand colour and families.
type Look<'a> = (&'a str, Option<&'a str>, &'a FamilyChoice);

/// A document in the pages of an edition, which others may share.
struct Pagination<'a> {
    edition: &'a EditionPlan,
    layout: Layout,
    /// The tree as it is printed, where it names pages.
    printed: Option<Document>,
    /// Whether the pages are without errors, whatever the levels of rules are.
    is_sound: bool,
}

/// One edition, with the indices of its tree, its design and its pages.
struct Job<'a> {
    backend: &'a dyn Backend,
    edition: &'a EditionPlan,
    tree: usize,
    design: usize,
    pagination: Option<usize>,
}

impl<'a> Jobs<'a> {
    /// Sets the document in the pages that the editions need. What is wrong with pages is reported only where they are
    /// printed: an EPUB gives the numbers of sound pages or none.
    pub(super) fn new(
        manuscript: &'a Manuscript,
        plan: &'a Plan,
        setup: &'a BuildSetup<'a>,
        diags: &mut Diagnostics,
    ) -> anyhow::Result<Jobs<'a>> {
        let (trees, designs, paginations, editions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut jobs = Jobs { manuscript, plan, setup, trees, designs, paginations, editions };
        for edition in &plan.editions {
            let backend = setup.registry.get(&edition.format);
            let backend = backend.with_context(|| format!("no backend makes `{}`", edition.format))?;
            let paged = match backend.needs().pages {
                PageNeeds::None => None,
                PageNeeds::Own => Some(edition),
                PageNeeds::Numbers => edition.page_numbers.as_deref(),
            };
            let pagination = paged.map(|it| jobs.paginate(it, diags));
            let (tree, design) = (jobs.tree(edition, diags), jobs.design(edition, diags));
            jobs.editions.push(Job { backend, edition, tree, design, pagination });
        }
        Ok(jobs)
    }

    /// The index of the tree of an edition.
    fn tree(&mut self, edition: &'a EditionPlan, diags: &mut Diagnostics) -> usize {
        self.trees.iter().position(|it| self.has_same_tree(it.0, edition)).unwrap_or_else(|| {
            let mut found = Diagnostics::new();
            self.trees.push((edition, self.manuscript.tree(edition, &mut found)));
            diags.append_new(found);
            self.trees.len() - 1
        })
    }

    /// The index of the design of an edition.
    fn design(&mut self, edition: &'a EditionPlan, diags: &mut Diagnostics) -> usize {
        let look = (edition.theme.as_str(), edition.accent.as_deref(), &edition.families);
        if let Some(known) = self.designs.iter().position(|it| it.0 == look) {
            return known;
        }
        let mut found = Diagnostics::new();
        self.designs.push((look, Design::new(edition, self.setup.options, self.manuscript, &mut found)));
        diags.append_new(found);
        self.designs.len() - 1
    }

    /// The index of the pages of an edition.
    fn paginate(&mut self, edition: &'a EditionPlan, diags: &mut Diagnostics) -> usize {
        if let Some(known) = self.paginations.iter().position(|it| self.has_same_pages(it.edition, edition)) {
            return known;
        }
        let (tree, design) = (self.tree(edition, diags), self.design(edition, diags));
        let mut found = Diagnostics::new();
        let document = &self.trees[tree].1;
        let design = &self.designs[design].1;
        let (layout, printed) = design.paginate(self.manuscript, document, edition, &mut found);
        let printed = match printed {
            Cow::Borrowed(_) => None,
            Cow::Owned(printed) => Some(printed),
        };
        let is_sound = found.count(Severity::Error) == 0;
        let registry = self.setup.registry;
        if self.plan.editions.iter().any(|it| prints(registry, it) && self.has_same_pages(it, edition)) {
            diags.append_new(found);
        }
        self.paginations.push(Pagination { edition, layout, printed, is_sound });
        self.paginations.len() - 1
    }

    /// Whether two editions have the same pages.
    fn has_same_pages(&self, one: &EditionPlan, other: &EditionPlan) -> bool {
        let of =
            |it: &EditionPlan| (it.theme.clone(), it.accent.clone(), it.families.clone(), it.options.clone());
        of(one) == of(other) && self.has_same_tree(one, other)
    }

    /// Whether two editions have the same tree.
    fn has_same_tree(&self, one: &EditionPlan, other: &EditionPlan) -> bool {
        let Manuscript { conditional, links, .. } = self.manuscript;
        one.numbers == other.numbers
            && (!conditional || one.name == other.name)
            && (links.is_empty() || one.format == other.format)
            && self.manuscript.places_notes(one) == self.manuscript.places_notes(other)
    }

    /// The backends work at the same time; their faults come in the order of the editions.
    pub(super) fn run(&self, diags: &mut Diagnostics) -> anyhow::Result<Vec<BuiltEdition>> {
        let one = |job: &Job<'_>| {
            let mut found = Diagnostics::new();
            (self.render(job, &mut found), found)
        };
        let mut editions = Vec::new();
        for (edition, found) in self.editions.par_iter().map(one).collect::<Vec<_>>() {
            diags.append_new(found);
            editions.push(edition?);
        }
        Ok(editions)
    }

    fn render(&self, job: &Job<'_>, diags: &mut Diagnostics) -> anyhow::Result<BuiltEdition> {
        let Job { backend, edition, tree, design, pagination } = job;
        let Design { theme, fonts } = &self.designs[*design].1;
        let prints = prints(self.setup.registry, edition);
        let pagination = pagination.map(|at| &self.paginations[at]);
        let layout = pagination.filter(|it| prints || it.is_sound).map(|it| &it.layout);
        let context = Context {
            stem: &edition.stem(&self.plan.publication),
            settings: &edition.options,
            siblings: &edition.siblings,
            theme,
            fonts,
            resources: &self.manuscript.resources,
            sources: &self.manuscript.sources,
            layout,
            created: edition.created,
        };
        let own = pagination.filter(|_| prints).and_then(|it| it.printed.as_ref());
        let document = own.unwrap_or(&self.trees[*tree].1);
        let files = backend.render(&context, document, diags);
        let files = files.with_context(|| format!("cannot build the edition `{}`", edition.name))?;
        let printed = layout.filter(|_| prints);
        Ok(BuiltEdition {
            plan: (*edition).clone(),
            files,
            pages: printed.map(|it| it.pages.len()),
            faces: printed.map(|it| faces(it, fonts)).unwrap_or_default(),
            tree: own.cloned(),
        })
    }
}

/// Whether an edition prints pages.
fn prints(registry: &Registry, edition: &EditionPlan) -> bool {
    registry.get(&edition.format).is_some_and(|it| it.needs().pages == PageNeeds::Own)
}

/// The faces that pages are set in.
fn faces(layout: &Layout, fonts: &FontBook) -> Vec<String> {
    let items = layout.pages.iter().flat_map(|it| &it.items).map(|it| &it.item);
    let ids: BTreeSet<FaceId> = items
        .filter_map(|it| match it {
            Item::Text(run) => Some(run.face),
            Item::Rectangle(_) | Item::Path(_) | Item::Image(_) => None,
        })
        .collect();
    let names: BTreeSet<String> =
        ids.into_iter().filter_map(|it| Some(fonts.face(it)?.name.clone())).collect();
    names.into_iter().collect()
}
