//! The contents for readers of EPUB 2: the NCX (ANSI/NISO Z39.86-2005, 8.4), made from the navigation document's.

use crate::backend::epub::navigation::{Navigation, PageMark};
use crate::markup::{Element, Node, Syntax, serialize};

/// The NCX of a book with this identifier, title and language.
pub(super) fn ncx(identifier: &str, title: &str, lang: &str, navigation: &Navigation) -> String {
    let mut order = 0;
    let points = points(&navigation.contents, &mut order);
    let root = Element::new("ncx")
        .with("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .with("version", "2005-1")
        .with("xml:lang", lang)
        .child(head(identifier, navigation))
        .child(Element::new("docTitle").child(text(title)))
        .child(Element::new("navMap").children(points))
        .children(page_list(&navigation.pages, order));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", serialize(&[root.into()], Syntax::Xhtml))
}

fn head(identifier: &str, navigation: &Navigation) -> Element {
    let largest = navigation.pages.iter().filter_map(|it| it.label.parse::<u32>().ok()).max().unwrap_or(0);
    let said = [
        ("dtb:uid", identifier.to_owned()),
        ("dtb:depth", depth(&navigation.contents).to_string()),
        ("dtb:totalPageCount", navigation.pages.len().to_string()),
        ("dtb:maxPageNumber", largest.to_string()),
    ];
    let meta =
        |(name, value): (&str, String)| Element::new("meta").with("name", name).with("content", value).into();
    Element::new("head").children(said.map(meta))
}

/// How deep lists are nested, the list itself counted.
fn depth(list: &Element) -> usize {
    let lists = elements(list).flat_map(elements).filter(|it| it.name == "ol");
    1 + lists.map(depth).max().unwrap_or(0)
}

/// The items of a list: each a link, and perhaps a list below it.
fn points(list: &Element, order: &mut usize) -> Vec<Node> {
    let mut found = Vec::new();
    for item in elements(list) {
        let Some(link) = elements(item).find(|it| it.name == "a") else { continue };
        *order += 1;
        let label = Element::new("navLabel").child(text(&Node::Element(link.clone()).text()));
        let point = Element::new("navPoint")
            .with("id", format!("point-{order}"))
            .with("playOrder", order.to_string())
            .child(label)
            .child(content(link.attribute("href").unwrap_or_default()));
        let below = elements(item).filter(|it| it.name == "ol").flat_map(|it| points(it, order));
        found.push(point.children(below).into());
    }
    found
}

fn elements(parent: &Element) -> impl Iterator<Item = &Element> {
    parent.children.iter().filter_map(|it| if let Node::Element(it) = it { Some(it) } else { None })
}

fn text(words: &str) -> Element {
    Element::new("text").text(words)
}

fn content(to: &str) -> Element {
    Element::new("content").with("src", to)
}

fn page_list(pages: &[PageMark], after: usize) -> Option<Node> {
    let target = |(at, page): (usize, &PageMark)| {
        let kind = if page.label.bytes().all(|it| it.is_ascii_digit()) { "normal" } else { "front" };
        Element::new("pageTarget")
            .with("id", format!("page-{}", at + 1))
            .with("type", kind)
            .with("value", (at + 1).to_string())
            .with("playOrder", (after + at + 1).to_string())
            .child(Element::new("navLabel").child(text(&page.label)))
            .child(content(&page.to))
            .into()
    };
    let targets = pages.iter().enumerate().map(target);
    (!pages.is_empty()).then(|| Element::new("pageList").children(targets).into())
}
