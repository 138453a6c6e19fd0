//! A project as another program builds it: open, build, write.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::backend::{Backend, Registry};
use crate::diag::full;
use crate::pipeline::lints::Strictness;
use crate::pipeline::{Build, BuildSetup, LintLevels};
use crate::plan::{BuildOptions, Plan};
use crate::project::failure::advise;
use crate::project::files::OutputFolder;
use crate::project::find::{ChapterFiles, Named, Work, publications};
use crate::project::owners::{Owners, placed};
use crate::project::prepared::Prepared;
use crate::project::record::beside;
use crate::project::source::Reading;
use crate::theme::Theme;

/// A Markdown file, a publication with a manifest, or a collection of several.
#[derive(Debug)]
pub struct Project {
    work: Work,
    registry: Registry,
    levels: LintLevels,
}

impl Project {
    /// Opens a Markdown file, a manifest, or the folder of one.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or a manifest has errors: a [`Failure`](crate::project::Failure).
    pub fn open(path: impl AsRef<Path>) -> anyhow::Result<Project> {
        let (work, registry) =
            (publications(&[path.as_ref().to_owned()], ChapterFiles::Alone)?, Registry::builtin());
        Ok(Project { work, registry, levels: LintLevels::new(Strictness::Lenient) })
    }

    /// Adds a backend, whose format editions can then have.
    pub fn add(&mut self, backend: impl Backend + 'static) {
        self.registry.add(backend);
    }

    /// Builds the editions, and writes nothing.
    ///
    /// # Errors
    ///
    /// Where a source cannot be read or an edition cannot be made. What the author can fix is in the result.
    pub fn build(&self, options: &BuildOptions) -> anyhow::Result<Built> {
        let setup = BuildSetup { registry: &self.registry, options, levels: &self.levels };
        let members: Vec<&Named> = self.work.members().collect();
        let built = members.into_par_iter().map(|it| BuiltPublication::new(it, &setup));
        Ok(Built { publications: built.collect::<anyhow::Result<_>>()? })
    }
}

/// The publications of a project with their editions, which are not written yet.
#[derive(Debug)]
pub struct Built {
    /// The publications, in order.
    pub publications: Vec<BuiltPublication>,
}

/// A publication with its editions.
#[derive(Debug)]
pub struct BuiltPublication {
    /// Its name for messages.
    pub(crate) name: String,
    /// What was read, with the diagnostics.
    pub(crate) reading: Reading,
    /// Its backends.
    pub(crate) registry: Registry,
    /// The names of all editions that it declares.
    pub(crate) declared: Vec<String>,
    /// The theme of its first HTML edition.
    pub(crate) theme: Option<Theme>,
    /// What the editions follow from.
    pub plan: Plan,
    /// The editions; `None` where an error stops them.
    pub build: Option<Build>,
}

impl BuiltPublication {
    /// Reads a publication and builds the editions that the options name.
    pub(crate) fn new(named: &Named, setup: &BuildSetup<'_>) -> anyhow::Result<BuiltPublication> {
        let mut prepared = Prepared::new(named, setup.registry, setup.options)?;
        let plan = prepared.selected()?;
        let build = prepared.render(&plan, setup.levels)?;
        let theme = prepared.first_page_theme(&plan);
        let Prepared { reading, registry, plan: all, .. } = prepared;
        let declared = all.editions.into_iter().map(|it| it.name).collect();
        Ok(BuiltPublication { name: named.shown(), reading, registry, declared, theme, plan, build })
    }

    /// What is wrong with it, as `pamphlet build` prints it, without colours.
    pub fn messages(&self) -> String {
        let sources = &self.reading.manuscript.sources;
        let text: String = self.reading.diags.iter().map(|it| full::render(it, sources)).collect();
        anstream::adapter::strip_str(&text).to_string()
    }
}

impl Built {
    /// Writes all editions into a folder with their records, all or none of each publication, and gives their paths.
    /// What an earlier build wrote and this one no longer does is removed.
    ///
    /// # Errors
    ///
    /// Where a publication has errors, two have the same files, or a file cannot be written.
    pub fn write(&self, folder: impl AsRef<Path>) -> anyhow::Result<Vec<PathBuf>> {
        let folder = OutputFolder::open(folder.as_ref())?;
        let mut owners = Owners::default();
        let path_of = |name: &str| folder.path().join(name);
        for publication in &self.publications {
            owners.keep(&publication.name, &publication.reading.files);
        }
        for publication in &self.publications {
            let Some(build) = &publication.build else {
                let message = format!("`{}` has errors\n{}", publication.name, publication.messages());
                return Err(advise(message, "correct them"));
            };
            owners.take(&publication.name, build, Some(&publication.plan.publication), path_of)?;
        }
        let mut written = Vec::new();
        for publication in &self.publications {
            let BuiltPublication { plan, declared, reading, .. } = publication;
            let Some(build) = &publication.build else { continue };
            let beside = beside(&folder, plan, declared, &reading.files, build)?;
            let records = beside.files.iter().map(|(path, text)| (path.clone(), text.as_bytes()));
            let files: Vec<(PathBuf, &[u8])> = placed(build, path_of).into_iter().chain(records).collect();
            folder.write(&files)?;
            for path in beside.outdated.iter().filter(|it| !owners.has(it)) {
                folder.remove(path)?;
            }
            written.extend(files.into_iter().map(|(path, _)| path));
        }
        Ok(written)
    }
}
