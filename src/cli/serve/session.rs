//! The publications as they are now, built in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::backend::html::{Download, Member};
use crate::cli::args::Input;
use crate::cli::collection;
use crate::cli::console::Console;
use crate::cli::run::Run;
use crate::cli::serve::findings::{Finding, of_failure, of_publication};
use crate::diag::Diagnostics;
use crate::pipeline::BuiltEdition;
use crate::plan::{EditionPlan, Plan};
use crate::project::{Named, Prepared, Work, watched};
use crate::theme::Theme;

/// The editions that are built together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speed {
    /// HTML and text, which need no pages: they are shown first.
    Fast,
    /// All others.
    Slow,
}

impl Speed {
    fn has(self, edition: &EditionPlan) -> bool {
        let is_fast = matches!(edition.format.as_str(), "html" | "txt");
        is_fast == (self == Speed::Fast)
    }
}

/// A publication in the making.
struct Opened<'a> {
    name: String,
    prepared: Prepared<'a>,
    plan: Plan,
    /// What was found while it was read.
    read: Diagnostics,
    /// What was found in all.
    found: Diagnostics,
    /// The editions that were built, their files apart.
    editions: Vec<BuiltEdition>,
    files: BTreeMap<String, Arc<[u8]>>,
    /// Whether all was built that can be.
    is_finished: bool,
    failure: Option<anyhow::Error>,
}

/// A publication as it is shown.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    /// Its name for messages.
    pub(super) name: String,
    /// Its title.
    pub(super) title: String,
    /// Each edition that it declares: its name, its format, and the path of its first file.
    pub(super) editions: Vec<(String, String, String)>,
    /// What is wrong with it.
    pub(super) findings: Vec<Finding>,
}

/// A publication that was built before, and that nothing has changed since.
pub(super) struct Kept {
    name: String,
    shown: Shown,
    files: BTreeMap<String, Arc<[u8]>>,
    /// What it was read from, and what was missing.
    paths: BTreeSet<PathBuf>,
    /// Its entry on the first page of a collection.
    member: Member,
    theme: Option<Theme>,
    is_whole: bool,
}

/// A publication, or why there is none.
enum Entry<'a> {
    Kept(Box<Kept>),
    Opened(Box<Opened<'a>>),
    Failed(String, anyhow::Error),
}

/// All publications: those that a change concerns are read once and built in steps, the others stay.
pub(super) struct Session<'a> {
    run: &'a Run,
    work: Option<Work>,
    entries: Vec<Entry<'a>>,
}

impl<'a> Session<'a> {
    /// Reads the publications that the SOURCEs name, except those that are `kept` from the last session and have no file
    /// that `changed`.
    pub(super) fn open(
        run: &'a Run,
        input: &Input,
        kept: Vec<Kept>,
        changed: &BTreeSet<PathBuf>,
    ) -> Session<'a> {
        let work = match run.work(input) {
            Ok(work) => work,
            Err(error) => {
                return Session { run, work: None, entries: vec![Entry::Failed(String::new(), error)] };
            }
        };
        let mut kept: BTreeMap<String, Kept> = kept.into_iter().map(|it| (it.name.clone(), it)).collect();
        kept.retain(|_, it| it.paths.is_disjoint(changed));
        let members: Vec<(&Named, Option<Kept>)> =
            work.members().map(|it| (it, kept.remove(&it.shown()))).collect();
        let entry = |(named, kept): (&Named, Option<Kept>)| match kept {
            Some(kept) => Entry::Kept(Box::new(kept)),
            None => match Opened::new(named, run) {
                Ok(opened) => Entry::Opened(Box::new(opened)),
                Err(error) => Entry::Failed(named.shown(), error),
            },
        };
        let entries = members.into_par_iter().map(entry).collect();
        Session { run, work: Some(work), entries }
    }

    /// The files that a change of the publications would be in.
    pub(super) fn watched(&self, input: &Input) -> BTreeSet<PathBuf> {
        let mut paths = watched(&input.sources, self.work.as_ref());
        for entry in &self.entries {
            match entry {
                Entry::Kept(kept) => paths.extend(kept.paths.iter().cloned()),
                Entry::Opened(opened) => paths.extend(opened.paths(self.run)),
                Entry::Failed(..) => {}
            }
        }
        paths
    }

    /// Builds some of the editions of the publications that were read.
    pub(super) fn render(&mut self, speed: Speed) {
        let run = self.run;
        self.entries.par_iter_mut().for_each(|it| {
            if let Entry::Opened(opened) = it {
                opened.render(speed, run);
            }
        });
    }

    /// All files that there are.
    pub(super) fn files(&self) -> BTreeMap<String, Arc<[u8]>> {
        let files = self.entries.iter().flat_map(|entry| match entry {
            Entry::Kept(kept) => Some(&kept.files),
            Entry::Opened(opened) => Some(&opened.files),
            Entry::Failed(..) => None,
        });
        files.flatten().map(|(name, bytes)| (name.clone(), Arc::clone(bytes))).collect()
    }

    /// The first page of a collection, where all its publications were built.
    pub(super) fn first_page(&self) -> Option<(String, Arc<[u8]>)> {
        let [part] = self.work.as_ref()?.parts.as_slice() else { return None };
        let gathered = part.collection.as_ref()?;
        let described = self.entries.iter().map(|entry| match entry {
            Entry::Kept(kept) => kept.is_whole.then(|| (kept.member.clone(), kept.theme.clone())),
            Entry::Opened(opened) => opened.is_whole().then(|| (opened.as_member(), opened.theme())),
            Entry::Failed(..) => None,
        });
        let described: Vec<(Member, Option<Theme>)> = described.collect::<Option<_>>()?;
        let theme = described.iter().find_map(|it| it.1.clone())?;
        let members: Vec<Member> = described.into_iter().map(|it| it.0).collect();
        let page = collection::first_page(&gathered.collection, &theme, &members);
        Some((collection::PAGE.to_owned(), page.into_bytes().into()))
    }

    /// Whether every edition of every publication was built.
    pub(super) fn is_whole(&self) -> bool {
        self.entries.iter().all(|entry| match entry {
            Entry::Kept(kept) => kept.is_whole,
            Entry::Opened(opened) => opened.is_whole(),
            Entry::Failed(..) => false,
        })
    }

    /// The publications as they are shown.
    pub(super) fn shown(&self) -> Vec<Shown> {
        let shown = self.entries.iter().map(|entry| match entry {
            Entry::Kept(kept) => kept.shown.clone(),
            Entry::Opened(opened) => opened.shown(),
            Entry::Failed(name, error) => Shown {
                name: name.clone(),
                title: name.clone(),
                editions: Vec::new(),
                findings: of_failure(error),
            },
        });
        shown.collect()
    }

    /// Prints what was found, and how long it took.
    pub(super) fn report(&self, console: &Console, seconds: f64) {
        for entry in &self.entries {
            match entry {
                Entry::Kept(_) => {}
                Entry::Opened(opened) => opened.report(console, seconds),
                Entry::Failed(_, error) => console.failure(error),
            }
        }
    }

    /// What can stay until a file changes. What failed or is not finished is tried again.
    pub(super) fn into_kept(self) -> Vec<Kept> {
        let run = self.run;
        let kept = self.entries.into_iter().filter_map(|entry| match entry {
            Entry::Kept(kept) => Some(*kept),
            Entry::Opened(opened) => {
                let is_good = opened.is_finished && opened.failure.is_none();
                is_good.then(|| opened.into_kept(run))
            }
            Entry::Failed(..) => None,
        });
        kept.collect()
    }
}

