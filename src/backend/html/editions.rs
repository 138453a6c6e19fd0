//! The ways to the other editions of a publication.

use crate::backend::html::head::link;
use crate::document::{Lang, Meta};
use crate::locale::{SiteWords, site_words};
use crate::markup::{Element, Node, address};
use crate::publication::Edition;

/// The media type of an edition.
pub(super) fn media_type(edition: Edition) -> &'static str {
    match edition {
        Edition::Pdf => "application/pdf",
        Edition::Epub => "application/epub+zip",
        Edition::Html => "text/html",
        Edition::Text => "text/plain",
    }
}

/// The name of an edition, the same in every language.
pub(super) fn name(edition: Edition) -> String {
    edition.extension().to_uppercase()
}

/// The editions that stand beside this one, each with its address as seen through `up`.
fn beside<'a>(
    meta: &'a Meta,
    editions: &'a [Edition],
    up: &'a str,
) -> impl Iterator<Item = (Edition, String)> {
    let file = move |it: Edition| address::encode(&format!("{up}{}.{}", meta.slug, it.extension()));
    editions.iter().filter(|it| **it != Edition::Html).map(move |it| (*it, file(*it)))
}

/// The links of a head to them.
pub(super) fn alternates(meta: &Meta, editions: &[Edition], up: &str) -> Vec<Element> {
    let alternate = |(edition, file): (Edition, String)| {
        link("alternate", &file).with("type", media_type(edition)).with("title", name(edition))
    };
    beside(meta, editions, up).map(alternate).collect()
}

/// The ways to them for readers; `None` where there are none.
pub(super) fn ways(meta: &Meta, editions: &[Edition], up: &str) -> Option<Element> {
    let words = site_words(&meta.lang);
    let way = |(edition, file): (Edition, String)| -> Node {
        Element::new("a").with("href", file).with("type", media_type(edition)).text(name(edition)).into()
    };
    let ways: Vec<Node> = beside(meta, editions, up).map(way).collect();
    if ways.is_empty() {
        return None;
    }
    let items = ways.into_iter().map(|it| Element::new("li").child(it).into());
    let nav = Element::new("nav").with("class", "editions").with("aria-label", words.editions);
    Some(said(nav, words, &meta.lang).child(Element::new("ul").children(items)))
}

/// An element with words of sites alone, marked as theirs where they are in another language than the text
/// (WCAG 2.2, 3.1.2).
pub(super) fn said(element: Element, words: &SiteWords, lang: &Lang) -> Element {
    if words.lang == lang.primary() { element } else { element.with("lang", words.lang).with("dir", "ltr") }
}
