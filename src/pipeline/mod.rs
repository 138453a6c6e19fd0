//! From sources to the files of all editions: the whole flow in one place.
//!
//! Nothing here reads a disk or prints. What a step finds amiss goes into the
//! diagnostics, which the [`gate`] weighs; what is found to be an error stops
//! the work at the next gate, and no edition comes out of it.

pub mod gate;
pub mod job;
mod count;
mod look;
mod mend;
mod moment;

pub use count::words;
pub use gate::Levels;
pub use job::{Job, Wishes};
pub use mend::mended;

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use rayon::prelude::*;

use crate::backend::{self, Backend, OutputFile};
use crate::check::{self, check};
use crate::diag::{Diagnostics, Rule, Severity};
use crate::document::Document;
use crate::font::{Face, FaceId, FontBook};
use crate::layout::frame::Item;
use crate::layout::metrics::{Metrics, measure};
use crate::layout::{self, Layout};
use crate::markup;
use crate::parse::{self, parse, take_title};
use crate::pipeline::gate::Gate;
use crate::pipeline::look::{Look, question_choices};
use crate::publication::{self, Edition, Publication};
use crate::record;
use crate::resource::{self, Resources, gather};
use crate::source::Sources;
use crate::theme::Theme;
use crate::verify;

/// A source as it was understood: what every edition is made from.
#[derive(Debug)]
pub struct Manuscript {
    /// The tree.
    pub document: Document,
    /// The pictures.
    pub resources: Resources,
    /// The manifest with the front matter over it.
    pub publication: Publication,
    /// The texts, for messages.
    pub sources: Sources,
}

/// What came of a publication.
#[derive(Debug)]
pub struct Published {
    /// The editions, in the order of [`Edition::ALL`]; none where the gate stayed shut.
    pub editions: Vec<(Edition, Vec<OutputFile>)>,
    /// How many pages it has; `None` where no edition has pages.
    pub pages: Option<usize>,
    /// The PostScript names of the faces that its pages are set in, in order; none where no edition has pages.
    pub faces: Vec<String>,
}

/// Makes the editions of a publication. None is made where a fault weighs too much.
///
/// # Errors
///
/// When a writer library fails, or a fault of ours makes an edition impossible.
pub fn publish(
    manuscript: &Manuscript,
    wishes: &Wishes<'_>,
    diags: &mut Diagnostics,
) -> anyhow::Result<Option<Published>> {
    let mut gate = Gate::new(manuscript, wishes.levels, diags);
    if !gate.weigh(diags) {
        return Ok(None);
    }
    let look = Look::of(manuscript, wishes);
    let pages = Pages::of(&look, manuscript, wishes, diags);
    if !gate.weigh(diags) {
        return Ok(None);
    }
    let editions = render(&look, &pages, manuscript, wishes, diags)?;
    let layout = pages.layout.filter(|_| wishes.editions.contains(&Edition::Pdf));
    let pages = layout.as_ref().map(|layout| layout.pages.len());
    let faces = layout.map(|layout| faces(&layout, &look.fonts)).unwrap_or_default();
    Ok(gate.weigh(diags).then_some(Published { editions, pages, faces }))
}

/// The document set in pages, where an edition needs them.
struct Pages {
    /// The pages; `None` where no edition asks for any.
    layout: Option<Layout>,
    /// Whether they are without errors, whatever the lint levels are.
    is_sound: bool,
}

impl Pages {
    /// The PDF prints the pages, the EPUB gives their numbers. It gives them whether or not the PDF is built in the
    /// same run, so that its bytes follow from the source alone; what is wrong with the pages is reported only where
    /// they are printed.
    fn of(look: &Look, manuscript: &Manuscript, wishes: &Wishes<'_>, diags: &mut Diagnostics) -> Pages {
        let wants = |edition: Edition| wishes.editions.contains(&edition);
        if !wants(Edition::Pdf) && !wants(Edition::Epub) {
            return Pages { layout: None, is_sound: true };
        }
        let mut found = Diagnostics::new();
        let layout = look.set(manuscript, &mut found);
        let is_sound = found.count(Severity::Error) == 0;
        if wants(Edition::Pdf) {
            diags.append(found);
        }
        Pages { layout: Some(layout), is_sound }
    }