impl<'a> Opened<'a> {
    fn new(named: &Named, run: &'a Run) -> anyhow::Result<Opened<'a>> {
        let prepared = Prepared::new(named, &run.registry, &run.options)?;
        let plan = prepared.selected()?;
        let read = prepared.reading.diags.clone();
        Ok(Opened {
            name: named.shown(),
            prepared,
            plan,
            read,
            found: Diagnostics::new(),
            editions: Vec::new(),
            files: BTreeMap::new(),
            is_finished: false,
            failure: None,
        })
    }

    fn render(&mut self, speed: Speed, run: &Run) {
        let mut plan = self.plan.clone();
        plan.editions.retain(|it| speed.has(it));
        // Even without an edition, errors and warnings of the source are found.
        self.prepared.reading.diags = self.read.clone();
        let build = self.prepared.render(&plan, &run.levels);
        self.found.append_new(std::mem::take(&mut self.prepared.reading.diags));
        self.found.sort();
        match build {
            Ok(Some(build)) => {
                let files = build.editions.iter().flat_map(|it| &it.files);
                self.files.extend(files.map(|it| (it.path.clone(), Arc::from(it.bytes.as_slice()))));
                self.editions.extend(build.editions);
            }
            Ok(None) => {}
            Err(error) => self.failure = Some(error),
        }
        self.is_finished = speed == Speed::Slow;
    }

    fn is_whole(&self) -> bool {
        self.editions.len() == self.plan.editions.len()
    }

    fn paths(&self, run: &Run) -> BTreeSet<PathBuf> {
        let reading = &self.prepared.reading;
        let mut paths: BTreeSet<PathBuf> = reading.files.iter().chain(&run.font_files).cloned().collect();
        paths.extend(reading.folder.files_missing());
        paths
    }

    fn theme(&self) -> Option<Theme> {
        self.prepared.first_page_theme(&self.plan)
    }

    fn report(&self, console: &Console, seconds: f64) {
        console.diagnostics(&self.found, &self.prepared.reading.manuscript.sources);
        self.failure.iter().for_each(|it| console.failure(it));
        let consequence = match self.is_whole() {
            true => format!("; built in {seconds:.2} s"),
            false => "; the pages stay as they were".to_owned(),
        };
        console.verdict(&self.name, &self.found, &consequence);
    }

    fn into_kept(self, run: &Run) -> Kept {
        Kept {
            shown: self.shown(),
            paths: self.paths(run),
            member: self.as_member(),
            theme: self.theme(),
            is_whole: self.is_whole(),
            name: self.name,
            files: self.files,
        }
    }

    fn as_member(&self) -> Member {
        let download = |it: &BuiltEdition| {
            let edition = it.plan.as_sibling(&self.plan.publication, &self.prepared.registry)?;
            Some(Download { edition, size: it.files.iter().map(|it| it.bytes.len()).sum() })
        };
        Member {
            meta: self.prepared.reading.manuscript.document.meta.clone(),
            downloads: self.editions.iter().filter_map(download).collect(),
        }
    }

    fn shown(&self) -> Shown {
        let manuscript = &self.prepared.reading.manuscript;
        let place = |it: &EditionPlan| {
            let sibling = it.as_sibling(&self.plan.publication, &self.prepared.registry)?;
            Some((it.name.clone(), it.format.clone(), sibling.file))
        };
        let mut findings = of_publication(&self.found, &manuscript.sources);
        findings.extend(self.failure.iter().flat_map(of_failure));
        let title = manuscript.document.meta.title.clone();
        Shown {
            name: self.name.clone(),
            title: if title.is_empty() { self.name.clone() } else { title },
            editions: self.plan.editions.iter().filter_map(place).collect(),
            findings,
        }
    }
}
