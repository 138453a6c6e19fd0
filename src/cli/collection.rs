//! The first page of a collection.

use crate::backend::html::{self, Member};
use crate::document::{Lang, Meta};
use crate::publication::Collection;
use crate::source::Sources;
use crate::theme::Theme;

/// The name of the first page.
pub(super) const PAGE: &str = "index.html";

/// A collection, and the sources for its diagnostics.
pub(super) struct Gathered {
    /// The content of its manifest.
    pub(super) collection: Collection,
    /// The manifest.
    pub(super) sources: Sources,
}

/// The first page of a collection; its default language is that of the first member.
pub(super) fn first_page(collection: &Collection, theme: Option<&str>, members: &[Member]) -> String {
    let Collection { title, description, lang, .. } = collection.clone();
    let unsaid = lang == Lang::default();
    let lang = members.first().filter(|_| unsaid).map_or(lang, |it| it.meta.lang.clone());
    let meta = Meta { title: title.unwrap_or_default(), description, lang, ..Meta::default() };
    let theme = theme.and_then(Theme::named).unwrap_or_else(Theme::classic);
    html::collection(&theme, &meta, members)
}
