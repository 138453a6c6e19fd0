//! What stands before the text: the page of the cover, and the title page.

use crate::backend::epub::cover::Cover;
use crate::document::{Date, Meta};
use crate::locale::date;
use crate::markup::{Element, Node};

/// The page that shows the cover.
pub(super) fn cover_page(cover: &Cover) -> Vec<Node> {
    let image = Element::new("img")
        .with("src", cover.resource.path.clone())
        .with("alt", cover.alt.clone())
        .with("role", "doc-cover");
    vec![Element::new("div").with("class", "cover").child(image).into()]
}

/// The title page: title, subtitle, authors, house, date, rights.
pub(super) fn title_page(meta: &Meta) -> Vec<Node> {
    let title = Element::new("h1")
        .with("id", "title")
        .with("class", "title")
        .with("epub:type", "title")
        .text(&meta.title);
    let line = |class: &'static str| move |text: &String| Element::new("p").with("class", class).text(text);
    let subtitle = meta.subtitle.iter().map(line("subtitle"));
    let subtitle = subtitle.map(|it| it.with("epub:type", "subtitle").with("role", "doc-subtitle"));
    let authors = meta.authors().map(|it| Element::new("p").with("class", "author").text(it));
    let date = meta.date.iter().map(|it| date_line(*it, meta));
    let lines = subtitle
        .chain(authors)
        .chain(meta.publisher.iter().map(line("publisher")))
        .chain(date)
        .chain(meta.rights.iter().map(line("rights")));
    let section = Element::new("section").with("class", "title-page").with("epub:type", "titlepage");
    vec![section.child(title).children(lines.map(Node::from)).into()]
}

fn date_line(date: Date, meta: &Meta) -> Element {
    let time = Element::new("time").with("datetime", date.to_iso()).text(date::long(date, &meta.lang));
    Element::new("p").with("class", "date").child(time)
}
