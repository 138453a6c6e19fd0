//! The first page of a collection, which belongs to none of its publications.

use crate::backend::html::{self, Member};
use crate::document::{Lang, Meta};
use crate::publication::Collection;
use crate::source::Sources;
use crate::theme::Theme;

/// The name of the first page.
pub(super) const PAGE: &str = "index.html";

/// A collection, and the texts that its faults point into.
pub(super) struct Gathered {
    /// What its manifest says.
    pub(super) collection: Collection,
    /// The manifest.
    pub(super) sources: Sources,
}

/// The first page of a collection, in the language of its first member where it says none.
pub(super) fn first_page(collection: &Collection, theme: Option<&str>, members: &[Member]) -> String {
    let Collection { title, description, lang, .. } = collection.clone();
    let unsaid = lang == Lang::default();
    let lang = members.first().filter(|_| unsaid).map_or(lang, |it| it.meta.lang.clone());
    let meta = Meta { title: title.unwrap_or_default(), description, lang, ..Meta::default() };
    let theme = theme.and_then(Theme::named).unwrap_or_else(Theme::classic);
    html::collection(&theme, &meta, members)
}
