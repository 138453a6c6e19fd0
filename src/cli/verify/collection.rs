//! The first page of a collection, held against a new one and against the sums of its folder.

use std::path::{Path, PathBuf};

use crate::backend::html::Member;
use crate::cli::collection::{PAGE, first_page};
use crate::cli::run::Run;
use crate::diag::Diagnostics;
use crate::project::Gathered;
use crate::project::{files, record};
use crate::record::{Sums, hash};
use crate::source::Span;
use crate::theme::Theme;
use crate::verify::rules::{self, record_differs};
use crate::verify::{Format, compare_bytes};

use super::proof::Proven;

/// What was found of the first page of a collection.
pub(super) struct FirstPage {
    pub(super) path: PathBuf,
    /// Its SHA-256 in hexadecimal digits; `None` where it is not there.
    pub(super) hash: Option<String>,
    /// Whether a new build gives the same bytes; `None` where none was made.
    pub(super) same: Option<bool>,
    /// Where it differs, each a sentence.
    pub(super) differences: Vec<String>,
    /// Whether nothing that was found fails the run.
    pub(super) is_good: bool,
}

/// Compares the first page of a collection with a new one; `None` where it need have none. What its publications lead
/// to is known of all of them, or no new page is made.
pub(super) fn check_first_page(
    run: &Run,
    rebuild: bool,
    folder: &Path,
    (gathered, all): (&Gathered, &[Proven]),
) -> anyhow::Result<Option<(FirstPage, Diagnostics)>> {
    if all.iter().all(|it| it.theme.is_none()) {
        return Ok(None);
    }
    let path = folder.join(PAGE);
    let there = if files::exists(&path) { Some(files::read_edition(&path)?) } else { None };
    let made = rebuild && all.len() == gathered.collection.members.len();
    let made = made.then(|| new_page(gathered, all));
    let whole = gathered.collection.members.first().map_or_else(Span::default, |it| it.span);
    let (mut found, mut same) = (Diagnostics::new(), None);
    if let (Some(there), Some(made)) = (&there, &made) {
        let different = compare_bytes(Format::Html, made.as_bytes(), there);
        same = Some(different.is_none());
        different.iter().for_each(|it| found.push(rules::diagnostic(&files::show(&path), it, whole)));
    } else if there.is_none() && rebuild {
        found.push(rules::missing_edition(&files::show(&path), whole));
    }
    let hash = there.as_deref().map(hash);
    if let Some(why) = record::checksum_mismatch(folder, PAGE, hash.as_deref(), rebuild)? {
        found.push(record_differs(&files::show(&folder.join(Sums::NAME)), &why, whole));
    }
    let differences: Vec<String> = found.iter().map(|it| it.message.clone()).collect();
    let is_told = hash.is_some() || !differences.is_empty();
    let is_good = run.levels.apply(&mut found);
    Ok(is_told.then_some((FirstPage { path, hash, same, differences, is_good }, found)))
}

/// The page that a build would make of the publications now.
fn new_page(gathered: &Gathered, all: &[Proven]) -> String {
    let member =
        |it: &Proven| Member { meta: it.manuscript.document.meta.clone(), downloads: it.downloads.clone() };
    let members: Vec<Member> = all.iter().map(member).collect();
    let theme = all.iter().find_map(|it| it.theme.clone());
    first_page(&gathered.collection, &theme.unwrap_or_else(Theme::classic), &members)
}
