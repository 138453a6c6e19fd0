//! The first page of a collection, held against a new one and against the sums of its folder.

use std::path::PathBuf;

use crate::backend::html::Member;
use crate::cli::Outcome;
use crate::cli::collection::{PAGE, first_page};
use crate::cli::output::Target;
use crate::diag::Diagnostics;
use crate::project::Gathered;
use crate::project::{files, record};
use crate::record::{Sums, hash};
use crate::source::Span;
use crate::verify::rules::{self, record_differs};
use crate::verify::{Format, compare_bytes};

use super::{Proven, Verifier};

/// What was found of the first page of a collection.
pub(super) struct FirstPage {
    pub(super) path: PathBuf,
    /// Its SHA-256 in hexadecimal digits; `None` where it is not there.
    pub(super) hash: Option<String>,
    /// Whether a new build gives the same bytes; `None` where none was made.
    pub(super) same: Option<bool>,
    /// Where it differs, each a sentence.
    pub(super) differences: Vec<String>,
}

impl Verifier<'_> {
    /// Holds the first page of a collection; `None` where it need have none. What its publications lead to is known
    /// of all of them, or no new page is made.
    pub(super) fn first_page(
        &self,
        gathered: &Gathered,
        all: &[Proven],
    ) -> anyhow::Result<Option<(FirstPage, Outcome)>> {
        let Target::Folder(folder) = &self.target else { return Ok(None) };
        if all.iter().all(|it| it.theme.is_none()) {
            return Ok(None);
        }
        let path = folder.join(PAGE);
        let there = if files::exists(&path) { Some(files::read_named(&path)?) } else { None };
        let made = self.rebuild && all.len() == gathered.collection.members.len();
        let made = made.then(|| self.new_page(gathered, all));
        let whole = gathered.collection.members.first().map_or_else(Span::default, |it| it.span);
        let (mut found, mut same) = (Diagnostics::new(), None);
        if let (Some(there), Some(made)) = (&there, &made) {
            let different = compare_bytes(Format::Html, made.as_bytes(), there);
            same = Some(different.is_none());
            different.iter().for_each(|it| found.push(rules::diagnostic(&files::show(&path), it, whole)));
        } else if there.is_none() && self.rebuild {
            found.push(rules::missing_edition(&files::show(&path), whole));
        }
        let hash = there.as_deref().map(hash);
        if let Some(why) = record::unsummed(folder, PAGE, hash.as_deref(), self.rebuild)? {
            found.push(record_differs(&files::show(&folder.join(Sums::NAME)), &why, whole));
        }
        let differences: Vec<String> = found.iter().map(|it| it.message.clone()).collect();
        let free = self.run.levels.apply(&mut found);
        self.console.diagnostics(&found, &gathered.sources);
        let outcome = if free { Outcome::Good } else { Outcome::Faults };
        let is_told = hash.is_some() || !differences.is_empty();
        Ok(is_told.then_some((FirstPage { path, hash, same, differences }, outcome)))
    }

    /// The page that a build would make of the publications now.
    fn new_page(&self, gathered: &Gathered, all: &[Proven]) -> String {
        let member = |it: &Proven| Member {
            meta: it.manuscript.document.meta.clone(),
            downloads: it.downloads.clone(),
        };
        let members: Vec<Member> = all.iter().map(member).collect();
        let theme = all.iter().find_map(|it| it.theme.as_deref());
        first_page(&gathered.collection, theme.unwrap_or_default(), &members)
    }
}