    /// The pages for an edition: page numbers of pages that cannot be printed help nobody.
    fn for_edition(&self, edition: Edition) -> Option<&Layout> {
        match edition {
            Edition::Pdf => self.layout.as_ref(),
            Edition::Epub => self.layout.as_ref().filter(|_| self.is_sound),
            Edition::Html | Edition::Text => None,
        }
    }
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

/// What the editions of a publication follow from, beside the bytes of its sources.
pub fn inputs(manuscript: &Manuscript, wishes: &Wishes<'_>, sources: Vec<record::Content>) -> record::Inputs {
    let font = |bytes: &Arc<[u8]>| {
        let faces = Face::given(bytes).into_iter().map(|it| it.name).collect();
        record::Font { faces, sha256: record::hash(bytes) }
    };
    record::Inputs {
        program: concat!("pamphlet ", env!("CARGO_PKG_VERSION")).to_owned(),
        theme: theme_name(manuscript, wishes).to_owned(),
        created: moment(manuscript, wishes),
        sources,
        fonts: wishes.fonts.iter().map(font).collect(),
    }
}

/// The theme that the command line names, else the publication, else the default.
fn theme_name<'a>(manuscript: &'a Manuscript, wishes: &Wishes<'a>) -> &'a str {
    let named = wishes.theme.or(manuscript.publication.options.theme.as_deref());
    named.filter(|it| Theme::named(it).is_some()).unwrap_or(Theme::NAMES[0])
}

/// The moment of making, in seconds since 1970 UTC.
fn moment(manuscript: &Manuscript, wishes: &Wishes<'_>) -> u64 {
    wishes.created.unwrap_or_else(|| moment::of(manuscript.document.meta.date))
}

/// Makes what `publish` makes, to find its faults, and keeps none of it; says whether the way is free.
///
/// The pages are set even where the gate is shut, so that their faults show in the same run. The editions are
/// made only where it is open: what they refuse has then been said already.
///
/// # Errors
///
/// As for [`publish`].
pub fn rehearse(
    manuscript: &Manuscript,
    wishes: &Wishes<'_>,
    diags: &mut Diagnostics,
) -> anyhow::Result<bool> {
    let mut gate = Gate::new(manuscript, wishes.levels, diags);
    let look = Look::of(manuscript, wishes);
    let pages = Pages::of(&look, manuscript, wishes, diags);
    if gate.weigh(diags) {
        render(&look, &pages, manuscript, wishes, diags)?;
        let free = gate.weigh(diags);
        if free && wishes.editions == Edition::ALL {
            gate.question_exceptions(diags);
        }
    }
    Ok(gate.weigh(diags))
}

/// Sets a publication in pages, as `publish` does for its PDF, and measures them.
pub fn set(manuscript: &Manuscript, wishes: &Wishes<'_>, diags: &mut Diagnostics) -> (Layout, Metrics) {
    let look = Look::of(manuscript, wishes);
    let layout = look.set(manuscript, diags);
    let metrics = measure(&layout, &look.fonts);
    (layout, metrics)
}

/// Reads the sources of a job: parses them, takes in the pictures, and checks the tree.
pub fn read(job: Job<'_>, diags: &mut Diagnostics) -> Manuscript {
    let Job { publication, sources, chapters, folder } = job;
    let (mut document, mut publication) = parse(&sources, &chapters, &publication, diags);
    take_title(&mut document);
    publication.meta.title.clone_from(&document.meta.title);
    question_choices(&publication, &document, diags);
    let resources = gather(&document, folder, diags);
    check(&document, &sources, diags);
    Manuscript { document, resources, publication, sources }
}

/// Weighs what was found, as `publish` does, where nothing is to be made.
pub fn weigh(manuscript: &Manuscript, levels: &Levels, diags: &mut Diagnostics) -> bool {
    Gate::new(manuscript, levels, diags).weigh(diags)
}

/// Every rule of the program, by name.
pub fn rules() -> Vec<&'static Rule> {
    let areas = [
        publication::rules::ALL,
        parse::rules::ALL,
        resource::rules::ALL,
        check::rules::ALL,
        layout::rules::ALL,
        markup::rules::ALL,
        backend::pdf::rules::ALL,
        backend::epub::rules::ALL,
        verify::rules::ALL,
    ];
    let mut rules: Vec<&'static Rule> = areas.concat();
    rules.sort_by_key(|rule| rule.id);
    rules
}

/// The backends work at the same time; their faults come in the order of the editions.
fn render(
    look: &Look,
    pages: &Pages,
    manuscript: &Manuscript,
    wishes: &Wishes<'_>,
    diags: &mut Diagnostics,
) -> anyhow::Result<Vec<(Edition, Vec<OutputFile>)>> {
    let document = &manuscript.document;
    let one = |edition: &Edition| {
        let mut found = Diagnostics::new();
        let context = look.context(manuscript, wishes, pages.for_edition(*edition));
        let files = backend_of(*edition).and_then(|backend| backend.render(&context, document, &mut found));
        (*edition, files.with_context(|| format!("cannot build the {} edition", edition.extension())), found)
    };
    let mut made = Vec::new();
    for (edition, files, found) in wishes.editions.par_iter().map(one).collect::<Vec<_>>() {
        diags.append(found);
        made.push((edition, files?));
    }
    Ok(made)
}

fn backend_of(edition: Edition) -> anyhow::Result<&'static dyn Backend> {
    match backend::ALL.iter().find(|it| it.name() == edition.extension()) {
        Some(backend) => Ok(*backend),
        None => bail!("no backend builds it"),
    }
}
