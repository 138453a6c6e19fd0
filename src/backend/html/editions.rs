//! The links to the other editions of a publication.

use crate::backend::Sibling;
use crate::backend::html::head::link;
use crate::document::{Lang, Meta};
use crate::locale::{SiteWords, site_words};
use crate::markup::{Element, address};

/// What an edition is called, the same in every language: its format, and its own name where it has one.
pub(super) fn label(edition: &Sibling) -> String {
    let format = edition.format.to_uppercase();
    if edition.name == edition.format { format } else { format!("{format} ({})", edition.name) }
}

/// The address of a sibling as seen through `up`.
fn href(edition: &Sibling, up: &str) -> String {
    address::encode(&format!("{up}{}", edition.file))
}

/// The links of a head to the siblings.
pub(super) fn alternates(siblings: &[Sibling], up: &str) -> Vec<Element> {
    let alternate = |it: &Sibling| {
        link("alternate", &href(it, up)).with("type", it.media_type.as_str()).with("title", label(it))
    };
    siblings.iter().map(alternate).collect()
}

/// The links to the siblings for readers; `None` where there are none.
pub(super) fn ways(meta: &Meta, siblings: &[Sibling], up: &str) -> Option<Element> {
    if siblings.is_empty() {
        return None;
    }
    let words = site_words(&meta.lang);
    let way = |it: &Sibling| {
        Element::new("a").with("href", href(it, up)).with("type", it.media_type.as_str()).text(label(it))
    };
    let items = siblings.iter().map(|it| Element::new("li").child(way(it)).into());
    let nav = Element::new("nav").with("class", "editions").with("aria-label", words.editions);
    Some(said(nav, words, &meta.lang).child(Element::new("ul").children(items)))
}

/// An element with words of sites alone, marked as theirs where they are in another language than the text
/// (WCAG 2.2, 3.1.2).
pub(super) fn said(element: Element, words: &SiteWords, lang: &Lang) -> Element {
    if words.lang == lang.primary() { element } else { element.with("lang", words.lang).with("dir", "ltr") }
}
