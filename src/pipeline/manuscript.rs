//! What a build begins with and what comes of it.

use std::borrow::Cow;

use crate::backend::{OutputFile, Registry};
use crate::diag::Diagnostics;
use crate::document::{Document, NotePlace};
use crate::pipeline::lints::LintLevels;
use crate::plan::{BuildOptions, EditionPlan};
use crate::publication::Publication;
use crate::redline::{self, redline};
use crate::resolve::{Conditions, EditionName, MemberLinks, Taken, expand, place_notes, resolve};
use crate::resource::Resources;
use crate::source::Sources;

/// A source as it was understood: what every edition is made from.
#[derive(Debug)]
pub struct Manuscript {
    /// The tree.
    pub document: Document,
    /// The images.
    pub resources: Resources,
    /// The manifest with the front matter over it.
    pub publication: Publication,
    /// The texts, for messages.
    pub sources: Sources,
    /// Whether some of the tree is for some editions only.
    pub conditional: bool,
    /// What it has of other texts: excerpts and quotations.
    pub taken: Vec<Taken>,
    /// Its links to other publications of its collection.
    pub links: MemberLinks,
    /// The old version, where the editions show what changed since; its places are in the same texts.
    pub old: Option<Box<Manuscript>>,
}

impl Manuscript {
    /// Has its editions show what changed since an old version. Their files have a name of their own.
    pub fn show_changes(&mut self, mut old: Manuscript) {
        // Without room for more texts, messages on deleted words have no place.
        let count = self.sources.append(std::mem::take(&mut old.sources)).unwrap_or_default();
        redline::move_behind(&mut old.document, count);
        for (path, image) in std::mem::take(&mut old.resources) {
            self.resources.entry(path).or_insert(image);
        }
        self.conditional |= old.conditional;
        for meta in [&mut self.document.meta, &mut self.publication.meta] {
            meta.slug.push_str("-redline");
        }
        self.old = Some(Box::new(old));
    }

    /// The tree of an edition: what it says, or what changed in it since the old version.
    pub fn tree(&self, edition: &EditionPlan, diags: &mut Diagnostics) -> Cow<'_, Document> {
        let new = self.version(edition, diags);
        match &self.old {
            None => new,
            Some(old) => Cow::Owned(redline(&old.version(edition, &mut Diagnostics::new()), &new)),
        }
    }

    /// What is wrong with the redline of an edition; `None` for no redline, and where both versions are in it.
    pub fn disproof(&self, edition: &EditionPlan) -> Option<String> {
        let old = self.old.as_ref()?.version(edition, &mut Diagnostics::new());
        let new = self.version(edition, &mut Diagnostics::new());
        redline::disproof(&redline(&old, &new), &old, &new)
    }

    /// The tree of an edition in this version; that of all, unless the edition has options of its own.
    fn version(&self, edition: &EditionPlan, diags: &mut Diagnostics) -> Cow<'_, Document> {
        let is_linked = !self.links.is_empty() && edition.format != "html";
        let places_notes = self.places_notes(edition);
        if edition.numbers == self.publication.numbers && !self.conditional && !is_linked && !places_notes {
            return Cow::Borrowed(&self.document);
        }
        let mut document = if self.conditional {
            let name = EditionName { name: &edition.name, format: &edition.format };
            Conditions::of(&self.publication).tree(&self.document, name, diags)
        } else {
            self.document.clone()
        };
        self.links.settle(&mut document, &edition.format);
        if self.publication.expand_abbreviations && self.conditional {
            // The first use may be one that this edition does not show.
            expand(&mut document);
        }
        if places_notes {
            place_notes(&mut document, self.publication.notes);
        }
        // What is wrong with references has been reported for the tree of all.
        resolve(&mut document, &edition.numbers, &mut Diagnostics::new());
        Cow::Owned(document)
    }

    /// Whether the notes of an edition are printed at a place of their own. An HTML page has them at its end, and an EPUB
    /// opens them where their marks are.
    pub(super) fn places_notes(&self, edition: &EditionPlan) -> bool {
        let has_places = self.publication.notes != NotePlace::Foot && !self.document.notes.is_empty();
        has_places && matches!(edition.format.as_str(), "pdf" | "txt")
    }
}

/// The editions of a publication.
#[derive(Debug)]
pub struct Build {
    /// The editions, in the order of the plan.
    pub editions: Vec<BuiltEdition>,
    /// The exceptions in the sources that cover nothing.
    pub unused: Diagnostics,
    /// Whether these fail a run that reports them.
    pub fails_on_unused: bool,
}

/// An edition with its files.
#[derive(Debug)]
pub struct BuiltEdition {
    /// What it follows from.
    pub plan: EditionPlan,
    /// Its files; the first is the edition itself.
    pub files: Vec<OutputFile>,
    /// How many pages it has; `None` for an edition without pages.
    pub pages: Option<usize>,
    /// The PostScript names of the faces that its pages are set in, in order.
    pub faces: Vec<String>,
    /// The tree as its pages have it, where it says on which pages something is; `None` where it is that of the plan.
    pub tree: Option<Document>,
}

/// How a build is made: the backends, what was asked for, and the levels of rules.
#[derive(Debug, Clone, Copy)]
pub struct BuildSetup<'a> {
    /// The backends.
    pub registry: &'a Registry,
    /// The options of the build.
    pub options: &'a BuildOptions,
    /// The levels that the run sets.
    pub levels: &'a LintLevels,
}
