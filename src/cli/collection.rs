//! The first page of a collection.

use crate::backend::Registry;
use crate::backend::html::{self, Download, Member};
use crate::document::{Lang, Meta};
use crate::plan::{Record, Recorded};
use crate::publication::Collection;
use crate::theme::Theme;

/// The name of the first page.
pub(super) const PAGE: &str = "index.html";

/// The first page of a collection; its default language is that of the first member.
pub(super) fn first_page(collection: &Collection, theme: &Theme, members: &[Member]) -> String {
    let Collection { title, description, lang, .. } = collection.clone();
    let unsaid = lang == Lang::default();
    let lang = members.first().filter(|_| unsaid).map_or(lang, |it| it.meta.lang.clone());
    let meta = Meta { title: title.unwrap_or_default(), description, lang, ..Meta::default() };
    html::collection(theme, &meta, members)
}

/// The editions of a publication that the first page links to: those that its record has.
pub(super) fn downloads(record: &Record, registry: &Registry) -> Vec<Download> {
    let download = |it: &Recorded| {
        let edition = it.plan.as_sibling(&record.publication, registry)?;
        Some(Download { edition, size: it.size() })
    };
    record.editions.iter().filter_map(download).collect()
}
