//! What is before the text: the page of the cover, and the title page.

use crate::backend::epub::cover::Cover;
use crate::document::{Date, Meta};
use crate::locale::{self, date};
use crate::markup::{Element, Node};

/// The page that shows the cover.
pub(super) fn cover_page(cover: &Cover) -> Vec<Node> {
    let image = Element::new("img")
        .with("src", cover.resource.path.clone())
        .with("alt", cover.alt.clone())
        .with("role", "doc-cover");
    vec![Element::new("div").with("class", "cover").child(image).into()]
}

/// The title page: title, subtitle, authors, date, publisher, rights; in the order and dress of the other editions.
/// The logo, at its path in the book, is above the publisher; the marks of pages before the title and the rights.
pub(super) fn title_page(meta: &Meta, logo: Option<&str>, (head, foot): (Vec<Node>, Vec<Node>)) -> Vec<Node> {
    let line = |class: &'static str, text: &str| Element::new("p").with("class", class).text(text);
    let title = Some(meta.title.as_str()).filter(|it| !it.is_empty());
    let title = title.map(|it| Element::new("h1").with("epub:type", "title").text(it));
    let subtitle = meta
        .subtitle
        .iter()
        .map(|it| line("subtitle", it).with("epub:type", "subtitle").with("role", "doc-subtitle"));
    let authors = locale::list(meta.authors(), &meta.lang);
    let authors = Some(authors).filter(|it| !it.is_empty()).map(|it| line("authors", &it));
    let lines = title
        .into_iter()
        .chain(subtitle)
        .chain(authors)
        .chain(meta.date.map(|it| date_line(it, meta)))
        .chain(logo.map(|it| {
            let image =
                Element::new("img").with("src", it.to_owned()).with("alt", meta.logo_text().to_owned());
            Element::new("p").with("class", "logo").child(image)
        }))
        .chain(meta.publisher.iter().map(|it| line("publisher", it)));
    let rights = meta.rights.iter().map(|it| line("rights", it).into());
    let section = Element::new("section").with("class", "title").with("epub:type", "titlepage");
    vec![section.children(head).children(lines.map(Node::from)).children(foot).children(rights).into()]
}

fn date_line(date: Date, meta: &Meta) -> Element {
    let time = Element::new("time").with("datetime", date.to_iso()).text(date::long(date, &meta.lang));
    Element::new("p").with("class", "date").child(time)
}
